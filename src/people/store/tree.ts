import type { Selectable } from 'kysely'
import type { County, Site, Unit, UnitKind } from '../../contract/people.ts'
import type { Db } from '../../store/open.ts'
import { type Parents, pathOf } from '../rules/tree.ts'
import type { SiteRow, UnitRow } from '../tables.ts'

/** The county of this installation, if it is set up. */
export async function findCounty(db: Db): Promise<County | undefined> {
  const row = await db.selectFrom('county').selectAll().orderBy('county_id').executeTakeFirst()
  if (!row) return undefined
  return { countyId: row.county_id, name: row.name, demo: row.demo, complaints: row.complaints }
}

/** The six-digit code of the county, 0 before it is set up. */
export async function countyIdOf(db: Db): Promise<number> {
  const row = await db.selectFrom('county').select('county_id').orderBy('county_id').executeTakeFirst()
  return row?.county_id ?? 0
}

/**
 * Makes the changes of people, tree and roles of a county wait for each other until the transaction ends: what is judged
 * over several rows (cycles, numbers, the last administrator) must still hold when it is written.
 */
export async function lockCounty(db: Db, countyId: number): Promise<void> {
  await db.selectFrom('county').select('county_id').where('county_id', '=', countyId).forUpdate().execute()
}

export async function listUnits(db: Db, countyId: number): Promise<Unit[]> {
  const rows = await db.selectFrom('unit').selectAll().where('county_id', '=', countyId).orderBy('unit_id').execute()
  return rows.map(unitOf)
}

export async function listSites(db: Db, countyId: number): Promise<Site[]> {
  const rows = await db.selectFrom('site').selectAll().where('county_id', '=', countyId).orderBy('site_id').execute()
  return rows.map(siteOf)
}

export async function findSite(db: Db, countyId: number, siteId: string): Promise<Site | undefined> {
  const row = await db
    .selectFrom('site')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('site_id', '=', siteId)
    .executeTakeFirst()
  return row && siteOf(row)
}

export async function readParents(db: Db, countyId: number): Promise<Parents> {
  const rows = await db.selectFrom('unit').select(['unit_id', 'parent_id']).where('county_id', '=', countyId).execute()
  return new Map(rows.map((row) => [row.unit_id, row.parent_id]))
}

/** A unit and all above it, itself first; empty when there is no such unit. */
export async function unitPathOf(db: Db, countyId: number, unitId: string): Promise<string[]> {
  return pathOf(await readParents(db, countyId), unitId)
}

const unitOf = (row: UnitRow): Unit => ({
  unitId: row.unit_id,
  parentId: row.parent_id,
  name: row.name,
  kind: row.kind as UnitKind,
})

const siteOf = (row: Selectable<SiteRow>): Site => ({
  siteId: row.site_id,
  unitId: row.unit_id,
  name: row.name,
  address: row.address,
  hours: row.hours,
  dutyPhone: row.duty_phone,
  closed: row.closed,
})
