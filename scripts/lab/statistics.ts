import { shareBounds } from '../../src/presence/rules/spotCheck.ts'

/** A count out of a count with the exact upper bound of Clopper and Pearson (1934), one-sided at 95 %. */
export interface Rate {
  readonly hits: number
  readonly of: number
  /** 0 of nothing is 0, with a bound of 1: nothing is known. */
  readonly share: number
  readonly upper95: number
}

export const rateOf = (hits: number, of: number): Rate => ({
  hits,
  of,
  share: of === 0 ? 0 : hits / of,
  upper95: upperBound(hits, of),
})

/** The exact upper bound, one-sided; of nothing it is 1. */
export const upperBound = (hits: number, of: number, confidence = 0.95): number =>
  of === 0 ? 1 : shareBounds(hits, of, 2 * confidence - 1).high

/** The linear quantile of unsorted numbers; null of none. */
export function quantileOf(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  return low === undefined || high === undefined ? null : low + (high - low) * (place - Math.floor(place))
}

/** A point of a detection error trade-off: what is let through of the attacks, and refused of the genuine, at a threshold. */
export interface TradeOff {
  readonly threshold: number
  readonly apcer: number
  readonly bpcer: number
}

/** The whole trade-off from the lowest threshold to the highest; a score at the threshold passes. */
export function tradeOff(genuine: readonly number[], attacks: readonly number[]): readonly TradeOff[] {
  const [ours, theirs] = [genuine.toSorted((a, b) => a - b), attacks.toSorted((a, b) => a - b)]
  const thresholds = [...new Set([...ours, ...theirs]), Number.POSITIVE_INFINITY].sort((a, b) => a - b)
  const [refusedAt, stoppedAt] = [countingBelow(ours), countingBelow(theirs)]
  return thresholds.map((threshold) => ({
    threshold,
    apcer: 1 - stoppedAt(threshold),
    bpcer: refusedAt(threshold),
  }))
}

/** The share of rising scores below thresholds that rise, too. */
function countingBelow(scores: readonly number[]): (threshold: number) => number {
  let below = 0
  return (threshold) => {
    while (below < scores.length && (scores[below] ?? 0) < threshold) below += 1
    return below / scores.length
  }
}

/** Where both errors are nearest to each other; nothing where one kind is missing. */
export function equalError(genuine: readonly number[], attacks: readonly number[]): TradeOff | undefined {
  if (genuine.length === 0 || attacks.length === 0) return undefined
  const apart = ({ apcer, bpcer }: TradeOff) => Math.abs(apcer - bpcer)
  return tradeOff(genuine, attacks).reduce((best, point) => (apart(point) < apart(best) ? point : best))
}
