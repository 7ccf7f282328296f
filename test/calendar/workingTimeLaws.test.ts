import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { numberOf, weekdayAt } from '../../src/calendar/plainDay.ts'
import { add, addDays } from '../../src/calendar/workingTime/add.ts'
import { between, betweenAbs, workdaysBetween, workdaysInclusive } from '../../src/calendar/workingTime/between.ts'
import { makeWorkingCalendar, type WorkingCalendar } from '../../src/calendar/workingTime/calendar.ts'
import { deadlineAt, dueOf } from '../../src/calendar/workingTime/deadline.ts'
import { isOpen, isWorkingDay, nextOpen, openPeriodsAfter, prevOpen } from '../../src/calendar/workingTime/open.ts'
import type { SpecialDay } from '../../src/calendar/workingTime/plan.ts'
import type { Limit } from '../../src/contract/matterTypes.ts'
import type { Weekly } from '../../src/contract/workingHours.ts'
import { addDays as dayAfter } from '../../src/kit/time.ts'

/** Fifty days around a change of European clocks, so that one zone has it within. */
const firstDay = '2026-03-09'
const days = 50
const minute = 60_000
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

interface Plan {
  readonly zone: string
  readonly weekly: Weekly
  readonly special: readonly SpecialDay[]
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** No hours in the night in which a clock may be changed: what they mean is told by tests of its own. */
const anyPeriods = fc
  .uniqueArray(fc.integer({ min: 10, max: 48 }), { maxLength: 6 })
  .map((cuts) => cuts.sort((a, b) => a - b).map((it) => it * 30))
  .map((cuts) => cuts.flatMap((to, i) => (i % 2 === 1 ? [{ from: clock(cuts[i - 1] ?? 0), to: clock(to) }] : [])))
const anyWeekly = fc.record(Object.fromEntries(weekdays.map((it) => [it, anyPeriods]))) as fc.Arbitrary<Weekly>
const said = { name: '', reason: '', document: '', why: 'closure' } as const
const anySpecial = fc.uniqueArray(
  fc.record({
    day: fc.integer({ min: 0, max: days }).map((it) => dayAfter(firstDay, it)),
    hours: fc.oneof(fc.constantFrom('none', 'weekday', 'makeUp'), anyPeriods),
    breaks: anyPeriods,
  }),
  { selector: (it) => it.day, maxLength: 12 },
)
const anyPlan: fc.Arbitrary<Plan> = fc.record({
  zone: fc.constantFrom('Asia/Shanghai', 'Europe/Paris', 'UTC', 'America/New_York'),
  weekly: anyWeekly.filter((it) => it.mon.length > 0),
  special: anySpecial.map((all): SpecialDay[] => all.map((it) => ({ ...said, ...it }))),
})

function calendarOf({ zone, weekly, special }: Plan): WorkingCalendar {
  return makeWorkingCalendar({ zone, hours: [{ from: '2020-01-01', weekly }], special, known: null })
}

const from = Date.UTC(2026, 2, 11)
const anyInstant = fc.integer({ min: 0, max: 45 * 86_400_000 }).map((ms) => from + ms)
const anyWork = fc.integer({ min: 1, max: 60 * 3_600_000 })
const anyLimit: fc.Arbitrary<Limit> = fc.oneof(
  fc.record({
    unit: fc.constantFrom('workingDays' as const, 'days' as const),
    amount: fc.integer({ min: 1, max: 12 }),
  }),
  fc.record({ unit: fc.constant('workingHours' as const), amount: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ unit: fc.constant('workingSeconds' as const), amount: fc.integer({ min: 1, max: 200_000 }) }),
)

describe('laws of working time', () => {
  test('adding, then adding, is adding both; backward too', () => {
    fc.assert(
      fc.property(anyPlan, anyInstant, anyWork, anyWork, (plan, start, a, b) => {
        const calendar = calendarOf(plan)
        expect(add(calendar, add(calendar, start, a), b)).toBe(add(calendar, start, a + b))
        expect(add(calendar, add(calendar, start, -a), -b)).toBe(add(calendar, start, -a - b))
      }),
    )
  })

  test('what was added lies between, and leads back into the same moment of work', () => {
    fc.assert(
      fc.property(anyPlan, anyInstant, anyWork, (plan, start, ms) => {
        const calendar = calendarOf(plan)
        const due = add(calendar, start, ms)
        expect(between(calendar, start, due)).toBe(ms)
        expect(betweenAbs(calendar, add(calendar, due, -ms), start)).toBe(0)
        expect(betweenAbs(calendar, due, start)).toBe(ms)
        expect(isOpen(calendar, due - 1)).toBe(true)
      }),
    )
  })

  test('work between instants is counted once: ranges next to each other add up', () => {
    fc.assert(
      fc.property(anyPlan, fc.tuple(anyInstant, anyInstant, anyInstant), (plan, instants) => {
        const calendar = calendarOf(plan)
        const [a = 0, b = 0, c = 0] = instants.sort((x, y) => x - y)
        expect(between(calendar, a, b) + between(calendar, b, c)).toBe(between(calendar, a, c))
      }),
    )
  })

  test('who begins later is not due earlier, and more time is not due earlier', () => {
    fc.assert(
      fc.property(
        anyPlan,
        anyInstant,
        anyInstant,
        anyLimit,
        fc.integer({ min: 0, max: 50 }),
        (plan, a, b, limit, more) => {
          const calendar = calendarOf(plan)
          const due = dueOf(calendar, Math.min(a, b), limit)
          expect(dueOf(calendar, Math.max(a, b), limit)).toBeGreaterThanOrEqual(due)
          expect(dueOf(calendar, Math.min(a, b), { ...limit, amount: limit.amount + more })).toBeGreaterThanOrEqual(due)
        },
      ),
    )
  })

  test('a pause moves what is due by exactly its working time, and takes as much from what is used', () => {
    fc.assert(
      fc.property(anyPlan, anyInstant, anyLimit, fc.nat(), anyWork, (plan, start, limit, into, length) => {
        const calendar = calendarOf(plan)
        const due = dueOf(calendar, start, limit)
        const pause = { from: start + (into % (due - start + 1)), to: 0 }
        pause.to = pause.from + length
        const at = due + 30 * 86_400_000
        const worked = between(calendar, pause.from, pause.to)
        const paused = deadlineAt(calendar, { start, limit, pauses: [pause], at })
        expect(between(calendar, due, paused.due)).toBe(worked)
        expect(paused.paused).toBe(worked)
        expect(paused.used + worked).toBe(between(calendar, start, at))
        expect(paused.used + paused.remaining).toBe(between(calendar, start, due))
      }),
    )
  })

  test('pauses told in another order, or in pieces, are the same pauses', () => {
    const anyPauses = fc.array(fc.tuple(anyInstant, fc.integer({ min: 0, max: 9 * 3_600_000 })), { maxLength: 4 })
    fc.assert(
      fc.property(anyPlan, anyInstant, anyLimit, anyPauses, anyInstant, (plan, start, limit, told, at) => {
        const calendar = calendarOf(plan)
        const pauses = told.map(([from, length]) => ({ from, to: from + length }))
        const pieces = pauses.flatMap(({ from, to }) => {
          const middle = Math.floor((from + to) / 2)
          return [
            { from: middle, to },
            { from, to: middle },
          ]
        })
        const whole = deadlineAt(calendar, { start, limit, pauses, at })
        expect(deadlineAt(calendar, { start, limit, pauses: pieces.reverse(), at })).toEqual(whole)
      }),
    )
  })

  test('while a pause lasts nothing is used, and what is due goes ahead with time', () => {
    fc.assert(
      fc.property(anyPlan, anyInstant, anyLimit, fc.nat(), anyWork, anyWork, (plan, start, limit, into, a, b) => {
        const calendar = calendarOf(plan)
        const begun = start + (into % (dueOf(calendar, start, limit) - start + 1))
        const pauses = [{ from: begun, to: null }]
        const early = deadlineAt(calendar, { start, limit, pauses, at: begun + Math.min(a, b) })
        const late = deadlineAt(calendar, { start, limit, pauses, at: begun + Math.max(a, b) })
        expect(late.used).toBe(early.used)
        expect(late.remaining).toBe(early.remaining)
        expect(late.overdue).toBe(false)
        expect(late.due).toBeGreaterThanOrEqual(early.due)
      }),
    )
  })

  test('a count of working days is a count of days that are worked', () => {
    const anyDay = fc.integer({ min: 0, max: days }).map((it) => dayAfter(firstDay, it))
    fc.assert(
      fc.property(anyPlan, anyDay, anyDay, (plan, a, b) => {
        const calendar = calendarOf(plan)
        const [first = '', last = ''] = [a, b].sort()
        let count = 0
        for (let day = first; day <= last; day = dayAfter(day, 1)) if (isWorkingDay(calendar, day)) count += 1
        expect(workdaysInclusive(calendar, first, last)).toBe(count)
        expect(workdaysBetween(calendar, first, last)).toBe(count - (isWorkingDay(calendar, first) ? 1 : 0))
        expect(workdaysBetween(calendar, last, first)).toBe(-workdaysBetween(calendar, first, last) || 0)
      }),
    )
  })
})

/** The wall clock of every minute of the fifty days, hour by hour from Temporal. */
function listMinutes(zone: string): readonly Wall[] {
  const begins = Temporal.PlainDate.from(firstDay).toZonedDateTime(zone).epochMilliseconds
  const minutes: Wall[] = []
  for (let hour = 0; hour < days * 24; hour++) {
    const at = begins + hour * 60 * minute
    const wall = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
    const day = wall.toPlainDate().toString()
    for (let i = 0; i < 60; i++) minutes.push({ at: at + i * minute, day, clock: clock(wall.hour * 60 + i) })
  }
  return minutes
}
interface Wall {
  readonly at: number
  readonly day: string
  readonly clock: string
}
const minutesOf = Object.fromEntries(
  ['Asia/Shanghai', 'Europe/Paris', 'UTC', 'America/New_York'].map((zone) => [zone, listMinutes(zone)]),
)

/** Whether a minute of the wall clock is worked, told from the plan alone. */
function isWorked({ weekly, special }: Plan, { day, clock }: Wall): boolean {
  const weekday = weekdays[weekdayAt(numberOf(day)) - 1] ?? 'mon'
  const found = special.find((it) => it.day === day)
  const within = (periods: readonly { from: string; to: string }[]) =>
    periods.some((it) => it.from <= clock && clock < it.to)
  if (found === undefined) return within(weekly[weekday])
  if (within(found.breaks ?? [])) return false
  if (found.hours === 'none') return false
  if (found.hours === 'makeUp') return within(weekly.mon)
  return within(found.hours === 'weekday' ? weekly[weekday] : found.hours)
}

describe('beside a loop over every minute', () => {
  test('what is open, what lies between and what is due agree', () => {
    const picks = fc.tuple(fc.integer({ min: 2_880, max: 20_000 }), fc.integer({ min: 0, max: 20_000 }))
    fc.assert(
      fc.property(anyPlan, picks, fc.integer({ min: 1, max: 1_200 }), (plan, [i, length], wanted) => {
        const calendar = calendarOf(plan)
        const minutes = minutesOf[plan.zone] ?? []
        const worked = minutes.map((it) => isWorked(plan, it))
        const at = (index: number): number => minutes[index]?.at ?? Number.NaN

        expect(isOpen(calendar, at(i))).toBe(worked[i])
        expect(between(calendar, at(i), at(i + length))).toBe(
          worked.slice(i, i + length).filter(Boolean).length * minute,
        )

        let [left, index] = [wanted, i]
        while (left > 0 && index < worked.length) left -= worked[index++] ? 1 : 0
        if (left === 0) expect(add(calendar, at(i), wanted * minute)).toBe(at(index - 1) + minute)

        left = wanted
        for (index = i; left > 0 && index > 0; ) left -= worked[--index] ? 1 : 0
        if (left === 0) expect(add(calendar, at(i), -wanted * minute)).toBe(at(index))
      }),
      { numRuns: 60 },
    )
  })

  test('the next opening, the last moment of work and the periods to come agree', () => {
    fc.assert(
      fc.property(anyPlan, fc.integer({ min: 2_880, max: 40_000 }), (plan, i) => {
        const calendar = calendarOf(plan)
        const minutes = minutesOf[plan.zone] ?? []
        const worked = minutes.map((it) => isWorked(plan, it))
        const at = (index: number): number => minutes[index]?.at ?? Number.NaN

        const next = worked.indexOf(true, i)
        if (next >= 0) expect(nextOpen(calendar, at(i))).toBe(at(next))
        const last = worked.lastIndexOf(true, i - 1)
        if (last >= 0) expect(prevOpen(calendar, at(i))).toBe(at(last) + minute)
        for (const [open, close] of openPeriodsAfter(calendar, at(i), 5)) {
          const [a, b] = [
            minutes.findIndex((it) => it.at === open),
            minutes.findIndex((it) => it.at === close - minute),
          ]
          if (b < 0) continue
          expect(worked.slice(a, b + 1).every(Boolean)).toBe(true)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('limits in days end with the last minute of a worked day', () => {
    const anyDays = fc.record({
      unit: fc.constantFrom('workingDays' as const, 'days' as const),
      amount: fc.integer({ min: 1, max: 9 }),
    })
    fc.assert(
      fc.property(anyPlan, fc.integer({ min: 2_880, max: 20_000 }), anyDays, (plan, i, limit) => {
        const calendar = calendarOf(plan)
        const minutes = minutesOf[plan.zone] ?? []
        const lastOf = new Map<string, number>()
        for (const it of minutes) if (isWorked(plan, it)) lastOf.set(it.day, it.at + minute)

        const start = minutes[i] ?? { at: 0, day: '', clock: '' }
        const earliest = limit.unit === 'days' ? dayAfter(start.day, limit.amount) : dayAfter(start.day, 1)
        const worked = [...lastOf].filter(([day]) => day >= earliest)
        const found = worked[limit.unit === 'days' ? 0 : limit.amount - 1]
        if (found !== undefined && found[0] < '2026-04-27') expect(dueOf(calendar, start.at, limit)).toBe(found[1])
      }),
      { numRuns: 40 },
    )
  })

  test('some working days later it is the same time of the clock', () => {
    fc.assert(
      fc.property(anyPlan, anyInstant, fc.integer({ min: -8, max: 8 }), (plan, start, days) => {
        const calendar = calendarOf(plan)
        const wall = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(calendar.zone)
        const found = addDays(calendar, start, days)
        const [a, b] = [wall(start), wall(found)]
        const leapt = a.hour >= 2 && a.hour < 3
        if (!leapt) expect(b.toPlainTime().toString()).toBe(a.toPlainTime().toString())
        const [from, to] = [a.toPlainDate().toString(), b.toPlainDate().toString()]
        const startWorked = isWorkingDay(calendar, from) ? 1 : 0
        const counted = workdaysBetween(calendar, from, to)
        expect(days < 0 ? counted - 1 + startWorked : counted).toBe(days)
      }),
    )
  })
})
