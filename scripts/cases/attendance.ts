import { calendarDay, calendarLayers } from './calendar.ts'
import { type Adapter, type Case, type Fields, isFields, textOf } from './case.ts'
import { differences } from './compare.ts'
import { dailyStatus, shiftMatch, workedHours } from './kinds/daily.ts'
import { absentDates, effectiveDating, leaveDaysOf, periodTotals, recompute } from './kinds/days.ts'
import { assignmentOverlap, correctionRequest, lock, recordOverlap } from './kinds/keeping.ts'
import { autoClose, overtime } from './kinds/overtime.ts'
import { multiSegment, nightHours, rounding, validation } from './kinds/times.ts'
import type { Result } from './result.ts'
import { findSkip } from './skips.ts'

const adapters: Readonly<Record<string, Adapter>> = {
  absent_dates: absentDates,
  assignment_overlap: assignmentOverlap,
  auto_close: autoClose,
  calendar: calendarLayers,
  calendar_day: calendarDay,
  correction_request: correctionRequest,
  daily_status: dailyStatus,
  dedupe: dailyStatus,
  effective_dating: effectiveDating,
  leave_days: leaveDaysOf,
  lock,
  manual_entry: dailyStatus,
  multi_segment: multiSegment,
  night_hours: nightHours,
  overlap: recordOverlap,
  overtime,
  period_totals: periodTotals,
  recompute,
  rounding,
  shift_match: shiftMatch,
  validation,
  worked_hours: workedHours,
}

/** Houses of other kinds count so; month sheets of public offices don't, so the product itself never asks these rules. */
const unused: ReadonlySet<string> = new Set([
  'auto_close',
  'correction_request',
  'daily_status',
  'dedupe',
  'effective_dating',
  'leave_days',
  'manual_entry',
  'multi_segment',
  'night_hours',
  'overlap',
  'overtime',
  'rounding',
])

/** Runs the cases of a file `{ cases: [...] }`. A case of an unknown kind, or one that cannot be read, has failed. */
export function runAttendance(cases: readonly unknown[]): readonly Result[] {
  const all = cases.filter(isCase).map(whole)
  return cases.map((raw, index) => {
    if (!isCase(raw))
      return { name: `case ${index + 1}`, wrong: ['not a case: id, kind and expected are needed'], skipped: null }
    const one = whole(raw)
    const name = `${one.id} (${one.kind})`
    const skipped = findSkip(one)
    return { name, skipped, wrong: skipped === null ? wrongIn(one, all) : [], unused: unused.has(one.kind) }
  })
}

function wrongIn(it: Case, all: readonly Case[]): readonly string[] {
  const adapter = Object.hasOwn(adapters, it.kind) ? adapters[it.kind] : undefined
  if (adapter === undefined) return [`unknown kind ${it.kind}`]
  if (Object.keys(it.expected).length === 0) return ['nothing is expected, so nothing can be judged']
  const { expected, ...told } = it
  const siblings = all
    .filter((other) => other.id !== it.id && sourceOf(other) === sourceOf(it))
    .map(({ expected: _, ...rest }) => rest)
  try {
    const question = { it: told, asked: Object.keys(expected), askedDays: daysIn(expected), siblings }
    return differences(it, adapter(question as Parameters<Adapter>[0]))
  } catch (error) {
    return [`cannot be judged: ${error instanceof Error ? error.message : String(error)}`]
  }
}

/** Words may be missing. */
const whole = (it: Case): Case => ({ ...it, description: it.description ?? '', source: it.source ?? '' })

/** The days by which answers are asked for, at any depth. */
function daysIn(value: unknown): readonly string[] {
  if (!isFields(value)) return []
  const own = Object.keys(value).filter((key) => /^\d{4}-\d\d-\d\d$/.test(key))
  return [...new Set([...own, ...Object.values(value).flatMap(daysIn)])]
}

const sourceOf = ({ source }: { readonly source: string }): string =>
  source.split('::')[0]?.replace(/@\w+/, '') ?? source

function isCase(value: unknown): value is Case {
  const it: Fields = isFields(value) ? value : {}
  const words = [it.id, it.kind].every((one) => textOf(one) !== undefined)
  const optional = [it.description, it.source].every((one) => one === undefined || textOf(one) !== undefined)
  return words && optional && isFields(it.expected)
}
