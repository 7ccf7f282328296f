import type { Role, Site } from '../../contract/people.ts'
import * as routes from '../../contract/routes/visits.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { groupBy } from '../../kit/grouping.ts'
import { refuse } from '../../kit/refusals.ts'
import { addDays, type Day, type Iso, instantAt } from '../../kit/time.ts'
import { holdsWithin, pathOf } from '../../people/rules/tree.ts'
import { findStaff } from '../../people/store/staff.ts'
import { findSite, listSites, readParents } from '../../people/store/tree.ts'
import { demandLines } from '../../people/texts.ts'
import { seenBy } from '../handling/acting.ts'
import { listBreaches, listEmpties, wordExists } from './findings.ts'
import { rowsOf } from './rows.ts'
import { beginVisit, sayEnding } from './saying.ts'
import { countVisits, standingOf } from './standing.ts'
import { findVisitByCode, listVisitsBegun, listVisitsOf } from './store.ts'
import { findTyped } from './typed.ts'
import { worksAt } from './worksAt.ts'

const readers: readonly Role[] = ['county', 'head', 'clerk', 'inspector']
/** Single findings are for those who are not of the office. */
const judges: readonly Role[] = ['county', 'inspector']

/** What the office sees of visits, and enters for whoever calls. */
export function visitDeskAnswers(): Answer[] {
  return [
    answer(routes.enterVisit, async ({ body }, ask) => {
      const site = await getEntered(ask, body.siteId)
      const matter = await findTyped(ask, body.matterCode)
      if (matter === 'wrong') return refuse('matterCodeUnknown')
      const matterId = matter?.taken.matterId ?? null
      const beginning = { press: body.press, siteId: site.siteId, channel: 'phone', matterId } as const
      const { visitId, code, codeHash } = await beginVisit(ask, 'office', beginning)
      const visit = (await findVisitByCode(ask.db, ask.countyId, codeHash)) ?? refuse('notFound')
      const { outcome, told } = body
      if (outcome !== null)
        await sayEnding(ask, 'office', visit, { outcome, told, materials: [], typeId: null, matterId, after: '' })
      return { visitId, code }
    }),
    answer(routes.listVisits, async ({ query }, ask) => readDay(ask, query.day, query.siteId)),
    answer(routes.listVisitFindings, async ({ query }, ask) => readFindings(ask, query)),
    answer(routes.decideVisitFinding, async ({ params, body }, ask) => {
      const siteId = await wordExists(ask.db, ask.countyId, params.factId, body.finding)
      const sites = await listReachedSites(ask, judges)
      if (siteId === undefined || !sites.has(siteId)) return refuse('notFound')
      const { finding, decision, words } = body
      demandLines('words', words)
      await ask.record('visitFindingDecided', { wordId: params.factId, finding, decision, words }, { siteId })
      return { done: true as const }
    }),
    answer(routes.listMatterVisits, async ({ params }, ask) => {
      const { db, countyId } = ask
      await seenBy(ask, params.matterId)
      const visits = await listVisitsOf(db, countyId, params.matterId)
      const sites = new Map((await listSites(db, countyId)).map((it) => [it.siteId, it]))
      return { trips: visits.length, visits: await rowsOf(ask, visits, sites) }
    }),
  ]
}

/** A site somebody may enter a call for: one of the units he looks after, or where he works. */
async function getEntered(ask: Ask, siteId: string): Promise<Site> {
  const { db, countyId } = ask
  const site = await findSite(db, countyId, siteId)
  if (site === undefined || site.closed) return refuse('notFound', 'siteId')
  const { grants, staffId } = callerOf(ask)
  const parents = await readParents(db, countyId)
  if (holdsWithin(grants, readers, pathOf(parents, site.unitId))) return site
  const own = staffId === null ? undefined : await findStaff(db, countyId, staffId)
  return own && worksAt(parents, own, site) ? site : refuse('notFound', 'siteId')
}

/** Sites of the units the caller looks after in one of some roles. */
async function listReachedSites(ask: Ask, roles: readonly Role[]): Promise<Map<string, Site>> {
  const parents = await readParents(ask.db, ask.countyId)
  const { grants } = callerOf(ask)
  const sites = await listSites(ask.db, ask.countyId)
  const reached = sites.filter((it) => holdsWithin(grants, roles, pathOf(parents, it.unitId)))
  return new Map(reached.map((it) => [it.siteId, it]))
}

async function readDay(ask: Ask, day: Day, siteId: string | undefined) {
  const sites = await listReachedSites(ask, readers)
  const asked = siteId === undefined ? [...sites.keys()] : [siteId].filter((it) => sites.has(it))
  const span = { from: instantAt(day, '00:00'), to: instantAt(addDays(day, 1), '00:00'), siteIds: asked }
  const rows = await rowsOf(ask, await listVisitsBegun(ask.db, ask.countyId, span), sites)
  const bySite = groupBy(rows, (it) => it.siteId)
  return {
    rows,
    sites: asked.flatMap((id) => {
      const site = sites.get(id)
      const its = bySite.get(id) ?? []
      if (site === undefined || its.length === 0) return []
      const numbers = countVisits(its.map((it) => ({ ...it, breach: it.breach?.verdict === 'breach' })))
      const waiting = its.filter((it) => standingOf(it, ask.now) === 'waiting').length
      return [{ siteId: id, siteName: site.name, unitId: site.unitId, ...numbers, waiting }]
    }),
    asOf: ask.now,
  }
}

const longestDays = 92

async function readFindings(ask: Ask, { from, to }: { from: Day; to: Day }) {
  if (from > to || addDays(from, longestDays) < to) return refuse('daysWrong')
  const span: { from: Iso; to: Iso } = { from: instantAt(from, '00:00'), to: instantAt(addDays(to, 1), '00:00') }
  const sites = await listReachedSites(ask, readers)
  const readable = await listReachedSites(ask, judges)
  const empties = await listEmpties(ask, span, sites)
  const breaches = await listBreaches(ask, span, sites)
  const of = (id: string, finding: string) => empties.filter((it) => it.siteId === id && it.finding === finding).length
  const counts = [...sites.values()].map(({ siteId, name }) => ({
    siteId,
    siteName: name,
    saidHere: of(siteId, 'saidHere'),
    dutyEmpty: of(siteId, 'dutyEmpty'),
    hoursEmpty: of(siteId, 'hoursEmpty'),
    breaches: breaches.filter((it) => it.siteId === siteId && it.breach.verdict === 'breach').length,
  }))
  return {
    empties: empties.filter((it) => readable.has(it.siteId)),
    breaches: breaches.filter((it) => readable.has(it.siteId)).map(({ siteId: _, ...rest }) => rest),
    counts: counts.filter((it) => it.saidHere + it.dutyEmpty + it.hoursEmpty + it.breaches > 0),
    mayRead: readable.size > 0,
  }
}
