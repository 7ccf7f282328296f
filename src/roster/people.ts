import { sql } from 'kysely'
import type { Staff } from '../contract/people.ts'
import type { Day } from '../kit/time.ts'
import type { Db } from '../store/open.ts'

/** What the roster needs to know of people. */
export type Person = Pick<Staff, 'staffId' | 'unitId' | 'siteId' | 'name' | 'post' | 'phone' | 'published' | 'leftOn'>

/** Names of whoever works at a site or in a unit on a day, by employee number. */
export async function listColleagues(
  db: Db,
  countyId: number,
  { siteId, unitId }: { siteId: string; unitId: string },
  day: Day,
): Promise<Pick<Person, 'staffId' | 'name'>[]> {
  const rows = await db
    .selectFrom('staff')
    .select(['staff_id', 'name'])
    .where('county_id', '=', countyId)
    .where((it) => it.or([it('site_id', '=', siteId), it('unit_id', '=', unitId)]))
    .where((it) => it.or([it('left_on', 'is', null), it('left_on', '>', day)]))
    .orderBy('employee_no')
    .orderBy('staff_id')
    .execute()
  return rows.map((row) => ({ staffId: row.staff_id, name: row.name }))
}

/** People by their ids, those who left included; whoever is not known is missing. */
export async function listPeopleById(
  db: Db,
  countyId: number,
  staffIds: readonly string[],
): Promise<Map<string, Person>> {
  const rows = await db
    .selectFrom('staff')
    .select(['staff_id', 'unit_id', 'site_id', 'name', 'post', 'phone', 'published', 'left_on'])
    .where('county_id', '=', countyId)
    .where(sql<boolean>`staff_id = any(${[...new Set(staffIds)]}::uuid[])`)
    .execute()
  return new Map(
    rows.map((row) => [
      row.staff_id,
      {
        staffId: row.staff_id,
        unitId: row.unit_id,
        siteId: row.site_id,
        name: row.name,
        post: row.post,
        phone: row.phone,
        published: row.published,
        leftOn: row.left_on,
      },
    ]),
  )
}
