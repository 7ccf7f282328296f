import { followCheckIns } from '../../contract/routes/presence.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { findCaller } from '../../people/store/accounts.ts'
import { listVisibleSites } from '../../people/store/reach.ts'
import { asSeenBy, listGradedCheckIns } from './checkIns.ts'
import type { CheckInFeed } from './feed.ts'

/** A browser reconnects by itself; so a session that has ended is noticed. */
const longestMs = 10 * 60_000
const pulseMs = 20_000

/** Server-sent events: every new check-in the caller may see, as long as they may see it. */
export const followAnswer = (feed: CheckInFeed): Answer =>
  answer(followCheckIns, async (_, ask) => {
    const { reply, request } = ask
    reply.hijack()
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    reply.raw.write(': following\n\n')
    const pulse = setInterval(() => reply.raw.write(': still here\n\n'), pulseMs)
    const deadline = setTimeout(() => reply.raw.end(), longestMs)
    const deaf = feed.listen((ids, now) => {
      void tell({ ...ask, now }, ids).catch((failure: unknown) => {
        request.log.error(failure)
        reply.raw.end()
      })
    })
    reply.raw.once('close', () => {
      clearInterval(pulse)
      clearTimeout(deadline)
      deaf()
    })
  })

/** Whose role was revoked in between hears nothing more. */
async function tell(ask: Ask, ids: readonly string[]): Promise<void> {
  const { apart: db, countyId, now, reply } = ask
  const caller = await findCaller(db, callerOf(ask).accountId)
  if (caller === null) return
  const siteIds = await listVisibleSites(db, countyId, caller)
  if (siteIds.length === 0) return
  const rows = await listGradedCheckIns(db, countyId, { ids, siteIds }, now)
  for (const row of rows.toReversed())
    reply.raw.write(`event: checkIn\ndata: ${JSON.stringify(asSeenBy(caller, row))}\n\n`)
}
