import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantAt, toIso } from '../../src/kit/time.ts'
import { findFault, findOverlap, overlap, spanOfDays } from '../../src/roster/duty.ts'
import { type DutyLine, judgeDutyLines } from '../../src/roster/lines.ts'

const day = '2026-11-23'
const span = (from: string, to: string, last = day) => ({ starts: instantAt(day, from), ends: instantAt(last, to) })

describe('a duty by itself', () => {
  test.each([
    ['a morning', span('08:30', '12:00'), undefined],
    ['a night across midnight', span('20:00', '06:00', '2026-11-24'), undefined],
    ['no length', span('08:30', '08:30'), 'endsBeforeStart'],
    ['backwards', span('12:00', '08:30'), 'endsBeforeStart'],
    ['three days', span('08:30', '08:30', '2026-11-26'), 'tooLong'],
  ])('%s', (_, it, fault) => expect(findFault(it)).toBe(fault))

  test('whole days run from midnight to midnight in the county, wherever the program runs', () => {
    expect(spanOfDays('2026-03-01', '2026-03-02')).toEqual({
      starts: '2026-02-28T16:00:00.000Z',
      ends: '2026-03-02T16:00:00.000Z',
    })
  })
})

const anySpan = fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 50 })).map(([from, length]) => ({
  starts: toIso(from * 60_000),
  ends: toIso((from + length) * 60_000),
}))

describe('overlaps', () => {
  test('are mutual, and touching ends are none', () => {
    fc.assert(
      fc.property(anySpan, anySpan, (a, b) => {
        expect(overlap(a, b)).toBe(overlap(b, a))
        expect(overlap(a, { starts: a.ends, ends: toIso(Date.parse(a.ends) + 60_000) })).toBe(false)
        expect(overlap(a, a)).toBe(true)
      }),
    )
  })

  test('count only for the same person, and a duty never overlaps itself', () => {
    const base = { dutyId: 'a', staffId: 'p', siteId: 's', note: '', as: 'member' as const, ...span('08:30', '12:00') }
    expect(findOverlap(base, [base])).toBeUndefined()
    expect(findOverlap(base, [{ ...base, dutyId: 'b', staffId: 'q' }])).toBeUndefined()
    expect(findOverlap(base, [{ ...base, dutyId: 'b' }])?.dutyId).toBe('b')
  })
})

describe('a duty file', () => {
  const frame = {
    sites: new Map([['上溪站', 'site-1']]),
    staff: new Map([
      ['1001', 'p1'],
      ['1002', 'p2'],
      ['1003', 'p3'],
    ]),
    leftOn: new Map([['p2', '2026-11-24']]),
    mayStand: (staffId: string) => staffId !== 'p3',
  }
  const making = { newId: () => 'an id', instantAt }
  const line = (change: Partial<DutyLine>): DutyLine => ({
    row: 2,
    employeeNo: '1001',
    site: '上溪站',
    from: '2026-11-23 08:30',
    to: '2026-11-23 12:00',
    note: '',
    role: '',
    ...change,
  })

  test.each([
    ['a good row', [line({})], 1, []],
    ['Excel’s own form of a time', [line({ from: '2026-11-23T08:30:00.000Z', to: '2026/11/23 12:00' })], 1, []],
    ['an unknown number', [line({ employeeNo: '=1001' })], 0, ['employeeNo']],
    ['a site of another office', [line({ site: '别处' })], 0, ['site']],
    ['a day that does not exist', [line({ from: '2026-02-30 08:30' })], 0, ['start']],
    ['rubbish for a time', [line({ to: "'; drop table duty; --" })], 0, ['end']],
    ['an end before the start', [line({ to: '2026-11-23 08:00' })], 0, ['end']],
    [
      'everything wrong at once',
      [line({ employeeNo: '', site: '', from: '', to: '' })],
      0,
      ['employeeNo', 'site', 'start', 'end'],
    ],
    [
      'two rows of one person that overlap',
      [line({}), line({ row: 3, from: '2026-11-23 11:00', to: '2026-11-23 15:00' })],
      1,
      ['start'],
    ],
    ['a role nobody has', [line({ role: '所长' })], 0, ['role']],
    [
      'somebody who will have left',
      [line({ employeeNo: '1002', from: '2026-11-24 08:30', to: '2026-11-24 12:00' })],
      0,
      ['start'],
    ],
    ['somebody whom others would have to lend', [line({ employeeNo: '1003' })], 0, ['employeeNo']],
    ['two people at once', [line({}), line({ row: 3, employeeNo: '1002' })], 2, []],
  ] as const)('%s', (_, lines, good, fields) => {
    const judged = judgeDutyLines(lines, frame, making)
    expect(judged.duties).toHaveLength(good)
    expect(judged.bad.flatMap((it) => it.problems.map((p) => p.field))).toEqual(fields)
  })

  test.each([
    ['', 'member'],
    ['值班员', 'member'],
    [' 带班领导', 'leader'],
    ['副班', 'deputy'],
    ['Leader', 'leader'],
  ])('the role %j is %s', (role, as) => {
    expect(judgeDutyLines([line({ role })], frame, making).duties[0]?.duty.as).toBe(as)
  })
})
