import type { Duty } from '../contract/routes/duties.ts'
import * as routes from '../contract/routes/duties.ts'
import { type Answer, type Ask, answer, callerOf } from '../http/answer.ts'
import { refuse } from '../kit/refusals.ts'
import { dayOf } from '../kit/time.ts'
import { hasLeft } from '../people/rules/staff.ts'
import { holdsWithin } from '../people/rules/tree.ts'
import { listVisibleSites } from '../people/store/reach.ts'
import { findStaff } from '../people/store/staff.ts'
import { findSite, unitPathOf } from '../people/store/tree.ts'
import { findFault, findOverlap, spanOfDays } from './duty.ts'
import { readDutyFile } from './importing.ts'
import { endOuting, keepOuting } from './requests/asking.ts'
import { findDuty, listDuties, listDutiesOf, listOutings } from './store.ts'

/** Duties and field days. */
export const rosterAnswers: readonly Answer[] = [
  answer(routes.listDuties, async ({ query }, ask) => {
    const { db, countyId } = ask
    const span = spanOfDays(query.from, query.to)
    const visible = new Set(await listVisibleSites(db, countyId, callerOf(ask)))
    const isVisible = ({ siteId }: { siteId: string }): boolean => visible.has(siteId)
    const duties = await listDuties(db, countyId, span, query.siteId)
    const outings = await listOutings(db, countyId, span, query.siteId)
    return { duties: duties.filter(isVisible), outings: outings.filter(isVisible) }
  }),

  answer(routes.keepDuty, async ({ params, body }, ask) => {
    const duty = { dutyId: params.dutyId, ...body }
    await demandDuty(ask, duty)
    await ask.record('dutyKept', duty, { siteId: duty.siteId, staffId: duty.staffId })
    return { ...duty, gaps: [] }
  }),

  answer(routes.cancelDuty, async ({ params, body }, ask) => {
    const duty = (await findDuty(ask.db, ask.countyId, params.dutyId)) ?? refuse('notFound')
    await demandSite(ask, duty.siteId)
    const about = { siteId: duty.siteId, staffId: duty.staffId }
    await ask.record('dutyCancelled', { dutyId: duty.dutyId, reason: body.reason }, about)
    return { done: true as const, gaps: [] }
  }),

  answer(routes.importDuties, async ({ file }, ask) => {
    const { duties, bad } = await readDutyFile(file, ask)
    if (bad.length > 0) return { kept: 0, bad }

    for (const duty of duties) await ask.record('dutyKept', duty, { siteId: duty.siteId, staffId: duty.staffId })
    return { kept: duties.length, bad }
  }),

  answer(routes.keepOuting, ({ params, body }, ask) => keepOuting(ask, { ...params, ...body })),

  answer(routes.endOuting, async ({ params }, ask) => {
    await endOuting(ask, params.outingId)
    return { done: true } as const
  }),
]

/** A duty must last a sensible while, at a site the clerk looks after, for somebody who works and is not on duty elsewhere. */
async function demandDuty(ask: Ask, duty: Duty): Promise<void> {
  if (findFault(duty)) refuse('spanWrong')
  await demandSite(ask, duty.siteId)
  await demandPresentStaff(ask, duty.staffId)
  const others = await listDutiesOf(ask.db, ask.countyId, duty.staffId, duty)
  const clash = findOverlap(duty, others)
  if (clash) refuse('dutyOverlaps', { dutyId: clash.dutyId, starts: clash.starts, ends: clash.ends })
}

async function demandSite(ask: Ask, siteId: string): Promise<void> {
  const site = (await findSite(ask.db, ask.countyId, siteId)) ?? refuse('notFound', 'siteId')
  const path = await unitPathOf(ask.db, ask.countyId, site.unitId)
  if (!holdsWithin(callerOf(ask).grants, ['clerk'], path)) refuse('forbidden')
}

async function demandPresentStaff(ask: Ask, staffId: string): Promise<void> {
  const person = (await findStaff(ask.db, ask.countyId, staffId)) ?? refuse('notFound', 'staffId')
  if (hasLeft(person, dayOf(ask.now))) refuse('staffLeft')
}
