import type { Staff } from '../../contract/people.ts'
import type { Wish } from '../../contract/roster.ts'
import type { Outing } from '../../contract/routes/duties.ts'
import { type Ask, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { type Iso, toIso, toMs } from '../../kit/time.ts'
import { holdsWithin } from '../../people/rules/tree.ts'
import { findStaff } from '../../people/store/staff.ts'
import { findSite, unitPathOf } from '../../people/store/tree.ts'
import { findRequest, listRequestsOf, lockPerson } from './kept.ts'
import { judgeRequest } from './rules/judge.ts'
import { isOpen, type RequestKept, spanOfWish } from './rules/standing.ts'

/** What somebody asks for, by an id he made himself. */
export interface Asking {
  readonly requestId: string
  readonly staffId: string
  readonly wish: Wish
}

/**
 * Keeps a request of the caller, or of somebody a clerk looks after. Safe to repeat with the same id and content. Only an
 * outing may be asked again under its id with another content, as long as nobody refused it and it was not taken back.
 */
export async function keepRequest(ask: Ask, given: Asking): Promise<RequestKept> {
  const asking = normalOf(given)
  const { requestId, staffId, wish } = asking
  const { staff, onBehalf } = await demandAsker(ask, staffId)
  if (wish.kind === 'outing') await demandSite(ask, wish.siteId, onBehalf)
  await lockPerson(ask.db, ask.countyId, staffId)
  const before = await findRequest(ask.db, ask.countyId, requestId)
  if (before && isRepeat(before, asking)) return before

  const others = await listRequestsOf(ask.db, ask.countyId, staffId, spanOfWish(wish))
  const frame = { now: ask.now, staff, others: others.filter((it) => it.requestId !== requestId) }
  const judged = judgeRequest(wish, frame)
  if (judged.kind === 'refused') refuse(judged.why, judged.detail)
  await record(ask, asking, { onBehalf, siteId: staff.siteId, isNew: before === undefined })
  return (await findRequest(ask.db, ask.countyId, requestId)) ?? refuse('notFound')
}

/** Notes an outing, which is a request that holds at once. */
export async function keepOuting(ask: Ask, { outingId, staffId, ...its }: Outing): Promise<Outing> {
  const { wish } = await keepRequest(ask, { requestId: outingId, staffId, wish: { kind: 'outing', ...its } })
  if (wish.kind !== 'outing') return refuse('idempotencyConflict')
  const { siteId, starts, ends, where } = wish
  return { outingId, staffId, siteId, starts, ends, where }
}

/** Back from the field, now or when it was to end. Safe to repeat. */
export async function endOuting(ask: Ask, outingId: string): Promise<void> {
  const { staffId } = await getOuting(ask, outingId)
  await lockPerson(ask.db, ask.countyId, staffId)
  const { requestId, wish, span } = await getOuting(ask, outingId)
  const { onBehalf } = await demandAsker(ask, staffId)
  await demandSite(ask, wish.siteId, onBehalf)
  // One that has not begun ends as it starts, not before.
  const ends = toMs(ask.now) < toMs(span.starts) ? span.starts : ask.now
  if (toMs(span.ends) <= toMs(ends)) return
  await ask.record('outingEnded', { outingId: requestId, ends }, { staffId, siteId: wish.siteId })
}

async function getOuting(ask: Ask, outingId: string) {
  const { wish, ...rest } = (await findRequest(ask.db, ask.countyId, outingId)) ?? refuse('notFound')
  return wish.kind === 'outing' ? { ...rest, wish } : refuse('notFound')
}

/** Instants in UTC. */
function normalOf({ wish, ...ids }: Asking): Asking {
  if (wish.kind !== 'outing') return { ...ids, wish }
  const utc = (iso: Iso): Iso => toIso(toMs(iso))
  return { ...ids, wish: { ...wish, starts: utc(wish.starts), ends: utc(wish.ends) } }
}

/** The person himself, or a clerk of his unit who writes it down for him. */
export async function demandAsker(ask: Ask, staffId: string): Promise<{ staff: Staff; onBehalf: boolean }> {
  const { grants, staffId: ownId } = callerOf(ask)
  const onBehalf = ownId !== staffId
  if (onBehalf && !grants.some(({ role }) => role === 'clerk')) refuse('forbidden')
  const staff = (await findStaff(ask.db, ask.countyId, staffId)) ?? refuse('notFound', 'staffId')
  if (onBehalf) await demandClerk(ask, staff.unitId)
  return { staff, onBehalf }
}

async function demandSite(ask: Ask, siteId: string, onBehalf: boolean): Promise<void> {
  const site = (await findSite(ask.db, ask.countyId, siteId)) ?? refuse('notFound', 'siteId')
  if (onBehalf) await demandClerk(ask, site.unitId)
}

async function demandClerk(ask: Ask, unitId: string): Promise<void> {
  const path = await unitPathOf(ask.db, ask.countyId, unitId)
  if (!holdsWithin(callerOf(ask).grants, ['clerk'], path)) refuse('forbidden')
}

/** Whether the very same was asked before under this id; refuses what cannot be asked under it any more. */
function isRepeat(before: RequestKept, { staffId, wish }: Asking): boolean {
  if (before.staffId !== staffId || before.wish.kind !== wish.kind) refuse('idempotencyConflict')
  if (isSame(before.wish, wish)) return true
  if (wish.kind !== 'outing') refuse('idempotencyConflict')
  if (!isOpen(before)) refuse('alreadyDone')
  return false
}

const isSame = (a: unknown, b: unknown): boolean => {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const [one, other] = [Object.entries(a), new Map(Object.entries(b))]
  return one.length === other.size && one.every(([key, value]) => isSame(value, other.get(key)))
}

interface How {
  readonly onBehalf: boolean
  readonly siteId: string
  readonly isNew: boolean
}

async function record(ask: Ask, { requestId, staffId, wish }: Asking, { onBehalf, siteId, isNew }: How): Promise<void> {
  // Two people who use one id at once do not share a lock: the key lets one of them through.
  const about = { staffId, siteId, ...(isNew && { idemKey: `requestMade:${requestId}` }) }
  if (wish.kind === 'outing') {
    const { kind: _, ...its } = wish
    await ask.record('outingKept', { outingId: requestId, staffId, ...its }, { staffId, siteId: its.siteId })
  }
  await ask.record('requestMade', { requestId, staffId, wish, onBehalf }, about)
}
