import type { Site, Staff } from '../../contract/people.ts'
import type { Duty, Outing } from '../../contract/routes/duties.ts'
import { type Iso, toIso, toMs } from '../../kit/time.ts'
import type { Expected } from './expand.ts'

/** One entry of a calendar. Its `uid` stays while it is changed; `sequence` only grows. */
export interface FeedEvent {
  readonly uid: string
  readonly starts: Iso
  readonly ends: Iso
  readonly summary: string
  readonly place: string
  readonly note: string
  readonly sequence: number
  readonly changedAt: Iso
}

export interface FeedDuty extends Duty {
  readonly changes: number
  readonly changedAt: Iso
}

export interface FeedAbsence {
  readonly requestId: string
  readonly kind: 'leave' | 'outing'
  readonly starts: Iso
  readonly ends: Iso
}

const roleNames = { member: '值班', leader: '带班', deputy: '副班' } as const

/** What one person's own calendar has: duties, shifts, field days, and leave only as being away, never of what kind. */
export function eventsOfPerson(its: {
  readonly duties: readonly FeedDuty[]
  readonly sites: ReadonlyMap<string, Pick<Site, 'name'>>
  readonly shifts: readonly Expected[]
  /** How often the roster of the person was changed, and when last. */
  readonly shiftsChanged: { readonly times: number; readonly at: Iso }
  readonly staffId: string
  readonly absences: readonly FeedAbsence[]
  /** The day it is made on; entries that tell no change of theirs count as made by then. */
  readonly asOf: Iso
}): FeedEvent[] {
  const duties = its.duties.map((duty) => ({
    ...dutyEvent(duty, its.sites.get(duty.siteId)?.name ?? ''),
    summary: roleNames[duty.as],
    note: duty.note,
  }))
  const shifts = its.shifts.map((shift, i) => ({
    uid: `shift-${its.staffId}-${shift.day}-${i - its.shifts.findIndex((it) => it.day === shift.day)}`,
    starts: toIso(shift.starts),
    ends: toIso(shift.ends),
    summary: shift.name,
    place: '',
    note: '',
    sequence: its.shiftsChanged.times,
    changedAt: its.shiftsChanged.at,
  }))
  const absences = its.absences.map((it) => ({
    uid: `away-${it.requestId}`,
    starts: it.starts,
    ends: it.ends,
    summary: it.kind === 'leave' ? '离岗' : '外出',
    place: '',
    note: '',
    sequence: 0,
    changedAt: earlier(it.starts, its.asOf),
  }))
  return [...duties, ...shifts, ...absences]
}

/** What a site's calendar has: what its board shows. Names stand only where the post is published. */
export function eventsOfSite(
  site: Pick<Site, 'name' | 'dutyPhone'>,
  duties: readonly FeedDuty[],
  outings: readonly Outing[],
  staff: ReadonlyMap<string, Pick<Staff, 'name' | 'post' | 'published' | 'phone'>>,
  asOf: Iso,
): FeedEvent[] {
  const who = (staffId: string): string => {
    const person = staff.get(staffId)
    if (!person) return ''
    return person.published ? `${person.name}${person.post && `（${person.post}）`}` : person.post
  }
  const phoneOf = (staffId: string): string => {
    const person = staff.get(staffId)
    return (person?.published && person.phone) || site.dutyPhone
  }
  return [
    ...duties.map((duty) => ({
      ...dutyEvent(duty, site.name),
      summary: `${roleNames[duty.as]} ${who(duty.staffId)}`.trim(),
      note: phoneOf(duty.staffId),
    })),
    ...outings.map((it) => ({
      uid: `outing-${it.outingId}`,
      starts: it.starts,
      ends: it.ends,
      summary: `外出 ${who(it.staffId)}`.trim(),
      place: '',
      note: phoneOf(it.staffId),
      sequence: 0,
      changedAt: earlier(it.starts, asOf),
    })),
  ]
}

const earlier = (a: Iso, b: Iso): Iso => (toMs(a) < toMs(b) ? a : b)

const dutyEvent = ({ dutyId, starts, ends, changes, changedAt }: FeedDuty, place: string) => ({
  uid: `duty-${dutyId}`,
  starts,
  ends,
  place,
  sequence: changes,
  changedAt,
})
