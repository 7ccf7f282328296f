import type { FaceSignals, FrameSignals } from '../contract/signals.ts'
import { describeAligned, describeBox, describeChip } from './describe.ts'
import type { Description } from './description.ts'
import type { Detector } from './detect.ts'
import { readIrises } from './iris.ts'
import { followFlow } from './live/flow.ts'
import { findLive } from './live/live.ts'
import type { Mesh } from './mesh.ts'
import type { Net } from './net.ts'
import type { Picture, Unreadable } from './picture.ts'
import { areNumbers, signalsOf } from './signals.ts'
import { anchorsOf, findFace, lostOf, type Track } from './track.ts'

/** What to do with a frame: signals only, or vectors too. */
export type Want = 'geometry' | 'description'

/** What a look at one frame gave. `description` only when it was wanted and a face was found. */
export type Seen =
  | Unreadable
  | { readonly kind: 'seen'; readonly signals: FrameSignals; readonly description?: Description }

/** The loaded models. */
export interface Eyes {
  readonly version: string
  readonly detect: Detector
  readonly mesh: Net
  readonly iris: Net
  readonly faceres: Net
  readonly recogniser: Net
  readonly mobilefacenet: Net
  readonly recognise: readonly PluggedRecogniser[]
  readonly judgePassive: readonly PluggedPassive[]
}

/** A plugged-in recogniser: its name in `Description.vectors` and how it describes. */
export interface PluggedRecogniser {
  readonly name: string
  readonly describe: (picture: Picture, mesh: Mesh) => Promise<Float32Array>
}

/** A plugged-in passive model: its name in `passive` and its score, 1 is genuine. */
export interface PluggedPassive {
  readonly name: string
  readonly judge: (picture: Picture, mesh: Mesh) => Promise<number>
}

/** Looks at a decoded picture. */
export async function lookAt(
  eyes: Eyes,
  before: Track,
  picture: Picture,
  want: Want,
): Promise<{ readonly seen: Seen; readonly track: Track }> {
  const found = await findFace(eyes.detect, eyes.mesh, before, picture)
  if (found.kind === 'searching') return { seen: { kind: 'seen', signals: { faces: 0 } }, track: lostOf(before) }

  const { mesh } = found
  const irisEyes = await readIrises(eyes.iris, picture, mesh)
  const passive = await judgeAll(eyes.judgePassive, picture, mesh)
  const measured = signalsOf(picture, mesh, irisEyes)
  // A mesh folded onto itself divides by nothing; such a face cannot be judged and counts as none.
  if (!areNumbers(measured)) return { seen: { kind: 'seen', signals: { faces: 0 } }, track: lostOf(before) }

  const flow = followFlow(before.kind === 'following' ? before.flow : undefined, picture, mesh, anchorsOf(before))
  const track: Track = { ...found, flow }
  const live = findLive(picture, mesh, flow)
  const face: FaceSignals = {
    ...measured,
    secondFace: found.secondFace,
    ...(live === undefined ? {} : { live }),
    ...(passive === undefined ? {} : { passive }),
  }
  const signals: FrameSignals = { faces: found.faces, face }
  if (want === 'geometry') return { seen: { kind: 'seen', signals }, track }
  return { seen: { kind: 'seen', signals, description: await describe(eyes, picture, mesh) }, track }
}

/** The vectors of one face. */
export async function describe(eyes: Eyes, picture: Picture, mesh: Mesh): Promise<Description> {
  const vectors: Record<string, Float32Array> = {
    fa: await describeAligned(eyes.recogniser, picture, mesh),
    fr: await describeBox(eyes.faceres, picture, mesh),
    mf: await describeChip(eyes.mobilefacenet, picture, mesh),
  }
  for (const { name, describe: ask } of eyes.recognise) vectors[name] = await ask(picture, mesh)
  return { version: eyes.version, vectors }
}

async function judgeAll(
  models: readonly PluggedPassive[],
  picture: Picture,
  mesh: Mesh,
): Promise<Record<string, number> | undefined> {
  if (models.length === 0) return undefined
  const scores: Record<string, number> = {}
  for (const { name, judge } of models) scores[name] = await judge(picture, mesh)
  return scores
}
