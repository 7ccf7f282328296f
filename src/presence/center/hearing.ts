import { sql } from 'kysely'
import type { OutputOf } from '../../contract/route.ts'
import type { LogHead, pushFacts } from '../../contract/routes/station.ts'
import { type Accepted, acceptFacts } from '../../fact/accept.ts'
import type { Projection } from '../../fact/append.ts'
import { envelopeOf, KeptFact } from '../../fact/kept.ts'
import type { CallingStation } from '../../http/answer.ts'
import { Refusal, refuse } from '../../kit/refusals.ts'
import type { Iso } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import { raiseAlarm } from './completeness/comparing.ts'
import { noteReturn } from './completeness/listening.ts'
import { beaconOf } from './deviceAuth.ts'
import { findMisfit, type Speaker } from './mayState.ts'
import './tables.ts'

export interface Hearing {
  readonly db: Db
  /** Outside of the request: for what must stay although it is refused. */
  readonly apart: Db
  readonly countyId: number
  readonly station: CallingStation
  readonly now: Iso
  readonly projections: readonly Projection[]
  /** The newest published head of the county's log. */
  readonly logHead: LogHead | null
}

export interface Heard {
  readonly answer: OutputOf<typeof pushFacts>
  /** Check-ins that are new to the center. */
  readonly checkInIds: readonly string[]
}

/**
 * Takes a station's facts up to the first one it may not state. That one is kept aside with the reason, and nothing after
 * it is taken: its numbers would have a hole. Refuses `stationRevoked`, and as `acceptFacts` does.
 */
export async function hearFacts(hearing: Hearing, waiting: number, sent: readonly unknown[]): Promise<Heard> {
  const { db, apart, countyId, station, now, projections } = hearing
  const facts = sent.map(readSent)
  const speaker = await speakerOf(hearing, facts)
  const stop = facts.findIndex((kept) => findMisfit(kept, speaker) !== null)
  const good = stop === -1 ? facts : facts.slice(0, stop)
  const bad = facts[stop]
  if (bad) await setAside(apart, hearing, bad, findMisfit(bad, speaker) ?? 'kind')

  await noteReturn(db, hearing, projections)
  const before = await lastSeq(db, hearing)
  const accepted = await acceptFacts(db, { countyId, deviceId: station.deviceId }, good, projections).catch(
    async (failure: unknown) => {
      if (failure instanceof Refusal && good[0]) await setAside(apart, hearing, good[0], failure.refusal)
      throw failure
    },
  )
  const contradicted = good.filter((kept) => accepted.contradictions.includes(seqOf(kept)))
  for (const kept of contradicted) await setAside(apart, hearing, kept, 'contradiction')
  await raiseAlarms(hearing, accepted)

  const fresh = good.filter((kept) => seqOf(kept) > before && seqOf(kept) <= accepted.acknowledgedSeq)
  await noteHealth(db, hearing, Math.max(0, waiting - fresh.length))
  const { acknowledgedSeq, needFromSeq } = accepted
  const place = await findPlace(db, hearing, acknowledgedSeq)
  return {
    answer: {
      acknowledgedSeq,
      ...(needFromSeq !== undefined && { needFromSeq }),
      ...(place !== undefined && { place }),
      beacon: beaconOf(now, hearing.logHead),
    },
    checkInIds: fresh.flatMap(checkInIn),
  }
}

/** A number that says two things, and one that is missing, are for everybody to see. */
async function raiseAlarms(hearing: Hearing, { contradictions, needFromSeq }: Accepted): Promise<void> {
  const { db, projections } = hearing
  for (const seq of contradictions) await raiseAlarm(db, hearing, { alarm: 'double', seq }, projections)
  if (needFromSeq !== undefined) await raiseAlarm(db, hearing, { alarm: 'gap', seq: needFromSeq }, projections)
}

/** When a station was last heard, and how much it still has. `waiting` null leaves what was said before. */
export async function noteHealth(
  db: Db,
  { countyId, station, now }: Pick<Hearing, 'countyId' | 'station' | 'now'>,
  waiting: number | null,
): Promise<void> {
  const row = { last_seen_at: now, ...(waiting !== null && { waiting }) }
  await db
    .insertInto('device_health')
    .values({ county_id: countyId, device_id: station.deviceId, last_seen_at: now, waiting })
    .onConflict((clash) => clash.columns(['county_id', 'device_id']).doUpdateSet(row))
    .execute()
}

function checkInIn(kept: KeptFact): string[] {
  if (kept.state !== 'whole') return []
  const { kind, body } = kept.fact
  if (kind === 'checkIn') return [body.checkInId]
  return kind === 'terminalPunched' && body.staffId !== null ? [body.checkInId] : []
}

function readSent(one: unknown): KeptFact {
  const read = KeptFact.safeParse(one)
  return read.success ? read.data : refuse('badInput', read.error.issues.slice(0, 5))
}

const seqOf = (kept: KeptFact): number => envelopeOf(kept).deviceSeq ?? 0

async function lastSeq(db: Db, { countyId, station }: Hearing): Promise<number> {
  const head = await db
    .selectFrom('device_head')
    .select('seq')
    .where('county_id', '=', countyId)
    .where('device_id', '=', station.deviceId)
    .executeTakeFirst()
  return head?.seq ?? 0
}

/** Where a device's fact stands in the county's log: positions count from 1, the log from 0. */
async function findPlace(db: Db, { countyId, station }: Hearing, seq: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('fact')
    .select('position')
    .where('county_id', '=', countyId)
    .where('device_id', '=', station.deviceId)
    .where('device_seq', '=', seq)
    .executeTakeFirst()
  return row && row.position - 1
}

async function speakerOf({ db, countyId, station }: Hearing, facts: readonly KeptFact[]): Promise<Speaker> {
  const { deviceId, siteId } = station
  const named = [...new Set(facts.flatMap(staffIn))]
  const staffIds = new Set(await everAtSite(db, countyId, siteId, named))
  const rows = await db
    .selectFrom('consent')
    .select(['consent_id', 'staff_id'])
    .where('county_id', '=', countyId)
    .where('staff_id', 'in', named.length === 0 ? [deviceId] : named)
    .execute()
  return { countyId, deviceId, siteId, staffIds, consents: new Map(rows.map((row) => [row.consent_id, row.staff_id])) }
}

/** Those of some people who work, or once worked, at a site: a station may have been offline while somebody moved. */
async function everAtSite(db: Db, countyId: number, siteId: string, staffIds: readonly string[]): Promise<string[]> {
  if (staffIds.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select staff_id::text as id from staff
    where county_id = ${countyId} and site_id = ${siteId} and staff_id::text = any(${staffIds})
    union
    select body ->> 'staffId' as id from fact
    where county_id = ${countyId} and kind = 'staffKept' and body ->> 'siteId' = ${siteId}
      and body ->> 'staffId' = any(${staffIds})`.execute(db)
  return rows.map((row) => row.id)
}

function staffIn(kept: KeptFact): string[] {
  const { staffId } = envelopeOf(kept)
  const body: Record<string, unknown> = kept.state === 'whole' ? kept.fact.body : {}
  const { staffId: whose, witnessStaffId, sameAsStaffId } = body
  return [staffId, whose, witnessStaffId, sameAsStaffId].filter((one): one is string => typeof one === 'string')
}

async function setAside(db: Db, { countyId, station, now }: Hearing, kept: KeptFact, why: string): Promise<void> {
  await db
    .insertInto('refused_fact')
    .values({
      county_id: countyId,
      device_id: station.deviceId,
      device_seq: seqOf(kept),
      why,
      at: now,
      fact: JSON.stringify(kept),
    })
    .onConflict((clash) => clash.columns(['county_id', 'device_id', 'device_seq', 'why']).doNothing())
    .execute()
}
