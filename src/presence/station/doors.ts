import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { addDays, type Day } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import { seriesPolicy, seriesSigns } from '../rules/series/policy.ts'
import type { Usual } from '../rules/series/usual.ts'
import type { Owner } from './store.ts'

/** What is usual at one kiosk. */
export interface KnownDoor {
  readonly kioskId: string
  readonly usual: Usual
}

/** How signs are read now; readings of another way are forgotten. */
const measure = 1
/** A door nobody passed for so long is unknown again. */
const keptDays = 90

const readings = z.array(z.number()).max(seriesPolicy.mostKnown)
const Kept = z.record(z.enum(seriesSigns), readings)

/** The doors a station knows; what is too old, of another measure or unreadable is left out. */
export async function listDoors(db: Db, { countyId, deviceId }: Owner, today: Day): Promise<KnownDoor[]> {
  const rows = await db
    .selectFrom('door_usual')
    .select(['kiosk_id', 'readings'])
    .where('county_id', '=', countyId)
    .where('device_id', '=', deviceId)
    .where('measure', '=', measure)
    .where('kept_on', '>=', addDays(today, -keptDays))
    .execute()
  return rows.flatMap((row) => {
    const read = Kept.safeParse(row.readings)
    return read.success ? [{ kioskId: row.kiosk_id, usual: read.data }] : []
  })
}

/** Keeps what is usual at a door in place of what was, and forgets doors of the station that are too old. */
export async function keepDoor(
  db: Db,
  { countyId, deviceId }: Owner,
  { kioskId, usual }: KnownDoor,
  today: Day,
): Promise<void> {
  const row = { kept_on: today, measure, readings: JSON.stringify(anonymous(usual)) }
  await db
    .insertInto('door_usual')
    .values({ county_id: countyId, device_id: deviceId, kiosk_id: kioskId, ...row })
    .onConflict((clash) => clash.columns(['county_id', 'device_id', 'kiosk_id']).doUpdateSet(row))
    .execute()
  await db
    .deleteFrom('door_usual')
    .where('county_id', '=', countyId)
    .where('device_id', '=', deviceId)
    .where('kept_on', '<', addDays(today, -keptDays))
    .execute()
}

/** Forgets all doors of a station. */
export async function dropDoors(db: Db, { countyId, deviceId }: Owner): Promise<void> {
  await db.deleteFrom('door_usual').where('county_id', '=', countyId).where('device_id', '=', deviceId).execute()
}

/**
 * Two digits after the point, and each sign in an order of its own: the third reading of one sign and the third of another
 * are not of the same two people, and seconds between check-ins do not tell which.
 */
const anonymous = (usual: Usual): Usual =>
  Object.fromEntries(
    seriesSigns.map((sign) => [sign, shuffled(usual[sign].map((value) => Math.round(value * 100) / 100))]),
  ) as never

function shuffled(values: readonly number[]): number[] {
  const all = [...values]
  for (let i = all.length - 1; i > 0; i -= 1) {
    const j = randomInt(i + 1)
    ;[all[i], all[j]] = [all[j] as number, all[i] as number]
  }
  return all
}
