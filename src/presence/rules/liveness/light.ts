import type { LivenessPolicy } from './policy.ts'
import type { Reading, Trail } from './reading.ts'
import { litOf, responseOf, skinOf } from './response.ts'
import { measuredOf, unusableOf } from './say.ts'

/**
 * Whether the skin answers to the light that this very screen plays, in this very order (Face Flashing, NDSS 2018). Value:
 * ρ in [−1, 1], see `responseOf`. Parts: `lagMs` of screen and camera together, `lagSpread` over the sequence (ms),
 * `gain` the screen's share of the room's light, `energyRatio` the power of the answer of face against background,
 * `snrDb` the answer against the noise, `changeDb` all changes of colour against it.
 *
 * Stops recorded and injected video and anything filmed elsewhere. Does not stop paper or masks before this very screen:
 * they answer like skin. Where too little light comes back and no other light changes the colours of the face, the room is
 * called too bright and nothing is said, unless it is known what this screen adds to this room (`usualGain`): an injected
 * film under steady lamps looks just like sunlight.
 */
export function readLight(trail: Trail, { light }: LivenessPolicy): Reading {
  const lit = litOf(trail, light)
  if (typeof lit === 'string') return unusableOf('light', lit)
  const face = responseOf(
    lit,
    lit.frames.map((frame) => skinOf(frame.face)),
    light,
  )
  const isLit = face.snrDb >= light.snrAtLeastDb || face.changeDb >= light.otherLightDb
  if (!isLit && light.usualGain === null) return unusableOf('light', 'tooBright')
  const background = responseOf(
    lit,
    lit.frames.map((frame) => frame.face.live.light.background),
    light,
  )
  const { rho, lagMs, gain, snrDb, lagSpread, changeDb } = face
  const energyRatio = Math.min(100, (gain / background.gain) ** 2)
  return measuredOf('light', rho, { rho, lagMs, lagSpread, energyRatio, snrDb, changeDb, gain })
}
