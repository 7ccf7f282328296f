import type { LightColour } from '../../../../src/contract/lightColours.ts'
import {
  type Action,
  flowPoints,
  type LightSequence,
  type LiveSignals,
  trackedPoints,
} from '../../../../src/contract/signals.ts'
import type { Component } from '../../../../src/presence/rules/challenge.ts'
import { type Landmark, placeOf } from '../../../../src/presence/rules/liveness/points.ts'
import { livenessPolicy } from '../../../../src/presence/rules/liveness/policy.ts'
import { readLiveness } from '../../../../src/presence/rules/liveness/read.ts'
import type { MeasuredFrame, Reading, SignalName, Trail } from '../../../../src/presence/rules/liveness/reading.ts'
import type { Surface } from '../../../../src/presence/simulate/liveHead.ts'
import { anyStage, type Stage, trailOf } from '../../../../src/presence/simulate/liveTrail.ts'
import { person } from '../../../../src/presence/simulate/person.ts'
import { seeded } from '../../../../src/presence/simulate/random.ts'
import { film, passed } from '../film.ts'

export const steps: readonly Action[] = ['turnLeft', 'openMouth', 'turnRight']

/** A passed attempt of somebody who does all that is asked, as if that surface had been before the camera. */
export function trail(
  seed: number,
  surface: Surface,
  { sequence, ...change }: Partial<Stage> & { readonly sequence?: LightSequence } = {},
  asked = steps,
): Trail {
  let filmed = filmOf(seed, asked)
  for (let again = 1; !passed(filmed.attempt); again += 1) filmed = filmOf(seed + 1000 * again, asked)
  const random = seeded(seed + 1_000_000)
  const any = anyStage(random, surface, (filmed.attempt.evidence.promptedAt ?? 0) - 60)
  const emission = any.emission && sequence ? { ...any.emission, sequence } : any.emission
  return trailOf(filmed, { ...any, emission, ...change }, random)
}

const filmOf = (seed: number, asked: readonly Action[]) =>
  film(seed, (random, victim) => person(random, victim, { slip: 0 }), { challenge: { steps: [...asked] } })

export const read = (name: SignalName, of: Trail, policy = livenessPolicy): Reading => {
  const found = readLiveness(of, policy).find(({ signal }) => signal === name)
  if (found === undefined) throw new Error(`no reading of ${name}`)
  return found
}

export function valueFrom(name: SignalName, of: Trail): number {
  const reading = read(name, of)
  if (reading.kind !== 'measured') throw new Error(`${name} is unusable: ${reading.why}`)
  return reading.value
}

export const partFrom = (name: SignalName, part: string, of: Trail): number => {
  const reading = read(name, of)
  return reading.kind === 'measured' ? (reading.parts[part] ?? Number.NaN) : Number.NaN
}

export const surfaces: readonly Surface[] = ['living', 'flat', 'bent', 'mask', 'film']

/** The trail with every frame's face changed. */
export const withFaces = (of: Trail, change: (face: Measured, i: number) => Measured): Trail => ({
  ...of,
  frames: of.frames.map((frame, i) => ({ ...frame, face: change(frame.face as Measured, i) })),
})
export type Measured = MeasuredFrame['face']

export const withLive = (of: Trail, change: (live: LiveSignals, i: number) => Partial<LiveSignals>): Trail =>
  withFaces(of, (face, i) => ({ ...face, live: { ...face.live, ...change(face.live, i) } }))

/** One frame in five is lost. */
export function withLosses(of: Trail, seed: number): Trail {
  const random = seeded(seed)
  return { ...of, frames: of.frames.filter(() => random() >= 0.2) }
}

/** The same scene in a mirror: left and right change places in points, light, flashes and turns. */
export function mirrored(of: Trail): Trail {
  const turned = withFaces(of, (face) => ({
    ...face,
    turn: 1 - face.turn,
    live: {
      ...face.live,
      points: mirroredPoints(face.live.points),
      light: mirroredLight(face.live.light),
      ...(face.live.flow === undefined ? {} : { flow: mirroredFlow(face.live.flow) }),
    },
  }))
  const { emission } = of
  const flashes = emission?.sequence.flashes.map(([left, right]): [LightColour, LightColour] => [right, left]) ?? []
  return {
    ...turned,
    emission: emission && { ...emission, sequence: { ...emission.sequence, flashes } },
    reads: of.reads.map((read) => ({ ...read, did: read.did.map((one) => mirror[one] ?? one) })),
  }
}

const mirror: Partial<Record<Component, Component>> = { left: 'right', right: 'left' }

const pairs = [
  [70, 300],
  [105, 334],
  [107, 336],
  [33, 263],
  [133, 362],
  [98, 327],
  [50, 280],
  [117, 346],
  [205, 425],
  [61, 291],
  [172, 397],
  [234, 454],
] as const

function mirroredPoints(points: readonly number[]): number[] {
  const other = new Map<number, number>(pairs.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]))
  return trackedPoints.flatMap((landmark) => {
    const { x, y } = placeOf(points, (other.get(landmark) ?? landmark) as Landmark)
    return [1 - x, y]
  })
}

/** Points in pairs follow each other in `flowPoints`; those of the middle line stand alone. */
const middle: ReadonlySet<number> = new Set([168, 6, 197, 195, 5, 4, 1, 2, 9, 151, 164])

function mirroredFlow({ anchor, points }: NonNullable<LiveSignals['flow']>): NonNullable<LiveSignals['flow']> {
  const sided = flowPoints.filter((point) => !middle.has(point))
  const mirroredPoint = flowPoints.flatMap((point) => {
    const place = sided.indexOf(point)
    const other = place < 0 ? point : (sided[place ^ 1] ?? point)
    const n = flowPoints.indexOf(other)
    const x = points[2 * n] ?? null
    return [x === null ? null : 1 - x, points[2 * n + 1] ?? null]
  })
  return { anchor, points: mirroredPoint }
}

const mirroredLight = (light: LiveSignals['light']): LiveSignals['light'] => ({
  ...light,
  leftCheek: light.rightCheek,
  rightCheek: light.leftCheek,
  leftNose: light.rightNose,
  rightNose: light.leftNose,
})
