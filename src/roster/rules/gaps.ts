import { numberOf, weekdayAt } from '../../calendar/plainDay.ts'
import type { CalendarDay } from '../../contract/calendar.ts'
import type { DutyHours } from '../../contract/people.ts'
import { addDays, type Day } from '../../kit/time.ts'
import type { InstantOf } from './clock.ts'
import type { PreparedRoster } from './expand.ts'
import { cutAll, cutOut, type MsSpan, share } from './spans.ts'

/** A site on some days, as far as it decides whether somebody is rostered there. */
export interface SiteRoster {
  readonly hours: DutyHours
  /** Duties at the site, from the day before on. */
  readonly duties: readonly (MsSpan & { readonly staffId: string })[]
  /** People of the site who have an assignment. */
  readonly staffIds: readonly string[]
  /** When people are not there: on leave, in the field, or gone for good. */
  readonly away: ReadonlyMap<string, readonly MsSpan[]>
  /** Days on which the site lives by a roster of duties: office hours alone then open no door. */
  readonly livesByDuties: (day: Day) => boolean
  readonly calendar: (day: Day) => Pick<CalendarDay, 'am' | 'pm'>
}

/**
 * The published opening hours that belong to some days and for which nobody is rostered, earliest first. Somebody is, who
 *
 * 1. has a duty at the site, whatever he is on it,
 * 2. belongs to the site and works a shift by his pattern then, other than one in the field,
 * 3. belongs to the site and was assigned to office hours, on the halves the calendar has work; only where the site does
 *    not live by duties: a village that rosters them needs one for every hour it publishes,
 *
 * and is not away then. Whoever has no assignment is not rostered. Published hours hold on holidays too: the board says so.
 */
export function findGaps(site: SiteRoster, days: readonly Day[], roster: PreparedRoster, at: InstantOf): MsSpan[] {
  return days.flatMap((day) => gapsOfDay(site, day, roster, at))
}

function gapsOfDay(site: SiteRoster, day: Day, roster: PreparedRoster, at: InstantOf): MsSpan[] {
  let open = openSpans(site.hours, day, at)
  for (const { staffId, span } of listRostered(site, day, roster, at)) {
    if (open.length === 0) break
    if (!open.some((it) => share(it, span))) continue
    for (const there of cutAll(span, site.away.get(staffId) ?? [])) open = cutOut(open, there)
  }
  return open
}

interface Rostered {
  readonly staffId: string
  readonly span: MsSpan
}

/** One after another, as one person is often enough for a day however many a site has. */
function* listRostered(site: SiteRoster, day: Day, roster: PreparedRoster, at: InstantOf): Iterable<Rostered> {
  for (const duty of site.duties) yield { staffId: duty.staffId, span: duty }
  const byOffice = !site.livesByDuties(day)
  for (const staffId of site.staffIds) {
    for (const span of worksOn(roster, staffId, day)) yield { staffId, span }
    if (byOffice) for (const span of officeOn(site, roster, staffId, day, at)) yield { staffId, span }
  }
}

/** The spans a day publishes; a period that ends before it starts crosses midnight. */
export function openSpans(hours: DutyHours, day: Day, at: InstantOf): MsSpan[] {
  const periods = hours[`${weekdayAt(numberOf(day))}` as keyof DutyHours] ?? []
  return periods
    .map(({ from, to }) => ({
      starts: at(day, minutesOf(from)),
      ends: at(day, minutesOf(to) + (to < from ? 1440 : 0)),
    }))
    .filter((span) => span.starts < span.ends)
    .sort((a, b) => a.starts - b.starts)
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/** A shift of the day before may reach into this day. */
const worksOn = (roster: PreparedRoster, staffId: string, day: Day): MsSpan[] =>
  [addDays(day, -1), day].flatMap((it) => roster.expectedOn(staffId, it)).filter((it) => it.kind !== 'field')

function officeOn(site: SiteRoster, roster: PreparedRoster, staffId: string, day: Day, at: InstantOf): MsSpan[] {
  if (!roster.assignmentOn(staffId, day) || roster.planOn(staffId, day).kind !== 'office') return []
  const { am, pm } = site.calendar(day)
  return [
    ...(am === 'work' ? [{ starts: at(day, 0), ends: at(day, 720) }] : []),
    ...(pm === 'work' ? [{ starts: at(day, 720), ends: at(day, 1440) }] : []),
  ]
}
