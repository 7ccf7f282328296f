import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, clockOf, dayOf, toIso } from '../../src/kit/time.ts'
import { type Expected, prepareRoster, type RosterData } from '../../src/roster/rules/expand.ts'
import { share } from '../../src/roster/rules/spans.ts'
import { assignment, calendarOf, holiday, makeUp, pattern, rosterOf, shift, working } from './world.ts'

const dayShift = shift('day', ['08:00-12:00', '14:00-17:30'], { flex: 30 })
const night = shift('night', ['20:00-08:00'], { kind: 'duty' })
const early = shift('early', ['08:00-20:00'])

const said = (spans: readonly Expected[], zone = 'Asia/Shanghai'): string[] =>
  spans.map(
    ({ starts, ends }) =>
      `${dayOf(toIso(starts), zone)} ${clockOf(toIso(starts), zone).slice(0, 5)}–${dayOf(toIso(ends), zone)} ${clockOf(toIso(ends), zone).slice(0, 5)}`,
  )

const prepare = (data: RosterData, days = {}, zone = 'Asia/Shanghai') => {
  const calendar = calendarOf(days)
  return prepareRoster(data, (_, day) => calendar(day), zone)
}

describe('what somebody works on a day', () => {
  const week = pattern('week', ['day', 'day', 'day', 'day', 'day', null, null], {
    turns: 'weekly',
    followsCalendar: true,
  })
  const days = { '2026-10-01': holiday, '2026-10-10': makeUp, '2026-10-12': { ...working, pm: 'rest' } as const }
  const roster = prepare(rosterOf([dayShift], [week], [assignment('p', 'week')]), days)

  test.each([
    ['2026-11-23', 'a Monday', ['2026-11-23 08:00–2026-11-23 12:00', '2026-11-23 14:00–2026-11-23 17:30']],
    ['2026-11-22', 'a Sunday', []],
    ['2026-10-01', 'a holiday', []],
    ['2026-10-10', 'a Saturday to make up', ['2026-10-10 08:00–2026-10-10 12:00', '2026-10-10 14:00–2026-10-10 17:30']],
    ['2026-10-12', 'a day with a free afternoon', ['2026-10-12 08:00–2026-10-12 12:00']],
    ['2025-12-31', 'a day before he began', []],
  ])('%s: %s', (day, _, wanted) => {
    expect(said(roster.expectedOn('p', day))).toEqual(wanted)
  })

  test('says the name, the kind and the flexible band of the shift', () => {
    expect(roster.expectedOn('p', '2026-11-23')[0]).toMatchObject({
      day: '2026-11-23',
      shiftId: 'day',
      name: 'day',
      kind: 'work',
      flexMs: 1_800_000,
    })
  })

  test('without a pattern: office hours, or for a part-time post only duties', () => {
    const data = rosterOf([], [], [assignment('full', null), assignment('part', null, { post: 'part' })])
    const { planOn } = prepare(data)
    expect(['full', 'part', 'nobody'].map((who) => planOn(who, '2026-11-23').kind)).toEqual([
      'office',
      'dutiesOnly',
      'office',
    ])
  })

  test('on his weekends a pattern decides, whatever the calendar calls them', () => {
    const data = rosterOf(
      [dayShift],
      [
        pattern('tueToSat', [null, 'day', 'day', 'day', 'day', 'day', null], {
          turns: 'weekly',
          followsCalendar: true,
        }),
      ],
      [assignment('p', 'tueToSat')],
    )
    expect(prepare(data).expectedOn('p', '2026-11-21')).toHaveLength(2)
    expect(prepare(data).expectedOn('p', '2026-11-23')).toHaveLength(0)
    expect(prepare(data).planOn('p', '2026-11-21')).toMatchObject({ kind: 'shift', followsCalendar: false })
  })
})

describe('the 三三制 of a place', () => {
  // Three on days, three on nights, three free.
  const threes = pattern('threes', ['early', 'early', 'early', 'night', 'night', 'night', null, null, null])
  const crews = [0, 3, 6].map((phase) => assignment(`crew ${phase}`, 'threes', { phase, from: '2026-12-25' }))
  const roster = prepare(rosterOf([early, night], [threes], crews), { '2027-01-01': holiday })

  test('runs over month, year and holidays, one crew on days, one on nights, one free', () => {
    const shifts = (day: string) => crews.map(({ staffId }) => roster.expectedOn(staffId, day)[0]?.shiftId ?? 'free')
    expect(shifts('2026-12-31')).toEqual(['free', 'early', 'night'])
    expect(shifts('2027-01-01')).toEqual(['free', 'early', 'night'])
    expect(shifts('2027-01-03')).toEqual(['early', 'night', 'free'])
  })

  test('a night crosses midnight, month and year and belongs to the day it starts on', () => {
    const [shown] = roster.expectedOn('crew 6', '2026-12-31')
    expect(said(shown ? [shown] : [])).toEqual(['2026-12-31 20:00–2027-01-01 08:00'])
    expect(shown?.day).toBe('2026-12-31')
  })

  test('whatever the cycle and its phase, nobody works two shifts at once and the same days come again', () => {
    const slots = fc.array(fc.constantFrom('early', 'night', null), { minLength: 1, maxLength: 62 })
    fc.assert(
      fc.property(slots, fc.nat(61), fc.nat(400), (days, phase, ahead) => {
        const { expectedOn } = prepare(
          rosterOf([early, night], [pattern('any', days)], [assignment('p', 'any', { phase })]),
        )
        const day = addDays('2026-01-01', ahead)
        const all = [0, 1, 2].flatMap((i) => expectedOn('p', addDays(day, i)))
        expect(all.some((one, i) => all.slice(i + 1).some((other) => share(one, other)))).toBe(false)
        const later = expectedOn('p', addDays(day, days.length))
        expect(later.map((it) => it.shiftId)).toEqual(expectedOn('p', day).map((it) => it.shiftId))
      }),
    )
  })
})

describe('where clocks are put forward and back', () => {
  const roster = prepare(
    rosterOf(
      [shift('night', ['22:00-06:00']), shift('gap', ['02:00-03:00'])],
      [pattern('nights', ['night']), pattern('gaps', ['gap'])],
      [assignment('p', 'nights'), assignment('q', 'gaps')],
    ),
    {},
    'Europe/Berlin',
  )
  const hoursOn = (day: string): number =>
    roster.expectedOn('p', day).reduce((sum, it) => sum + (it.ends - it.starts) / 3_600_000, 0)

  test('a night is an hour shorter or longer', () => {
    expect(['2026-03-27', '2026-03-28', '2026-10-24', '2026-10-25'].map(hoursOn)).toEqual([8, 7, 9, 8])
  })

  test('a period in the hour that does not exist is none', () => {
    expect(roster.expectedOn('q', '2026-03-29')).toEqual([])
    expect(roster.expectedOn('q', '2026-03-30')).toHaveLength(1)
  })
})

describe('a change', () => {
  const value = shift('day', ['08:00-12:00'])
  const changed = { ...value, periods: [{ from: '09:00', to: '13:00' }] }
  const base = rosterOf([], [pattern('p', ['day'])], [assignment('who', 'p')])
  const shifts = new Map([
    [
      'day',
      [
        { value, keptOn: '2026-03-01' },
        { value: changed, keptOn: '2026-03-10' },
      ],
    ],
  ])
  const { expectedOn } = prepare({ ...base, shifts })

  test.each([
    ['2026-02-01', '08:00', 'before it was first kept'],
    ['2026-03-09', '08:00', 'the day before the change'],
    ['2026-03-10', '09:00', 'the day of the change'],
    ['2026-06-01', '09:00', 'afterwards'],
  ])('holds on %s with a start at %s: %s', (day, start) => {
    expect(expectedOn('who', day).map((it) => clockOf(toIso(it.starts)).slice(0, 5))).toEqual([start])
  })
})

test('asking for ten thousand people and a month gives each what asking for one gives', () => {
  const week = pattern('week', ['day', 'day', 'day', 'day', 'day', null, null], { turns: 'weekly' })
  const people = Array.from({ length: 10_000 }, (_, i) => assignment(`p${i}`, 'week'))
  const { expectedOn } = prepare(rosterOf([dayShift], [week], people))
  const days = Array.from({ length: 31 }, (_, i) => addDays('2026-03-01', i))
  const count = people.reduce(
    (sum, { staffId }) => sum + days.reduce((ofOne, day) => ofOne + expectedOn(staffId, day).length, 0),
    0,
  )
  expect(count).toBe(10_000 * 22 * 2)
})
