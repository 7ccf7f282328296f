import { mean, median } from './numbers.ts'
import type { Reading, Trail } from './reading.ts'
import { measuredOf, unusableOf } from './say.ts'

/**
 * What plugged-in passive models say of the pictures. Value: mean over the models of each one's median score, 1 is
 * genuine. Parts: the median of each model by its name.
 *
 * Weak evidence: measured, such a model tells prints and screens from faces (1 % error) and calls all masks genuine.
 */
export function readPassive(trail: Trail): Reading {
  const scores = new Map<string, number[]>()
  for (const { face } of trail.frames) {
    for (const [model, score] of Object.entries(face.passive ?? {})) {
      if (Number.isFinite(score)) scores.set(model, [...(scores.get(model) ?? []), score])
    }
  }
  if (scores.size === 0) return unusableOf('passive', 'notMeasured')
  const medians = [...scores].map(([model, some]) => [model, median(some)] as const)
  return measuredOf('passive', mean(medians.map(([, score]) => score)), Object.fromEntries(medians))
}
