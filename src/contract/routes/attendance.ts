import { z } from 'zod'
import {
  AttendanceRule,
  DayVerdict,
  Half,
  HalfVerdict,
  JudgedHalf,
  Legend,
  MonthTotals,
  month,
  Words,
} from '../attendance.ts'
import { CalendarDay } from '../calendar.ts'
import { Done, day, uuid } from '../common.ts'
import { route } from '../route.ts'
import { Second, why } from '../second.ts'

const overseers = ['county', 'head', 'clerk', 'inspector'] as const
const keepers = ['county', 'head', 'clerk'] as const
const reason = z.string().trim().min(1).max(300)
const ofMonth = z.object({ unitId: uuid, month })
const revision = z.coerce.number().int().min(1).max(1_000).optional()

export const readToday = route({
  name: 'readToday',
  method: 'GET',
  path: '/api/attendance/today',
  summary: 'Who was seen, who is expected, away or unknown now, unit by unit with those below it.',
  who: overseers,
  query: z.object({ unitId: uuid.optional() }),
  output: z.object({
    at: z.string(),
    people: z.array(
      z.object({
        staffId: uuid,
        siteId: uuid,
        state: z.enum(['seen', 'expected', 'notSeen', 'leave', 'outing', 'rest', 'unknown']),
        /** When he was first seen today. */
        since: z.string().nullable(),
        /** When he is next expected, while he is not there. */
        from: z.string().nullable(),
      }),
    ),
  }),
})

export const listCases = route({
  name: 'listCases',
  method: 'GET',
  path: '/api/attendance/cases',
  summary:
    'Half-days of a span (at most 62 days) that a person should look at: late, early, not seen, unknown; explained and undecided.',
  who: overseers,
  query: z.object({ unitId: uuid, from: day, to: day, all: z.stringbool().optional() }),
  output: z.array(
    JudgedHalf.extend({
      staffId: uuid,
      day,
      half: Half,
      /** A request of the person about this half-day is waiting. */
      requestId: uuid.nullable(),
      decided: z.object({ decision: z.enum(['excused', 'absent']), reason: z.string(), at: z.string() }).nullable(),
      /** This caller may call it an absence: not himself, and not the direct boss. */
      mayCallAbsent: z.boolean(),
    }),
  ),
})

export const decideCase = route({
  name: 'decideCase',
  method: 'POST',
  path: '/api/attendance/cases/decide',
  summary:
    'A person decides about a half-day: excused, absent, or open again; it holds once another confirms it. Nobody about himself; `absent` never by the direct boss, and only where nothing was seen.',
  who: keepers,
  body: z.object({
    staffId: uuid,
    day,
    half: Half,
    decision: z.enum(['excused', 'absent', 'reopened']),
    reason,
  }),
  output: Done.extend({ second: Second }),
})

const Cell = z.object({ am: HalfVerdict, pm: HalfVerdict })

export const MonthSheet = z.object({
  unitId: uuid,
  unitName: z.string(),
  month,
  days: z.array(CalendarDay),
  legend: Legend,
  rows: z.array(
    z.object({
      staffId: uuid,
      name: z.string(),
      post: z.string(),
      employeeNo: z.string(),
      /** One for each day of the month. */
      cells: z.array(Cell),
      totals: MonthTotals,
      remark: Words,
    }),
  ),
  state: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('open'), openCases: z.number().int(), waitingRequests: z.number().int() }),
    /** As it was printed; `differences` counts half-days that would be judged otherwise now. */
    z.object({
      kind: z.literal('final'),
      revision: z.number().int(),
      at: z.string(),
      by: z.string(),
      reason: z.string(),
      differences: z.number().int(),
      /** People whose rows were destroyed on request since it was printed. */
      erased: z.number().int(),
    }),
  ]),
  /** Why it cannot be finalised now. Open cases and waiting requests are no reason: `state` counts them. */
  obstacles: z.array(Words),
  /** Some check-ins in it are simulated. */
  simulated: z.boolean(),
})
export type MonthSheet = z.infer<typeof MonthSheet>

export const readMonthSheet = route({
  name: 'readMonthSheet',
  method: 'GET',
  path: '/api/attendance/month',
  summary:
    'The month sheet of a unit and, with `below`, of all units below it; with `revision`, of one unit as it was printed then.',
  who: overseers,
  query: ofMonth.extend({ below: z.stringbool().optional(), revision }),
  output: MonthSheet,
})

export const exportMonthSheet = route({
  name: 'exportMonthSheet',
  method: 'GET',
  path: '/api/attendance/month-file',
  summary: 'The month sheet as XLSX (formulas, legend, signatures, check-ins to the second), CSV, or a page to print.',
  who: keepers,
  query: ofMonth.extend({ below: z.stringbool().optional(), revision, as: z.enum(['xlsx', 'csv', 'print']) }),
  output: z.any(),
  produces: 'file',
})

const Difference = z.object({
  staffId: uuid,
  day,
  half: Half,
  before: HalfVerdict,
  after: HalfVerdict,
})

export const listDifferences = route({
  name: 'listDifferences',
  method: 'GET',
  path: '/api/attendance/month-differences',
  summary: 'Half-days of a finalised month that would be judged otherwise by what is known now.',
  who: overseers,
  query: ofMonth,
  output: z.array(Difference),
})

export const listRevisions = route({
  name: 'listRevisions',
  method: 'GET',
  path: '/api/attendance/month-revisions',
  summary: 'Every time a unit printed a month, the last one first: who, when, why, and what it changed.',
  who: overseers,
  query: ofMonth,
  output: z.array(
    z.object({
      revision: z.number().int(),
      at: z.string(),
      by: z.string(),
      reason: z.string(),
      people: z.number().int(),
      erased: z.number().int(),
      /** Half-days printed otherwise than the time before. */
      changes: z.array(Difference),
    }),
  ),
})

export const eraseFromMonths = route({
  name: 'eraseFromMonths',
  method: 'POST',
  path: '/api/attendance/month-erasures',
  summary:
    'Destroys the rows of somebody who has left on all printed months, with a certificate for each, once another of the county confirms it; the months stay for everybody else.',
  who: ['county'],
  body: z.object({ staffId: uuid, reason }),
  /** `rows`: on how many prints he stands. */
  output: z.object({ rows: z.number().int(), second: Second }),
})

export const finaliseMonth = route({
  name: 'finaliseMonth',
  method: 'POST',
  path: '/api/attendance/month-finalise',
  summary:
    'Prints a month for good: what is known later shows as differences and enters only by a revision with a reason, once another confirms it. Refused beyond the calendar’s coverage and before the month is over.',
  who: keepers,
  body: ofMonth.extend({ reason: z.string().trim().max(300) }),
  output: MonthSheet.extend({ second: Second }),
})

const PersonMonth = z.object({
  staffId: uuid,
  month,
  days: z.array(z.object({ calendar: CalendarDay, verdict: DayVerdict })),
  totals: MonthTotals,
  legend: Legend,
  simulated: z.boolean(),
})

export const readPersonMonth = route({
  name: 'readPersonMonth',
  method: 'GET',
  path: '/api/attendance/person',
  summary: 'One person’s month, every half-day explained.',
  who: overseers,
  query: z.object({ staffId: uuid, month }),
  output: PersonMonth,
})

export const readOwnMonth = route({
  name: 'readOwnMonth',
  method: 'GET',
  path: '/api/own/month',
  summary: 'One’s own month, every half-day explained.',
  who: ['staff'],
  query: z.object({ month }),
  output: PersonMonth,
})

export const listRules = route({
  name: 'listRules',
  method: 'GET',
  path: '/api/attendance/rules',
  summary: 'The rules by which check-ins are judged, with the days from which they hold; everybody may read them.',
  who: 'loggedIn',
  output: z.array(AttendanceRule),
})

export const previewRule = route({
  name: 'previewRule',
  method: 'POST',
  path: '/api/attendance/rules-preview',
  summary:
    'What a rule would change in months not yet finalised, and what would show as a difference in finalised ones; keeps nothing.',
  who: keepers,
  body: AttendanceRule,
  output: z.object({
    people: z.number().int(),
    differences: z.array(Difference),
    /** How many there are, when not all are listed. */
    total: z.number().int(),
  }),
})

export const keepRule = route({
  name: 'keepRule',
  method: 'PUT',
  path: '/api/attendance/rules/:ruleId',
  summary:
    'Keeps a rule from a day on, once somebody from above the unit confirms it. `seen` is the number of differences the caller was shown: another one refuses.',
  who: keepers,
  params: z.object({ ruleId: uuid }),
  body: z.object({ rule: AttendanceRule.omit({ ruleId: true }), seen: z.number().int(), why }),
  output: AttendanceRule.extend({ second: Second }),
})

export const liftRule = route({
  name: 'liftRule',
  method: 'POST',
  path: '/api/attendance/rules/:ruleId/lift',
  summary: 'Takes a rule back that no finalised month was judged by, once somebody from above the unit confirms it.',
  who: keepers,
  params: z.object({ ruleId: uuid }),
  body: z.object({ reason }),
  output: Done.extend({ second: Second }),
})

export const readBulletin = route({
  name: 'readBulletin',
  method: 'GET',
  path: '/api/attendance/bulletin',
  summary:
    'The monthly bulletin inside a unit: totals only, nobody by name and no order of persons. Counts that it was opened, never by whom.',
  who: 'loggedIn',
  query: ofMonth,
  output: z.object({
    unitId: uuid,
    unitName: z.string(),
    month,
    people: z.number().int(),
    totals: MonthTotals.nullable(),
    /** Share of the published opening hours in which somebody was seen on duty; null without opening hours. */
    openShare: z.number().nullable(),
    byDay: z.array(z.object({ day, expected: z.number(), present: z.number(), away: z.number(), open: z.number() })),
    /** The three months before, the oldest first. */
    before: z.array(z.object({ month, people: z.number().int(), totals: MonthTotals.nullable(), final: z.boolean() })),
    /** null, like the totals, where so few people are no crowd. */
    requests: z.object({ leave: z.number().int(), outing: z.number().int(), correction: z.number().int() }).nullable(),
    opened: z.number().int(),
    final: z.boolean(),
    simulated: z.boolean(),
  }),
})
