import type { Swap } from '../../contract/roster.ts'
import type { Duty } from '../../contract/routes/duties.ts'
import * as routes from '../../contract/routes/roster.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { addDays, dayOf, instantAt } from '../../kit/time.ts'
import { hasLeft } from '../../people/rules/staff.ts'
import { holdsWithin, pathOf } from '../../people/rules/tree.ts'
import { findStaff } from '../../people/store/staff.ts'
import { listSites, lockCounty, readParents } from '../../people/store/tree.ts'
import { demandTexts } from '../../people/texts.ts'
import { overlap } from '../duty.ts'
import { listColleagues, listPeopleById } from '../people.ts'
import { ownStaffId } from '../reach.ts'
import { lockPerson } from '../requests/kept.ts'
import { listAbsences } from '../requests/store.ts'
import { judgeSwap, standingAt, type Taker } from '../rules/swap.ts'
import { findDuty, listDuties, listDutiesById, listDutiesOf } from '../store.ts'
import { findSwap, listSwapsSince, withdrawSwapsOf } from '../swaps.ts'

const keptDays = 62

const listSwaps = answer(routes.listSwaps, async (_, ask) => {
  const { db, countyId } = ask
  const swaps = await listSwapsSince(db, countyId, instantAt(addDays(dayOf(ask.now), -keptDays), '00:00'))
  const duties = await listDutiesById(db, countyId, swaps.flatMap(idsOf))
  const mayRead = await readerOf(ask)
  const found = swaps.flatMap((swap) => {
    const duty = duties.get(swap.dutyId)
    if (!duty || !mayRead(swap, duty)) return []
    const returnDuty = (swap.returnDutyId !== null && duties.get(swap.returnDutyId)) || null
    return [{ ...swap, state: standingAt(swap.state, dutiesOf(swap, duties), ask.now), duty, returnDuty }]
  })
  const people = await listPeopleById(
    db,
    countyId,
    found.flatMap((it) => [it.fromStaffId, it.toStaffId]),
  )
  const nameOf = (staffId: string): string => people.get(staffId)?.name ?? ''
  return found.map((it) => ({ ...it, fromName: nameOf(it.fromStaffId), toName: nameOf(it.toStaffId) }))
})

const idsOf = ({ dutyId, returnDutyId }: Pick<Swap, 'dutyId' | 'returnDutyId'>): string[] =>
  returnDutyId === null ? [dutyId] : [dutyId, returnDutyId]

const dutiesOf = (swap: Swap, duties: ReadonlyMap<string, Duty>): Duty[] =>
  idsOf(swap).flatMap((id) => duties.get(id) ?? [])

/** The exchange as it stands now. */
async function findStanding({ db, countyId, now }: Ask, swapId: string): Promise<Swap | undefined> {
  const swap = await findSwap(db, countyId, swapId)
  if (swap === undefined) return undefined
  const duties = await listDutiesById(db, countyId, idsOf(swap))
  return { ...swap, state: standingAt(swap.state, dutiesOf(swap, duties), now) }
}

/** One's own, and those at the sites of the units in which one is clerk or head. */
async function readerOf(ask: Ask): Promise<(swap: Swap, duty: Duty) => boolean> {
  const { grants, staffId } = callerOf(ask)
  const parents = await readParents(ask.db, ask.countyId)
  const sites = (await listSites(ask.db, ask.countyId)).filter((site) =>
    holdsWithin(grants, ['clerk', 'head'], pathOf(parents, site.unitId)),
  )
  const within = new Set(sites.map((it) => it.siteId))
  return (swap, duty) => [swap.fromStaffId, swap.toStaffId].includes(staffId ?? '') || within.has(duty.siteId)
}

const askSwap = answer(routes.askSwap, async ({ params, body }, ask) => {
  const { db, countyId } = ask
  demandTexts({ note: body.note })
  const fromStaffId = ownStaffId(ask)
  await lockCounty(db, countyId)
  const before = await findStanding(ask, params.swapId)
  const asked = { ...params, ...body, fromStaffId }
  if (before) return isSameSwap(before, asked) ? before : refuse('idempotencyConflict')

  const duty = (await findDuty(db, countyId, asked.dutyId)) ?? refuse('notFound', 'dutyId')
  if (duty.staffId !== fromStaffId) refuse('forbidden')
  await demandColleague(ask, duty, asked.toStaffId)
  await demandPossible(ask, { ...asked, duty })
  await ask.record('swapAsked', asked, { siteId: duty.siteId, staffId: fromStaffId })
  return { ...asked, state: 'asked' as const, askedAt: ask.now }
})

type Asked = Omit<Swap, 'state' | 'askedAt'>

const isSameSwap = (a: Asked, b: Asked): boolean =>
  (['dutyId', 'fromStaffId', 'toStaffId', 'returnDutyId', 'note'] as const).every((key) => a[key] === b[key])

/** Whom a duty may go to: people of its site, or of the unit of whoever has it. */
async function demandColleague({ db, countyId }: Ask, duty: Duty, toStaffId: string): Promise<void> {
  const holder = await findStaff(db, countyId, duty.staffId)
  const taker = (await findStaff(db, countyId, toStaffId)) ?? refuse('notFound', 'toStaffId')
  if (taker.siteId !== duty.siteId && taker.unitId !== holder?.unitId) refuse('forbidden')
}

async function demandPossible(
  ask: Ask,
  { fromStaffId, toStaffId, returnDutyId, duty }: Asked & { duty: Duty },
): Promise<Duty | null> {
  const returnDuty =
    returnDutyId === null ? null : ((await findDuty(ask.db, ask.countyId, returnDutyId)) ?? refuse('swapGone'))
  const takers = {
    from: await takerOf(ask, fromStaffId, returnDuty ?? duty),
    to: await takerOf(ask, toStaffId, duty),
  }
  const fault = judgeSwap({ fromStaffId, toStaffId, duty, returnDuty }, takers, ask.now)
  if (fault) refuse(fault)
  return returnDuty
}

async function takerOf({ db, countyId, now }: Ask, staffId: string, taken: Duty): Promise<Taker> {
  const person = await findStaff(db, countyId, staffId)
  const last = [dayOf(taken.starts), dayOf(now)].sort().at(-1) ?? ''
  return {
    gone: !person || hasLeft(person, last),
    duties: await listDutiesOf(db, countyId, staffId, taken),
    away: await listAbsences(db, countyId, taken, [staffId]),
  }
}

const answerSwap = answer(routes.answerSwap, async ({ params, body }, ask) => {
  const { db, countyId } = ask
  const staffId = callerOf(ask).staffId ?? refuse('forbidden')
  await lockCounty(db, countyId)
  const swap = (await findStanding(ask, params.swapId)) ?? refuse('notFound')
  const mayAnswer = body.answer === 'withdrawn' ? swap.fromStaffId : swap.toStaffId
  if (![swap.fromStaffId, swap.toStaffId].includes(staffId)) refuse('notFound')
  if (mayAnswer !== staffId) refuse('forbidden')
  if (swap.state === body.answer) return swap
  if (swap.state === 'lapsed') refuse('dutyBegun')
  if (swap.state !== 'asked') refuse('alreadyDone')

  if (body.answer === 'agreed') await exchange(ask, swap)
  else await ask.record('swapAnswered', { swapId: swap.swapId, answer: body.answer }, { staffId })
  return { ...swap, state: body.answer }
})

/** Both duties change hands in one breath, with everything else that was asked about them taken back. */
async function exchange(ask: Ask, swap: Swap): Promise<void> {
  // Nobody's leave is approved meanwhile.
  for (const staffId of [swap.fromStaffId, swap.toStaffId].sort()) await lockPerson(ask.db, ask.countyId, staffId)
  const duty = (await findDuty(ask.db, ask.countyId, swap.dutyId)) ?? refuse('swapGone')
  const returnDuty = await demandPossible(ask, { ...swap, duty })
  await ask.record('swapAnswered', { swapId: swap.swapId, answer: 'agreed' }, { staffId: swap.toStaffId })
  await handOver(ask, duty, swap.toStaffId)
  if (returnDuty) await handOver(ask, returnDuty, swap.fromStaffId)
  await withdrawSwapsOf(ask, idsOf(swap), swap.swapId)
}

const handOver = (ask: Ask, duty: Duty, staffId: string) =>
  ask.record('dutyKept', { ...duty, staffId }, { siteId: duty.siteId, staffId })

const swapPartners = answer(routes.swapPartners, async ({ query }, ask) => {
  const { db, countyId } = ask
  const duty = (await findDuty(db, countyId, query.dutyId)) ?? refuse('notFound')
  if (duty.staffId !== ownStaffId(ask)) refuse('forbidden')
  const holder = (await findStaff(db, countyId, duty.staffId)) ?? refuse('notFound')
  const colleagues = await listColleagues(db, countyId, { ...holder, siteId: duty.siteId }, dayOf(duty.starts))
  const absences = await listAbsences(db, countyId, duty)
  const busy = new Set([
    duty.staffId,
    ...(await listDuties(db, countyId, duty)).map((it) => it.staffId),
    ...absences.filter((it) => overlap(it, duty)).map((it) => it.staffId),
  ])
  return colleagues.filter((it) => !busy.has(it.staffId))
})

/** Exchanges of duties, with both sides' consent. */
export const swapAnswers: readonly Answer[] = [listSwaps, askSwap, answerSwap, swapPartners]
