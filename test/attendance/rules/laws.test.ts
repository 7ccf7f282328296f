import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { dayAfter } from '../../../src/attendance/rules/clock.ts'
import { judgeMonth } from '../../../src/attendance/rules/day.ts'
import { explain } from '../../../src/attendance/rules/explain.ts'
import type { PersonInput, Seen } from '../../../src/attendance/rules/input.ts'
import { leaveDays } from '../../../src/attendance/rules/leaveDays.ts'
import { totalsOf } from '../../../src/attendance/rules/totals.ts'
import { DayVerdict, leaveKinds } from '../../../src/contract/attendance.ts'
import { at, later, nothing, setting, zone } from './build.ts'

const first = '2026-09-14'
const days = Array.from({ length: 9 }, (_, index) => dayAfter(first, index))
const start = at(first, '00:00')
const end = at(dayAfter(first, 9), '00:00')

const instant = fc.integer({ min: start, max: end })
const half = fc.constantFrom('am', 'pm')
const someDay = fc.constantFrom(...days)
const halfDay = fc.record({ day: someDay, half })

const checkIn: fc.Arbitrary<Seen> = fc
  .record({
    checkInId: fc.uuid(),
    at: instant,
    before: fc.option(fc.integer({ min: 0, max: 7_200_000 })),
    after: fc.option(fc.integer({ min: 0, max: 7_200_000 })),
    grade: fc.constantFrom('A', 'B', 'C'),
  })
  .map(({ before, after, ...it }) => {
    if (it.grade === 'A') return { ...it, earliest: it.at - 1000, latest: it.at + 1000 }
    return { ...it, earliest: before === null ? null : it.at - before, latest: after === null ? null : it.at + after }
  })

const span = (longest: number) =>
  fc
    .tuple(instant, fc.integer({ min: 60_000, max: longest }))
    .map(([starts, length]) => ({ starts, ends: starts + length }))

const periods = fc.constantFrom(
  [{ from: '20:00', to: '08:00' }],
  [{ from: '07:00', to: '11:00' }],
  [
    { from: '09:00', to: '11:30' },
    { from: '13:00', to: '18:00' },
  ],
)
const plan = fc.oneof(
  fc.constant({ kind: 'office' } as const),
  fc.constant({ kind: 'free' } as const),
  fc.constant({ kind: 'dutiesOnly' } as const),
  fc.record({
    kind: fc.constant('shift' as const),
    shift: fc.record({
      name: fc.constant('班'),
      kind: fc.constantFrom('work', 'duty', 'field'),
      periods,
      flex: fc.constantFrom(0, 30),
    }),
    followsCalendar: fc.boolean(),
  }),
)
const rule = fc.record({
  checkInsPerDay: fc.constantFrom(2 as const, 4 as const),
  graceIn: fc.integer({ min: 0, max: 30 }),
  graceOut: fc.integer({ min: 0, max: 30 }),
  flex: fc.constantFrom(0, 30),
  openBefore: fc.integer({ min: 0, max: 480 }),
  openAfter: fc.integer({ min: 0, max: 480 }),
})
const told = fc.array(fc.record({ plan, rule, employed: fc.boolean() }), { minLength: 9, maxLength: 9 })

const input: fc.Arbitrary<PersonInput> = fc
  .record({
    told,
    checkIns: fc.array(checkIn, { maxLength: 25 }),
    duties: fc.array(
      span(172_800_000).chain((it) =>
        fc
          .record({ dutyId: fc.uuid(), as: fc.constantFrom('member', 'leader', 'deputy') })
          .map((more) => ({ ...it, ...more })),
      ),
      { maxLength: 3 },
    ),
    leaves: fc.array(fc.record({ leave: fc.constantFrom(...leaveKinds), from: halfDay, to: halfDay }), {
      maxLength: 2,
    }),
    outings: fc.array(
      span(40_000_000).map((it) => ({ ...it, where: '村' })),
      { maxLength: 2 },
    ),
    corrections: fc.array(
      fc.record({
        day: someDay,
        half,
        what: fc.constantFrom('arrival', 'departure'),
        at: instant,
        decidedAt: fc.nat(5),
      }),
      { maxLength: 3 },
    ),
    decisions: fc.array(
      fc.record({
        day: someDay,
        half,
        decision: fc.constantFrom('excused', 'absent', 'reopened', 'appealApproved'),
        by: fc.constantFrom('甲', '乙'),
        reason: fc.constantFrom('一', '二'),
        decidedAt: fc.nat(5),
      }),
      { maxLength: 3 },
    ),
    silences: fc.array(span(7_200_000), { maxLength: 2 }),
  })
  .map(({ told: settings, ...rest }) => ({
    ...nothing,
    ...rest,
    days: days.map((day, index) => setting(day, settings[index])),
  })) as fc.Arbitrary<PersonInput>

const now = fc.oneof(fc.constant(later), instant)

/** What a reader sees of some days. */
const explained = (it: PersonInput, when: number) => judgeMonth(it, when).map(explain)
const verdicts = (it: PersonInput, at_: number) =>
  judgeMonth(it, at_).map(({ am, pm }) => ({ am: am.verdict, pm: pm.verdict }))
const shuffled = <T>(list: readonly T[], keys: readonly number[]): T[] =>
  list
    .map((it, index) => ({ it, key: keys[index % Math.max(1, keys.length)] ?? 0, index }))
    .sort((a, b) => a.key - b.key || b.index - a.index)
    .map(({ it }) => it)

describe('laws of judging', () => {
  test('every half-day has one verdict, explained, in the shape of the contract', () => {
    fc.assert(
      fc.property(input, now, (it, when) => {
        const judged = explained(it, when)
        expect(judged.map(({ day }) => day)).toEqual(days)
        for (const day of judged) {
          DayVerdict.parse(day)
          for (const { because, verdict } of [day.am, day.pm]) {
            expect(because.rule.zh.length).toBeGreaterThan(0)
            if (verdict.state !== 'rest') expect(because.used.length).toBeGreaterThan(0)
          }
        }
      }),
    )
  })

  test('the order of what is known changes nothing', () => {
    fc.assert(
      fc.property(input, now, fc.array(fc.integer(), { minLength: 1, maxLength: 30 }), (it, when, keys) => {
        const mixed = {
          ...it,
          checkIns: shuffled(it.checkIns, keys),
          outings: shuffled(it.outings, keys),
          corrections: shuffled(it.corrections, keys),
          decisions: shuffled(it.decisions, keys),
          duties: shuffled(it.duties, keys),
          leaves: shuffled(it.leaves, keys),
          silences: shuffled(it.silences, keys),
        }
        expect(explained(mixed, when)).toEqual(explained(it, when))
      }),
    )
  })

  test('judged twice it is the same, and the input is as it was', () => {
    fc.assert(
      fc.property(input, now, (it, when) => {
        const before = structuredClone(it)
        expect(explained(it, when)).toEqual(explained(it, when))
        expect(it).toEqual(before)
      }),
    )
  })

  test('a check-in told twice changes nothing', () => {
    fc.assert(
      fc.property(input, now, (it, when) => {
        expect(explained({ ...it, checkIns: [...it.checkIns, ...it.checkIns] }, when)).toEqual(explained(it, when))
      }),
    )
  })

  test('a correction changes only the half-day it names', () => {
    const stiff = input.map((it) => ({ ...it, days: it.days.map((day) => withoutFlex(day)) }))
    const correction = fc.record({
      day: someDay,
      half,
      what: fc.constantFrom('arrival', 'departure'),
      at: instant,
      decidedAt: fc.constant(9),
    })
    fc.assert(
      fc.property(stiff, correction as fc.Arbitrary<PersonInput['corrections'][number]>, now, (it, one, when) => {
        const before = verdicts(it, when)
        const after = verdicts({ ...it, corrections: [...it.corrections, one] }, when)
        for (const [index, day] of days.entries()) {
          for (const name of ['am', 'pm'] as const) {
            if (day !== one.day || name !== one.half) expect(after[index]?.[name]).toEqual(before[index]?.[name])
          }
        }
      }),
    )
  })

  test('the machine calls nothing an absence', () => {
    fc.assert(
      fc.property(input, now, (it, when) => {
        const states = verdicts({ ...it, decisions: [] }, when).flatMap(({ am, pm }) => [am.state, pm.state])
        expect(states).not.toContain('absent')
      }),
    )
  })

  test('nobody is late or early by a time that may have been in time', () => {
    fc.assert(
      fc.property(input, (it) => {
        for (const { am, pm } of judgeMonth({ ...it, corrections: [], decisions: [] }, later)) {
          for (const { verdict, grounds } of [am, pm]) {
            for (const ground of grounds) {
              if (
                ground.kind === 'arrival' &&
                verdict.state === 'late' &&
                verdict.lateSeconds > 0 &&
                grounds.length === 1
              ) {
                expect(ground.seen.grade).not.toBe('C')
                expect(ground.seen.earliest ?? 0).toBeGreaterThan(ground.limit)
              }
              if (ground.kind === 'departure' && verdict.state === 'early') {
                expect(ground.seen.grade).not.toBe('C')
                expect(ground.seen.latest ?? Number.POSITIVE_INFINITY).toBeLessThan(ground.limit)
              }
            }
          }
        }
      }),
    )
  })

  test('what was said stays said as time goes on, unless it was open', () => {
    fc.assert(
      fc.property(input, instant, (it, when) => {
        const [early, late] = [verdicts(it, when), verdicts(it, later)]
        for (const [index, { am, pm }] of early.entries()) {
          if (am.state !== 'notYet') expect(late[index]?.am).toEqual(am)
          if (pm.state !== 'notYet') expect(late[index]?.pm).toEqual(pm)
        }
      }),
    )
  })

  test('totals are of half-days and never more than the days', () => {
    fc.assert(
      fc.property(input, now, (it, when) => {
        const total = totalsOf(judgeMonth(it, when))
        const leave = Object.values(total.leave).reduce((sum, days_) => sum + days_, 0)
        const all = total.present + total.noCheckIn + total.absent + total.outing + total.unknown + leave
        expect(all).toBeLessThanOrEqual(days.length)
        expect(total.expected).toBeLessThanOrEqual(days.length)
        expect((all * 2) % 1).toBe(0)
      }),
    )
  })

  test('leave on the sheet is what leave counts by itself', () => {
    fc.assert(
      fc.property(halfDay, halfDay, (from, to) => {
        const settings = days.map((day) => setting(day))
        const leave = { from, to } as {
          from: { day: string; half: 'am' | 'pm' }
          to: { day: string; half: 'am' | 'pm' }
        }
        const judged = judgeMonth({ ...nothing, days: settings, leaves: [{ leave: 'annual', ...leave }] }, later)
        const workOn = (day: string, which: 'am' | 'pm'): boolean =>
          settings.find((it) => it.day === day)?.calendar[which] === 'work'
        expect(totalsOf(judged).leave.annual ?? 0).toBe(leaveDays({ ...leave, counting: 'workHalves' }, workOn))
      }),
    )
  })
})

const withoutFlex = (day: PersonInput['days'][number]): PersonInput['days'][number] => {
  const stiffRule = { ...day.rule, flex: 0 }
  if (day.plan.kind !== 'shift') return { ...day, rule: stiffRule }
  return { ...day, rule: stiffRule, plan: { ...day.plan, shift: { ...day.plan.shift, flex: 0 } } }
}

describe('the process may run in any zone', () => {
  const own = process.env.TZ
  afterEach(() => {
    process.env.TZ = own
  })

  test.each(['UTC', 'Asia/Shanghai', 'America/New_York'])('TZ=%s', (timeZone) => {
    process.env.TZ = timeZone
    const day = '2026-09-15'
    const checkIns = ['00:10', '08:25', '17:31', '23:50'].map((clock) => ({
      checkInId: clock,
      at: Date.parse(`${day}T${clock}:00+08:00`),
      earliest: Date.parse(`${day}T${clock}:00+08:00`),
      latest: Date.parse(`${day}T${clock}:00+08:00`),
      grade: 'A' as const,
    }))
    const judged = judgeMonth({ ...nothing, zone, days: [setting(day)], checkIns }, later)
    expect(judged.map(({ day: on, am, pm }) => [on, am.verdict.state, pm.verdict.state])).toEqual([
      [day, 'present', 'present'],
    ])
    expect(judged.map(explain)[0]?.am.because.used[0]?.zh).toBe('08:25:00 到岗签到，时间等级 A（误差 1 秒内）')
  })
})
