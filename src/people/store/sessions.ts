import type { SessionStore } from '@fastify/session'
import { newId } from '../../kit/ids.ts'
import { type Clock, type Iso, toIso, toMs } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import { sha256Of } from '../secrets/token.ts'
import '../tables.ts'

/** A session ends when nothing came for 30 minutes, and 12 hours after it was opened in any case. */
const idleMinutes = 30
const longestHours = 12

/**
 * Keeps sessions in the center's database: of the id only its SHA-256, so that who reads the table cannot use one. A
 * session that was ended stays so, even if a call that was still running saves it once more. Give it connections of its
 * own: it is called while a request holds one.
 */
export function sessionStore(db: Db, clock: Pick<Clock, 'now'>): SessionStore {
  return {
    get(id, callback) {
      readSession(db, id, clock.now()).then((content) => callback(null, content as never), callback)
    },
    set(id, session, callback) {
      const { cookie: _, ...content } = session
      keepSession(db, id, content, clock.now()).then(() => callback(), callback)
    },
    destroy(id, callback) {
      endSession(db, id, clock.now()).then(() => callback(), callback)
    },
  }
}

async function readSession(db: Db, id: string, now: Iso): Promise<Record<string, unknown> | null> {
  const row = await db
    .selectFrom('session')
    .select(['content', 'seen_at'])
    .where('county_id', '=', 0)
    .where('id_sha256', '=', sha256Of(id))
    .where('ended_at', 'is', null)
    .where('seen_at', '>', idleSince(now))
    .where('opened_at', '>', openedSince(now))
    .executeTakeFirst()
  if (!row) return null
  if (toMs(now) - toMs(row.seen_at) > 20_000) {
    await db
      .updateTable('session')
      .set({ seen_at: now })
      .where('county_id', '=', 0)
      .where('id_sha256', '=', sha256Of(id))
      .execute()
  }
  return row.content
}

async function keepSession(db: Db, id: string, content: Record<string, unknown>, now: Iso): Promise<void> {
  const account = typeof content.accountId === 'string' ? content.accountId : null
  const row = { account_id: account, content: JSON.stringify(content), seen_at: now }
  await db
    .insertInto('session')
    .values({ id_sha256: sha256Of(id), session_id: newId(), opened_at: now, ended_at: null, ...row })
    .onConflict((clash) =>
      clash.columns(['county_id', 'id_sha256']).doUpdateSet(row).where('session.ended_at', 'is', null),
    )
    .execute()
}

async function endSession(db: Db, id: string, now: Iso): Promise<void> {
  await db
    .updateTable('session')
    .set({ ended_at: now, content: '{}' })
    .where('county_id', '=', 0)
    .where('id_sha256', '=', sha256Of(id))
    .where('ended_at', 'is', null)
    .execute()
}

/** Ends the sessions of an account, except the one with this id. */
export async function endSessionsOf(db: Db, accountId: string, now: Iso, exceptId?: string): Promise<void> {
  await db
    .updateTable('session')
    .set({ ended_at: now, content: '{}' })
    .where('county_id', '=', 0)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('id_sha256', '<>', exceptId === undefined ? '' : sha256Of(exceptId))
    .execute()
}

export interface OpenSession {
  readonly sessionId: string
  readonly openedAt: Iso
  readonly lastSeenAt: Iso
  readonly current: boolean
}

/** The open sessions of an account, last seen first; `currentId` is the one of the call. */
export async function listSessions(db: Db, accountId: string, currentId: string, now: Iso): Promise<OpenSession[]> {
  const rows = await db
    .selectFrom('session')
    .select(['session_id', 'opened_at', 'seen_at', 'id_sha256'])
    .where('county_id', '=', 0)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('seen_at', '>', idleSince(now))
    .where('opened_at', '>', openedSince(now))
    .orderBy('seen_at', 'desc')
    .execute()
  const current = sha256Of(currentId)
  return rows.map((row) => ({
    sessionId: row.session_id,
    openedAt: row.opened_at,
    lastSeenAt: row.seen_at,
    current: row.id_sha256 === current,
  }))
}

/** Clears away sessions that cannot come back; returns how many. */
export async function sweepSessions(db: Db, now: Iso): Promise<number> {
  const done = await db
    .deleteFrom('session')
    .where('county_id', '=', 0)
    .where((it) => it.or([it('opened_at', '<=', openedSince(now)), it('seen_at', '<=', idleSince(now))]))
    .executeTakeFirst()
  return Number(done.numDeletedRows)
}

const idleSince = (now: Iso): Iso => toIso(toMs(now) - idleMinutes * 60_000)
const openedSince = (now: Iso): Iso => toIso(toMs(now) - longestHours * 3_600_000)
