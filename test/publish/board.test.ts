import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Staff } from '../../src/contract/people.ts'
import type { Duty } from '../../src/contract/routes/duties.ts'
import { addDays, instantAt } from '../../src/kit/time.ts'
import { type BoardInput, boardOf } from '../../src/publish/board.ts'

const site = {
  siteId: '00000000-0000-7000-8000-000000000001',
  unitId: '00000000-0000-7000-8000-000000000002',
  name: '便民服务站',
  address: '',
  hours: { '1': [{ from: '08:30', to: '12:00' }] },
  dutyPhone: '0570-1234567',
  closed: false,
}
const person = (n: number, published: boolean): Staff => ({
  staffId: `00000000-0000-7000-8000-00000000010${n}`,
  unitId: site.unitId,
  siteId: site.siteId,
  name: `张${n}`,
  post: '村干部',
  employeeNo: `100${n}`,
  phone: `1390000000${n}`,
  partyBranch: null,
  published,
  cardNo: null,
  leftOn: null,
})
const monday = '2026-11-23'
const duty = (n: number, from: string, to: string, day = monday): Duty => ({
  dutyId: `00000000-0000-7000-8000-00000000020${n}`,
  staffId: person(n, true).staffId,
  siteId: site.siteId,
  starts: instantAt(day, from),
  ends: instantAt(day, to),
  note: '',
  as: 'member',
})
const base: BoardInput = {
  county: { countyId: 330800, name: '示例县', demo: false, complaints: { name: '县纪委监委', phone: '12388' } },
  unit: { unitId: site.unitId, parentId: null, name: '上溪村', kind: 'village' },
  site,
  staff: [person(1, true), person(2, false)],
  duties: [duty(1, '08:30', '12:00'), duty(2, '08:30', '12:00')],
  outings: [],
  seen: [],
  now: instantAt(monday, '09:00'),
}

describe('the duty board', () => {
  test.each([
    ['nobody checked in: expected, never missing', {}, ['expected', 'expected']],
    ['one was seen', { seen: [{ staffId: person(1, true).staffId, direction: 'arrival' }] }, ['seen', 'expected']],
    [
      'one has left again',
      { seen: [{ staffId: person(1, true).staffId, direction: 'departure' }] },
      ['expected', 'expected'],
    ],
    [
      'one is in the field',
      {
        outings: [
          {
            outingId: '00000000-0000-7000-8000-000000000301',
            staffId: person(1, true).staffId,
            siteId: site.siteId,
            starts: instantAt(monday, '08:00'),
            ends: instantAt(monday, '17:00'),
            where: '下村',
          },
        ],
      },
      ['expected', 'inTheField'],
    ],
    [
      'someone without a duty is there',
      { duties: [], seen: [{ staffId: person(2, false).staffId, direction: 'arrival' }] },
      ['seen'],
    ],
  ] as const)('%s', (_, change, states) => {
    const view = boardOf({ ...base, ...change } as BoardInput)
    expect(view.now.map((it) => it.state)).toEqual(states)
  })

  test('an unpublished post shows neither the name nor the own phone', () => {
    const shown = boardOf(base).now[1]
    expect(shown).toMatchObject({ name: null, phone: site.dutyPhone, post: '村干部' })
    expect(JSON.stringify(boardOf(base))).not.toContain('张2')
    expect(JSON.stringify(boardOf(base))).not.toContain('13900000002')
  })

  test('who leads a duty or stands in is named as that, whoever just has duty is not', () => {
    const duties = [
      { ...duty(1, '08:30', '12:00'), as: 'leader' as const },
      { ...duty(2, '08:30', '12:00'), as: 'member' as const },
    ]
    const view = boardOf({ ...base, duties })
    expect(view.now.map((it) => it.as)).toEqual(['leader', undefined])
    expect(view.week[0]?.duties.map((it) => it.as)).toEqual(['leader', undefined])
  })

  test('somebody twice in the field at once is there once', () => {
    const outing = { outingId: 'o', staffId: person(1, true).staffId, siteId: site.siteId, where: '下村' }
    const outings = [
      { ...outing, starts: instantAt(monday, '08:00'), ends: instantAt(monday, '17:00') },
      { ...outing, starts: instantAt(monday, '08:30'), ends: instantAt(monday, '12:00') },
    ]
    expect(boardOf({ ...base, duties: [], outings }).now.map((it) => it.state)).toEqual(['inTheField'])
  })

  test('the next duty is the first that begins after now', () => {
    const view = boardOf({ ...base, duties: [...base.duties, duty(1, '14:30', '17:00')] })
    expect(view.next).toEqual({ day: monday, from: '14:30', name: '张1', post: '村干部' })
  })

  test('a night duty that crosses midnight is running on both sides of it', () => {
    const night = { ...duty(1, '20:00', '23:00'), ends: instantAt(addDays(monday, 1), '06:00') }
    for (const now of [instantAt(monday, '23:30'), instantAt(addDays(monday, 1), '05:59')]) {
      expect(boardOf({ ...base, duties: [night], now }).now).toHaveLength(1)
    }
    expect(boardOf({ ...base, duties: [night], now: instantAt(addDays(monday, 1), '06:00') }).now).toHaveLength(0)
  })

  test('no instant of a check-in ever reaches the board, whoever was seen', () => {
    fc.assert(
      fc.property(fc.constantFrom('arrival', 'departure', 'again'), fc.boolean(), (direction, both) => {
        const seen = [
          { staffId: person(1, true).staffId, direction },
          ...(both ? [{ staffId: person(2, false).staffId, direction }] : []),
        ]
        const keys = new Set(boardOf({ ...base, seen } as BoardInput).now.flatMap((it) => Object.keys(it)))
        expect([...keys].sort()).toEqual(['from', 'name', 'phone', 'post', 'state', 'to'])
      }),
    )
  })
})
