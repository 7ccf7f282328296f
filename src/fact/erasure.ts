import { sql } from 'kysely'
import { refuse } from '../kit/refusals.ts'
import { atomically } from '../store/atomically.ts'
import type { Db } from '../store/open.ts'
import { append } from './append.ts'
import { type Circumstances, draft } from './draft.ts'
import type { Fact } from './fact.ts'

/**
 * Destroys salt and content of facts, all or none, and leaves a certificate fact for each. What stays is the place, the
 * envelope and the commitment, which without the salt tells nothing: the log stays whole. Refuses `notFound` for what is
 * not there, is erased already, or is a certificate. Read rows made from the erased facts are their rooms' to remove, in
 * the same transaction; a rebuild makes none from them.
 */
export async function erase(db: Db, factIds: readonly string[], reason: string, about: Circumstances): Promise<Fact[]> {
  return atomically(db, async (tx) => {
    const certificates = await append(
      tx,
      factIds.map((factId) => certificate(factId, reason, about)),
      [],
    )
    for (const [i, factId] of factIds.entries()) {
      const { rows } = await sql<{ erased: number }>`
        select erase_fact(${about.countyId}, ${factId}, ${certificates[i]?.id}) as erased`.execute(tx)
      if (rows[0]?.erased !== 1) refuse('notFound', { factId })
    }
    return certificates
  })
}

const certificate = (factId: string, reason: string, about: Circumstances): Fact =>
  draft('factErased', { factId, reason }, about)
