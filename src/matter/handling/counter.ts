import type { OutputOf } from '../../contract/route.ts'
import type { readCounter } from '../../contract/routes/matters.ts'
import { type Ask, callerOf } from '../../http/answer.ts'
import { dayOf } from '../../kit/time.ts'
import { hasLeft } from '../../people/rules/staff.ts'
import { holdsWithin, pathOf } from '../../people/rules/tree.ts'
import { findStaff, listStaff } from '../../people/store/staff.ts'
import { listSites, readParents } from '../../people/store/tree.ts'
import { soundsOf } from '../types/sounds.ts'
import { listTypesInForce } from '../types/store.ts'

/** The sites at which somebody may take matters, who works there, and the kinds of matters that are done there. */
export async function readCounterOf(ask: Ask): Promise<OutputOf<typeof readCounter>> {
  const { db, countyId, now } = ask
  const { grants, staffId } = callerOf(ask)
  const today = dayOf(now)
  const parents = await readParents(db, countyId)
  const own = staffId === null ? undefined : await findStaff(db, countyId, staffId)
  const sites = (await listSites(db, countyId)).filter(({ siteId, unitId, closed }) => {
    const isOwn = own?.siteId === siteId || own?.unitId === unitId
    return !closed && (isOwn || holdsWithin(grants, ['clerk', 'head'], pathOf(parents, unitId)))
  })
  const staff = (await listStaff(db, countyId)).filter((it) => !hasLeft(it, today))
  const units = new Set(sites.flatMap(({ unitId }) => pathOf(parents, unitId)))
  const types = await listTypesInForce(db, countyId, today)
  return {
    sites: sites.map(({ siteId, name, unitId }) => ({
      siteId,
      name,
      unitId,
      staff: staff
        .filter((it) => it.siteId === siteId || it.unitId === unitId)
        .map((it) => ({ staffId: it.staffId, name: it.name, post: it.post })),
    })),
    types: types
      .filter((it) => it.unitId === null || units.has(it.unitId))
      .map(({ typeId, code, name, group, keywords, unitId, materials }) => ({
        ...{ typeId, code, name, group, keywords, unitId, sounds: soundsOf({ name, group, keywords }) },
        materials: materials.map(({ key, name: material, required }) => ({ key, name: material, required })),
      })),
  }
}
