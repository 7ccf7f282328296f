import { sql } from 'kysely'
import type { Db } from './open.ts'

/**
 * All or nothing. Inside a transaction it nests by a savepoint, so a refused part can be undone alone and a test can undo
 * a whole request. Parts of one transaction run one after another, never side by side.
 */
export async function atomically<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  if (!db.isTransaction) return db.transaction().execute(work)

  await sql`savepoint inner_work`.execute(db)
  try {
    const done = await work(db)
    await sql`release savepoint inner_work`.execute(db)
    return done
  } catch (failure) {
    await undo(db)
    throw failure
  }
}

/** The first failure is the one to tell: that the connection is gone as well says nothing more. */
async function undo(db: Db): Promise<void> {
  try {
    await sql`rollback to savepoint inner_work`.execute(db)
    await sql`release savepoint inner_work`.execute(db)
  } catch {
    return
  }
}
