import type { Projection } from '../../fact/append.ts'
import type { FactOf } from '../../fact/fact.ts'
import type { Db } from '../../store/open.ts'
import './tables.ts'

const ownKioskProjection: Projection = {
  name: 'ownKiosk',
  tables: ['own_kiosk'],
  kinds: ['kioskBound'],
  async apply(db, facts) {
    for (const fact of facts) if (fact.kind === 'kioskBound') await keepKiosk(db, fact)
  },
}

async function keepKiosk(db: Db, { countyId, deviceId, at, body }: FactOf<'kioskBound'>): Promise<void> {
  if (deviceId === undefined) return
  await db
    .insertInto('own_kiosk')
    .values({
      county_id: countyId,
      kiosk_id: body.kioskId,
      device_id: deviceId,
      public_key: body.publicKey,
      bound_at: at,
      revoked: body.revoked,
    })
    .onConflict((clash) => clash.columns(['county_id', 'kiosk_id']).doUpdateSet({ revoked: body.revoked }))
    .execute()
}

const ownCheckInProjection: Projection = {
  name: 'ownCheckIn',
  tables: ['own_check_in'],
  kinds: ['checkIn', 'countersigned', 'terminalPunched'],
  async apply(db, facts) {
    for (const fact of facts) {
      if (fact.kind === 'checkIn') await keepCheckIn(db, fact)
      else if (fact.kind === 'countersigned') await markCountersigned(db, fact)
      else if (fact.kind === 'terminalPunched') await keepPunch(db, fact)
    }
  },
}

async function keepCheckIn(db: Db, { countyId, deviceId, at, body }: FactOf<'checkIn'>): Promise<void> {
  if (deviceId === undefined) return
  await db
    .insertInto('own_check_in')
    .values({
      county_id: countyId,
      check_in_id: body.checkInId,
      device_id: deviceId,
      staff_id: body.staffId,
      at,
      method: body.method,
      direction: body.direction,
      countersigned: false,
    })
    .onConflict((clash) => clash.columns(['county_id', 'check_in_id']).doNothing())
    .execute()
}

/** A terminal's word that somebody came: whoever comes to the kiosk afterwards comes again, or leaves. */
async function keepPunch(db: Db, { countyId, deviceId, body }: FactOf<'terminalPunched'>): Promise<void> {
  const { checkInId, staffId, at, direction } = body
  if (deviceId === undefined || staffId === null) return
  await db
    .insertInto('own_check_in')
    .values({
      county_id: countyId,
      check_in_id: checkInId,
      device_id: deviceId,
      staff_id: staffId,
      at,
      method: 'terminal',
      direction,
      countersigned: false,
    })
    .onConflict((clash) => clash.columns(['county_id', 'check_in_id']).doNothing())
    .execute()
}

async function markCountersigned(db: Db, { countyId, body }: FactOf<'countersigned'>): Promise<void> {
  await db
    .updateTable('own_check_in')
    .set({ countersigned: true })
    .where('county_id', '=', countyId)
    .where('check_in_id', '=', body.checkInId)
    .execute()
}

/** Read tables of a station, made from its own facts alone. */
export const stationProjections: readonly Projection[] = [ownKioskProjection, ownCheckInProjection]
