import { sql } from 'kysely'
import type { SpotCheck, SpotCheckFigures, SpotCheckItem } from '../../../contract/spotChecks.ts'
import { dayOf, type Iso, toIso, toMs } from '../../../kit/time.ts'
import { hasLeft } from '../../../people/rules/staff.ts'
import { pathOf } from '../../../people/rules/tree.ts'
import { listStaff } from '../../../people/store/staff.ts'
import { readParents } from '../../../people/store/tree.ts'
import type { Db } from '../../../store/open.ts'
import { shareBounds } from '../../rules/spotCheck.ts'
import './tables.ts'

export type SpotCheckKept = SpotCheck & { readonly staffIds: readonly string[] }

/** Spot checks, newest first, 200 at most; or one. */
export async function listSpotChecksKept(db: Db, countyId: number, spotCheckId?: string): Promise<SpotCheckKept[]> {
  let query = db
    .selectFrom('spot_check')
    .leftJoin('account', (on) =>
      on.onRef('account.county_id', '=', 'spot_check.county_id').onRef('account.account_id', '=', 'announced_by'),
    )
    .selectAll('spot_check')
    .select('account.name')
    .where('spot_check.county_id', '=', countyId)
  if (spotCheckId !== undefined) query = query.where('spot_check_id', '=', spotCheckId)
  const rows = await query.orderBy('announced_at', 'desc').orderBy('spot_check_id').limit(200).execute()
  const figures = await readFigures(db, countyId)
  return rows.map((row) => ({
    spotCheckId: row.spot_check_id,
    unitId: row.unit_id,
    confidence: row.confidence,
    rate: row.rate,
    population: row.population,
    size: row.size,
    beaconSource: row.beacon_source,
    beaconAt: row.beacon_at,
    announcedAt: row.announced_at,
    announcedBy: row.name ?? '',
    drawn:
      row.beacon === null || row.published_at === null || row.drawn_at === null
        ? null
        : { beacon: row.beacon, publishedAt: row.published_at, at: row.drawn_at },
    figures: figures.get(row.spot_check_id) ?? { drawn: 0, recorded: 0, checked: 0, caught: 0, share: null },
    staffIds: row.staff_ids,
  }))
}

interface Counts {
  readonly id: string
  readonly drawn: number
  readonly recorded: number
  readonly checked: number
  readonly caught: number
}

/** Of those whom the log called present and who could be looked at: how many were not there, or were somebody else. */
async function readFigures(db: Db, countyId: number): Promise<Map<string, SpotCheckFigures>> {
  const { rows } = await sql<Counts>`
    select spot_check_id as id, count(*) as drawn, count(found) as recorded,
      count(*) filter (where checked_in and found in ('present', 'absent', 'otherPerson')) as checked,
      count(*) filter (where checked_in and found in ('absent', 'otherPerson')) as caught
    from spot_check_person where county_id = ${countyId} group by spot_check_id`.execute(db)
  return new Map(
    rows.map(({ id, checked, caught, ...rest }) => {
      const share = checked === 0 ? null : { value: caught / checked, ...shareBounds(caught, checked) }
      return [id, { ...rest, checked, caught, share }]
    }),
  )
}

/** Who was drawn, site by site. */
export async function listItems(db: Db, countyId: number, spotCheckId: string): Promise<SpotCheckItem[]> {
  const rows = await db
    .selectFrom('spot_check_person')
    .leftJoin('staff', (on) =>
      on
        .onRef('staff.county_id', '=', 'spot_check_person.county_id')
        .onRef('staff.staff_id', '=', 'spot_check_person.staff_id'),
    )
    .leftJoin('account', (on) =>
      on
        .onRef('account.county_id', '=', 'spot_check_person.county_id')
        .onRef('account.account_id', '=', 'spot_check_person.recorded_by'),
    )
    .selectAll('spot_check_person')
    .select(['staff.name', 'staff.site_id', 'account.name as by'])
    .where('spot_check_person.county_id', '=', countyId)
    .where('spot_check_id', '=', spotCheckId)
    .orderBy('staff.site_id')
    .orderBy('place')
    .execute()
  return rows.map((row) => ({
    staffId: row.staff_id,
    name: row.name ?? '',
    siteId: row.site_id ?? row.staff_id,
    found:
      row.found === null || row.found_at === null
        ? null
        : {
            found: row.found,
            at: row.found_at,
            note: row.note ?? '',
            onPaper: row.on_paper ?? false,
            by: row.by ?? '',
            checkedIn: row.checked_in ?? false,
          },
  }))
}

/** Everybody who works in a unit or below it, by id. Empty for a unit nobody knows. */
export async function listPopulation(db: Db, countyId: number, unitId: string, now: Iso): Promise<string[]> {
  const parents = await readParents(db, countyId)
  const staff = await listStaff(db, countyId)
  return staff
    .filter((one) => !hasLeft(one, dayOf(now)) && pathOf(parents, one.unitId).includes(unitId))
    .map(({ staffId }) => staffId)
    .sort()
}

/** Whether the log called somebody present at an instant: the last check-in of that day before it did not leave. */
export async function wasCheckedIn(db: Db, countyId: number, staffId: string, at: Iso): Promise<boolean> {
  const row = await db
    .selectFrom('check_in')
    .select(['direction', 'at'])
    .where('county_id', '=', countyId)
    .where('staff_id', '=', staffId)
    .where('at', '<=', at)
    .where('at', '>', toIso(toMs(at) - 86_400_000))
    .where('direction', '!=', 'again')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined && row.direction === 'arrival' && dayOf(row.at) === dayOf(at)
}
