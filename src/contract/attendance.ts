import { z } from 'zod'
import { day, uuid } from './common.ts'

/** A sentence in both languages of the product. */
export const Words = z.object({ zh: z.string(), en: z.string() })
export type Words = z.infer<typeof Words>

/** The halves of a day: 上午 and 下午. */
export const Half = z.enum(['am', 'pm'])
export type Half = z.infer<typeof Half>

export const TimeGrade = z.enum(['A', 'B', 'C'])
export type TimeGrade = z.infer<typeof TimeGrade>

/** Wall clock to the minute, `HH:MM`. */
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

export const leaveKinds = [
  'personal',
  'sick',
  'annual',
  'compensatory',
  'marriage',
  'maternity',
  'paternity',
  'bereavement',
  'homeVisit',
  'injury',
  'study',
  'other',
] as const
export const LeaveKind = z.enum(leaveKinds)
export type LeaveKind = z.infer<typeof LeaveKind>

/**
 * What a half-day came to. The machine never says `absent`: only a person who is not the direct boss does, with a reason.
 * Lateness and earliness are whole seconds beyond what the rule forgives.
 */
export const HalfVerdict = z.discriminatedUnion('state', [
  z.object({ state: z.literal('present') }),
  z.object({ state: z.literal('late'), lateSeconds: z.number().int(), earlySeconds: z.number().int() }),
  z.object({ state: z.literal('early'), earlySeconds: z.number().int() }),
  z.object({ state: z.literal('noCheckIn'), missing: z.enum(['arrival', 'departure', 'both']) }),
  z.object({ state: z.literal('leave'), leave: LeaveKind }),
  z.object({ state: z.literal('outing') }),
  /** Seen on a duty outside ordinary hours. */
  z.object({ state: z.literal('duty') }),
  z.object({
    state: z.literal('rest'),
    why: z.enum(['weekend', 'holiday', 'dayOff', 'notRostered', 'notEmployed']),
  }),
  z.object({ state: z.literal('unknown'), why: z.enum(['stationSilent', 'timeUncertain']) }),
  /** The half-day is not over, or its check-ins may still come. */
  z.object({ state: z.literal('notYet') }),
  z.object({ state: z.literal('absent') }),
])
export type HalfVerdict = z.infer<typeof HalfVerdict>
export type HalfState = HalfVerdict['state']

/** Why a verdict is what it is, for a layman: the rule, what was looked at, and what was left aside and why. */
export const Because = z.object({
  rule: Words,
  used: z.array(Words),
  ignored: z.array(z.object({ what: Words, why: Words })),
})
export type Because = z.infer<typeof Because>

export const JudgedHalf = z.object({
  verdict: HalfVerdict,
  /** Of the weakest time used; null where no check-in was used. */
  timeGrade: TimeGrade.nullable(),
  because: Because,
})
export type JudgedHalf = z.infer<typeof JudgedHalf>

/** A day of one person, judged: the `dayVerdict`. */
export const DayVerdict = z.object({ staffId: uuid, day, am: JudgedHalf, pm: JudgedHalf })
export type DayVerdict = z.infer<typeof DayVerdict>

/** What stands on the sheet for a verdict: one character each, chosen by the unit. */
export const symbolKeys = [
  'present',
  'late',
  'early',
  'noCheckIn',
  'absent',
  'outing',
  'duty',
  'unknown',
  ...leaveKinds,
] as const
export const SymbolKey = z.enum(symbolKeys)
export type SymbolKey = z.infer<typeof SymbolKey>
const symbol = z.string().trim().min(1).max(2)
export const Legend = z.record(SymbolKey, symbol)
export type Legend = z.infer<typeof Legend>

const period = z.object({ from: clockTime, to: clockTime })

/**
 * How check-ins of a unit and all below it are judged from a day on. `periods` are the office hours for whoever has no
 * shift of his own. Minutes: `graceIn`/`graceOut` are forgiven whole (later than that counts from the hour itself);
 * `flex` lets somebody come later if he goes as much later; check-ins count from `openBefore` ahead of the first period
 * to `openAfter` behind the last.
 */
export const AttendanceRule = z.object({
  ruleId: uuid,
  unitId: uuid.nullable(),
  effectiveFrom: day,
  checkInsPerDay: z.union([z.literal(2), z.literal(4)]),
  /** Why four: demanded with four, empty with two. */
  fourReason: z.string().trim().max(200),
  workdays: z.array(z.number().int().min(1).max(7)).max(7),
  periods: z.object({ am: period, pm: period }),
  graceIn: z.number().int().min(0).max(120),
  graceOut: z.number().int().min(0).max(120),
  flex: z.number().int().min(0).max(240),
  openBefore: z.number().int().min(0).max(480),
  openAfter: z.number().int().min(0).max(480),
  legend: Legend,
  /** The document or meeting that set the rule. */
  basis: z.string().trim().max(200),
})
export type AttendanceRule = z.infer<typeof AttendanceRule>

/** Totals of one person's month as on the sheet: days in halves of a day, lateness in times. */
export const MonthTotals = z.object({
  expected: z.number(),
  present: z.number(),
  lateTimes: z.number().int(),
  earlyTimes: z.number().int(),
  noCheckIn: z.number(),
  absent: z.number(),
  outing: z.number(),
  dutyTimes: z.number(),
  unknown: z.number(),
  leave: z.partialRecord(LeaveKind, z.number()),
})
export type MonthTotals = z.infer<typeof MonthTotals>

export const month = z.string().regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/)
