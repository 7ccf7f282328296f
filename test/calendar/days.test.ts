import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { coverageOf, isCovered, noticeWanted } from '../../src/calendar/coverage.ts'
import { dayOf, everybody, nationDay } from '../../src/calendar/days.ts'
import { listInForce, makeCalendar } from '../../src/calendar/layers.ts'
import { shippedNotices } from '../../src/calendar/nation.ts'
import { readNotice } from '../../src/calendar/notice.ts'
import { dayAt, listDays, numberOf } from '../../src/calendar/plainDay.ts'
import type { DayOverride } from '../../src/contract/calendar.ts'
import { newId } from '../../src/kit/ids.ts'

const [village, town, person] = [newId(), newId(), newId()]
const who = { unitPath: [village, town], staffId: person }

const override = (more: Partial<DayOverride>): DayOverride => ({
  overrideId: newId(),
  layer: 'county',
  unitId: null,
  staffId: null,
  from: '2026-03-10',
  to: '2026-03-10',
  half: null,
  work: false,
  name: '',
  reason: '因故',
  document: '',
  ...more,
})
const unit = (unitId: string, more: Partial<DayOverride> = {}) => override({ layer: 'unit', unitId, ...more })
const self = (more: Partial<DayOverride> = {}) => override({ layer: 'person', staffId: person, ...more })
const at = (overrides: DayOverride[], day = '2026-03-10') => dayOf(makeCalendar([], overrides), day, who)

describe('the nation’s days', () => {
  test.each([
    ['2026-01-01', 'holiday', '元旦'],
    ['2026-01-04', 'makeUpWorkday', '元旦'],
    ['2026-01-05', 'workday', ''],
    ['2026-01-10', 'weekend', ''],
    ['2026-02-22', 'holiday', '春节'],
    ['2025-10-08', 'holiday', '国庆节、中秋节'],
    ['2024-02-09', 'workday', ''],
    ['2020-02-01', 'holiday', '春节'],
    ['2020-02-03', 'workday', '春节'],
    ['2019-05-02', 'holiday', '劳动节'],
    ['2015-09-04', 'holiday', '抗战胜利纪念日'],
    ['2007-12-29', 'makeUpWorkday', '元旦'],
    ['2006-12-30', 'makeUpWorkday', '元旦'],
    ['2027-02-08', 'workday', ''],
    ['1999-05-01', 'weekend', ''],
  ])('%s is a %s %s', (day, type, name) => {
    const half = type === 'workday' || type === 'makeUpWorkday' ? 'work' : 'rest'
    expect(nationDay(day)).toMatchObject({ day, type, name, am: half, pm: half })
  })

  // As others counted them.
  test.each([
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days', (year, count) => {
    const days = listDays(`${year}-01-01`, `${year}-12-31`).filter((day) => nationDay(day).am === 'work')
    expect(days).toHaveLength(count)
  })

  test('who decided, and by which paper', () => {
    const { source = '' } = shippedNotices.find((it) => it.year === 2026) ?? {}
    expect(nationDay('2026-10-01')).toMatchObject({ layer: 'nation', document: source, reason: '' })
    expect(nationDay('2026-10-12')).toMatchObject({ layer: null, document: '' })
  })
})

describe('nearer layers', () => {
  test.each<[string, DayOverride[], string]>([
    [
      'the county against the province',
      [override({ reason: '县' }), override({ layer: 'province', reason: '省' })],
      '县',
    ],
    ['the unit above against the county', [unit(town, { reason: '镇' }), override({ reason: '县' })], '镇'],
    ['the nearest unit', [unit(village, { reason: '村' }), unit(town, { reason: '镇' })], '村'],
    ['the person', [self({ reason: '本人' }), unit(village, { reason: '村' })], '本人'],
    ['the later one within a layer', [override({ reason: '先' }), override({ reason: '后' })], '后'],
  ])('%s wins', (_, overrides, reason) => {
    expect(at(overrides)).toMatchObject({ type: 'dayOff', am: 'rest', pm: 'rest', reason })
  })

  test('others are not concerned', () => {
    const calendar = makeCalendar([], [unit(newId()), override({ layer: 'person', staffId: newId() }), unit(village)])
    expect(dayOf(calendar, '2026-03-10', { unitPath: [town], staffId: null }).type).toBe('workday')
    expect(dayOf(calendar, '2026-03-10', everybody).type).toBe('workday')
    expect(dayOf(calendar, '2026-03-11', who).type).toBe('workday')
    expect(dayOf(calendar, '2026-03-10', who).type).toBe('dayOff')
  })

  test.each<[string, Partial<DayOverride>, string, string]>([
    ['work on a holiday', { work: true }, '2026-05-01', 'workday'],
    ['work on a Sunday', { work: true }, '2026-03-15', 'makeUpWorkday'],
    ['a free day of the county', { name: '县庆' }, '2026-03-10', 'dayOff'],
    ['a holiday of the province', { layer: 'province', name: '三月三' }, '2026-03-10', 'holiday'],
    ['rest on a make-up workday', {}, '2026-01-04', 'dayOff'],
  ])('%s', (_, more, day, type) => {
    expect(at([override({ ...more, from: day, to: day })], day).type).toBe(type)
  })

  test('half a day leaves the type of the day and names who decided about the half', () => {
    const women = override({ from: '2026-03-09', to: '2026-03-09', half: 'pm', name: '妇女节', reason: '半日' })
    const half = { type: 'workday', am: 'work', pm: 'rest', layer: 'county', name: '妇女节', reason: '半日' }
    expect(at([women], '2026-03-09')).toMatchObject(half)
    const duty = override({ from: '2026-03-14', to: '2026-03-14', half: 'am', work: true })
    expect(at([duty], '2026-03-14')).toMatchObject({ type: 'weekend', am: 'work', pm: 'rest' })
  })

  test('halves are decided one by one', () => {
    const whole = override({ reason: '县' })
    expect(at([whole, unit(village, { half: 'am', work: true })])).toMatchObject({
      type: 'dayOff',
      am: 'work',
      pm: 'rest',
    })
    expect(at([override({ half: 'am' }), override({ half: 'pm' })])).toMatchObject({ type: 'dayOff', am: 'rest' })
    expect(at([override({ half: 'am' }), whole, override({ half: 'pm', work: true, reason: '半' })])).toMatchObject({
      type: 'dayOff',
      am: 'rest',
      pm: 'work',
      reason: '半',
    })
    expect(at([override({ half: 'am', reason: '半' }), whole])).toMatchObject({ am: 'rest', pm: 'rest', reason: '县' })
  })
})

describe('notices of the county’s own', () => {
  const text = '一、元旦：1月1日放假。二、劳动节：5月1日至5日放假。'
  const notice = (days = readNotice(2026, text).days) => ({ year: 2026, documentNo: '试〔2026〕1号', source: '', days })

  test('takes the place of the shipped one of its year', () => {
    const calendar = makeCalendar([notice()], [])
    expect(dayOf(calendar, '2026-10-01', everybody)).toMatchObject({ type: 'workday', layer: null })
    expect(dayOf(calendar, '2026-05-05', everybody)).toMatchObject({ type: 'holiday', document: '试〔2026〕1号' })
    expect(dayOf(calendar, '2025-10-01', everybody).type).toBe('holiday')
  })

  test('an override outlives a notice kept again', () => {
    const flood = override({ from: '2026-05-01', to: '2026-05-01', work: true, reason: '防汛' })
    for (const notices of [[], [notice()], [notice(), notice()]]) {
      const day = dayOf(makeCalendar(notices, [flood]), '2026-05-01', who)
      expect(day).toMatchObject({ type: 'workday', am: 'work', pm: 'work', layer: 'county', reason: '防汛' })
    }
  })

  test('of two for a year the later stands', () => {
    const other = { ...notice([{ day: '2026-01-01', off: true, name: '甲' }]), documentNo: '试〔2026〕2号' }
    expect(listInForce([notice(), other]).filter((it) => it.year === 2026)).toEqual([other])
  })
})

describe('coverage', () => {
  const year = (of: number, day = `${of}-01-01`) => ({
    year: of,
    documentNo: '',
    source: '',
    days: [{ day, off: true, name: '元旦' }],
  })
  test.each<[string, ReturnType<typeof year>[], string]>([
    ['what is shipped', [], '2026-12-31'],
    ['the next year', [year(2027)], '2027-12-31'],
    ['not a year behind a gap', [year(2028)], '2026-12-31'],
    ['not by a notice without New Year’s Day', [year(2027, '2027-02-06')], '2026-12-31'],
    ['what is shipped, whatever is kept of earlier years', [year(2005)], '2026-12-31'],
    ['less when a year was replaced by half a notice', [year(2025, '2025-05-01')], '2024-12-31'],
  ])('reaches over %s', (_, notices, until) => {
    expect(coverageOf(makeCalendar(notices, [])).coverageUntil).toBe(until)
  })

  test.each<[string, ReturnType<typeof year>[], string]>([
    ['what is shipped', [], '2007-01-01'],
    ['the year before', [year(2006)], '2006-01-01'],
    ['not a year before a gap', [year(2005)], '2007-01-01'],
  ])('begins with %s', (_, notices, from) => {
    expect(coverageOf(makeCalendar(notices, [])).coverageFrom).toBe(from)
  })

  test.each([
    ['2026-12-31', true],
    ['2027-01-01', false],
    ['2007-01-01', true],
    ['2006-12-31', false],
  ])('%s is covered: %s', (day, covered) => {
    expect(isCovered(makeCalendar([], []), day)).toBe(covered)
  })

  test.each<[string, ReturnType<typeof year>[], number | null]>([
    ['2026-10-31', [], null],
    ['2026-11-01', [], 2027],
    ['2026-12-31', [], 2027],
    ['2026-12-31', [year(2027)], null],
    ['2027-01-01', [], 2027],
    ['2027-03-01', [year(2027)], null],
  ])('on %s the notice wanted is that of …', (today, notices, wanted) => {
    expect(noticeWanted(makeCalendar(notices, []), today)).toBe(wanted)
  })
})

describe('whatever zone the process runs in', () => {
  const zone = process.env.TZ
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })
  const year = () => listDays('2026-01-01', '2026-12-31').map((day) => nationDay(day))
  const read = () => readNotice(2026, '1月1日（周四）至3日（周六）放假。1月4日（周日）上班。')
  const [days, notice] = [year(), read()]

  test.each(['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Apia'])('days are the same in %s', (name) => {
    process.env.TZ = name
    expect(year()).toEqual(days)
    expect(read()).toEqual(notice)
  })
})

describe('laws of the calendar', () => {
  const day = fc.integer({ min: numberOf('2026-01-01'), max: numberOf('2026-01-31') }).map(dayAt)
  const layered = fc.constantFrom<Partial<DayOverride>>(
    { layer: 'province' },
    { layer: 'county' },
    { layer: 'unit', unitId: town },
    { layer: 'unit', unitId: village },
    { layer: 'person', staffId: person },
  )
  const anyOverride = fc
    .record({
      layered,
      from: day,
      length: fc.nat(5),
      half: fc.constantFrom<DayOverride['half']>(null, 'am', 'pm'),
      work: fc.boolean(),
      reason: fc.uuid(),
    })
    .map(({ layered, length, ...more }) => override({ ...more, ...layered, to: dayAt(numberOf(more.from) + length) }))

  /** The same said slowly: of all that touch the half-day, the nearest, and of those the last. */
  const slowly = (overrides: readonly DayOverride[], of: string, half: 'am' | 'pm'): DayOverride | undefined => {
    const rank = (it: DayOverride) => {
      if (it.layer === 'person') return it.staffId === who.staffId ? 9 : -1
      if (it.layer === 'unit') return it.unitId === village ? 8 : it.unitId === town ? 7 : -1
      return it.layer === 'county' ? 6 : 5
    }
    const touching = overrides.filter(
      (it) => rank(it) >= 0 && it.from <= of && of <= it.to && (it.half === null || it.half === half),
    )
    const best = Math.max(...touching.map(rank))
    return touching.filter((it) => rank(it) === best).at(-1)
  }

  test('every half-day is as the nearest and latest override says, or else as the nation says', () => {
    fc.assert(
      fc.property(fc.array(anyOverride, { maxLength: 12 }), day, (overrides, of) => {
        const got = dayOf(makeCalendar([], overrides), of, who)
        const base = nationDay(of)
        const found = { am: slowly(overrides, of, 'am'), pm: slowly(overrides, of, 'pm') }
        for (const half of ['am', 'pm'] as const) {
          const one = found[half]
          expect(got[half]).toBe(one ? (one.work ? 'work' : 'rest') : base[half])
        }
        if (found.am || found.pm) expect([found.am?.reason, found.pm?.reason]).toContain(got.reason)
        else expect(got).toEqual(base)
      }),
      { numRuns: 1000 },
    )
  })
})
