import type { Selectable } from 'kysely'
import { toIso, toMs } from '../kit/time.ts'
import type { Db } from '../store/open.ts'
import type { Actor, Fact, FactKind } from './fact.ts'
import { envelopeOf, type KeptFact } from './kept.ts'

declare module '../store/tables.ts' {
  interface Tables {
    fact: FactRow
    fact_head: { county_id: number; position: number }
    device_head: { county_id: number; device_id: string; seq: number; acknowledged_seq: number }
  }
}

export interface FactRow {
  county_id: number
  id: string
  position: number
  kind: string
  at: string
  recorded_at: string
  by_kind: string
  by_id: string | null
  site_id: string | null
  staff_id: string | null
  device_id: string | null
  device_seq: number | null
  simulated: boolean
  idem_key: string
  commitment: Uint8Array
  salt: Uint8Array | null
  body: unknown
}

/** A row before it has its place; bytes as PostgreSQL writes them (`\x…`). */
export type NewRow = Omit<FactRow, 'position' | 'commitment' | 'salt'> & {
  readonly commitment: string
  readonly salt: string | null
}

/** Which facts; all that is given must hold. `from` is included, `before` is not; both are about `at`. */
export interface FactFilter<K extends FactKind = FactKind> {
  readonly kinds?: readonly K[]
  readonly staffId?: string
  readonly siteId?: string
  readonly from?: string
  readonly before?: string
}

/** One fact by its id. Nothing when there is none, or when its content was destroyed. */
export async function findFact(db: Db, countyId: number, id: string): Promise<Fact | undefined> {
  const row = await db
    .selectFrom('fact')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('id', '=', id)
    .where('body', 'is not', null)
    .executeTakeFirst()
  return row && factOf(row)
}

/** Facts in the order they were kept, without those whose content was destroyed. */
export async function listFacts<K extends FactKind>(
  db: Db,
  countyId: number,
  filter: FactFilter<K> = {},
): Promise<Extract<Fact, { kind: K }>[]> {
  let query = db.selectFrom('fact').selectAll().where('county_id', '=', countyId).where('body', 'is not', null)
  if (filter.kinds) query = query.where('kind', 'in', filter.kinds)
  if (filter.staffId) query = query.where('staff_id', '=', filter.staffId)
  if (filter.siteId) query = query.where('site_id', '=', filter.siteId)
  if (filter.from) query = query.where('at', '>=', filter.from)
  if (filter.before) query = query.where('at', '<', filter.before)
  const rows = await query.orderBy('position').execute()
  return rows.map((row) => factOf(row) as Extract<Fact, { kind: K }>)
}

/** A row as the fact it is; the content must be there. Optional members are absent, not undefined. */
export function factOf(row: Selectable<FactRow>): Fact {
  return { ...huskOf(row), body: row.body } as unknown as Fact
}

export function keptOf(row: Selectable<FactRow>): KeptFact {
  const commitment = Buffer.from(row.commitment).toString('hex')
  if (row.salt === null) return { state: 'erased', husk: huskOf(row), commitment }
  return { state: 'whole', fact: factOf(row), salt: Buffer.from(row.salt).toString('hex'), commitment }
}

function huskOf(row: Selectable<FactRow>): ReturnType<typeof envelopeOf> {
  return {
    id: row.id,
    countyId: row.county_id,
    kind: row.kind,
    at: row.at,
    recordedAt: row.recorded_at,
    by: actorOf(row),
    ...(row.site_id !== null && { siteId: row.site_id }),
    ...(row.staff_id !== null && { staffId: row.staff_id }),
    ...(row.device_id !== null && { deviceId: row.device_id }),
    ...(row.device_seq !== null && { deviceSeq: row.device_seq }),
    simulated: row.simulated,
    idemKey: row.idem_key,
  }
}

function actorOf(row: Selectable<FactRow>): Actor {
  if (row.by_kind === 'station') return { kind: 'station', deviceId: row.by_id ?? '' }
  if (row.by_kind === 'account' || row.by_kind === 'staff') return { kind: row.by_kind, id: row.by_id ?? '' }
  return { kind: row.by_kind === 'public' ? 'public' : 'system' }
}

/** The row of a fact that is to be added. */
export function rowOf(kept: KeptFact): NewRow {
  const envelope = envelopeOf(kept)
  const { by } = envelope
  return {
    county_id: envelope.countyId,
    id: envelope.id,
    kind: envelope.kind,
    at: envelope.at,
    recorded_at: envelope.recordedAt,
    by_kind: by.kind,
    by_id: by.kind === 'station' ? by.deviceId : by.kind === 'account' || by.kind === 'staff' ? by.id : null,
    site_id: envelope.siteId ?? null,
    staff_id: envelope.staffId ?? null,
    device_id: envelope.deviceId ?? null,
    device_seq: envelope.deviceSeq ?? null,
    simulated: envelope.simulated,
    idem_key: envelope.idemKey,
    commitment: `\\x${kept.commitment}`,
    salt: kept.state === 'whole' ? `\\x${kept.salt}` : null,
    body: kept.state === 'whole' ? kept.fact.body : null,
  }
}

/**
 * A fact in the one form in which it is stored and hashed: instants in UTC with milliseconds, ids in lower case, no
 * members that say nothing, and no number of a device, which only its own station gives. `device` makes it that device's.
 */
export function normalFact(fact: Fact, device: string | undefined): Fact {
  const { by, siteId, staffId, deviceId: given, deviceSeq: _, ...rest } = fact
  const deviceId = device ?? given
  const low = (id: string) => id.toLowerCase()
  return {
    ...rest,
    id: low(fact.id),
    at: normalInstant(fact.at),
    recordedAt: normalInstant(fact.recordedAt),
    by: lowerActor(by),
    ...(siteId !== undefined && { siteId: low(siteId) }),
    ...(staffId !== undefined && { staffId: low(staffId) }),
    ...(deviceId !== undefined && { deviceId: low(deviceId) }),
  } as Fact
}

const normalInstant = (iso: string): string => toIso(toMs(iso))

function lowerActor(by: Actor): Actor {
  if (by.kind === 'station') return { kind: 'station', deviceId: by.deviceId.toLowerCase() }
  if (by.kind === 'account' || by.kind === 'staff') return { kind: by.kind, id: by.id.toLowerCase() }
  return by
}
