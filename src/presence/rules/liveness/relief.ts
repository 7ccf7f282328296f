import { lumaOf } from './emission.ts'
import { deviation, dot, median, noiseOf, without } from './numbers.ts'
import type { LivenessPolicy } from './policy.ts'
import type { Reading, Trail } from './reading.ts'
import { litOf, responseOf, skinOf } from './response.ts'
import { measuredOf, unusableOf } from './say.ts'

/**
 * Whether the nose has two sides (Aurora Guard's normal cue). I = albedo·(n·l), so N = (I_left − I_right)/(I_left + I_right)
 * of the two flanks of the nose changes as the left or the right half of the screen is brighter, and not on flat paper.
 * Value: slope of N over the difference of the halves (linear luma), divided by the screen's gain on the whole face, so
 * that neither the room's light nor the skin matter: half the difference of what the two flanks see of one half, 0 for
 * flat, up to 0.5. Drift and movements are taken out first.
 *
 * Parts: `nose` the same, `cheeks` likewise for the cheeks, `error` the standard error of the value.
 *
 * Stops flat and gently bent pictures, on paper or screen. Cannot stop paper folded over a real nose or solid masks. Needs
 * a dim room, a near screen and flashes with unequal halves.
 */
export function readRelief(trail: Trail, { light, relief }: LivenessPolicy): Reading {
  const usual = median(trail.frames.map(({ face }) => face.turn))
  const lit = litOf(trail, light, ({ turn }) => Math.abs(turn - usual) <= relief.turnAtMost)
  if (typeof lit === 'string') return unusableOf('relief', lit)
  const skin = lit.frames.map((frame) => skinOf(frame.face))
  const { gain, lagMs, snrDb } = responseOf(lit, skin, light)
  const halves = without(
    lit.emitted(lagMs).map(({ left, right }) => lumaOf(left) - lumaOf(right)),
    lit.nuisance,
  )
  if (!(deviation(halves) >= relief.contrastAtLeast)) return unusableOf('relief', 'notMeasured')
  if (!(snrDb >= light.snrAtLeastDb) || !(gain > 0)) return unusableOf('relief', 'tooBright')

  const slopeOf = (side: 'Nose' | 'Cheek') => {
    const contrast = without(
      lit.frames.map(({ face }) => {
        const [left, right] = [lumaOf(face.live.light[`left${side}`]), lumaOf(face.live.light[`right${side}`])]
        return (left - right) / Math.max(left + right, 1e-4)
      }),
      lit.nuisance,
    )
    const power = dot(halves, halves)
    return { slope: dot(contrast, halves) / power, error: noiseOf(contrast) / Math.sqrt(power) }
  }
  const [nose, cheeks] = [slopeOf('Nose'), slopeOf('Cheek')]
  const error = nose.error / gain
  if (!(error <= relief.errorAtMost)) return unusableOf('relief', 'tooBright')
  return measuredOf('relief', nose.slope / gain, { nose: nose.slope / gain, cheeks: cheeks.slope / gain, error })
}
