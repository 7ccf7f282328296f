import { sql } from 'kysely'
import type { Actor } from '../../fact/fact.ts'
import type { Db } from '../../store/open.ts'

/** The names a matter is told with. An id nobody has any more has none. */
export interface Names {
  unit(unitId: string): string
  staff(staffId: string): { readonly name: string; readonly post: string } | undefined
}

export async function loadNames(db: Db, countyId: number, staffIds: readonly (string | null)[]): Promise<Names> {
  const ids = [...new Set(staffIds.filter((it) => it !== null))]
  const [units, staff] = await Promise.all([
    db.selectFrom('unit').select(['unit_id', 'name']).where('county_id', '=', countyId).execute(),
    db
      .selectFrom('staff')
      .select(['staff_id', 'name', 'post'])
      .where('county_id', '=', countyId)
      .where(sql<boolean>`staff_id = any(${ids}::uuid[])`)
      .execute(),
  ])
  const unitNames = new Map(units.map((it) => [it.unit_id, it.name]))
  const people = new Map(staff.map((it) => [it.staff_id, { name: it.name, post: it.post }]))
  return { unit: (unitId) => unitNames.get(unitId) ?? '', staff: (staffId) => people.get(staffId) }
}

/** Who did something, as those who handle a matter read it. */
export async function loadActors(db: Db, countyId: number, actors: readonly Actor[]): Promise<(by: Actor) => string> {
  const ids = [...new Set(actors.flatMap((by) => (by.kind === 'account' ? [by.id] : [])))]
  const rows = await db
    .selectFrom('account')
    .select(['account_id', 'name'])
    .where('county_id', '=', countyId)
    .where(sql<boolean>`account_id = any(${ids}::uuid[])`)
    .execute()
  const names = new Map(rows.map((it) => [it.account_id, it.name]))
  return (by) => {
    if (by.kind === 'account') return names.get(by.id) ?? ''
    if (by.kind === 'public') return '群众 / the citizen'
    return by.kind === 'system' ? '系统 / the system' : ''
  }
}
