import type { Site } from '../../contract/people.ts'
import type { QueueView } from '../../contract/queue.ts'
import * as routes from '../../contract/routes/queue.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { addDays, dayOf, instantAt } from '../../kit/time.ts'
import { hasLeft } from '../../people/rules/staff.ts'
import { holdsWithin, type Parents, pathOf } from '../../people/rules/tree.ts'
import { findStaff } from '../../people/store/staff.ts'
import { findSite, listSites, readParents } from '../../people/store/tree.ts'
import { demandTexts } from '../../people/texts.ts'
import { worksAt } from '../visit/worksAt.ts'
import { decideAct } from './decide.ts'
import { expectWait } from './expected.ts'
import { inState } from './line.ts'
import { record } from './recording.ts'
import { findLine, findQueue, listTakenByHour, lockLine } from './store.ts'

const peakDays = 28

/** What the counters of a site do, and who opens its queue. */
export const queueDeskAnswers: readonly Answer[] = [
  answer(routes.listQueues, async (_, ask) => {
    const reach = await reachOf(ask)
    const sites = (await listSites(ask.db, ask.countyId)).filter((it) => !it.closed && reach.serves(it))
    return Promise.all(
      sites.map(async (site) => ({
        siteId: site.siteId,
        siteName: site.name,
        open: (await findQueue(ask.db, ask.countyId, site.siteId))?.open ?? false,
        mayKeep: reach.keeps(site),
      })),
    )
  }),
  answer(routes.readQueue, async ({ params }, ask) => viewOf(ask, await getSite(ask, params.siteId))),
  answer(routes.actAtCounter, async ({ params, body }, ask) => {
    const site = await getSite(ask, params.siteId)
    const { db, countyId, now } = ask
    await lockLine(db, countyId, site.siteId)
    const queue = await findQueue(db, countyId, site.siteId)
    if (!queue?.counters.includes(body.counter)) return refuse('badInput', [{ at: 'counter', problem: 'unknown' }])
    const day = dayOf(now)
    const decided = decideAct(await findLine(db, countyId, site.siteId, day), body)
    if ('refused' in decided) return refuse(decided.refused === 'idle' ? 'nobodyToCall' : 'numberOtherwise')
    await record(ask, site.siteId, day, decided.moves)
    return viewOf(ask, site)
  }),
  answer(routes.keepQueue, async ({ params, body }, ask) => {
    const site = await findSite(ask.db, ask.countyId, params.siteId)
    if (site === undefined || site.closed || !(await reachOf(ask)).keeps(site)) return refuse('notFound')
    for (const counter of body.counters) demandTexts({ counter })
    const counters = [...new Set(body.counters)]
    if (body.open && counters.length === 0) return refuse('badInput', [{ at: 'counters', problem: 'empty' }])
    await ask.record('queueKept', { siteId: site.siteId, open: body.open, counters }, { siteId: site.siteId })
    return { done: true as const }
  }),
  answer(routes.readPeaks, async ({ params }, ask) => {
    const { siteId } = await getSite(ask, params.siteId)
    const since = instantAt(addDays(dayOf(ask.now), -peakDays), '00:00')
    return listTakenByHour(ask.db, ask.countyId, siteId, since)
  }),
]

interface QueueReach {
  /** Works at the site, or looks after its unit. */
  serves(site: Site): boolean
  keeps(site: Site): boolean
}

async function reachOf(ask: Ask): Promise<QueueReach> {
  const { grants, staffId } = callerOf(ask)
  const parents: Parents = await readParents(ask.db, ask.countyId)
  const own = staffId === null ? undefined : await findStaff(ask.db, ask.countyId, staffId)
  const isHere = own !== undefined && !hasLeft(own, dayOf(ask.now))
  const keeps = ({ unitId }: Site): boolean => holdsWithin(grants, ['clerk', 'head'], pathOf(parents, unitId))
  return { keeps, serves: (site) => keeps(site) || (isHere && worksAt(parents, own, site)) }
}

async function getSite(ask: Ask, siteId: string): Promise<Site> {
  const site = await findSite(ask.db, ask.countyId, siteId)
  if (site === undefined || !(await reachOf(ask)).serves(site)) return refuse('notFound')
  return site
}

async function viewOf(ask: Ask, site: Site): Promise<QueueView> {
  const { db, countyId, now } = ask
  const queue = await findQueue(db, countyId, site.siteId)
  const line = await findLine(db, countyId, site.siteId, dayOf(now))
  return {
    siteId: site.siteId,
    siteName: site.name,
    open: queue?.open ?? false,
    counters: [...(queue?.counters ?? [])],
    waiting: line.waiting.flatMap((id) => line.tickets[id] ?? []),
    called: inState(line, 'called'),
    held: inState(line, 'held'),
    served: inState(line, 'done').length,
    left: inState(line, 'left').length,
    expected: expectWait(line, line.waiting.length, now),
    mayKeep: (await reachOf(ask)).keeps(site),
    asOf: now,
  }
}
