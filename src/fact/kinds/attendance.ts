import { z } from 'zod'
import { AttendanceRule, Half, Legend, MonthTotals, month, Words } from '../../contract/attendance.ts'

const uuid = z.uuid()

/** One person of a month as it was printed: two signs for each day, and the totals. */
export const FinalRow = z.object({
  staffId: uuid,
  name: z.string(),
  post: z.string(),
  employeeNo: z.string(),
  /** For each day of the month am then pm: state and details by colons, e.g. `present`, `leave:sick`, `late:540:0`. */
  halves: z.array(z.string()),
  totals: MonthTotals,
  remark: Words,
})
export type FinalRow = z.infer<typeof FinalRow>

/** How days are judged, what people decided about them, and the months as they were printed. */
export const attendanceKinds = {
  attendanceRuleKept: AttendanceRule,
  attendanceRuleLifted: z.object({ ruleId: uuid, reason: z.string() }),
  /** A person decided about a half-day that the machine left open. `reopened` takes an earlier decision back. */
  caseDecided: z.object({
    staffId: uuid,
    day: z.string(),
    half: Half,
    decision: z.enum(['excused', 'absent', 'reopened']),
    reason: z.string(),
  }),
  /**
   * A month as printed, without its people: each has a fact of his own (`monthRowPrinted`), so that one can be erased and
   * the others stay. A later one of the same unit and month is a revision: both stay.
   */
  monthFinalised: z.object({
    monthId: uuid,
    unitId: uuid,
    month,
    revision: z.number().int(),
    reason: z.string(),
    legend: Legend,
    /** How many stood on it. */
    people: z.number().int().optional(),
    /** In place of `people`: the rows themselves, as months were kept before people had facts of their own. */
    rows: z.array(FinalRow).optional(),
  }),
  /** One person on a printed month, from the first row (0) on. */
  monthRowPrinted: z.object({ monthId: uuid, place: z.number().int(), row: FinalRow }),
  /** Somebody took a month out of the house: `rows` people of a unit, and of those below it. */
  monthExported: z.object({
    unitId: uuid,
    below: z.boolean(),
    month,
    /** As printed for the so-manieth time; null: not printed yet. */
    revision: z.number().int().nullable(),
    format: z.enum(['xlsx', 'csv', 'print']),
    rows: z.number().int(),
  }),
  /** Somebody looked at a bulletin: counted in all, never by whom. */
  bulletinOpened: z.object({ unitId: uuid, month }),
} as const

/** 投诉建议: a word from staff that goes above the head of their unit. */
export const adviceKinds = {
  adviceGiven: z.object({ adviceId: uuid, unitId: uuid, staffId: uuid.nullable(), text: z.string() }),
  adviceAnswered: z.object({ adviceId: uuid, text: z.string() }),
} as const
