import type { Swap } from '../../contract/roster.ts'
import type { Duty } from '../../contract/routes/duties.ts'
import { type Iso, toMs } from '../../kit/time.ts'
import { overlap, type Span } from '../duty.ts'

/** What two people would exchange; without a return duty, one takes over the other's. */
export interface Exchange {
  readonly fromStaffId: string
  readonly toStaffId: string
  readonly duty: Duty
  readonly returnDuty: Duty | null
}

/** What an exchange stands at by an instant: once one of its duties began, nobody can agree any more. */
export const standingAt = (state: Swap['state'], duties: readonly Span[], now: Iso): Swap['state'] =>
  state === 'asked' && duties.some((it) => toMs(it.starts) <= toMs(now)) ? 'lapsed' : state

/** What is known of somebody who would take a duty, around its time. */
export interface Taker {
  /** Has left by the day of the duty, or is not known. */
  readonly gone: boolean
  readonly duties: readonly Duty[]
  /** Approved leave and field days. */
  readonly away: readonly Span[]
}

export type SwapFault = 'badInput' | 'dutyBegun' | 'dutyOverlaps' | 'staffAway' | 'staffLeft' | 'swapGone'

/**
 * What stands against an exchange at an instant; asked when it is proposed and again when it is agreed to. Both duties must
 * still be with those who give them and not have begun, and each must be free for what he takes. As a duty only ever goes
 * to somebody who is free for it, no row of exchanges ends with nobody on duty.
 */
export function judgeSwap(
  { fromStaffId, toStaffId, duty, returnDuty }: Exchange,
  takers: { readonly from: Taker; readonly to: Taker },
  now: Iso,
): SwapFault | undefined {
  if (fromStaffId === toStaffId) return 'badInput'
  if (duty.staffId !== fromStaffId || (returnDuty !== null && returnDuty.staffId !== toStaffId)) return 'swapGone'
  if ([duty, returnDuty].some((it) => it !== null && toMs(it.starts) <= toMs(now))) return 'dutyBegun'
  return (
    judgeTaker(duty, returnDuty, takers.to) ??
    (returnDuty ? judgeTaker(returnDuty, duty, takers.from) : takers.from.gone ? 'staffLeft' : undefined)
  )
}

/** Whether somebody can take a duty if he is rid of another. */
export function judgeTaker(taken: Duty, given: Duty | null, taker: Taker): SwapFault | undefined {
  if (taker.gone) return 'staffLeft'
  if (taker.away.some((span) => overlap(span, taken))) return 'staffAway'
  const kept = taker.duties.filter((it) => it.dutyId !== given?.dutyId && it.dutyId !== taken.dutyId)
  return kept.some((it) => overlap(it, taken)) ? 'dutyOverlaps' : undefined
}
