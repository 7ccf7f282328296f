import type { Role, Site } from '../../contract/people.ts'
import { type Ask, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { holdsWithin } from '../../people/rules/tree.ts'
import { findSite, unitPathOf } from '../../people/store/tree.ts'

/** A site the caller may change in one of some roles. Refuses `notFound` for whatever is out of their reach. */
export async function getReachedSite(ask: Ask, siteId: string, roles: readonly Role[]): Promise<Site> {
  const { db, countyId } = ask
  const { grants } = callerOf(ask)
  const site = await findSite(db, countyId, siteId)
  if (site === undefined) return refuse('notFound')
  const everywhere = roles.includes('systemAdmin') && grants.some(({ role }) => role === 'systemAdmin')
  if (everywhere || holdsWithin(grants, roles, await unitPathOf(db, countyId, site.unitId))) return site
  return refuse('notFound')
}
