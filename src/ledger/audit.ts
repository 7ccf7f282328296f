import { commitmentOf } from '../fact/commitment.ts'
import { listKept, type PlacedFact } from '../fact/order.ts'
import { sameBytes } from '../kit/tlog/bytes.ts'
import type { Checkpoint } from '../kit/tlog/checkpoint.ts'
import type { Db } from '../store/open.ts'
import { openEdge } from './edge.ts'
import { entryOf } from './entry.ts'
import { leafDigest } from './hashing.ts'

/** A record of the database that is not what the checkpoint vouches for. */
export type Deviation =
  /** Its content does not fit its own commitment: somebody changed a time, a name, anything. */
  | { readonly kind: 'content'; readonly position: number; readonly id: string }
  /** Nothing stands at this place of the order. */
  | { readonly kind: 'missing'; readonly position: number }
  /** Its content was destroyed, and no certificate says so. */
  | { readonly kind: 'uncertified'; readonly position: number; readonly id: string }
  /** The records up to the checkpoint's size lead to another root: some were replaced together with their commitments. */
  | { readonly kind: 'rewritten'; readonly size: number }

export interface Audited {
  readonly facts: number
  readonly erased: number
  readonly deviations: readonly Deviation[]
}

const factsAtOnce = 1_000

/**
 * Checks every fact of a county against a checkpoint that was kept elsewhere: each content against its commitment, and
 * the commitments, in their order, against the root. Whoever may do anything with the database cannot pass this without
 * having the witnesses sign another past.
 */
export async function auditFacts(
  db: Db,
  countyId: number,
  checkpoint: Checkpoint,
  onFacts?: (done: number) => void,
): Promise<Audited> {
  const run: Run = { edge: openEdge(), deviations: [], erased: new Map(), certified: new Set(), next: 1, facts: 0 }
  for (;;) {
    const facts = await listKept(db, countyId, run.next - 1, factsAtOnce)
    if (facts.length === 0) break
    for (const one of facts) takeFact(run, one, checkpoint)
    onFacts?.(run.facts)
  }
  if (run.edge.size() < checkpoint.size) run.deviations.push({ kind: 'missing', position: run.next })
  for (const [id, position] of run.erased)
    if (!run.certified.has(id)) run.deviations.push({ kind: 'uncertified', position, id })
  return { facts: run.facts, erased: run.erased.size, deviations: run.deviations }
}

interface Run {
  readonly edge: ReturnType<typeof openEdge>
  readonly deviations: Deviation[]
  /** Position of each erased fact by its id. */
  readonly erased: Map<string, number>
  readonly certified: Set<string>
  next: number
  facts: number
}

function takeFact(
  run: Run,
  { position, kept, commitment, deviceId, deviceSeq }: PlacedFact,
  { size, root }: Checkpoint,
): void {
  if (position !== run.next) run.deviations.push({ kind: 'missing', position: run.next })
  run.next = position + 1
  run.facts += 1
  if (kept.state === 'erased') run.erased.set(kept.husk.id, position)
  else {
    if (kept.fact.kind === 'factErased') run.certified.add(kept.fact.body.factId)
    if (!sameBytes(commitmentOf(kept.fact, Buffer.from(kept.salt, 'hex')), commitment))
      run.deviations.push({ kind: 'content', position, id: kept.fact.id })
  }
  run.edge.push(leafDigest(entryOf({ commitment, deviceId, deviceSeq })))
  if (run.edge.size() === size && !sameBytes(run.edge.root(), root)) run.deviations.push({ kind: 'rewritten', size })
}
