import type { Role, Site } from '../../contract/people.ts'
import { type Ask, type Caller, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { holdsWithin, maySeeUnit, pathOf } from '../../people/rules/tree.ts'
import { findSite, listSites, readParents, unitPathOf } from '../../people/store/tree.ts'
import type { Db } from '../../store/open.ts'

/** The sites whose people a caller may see. */
export async function listVisibleSites(db: Db, countyId: number, { grants }: Caller): Promise<string[]> {
  const parents = await readParents(db, countyId)
  const sites = await listSites(db, countyId)
  return sites.filter((site) => maySeeUnit(grants, pathOf(parents, site.unitId))).map((site) => site.siteId)
}

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
