import type { Iso } from '../kit/time.ts'
import { toIso, toMs } from '../kit/time.ts'
import type { Db } from '../store/open.ts'
import { sweepSessions } from './store/sessions.ts'

/** Clears away what ran out: sessions, previews of imports, used invitations, old failures. Returns how many rows. */
export async function sweepPeople(db: Db, countyId: number, now: Iso): Promise<number> {
  const dayAgo = toIso(toMs(now) - 86_400_000)
  const previews = db.deleteFrom('staff_import').where('county_id', '=', countyId).where('expires_at', '<=', now)
  const invitations = db.deleteFrom('invitation').where('county_id', '=', countyId).where('expires_at', '<=', now)
  const guards = db.deleteFrom('log_in_guard').where('county_id', '=', countyId).where('last_at', '<=', dayAgo)
  let gone = await sweepSessions(db, now)
  for (const query of [previews, invitations, guards]) {
    gone += Number((await query.executeTakeFirst()).numDeletedRows)
  }
  return gone
}
