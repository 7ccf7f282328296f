import { listDays, numberOf } from '../../calendar/plainDay.ts'
import type { Gap } from '../../contract/roster.ts'
import type { Duty } from '../../contract/routes/duties.ts'
import * as routes from '../../contract/routes/duties.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { type Day, dayOf, toIso, toMs } from '../../kit/time.ts'
import { listVisibleSites } from '../../people/store/reach.ts'
import { findSite, listSites, lockCounty } from '../../people/store/tree.ts'
import { demandLines, demandTexts } from '../../people/texts.ts'
import { findFault, findOverlap, spanOfDays } from '../duty.ts'
import { planFill } from '../filling.ts'
import { readDutyFile } from '../importing.ts'
import { listGapsAt } from '../openings.ts'
import { demandNotOwnPast, demandSite, demandStaff, lendingOf } from '../reach.ts'
import { endOuting, keepOuting } from '../requests/asking.ts'
import { findDuty, findKeptDuty, listDutiesAt, listDutiesOf, listOutings } from '../store.ts'
import { withdrawSwapsOf } from '../swaps.ts'

const listDutiesAnswer = answer(routes.listDuties, async ({ query }, ask) => {
  const { db, countyId } = ask
  demandDays(query.from, query.to, longestList)
  const span = spanOfDays(query.from, query.to)
  const wanted = query.siteId?.toLowerCase()
  const visible = await listVisibleSites(db, countyId, callerOf(ask))
  const siteIds = visible.filter((siteId) => wanted === undefined || siteId === wanted)
  const duties = await listDutiesAt(db, countyId, span, { siteIds, most: mostDuties + 1 })
  if (duties.length > mostDuties) refuse('tooManyRows', { most: mostDuties })
  const outings = await listOutings(db, countyId, span, wanted)
  const within = new Set(siteIds)
  return { duties, outings: outings.filter((it) => within.has(it.siteId)) }
})

const mostDuties = 10_000

const keepDuty = answer(routes.keepDuty, async ({ params, body }, ask) => {
  demandTexts({ note: body.note })
  const duty = normalOf({ ...params, ...body })
  await lockCounty(ask.db, ask.countyId)
  const { duty: before, cancelled } = (await findKeptDuty(ask.db, ask.countyId, duty.dutyId)) ?? {}
  if (before) await demandSite(ask, before.siteId)
  // Its cancellation was told to people and stands with its reason: what comes after it is another duty.
  if (cancelled) refuse('dutyCancelled')
  demandNotOwnPast(ask, before ? [before, duty] : [duty])
  await demandDuty(ask, duty)
  await ask.record('dutyKept', duty, { siteId: duty.siteId, staffId: duty.staffId })
  if (before && !isSameTurn(before, duty)) await withdrawSwapsOf(ask, [duty.dutyId])
  return { ...duty, gaps: await gapsAround(ask, before ? [before, duty] : [duty]) }
})

const cancelDuty = answer(routes.cancelDuty, async ({ params, body }, ask) => {
  demandLines('reason', body.reason)
  await lockCounty(ask.db, ask.countyId)
  const duty = (await findDuty(ask.db, ask.countyId, params.dutyId)) ?? refuse('notFound')
  await demandSite(ask, duty.siteId)
  demandNotOwnPast(ask, [duty])
  const about = { siteId: duty.siteId, staffId: duty.staffId }
  await ask.record('dutyCancelled', { dutyId: duty.dutyId, reason: body.reason }, about)
  await withdrawSwapsOf(ask, [duty.dutyId])
  return { done: true as const, gaps: await gapsAround(ask, [duty]) }
})

const importDuties = answer(routes.importDuties, async ({ file }, ask) => {
  await lockCounty(ask.db, ask.countyId)
  const { duties, bad } = await readDutyFile(file, ask)
  if (bad.length > 0) return { kept: 0, bad }

  await recordAll(ask, duties)
  return { kept: duties.length, bad }
})

const fillDuties = answer(routes.fillDuties, async ({ body }, ask) => {
  demandDays(body.from, body.to)
  for (const { note } of body.slots) demandTexts({ note })
  if (body.keep) await lockCounty(ask.db, ask.countyId)
  const site = await demandSite(ask, body.siteId)
  const { duties, unfilled } = await planFill(ask, site, body)
  if (body.keep) await recordAll(ask, duties)
  const days = listDays(body.from, body.to)
  const gaps = await listGapsAt(ask.db, ask.countyId, { sites: [site], days, more: body.keep ? [] : duties })
  return { duties, unfilled, gaps }
})

function recordAll(ask: Ask, duties: readonly Duty[]): Promise<readonly unknown[]> {
  demandNotOwnPast(ask, duties)
  return ask.recordAll(
    'dutyKept',
    duties.map((body) => ({ body, about: { siteId: body.siteId, staffId: body.staffId } })),
  )
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
    sites: siteId ? sites.filter((it) => it.siteId === siteId.toLowerCase()) : sites,
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

/** Ids in the one form in which they are kept, instants in UTC. */
const normalOf = (duty: Duty): Duty => ({
  ...duty,
  dutyId: duty.dutyId.toLowerCase(),
  staffId: duty.staffId.toLowerCase(),
  siteId: duty.siteId.toLowerCase(),
  starts: toIso(toMs(duty.starts)),
  ends: toIso(toMs(duty.ends)),
})

const isSameTurn = (a: Duty, b: Duty): boolean =>
  a.staffId === b.staffId && toMs(a.starts) === toMs(b.starts) && toMs(a.ends) === toMs(b.ends)

/** A duty must last a sensible while, at a site the clerk looks after, for somebody he may put there who is not on duty elsewhere. */
async function demandDuty(ask: Ask, duty: Duty): Promise<void> {
  if (findFault(duty)) refuse('spanWrong')
  await demandSite(ask, duty.siteId)
  const person = await demandStaff(ask, duty.staffId, dayOf(duty.starts))
  if (!(await lendingOf(ask))(person, duty.siteId)) refuse('staffElsewhere')
  const others = await listDutiesOf(ask.db, ask.countyId, duty.staffId, duty)
  const clash = findOverlap(duty, others)
  if (clash) refuse('dutyOverlaps', { dutyId: clash.dutyId, starts: clash.starts, ends: clash.ends })
}

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
