import type { Db } from '../store/open.ts'
import type { Fact } from './fact.ts'

/**
 * A read table, or several, made from facts alone: can be emptied and made again. `apply` gets facts of its `kinds` in
 * the order of their positions, inside the transaction that keeps them, and must come to the same rows however the facts
 * are divided into calls. It reads and writes nothing but its own `tables`, and reads no clock.
 */
export interface Projection {
  readonly name: string
  readonly tables: readonly string[]
  readonly kinds: readonly string[]
  apply(db: Db, facts: readonly Fact[]): Promise<void>
}

/** Gives each projection the facts it is made from. */
export async function project(db: Db, projections: readonly Projection[], facts: readonly Fact[]): Promise<void> {
  for (const projection of projections) {
    const its = facts.filter((fact) => projection.kinds.includes(fact.kind))
    if (its.length > 0) await projection.apply(db, its)
  }
}
