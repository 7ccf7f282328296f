import type { Projection } from '../../../fact/append.ts'
import type { Fact, FactOf } from '../../../fact/fact.ts'
import type { Db } from '../../../store/open.ts'
import '../../center/tables.ts'
import { readingOf } from '../reading.ts'
import './tables.ts'
import type { TerminalPunchTable } from './tables.ts'

/** The list of terminals, what they said, and how much of it. A punch of somebody known is a check-in like any other. */
export const terminalProjection: Projection = {
  name: 'terminal',
  tables: ['terminal', 'terminal_punch', 'terminal_news', 'terminal_count'],
  kinds: ['terminalKept', 'terminalPunched', 'terminalUnread', 'terminalHeard', 'terminalRefused', 'terminalCounted'],
  async apply(db, facts) {
    for (const fact of facts) await applyOne(db, fact)
  },
}

async function applyOne(db: Db, fact: Fact): Promise<void> {
  switch (fact.kind) {
    case 'terminalKept':
      return keepTerminal(db, fact)
    case 'terminalPunched':
      return keepPunch(db, fact)
    case 'terminalCounted':
      return keepCount(db, fact)
    case 'terminalUnread':
    case 'terminalHeard':
    case 'terminalRefused':
      return keepNews(db, fact)
    default:
      return undefined
  }
}

/** Numbers that nobody had when they punched are whose the list says from now on, back to the first punch. */
async function keepTerminal(db: Db, { countyId, body }: FactOf<'terminalKept'>): Promise<void> {
  const { serial, siteId, name, closed, pins } = body
  const row = { site_id: siteId, name, closed, pins: JSON.stringify(pins) }
  await db
    .insertInto('terminal')
    .values({ county_id: countyId, serial, ...row })
    .onConflict((clash) => clash.columns(['county_id', 'serial']).doUpdateSet(row))
    .execute()
  for (const { pin, staffId } of pins) {
    const rows = await db
      .updateTable('terminal_punch')
      .set({ staff_id: staffId })
      .where('county_id', '=', countyId)
      .where('serial', '=', serial)
      .where('pin', '=', pin)
      .where('staff_id', 'is', null)
      .returningAll()
      .execute()
    for (const punch of rows) await keepCheckIn(db, punch)
  }
}

async function keepPunch(db: Db, fact: FactOf<'terminalPunched'>): Promise<void> {
  const { checkInId, serial, siteId, pin, staffId, at, wall, direction, time } = fact.body
  const row: TerminalPunchTable = {
    county_id: fact.countyId,
    check_in_id: checkInId,
    fact_id: fact.id,
    serial,
    site_id: siteId,
    pin,
    staff_id: staffId,
    at,
    month: wall.slice(0, 7),
    direction,
    reading: JSON.stringify(readingOf(time)),
    simulated: fact.simulated,
  }
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('terminal_punch')
    .values(row)
    .onConflict((clash) => clash.columns(['county_id', 'check_in_id']).doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 1n) await keepCheckIn(db, row)
}

async function keepCheckIn(db: Db, punch: TerminalPunchTable): Promise<void> {
  const { staff_id, reading } = punch
  if (staff_id === null) return
  await db
    .insertInto('check_in')
    .values({
      county_id: punch.county_id,
      check_in_id: punch.check_in_id,
      fact_id: punch.fact_id,
      staff_id,
      site_id: punch.site_id,
      // No clock of a station stands behind it.
      device_id: null,
      device_seq: null,
      at: punch.at,
      method: 'terminal',
      direction: punch.direction,
      reading: typeof reading === 'string' ? reading : JSON.stringify(reading),
      attempt_id: null,
      countersigned_by: null,
      countersigned_staff_id: null,
      simulated: punch.simulated,
    })
    .onConflict((clash) => clash.columns(['county_id', 'check_in_id']).doNothing())
    .execute()
}

async function keepNews(
  db: Db,
  { id, countyId, at, kind, body }: FactOf<'terminalUnread'> | FactOf<'terminalHeard'> | FactOf<'terminalRefused'>,
): Promise<void> {
  const { serial, siteId } = body
  const row = { fact_id: id, serial, site_id: siteId, at, kind, body: JSON.stringify(body) }
  await db
    .insertInto('terminal_news')
    .values({ county_id: countyId, ...row })
    .onConflict((clash) => clash.columns(['county_id', 'fact_id']).doNothing())
    .execute()
}

async function keepCount(db: Db, { countyId, at, body }: FactOf<'terminalCounted'>): Promise<void> {
  const { serial, siteId, month, asked, holds, kept } = body
  const row = { site_id: siteId, at, holds, kept }
  await db
    .insertInto('terminal_count')
    .values({ county_id: countyId, serial, month, asked, ...row })
    .onConflict((clash) => clash.columns(['county_id', 'serial', 'month', 'asked']).doUpdateSet(row))
    .execute()
}
