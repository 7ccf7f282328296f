import { listDays } from '../calendar/plainDay.ts'
import type { Site } from '../contract/people.ts'
import type { BodyOf } from '../contract/route.ts'
import type { Duty, fillDuties } from '../contract/routes/duties.ts'
import type { Ask } from '../http/answer.ts'
import { groupBy } from '../kit/grouping.ts'
import { newId } from '../kit/ids.ts'
import { refuse } from '../kit/refusals.ts'
import { addDays, clockOf, dayOf, type Iso, toIso, toMs } from '../kit/time.ts'
import { hasLeft } from '../people/rules/staff.ts'
import { isWorkday, loadDays } from './days.ts'
import { findFault, spanOfDays } from './duty.ts'
import { listPeopleById } from './people.ts'
import { lendingOf } from './reach.ts'
import { listAbsences } from './requests/store.ts'
import { instantsIn } from './rules/clock.ts'
import { type MsSpan, share } from './rules/spans.ts'
import { type Turn, type TurnFrame, takeTurns } from './rules/turns.ts'
import { listDuties } from './store.ts'

interface Filled {
  readonly duties: Duty[]
  readonly unfilled: { starts: Iso; ends: Iso; as: Duty['as'] }[]
}

/** Whom a site's duties of some days would go to in turn; keeps nothing. Refuses people who are not known. */
export async function planFill(ask: Ask, site: Site, body: BodyOf<typeof fillDuties>): Promise<Filled> {
  const { db, countyId } = ask
  const staffIds = [...new Set(body.slots.flatMap((it) => it.staffIds))]
  const days = await loadDays(db, countyId)
  const turns = takeTurns(body.slots, {
    days: listDays(body.from, body.to),
    isWorkday: (day) => isWorkday(days.of(site.unitId, day)),
    at: instantsIn(),
    ...(await listTaken(ask, site, body, staffIds)),
  })
  if (turns.some((it) => findFault(isoOf(it)))) refuse('spanWrong')
  return {
    duties: turns.flatMap((turn) => (turn.staffId === null ? [] : [dutyOf(turn, turn.staffId, site.siteId)])),
    unfilled: turns.filter((it) => it.staffId === null).map((it) => ({ ...isoOf(it), as: it.slot.as })),
  }
}

const isoOf = ({ starts, ends }: MsSpan) => ({ starts: toIso(starts), ends: toIso(ends) })

const dutyOf = (turn: Turn, staffId: string, siteId: string): Duty => ({
  dutyId: newId(),
  staffId,
  siteId,
  ...isoOf(turn),
  note: turn.slot.note,
  as: turn.slot.as,
})

/** How far back turns are looked for, in days: a round of forty people who are there one day in four. */
const lookBack = 160

/** When people last had a duty of the same hours and role. */
function lastTurns(before: readonly Duty[]): TurnFrame['lastTurn'] {
  const clocks = (starts: Iso, ends: Iso): string => `${clockOf(starts).slice(0, 5)} ${clockOf(ends).slice(0, 5)}`
  const last = new Map(
    before.map((it) => [`${it.staffId} ${it.as} ${clocks(it.starts, it.ends)}`, toMs(it.starts)] as const),
  )
  return (staffId, { as, from, to }) => last.get(`${staffId} ${as} ${from} ${to}`)
}

/** Who is not free when, and what stands on the roster already. */
async function listTaken(
  ask: Ask,
  site: Site,
  { from, to }: Pick<BodyOf<typeof fillDuties>, 'from' | 'to'>,
  staffIds: readonly string[],
) {
  const { db, countyId, now } = ask
  const people = await listPeopleById(db, countyId, staffIds)
  if (!staffIds.every((id) => people.has(id))) refuse('notFound', 'staffIds')
  const mayStand = await lendingOf(ask)
  const elsewhere = [...people.values()].filter((it) => !mayStand(it, site.siteId))
  if (elsewhere.length > 0) refuse('staffElsewhere', { staffIds: elsewhere.map((it) => it.staffId) })
  const span = spanOfDays(from, addDays(to, 1))
  const duties = await listDuties(db, countyId, span)
  const absences = await listAbsences(db, countyId, span, staffIds)
  const msOf = (it: { starts: Iso; ends: Iso }): MsSpan => ({ starts: toMs(it.starts), ends: toMs(it.ends) })
  const taken = groupBy(
    [...duties, ...absences].map((it) => ({ staffId: it.staffId, ...msOf(it) })),
    (it) => it.staffId,
  )
  const here = duties.filter((it) => it.siteId === site.siteId)
  return {
    isFree: (staffId: string, wanted: MsSpan): boolean => {
      const leftOn = people.get(staffId)?.leftOn ?? null
      const last = [dayOf(toIso(wanted.starts)), dayOf(now)].sort().at(-1) ?? ''
      return !hasLeft({ leftOn }, last) && !taken.get(staffId)?.some((it) => share(it, wanted))
    },
    listKept: ({ starts, ends }: MsSpan, as: Duty['as']): string[] =>
      here.filter((it) => it.as === as && toMs(it.starts) === starts && toMs(it.ends) === ends).map((it) => it.staffId),
    lastTurn: lastTurns(
      await listDuties(db, countyId, spanOfDays(addDays(from, -lookBack), addDays(from, -1)), site.siteId),
    ),
  }
}
