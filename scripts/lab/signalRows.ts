import { livenessPolicy } from '../../src/presence/rules/liveness/policy.ts'
import { type SignalName, signalNames } from '../../src/presence/rules/liveness/reading.ts'
import type { Presentation } from './presentation.ts'
import { equalError, type Rate, rateOf } from './statistics.ts'

/** One signal by itself, or all of them fused, against the attacks of the same world, simulated or real. */
export interface SignalRow {
  readonly signal: SignalName | 'fused'
  readonly simulated: boolean
  /** Where it stands alone: of its own equal error. Of `fused`: the product's own. */
  readonly threshold: number
  readonly eer: number | null
  readonly bpcer: Rate
  /** Attacks at or above the threshold. What the signal says nothing of is not counted. */
  readonly species: readonly { readonly name: string; readonly apcer: Rate }[]
}

/** Every signal that says something of living people and of attacks. */
export function signalRows(presentations: readonly Presentation[]): readonly SignalRow[] {
  return [false, true].flatMap((simulated) => {
    const own = presentations.filter(({ clip }) => clip.simulated === simulated)
    return ([...signalNames, 'fused'] as const).flatMap((signal) => signalRow(own, signal, simulated) ?? [])
  })
}

function signalRow(
  all: readonly Presentation[],
  signal: SignalRow['signal'],
  simulated: boolean,
): SignalRow | undefined {
  const [genuine, attacks] = [scoresOf(all, 'genuine', signal), scoresOf(all, null, signal)]
  const equal = equalError(genuine, attacks)
  if (equal === undefined) return undefined
  const threshold = signal === 'fused' ? livenessPolicy.fuse.failsBelow : equal.threshold
  const names = [...new Set(all.map(({ species }) => species))].filter((name) => name !== 'genuine').sort()
  const above = (scores: readonly number[]) => scores.filter((score) => score >= threshold).length
  return {
    signal,
    simulated,
    threshold,
    eer: (equal.apcer + equal.bpcer) / 2,
    bpcer: rateOf(genuine.length - above(genuine), genuine.length),
    species: names.map((name) => {
      const scores = scoresOf(all, name, signal)
      return { name, apcer: rateOf(above(scores), scores.length) }
    }),
  }
}

/** Scores of a species, of all attacks (null), or of living people. */
export const scoresOf = (
  all: readonly Presentation[],
  species: string | null,
  signal: SignalRow['signal'],
): readonly number[] =>
  all
    .filter((one) => (species === null ? one.species !== 'genuine' : one.species === species))
    .flatMap((one) => scoreOf(one, signal) ?? [])

function scoreOf({ liveness }: Presentation, signal: SignalRow['signal']): number | undefined {
  if (liveness === null) return undefined
  if (signal === 'fused') return liveness.score
  const reading = liveness.readings.find((one) => one.signal === signal)
  return reading?.kind === 'measured' ? reading.value : undefined
}
