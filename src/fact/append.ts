import { canonical } from '../kit/canonical.ts'
import { refuse } from '../kit/refusals.ts'
import { atomically } from '../store/atomically.ts'
import type { Db } from '../store/open.ts'
import { commitmentOf } from './commitment.ts'
import { Fact } from './fact.ts'
import { type Projection, project } from './fold.ts'
import { insertRows, listByKeys, lockHeads } from './heads.ts'
import type { KeptFact } from './kept.ts'
import { freshSalt } from './salt.ts'
import { type FactRow, factOf, normalFact, rowOf } from './store.ts'

export type { Projection } from './fold.ts'

export interface AppendOptions {
  /** At a station: its device. Each fact becomes one of this device and gets its next number. */
  readonly device?: string | undefined
  /** 32 fresh random bytes at each call. */
  readonly salt?: (() => Uint8Array) | undefined
}

/**
 * Keeps facts of one county with their read rows, all or none, and returns them as kept, in the order given. Safe to
 * repeat: a fact whose `idemKey` the county has already is the kept one; refuses `idempotencyConflict` when that one says
 * something else, and `alreadyDone` when its content was destroyed since. Until the transaction ends, others who append
 * for the county wait, so that positions have neither gaps nor another order than the commits.
 */
export async function append(
  db: Db,
  facts: readonly Fact[],
  projections: readonly Projection[],
  options: AppendOptions = {},
): Promise<Fact[]> {
  const checked = facts.map((fact) => normalFact(Fact.parse(fact), options.device))
  const countyId = countyOf(checked)
  if (countyId === undefined) return []

  const { device, salt = freshSalt } = options
  const plan: Plan = { countyId, facts: checked, projections, salt, device }
  return (await appendNew(db, plan)) ?? (await appendAny(db, plan))
}

interface Plan {
  readonly countyId: number
  readonly facts: readonly Fact[]
  readonly projections: readonly Projection[]
  readonly salt: () => Uint8Array
  readonly device: string | undefined
}

function countyOf(facts: readonly Fact[]): number | undefined {
  const [first] = facts
  if (facts.some((fact) => fact.countyId !== first?.countyId)) throw new Error('facts of two counties in one append')
  return first?.countyId
}

const notNew = new Error('some are kept already')

/** The usual case in as few round trips as bare inserts: all are new. Undone, with no answer, when that was wrong. */
async function appendNew(db: Db, plan: Plan): Promise<Fact[] | undefined> {
  const { countyId, facts, projections, salt, device } = plan
  if (device !== undefined) return undefined
  try {
    return await atomically(db, async (tx) => {
      const rows = facts.map((fact) => rowOf(wholeOf(fact, salt())))
      // Both go out at once. What fails the first fails the second too: the first failure is the one to tell.
      const [added, projected] = await Promise.allSettled([
        insertRows(tx, countyId, device, rows),
        project(tx, projections, facts),
      ])
      if (added.status === 'rejected') throw added.reason
      if (added.value < rows.length) throw notNew
      if (projected.status === 'rejected') throw projected.reason
      return [...facts]
    })
  } catch (failure) {
    if (failure === notNew) return undefined
    throw failure
  }
}

/** Tells the new ones from those kept already, under a lock, and numbers the new ones of a device. */
async function appendAny(db: Db, plan: Plan): Promise<Fact[]> {
  const { countyId, facts, projections, device } = plan
  return atomically(db, async (tx) => {
    const seq = await lockHeads(tx, countyId, device)
    const kept = await listByKeys(
      tx,
      countyId,
      facts.map((fact) => fact.idemKey),
    )
    const { all, fresh } = sortOut(facts, kept, (place) => (device === undefined ? {} : { deviceSeq: seq + place }))
    if (fresh.length === 0) return all

    await insertRows(
      tx,
      countyId,
      device,
      fresh.map((fact) => rowOf(wholeOf(fact, plan.salt()))),
    )
    await project(tx, projections, fresh)
    return all
  })
}

/** `all` as kept, in the order given; `fresh` those of them to add. */
function sortOut(
  facts: readonly Fact[],
  rows: readonly FactRow[],
  numberOf: (place: number) => Pick<Fact, 'deviceSeq'>,
): { all: Fact[]; fresh: Fact[] } {
  const known = new Map<string, Fact | undefined>(
    rows.map((row) => [row.idem_key, row.body === null ? undefined : factOf(row)]),
  )
  const fresh: Fact[] = []
  const all = facts.map((fact) => {
    if (known.has(fact.idemKey)) return sameOrRefuse(fact, known.get(fact.idemKey))

    const one = { ...fact, ...numberOf(fresh.length + 1) }
    known.set(fact.idemKey, one)
    fresh.push(one)
    return one
  })
  return { all, fresh }
}

function wholeOf(fact: Fact, salt: Uint8Array): KeptFact {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  return { state: 'whole', fact, salt: hex(salt), commitment: hex(commitmentOf(fact, salt)) }
}

function sameOrRefuse(fact: Fact, kept: Fact | undefined): Fact {
  if (kept === undefined) refuse('alreadyDone')
  if (meaningOf(kept) !== meaningOf(fact)) refuse('idempotencyConflict', { idemKey: fact.idemKey })
  return kept
}

/** What a repeat must have in common with the first: all but its id, its instants and its number. */
function meaningOf(fact: Fact): string {
  const { kind, by, siteId, staffId, deviceId, simulated, body } = fact
  return canonical({ kind, by, siteId, staffId, deviceId, simulated, body })
}
