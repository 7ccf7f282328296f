import { countersign, listCheckIns } from '../../contract/routes/presence.ts'
import { type Answer, answer, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { listVisibleSites } from '../../people/store/reach.ts'
import { spanOfDays } from '../../roster/duty.ts'
import { asSeenBy, listGradedCheckIns } from './checkIns.ts'
import { getReachedSite } from './reach.ts'

const done = { done: true } as const

/** Check-ins for those who may see them, and the clerk as a witness. */
export const checkInAnswers: Answer[] = [
  answer(listCheckIns, async ({ query }, ask) => {
    const visible = await listVisibleSites(ask.db, ask.countyId, callerOf(ask))
    const siteIds = query.siteId === undefined ? visible : visible.filter((one) => one === query.siteId)
    if (siteIds.length === 0) return []
    const { starts: from, ends: before } = spanOfDays(query.day, query.day)
    const rows = await listGradedCheckIns(ask.db, ask.countyId, { siteIds, from, before }, ask.now)
    return rows.map((row) => asSeenBy(callerOf(ask), row))
  }),

  answer(countersign, async ({ params }, ask) => {
    const { db, countyId, now } = ask
    const [row] = await listGradedCheckIns(db, countyId, { ids: [params.checkInId] }, now)
    if (row === undefined) return refuse('notFound')
    await getReachedSite(ask, row.siteId, ['clerk'])
    // Nobody is a witness for themselves, and a face needs none.
    const { staffId } = callerOf(ask)
    if (staffId === row.staffId || row.method === 'face') return refuse('forbidden')
    if (row.countersignedBy !== null) return refuse('alreadyDone')
    const { checkInId, siteId } = row
    const body = { checkInId, staffId: row.staffId, siteId, witness: 'clerk', witnessStaffId: staffId } as const
    await ask.record('countersigned', body, {
      siteId,
      staffId: row.staffId,
      idemKey: `countersigned:${checkInId}`,
      simulated: row.simulated,
    })
    return done
  }),
]
