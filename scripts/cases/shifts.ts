import { dayAfter, wallOf } from '../../src/attendance/rules/clock.ts'
import type { Ms } from '../../src/attendance/rules/input.ts'
import {
  listOccurrences,
  type ShiftOccurrence,
  type ShiftTerm,
  type WindowedShift,
} from '../../src/attendance/rules/occurrences.ts'
import { overlap } from '../../src/attendance/rules/spans.ts'
import { cutWindows, findWindow } from '../../src/attendance/rules/window.ts'
import {
  clockIn,
  type Fields,
  fieldsOf,
  isFields,
  listOf,
  numberOf,
  placeholder,
  punchesOf,
  readTime,
  type Told,
  textOf,
  zoneOf,
} from './case.ts'

/** The shifts of a case by name; one alone answers to every name. */
export function shiftNamed(it: Told, name: string): WindowedShift | undefined {
  const shift = fieldsOf(it.shift)
  if (textOf(shift.start) !== undefined) return windowed(name, shift)
  const own = shift[name]
  return isFields(own) ? windowed(name, own) : toldShifts(it).find((told) => told.shift.name === name)?.shift
}

function windowed(name: string, shift: Fields): WindowedShift {
  return {
    name,
    from: textOf(shift.start) ?? '00:00',
    to: textOf(shift.end) ?? '00:00',
    opensBefore: numberOf(shift.windowBeforeMin) ?? 60,
    closesAfter: numberOf(shift.windowAfterMin) ?? 60,
  }
}

/** Who works by which shift on which days; `usual` shifts take place where they overlap nothing assigned. */
export interface Terms {
  readonly assigned: readonly ShiftTerm[]
  readonly usual: readonly WindowedShift[]
}

export function termsOf(it: Told): Terms {
  const told = toldShifts(it)
  const assignments = listOf(it.assignments).filter(isFields)
  const restWeekdays = listOf(fieldsOf(it.shift).restWeekdays).map(Number)
  const only = textOf(fieldsOf(it.shift).start) === undefined ? undefined : 'S'
  const usualName = textOf(it.defaultShift) ?? (assignments.length === 0 ? only : undefined)
  const usual = usualName === undefined ? [] : [shiftNamed(it, usualName)].filter((shift) => shift !== undefined)
  const assigned = assignments.flatMap((one): ShiftTerm[] => {
    const shift = shiftNamed(it, textOf(one.shift) ?? 'S')
    return shift === undefined ? [] : [{ shift, from: textOf(one.from) ?? placeholder, to: textOf(one.to) ?? null }]
  })
  const usualTerms = usual.length > 0 && assignments.length === 0 && it.defaultShift === undefined
  if (usualTerms)
    return { assigned: usual.map((shift) => ({ shift, from: '0001-01-01', to: null, restWeekdays })), usual: [] }
  return {
    assigned: [...assigned, ...told.filter((one) => !one.usual).map(({ shift, from, to }) => ({ shift, from, to }))],
    usual: [...usual, ...told.filter((one) => one.usual).map(({ shift }) => shift)],
  }
}

interface ToldShift extends ShiftTerm {
  readonly usual: boolean
}

/**
 * Shifts told in words: `Morning 07-12 until yesterday, Afternoon 09:30-14 from today`, `default 08-12`,
 * `Default day shift 07-19`. Without a word for its days or `default` it is no shift but times of something else.
 */
function toldShifts(it: Told): readonly ToldShift[] {
  if (it.shift !== null && it.shift !== undefined) return []
  const pattern =
    /(?:\b(default) )?\b([a-z]+)(?: shift)? (\d\d(?::\d\d)?)-(\d\d(?::\d\d)?)(?:[^,;:]*?\b(until yesterday|from today|yesterday(?: only)?|today(?: only)?|default))?/gi
  return [...it.description.matchAll(pattern)].flatMap(([, ahead, word = '', from = '', to = '', behind = '']) => {
    const name = word.toLowerCase() === 'shift' ? 'default' : word.toLowerCase()
    const usual = ahead !== undefined || name === 'default' || behind.toLowerCase() === 'default'
    if (!usual && behind === '') return []
    const shift = windowed(name, { start: clockIn(from), end: clockIn(to) })
    return [{ shift, ...daysTold(behind.toLowerCase()), usual }]
  })
}

function daysTold(when: string): { readonly from: string; readonly to: string | null } {
  const yesterday = dayAfter(placeholder, -1)
  if (when === 'until yesterday') return { from: dayAfter(placeholder, -30), to: yesterday }
  if (when.startsWith('yesterday')) return { from: yesterday, to: yesterday }
  if (when.startsWith('today')) return { from: placeholder, to: placeholder }
  return { from: placeholder, to: null }
}

/** Every taking place that the times of a case may concern, windows cut. Between `from` and `to`, both included. */
export function occurrencesOf(it: Told, terms: Terms = termsOf(it)): readonly ShiftOccurrence[] {
  const zone = zoneOf(it)
  const days = daysTouched(it, terms)
  const [from, to] = [days[0] ?? placeholder, days.at(-1) ?? placeholder]
  const assigned = listOccurrences(terms.assigned, from, to, zone)
  const usual = terms.usual.flatMap((shift) => listOccurrences([{ shift, from, to }], from, to, zone))
  const free = usual.filter((one) => !assigned.some((other) => overlap(one, other)))
  return cutWindows([...assigned, ...free], 'nextOpens')
}

function daysTouched(it: Told, terms: Terms): readonly string[] {
  const zone = zoneOf(it)
  const times = [...punchesOf(it), ...[textOf(it.dataCompleteUntil)].flatMap((at) => (at ? [readTime(at, zone)] : []))]
  const days = times.map((at) => wallOf(at, zone).day)
  const assigned = terms.assigned.flatMap((one) => [one.from, ...(one.to === null ? [] : [one.to])])
  const told = assigned.filter((day) => day > '0001-01-01')
  const all = [...days, ...told, ...(days.length === 0 ? [placeholder] : [])]
  return all.flatMap((day) => [dayAfter(day, -1), dayAfter(day, 1)]).sort()
}

/** The taking place an instant belongs to. */
export function matchOf(at: Ms, occurrences: readonly ShiftOccurrence[]): ShiftOccurrence | undefined {
  return occurrences[findWindow(at, occurrences)]
}
