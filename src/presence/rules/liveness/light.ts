import type { LivenessPolicy } from './policy.ts'
import type { Reading, Trail } from './reading.ts'
import { litOf, type Response, responseOf, skinOf } from './response.ts'
import { measuredOf, unusableOf } from './say.ts'

/**
 * Whether the skin answers to the light that this very screen plays, in this very order (Face Flashing, NDSS 2018). Value:
 * ρ in [−1, 1], see `responseOf`. Parts: `lagMs` of screen and camera together, `lagSpread` over the sequence (ms),
 * `gain` the screen's share of the room's light, `energyRatio` the power of the answer of face against background,
 * `snrDb` the answer against the noise, `changeDb` all changes of colour against it.
 *
 * Stops recorded and injected video and anything filmed elsewhere. Does not stop paper or masks before this very screen:
 * they answer like skin. Where too little light comes back and no other light changes the colours of the face, the room is
 * called too bright and nothing is said, unless even the least answer of an indoor kiosk (`gainAtLeast`) would stand out of the
 * noise and there is none. A face in direct sun (beyond about 2000 lux) does not answer either: it is asked for one more action.
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
  if (!isLit && !isAbsent(face, light)) return unusableOf('light', 'tooBright')
  const background = responseOf(
    lit,
    lit.frames.map((frame) => frame.face.live.light.background),
    light,
  )
  const { rho, lagMs, gain, snrDb, lagSpread, changeDb } = face
  const energyRatio = Math.min(100, (gain / background.gain) ** 2)
  return measuredOf('light', rho, { rho, lagMs, lagSpread, energyRatio, snrDb, changeDb, gain })
}

/** Even the least answer of a kiosk would stand out of the noise, and there is none. */
function isAbsent({ rho, wholeDb }: Response, light: LivenessPolicy['light']): boolean {
  const wouldShow = wholeDb + 20 * Math.log10(light.gainAtLeast ?? 0) >= light.absentAtLeastDb
  return wouldShow && (light.absentBelow === null || rho <= light.absentBelow)
}
