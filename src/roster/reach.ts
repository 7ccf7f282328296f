import type { Site, Staff } from '../contract/people.ts'
import { type Ask, callerOf } from '../http/answer.ts'
import { refuse } from '../kit/refusals.ts'
import { type Day, dayOf, type Iso, toMs } from '../kit/time.ts'
import { hasLeft } from '../people/rules/staff.ts'
import { holdsWithin, pathOf } from '../people/rules/tree.ts'
import { findStaff } from '../people/store/staff.ts'
import { findSite, readParents, unitPathOf } from '../people/store/tree.ts'

/** Refuses unless the caller is a clerk of the unit; `null` is the county itself. Answers the unit's path. */
export async function demandUnit(ask: Ask, unitId: string | null): Promise<string[]> {
  const path = unitId === null ? [] : await unitPathOf(ask.db, ask.countyId, unitId)
  if (unitId !== null && path.length === 0) refuse('notFound', 'unitId')
  if (!holdsWithin(callerOf(ask).grants, ['clerk'], path)) refuse('forbidden')
  return path
}

/** Refuses unless the caller is a clerk of the site's unit. */
export async function demandSite(ask: Ask, siteId: string): Promise<Site> {
  const site = (await findSite(ask.db, ask.countyId, siteId)) ?? refuse('notFound', 'siteId')
  await demandUnit(ask, site.unitId)
  return site
}

/** Somebody who works here, now and still on a day. */
export async function demandStaff(ask: Ask, staffId: string, day: Day): Promise<Staff> {
  const person = (await findStaff(ask.db, ask.countyId, staffId)) ?? refuse('notFound', 'staffId')
  const last = [day, dayOf(ask.now)].sort().at(-1) ?? day
  if (hasLeft(person, last)) refuse('staffLeft')
  return person
}

/**
 * Who may be put on the roster of a site the caller looks after: whoever works there, and people of his own units. Nobody
 * is rostered in another unit's name: whom that unit lends, a clerk above both puts there.
 */
export async function lendingOf(
  ask: Ask,
): Promise<(person: Pick<Staff, 'unitId' | 'siteId'>, siteId: string) => boolean> {
  const parents = await readParents(ask.db, ask.countyId)
  const { grants } = callerOf(ask)
  return (person, siteId) => person.siteId === siteId || holdsWithin(grants, ['clerk'], pathOf(parents, person.unitId))
}

/** The person behind the caller's account. */
export const ownStaffId = (ask: Ask): string => callerOf(ask).staffId ?? refuse('forbidden')

/** Refuses whoever changes his own roster backwards: it would change how his own days are judged. */
export function demandNotOwnPast(ask: Ask, spans: readonly { readonly staffId: string; readonly starts: Iso }[]): void {
  const own = callerOf(ask).staffId
  if (spans.some(({ staffId, starts }) => staffId === own && toMs(starts) < toMs(ask.now))) refuse('ownCase')
}

/** What a unit made holds for itself and all below it; what the county made, everywhere. */
export async function reaches(ask: Ask, ofUnit: string | null, inUnit: string | null): Promise<boolean> {
  if (ofUnit === null) return true
  return inUnit !== null && pathOf(await readParents(ask.db, ask.countyId), inUnit).includes(ofUnit)
}
