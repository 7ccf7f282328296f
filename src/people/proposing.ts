import type { Change, ChangeKind, ChangeOf, Concern, Told } from '../contract/proposals.ts'
import type { Second } from '../contract/second.ts'
import type { Fact } from '../fact/fact.ts'
import { type Ask, type Caller, callerOf } from '../http/answer.ts'
import { newId } from '../kit/ids.ts'
import { refuse } from '../kit/refusals.ts'
import { judgeNeed, subjectOf } from './rules/proposal.ts'
import { listOfficers } from './store/officers.ts'
import { findSameOpen } from './store/proposals.ts'
import { readParents } from './store/tree.ts'
import { demandLines } from './texts.ts'

/** A change looked into on behalf of whoever wants it: it could be made now, and says what it would do. */
export interface Prepared {
  readonly concern: Concern
  readonly told: Told
  /** States the change's own facts, by whoever wants it. */
  readonly keep: () => Promise<readonly Fact[]>
}

/** An act that takes two, as its room knows it. `prepare` refuses what cannot be, takes its locks, and keeps nothing yet. */
export interface Act<K extends ChangeKind = ChangeKind> {
  readonly kind: K
  readonly prepare: (ask: Ask, change: ChangeOf<K>) => Promise<Prepared>
}

/** Binds an act to its kind; `AnyAct` is what lists of acts hold. */
export const act = <K extends ChangeKind>(kind: K, prepare: Act<K>['prepare']): Act<K> => ({ kind, prepare })

export interface AnyAct {
  readonly kind: ChangeKind
  readonly prepare: (ask: Ask, change: never) => Promise<Prepared>
}

/** How an act is to be done: at once where it needs nobody else. */
export interface How {
  /** False: one person may do it, as what is still to come. */
  readonly takesTwo: boolean
  readonly reason?: string | undefined
}

/**
 * Does an act at once where one person may; otherwise proposes it to somebody else, or makes it alone, marked so, where
 * no other person holds an office for it. Safe to repeat: what waits already is not proposed twice.
 */
export async function doOrPropose<K extends ChangeKind>(
  ask: Ask,
  { prepare }: Act<K>,
  change: ChangeOf<K>,
  { takesTwo, reason = '' }: How,
): Promise<Second> {
  demandLines('why', reason)
  const prepared = await prepare(ask, change)
  if (!takesTwo) {
    await prepared.keep()
    return { state: 'notNeeded' }
  }
  return propose(ask, change, prepared, reason)
}

async function propose(ask: Ask, change: Change, { concern, told, keep }: Prepared, reason: string): Promise<Second> {
  const { db, countyId, now } = ask
  const caller = callerOf(ask)
  const officers = await listOfficers(db, countyId)
  const subject = subjectOf(change, concern, await readParents(db, countyId))
  const need = judgeNeed(subject, caller, officers)
  if (need === 'nobody') refuse('nobodyToConfirm')
  const about = concern.staffIds.length === 1 ? { staffId: concern.staffIds[0] ?? '' } : {}
  const proposed = { change, told, concern, reason }
  if (need === 'second') {
    const same = await findSameOpen(db, countyId, { by: caller.accountId, change }, now)
    if (same !== undefined) return { state: 'awaited', proposalId: same }
    const proposalId = newId()
    await ask.record('changeProposed', { proposalId, ...proposed }, about)
    return { state: 'awaited', proposalId }
  }
  const proposalId = newId()
  const facts = await keep()
  const factIds = facts.map((it) => it.id)
  const alone = { alone: true, why: 'nobodyElse', factIds, unitId: concern.unitId } as const
  await ask.record('changeMadeAlone', { proposalId, ...proposed, ...alone }, about)
  return { state: 'alone', proposalId }
}

/** The same call as if somebody else had made it: what it records is by him. */
export function inNameOf(ask: Ask, caller: Caller): Ask {
  const by = { kind: 'account', id: caller.accountId } as const
  return {
    ...ask,
    caller,
    part: (work) => ask.part((inner) => work(inNameOf(inner, caller))),
    record: (kind, body, about) => ask.record(kind, body, { by, ...about }),
    recordAll: (kind, all) =>
      ask.recordAll(
        kind,
        all.map(({ body, about }) => ({ body, about: { by, ...about } })),
      ),
    recordApart: (kind, body, about) => ask.recordApart(kind, body, { by, ...about }),
  }
}
