import { randomBytes } from 'node:crypto'
import { refuse } from '../kit/refusals.ts'
import { atomically } from '../store/atomically.ts'
import type { Db } from '../store/open.ts'
import { canonical, commitmentOf } from './canonical.ts'
import { findCertificate } from './certificate.ts'
import { Fact } from './fact.ts'
import { type Projection, project } from './fold.ts'
import { type Heads, insertRows, lockHeads } from './heads.ts'
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
  const checked = facts.map((fact) => normalFact(findCertificate(fact) ?? Fact.parse(fact), options.device))
  const countyId = countyOf(checked)
  if (countyId === undefined) return []

  return untilUnraced(() =>
    atomically(db, async (tx) => {
      const keys = checked.map((fact) => fact.idemKey)
      const heads = await lockHeads(tx, countyId, keys, options.device)
      const { all, fresh } = sortOut(checked, heads, options)
      if (fresh.length === 0) return all

      await insertRows(tx, heads, fresh)
      await project(tx, projections, fresh.map(factOf))
      return all
    }),
  )
}

function countyOf(facts: readonly Fact[]): number | undefined {
  const [first] = facts
  if (facts.some((fact) => fact.countyId !== first?.countyId)) throw new Error('facts of two counties in one append')
  return first?.countyId
}

interface SortedOut {
  /** As kept, in the order given. */
  readonly all: Fact[]
  /** The rows to add. */
  readonly fresh: FactRow[]
}

/** Tells the new ones from those kept already, and gives the new ones their place. */
function sortOut(facts: readonly Fact[], heads: Heads, options: AppendOptions): SortedOut {
  const salt = options.salt ?? (() => randomBytes(32))
  const known = new Map(heads.kept.map((row) => [row.idem_key, row]))
  const fresh: FactRow[] = []
  const all = facts.map((fact) => {
    const kept = known.get(fact.idemKey)
    if (kept) return sameOrRefuse(fact, kept)

    const place = fresh.length + 1
    const numbered = options.device === undefined ? fact : { ...fact, deviceSeq: heads.seq + place }
    const row = rowOf(wholeOf(numbered, salt()), heads.position + place)
    known.set(fact.idemKey, row)
    fresh.push(row)
    return numbered
  })
  return { all, fresh }
}

function wholeOf(fact: Fact, salt: Uint8Array): Parameters<typeof rowOf>[0] {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  return { state: 'whole', fact, salt: hex(salt), commitment: hex(commitmentOf(fact, salt)) }
}

function sameOrRefuse(fact: Fact, row: FactRow): Fact {
  if (row.body === null) refuse('alreadyDone')
  const kept = factOf(row)
  if (meaningOf(kept) !== meaningOf(fact)) refuse('idempotencyConflict', { idemKey: fact.idemKey })
  return kept
}

/** What a repeat must have in common with the first: all but its id, its instants and its number. */
function meaningOf(fact: Fact): string {
  const { kind, by, siteId, staffId, deviceId, simulated, body } = fact
  return canonical({ kind, by, siteId, staffId, deviceId, simulated, body })
}

const tries = 5

/** Two transactions that bring the same key at the same instant: the later one fails once, and then sees the other's. */
async function untilUnraced<T>(work: () => Promise<T>): Promise<T> {
  for (let left = tries; ; left -= 1) {
    try {
      return await work()
    } catch (failure) {
      if (left <= 1 || !isTakenKey(failure)) throw failure
    }
  }
}

const isTakenKey = (failure: unknown): boolean =>
  failure instanceof Error && 'constraint' in failure && failure.constraint === 'fact_county_id_idem_key_key'
