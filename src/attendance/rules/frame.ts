import type { Half, HalfVerdict } from '../../contract/attendance.ts'
import { instantOf, minuteMs, minutesOf, wallOf } from './clock.ts'
import { type HalfHours, hoursOf } from './hours.ts'
import type { DaySetting, DutyPart, LeavePart, OutingPart, Span } from './input.ts'
import type { DatedDuty, Person } from './person.ts'
import type { Occurrence } from './window.ts'

export type RestWhy = Extract<HalfVerdict, { state: 'rest' }>['why']

/**
 * What is expected of somebody on a half-day. `work`: to be there for these hours; `duty`: on a duty and nothing else;
 * `leave` and `outing` take an expectation away (an outing without a note is a shift in the field).
 */
export type Expected =
  | { readonly kind: 'work'; readonly hours: HalfHours }
  | { readonly kind: 'duty'; readonly duties: readonly DutyWindow[] }
  | { readonly kind: 'leave'; readonly leave: LeavePart }
  | { readonly kind: 'outing'; readonly outing: OutingPart | null; readonly planned: boolean }
  | { readonly kind: 'rest'; readonly why: RestWhy }

/** Hours judged as one: an arrival at its beginning and a departure at its end. */
export interface Block extends Occurrence {
  readonly halves: readonly HalfHours[]
}

/** A duty with the window in which a check-in shows somebody on it, and the halves of this day it takes place in. */
export interface DutyWindow extends Occurrence {
  readonly duty: DatedDuty
  readonly halves: readonly Half[]
}

/** A day laid out: blocks in which check-ins are looked for, and what is expected of each half. */
export interface Frame {
  readonly setting: DaySetting
  readonly blocks: readonly Block[]
  readonly duties: readonly DutyWindow[]
  readonly am: Expected
  readonly pm: Expected
}

/** Lays out a day. The blocks' windows are not yet cut against those of the days around. */
export function frameOf(setting: DaySetting, person: Person): Frame {
  const planned = plannedHours(setting, person.zone)
  const found = (half: Half): Expected | undefined => {
    const hours = planned.find((it) => it.half === half)
    return hours && plannedOf(hours, setting, person)
  }
  const [am, pm] = [found('am'), found('pm')]
  const blocks = blocksOf(
    setting,
    [am, pm].flatMap((it) => (it?.kind === 'work' ? [it.hours] : [])),
  )
  const duties = person.duties.length === 0 ? [] : dutiesOn(setting, blocks, person)
  return {
    setting,
    blocks,
    duties,
    am: am ?? unplannedOf('am', setting, duties, person),
    pm: pm ?? unplannedOf('pm', setting, duties, person),
  }
}

/** Hours of the halves that are worked at all, whatever leave he has. */
function plannedHours(setting: DaySetting, zone: string): readonly HalfHours[] {
  if (!setting.employed) return []
  const { plan, calendar } = setting
  const hours = hoursOf(setting, zone)
  const bound = plan.kind === 'office' || (plan.kind === 'shift' && plan.followsCalendar)
  return bound && (calendar.am === 'rest' || calendar.pm === 'rest')
    ? hours.filter((it) => calendar[it.half] === 'work')
    : hours
}

function plannedOf(hours: HalfHours, { day, plan }: DaySetting, person: Person): Expected {
  const leave = person.leaveOn(day, hours.half)
  if (leave !== undefined) return { kind: 'leave', leave }
  const outing = person.outingOver(hours)
  if (outing !== undefined) return { kind: 'outing', outing, planned: true }
  if (plan.kind === 'shift' && plan.shift.kind === 'field') return { kind: 'outing', outing: null, planned: true }
  return { kind: 'work', hours }
}

function unplannedOf(half: Half, setting: DaySetting, duties: readonly DutyWindow[], person: Person): Expected {
  const on = duties.filter((it) => it.halves.includes(half))
  if (!setting.employed) return { kind: 'rest', why: 'notEmployed' }
  if (on.length === 0 || person.leaveOn(setting.day, half) !== undefined)
    return { kind: 'rest', why: whyFree(half, setting) }
  const outing = on.map((it) => person.outingOver(it.duty)).find((it) => it !== undefined)
  return outing === undefined ? { kind: 'duty', duties: on } : { kind: 'outing', outing, planned: false }
}

function whyFree(half: Half, { calendar, plan }: DaySetting): RestWhy {
  if (calendar[half] === 'work' || (plan.kind === 'shift' && !plan.followsCalendar)) return 'notRostered'
  return calendar.type === 'weekend' || calendar.type === 'holiday' ? calendar.type : 'dayOff'
}

function blocksOf({ day, rule }: DaySetting, hours: readonly HalfHours[]): readonly Block[] {
  if (hours.length === 0) return []
  const groups = rule.checkInsPerDay === 2 ? [hours] : hours.map((it) => [it])
  return groups.map((halves) => {
    const [starts, ends] = [halves[0]?.starts ?? 0, halves.at(-1)?.ends ?? 0]
    return {
      day,
      starts,
      ends,
      opens: starts - rule.openBefore * minuteMs,
      closes: ends + rule.openAfter * minuteMs,
      halves,
    }
  })
}

function dutiesOn(setting: DaySetting, blocks: readonly Block[], person: Person): readonly DutyWindow[] {
  const { day, rule } = setting
  const spans = (['am', 'pm'] as const).map((half) => ({ half, ...officeSpan(setting, half, person.zone) }))
  const dayStarts = instantOf(day, 0, person.zone)
  return person.duties
    .filter((duty) => duty.day <= day && duty.ends > dayStarts)
    .map((duty) => ({
      duty,
      day,
      starts: duty.starts,
      ends: duty.ends,
      opens: Math.max(duty.starts - rule.openBefore * minuteMs, ...blocks.map((it) => betweenIf(it.ends, duty.starts))),
      closes: Math.min(
        duty.ends + rule.openAfter * minuteMs,
        ...blocks.map((it) => -betweenIf(-it.starts, -duty.ends)),
      ),
      halves: halvesOfDuty(duty, day, spans, person.zone),
    }))
    .filter((it) => it.halves.length > 0)
}

/** The middle of two instants in this order; minus infinity if they are not. */
const betweenIf = (before: number, after: number): number =>
  before <= after ? (before + after) / 2 : Number.NEGATIVE_INFINITY

function officeSpan({ day, rule }: DaySetting, half: Half, zone: string): Span {
  const { from, to } = rule.periods[half]
  return { starts: instantOf(day, minutesOf(from), zone), ends: instantOf(day, minutesOf(to), zone) }
}

/** The halves whose office hours a duty touches; one that touches none belongs where it starts. */
function halvesOfDuty(
  duty: DatedDuty,
  day: string,
  spans: readonly (Span & { readonly half: Half })[],
  zone: string,
): readonly Half[] {
  const touched = spans.filter((it) => duty.starts < it.ends && duty.ends > it.starts).map((it) => it.half)
  if (touched.length > 0 || duty.day !== day) return touched
  return [wallOf(duty.starts, zone).minutes < 720 ? 'am' : 'pm']
}

/** A duty that takes place mostly outside the hours he works that day anyway. */
export function isExtra(duty: DutyPart, blocks: readonly Block[]): boolean {
  const inside = blocks
    .flatMap((it) => it.halves)
    .reduce((sum, it) => sum + Math.max(0, Math.min(it.ends, duty.ends) - Math.max(it.starts, duty.starts)), 0)
  return inside * 2 < duty.ends - duty.starts
}
