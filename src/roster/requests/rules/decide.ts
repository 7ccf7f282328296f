import type { Wish } from '../../../contract/roster.ts'
import type { Grant } from '../../../http/answer.ts'
import type { Iso } from '../../../kit/time.ts'
import { toMs } from '../../../kit/time.ts'
import type { RequestKept } from './standing.ts'

/** Whom a request is about: his unit and all above it, and the units of which he is head himself (null: the county). */
export interface Asker {
  readonly staffId: string
  readonly unitPath: readonly string[]
  readonly heads: readonly (string | null)[]
}

/** Who would decide. */
export interface Decider {
  readonly staffId: string | null
  readonly grants: readonly Grant[]
}

export type MayDecide = 'yes' | 'decisionOnSelf' | 'forbidden'

/**
 * Whether somebody may decide what somebody asks for. Nobody about himself. The county may; a head may about people of
 * his unit and below, but about another head only from above that one's unit. An appeal goes one step further up: never
 * to the direct boss or the clerk of the unit, whatever else they are.
 */
export function mayDecide(kind: Wish['kind'], asker: Asker, decider: Decider): MayDecide {
  if (decider.staffId === asker.staffId) return 'decisionOnSelf'
  const bosses = bossesOf(asker)
  const { grants } = decider
  if (kind === 'appeal' && isClose(asker, bosses, grants)) return 'forbidden'
  if (grants.some(({ role }) => role === 'county')) return 'yes'

  const units = kind === 'appeal' ? bosses.slice(1) : bosses
  return grants.some(({ role, unitId }) => role === 'head' && units.includes(unitId)) ? 'yes' : 'forbidden'
}

/** The units whose heads stand above somebody, the nearest first; the last is the whole county. */
function bossesOf({ unitPath, heads }: Asker): readonly (string | null)[] {
  const path = [...unitPath, null]
  const own = path.findLastIndex((unitId) => heads.includes(unitId))
  return path.slice(own + 1)
}

const isClose = ({ unitPath }: Asker, [direct]: readonly (string | null)[], grants: readonly Grant[]): boolean =>
  grants.some(
    ({ role, unitId }) =>
      (role === 'head' && unitId === direct) || (role === 'clerk' && unitId !== null && unitId === unitPath[0]),
  )

export type Allowance<Why extends string> =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'refused'; readonly why: Why }

/** Whether a decision is made: by one who may, on what waits, and not against somebody without a reason. */
export function judgeDecision(
  { wish, standing }: Pick<RequestKept, 'wish' | 'standing'>,
  { decision, reason }: { decision: 'approved' | 'refused'; reason: string },
  asker: Asker,
  decider: Decider,
): Allowance<'decisionOnSelf' | 'forbidden' | 'alreadyDone' | 'reasonWanted'> {
  const may = mayDecide(wish.kind, asker, decider)
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
