import type { FactOf } from '../../fact/fact.ts'
import type { Iso } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import { projectionOf } from '../projectionOf.ts'
import { wholeCounty } from './store.ts'

/** Keeps `matter_type` and `working_hours` in step with their facts. */
export const matterTypeProjection = projectionOf('matterTypes', ['matter_type', 'working_hours'], {
  matterTypeKept: keepVersion,
  matterTypeRetired: retire,
  workingHoursKept: keepHours,
})

async function keepVersion(db: Db, { countyId, body, recordedAt }: FactOf<'matterTypeKept'>): Promise<void> {
  const { typeId, version, code, from } = body
  const row = {
    ...{ code, from_day: from, retired: false },
    ...{ definition: JSON.stringify(body), kept_at: recordedAt as Iso },
  }
  await db
    .insertInto('matter_type')
    .values({ county_id: countyId, type_id: typeId, version, ...row })
    .onConflict((clash) => clash.columns(['county_id', 'type_id', 'version']).doUpdateSet(row))
    .execute()
}

async function retire(db: Db, { countyId, body }: FactOf<'matterTypeRetired'>): Promise<void> {
  await db
    .updateTable('matter_type')
    .set({ retired: true })
    .where('county_id', '=', countyId)
    .where('type_id', '=', body.typeId)
    .execute()
}

async function keepHours(db: Db, { countyId, body: { unitId, hours } }: FactOf<'workingHoursKept'>): Promise<void> {
  const row = { weekly: hours.weekly && JSON.stringify(hours.weekly) }
  await db
    .insertInto('working_hours')
    .values({ county_id: countyId, unit_id: unitId ?? wholeCounty, from_day: hours.from, ...row })
    .onConflict((clash) => clash.columns(['county_id', 'unit_id', 'from_day']).doUpdateSet(row))
    .execute()
}
