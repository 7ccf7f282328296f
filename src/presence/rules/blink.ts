import type { FaceSignals } from '../../contract/signals.ts'
import { quantile } from './actions.ts'
import type { AttemptPolicy } from './policy.ts'

/** The eyes as they were so far: a rolling memory of how open they usually are, and the closure under way. */
export interface Eyes {
  readonly mesh: readonly number[]
  readonly iris: readonly number[]
  readonly lastOpenAt: number | null
  readonly closed: { readonly since: number; readonly last: number; readonly openBefore: number } | null
}

export interface Blink {
  readonly startedAt: number
  readonly endedAt: number
}

type Limits = Pick<
  AttemptPolicy,
  'blinkBelowMesh' | 'blinkBelowIris' | 'blinkBelowBoth' | 'blinkShortestMs' | 'blinkLongestMs'
>

/** Frames remembered: about three seconds, so that the 75th percentile is the open eye whatever its owner does. */
const memory = 45

/** Eyes of the neutral frames. Absolute openness says nothing: open eyes range from 0.22 to 0.36 between people. */
export function eyesOf(faces: readonly FaceSignals[]): Eyes {
  return { mesh: faces.map(meshOf), iris: faces.map(irisOf), lastOpenAt: null, closed: null }
}

/**
 * Folds one frame in. A blink is a closure that can have lasted between the two limits: a camera of 12 frames a second only
 * bounds the length, from first to last closed frame at least, from the open frame before to the one after at most. It is
 * told when the eyes are open again. `remembers` is false while the head is turned, which bends the ratio.
 */
export function readEyes(
  eyes: Eyes,
  at: number,
  face: FaceSignals,
  remembers: boolean,
  limits: Limits,
): { readonly eyes: Eyes; readonly blink: Blink | null; readonly open: boolean } {
  const shut = isShut(meshOf(face) / quantile(eyes.mesh, 0.75), irisOf(face) / quantile(eyes.iris, 0.75), limits)
  const remembered = remembers ? remember(eyes, face) : eyes
  if (shut) {
    const since = eyes.closed?.since ?? at
    const openBefore = eyes.closed?.openBefore ?? eyes.lastOpenAt ?? at
    return { eyes: { ...remembered, closed: { since, last: at, openBefore } }, blink: null, open: false }
  }
  const open = { ...remembered, lastOpenAt: at, closed: null }
  if (eyes.closed === null) return { eyes: open, blink: null, open: true }

  const { since, last, openBefore } = eyes.closed
  const counts = at - openBefore >= limits.blinkShortestMs && last - since <= limits.blinkLongestMs
  return { eyes: open, blink: counts ? { startedAt: since, endedAt: at } : null, open: true }
}

/** Either network sees closed eyes, or both together: small eyes, and eyes behind glasses, close less to each of them. */
const isShut = (mesh: number, iris: number, limits: Limits): boolean =>
  mesh < limits.blinkBelowMesh || iris < limits.blinkBelowIris || mesh * iris < (limits.blinkBelowBoth ?? 0)

const remember = (eyes: Eyes, face: FaceSignals): Eyes => ({
  ...eyes,
  mesh: [...eyes.mesh, meshOf(face)].slice(-memory),
  iris: [...eyes.iris, irisOf(face)].slice(-memory),
})

const meshOf = (face: FaceSignals): number => (face.eyes.left + face.eyes.right) / 2
const irisOf = (face: FaceSignals): number => (face.irisEyes.left + face.irisEyes.right) / 2
