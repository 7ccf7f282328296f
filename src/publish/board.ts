import type { County, Site, Staff, Unit } from '../contract/people.ts'
import type { BoardPerson, BoardView } from '../contract/routes/board.ts'
import type { Duty, Outing } from '../contract/routes/duties.ts'
import { addDays, clockOf, type Day, dayOf, type Iso, toMs, weekdayOf } from '../kit/time.ts'

/** The last check-in of a person at the site within the day: enough to say "seen", never shown as a time. */
export interface Seen {
  readonly staffId: string
  readonly direction: 'arrival' | 'departure' | 'again'
}

export interface BoardInput {
  readonly county: County
  readonly unit: Unit
  readonly site: Site
  readonly staff: readonly Pick<Staff, 'staffId' | 'name' | 'post' | 'phone' | 'published'>[]
  /** Duties of the coming seven days and those running now. */
  readonly duties: readonly Duty[]
  readonly outings: readonly Outing[]
  readonly seen: readonly Seen[]
  readonly now: Iso
}

/**
 * What villagers may know of a site. Names and own phones stand only where the post is published; a check-in is a state,
 * never a time; nobody is ever called missing.
 */
export function boardOf(input: BoardInput): BoardView {
  const { county, unit, site, now } = input
  const today = dayOf(now)
  const hoursToday = site.hours[weekdayOf(today).toString() as keyof typeof site.hours] ?? []
  return {
    siteId: site.siteId,
    siteName: site.name,
    unitName: unit.name,
    countyName: county.name,
    demo: county.demo,
    open: isOpen(hoursToday, now),
    hoursToday,
    dutyPhone: site.dutyPhone,
    now: peopleNow(input),
    next: nextDuty(input),
    week: Array.from({ length: 7 }, (_, i) => dayOfWeek(input, addDays(today, i))),
    complaints: county.complaints,
    asOf: now,
  }
}

const minute = (clock: string): string => clock.slice(0, 5)

/** Whether a site is open at an instant by the hours of that day. */
export const isOpen = (hours: readonly { from: string; to: string }[], now: Iso): boolean =>
  hours.some((period) => within(now, period))

function within(now: Iso, { from, to }: { from: string; to: string }): boolean {
  const clock = minute(clockOf(now))
  return from <= to ? from <= clock && clock < to : clock >= from || clock < to
}

/** On duty, in the field, or seen without being rostered; each person once, field first because a phone is what helps. */
function peopleNow(input: BoardInput): BoardPerson[] {
  const { duties, outings, seen, now } = input
  const away = [...new Map(outings.filter((it) => covers(it, now)).map((it) => [it.staffId, it])).values()]
  const running = duties.filter((duty) => covers(duty, now))
  const awayIds = new Set(away.map((outing) => outing.staffId))
  const onDutyIds = new Set(running.map((duty) => duty.staffId))
  const present = seen.filter((it) => it.direction !== 'departure' && !awayIds.has(it.staffId))
  const presentIds = new Set(present.map((it) => it.staffId))
  return [
    ...running
      .filter((duty) => !awayIds.has(duty.staffId))
      .map((duty) => person(input, duty, presentIds.has(duty.staffId) ? 'seen' : 'expected')),
    ...present.filter((it) => !onDutyIds.has(it.staffId)).map((it) => person(input, { staffId: it.staffId }, 'seen')),
    ...away.map((outing) => person(input, outing, 'inTheField')),
  ].filter((it) => it !== undefined)
}

/** Whether a span holds an instant; its end does not belong to it. */
export const covers = (span: { starts: Iso; ends: Iso }, now: Iso): boolean =>
  toMs(span.starts) <= toMs(now) && toMs(now) < toMs(span.ends)

function person(
  { staff, site }: BoardInput,
  span: { staffId: string; starts?: Iso; ends?: Iso; as?: Duty['as'] },
  state: BoardPerson['state'],
): BoardPerson | undefined {
  const who = staff.find((it) => it.staffId === span.staffId)
  if (who === undefined) return undefined
  return {
    name: who.published ? who.name : null,
    post: who.post,
    phone: (who.published && who.phone) || site.dutyPhone,
    state,
    from: span.starts ? minute(clockOf(span.starts)) : '',
    to: span.ends ? minute(clockOf(span.ends)) : '',
    ...(span.as !== undefined && span.as !== 'member' && { as: span.as }),
  }
}

function nextDuty(input: BoardInput): BoardView['next'] {
  const later = input.duties
    .filter((duty) => toMs(duty.starts) > toMs(input.now))
    .sort((a, b) => toMs(a.starts) - toMs(b.starts))
  for (const duty of later) {
    const who = person(input, duty, 'expected')
    if (who) return { day: dayOf(duty.starts), from: who.from, name: who.name, post: who.post }
  }
  return null
}

function dayOfWeek(input: BoardInput, day: Day): BoardView['week'][number] {
  const duties = input.duties.filter((duty) => dayOf(duty.starts) === day)
  const people = duties.map((duty) => person(input, duty, 'expected')).filter((it) => it !== undefined)
  return { day, weekday: weekdayOf(day), duties: people.map(({ state: _, ...rest }) => rest) }
}
