import type { LivenessPolicy } from './policy.ts'
import type { Reading, SignalName } from './reading.ts'
import type { Calibration, Table, Tables } from './worth.ts'

/** What one signal contributed, in nats; 0 where it said nothing. */
export interface Contribution {
  readonly signal: SignalName
  readonly evidence: number
}
export interface Fused {
  readonly score: number
  /** The species of attack that explains the readings best; null where there is none to compare with. */
  readonly like: string | null
  readonly parts: readonly Contribution[]
}

/**
 * How much likelier the readings are of a living person than of the species of attack that explains them best: for each
 * species the log likelihood ratios of all readings are added up (as if signals were independent), and the smallest sum
 * counts (a generalised likelihood ratio). So a good answer to the light does not make up for a face without depth: it
 * speaks against screens, not against paper. Signals that say nothing weigh nothing; without any the score is 0.
 */
export function fuse(readings: readonly Reading[], { chosen, against }: Calibration): Fused {
  const species = Object.entries(against).map(([like, tables]) => {
    const parts = partsOf(readings, { ...chosen, ...tables })
    return { like, parts, score: totalOf(parts) }
  })
  const [worst] = species.toSorted((a, b) => a.score - b.score)
  if (worst !== undefined) return worst
  const parts = partsOf(readings, chosen)
  return { like: null, parts, score: totalOf(parts) }
}

const partsOf = (readings: readonly Reading[], tables: Tables): readonly Contribution[] =>
  readings.map((reading) => {
    const table = tables[reading.signal]
    const evidence = reading.kind === 'measured' && table !== undefined ? worthOf(reading.value, table) : 0
    return { signal: reading.signal, evidence }
  })

const totalOf = (parts: readonly Contribution[]): number => parts.reduce((sum, { evidence }) => sum + evidence, 0)

/** `doubtful`: one more action is asked for; what it adds decides. No evidence at all is `alive`: only evidence against fails. */
export function judgeScore(score: number, limits: LivenessPolicy['fuse']): 'alive' | 'doubtful' | 'notAlive' {
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
