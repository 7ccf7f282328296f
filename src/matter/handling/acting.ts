import type { MatterAct } from '../../contract/matters.ts'
import { erase } from '../../fact/erasure.ts'
import { type Ask, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { dayOf } from '../../kit/time.ts'
import { hasLeft } from '../../people/rules/staff.ts'
import type { Parents } from '../../people/rules/tree.ts'
import { findStaff } from '../../people/store/staff.ts'
import { readParents } from '../../people/store/tree.ts'
import { demandLines } from '../../people/texts.ts'
import { judgeAct, judgeReopening } from './judge.ts'
import { type Keep, type Keeping, keepPassed, keepSaid } from './keeping.ts'
import type { Matter } from './matter.ts'
import { findMatter, lockMatter, typeOf } from './store.ts'
import { type Hand, handOf, maySee, type Person } from './who.ts'
import { loadWorkingTimes } from './working.ts'

/** Does one thing with a matter for the caller. */
export async function actOn(ask: Ask, matterId: string, act: MatterAct): Promise<Matter> {
  demandTexts(act)
  const { matter, hand, person, keeping } = await openFor(ask, matterId)
  if (act.act === 'offer') await demandReceiver(ask, act)
  const judged = judgeAct(matter, act, { type: keeping.type, hand, person, now: ask.now })
  if (judged.kind === 'refused') refuse(judged.why, judged.detail)
  const done = await keepSaid(matter, judged.facts, keeping)
  if (act.act === 'eraseWords') await eraseWords(ask, matter, act.reason)
  return done
}

/** What was kept of the citizen's words is destroyed, with a certificate; the read rows were made anew without them. */
async function eraseWords(ask: Ask, { taken, words, simulated }: Matter, reason: string): Promise<void> {
  const { db, countyId, now } = ask
  if (words === null) return
  const by = { kind: 'account', id: callerOf(ask).accountId } as const
  await erase(db, [words.factId], reason, { countyId, now, by, siteId: taken.siteId, simulated })
}

/** Opens a matter again that has ended, at the wish of the citizen who holds its receipt: nobody it was held by is asked. */
export async function reopenForCitizen(ask: Ask, matterId: string, reason: string): Promise<Matter> {
  demandLines('reason', reason)
  const { matter, keeping } = await openLocked(ask, matterId)
  const judged = judgeReopening(matter, keeping.type, reason)
  if (judged.kind === 'refused') refuse(judged.why, judged.detail)
  return keepSaid(matter, judged.facts, keeping, { kind: 'public' })
}

/** Who calls, with the unit he works in. */
export async function personOf(ask: Ask): Promise<Person> {
  const { staffId, grants } = callerOf(ask)
  const staff = staffId === null ? undefined : await findStaff(ask.db, ask.countyId, staffId)
  return { staffId, unitId: staff?.unitId ?? null, grants }
}

export interface Seen {
  readonly matter: Matter
  readonly person: Person
  readonly hand: Hand
  readonly parents: Parents
}

/** A matter as the caller sees it; refuses `notFound` to whoever it is no business of. */
export async function seenBy(ask: Ask, matterId: string): Promise<Seen> {
  const matter = (await findMatter(ask.db, ask.countyId, matterId)) ?? refuse('notFound')
  const [person, parents] = [await personOf(ask), await readParents(ask.db, ask.countyId)]
  const hand = handOf(matter, person, parents)
  return maySee(hand) ? { matter, person, hand, parents } : refuse('notFound')
}

/** The same once nobody else is at work on it, with all that time alone brought about kept. */
async function openFor(ask: Ask, matterId: string): Promise<Seen & { readonly keeping: Keeping }> {
  const { person, parents } = await seenBy(ask, matterId)
  const { matter, keeping } = await openLocked(ask, matterId)
  return { matter, person, parents, keeping, hand: handOf(matter, person, parents) }
}

async function openLocked(ask: Ask, matterId: string): Promise<{ matter: Matter; keeping: Keeping }> {
  const { db, countyId } = ask
  await lockMatter(db, countyId, matterId)
  const matter = (await findMatter(db, countyId, matterId)) ?? refuse('notFound')
  const keeping = await keepingFor(ask, await typeOf(db, countyId, matter))
  return { matter: await keepPassed(matter, keeping), keeping }
}

/** How a request keeps facts of a matter. */
export async function keepingFor(ask: Ask, type: Keeping['type']): Promise<Keeping> {
  const keep: Keep = (kind, body, about) => ask.record(kind, body, about)
  const { of } = await loadWorkingTimes(ask.db, ask.countyId)
  return { keep, type, clockworkOf: of, now: ask.now }
}

/** Somebody of the unit who has not left, or whoever has the post there. */
async function demandReceiver(ask: Ask, { toUnitId, toStaffId }: Extract<MatterAct, { act: 'offer' }>): Promise<void> {
  const parents = await readParents(ask.db, ask.countyId)
  if (!parents.has(toUnitId)) refuse('notFound', 'toUnitId')
  if (toStaffId === null) return
  const staff = (await findStaff(ask.db, ask.countyId, toStaffId)) ?? refuse('notFound', 'toStaffId')
  if (hasLeft(staff, dayOf(ask.now))) refuse('staffLeft')
  if (staff.unitId !== toUnitId) refuse('staffElsewhere')
}

/** What cannot be kept and shown as it is, is refused before it is judged. */
export function demandTexts(body: object): void {
  for (const [field, value] of Object.entries(body)) {
    if (typeof value === 'string') demandLines(field, value)
    else if (typeof value === 'object' && value !== null) demandTexts(value)
  }
}
