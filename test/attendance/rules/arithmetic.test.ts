import { describe, expect, test } from 'vitest'
import { closedAt } from '../../../src/attendance/rules/autoClose.ts'
import { balanceOf, daysBetween, unseenDays } from '../../../src/attendance/rules/balance.ts'
import { instantOf, minutesOf, wallOf, weekdayNumber } from '../../../src/attendance/rules/clock.ts'
import { findInForce } from '../../../src/attendance/rules/effective.ts'
import { leaveDays } from '../../../src/attendance/rules/leaveDays.ts'
import { isChangeable } from '../../../src/attendance/rules/lock.ts'
import { nightMinutes } from '../../../src/attendance/rules/night.ts'
import { listOccurrences, occurrenceOf, termsCollide } from '../../../src/attendance/rules/occurrences.ts'
import { overtimeMinutes, overtimeOf, overtimePerPair } from '../../../src/attendance/rules/overtime.ts'
import { pairStamps, workedMs } from '../../../src/attendance/rules/pairing.ts'
import { findRecordFault } from '../../../src/attendance/rules/records.ts'
import { requestDays, shareDay } from '../../../src/attendance/rules/requestDays.ts'
import { roundSpan } from '../../../src/attendance/rules/rounding.ts'
import type { WeekSchedule } from '../../../src/attendance/rules/schedule.ts'
import { cutAtSegments, flagsOf, isInOrder } from '../../../src/attendance/rules/segments.ts'
import { cutWindows, findWindow } from '../../../src/attendance/rules/window.ts'

const utc = (text: string): number => Date.parse(`${text}Z`)
const span = (from: string, to: string) => ({ starts: utc(from), ends: utc(to) })
const day = '2021-01-04'
const on = (clock: string): number => utc(`${day}T${clock}:00`)

describe('the clock of a zone', () => {
  test.each([
    ['Asia/Shanghai', '2026-09-15', '08:30', '2026-09-15T00:30:00.000Z'],
    ['Asia/Kolkata', '2026-09-15', '08:30', '2026-09-15T03:00:00.000Z'],
    ['Europe/Paris', '2026-03-29', '04:00', '2026-03-29T02:00:00.000Z'],
    ['Europe/Paris', '2026-03-29', '01:00', '2026-03-29T00:00:00.000Z'],
    ['Asia/Shanghai', '2026-12-31', '24:00', '2026-12-31T16:00:00.000Z'],
    ['America/New_York', '2026-11-01', '23:00', '2026-11-02T04:00:00.000Z'],
  ])('%s %s %s', (zone, on_, clock, iso) => {
    expect(new Date(instantOf(on_, minutesOf(clock), zone)).toISOString()).toBe(iso)
  })

  test('gives back the day and the minutes of an instant', () => {
    expect(wallOf(Date.parse('2026-09-14T16:00:00Z'), 'Asia/Shanghai')).toEqual({ day: '2026-09-15', minutes: 0 })
    expect(wallOf(Date.parse('2026-03-29T02:30:00Z'), 'Europe/Paris')).toEqual({ day: '2026-03-29', minutes: 270 })
    expect(weekdayNumber('1949-10-01')).toBe(6)
  })
})

describe('windows', () => {
  const shift = (name: string, from: string, to: string) => ({ name, from, to, opensBefore: 60, closesAfter: 60 })
  const two = [shift('one', '08:00', '12:00'), shift('two', '12:30', '16:30')].map((it) => occurrenceOf(it, day, 'UTC'))

  test('the later opens early, but not before the earlier one ends; the border belongs to the earlier', () => {
    const cut = cutWindows(two, 'nextOpens')
    expect(cut.map((it) => [it.opens, it.closes])).toEqual([
      [on('07:00'), on('12:00')],
      [on('12:00'), on('17:30')],
    ])
    const names = ['06:59', '07:00', '12:00', '12:01', '17:31'].map((clock) => cut[findWindow(on(clock), cut)]?.name)
    expect(names).toEqual([undefined, 'one', 'one', 'two', undefined])
  })

  test('or they meet in the middle', () => {
    expect(cutWindows(two, 'middle').map((it) => it.closes)).toEqual([on('12:15'), on('17:30')])
  })

  test('a night belongs to the day it starts', () => {
    const night = shift('night', '22:00', '06:00')
    const [first] = listOccurrences([{ shift: night, from: day, to: day }], '2021-01-01', '2021-01-09', 'UTC')
    expect(first).toMatchObject({ day, starts: on('22:00'), ends: utc('2021-01-05T06:00:00') })
  })

  test.each([
    ['22:00', '02:00', '21:00', '23:00', true],
    ['20:00', '01:00', '15:00', '20:00', false],
    ['20:00', '01:00', '01:00', '05:00', false],
    ['20:00', '01:00', '21:00', '02:00', true],
  ])('%s-%s beside %s-%s collide: %s', (from, to, otherFrom, otherTo, collide) => {
    const term = (one: string, two_: string) => ({ shift: shift('', one, two_), from: day, to: null })
    expect(termsCollide(term(from, to), term(otherFrom, otherTo))).toBe(collide)
  })
})

describe('pairs', () => {
  const stamps = ['05:30', '07:00', '07:30', '10:30', '12:00'].map((clock) => ({ at: on(clock) }))

  test('in turn, the odd one out is open', () => {
    const pairing = pairStamps(stamps, 'alternating')
    expect([workedMs(pairing, 'everyPair'), workedMs(pairing, 'firstInLastOut')]).toEqual([270 * 60_000, 390 * 60_000])
    expect(pairing.open).toBe(on('12:00'))
  })

  test('by what the device said, the first of two arrivals counts', () => {
    const told = (clock: string, direction: 'in' | 'out') => ({ at: on(clock), direction })
    const pairing = pairStamps(
      [told('05:30', 'out'), told('06:00', 'in'), told('06:30', 'in'), told('09:00', 'out')],
      'strict',
    )
    expect(pairing).toMatchObject({
      pairs: [{ starts: on('06:00'), ends: on('09:00') }],
      firstIn: on('06:00'),
      open: null,
    })
  })
})

const week: WeekSchedule = {
  zone: 'UTC',
  weekdays: Object.fromEntries(
    [1, 2, 3, 4, 5].map((it) => [
      it,
      [
        { from: '08:00', to: '12:00' },
        { from: '13:00', to: '17:00' },
      ],
    ]),
  ),
  holidays: new Set(['2021-01-06']),
}
const plain = { rules: [{ kind: 'beyondDay', minutes: null }], tolerance: 0, shortfallTolerance: null } as const

describe('overtime', () => {
  const minutes = (from: string, to: string, options = {}) =>
    overtimeMinutes(overtimeOf([span(from, to)], week, { ...plain, ...options }))

  test.each([
    ['breaks are no work on a working day', '2021-01-04T08:00', '2021-01-04T20:00', {}, 180],
    ['a rest day counts whole', '2021-01-02T08:00', '2021-01-02T19:00', {}, 660],
    ['a holiday too', '2021-01-06T08:00', '2021-01-06T17:00', {}, 540],
    ['up to the tolerance there is none', '2021-01-04T08:00', '2021-01-04T17:10', { tolerance: 10 }, 0],
    ['beyond it all of it', '2021-01-04T08:00', '2021-01-04T17:11', { tolerance: 10 }, 11],
    ['a shortfall counts only where it is told to', '2021-01-04T08:00', '2021-01-04T12:00', {}, 0],
    ['beyond its own tolerance', '2021-01-04T08:00', '2021-01-04T12:00', { shortfallTolerance: 15 }, -240],
    [
      'a window across midnight',
      '2021-01-04T08:00',
      '2021-01-04T18:00',
      { rules: [{ kind: 'clock', from: '14:00', to: '05:00' }] },
      240,
    ],
    ['outside the hours', '2021-01-04T07:00', '2021-01-04T18:30', { rules: [{ kind: 'outsideHours' }] }, 150],
  ])('%s', (_, from, to, options, expected) => {
    expect(minutes(`${from}:00`, `${to}:00`, options)).toBe(expected)
  })

  test('falls to the last pairs, and is cut where another rule applies', () => {
    const pairs = [
      span('2023-01-03T08:00:00', '2023-01-03T19:00:00'),
      span('2023-01-03T21:00:00', '2023-01-03T23:00:00'),
    ]
    expect(overtimePerPair(pairs, overtimeOf(pairs, week, plain))).toEqual([120, 120])
    const rules = [
      { kind: 'beyondDay', minutes: 540 },
      { kind: 'beyondWeek', minutes: 600 },
    ] as const
    const [only] = overtimeOf(pairs, week, { ...plain, rules })
    expect(only?.parts.map((it) => (it.ends - it.starts) / 60_000)).toEqual([60, 120])
  })

  test('an open arrival is closed when the hours of its day are worked', () => {
    const rule = { kind: 'hoursOfDay', schedule: week, tolerance: 60 } as const
    const now = utc('2021-01-09T00:00:00')
    expect(closedAt(on('08:00'), [], rule, now)).toBe(on('18:00'))
    expect(closedAt(on('13:00'), [{ starts: on('08:00'), ends: on('12:00') }], rule, now)).toBe(on('18:00'))
    expect(closedAt(on('08:00'), [], rule, on('17:59'))).toBeNull()
    expect(closedAt(on('08:00'), [], { kind: 'after', minutes: 90 }, now)).toBe(on('09:30'))
  })
})

describe('rounding, nights and segments', () => {
  test.each([
    ['outward', '12:15', '13:45', 5400],
    ['closest', '12:15', '13:30', 4500],
    ['down', '12:15', '13:30', 4500],
    ['up', '12:30', '13:45', 4500],
  ] as const)('rounds %s', (mode, from, to, seconds) => {
    const rounded = roundSpan(span(`${day}T12:17:35`, `${day}T13:32:52`), { mode, begin: 15, end: 15, duration: 0 })
    expect(rounded).toEqual({ starts: on(from), ends: on(to), duration: seconds * 1000 })
  })

  test('counts the minutes of a night in its zone', () => {
    const night = { from: '22:00', to: '06:00' }
    expect(nightMinutes([span('2021-12-02T03:00:00', '2021-12-02T12:00:00')], night, 'Europe/Paris')).toBe(120)
    expect(nightMinutes([span('2021-12-02T15:00:00', '2021-12-04T00:00:00')], night, 'Europe/Paris')).toBe(660)
  })

  const segment = { inFrom: on('07:45'), inTo: on('08:05'), outFrom: on('09:55'), outTo: on('10:05') }

  test('cuts at the windows of segments and says what is unusual', () => {
    const late = { starts: on('08:16'), ends: on('10:10') }
    expect(cutAtSegments(late, [segment]).map((it) => it.overtime)).toEqual([false, true])
    expect(flagsOf(late, [segment])).toEqual(['inLate', 'outLate'])
    expect(flagsOf({ starts: on('06:00'), ends: on('06:30') }, [segment])).toEqual(['inEarly'])
    expect(flagsOf({ starts: on('11:00'), ends: on('11:30') }, [segment])).toEqual(['noNext'])
    expect(flagsOf(late, [])).toEqual(['noPrevious', 'noNext'])
    const after = { starts: on('10:05'), ends: on('10:35') }
    expect(flagsOf(after, [segment], true)).toEqual(['noNext', 'outLate'])
    expect([isInOrder(segment), isInOrder({ ...segment, outFrom: on('07:00') })]).toEqual([true, false])
  })
})

describe('leave', () => {
  const work = (on_: string): boolean => weekdayNumber(on_) <= 5 && on_ !== '2025-01-29'
  const whole = (from: string, to: string) =>
    ({ from: { day: from, half: 'am' }, to: { day: to, half: 'pm' }, counting: 'sandwich' }) as const

  test.each([
    ['2025-01-17', '2025-01-20', 4],
    ['2025-01-18', '2025-01-20', 1],
    ['2025-01-17', '2025-01-19', 1],
    ['2025-01-28', '2025-01-30', 3],
    ['2025-01-18', '2025-02-01', 12],
    ['2025-01-29', '2025-01-29', 0],
  ])('%s to %s takes %s days where enclosed rest counts', (from, to, days) => {
    expect(leaveDays(whole(from, to), work)).toBe(days)
  })

  test('a later leave takes the rest days on both of its sides', () => {
    const earlier = [whole('2025-01-24', '2025-01-24'), whole('2025-01-30', '2025-01-30')]
    expect(leaveDays(whole('2025-01-27', '2025-01-28'), work, earlier)).toBe(5)
    expect(
      leaveDays(
        whole('2025-01-27', '2025-01-28'),
        work,
        earlier.map((it) => ({ ...it, counting: 'workHalves' })),
      ),
    ).toBe(2)
  })

  test('half days enclose nothing', () => {
    const leave = { from: { day: '2025-01-17', half: 'pm' }, to: { day: '2025-01-20', half: 'am' } } as const
    expect(leaveDays({ ...leave, counting: 'sandwich' }, work)).toBe(1)
    expect(leaveDays({ ...leave, counting: 'workHalves' }, work)).toBe(1)
    expect(leaveDays({ ...leave, counting: 'allDays' }, work)).toBe(3)
  })
})

describe('keeping', () => {
  const records = [
    { id: '4', starts: on('08:00'), ends: on('09:00') },
    { id: '5', starts: on('10:00'), ends: null },
  ]

  test.each([
    ['coming while open', { kind: 'in', at: on('11:00') }, { kind: 'alreadyIn', id: '5' }],
    ['going before one came', { kind: 'out', at: on('09:59') }, { kind: 'endsBeforeStart' }],
    ['going', { kind: 'out', at: on('11:00') }, undefined],
    ['a time that touches', { kind: 'whole', id: null, starts: on('09:00'), ends: on('10:00') }, undefined],
    [
      'a time that overlaps',
      { kind: 'whole', id: null, starts: on('08:30'), ends: on('09:30') },
      { kind: 'overlaps', id: '4' },
    ],
    ['another time for the same record', { kind: 'whole', id: '4', starts: on('08:30'), ends: on('09:30') }, undefined],
  ] as const)('%s', (_, change, fault) => {
    expect(findRecordFault(records, change)).toEqual(fault)
  })

  test('going with nothing open', () => {
    expect(findRecordFault(records.slice(0, 1), { kind: 'out', at: on('11:00') })).toEqual({ kind: 'nothingOpen' })
  })

  test.each([
    ['2026-01-27', '2026-03-06', false, false],
    ['2026-01-27', '2026-03-06', true, false],
    ['2026-02-06', '2026-03-06', false, true],
    ['2026-02-06', '2026-03-12', false, false],
    ['2026-02-06', '2026-03-12', true, true],
    ['2026-03-01', '2026-03-12', false, true],
  ])('a day of %s may be changed on %s (override %s): %s', (on_, today, mayAlways, changeable) => {
    const february = { from: '2026-02-01', to: '2026-02-28', graceDays: 10, before: 'closed' } as const
    expect(isChangeable(on_, today, [february], mayAlways)).toBe(changeable)
  })

  test('the row in force is the last that began', () => {
    const rows = [
      { effectiveFrom: '2026-07-01', id: 2 },
      { effectiveFrom: '2020-01-01', id: 1 },
      { effectiveFrom: '2026-07-01', id: 3 },
    ]
    expect(['2019-12-31', '2026-06-30', '2026-07-01'].map((it) => findInForce(rows, it)?.id)).toEqual([undefined, 1, 3])
  })
})

describe('a request', () => {
  const range = { from: '2026-03-02', to: '2026-03-04' }

  test('is about its days, free ones only if it asks for them', () => {
    const isFree = (on_: string): boolean => on_ === '2026-03-03'
    expect(requestDays(range, isFree, false)).toEqual(['2026-03-02', '2026-03-04'])
    expect(requestDays(range, isFree, true)).toHaveLength(3)
  })

  test.each([
    ['2026-03-04', '2026-03-06', true],
    ['2026-03-05', '2026-03-06', false],
    ['2026-03-01', '2026-03-09', true],
  ])('shares a day with %s to %s: %s', (from, to, shared) => {
    expect(shareDay(range, { from, to })).toBe(shared)
  })
})

describe('a period', () => {
  const days = daysBetween('2021-01-04', '2021-01-10')
  const pairs = [span(`${day}T07:30:00`, `${day}T12:00:00`), span(`${day}T13:00:00`, `${day}T18:00:00`)]

  test('work, leave and what is short of the hours', () => {
    const leave = [span('2021-01-05T00:00:00', '2021-01-06T00:00:00')]
    const notDue = [span(`${day}T07:30:00`, `${day}T08:00:00`)]
    expect(balanceOf(days, pairs, { ...week, leave }, notDue)).toEqual({
      expected: 1920,
      worked: 570,
      regular: 480,
      overtime: 60,
      leave: 480,
      shortfall: 900,
      surplus: 0,
    })
  })

  test('working days on which nobody was seen', () => {
    expect(unseenDays(days, pairs, week)).toEqual(['2021-01-05', '2021-01-07', '2021-01-08'])
  })
})
