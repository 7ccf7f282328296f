import { listDays, numberOf } from '../../calendar/plainDay.ts'
import type { Gap } from '../../contract/roster.ts'
import type { Duty } from '../../contract/routes/duties.ts'
import * as routes from '../../contract/routes/duties.ts'
import type { Second } from '../../contract/second.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { groupBy } from '../../kit/grouping.ts'
import { refuse } from '../../kit/refusals.ts'
import { type Day, dayOf, toIso, toMs } from '../../kit/time.ts'
import { doOrPropose } from '../../people/proposing.ts'
import { listVisibleSites } from '../../people/store/reach.ts'
import { findSite, listSites, lockCounty } from '../../people/store/tree.ts'
import { demandLines, demandTexts } from '../../people/texts.ts'
import { spanOfDays } from '../duty.ts'
import { dutiesAct, dutyCancelAct, isGone } from '../dutyActs.ts'
import { planFill } from '../filling.ts'
import { readDutyFile } from '../importing.ts'
import { listGapsAt } from '../openings.ts'
import { demandNotOwnPast, demandSite } from '../reach.ts'
import { endOuting, keepOuting } from '../requests/asking.ts'
import { findDuty, findKeptDuty, listDutiesAt, listOutings } from '../store.ts'

const listDutiesAnswer = answer(routes.listDuties, async ({ query }, ask) => {
  const { db, countyId } = ask
  demandDays(query.from, query.to, longestList)
  const span = spanOfDays(query.from, query.to)
  const wanted = query.siteId
  const visible = await listVisibleSites(db, countyId, callerOf(ask))
  const siteIds = visible.filter((siteId) => wanted === undefined || siteId === wanted)
  const duties = await listDutiesAt(db, countyId, span, { siteIds, most: mostDuties + 1 })
  if (duties.length > mostDuties) refuse('tooManyRows', { most: mostDuties })
  const outings = await listOutings(db, countyId, span, wanted)
  const within = new Set(siteIds)
  return { duties, outings: outings.filter((it) => within.has(it.siteId)) }
})

const mostDuties = 10_000

const keepDuty = answer(routes.keepDuty, async ({ params, body: { why: reason, ...body } }, ask) => {
  const duty = normalOf({ ...params, ...body })
  const before = (await findKeptDuty(ask.db, ask.countyId, duty.dutyId))?.duty
  const turns = before ? [before, duty] : [duty]
  const how = { takesTwo: turns.some((it) => isGone(it, ask.now)), reason }
  const second = await doOrPropose(ask, dutiesAct, { kind: 'duties', duties: [duty] }, how)
  return { ...duty, gaps: await gapsAround(ask, turns), second }
})

const cancelDuty = answer(routes.cancelDuty, async ({ params, body: { reason } }, ask) => {
  demandLines('reason', reason)
  const duty = (await findDuty(ask.db, ask.countyId, params.dutyId)) ?? refuse('notFound')
  const change = { kind: 'dutyCancel', dutyId: duty.dutyId, reason } as const
  const second = await doOrPropose(ask, dutyCancelAct, change, { takesTwo: isGone(duty, ask.now), reason })
  return { done: true as const, gaps: await gapsAround(ask, [duty]), second }
})

const importDuties = answer(routes.importDuties, async ({ file }, ask) => {
  await lockCounty(ask.db, ask.countyId)
  const { duties, bad } = await readDutyFile(file, ask)
  if (bad.length > 0) return { kept: 0, past: 0, seconds: [], bad }

  const { kept, seconds } = await keepAll(ask, duties)
  return { kept, past: duties.length - kept, seconds, bad }
})

const fillDuties = answer(routes.fillDuties, async ({ body }, ask) => {
  demandDays(body.from, body.to)
  for (const { note } of body.slots) demandTexts({ note })
  if (body.keep) await lockCounty(ask.db, ask.countyId)
  const site = await demandSite(ask, body.siteId)
  const { duties, unfilled } = await planFill(ask, site, body)
  const { seconds } = body.keep ? await keepAll(ask, duties) : { seconds: [] }
  const days = listDays(body.from, body.to)
  const gaps = await listGapsAt(ask.db, ask.countyId, { sites: [site], days, more: body.keep ? [] : duties })
  return { duties, unfilled, gaps, seconds }
})

/** What is to come is kept at once; what lies on days gone by is proposed, site by site. */
async function keepAll(ask: Ask, duties: readonly Duty[]): Promise<{ kept: number; seconds: Second[] }> {
  demandNotOwnPast(ask, duties)
  const ahead = duties.filter((it) => !isGone(it, ask.now))
  await ask.recordAll(
    'dutyKept',
    ahead.map((body) => ({ body, about: { siteId: body.siteId, staffId: body.staffId } })),
  )
  const seconds: Second[] = []
  for (const gone of groupBy(
    duties.filter((it) => isGone(it, ask.now)),
    (it) => it.siteId,
  ).values()) {
    seconds.push(await doOrPropose(ask, dutiesAct, { kind: 'duties', duties: [...gone] }, { takesTwo: true }))
  }
  return { kept: ahead.length, seconds }
}

const longestDays = 62
const longestList = 400

function demandDays(from: Day, to: Day, most = longestDays): void {
  if (to < from || numberOf(to) - numberOf(from) >= most) refuse('daysWrong')
}

const listGaps = answer(routes.listGaps, async ({ query: { siteId, from, to } }, ask) => {
  demandDays(from, to)
  const visible = new Set(await listVisibleSites(ask.db, ask.countyId, callerOf(ask)))
  const sites = (await listSites(ask.db, ask.countyId)).filter((it) => visible.has(it.siteId))
  return listGapsAt(ask.db, ask.countyId, {
    sites: siteId ? sites.filter((it) => it.siteId === siteId) : sites,
    days: listDays(from, to),
  })
})

/** Duties, field days and what they leave open. */
export const dutyAnswers: readonly Answer[] = [
  fillDuties,
  listDutiesAnswer,
  keepDuty,
  cancelDuty,
  importDuties,
  listGaps,
  answer(routes.keepOuting, ({ params, body }, ask) => keepOuting(ask, { ...params, ...body })),
  answer(routes.endOuting, async ({ params }, ask) => {
    await endOuting(ask, params.outingId)
    return { done: true } as const
  }),
]

/** Instants in UTC. */
const normalOf = (duty: Duty): Duty => ({
  ...duty,
  starts: toIso(toMs(duty.starts)),
  ends: toIso(toMs(duty.ends)),
})

/** The opening hours left with nobody on the days some duties touch, at their sites. */
async function gapsAround({ db, countyId }: Ask, duties: readonly Duty[]): Promise<Gap[]> {
  const gaps: Gap[] = []
  for (const siteId of new Set(duties.map((it) => it.siteId))) {
    const site = await findSite(db, countyId, siteId)
    const days = [...new Set(duties.filter((it) => it.siteId === siteId).flatMap(daysOf))].sort()
    if (site) gaps.push(...(await listGapsAt(db, countyId, { sites: [site], days })))
  }
  return gaps
}

const daysOf = ({ starts, ends }: Duty): Day[] => listDays(dayOf(starts), dayOf(toIso(toMs(ends) - 1)))
