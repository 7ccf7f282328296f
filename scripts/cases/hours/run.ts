import type { WorkingCalendar } from '../../../src/calendar/workingTime/calendar.ts'
import { Refusal } from '../../../src/kit/refusals.ts'
import { toIso } from '../../../src/kit/time.ts'
import { type Instant, isFields } from '../case.ts'
import { show } from '../compare.ts'
import type { Result } from '../result.ts'
import { answer } from './answer.ts'
import { calendarOf } from './calendar.ts'
import { type HoursCase, readHoursCase } from './case.ts'
import { findDecision } from './decided.ts'
import { dayIn, instantIn } from './time.ts'

/** Runs cases of working time. A question that is not understood has failed, and says so. */
export function runHours(cases: readonly unknown[]): readonly Result[] {
  return cases.map((raw, index) => {
    const it = readHoursCase(raw)
    if (it === undefined)
      return { name: `case ${index + 1}`, wrong: ['not a case: op, input and calendar are needed'], skipped: null }
    const name = `${it.id} (${it.op})`
    try {
      return { name, ...judge(it) }
    } catch (error) {
      return { name, wrong: [`no answer: ${error instanceof Error ? error.message : String(error)}`], skipped: null }
    }
  })
}

function judge(it: HoursCase): Omit<Result, 'name'> {
  const calendar = calendarOf(it.calendar, it.zone)
  const got = answerOrNothing(it, calendar)
  if (got === undefined) return { wrong: [`not understood: ${it.op}`], skipped: null }
  if (agrees(it.expected, dayOnly(it, got), it.zone)) return { wrong: [], skipped: null }
  const wrong = `expected ${show(it.expected)}, got ${show(got)}`
  const decision = findDecision(it, calendar)
  return decision === null ? { wrong: [wrong], skipped: null } : { wrong: [], skipped: `${decision}: ${wrong}` }
}

/** A calendar that never has so much time has no answer: null. */
function answerOrNothing(it: HoursCase, calendar: WorkingCalendar): unknown {
  try {
    return answer(it, calendar)
  } catch (error) {
    if (error instanceof Refusal && error.refusal === 'noWorkingTime') return null
    throw error
  }
}

/** Where days are added and only a day is expected, the time of the clock is not asked for. */
function dayOnly({ op, expected, zone }: HoursCase, got: unknown): unknown {
  const isAsked = op === 'addDays' && typeof expected === 'string' && /^\d{4}-\d\d-\d\d$/.test(expected)
  return isAsked && isInstant(got) ? dayIn(toIso(got.instant), zone) : got
}

/** Instants agree whatever their notation, numbers to the ms; of several answers those asked for. */
function agrees(expected: unknown, got: unknown, zone: string): boolean {
  if (isInstant(got)) return instantIn(expected, zone) === got.instant
  if (Array.isArray(expected))
    return Array.isArray(got) && got.length === expected.length && expected.every((it, i) => agrees(it, got[i], zone))
  if (isFields(expected))
    return isFields(got) && Object.entries(expected).every(([name, it]) => agrees(it, got[name], zone))
  if (typeof expected === 'number' && typeof got === 'number') return Math.abs(expected - got) < 0.0005
  return expected === got
}

const isInstant = (value: unknown): value is Instant => isFields(value) && typeof value.instant === 'number'
