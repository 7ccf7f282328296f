import { closedAt } from '../../../src/attendance/rules/autoClose.ts'
import { minuteMs } from '../../../src/attendance/rules/clock.ts'
import type { Span } from '../../../src/attendance/rules/input.ts'
import {
  type DayOvertime,
  type OvertimeOptions,
  type OvertimeRule,
  overtimeMinutes,
  overtimeOf,
  overtimePerPair,
} from '../../../src/attendance/rules/overtime.ts'
import { pairStamps, type Stamp } from '../../../src/attendance/rules/pairing.ts'
import { minutesIn, paidSpans, scheduleDay, type WeekSchedule } from '../../../src/attendance/rules/schedule.ts'
import {
  type Adapter,
  type Answer,
  clockIn,
  fieldsOf,
  instant,
  numberOf,
  readTime,
  type Told,
  textOf,
  textsOf,
} from '../case.ts'
import { isFlexible, scheduleOf } from '../schedules.ts'
import { stampsOf } from './daily.ts'

const sum = (numbers: readonly number[]): number => numbers.reduce((total, it) => total + it, 0)

export const overtime: Adapter = ({ it }) => {
  const schedule = scheduleOf(it)
  const { pairs } = pairStamps(stampsOf(it).map(toWholeDay), 'alternating')
  const options = optionsOf(it)
  const days = overtimeOf(pairs, schedule, options)
  const again = overtimeOf(pairs, schedule, options)
  const over = overtimeMinutes(days)
  const worked = sum(days.map((day) => minutesIn(day.worked)))
  return {
    overtimeMinutes: over,
    workedMinutes: worked,
    expectedMinutes: worked - over,
    overtimePerPairMinutes: overtimePerPair(pairs, days),
    attendanceDate: dateOf(days, pairs, schedule),
    ...byDate(days),
    withoutHolidayMinutes: overtimeMinutes(overtimeOf(pairs, { ...schedule, holidays: new Set() }, options)),
    afterRecompute: overtimeMinutes(again),
    linesAfterRegenerate: sum(again.map((day) => day.parts.length)),
    pairs: pairFacts(pairs, days, schedule),
    recomputedAlike: JSON.stringify(days) === JSON.stringify(again),
  }
}

/** Sources without a 24:00 write 23:59:59 for the end of a day. */
const toWholeDay = (stamp: Stamp): Stamp =>
  (stamp.at + 1000) % minuteMs === 0 ? { ...stamp, at: stamp.at + 1000 } : stamp

/** The day overtime is booked on; without any, the day of the first arrival. */
function dateOf(days: readonly DayOvertime[], pairs: readonly Span[], schedule: WeekSchedule): string | null {
  const over = days.find((day) => day.parts.length > 0)
  const [first] = pairs
  return over?.day ?? (first ? scheduleDay(first.starts, schedule) : null)
}

function byDate(days: readonly DayOvertime[]): Answer {
  const over = days.filter((day) => day.parts.length > 0 || day.shortfall > 0)
  return {
    overtimeByDateMinutes: Object.fromEntries(over.map((day) => [day.day, overtimeMinutes([day])])),
    overtimePartsByDate: Object.fromEntries(over.map((day) => [day.day, day.parts.map((part) => minutesIn([part]))])),
  }
}

function pairFacts(pairs: readonly Span[], days: readonly DayOvertime[], schedule: WeekSchedule): readonly Answer[] {
  const over = overtimePerPair(pairs, days)
  return pairs.map((pair, index) => ({
    overtimeMinutes: over[index] ?? 0,
    workedMinutes: minutesIn(paidSpans([pair], schedule)),
  }))
}

function optionsOf(it: Told): OvertimeOptions {
  const shortfallTolerance = it.shortfallCounts === true ? (numberOf(it.employeeToleranceMin) ?? 0) : null
  return { rules: rulesOf(it), tolerance: numberOf(it.toleranceMin) ?? 0, shortfallTolerance }
}

/** The rules a case names: in its words where these tell a window or several rules, else in its shift. */
function rulesOf(it: Told): readonly OvertimeRule[] {
  if (/\(\d rules?\)/.test(it.description)) return [{ kind: 'restDays' }, { kind: 'outsideHours' }]
  const worded = rulesInWords(it.description)
  if (worded.length > 0) return worded
  const flexible = flexibleRules(it)
  if (flexible !== undefined) return flexible
  const { rule, rules } = fieldsOf(it.shift)
  const told = [...textsOf(rules), ...textsOf([rule])].flatMap(ruleTold)
  return told.length > 0 ? told : [{ kind: 'beyondDay', minutes: it.shift ? null : 0 }]
}

/**
 * `Rule window 14:00 to 05:00 next day; …`, `Two rules: outside the schedule, and 14:00-15:00; …`. What stands behind a
 * comma or anything else is what was worked.
 */
function rulesInWords(text: string): readonly OvertimeRule[] {
  const [head = '', listed = ''] = text.split(/[:;](?=\s)/)
  const ahead = /\b(?:rule|window)s? (?:windows? )?(?:from )?((?:\d|outside\b).*)/i.exec(head)?.[1]
  const [told = ''] = (ahead ?? (/^(?:\w+ )?rules$/i.test(head) ? listed : '')).split(/,(?! and\b)/)
  const windows = [...told.matchAll(/\b(\d\d(?::\d\d)?)(?: to |[-–])(\d\d(?::\d\d)?)\b/g)]
  return [
    ...(/\boutside\b/i.test(told) ? [{ kind: 'outsideHours' } as const] : []),
    ...windows.map(([, from = '', to = '']) => ({ kind: 'clock', from: clockIn(from), to: clockIn(to) }) as const),
  ]
}

/** So many hours a day or a week, whenever; or none at all that anything could go beyond. */
function flexibleRules(it: Told): readonly OvertimeRule[] | undefined {
  const { flexible, hoursPerDay, hoursPerWeek, rule } = fieldsOf(it.shift)
  if (flexible === 'fully' || /fully flexible/i.test(it.description)) return []
  const perWeek = numberOf(hoursPerWeek)
  if (perWeek !== undefined && /week/i.test(`${textOf(rule)} ${it.description}`))
    return [{ kind: 'beyondWeek', minutes: perWeek * 60 }]
  return flexible === true ? [{ kind: 'beyondDay', minutes: (numberOf(hoursPerDay) ?? 8) * 60 }] : undefined
}

function ruleTold(text: string): readonly OvertimeRule[] {
  const beyond = /> ?(\d+(?:\.\d+)?) ?h?\s?\/\s?(day|week|d|w)/.exec(text)
  if (beyond) {
    const minutes = Number(beyond[1]) * 60
    return [beyond[2]?.startsWith('w') ? { kind: 'beyondWeek', minutes } : { kind: 'beyondDay', minutes }]
  }
  const clock = /(\d\d:\d\d) ?(?:-|–|to) ?(\d\d:\d\d)/.exec(text)
  if (clock) return [{ kind: 'clock', from: clock[1] ?? '', to: clock[2] ?? '' }]
  if (/outside/i.test(text)) return [{ kind: 'outsideHours' }]
  if (/non.?work|rest day|weekend|day off/i.test(text)) return [{ kind: 'restDays' }]
  return [{ kind: 'beyondDay', minutes: null }]
}

/** Arrivals without departure, closed by themselves. */
export const autoClose: Adapter = ({ it }) => {
  const schedule = scheduleOf(it)
  const { pairs, open } = pairStamps(stampsOf(it), 'alternating')
  const told = /[Oo]pen since (\d+) h before midnight/.exec(it.description)
  const arrived = open ?? (told ? readTime('2026-03-04', schedule.zone) - Number(told[1]) * 60 * minuteMs : null)
  if (arrived === null) return { autoCloseAt: null, workedMinutes: minutesIn(paidSpans(pairs, schedule)) }
  const now = textOf(it.now) === undefined ? Number.POSITIVE_INFINITY : readTime(textOf(it.now) ?? '', schedule.zone)
  const at = isFlexible(it) ? null : closedAt(arrived, pairs, closeRuleOf(it, schedule), now)
  const spans = at === null ? pairs : [...pairs, { starts: arrived, ends: at }]
  const last = at === null ? [] : [{ starts: arrived, ends: at }]
  return {
    autoCloseAt: instant(at),
    closed: at !== null,
    workedMinutes: minutesIn(paidSpans(spans, schedule)),
    overtime: at !== null && overtimeMinutes(overtimeOf(last, schedule, onlyOutside)) > 0,
    overtimeMinutes: overtimeMinutes(overtimeOf(spans, schedule, optionsOf({ ...it, toleranceMin: 0 }))),
  }
}

const onlyOutside: OvertimeOptions = { rules: [{ kind: 'outsideHours' }], tolerance: 0, shortfallTolerance: null }

function closeRuleOf(it: Told, schedule: WeekSchedule): Parameters<typeof closedAt>[2] {
  const hours = numberOf(it.maxHoursPerDay) ?? Number(/cap (\d+) h/.exec(it.description)?.[1] ?? Number.NaN)
  if (Number.isFinite(hours)) return { kind: 'after', minutes: hours * 60 }
  return { kind: 'hoursOfDay', schedule, tolerance: numberOf(it.toleranceMin) ?? 0 }
}
