import type { FactKind, FactOf } from '../fact/fact.ts'
import type { Projection } from '../fact/fold.ts'
import type { Db } from '../store/open.ts'

/** What each kind of fact does to read tables. */
export type Keeps<K extends FactKind> = { readonly [P in K]: (db: Db, fact: FactOf<P>) => Promise<void> }

/** A projection told by what each kind does; one fact after the other, and no other kind is its own. */
export function projectionOf<K extends FactKind>(name: string, tables: readonly string[], keeps: Keeps<K>): Projection {
  const by: Partial<Record<FactKind, (db: Db, fact: never) => Promise<void>>> = keeps
  return {
    name,
    tables,
    kinds: Object.keys(keeps),
    async apply(db, facts) {
      for (const fact of facts) await by[fact.kind]?.(db, fact as never)
    },
  }
}
