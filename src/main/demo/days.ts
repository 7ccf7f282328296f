import type { Site, Staff } from '../../contract/people.ts'
import type { Duty, Outing } from '../../contract/routes/duties.ts'
import { type Day, dayOf, type Iso, instantAt, toIso, toMs, weekdayOf } from '../../kit/time.ts'
import type { Dice } from './dice.ts'
import { demoDays } from './roster.ts'

/** Somebody came to the door at a moment. */
export interface Coming {
  readonly staff: Staff
  readonly at: Iso
}

export interface Plan {
  readonly duties: readonly Duty[]
  readonly outings: readonly Outing[]
}

const minutes = 60_000

/**
 * Who came when at one site in two weeks up to now, in the order of time: people on duty mostly arrive a little early and
 * leave a little late, others keep office hours; a few are ill, in the field or forget.
 */
export function comingsAt(site: Site, crew: readonly Staff[], plan: Plan, now: Iso, dice: Dice): Coming[] {
  const comings = demoDays(dayOf(now)).flatMap((day) =>
    crew.flatMap((staff) => comingsOf(staff, site, plan, day, dice)),
  )
  return comings.filter(({ at }) => toMs(at) < toMs(now)).sort((a, b) => toMs(a.at) - toMs(b.at))
}

function comingsOf(staff: Staff, site: Site, { duties, outings }: Plan, day: Day, dice: Dice): Coming[] {
  const isOwn = (it: { staffId: string; starts: Iso }): boolean =>
    it.staffId === staff.staffId && dayOf(it.starts) === day
  const span = spanOf(site, duties.filter(isOwn), day)
  if (span === undefined || outings.some(isOwn) || dice.next() < 0.05) return []

  const seconds = dice.between(0, 59) * 1000
  const arrival = { staff, at: toIso(span.starts - dice.between(-4, 18) * minutes + seconds) }
  const departure = { staff, at: toIso(span.ends + dice.between(-2, 20) * minutes + seconds) }
  return dice.next() < 0.04 ? [arrival] : [arrival, departure]
}

/** From when to when somebody is at work: the site's hours of that day and his duties together; ms since the epoch. */
function spanOf(site: Site, own: readonly Duty[], day: Day): { starts: number; ends: number } | undefined {
  const hours = site.hours[String(weekdayOf(day)) as '1'] ?? []
  const starts = [...hours.map((it) => instantAt(day, it.from)), ...own.map((it) => it.starts)].map(toMs)
  const ends = [...hours.map((it) => instantAt(day, it.to)), ...own.map((it) => it.ends)].map(toMs)
  return starts.length === 0 ? undefined : { starts: Math.min(...starts), ends: Math.max(...ends) }
}
