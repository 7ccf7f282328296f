import { type FaceSignals, type LiveSignals, type Zone, zones } from '../../contract/signals.ts'
import type { Emitted, Rgb } from '../rules/liveness/emission.ts'
import { flowSpotsOf, headOf, type Spot, type Surface, shiftOf } from './liveHead.ts'
import { between, normal, type Random } from './random.ts'

// [Note: Simulated live signals]
// Numbers as the engine might measure them, from a rigid face with a jaw, Lambert's law with two lights, and noise. They
// show what the rules do with such numbers; no rate taken from them says anything of real skin, paper or screens.

/** One person or thing with all that stays the same over an attempt. */
export interface Subject {
  readonly surface: Surface
  readonly albedo: Rgb
  /** Directions in the space of poses along which the bits of the hash change. */
  readonly hash: readonly (readonly number[])[]
  readonly body: readonly number[]
  readonly edge: number
}

/** The room and the camera. `gain` is what a white screen adds to the room's light (share), `lagMs` from paint to picture. */
export interface Room {
  readonly ambient: Rgb
  readonly gain: number
  readonly lagMs: number
  /** Noise of one frame: of exposure, of a zone's light (shares) and of a point (eye distances). */
  readonly exposureNoise: number
  readonly lightNoise: number
  readonly pointNoise: number
}

export const anyRoom = (random: Random): Room => ({
  ambient: [between(random, 0.9, 1.2), 1, between(random, 0.7, 1)],
  gain: between(random, 0.1, 0.35),
  lagMs: between(random, 60, 180),
  exposureNoise: 0.01,
  lightNoise: 0.004,
  pointNoise: 0.008,
})

export function anySubject(random: Random, surface: Surface): Subject {
  const shade = between(random, 0.25, 0.5)
  const isSheet = surface === 'flat' || surface === 'bent'
  const bands = Array.from({ length: 24 }, () => random() ** 3)
  return {
    surface,
    albedo: [shade, shade * between(random, 0.55, 0.7), shade * between(random, 0.38, 0.55)],
    hash: Array.from({ length: 64 }, () => Array.from({ length: 5 }, () => normal(random, 0, 1))),
    body: bands.map((share, i) => share / bands.slice(i - (i % 8), i - (i % 8) + 8).reduce((sum, one) => sum + one, 0)),
    edge: isSheet ? between(random, 0.3, 1) : between(random, 0, 0.6),
  }
}

/**
 * The live signals that belong to a face as simulated streams measure it. `emitted` is what the screen showed `lagMs` ago;
 * nothing where it played nothing. `neutralTurn` is the face's `turn` when it looks straight ahead.
 */
export function liveOf(
  subject: Subject,
  face: FaceSignals,
  neutralTurn: number,
  emitted: Emitted | undefined,
  room: Room,
  random: Random,
): LiveSignals {
  const yaw = yawOf(subject.surface, face.turn - neutralTurn)
  return {
    points: pointsOf(subject, face, yaw, room, random),
    flow: { anchor: 0, points: flowOf(subject, face, yaw, random) },
    light: lightOf(subject, yaw, emitted, room, random),
    hash: hashOf(subject, face, random),
    body: subject.body.map((share) => Math.max(0, share + normal(random, 0, 0.01))),
    edge: Math.min(1, Math.max(0, subject.edge + normal(random, 0, 0.08))),
  }
}

/** Radians by which the surface must turn so that the nose is seen where `turn` says; positive to the picture's right. */
function yawOf(surface: Surface, turn: number): number {
  const most = Math.PI / 3
  return Math.max(-most, Math.min(most, Math.atan(-turn / shiftOf(surface))))
}

/** Eye distances between face and camera. */
const away = 9

function pointsOf(subject: Subject, face: FaceSignals, yaw: number, room: Room, random: Random): number[] {
  const see = cameraOf(face, yaw)
  const noise = () => normal(random, 0, room.pointNoise)
  return headOf(subject.surface, face.mouth).flatMap((spot) => see(spot, noise(), noise()))
}

/** Noise of a followed point (eye distances), and the share of them that is lost in a frame. */
const flowNoise = 0.004
const flowLost = 0.15

function flowOf(subject: Subject, face: FaceSignals, yaw: number, random: Random): (number | null)[] {
  const see = cameraOf(face, yaw)
  const noise = () => normal(random, 0, flowNoise)
  return flowSpotsOf(subject.surface).flatMap((spot) => {
    const seen = see(spot, noise(), noise())
    return random() < flowLost ? [null, null] : seen
  })
}

/** Where a spot of the turned head is in the picture, with so much added across and down (eye distances). */
function cameraOf(face: FaceSignals, yaw: number) {
  const unit = 0.69 * face.scale
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)]
  const [cosRoll, sinRoll] = [Math.cos(face.roll), Math.sin(face.roll)]
  const [left, top] = [face.box.x + face.box.width / 2, 0.7 * (face.box.y + face.box.height / 3)]
  return ([x, y, z]: Spot, moreAcross: number, moreDown: number): readonly [number, number] => {
    const depth = z * cos - x * sin
    const nearer = away / (away - depth)
    const across = (x * cos + z * sin) * nearer + moreAcross
    const down = y * nearer + moreDown
    return [left + unit * (across * cosRoll - down * sinRoll), top + unit * (across * sinRoll + down * cosRoll)]
  }
}

/** Where the zones of a head look: to the picture's right (the person's own left) and forward. */
const facing: Readonly<Record<Zone, number>> = {
  forehead: 0,
  chin: 0,
  leftCheek: 0.5,
  rightCheek: -0.5,
  leftNose: 0.75,
  rightNose: -0.75,
  background: 0,
}
/** How much of a living nose's slopes the light finds. */
const noseOf: Readonly<Record<Surface, number>> = {
  living: 1,
  film: 1,
  padded: 0.35,
  mask: 0.35,
  flat: 0.05,
  bent: 0.05,
}
/** The halves of the screen are seen this far to either side, radians. */
const aside = 0.35

function lightOf(
  { surface, albedo }: Subject,
  yaw: number,
  emitted: Emitted | undefined,
  room: Room,
  random: Random,
): LiveSignals['light'] {
  const exposure = normal(random, 1, room.exposureNoise)
  const relief = noseOf[surface]
  const answers = surface === 'film' ? 0 : 1
  const zone = (name: Zone): [number, number, number] => {
    const normalAt = relief * facing[name] + yaw
    const reach = name === 'background' ? 0.15 * answers : answers
    const lit = (half: number, channel: 0 | 1 | 2): number =>
      emitted === undefined
        ? 0
        : 0.5 * emitted[half > 0 ? 'left' : 'right'][channel] * Math.max(0, Math.cos(normalAt - half * aside))
    return ([0, 1, 2] as const).map((channel) => {
      const light = room.ambient[channel] + reach * room.gain * (lit(1, channel) + lit(-1, channel))
      return 0.6 * albedo[channel] * light * exposure * normal(random, 1, room.lightNoise)
    }) as [number, number, number]
  }
  return Object.fromEntries(zones.map((name) => [name, zone(name)])) as LiveSignals['light']
}

/** Bits flip as the face turns, opens its mouth or comes closer, and a few of them by noise. */
function hashOf({ hash }: Subject, face: FaceSignals, random: Random): string {
  const pose = [1, 6 * (face.turn - 0.5), 3 * face.mouth, 4 * Math.log(face.scale / 0.15), 3 * face.eyes.left]
  const bits = hash.map((direction) => {
    const height = direction.reduce((sum, share, i) => sum + share * (pose[i] ?? 0), 0)
    return height + normal(random, 0, 0.1) > 0 ? 1 : 0
  })
  return Array.from({ length: 16 }, (_, i) =>
    Number.parseInt(bits.slice(4 * i, 4 * i + 4).join(''), 2).toString(16),
  ).join('')
}
