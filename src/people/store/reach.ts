import type { Caller } from '../../http/answer.ts'
import type { Db } from '../../store/open.ts'
import { maySeeUnit, pathOf } from '../rules/tree.ts'
import { findStaff } from './staff.ts'
import { listSites, readParents } from './tree.ts'

/** The sites whose people a caller may see; somebody without an office sees his own site. */
export async function listVisibleSites(db: Db, countyId: number, { grants, staffId }: Caller): Promise<string[]> {
  const parents = await readParents(db, countyId)
  const sites = await listSites(db, countyId)
  const seen = sites.filter((site) => maySeeUnit(grants, pathOf(parents, site.unitId))).map((site) => site.siteId)
  if (seen.length > 0 || staffId === null) return seen

  const self = await findStaff(db, countyId, staffId)
  return self ? [self.siteId] : []
}
