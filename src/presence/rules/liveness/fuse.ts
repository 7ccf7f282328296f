import type { Calibration, Table } from './calibration.ts'
import type { LivenessPolicy } from './policy.ts'
import type { Reading, SignalName } from './reading.ts'

/** What one signal contributed, in nats; 0 where it said nothing. */
export interface Contribution {
  readonly signal: SignalName
  readonly evidence: number
}
export interface Fused {
  readonly score: number
  readonly parts: readonly Contribution[]
}

type Limits = LivenessPolicy['fuse']

/**
 * Adds up what the readings are worth: bounded log likelihood ratios as if the signals were independent (naive Bayes). They
 * are not, so support together is capped (`supportAtMost`): a mask that does everything else right must not buy off its
 * stiff chin. Signals that say nothing weigh nothing, so the score of an attempt without any is 0.
 */
export function fuse(readings: readonly Reading[], calibration: Calibration, limits: Limits): Fused {
  const parts = readings.map((reading) => ({
    signal: reading.signal,
    evidence: reading.kind === 'measured' ? worthOf(reading.value, calibration[reading.signal].table) : 0,
  }))
  const sum = (sign: 1 | -1): number =>
    parts.reduce((total, { evidence }) => total + (Math.sign(evidence) === sign ? evidence : 0), 0)
  return { score: Math.min(sum(1), limits.supportAtMost) + sum(-1), parts }
}

/** `doubtful`: one more action is asked for; what it adds decides. No evidence at all is `alive`: only evidence against fails. */
export function judgeScore(score: number, limits: Limits): 'alive' | 'doubtful' | 'notAlive' {
  if (score < limits.failsBelow) return 'notAlive'
  return score < limits.doubtfulBelow ? 'doubtful' : 'alive'
}

/** Reads a table: straight between its points, flat outside. */
export function worthOf(value: number, table: Table): number {
  const after = table.findIndex(([at]) => at >= value)
  const [before, next] = [table[after - 1], table[after]]
  if (next === undefined) return table.at(-1)?.[1] ?? 0
  if (before === undefined) return next[1]
  return before[1] + ((next[1] - before[1]) * (value - before[0])) / (next[0] - before[0])
}
