import { sql } from 'kysely'
import { appealDays } from '../../../contract/suspects.ts'
import { erase } from '../../../fact/erasure.ts'
import { type Ask, callerOf } from '../../../http/answer.ts'
import { refuse } from '../../../kit/refusals.ts'
import { toMs } from '../../../kit/time.ts'
import { appealUntilMs } from './mayJudge.ts'
import type { SuspectKept } from './store.ts'

/**
 * Destroys all facts of a suspect, with a certificate for each, and its read rows. Refuses `stillOpen` while it is
 * undecided, an appeal waits, or one may still come.
 */
export async function eraseSuspectWhole(ask: Ask, suspect: SuspectKept, reason: string): Promise<void> {
  const { db, countyId, now } = ask
  if (isOpen(suspect, toMs(now))) refuse('stillOpen')
  const { suspect_id: suspectId } = suspect
  const { rows } = await sql<{ id: string }>`
    select id from fact
    where county_id = ${countyId} and body ->> 'suspectId' = ${suspectId}
      and kind in ('suspectRaised', 'suspectDecided', 'suspectAppealed', 'suspectAppealDecided', 'caseFiled')
    order by position`.execute(db)
  const by = { kind: 'account', id: callerOf(ask).accountId } as const
  await erase(
    db,
    rows.map(({ id }) => id),
    reason,
    { countyId, now, by, siteId: suspect.site_id, simulated: suspect.simulated },
  )
  for (const table of ['suspect', 'suspect_member', 'suspect_appeal', 'suspect_case'] as const)
    await db.deleteFrom(table).where('county_id', '=', countyId).where('suspect_id', '=', suspectId).execute()
}

function isOpen({ decision, decided_at, appeals }: SuspectKept, now: number): boolean {
  if (decision === null || decided_at === null) return true
  if (appeals.some((it) => it.outcome === null)) return true
  return decision === 'confirmed' && now < appealUntilMs(toMs(decided_at), appealDays)
}
