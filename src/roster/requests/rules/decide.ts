import type { Wish } from '../../../contract/roster.ts'
import type { Grant } from '../../../http/answer.ts'
import type { Iso } from '../../../kit/time.ts'
import { toMs } from '../../../kit/time.ts'
import type { RequestKept } from './standing.ts'

/** Whom a request is about, with his unit and all above it. */
export interface Asker {
  readonly staffId: string
  readonly unitPath: readonly string[]
}

/** Who would decide. */
export interface Decider {
  readonly staffId: string | null
  readonly grants: readonly Grant[]
  /** He called this half-day absent, or confirmed it: an appeal against that is for somebody else. */
  readonly calledAbsent?: boolean
  /** He wrote it down himself, for the person. */
  readonly entered?: boolean
}

/** An open account that leads a unit and all below it; `unitId` null leads the whole county. */
export interface Head {
  readonly staffId: string | null
  readonly unitId: string | null
}

export type MayDecide = 'yes' | 'decisionOnSelf' | 'ownEntry' | 'forbidden'

/**
 * Whether somebody may decide what somebody asks for. Nobody about himself, nor what he wrote down for another. The county may; a head may about people of
 * his unit and below, but about another head only from above that one's unit. An appeal goes past the direct boss: it is
 * for the county and for heads above the nearest unit that has a head, never for the direct boss, the clerk of the unit
 * or whoever called the half-day absent, whatever else they are.
 */
export function mayDecide(kind: Wish['kind'], asker: Asker, decider: Decider, heads: readonly Head[]): MayDecide {
  if (decider.staffId === asker.staffId) return 'decisionOnSelf'
  if (decider.entered) return 'ownEntry'
  const bosses = bossesOf(asker, heads)
  const led = new Set(heads.filter(({ staffId }) => staffId !== asker.staffId).map(({ unitId }) => unitId))
  const direct = bosses.findIndex((unitId) => led.has(unitId))
  const leads = unitsLedBy(decider, heads)
  if (kind === 'appeal' && (decider.calledAbsent || isClose(asker, bosses[direct], decider, leads))) return 'forbidden'
  if (decider.grants.some(({ role }) => role === 'county')) return 'yes'

  const units = kind === 'appeal' ? bosses.slice(direct + 1) : bosses
  return decider.grants.some(({ role, unitId }) => role === 'head' && units.includes(unitId)) ? 'yes' : 'forbidden'
}

/** The units whose heads stand above somebody, the nearest first; the last is the whole county. */
function bossesOf({ staffId, unitPath }: Asker, heads: readonly Head[]): readonly (string | null)[] {
  const path = [...unitPath, null]
  const own = path.findLastIndex((unitId) => heads.some((it) => it.staffId === staffId && it.unitId === unitId))
  return path.slice(own + 1)
}

/** By this account or another one of the same person. */
const unitsLedBy = ({ staffId, grants }: Decider, heads: readonly Head[]): readonly (string | null)[] => [
  ...grants.filter(({ role }) => role === 'head').map(({ unitId }) => unitId),
  ...heads.filter((it) => staffId !== null && it.staffId === staffId).map(({ unitId }) => unitId),
]

/** The direct boss, or the clerk of the very unit. */
const isClose = (
  { unitPath }: Asker,
  direct: string | null | undefined,
  { grants }: Decider,
  leads: readonly (string | null)[],
): boolean =>
  (direct !== undefined && leads.includes(direct)) ||
  grants.some(({ role, unitId }) => role === 'clerk' && unitId !== null && unitId === unitPath[0])

export type Allowance<Why extends string> =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'refused'; readonly why: Why }

/** Whether a decision is made: by one who may, on what waits, and not against somebody without a reason. */
export function judgeDecision(
  { wish, standing }: Pick<RequestKept, 'wish' | 'standing'>,
  { decision, reason }: { decision: 'approved' | 'refused'; reason: string },
  asker: Asker,
  decider: Decider,
  heads: readonly Head[],
): Allowance<'decisionOnSelf' | 'ownEntry' | 'forbidden' | 'alreadyDone' | 'reasonWanted'> {
  const may = mayDecide(wish.kind, asker, decider, heads)
  if (may !== 'yes') return { kind: 'refused', why: may }
  if (standing.state !== 'waiting') return { kind: 'refused', why: 'alreadyDone' }
  if (decision === 'refused' && reason.trim() === '') return { kind: 'refused', why: 'reasonWanted' }
  return { kind: 'allowed' }
}

/** Whether a request can be taken back: while it waits; leave and outings also when approved, until they begin. */
export function judgeWithdrawal(
  { wish, span, standing }: Pick<RequestKept, 'wish' | 'span' | 'standing'>,
  now: Iso,
): Allowance<'alreadyDone' | 'leaveBegun'> {
  switch (standing.state) {
    case 'waiting':
      return { kind: 'allowed' }
    case 'approved':
      if (wish.kind === 'correction' || wish.kind === 'appeal') return { kind: 'refused', why: 'alreadyDone' }
      return toMs(now) < toMs(span.starts) ? { kind: 'allowed' } : { kind: 'refused', why: 'leaveBegun' }
    case 'refused':
    case 'withdrawn':
      return { kind: 'refused', why: 'alreadyDone' }
    default:
      return standing satisfies never
  }
}
