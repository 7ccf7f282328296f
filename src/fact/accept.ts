import { refuse } from '../kit/refusals.ts'
import { atomically } from '../store/atomically.ts'
import type { Db } from '../store/open.ts'
import { commitmentOf } from './commitment.ts'
import { type Projection, project } from './fold.ts'
import { insertRows, lockHeads } from './heads.ts'
import { envelopeOf, KeptFact } from './kept.ts'
import { rowOf } from './store.ts'

/** The center's answer to a station's facts. */
export interface Accepted {
  /** Everything of the device up to this number is kept. */
  readonly acknowledgedSeq: number
  /** Something before what was sent is missing: send from here. */
  readonly needFromSeq?: number
  /** Numbers under which the device now says something else than what was kept: somebody changed its past. */
  readonly contradictions: readonly number[]
}

/** From whom facts come: what the signature of the request proved. */
export interface Sender {
  readonly countyId: number
  readonly deviceId: string
}

/**
 * Keeps a station's facts at the center in the order of its numbers, with their read rows. Safe to repeat in any way.
 * What was kept first stays; nothing after a gap or a contradiction of the same call is kept.
 * Refuses `badInput` for what is no fact of this sender or does not fit its own commitment, and `idempotencyConflict`
 * for a key the county has from elsewhere.
 */
export async function acceptFacts(
  db: Db,
  sender: Sender,
  sent: readonly unknown[],
  projections: readonly Projection[],
): Promise<Accepted> {
  const facts = sent.map((one) => readSent(one, sender)).sort((a, b) => seqOf(a) - seqOf(b))
  return atomically(db, async (tx) => {
    const seq = await lockHeads(tx, sender.countyId, sender.deviceId)
    const contradictions = await listContradictions(tx, sender, facts, seq)
    const fresh = contradictions.length > 0 ? [] : followers(facts, seq)
    await keepFresh(tx, sender, fresh, projections)
    const acknowledgedSeq = seq + fresh.length
    const gap = facts.some((one) => seqOf(one) > acknowledgedSeq) && contradictions.length === 0
    return { acknowledgedSeq, contradictions, ...(gap && { needFromSeq: acknowledgedSeq + 1 }) }
  })
}

async function keepFresh(
  db: Db,
  sender: Sender,
  fresh: readonly KeptFact[],
  projections: readonly Projection[],
): Promise<void> {
  if (fresh.length === 0) return
  const added = await insertRows(db, sender.countyId, sender.deviceId, fresh.map(rowOf))
  if (added < fresh.length) refuse('idempotencyConflict')
  await project(
    db,
    projections,
    fresh.flatMap((one) => (one.state === 'whole' ? [one.fact] : [])),
  )
}

const seqOf = (kept: KeptFact): number => envelopeOf(kept).deviceSeq ?? 0

function readSent(one: unknown, sender: Sender): KeptFact {
  const read = KeptFact.safeParse(one)
  if (!read.success) refuse('badInput', read.error.issues)
  const kept = read.data
  const { countyId, deviceId, deviceSeq = 0 } = envelopeOf(kept)
  if (countyId !== sender.countyId || deviceId !== sender.deviceId || deviceSeq < 1) refuse('badInput', 'sender')
  if (kept.state === 'whole') {
    const commitment = commitmentOf(kept.fact, Buffer.from(kept.salt, 'hex'))
    if (Buffer.from(commitment).toString('hex') !== kept.commitment) refuse('badInput', 'commitment')
  }
  return kept
}

/** The unbroken run that follows a number; a number sent twice counts once. */
function followers(facts: readonly KeptFact[], seq: number): KeptFact[] {
  const run: KeptFact[] = []
  for (const one of facts) if (seqOf(one) === seq + run.length + 1) run.push(one)
  return run
}

/** Numbers sent with another commitment than the one kept, or twice in one call with two. */
async function listContradictions(
  db: Db,
  sender: Sender,
  facts: readonly KeptFact[],
  lastKept: number,
): Promise<number[]> {
  const said = new Map(
    await keptCommitments(
      db,
      sender,
      facts.map(seqOf).filter((seq) => seq <= lastKept),
    ),
  )
  const contradicted = facts.filter((one) => {
    const first = said.get(seqOf(one)) ?? one.commitment
    said.set(seqOf(one), first)
    return first !== one.commitment
  })
  return [...new Set(contradicted.map(seqOf))]
}

async function keptCommitments(db: Db, sender: Sender, seqs: readonly number[]): Promise<[number, string][]> {
  if (seqs.length === 0) return []
  const rows = await db
    .selectFrom('fact')
    .select(['device_seq', 'commitment'])
    .where('county_id', '=', sender.countyId)
    .where('device_id', '=', sender.deviceId)
    .where('device_seq', 'in', seqs)
    .execute()
  return rows.map((row) => [row.device_seq ?? 0, Buffer.from(row.commitment).toString('hex')])
}
