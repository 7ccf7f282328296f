import { describe, expect, test } from 'vitest'
import { everybody, type Who } from '../../src/calendar/days.ts'
import { makeCalendar } from '../../src/calendar/layers.ts'
import { add, addDays } from '../../src/calendar/workingTime/add.ts'
import { between, workdaysInclusive } from '../../src/calendar/workingTime/between.ts'
import { makeWorkingCalendar, type WorkingCalendar } from '../../src/calendar/workingTime/calendar.ts'
import { deadlineOf, type Task } from '../../src/calendar/workingTime/deadline.ts'
import { workingCalendarOf } from '../../src/calendar/workingTime/of.ts'
import { isOpen, isWorkingDay, nextOpen, openPeriodsAfter, prevOpen } from '../../src/calendar/workingTime/open.ts'
import type { SpecialDay, WorkingCalendarInput } from '../../src/calendar/workingTime/plan.ts'
import { warningAt } from '../../src/calendar/workingTime/warning.ts'
import type { DayOverride } from '../../src/contract/calendar.ts'
import { usualHours, type Weekly, type WorkingHours } from '../../src/contract/workingHours.ts'
import { newId } from '../../src/kit/ids.ts'
import { instantAt, toIso } from '../../src/kit/time.ts'

const [village, person] = [newId(), newId()]
const who: Who = { unitPath: [village], staffId: null }
const override = (more: Partial<DayOverride>): DayOverride => ({
  overrideId: newId(),
  layer: 'county',
  unitId: null,
  staffId: null,
  from: '2026-03-10',
  to: more.from ?? '2026-03-10',
  half: null,
  work: false,
  name: '',
  reason: '停电检修',
  document: '办字〔2026〕3号',
  ...more,
})
const countyWith = (
  overrides: readonly DayOverride[],
  hours: readonly WorkingHours[] = [usualHours],
): WorkingCalendar => workingCalendarOf(makeCalendar([], overrides), who, hours)
const county = countyWith([])

/** An instant of Chinese wall clock, `2026-03-02 09:00:00`. */
const at = (text: string): string => instantAt(text.slice(0, 10), text.slice(11))
const ms = (text: string): number => Date.parse(at(text))
const wall = (iso: string): string =>
  toIso(Date.parse(iso) + 8 * 3_600_000)
    .slice(0, 19)
    .replace('T', ' ')
const wallOf = (instant: number): string => wall(toIso(instant))
const task = (more: Partial<Task> & Pick<Task, 'start'>): Task => ({
  limit: { unit: 'workingDays', amount: 1 },
  pauses: [],
  at: more.start,
  ...more,
})

describe('what is due', () => {
  test.each([
    [
      'the day of the start is not counted, the last one ends with its closing',
      '2026-03-02 09:00:00',
      'workingDays',
      5,
      '2026-03-09 17:30:00',
    ],
    [
      'begun after closing, the next working day is the first',
      '2026-03-06 22:15:09',
      'workingDays',
      1,
      '2026-03-09 17:30:00',
    ],
    ['begun on a Saturday, Monday is the first', '2026-03-07 10:00:00', 'workingDays', 1, '2026-03-09 17:30:00'],
    [
      'over Spring Festival with its two make-up Saturdays',
      '2026-02-12 10:00:00',
      'workingDays',
      7,
      '2026-02-28 17:30:00',
    ],
    ['a make-up Saturday is a working day', '2026-02-13 10:00:00', 'workingDays', 1, '2026-02-14 17:30:00'],
    ['hours go on after lunch, to the second', '2026-03-02 11:59:58', 'workingHours', 1, '2026-03-02 14:59:58'],
    ['a whole day of hours ends with its closing', '2026-03-02 08:30:00', 'workingHours', 7, '2026-03-02 17:30:00'],
    ['seconds over a weekend', '2026-03-06 17:29:30', 'workingSeconds', 60, '2026-03-09 08:30:30'],
    ['calendar days count every day', '2026-03-02 09:00:00', 'days', 3, '2026-03-05 17:30:00'],
    [
      'calendar days that end on a holiday go on to the day after it',
      '2026-09-30 09:00:00',
      'days',
      3,
      '2026-10-08 17:30:00',
    ],
  ] as const)('%s', (_, start, unit, amount, due) => {
    const { dueAt, assumed } = deadlineOf(county, task({ start: at(start), limit: { unit, amount } }))
    expect([wall(dueAt), assumed]).toEqual([due, false])
  })

  test('it is overdue after the closing instant, not at it', () => {
    const begun = task({ start: at('2026-03-02 09:00:00') })
    const [last, after] = [at('2026-03-03 17:30:00'), toIso(ms('2026-03-03 17:30:00') + 1)]
    expect(deadlineOf(county, { ...begun, at: last })).toMatchObject({ overdue: false, remainingSeconds: 0 })
    expect(deadlineOf(county, { ...begun, at: after }).overdue).toBe(true)
    expect(deadlineOf(county, { ...begun, at: at('2026-03-04 08:30:01') }).remainingSeconds).toBe(-1)
  })

  test('time used, paused and left is working time', () => {
    const pauses = [{ from: at('2026-03-02 16:30:00'), to: at('2026-03-03 09:30:00') }]
    const limit = { unit: 'workingHours', amount: 10 } as const
    const found = deadlineOf(
      county,
      task({ start: at('2026-03-02 09:00:00'), limit, pauses, at: at('2026-03-03 11:30:00') }),
    )
    expect(found).toEqual({
      dueAt: at('2026-03-03 16:00:00'),
      usedSeconds: 7.5 * 3_600,
      pausedSeconds: 2 * 3_600,
      remainingSeconds: 2.5 * 3_600,
      overdue: false,
      assumed: false,
      calendarId: county.id,
    })
  })

  test('a pause that begins when it is overdue makes nothing good', () => {
    const begun = task({ start: at('2026-03-02 09:00:00'), at: at('2026-03-10 09:00:00') })
    const pauses = [{ from: at('2026-03-04 08:30:00'), to: at('2026-03-09 08:30:00') }]
    expect(deadlineOf(county, { ...begun, pauses })).toEqual(deadlineOf(county, begun))
  })

  test('a pause with a known end counts ahead of time, one without as long as it is looked at', () => {
    const begun = task({ start: at('2026-03-02 09:00:00'), at: at('2026-03-03 10:00:00') })
    const from = at('2026-03-03 09:00:00')
    const ahead = deadlineOf(county, { ...begun, pauses: [{ from, to: at('2026-03-03 12:00:00') }] })
    expect([wall(ahead.dueAt), ahead.pausedSeconds, ahead.remainingSeconds]).toEqual([
      '2026-03-04 11:30:00',
      3_600,
      6.5 * 3_600,
    ])
    const lasting = deadlineOf(county, { ...begun, pauses: [{ from, to: null }] })
    expect([wall(lasting.dueAt), lasting.pausedSeconds, lasting.remainingSeconds]).toEqual([
      '2026-03-04 09:30:00',
      3_600,
      6.5 * 3_600,
    ])
  })

  test('a pause that ends before it begins, and an instant that is none, are surprises', () => {
    const start = at('2026-03-02 09:00:00')
    expect(() => deadlineOf(county, task({ start, pauses: [{ from: start, to: at('2026-03-01 09:00:00') }] }))).toThrow(
      RangeError,
    )
    expect(() => deadlineOf(county, task({ start: 'yesterday' }))).toThrow(RangeError)
    expect(() => between(county, 1, 0)).toThrow(RangeError)
    expect(() => workdaysInclusive(county, '2026-03-03', '2026-03-02')).toThrow(RangeError)
    expect(() => isOpen(county, Date.UTC(1850, 0, 1))).toThrow(RangeError)
  })

  test('beyond the last known year it is said to be assumed', () => {
    expect(deadlineOf(county, task({ start: at('2026-12-30 09:00:00') })).assumed).toBe(false)
    expect(deadlineOf(county, task({ start: at('2026-12-31 09:00:00') })).assumed).toBe(true)
    expect(deadlineOf(county, task({ start: at('2006-12-29 09:00:00') })).assumed).toBe(true)
    const later = countyWith([], [{ ...usualHours, from: '2026-06-01' }])
    expect(deadlineOf(later, task({ start: at('2026-05-28 09:00:00') })).assumed).toBe(true)
    expect(deadlineOf(later, task({ start: at('2026-06-01 09:00:00') })).assumed).toBe(false)
  })

  test('a calendar without any hours refuses to tell what is due', () => {
    const none = countyWith([], [{ from: '1990-01-01', weekly: sameEveryDay([]) }])
    expect(() => deadlineOf(none, task({ start: at('2026-03-02 09:00:00') }))).toThrow('noWorkingTime')
    expect(() => add(none, ms('2026-03-02 09:00:00'), 1)).toThrow('noWorkingTime')
    expect(nextOpen(none, ms('2026-03-02 09:00:00'))).toBe(null)
    expect(prevOpen(none, ms('2026-03-02 09:00:00'))).toBe(null)
    expect(openPeriodsAfter(none, ms('2026-03-02 09:00:00'), 3)).toEqual([])
  })
})

describe('when a clock turns yellow', () => {
  const start = at('2026-03-02 08:30:00')
  const limit = { unit: 'workingHours', amount: 20 } as const
  test.each([
    ['nine tenths are used', { kind: 'used', percent: 90 }, '2026-03-04 14:30:00'],
    ['so many hours are left', { kind: 'before', limit: { unit: 'workingHours', amount: 7 } }, '2026-03-03 16:30:00'],
    [
      'so many seconds are left',
      { kind: 'before', limit: { unit: 'workingSeconds', amount: 1 } },
      '2026-03-04 16:29:59',
    ],
    ['a working day is left', { kind: 'before', limit: { unit: 'workingDays', amount: 1 } }, '2026-03-03 16:30:00'],
    ['a day is left', { kind: 'before', limit: { unit: 'days', amount: 1 } }, '2026-03-03 16:30:00'],
    [
      'more than all is left: at once',
      { kind: 'before', limit: { unit: 'workingDays', amount: 9 } },
      '2026-03-02 08:30:00',
    ],
  ] as const)('%s', (_, warning, yellow) => {
    const { dueAt } = deadlineOf(county, task({ start, limit }))
    expect(wall(warningAt(county, { start, dueAt, pauses: [] }, warning))).toBe(yellow)
  })

  test('a pause before moves it, one after leaves it', () => {
    const pause = (day: string) => [{ from: at(`${day} 08:30:00`), to: at(`${day} 09:30:00`) }]
    const warning = { kind: 'used', percent: 50 } as const
    const yellow = (pauses: Task['pauses']) => {
      const { dueAt } = deadlineOf(county, task({ start, limit, pauses }))
      return wall(warningAt(county, { start, dueAt, pauses }, warning))
    }
    expect(yellow([])).toBe('2026-03-03 11:30:00')
    expect(yellow(pause('2026-03-03'))).toBe('2026-03-03 14:30:00')
    expect(yellow(pause('2026-03-04'))).toBe('2026-03-03 11:30:00')
    expect(yellow([...pause('2026-03-04'), ...pause('2026-03-04')])).toBe('2026-03-03 11:30:00')
  })
})

const sameEveryDay = (periods: Weekly['mon']): Weekly => ({
  mon: periods,
  tue: periods,
  wed: periods,
  thu: periods,
  fri: periods,
  sat: periods,
  sun: periods,
})
const seconds = (calendar: WorkingCalendar, day: string): number =>
  between(calendar, ms(`${day} 00:00:00`), ms(`${day} 23:59:59`)) / 1_000

describe('which time is worked', () => {
  test('summer and winter hours each from their day', () => {
    const summer = {
      from: '2026-05-01',
      weekly: sameEveryDay([
        { from: '08:00', to: '12:00' },
        { from: '15:00', to: '18:00' },
      ]),
    }
    const calendar = countyWith([], [summer, usualHours, { ...usualHours, from: '2026-10-01' }])
    const afternoon = (day: string) => wallOf(openPeriodsAfter(calendar, ms(`${day} 12:00:00`), 1)[0]?.[0] ?? 0)
    expect(afternoon('2026-04-30')).toBe('2026-04-30 14:00:00')
    expect(afternoon('2026-05-06')).toBe('2026-05-06 15:00:00')
    expect(afternoon('2026-10-08')).toBe('2026-10-08 14:00:00')
  })

  test.each([
    ['an ordinary day', {}, 7],
    ['the county closes for a day', { from: '2026-03-11' }, 0],
    ['a unit closes for its morning', { layer: 'unit', unitId: village, from: '2026-03-11', half: 'am' }, 3.5],
    ['a unit closes for its afternoon', { layer: 'unit', unitId: village, from: '2026-03-11', half: 'pm' }, 3.5],
    ['another unit closes', { layer: 'unit', unitId: newId(), from: '2026-03-11' }, 7],
    ['one person is away', { layer: 'person', staffId: person, from: '2026-03-11' }, 7],
  ] as const)('%s', (_, more, hours) => {
    expect(seconds(countyWith([override(more)]), '2026-03-11')).toBe(hours * 3_600)
  })

  test('a county that works on a holiday, or half of it', () => {
    expect(seconds(countyWith([override({ from: '2026-10-02', work: true })]), '2026-10-02')).toBe(7 * 3_600)
    const half = countyWith([override({ from: '2026-10-03', work: true, half: 'pm' })])
    expect(wallOf(nextOpen(half, ms('2026-10-03 00:00:00')) ?? 0)).toBe('2026-10-03 14:00:00')
  })

  test('a counter with Saturday hours keeps them, but not on a holiday, and a make-up Saturday has those of Monday', () => {
    const saturday = { ...usualHours, weekly: { ...usualHours.weekly, sat: [{ from: '09:00', to: '11:00' }] } }
    const calendar = countyWith([], [saturday])
    expect(seconds(calendar, '2026-03-07')).toBe(2 * 3_600)
    expect(seconds(calendar, '2026-10-03')).toBe(0)
    expect(seconds(calendar, '2026-02-14')).toBe(7 * 3_600)
  })

  test.each([
    [
      'periods before and after noon are the halves',
      [
        ['08:30', '12:30'],
        ['13:30', '17:30'],
      ],
      4,
      4,
    ],
    ['a day without a lunch break is cut at noon', [['09:00', '17:00']], 3, 5],
    ['a morning only', [['09:00', '12:00']], 3, 0],
    [
      'two periods before noon',
      [
        ['08:00', '10:00'],
        ['10:30', '13:00'],
      ],
      3.5,
      1,
    ],
  ] as const)('%s', (_, periods, am, pm) => {
    const hours = [{ from: '1990-01-01', weekly: sameEveryDay(periods.map(([from, to]) => ({ from, to }))) }]
    const worked = (half: 'am' | 'pm') =>
      seconds(countyWith([override({ from: '2026-03-11', half })], hours), '2026-03-11')
    expect([worked('pm'), worked('am')]).toEqual([am * 3_600, pm * 3_600])
  })

  test('an opening is worked, a closing is not, and the closing is the last moment of work', () => {
    const [open, close] = [ms('2026-03-02 08:30:00'), ms('2026-03-02 12:00:00')]
    expect([isOpen(county, open), isOpen(county, close), isOpen(county, close - 1)]).toEqual([true, false, true])
    expect([nextOpen(county, open), prevOpen(county, close)]).toEqual([open, close])
    expect(wallOf(prevOpen(county, open) ?? 0)).toBe('2026-02-28 17:30:00')
  })

  test('a break is cut out of its date, also out of the night that reaches into it', () => {
    const night = { from: '1990-01-01', weekly: sameEveryDay([{ from: '22:00', to: '30:00' }]) }
    const cut: SpecialDay = { ...said, day: '2026-03-03', hours: 'weekday', breaks: [{ from: '01:00', to: '02:00' }] }
    const calendar = makeWorkingCalendar({ ...plain, hours: [night], special: [cut] })
    const periods = openPeriodsAfter(calendar, ms('2026-03-02 12:00:00'), 2).map((it) => it.map(wallOf))
    expect(periods).toEqual([
      ['2026-03-02 22:00:00', '2026-03-03 01:00:00'],
      ['2026-03-03 02:00:00', '2026-03-03 06:00:00'],
    ])
    expect(isOpen(calendar, ms('2026-03-03 03:00:00'))).toBe(true)
  })

  test('hours that overlap are counted once', () => {
    const twice = [
      { from: '09:00', to: '12:00' },
      { from: '11:00', to: '13:00' },
      { from: '20:00', to: '33:30' },
    ]
    const calendar = makeWorkingCalendar({ ...plain, hours: [{ from: '1990-01-01', weekly: sameEveryDay(twice) }] })
    expect(seconds(calendar, '2026-03-03')).toBe((9.5 + 3.5 + 4) * 3_600 - 1)
  })
})

const said = { name: '', reason: '', document: '', why: 'closure' } as const
const plain: WorkingCalendarInput = { zone: 'Asia/Shanghai', hours: [usualHours], special: [], known: null }

describe('zones that change their clocks', () => {
  const paris = makeWorkingCalendar({
    ...plain,
    zone: 'Europe/Paris',
    hours: [{ from: '1990-01-01', weekly: sameEveryDay([{ from: '00:00', to: '24:00' }]) }],
  })
  const night = (from: string, to: string) =>
    makeWorkingCalendar({
      ...plain,
      zone: 'Europe/Paris',
      hours: [{ from: '1990-01-01', weekly: sameEveryDay([{ from, to }]) }],
    })

  test('a whole day lasts as long as it really does', () => {
    const day = (from: string, to: string) => between(paris, Date.parse(`${from}+01:00`), Date.parse(to)) / 3_600_000
    expect(day('2026-03-29T00:00', '2026-03-30T00:00+02:00')).toBe(23)
    expect(between(paris, Date.parse('2026-10-25T00:00+02:00'), Date.parse('2026-10-26T00:00+01:00')) / 3_600_000).toBe(
      25,
    )
  })

  test('hours that the clock leaps over are not worked, and the days around are as ever', () => {
    const leapt = night('02:15', '02:45')
    expect(
      openPeriodsAfter(leapt, Date.parse('2026-03-28T12:00Z'), 2).map((it) => it.map((one) => toIso(one))),
    ).toEqual([
      ['2026-03-29T01:15:00.000Z', '2026-03-29T01:45:00.000Z'],
      ['2026-03-30T00:15:00.000Z', '2026-03-30T00:45:00.000Z'],
    ])
    expect(isWorkingDay(night('02:30', '03:15'), '2026-03-29')).toBe(true)
    expect(
      openPeriodsAfter(night('02:30', '03:15'), Date.parse('2026-03-28T12:00Z'), 1).map(([open]) => toIso(open)),
    ).toEqual(['2026-03-30T00:30:00.000Z'])
  })

  test('days keep the time of the clock', () => {
    expect(toIso(addDays(paris, Date.parse('2026-03-28T10:00+01:00'), 1))).toBe('2026-03-29T08:00:00.000Z')
  })

  test('China had summer time until 1991', () => {
    const old = makeWorkingCalendar(plain)
    expect(toIso(nextOpen(old, Date.parse('1991-07-01T00:00+09:00')) ?? 0)).toBe('1991-06-30T23:30:00.000Z')
    expect(toIso(nextOpen(old, Date.parse('1992-07-01T00:00+08:00')) ?? 0)).toBe('1992-07-01T00:30:00.000Z')
  })
})

describe('the version of a calendar', () => {
  const special: SpecialDay[] = [
    { ...said, day: '2026-03-10', hours: 'none' },
    { ...said, day: '2026-03-11', hours: 'none' },
  ]

  test('is the same for the same content in another order, and another for any other', () => {
    const one = makeWorkingCalendar({ ...plain, special })
    expect(makeWorkingCalendar({ ...plain, special: [...special].reverse() }).id).toBe(one.id)
    expect(makeWorkingCalendar({ ...plain, special: special.slice(1) }).id).not.toBe(one.id)
    expect(makeWorkingCalendar({ ...plain, special, known: [] }).id).not.toBe(one.id)
    expect(one.id).toMatch(/^[0-9a-f]{64}$/)
  })

  test('may be given by whoever keeps them', () => {
    expect(makeWorkingCalendar(plain, 'county-7').id).toBe('county-7')
  })

  test('is the county’s for everybody who is told nothing else', () => {
    const calendar = makeCalendar([], [override({ layer: 'unit', unitId: village })])
    const [all, unit] = [
      workingCalendarOf(calendar, everybody, [usualHours]),
      workingCalendarOf(calendar, who, [usualHours]),
    ]
    expect(all.id).toBe(county.id)
    expect(unit.id).not.toBe(all.id)
  })

  test('answers stay the same however far was asked before', () => {
    const fresh = () => makeWorkingCalendar(plain)
    const start = ms('2026-03-02 09:00:00')
    const asked = fresh()
    add(asked, ms('1950-03-02 09:00:00'), 1)
    add(asked, ms('2150-03-02 09:00:00'), 1)
    expect(add(asked, start, 90 * 3_600_000)).toBe(add(fresh(), start, 90 * 3_600_000))
    expect(wallOf(add(fresh(), start, 7 * 300_000 * 3_600))).toBe(wallOf(add(asked, start, 7 * 300_000 * 3_600)))
  })
})
