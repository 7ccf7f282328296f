import * as routes from '../../contract/routes/people.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { listBadTexts } from '../rules/text.ts'
import { mayTouchUnit, pathOf, wouldCycle } from '../rules/tree.ts'
import { listVisibleSites } from '../store/reach.ts'
import { findCounty, findSite, listSites, listUnits, lockCounty, readParents } from '../store/tree.ts'

const readTree = answer(routes.readTree, async (_, ask) => {
  const { db, countyId } = ask
  const county = (await findCounty(db)) ?? refuse('notFound')
  const [units, sites] = await Promise.all([listUnits(db, countyId), listSites(db, countyId)])
  return { county, units, sites, visibleSites: await listVisibleSites(db, countyId, callerOf(ask)) }
})

const keepCounty = answer(routes.keepCounty, async ({ body }, ask) => {
  checkTexts({ ...body.complaints, name: body.name })
  const county = (await findCounty(ask.db)) ?? refuse('notFound')
  await ask.record('countyNamed', { name: body.name, demo: county.demo, complaints: body.complaints })
  return { done: true as const }
})

const keepUnit = answer(routes.keepUnit, async ({ params, body }, ask) => {
  checkTexts(body)
  await lockCounty(ask.db, ask.countyId)
  const { unitId } = params
  const parents = await readParents(ask.db, ask.countyId)
  if (body.parentId !== null && !parents.has(body.parentId)) refuse('badInput', ['parentId'])
  if (wouldCycle(parents, unitId, body.parentId)) refuse('unitCycle')
  const unit = { unitId, ...body }
  await ask.record('unitKept', unit)
  return unit
})

const keepSite = answer(routes.keepSite, async ({ params, body }, ask) => {
  checkTexts({ name: body.name, address: body.address, dutyPhone: body.dutyPhone })
  await lockCounty(ask.db, ask.countyId)
  const before = await findSite(ask.db, ask.countyId, params.siteId)
  await demandTouch(ask, before ? [body.unitId, before.unitId] : [body.unitId])
  const site = { siteId: params.siteId, ...body }
  await ask.record('siteKept', site, { siteId: site.siteId })
  return site
})

/** Refuses unless the caller looks after every one of the units, and unless they exist. */
export async function demandTouch(ask: Ask, unitIds: readonly string[]): Promise<void> {
  const parents = await readParents(ask.db, ask.countyId)
  for (const unitId of unitIds) {
    if (!parents.has(unitId)) refuse('badInput', ['unitId'])
    if (!mayTouchUnit(callerOf(ask).grants, pathOf(parents, unitId))) refuse('forbidden')
  }
}

/** Refuses text that could not be shown or exported as it is. */
export function checkTexts(body: Readonly<Record<string, unknown>>): void {
  const bad = listBadTexts(body)
  if (bad.length > 0) refuse('badInput', bad)
}

export const treeAnswers: readonly Answer[] = [readTree, keepCounty, keepUnit, keepSite]
