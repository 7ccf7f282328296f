import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AttendanceRule, HalfVerdict } from '../../src/contract/attendance.ts'
import type { CalendarDay } from '../../src/contract/calendar.ts'
import { Pattern, Wish } from '../../src/contract/roster.ts'
import { addDays, weekdayOf } from '../../src/kit/time.ts'
import * as calendar from '../../web/console/pages/calendar/days.ts'
import { clocksFor, daysBetween, gapsIn, periods, spanAround, spanOf } from '../../web/console/pages/duties/week.ts'
import { proposedClock, ruleFor, whichOf } from '../../web/console/pages/me/proposed.ts'
import { isForward, leavesFor, wishOf } from '../../web/console/pages/requests/wishes.ts'
import { fromTemplate, staggered, templates } from '../../web/console/pages/roster/templates.ts'
import { weeksOf } from '../../web/console/parts/weeks.ts'
import { busyWorld, idOf } from './world.ts'
import { calendarOf, gapsOf } from './worldRoster.ts'

const world = busyWorld('2026-03-03T04:00:00.000Z')
const days = fc.integer({ min: 0, max: 3000 }).map((n) => addDays('2024-01-01', n))

describe('the table of duties', () => {
  it('shows the whole week or month a day falls in, and nothing else', () => {
    fc.assert(
      fc.property(days, fc.constantFrom('week' as const, 'month' as const), (day, view) => {
        const { from, to } = spanAround(day, view)
        const shown = daysBetween(from, to)
        expect(shown).toContain(day)
        expect(shown.length).toBe(view === 'week' ? 7 : Number(to.slice(8)))
        expect(view === 'week' ? weekdayOf(from) : Number(from.slice(8))).toBe(1)
        expect(spanAround(addDays(to, 1), view).from).toBe(addDays(to, 1))
      }),
    )
  })

  it('begins a new duty with the published hours of the weekday, so that no gap is left', () => {
    const [site] = world.sites
    const day = '2026-03-02'
    for (const gap of gapsOf({ sites: [site!], duties: [] }, { from: day, to: day })) {
      const period = periods.find((it) => gapsIn([gap], day, it).length === 1)
      const [from, to] = clocksFor(site!.hours, day, period!)
      expect(spanOf({ day, from, to })).toEqual({ starts: gap.starts, ends: gap.ends })
    }
    expect(clocksFor(site!.hours, day, 'night')).toEqual(['18:00', '08:00'])
    expect(clocksFor(site!.hours, '2026-03-07', 'morning')).toEqual(['08:30', '12:00'])
  })

  it('shows every gap in exactly one cell', () => {
    const gaps = gapsOf({ ...world, duties: [] }, { from: '2026-03-02', to: '2026-03-08' })
    const cells = daysBetween('2026-03-02', '2026-03-08').flatMap((day) => periods.map((it) => gapsIn(gaps, day, it)))
    expect(cells.flat().length).toBe(gaps.length)
    expect(gaps.length).toBeGreaterThan(0)
  })
})

describe('templates of patterns', () => {
  const { shifts } = world.roster

  it.each(templates)('%s gives a pattern of the contract out of the shifts there are', (template) => {
    const made = fromTemplate(template, shifts)
    const whole = { ...made, patternId: idOf(21, 9), unitId: null, name: template, retired: false }
    expect(Pattern.safeParse(whole).success).toBe(true)
    const known = new Set(shifts.map((it) => it.shiftId))
    expect(made?.days.every((it) => it === null || known.has(it))).toBe(true)
    expect(made?.days.some((it) => it === null)).toBe(true)
  })

  it.each([
    ['threeThree', 'field'],
    ['fiveDays', 'work'],
  ] as const)('%s is not offered without a shift of the kind %s', (template, kind) => {
    expect(
      fromTemplate(
        template,
        shifts.filter((it) => it.kind !== kind),
      ),
    ).toBeUndefined()
    expect(
      fromTemplate(
        template,
        shifts.map((it) => ({ ...it, retired: true })),
      ),
    ).toBeUndefined()
  })

  it('stagger people so that each day of the row is begun by as many as can be', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 62 }), (people, length) => {
        const phases = staggered(people, length)
        const counts = Array.from({ length }, (_, n) => phases.filter((it) => it === n).length)
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('the calendar', () => {
  const day = (more: Partial<CalendarDay>): CalendarDay => ({
    day: '2026-03-02',
    type: 'workday',
    am: 'work',
    pm: 'work',
    name: '',
    layer: null,
    reason: '',
    document: '',
    ...more,
  })

  it.each([
    ['an ordinary workday', {}, undefined],
    ['a weekend', { type: 'weekend', am: 'rest', pm: 'rest' }, undefined],
    ['a holiday', { type: 'holiday', am: 'rest', pm: 'rest', layer: 'nation' }, 'off'],
    ['a make-up workday', { type: 'makeUpWorkday', layer: 'nation' }, 'work'],
    ['a local day off', { type: 'dayOff', am: 'rest', pm: 'rest', layer: 'county' }, 'off'],
    ['half a day off', { pm: 'rest', layer: 'unit' }, 'half'],
    ['a weekend somebody confirmed', { type: 'weekend', am: 'rest', pm: 'rest', layer: 'person' }, 'off'],
  ] as const)('marks %s', (_, more, mark) => {
    expect(calendar.markOf(day(more))).toBe(mark)
  })

  it('lays every day of a year into one place under its weekday', () => {
    const year = calendarOf(world.roster, '2026-01-01', '2026-12-31')
    const weeks = calendar.monthsOf(year).flatMap((it) => weeksOf(it, ({ day }) => day))
    expect(weeks.flat().filter((it) => it !== undefined)).toEqual(year)
    for (const week of weeks) {
      expect(week.length).toBe(7)
      week.forEach((it, n) => {
        if (it) expect(weekdayOf(it.day)).toBe(n + 1)
      })
    }
  })

  it('turns whole years and months', () => {
    expect(calendar.spanAround('2026-02-11', 'year')).toEqual({ from: '2026-01-01', to: '2026-12-31' })
    expect(calendar.spanAround('2028-02-11', 'month')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  })
})

describe('a wish', () => {
  it('of a filled form is one of the contract; nothing while something is missing', () => {
    const from = { day: '2026-03-02', half: 'am' } as const
    expect(Wish.safeParse(wishOf({ kind: 'leave', leave: 'sick', from, to: from })).success).toBe(true)
    expect(wishOf({ kind: 'leave', from, to: from })).toBeUndefined()
    expect(wishOf({ kind: 'appeal', day: '2026-03-02', half: 'pm', text: ' ' })).toBeUndefined()
  })

  it('is offered with the kinds of leave asked for lately first, and every kind once', () => {
    const kinds = leavesFor(world.roster.requests)
    expect(kinds.slice(0, 3)).toEqual(['annual', 'sick', 'personal'])
    expect(new Set(kinds).size).toBe(kinds.length)
    expect(kinds.length).toBe(12)
  })

  it('runs forward or not at all', () => {
    const half = fc.record({ day: days, half: fc.constantFrom('am' as const, 'pm' as const) })
    fc.assert(
      fc.property(half, half, (a, b) => {
        expect(isForward(a, a)).toBe(true)
        expect(isForward(a, b) || isForward(b, a)).toBe(true)
        expect(isForward(a, b) && isForward(b, a)).toBe(a.day === b.day && a.half === b.half)
      }),
    )
  })
})

describe('a correction', () => {
  const rule = (unitId: string | null, effectiveFrom: string, from: string): AttendanceRule =>
    ({
      unitId,
      effectiveFrom,
      periods: { am: { from, to: '12:00' }, pm: { from: '14:00', to: '18:00' } },
    }) as AttendanceRule
  const village = idOf(1, 2)
  const rules = [
    rule(null, '2020-01-01', '09:00'),
    rule(idOf(1, 1), '2026-01-01', '08:30'),
    rule(idOf(1, 1), '2026-05-01', '08:00'),
    rule(idOf(1, 5), '2020-01-01', '07:00'),
  ]

  it.each([
    ['2025-06-01', '09:00'],
    ['2026-03-01', '08:30'],
    ['2026-05-01', '08:00'],
  ])('of %s is proposed at %s, by the nearest rule upwards in force', (day, clock) => {
    expect(proposedClock(ruleFor(rules, village, day, world.units), 'am', 'arrival')).toBe(clock)
  })

  it('is proposed by usual hours where no rule is known', () => {
    expect(proposedClock(ruleFor([], village, '2026-03-01', world.units), 'pm', 'departure')).toBe('17:30')
  })

  it.each([
    [{ state: 'noCheckIn', missing: 'departure' }, 'am', 'departure'],
    [{ state: 'noCheckIn', missing: 'both' }, 'am', 'arrival'],
    [{ state: 'noCheckIn', missing: 'both' }, 'pm', 'departure'],
    [{ state: 'late', lateSeconds: 60, earlySeconds: 0 }, 'pm', 'arrival'],
    [{ state: 'early', earlySeconds: 60 }, 'am', 'departure'],
    [{ state: 'present' }, 'pm', 'departure'],
  ] as [HalfVerdict, 'am' | 'pm', string][])('of %j in the %s is about the %s', (verdict, half, which) => {
    expect(whichOf(verdict, half)).toBe(which)
  })
})
