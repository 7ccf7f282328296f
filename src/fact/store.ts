import { type Selectable, sql } from 'kysely'
import { toIso, toMs } from '../kit/time.ts'
import { type Db, prepared } from '../store/open.ts'
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

/** A fact's place in the county's order and what the ledger may know of it. */
export interface Commitment {
  readonly position: number
  readonly deviceId: string | null
  readonly deviceSeq: number | null
  /** 32 bytes. */
  readonly commitment: Uint8Array
}

/** Bytes of one record below: commitment, device (zeros for none), its number. */
const recordLength = 32 + 16 + 8

/**
 * What follows a position, in order: what the ledger has yet to take in. All of it comes as one value, for a million rows
 * by themselves cost a driver more than hashing them. Where a position is missing, what comes before the gap.
 */
export async function listCommitments(
  db: Db,
  countyId: number,
  afterPosition: number,
  limit: number,
): Promise<Commitment[]> {
  const { rows } = await sql<{ count: number; records: Uint8Array | null }>`${prepared}
    select count(*) as count, string_agg(record, ''::bytea order by position) as records
    from (
      select position, position - row_number() over (order by position) as shift,
        commitment || coalesce(uuid_send(device_id), decode(repeat('00', 16), 'hex'))
          || int8send(coalesce(device_seq, 0)) as record
      from fact where county_id = ${countyId} and position > ${afterPosition}
      order by position limit ${limit}
    ) as following
    where shift = ${afterPosition}`.execute(db)
  const { count = 0, records } = rows[0] ?? {}
  const bytes = Buffer.from(records ?? [])
  return Array.from({ length: count }, (_, i) => commitmentIn(bytes, i * recordLength, afterPosition + i + 1))
}

function commitmentIn(bytes: Buffer, at: number, position: number): Commitment {
  const number = Number(bytes.readBigInt64BE(at + 48))
  const device = number === 0 ? null : uuidOf(bytes.toString('hex', at + 32, at + 48))
  return { position, commitment: bytes.subarray(at, at + 32), deviceId: device, deviceSeq: number || null }
}

const uuidOf = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** A fact at its place in the county's order, whole or without its content. */
export interface PlacedFact extends Pick<Commitment, 'position' | 'deviceId' | 'deviceSeq' | 'commitment'> {
  readonly kept: KeptFact
}

/** What follows a position, in order, with all that is kept of it. */
export async function listKept(db: Db, countyId: number, afterPosition: number, limit: number): Promise<PlacedFact[]> {
  const rows = await db
    .selectFrom('fact')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('position', '>', afterPosition)
    .orderBy('position')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    position: row.position,
    kept: keptOf(row),
    commitment: row.commitment,
    deviceId: row.device_id,
    deviceSeq: row.device_seq,
  }))
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
