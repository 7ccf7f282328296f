import type { Words } from '../contract/attendance.ts'
import type { Duty } from '../contract/routes/duties.ts'
import type { Ask } from '../http/answer.ts'
import { refuse } from '../kit/refusals.ts'
import { clockOf, dayOf, type Iso, toMs } from '../kit/time.ts'
import { act } from '../people/proposing.ts'
import { findSite, lockCounty } from '../people/store/tree.ts'
import { demandLines, demandTexts } from '../people/texts.ts'
import { findFault, findOverlap } from './duty.ts'
import { listPeopleById } from './people.ts'
import { demandNotOwnPast, demandSite, demandStaff, lendingOf } from './reach.ts'
import { findDuty, findKeptDuty, listDutiesOf } from './store.ts'
import { withdrawSwapsOf } from './swaps.ts'

/** A duty of a day gone by, whoever had it then: what is changed about it takes two. Today counts as what is to come. */
export const isGone = ({ starts }: Pick<Duty, 'starts'>, now: Iso): boolean => dayOf(starts) < dayOf(now)

/** Duties made or changed at one site. */
export const dutiesAct = act('duties', async (ask, { duties }) => {
  await lockCounty(ask.db, ask.countyId)
  const before: Duty[] = []
  for (const duty of duties) before.push(...(await demandKeepable(ask, duty)))
  const [first] = duties
  const site = first && (await findSite(ask.db, ask.countyId, first.siteId))
  const staffIds = [...new Set([...before, ...duties].map((it) => it.staffId))]
  return {
    concern: { unitId: site?.unitId ?? null, staffIds, accountIds: [] },
    told: {
      what: { zh: `${site?.name ?? ''}的值班`, en: `Duties at ${site?.name ?? ''}` },
      before: await sayDuties(ask, before),
      after: await sayDuties(ask, duties),
    },
    keep: () => keepDuties(ask, before, duties),
  }
})

async function keepDuties(ask: Ask, before: readonly Duty[], duties: readonly Duty[]) {
  const facts = await ask.recordAll(
    'dutyKept',
    duties.map((body) => ({ body, about: { siteId: body.siteId, staffId: body.staffId } })),
  )
  const moved = before.filter((it) => !duties.some((duty) => duty.dutyId === it.dutyId && isSameTurn(it, duty)))
  if (moved.length > 0) {
    await withdrawSwapsOf(
      ask,
      moved.map((it) => it.dutyId),
    )
  }
  return facts
}

const isSameTurn = (a: Duty, b: Duty): boolean =>
  a.staffId === b.staffId && toMs(a.starts) === toMs(b.starts) && toMs(a.ends) === toMs(b.ends)

/** A duty taken off the roster. */
export const dutyCancelAct = act('dutyCancel', async (ask, { dutyId, reason }) => {
  demandLines('reason', reason)
  await lockCounty(ask.db, ask.countyId)
  const duty = (await findDuty(ask.db, ask.countyId, dutyId)) ?? refuse('notFound')
  const site = await demandSite(ask, duty.siteId)
  demandNotOwnPast(ask, [duty])
  return {
    concern: { unitId: site.unitId, staffIds: [duty.staffId], accountIds: [] },
    told: {
      what: { zh: `${site.name}的值班`, en: `A duty at ${site.name}` },
      before: await sayDuties(ask, [duty]),
      after: { zh: '取消', en: 'Cancelled' },
    },
    keep: async () => {
      const about = { siteId: duty.siteId, staffId: duty.staffId }
      const cancelled = await ask.record('dutyCancelled', { dutyId: duty.dutyId, reason }, about)
      await withdrawSwapsOf(ask, [duty.dutyId])
      return [cancelled]
    },
  }
})

/** Refuses a duty that cannot be kept; answers it as it was kept before, if it was. */
async function demandKeepable(ask: Ask, duty: Duty): Promise<Duty[]> {
  demandTexts({ note: duty.note })
  const { duty: before, cancelled } = (await findKeptDuty(ask.db, ask.countyId, duty.dutyId)) ?? {}
  if (before) await demandSite(ask, before.siteId)
  // Its cancellation was told to people and stands with its reason: what comes after it is another duty.
  if (cancelled) refuse('dutyCancelled')
  demandNotOwnPast(ask, before ? [before, duty] : [duty])
  await demandDuty(ask, duty)
  return before ? [before] : []
}

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

const mostSaid = 12

async function sayDuties({ db, countyId }: Ask, duties: readonly Duty[]): Promise<Words> {
  if (duties.length === 0) return { zh: '没有值班', en: 'No duty' }
  const people = await listPeopleById(
    db,
    countyId,
    duties.map((it) => it.staffId),
  )
  const said = duties.slice(0, mostSaid).map((it) => `${people.get(it.staffId)?.name ?? ''} ${sayTurn(it)}`)
  const more = duties.length - said.length
  const [zh, en] = more > 0 ? [`；另有 ${more} 班`, `; ${more} more`] : ['', '']
  return { zh: said.join('；') + zh, en: said.join('; ') + en }
}

function sayTurn({ starts, ends, note }: Duty): string {
  const clock = (at: Iso): string => clockOf(at).slice(0, 5)
  const [first, last] = [dayOf(starts), dayOf(ends)]
  const until = first === last ? clock(ends) : `${last} ${clock(ends)}`
  return `${first} ${clock(starts)}–${until}${note === '' ? '' : ` ${note}`}`
}
