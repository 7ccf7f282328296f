import { actions } from '../../contract/signals.ts'
import { toIso, toMs } from '../../kit/time.ts'
import type { Manner } from '../rules/series/manner.ts'
import { around, normal, pick, type Random, seeded } from './random.ts'

/** Somebody who stands before a kiosk, for series. */
export interface Wearer {
  readonly staffId: string
  readonly colours: readonly number[]
  readonly height: number
  readonly face: number
  readonly build: Build
  readonly pace: number
  readonly turn: number
}

/**
 * By how much a face's eyes lie further apart (natural log) and its nose deeper than another's: what a face brings to size
 * and nod wherever it stands, a mask's face too. Rendered faces behind which one head stood still differed so much (76 pairs:
 * 0.053 and 0.053 between two); the distance of people's outer eye corners varies by 4 to 5 %.
 */
export interface Build {
  readonly size: number
  readonly nod: number
}

export const anyBuild = (random: Random): Build => ({ size: normal(random, 0, 0.037), nod: normal(random, 0, 0.037) })

const monday = toMs('2026-03-01T16:00:00.000Z')
/** Milliseconds from midnight to the beginning of work. */
export const eight = 8 * 3_600_000

/** Ids and times of an attempt that begins so long after a Monday. */
export const named = (random: Random, staffId: string, passed: boolean, beganAt: number, lastsMs: number) => ({
  attemptId: `${beganAt}-${Math.floor(random() * 1e9)}`,
  checkInId: passed ? `in-${beganAt}` : null,
  staffId: passed ? staffId : null,
  at: toIso(monday + beganAt),
  beganAt,
  endedAt: beganAt + lastsMs,
})

/** Dark above, dark in the middle, a badge here and there: what a uniform jacket gives in three bands of eight. */
const uniformColours = [8, 1, 0.2, 0, 0, 0, 0.6, 0].map((share) => share / 9.8)

/** The same in all three bands. */
export const uniform = [...uniformColours, ...uniformColours, ...uniformColours]

/** Somebody with clothes, a height, a face and a manner. */
export function wearer(
  random: Random,
  staffId: string,
  inUniform: boolean,
  { heights, differ }: { readonly heights: number; readonly differ: number },
): Wearer {
  const band = (): number[] => {
    const shares = Array.from({ length: 8 }, () => random() ** 4)
    const sum = shares.reduce((total, share) => total + share, 0)
    return shares.map((share) => share / sum)
  }
  const colours = inUniform ? worn(random, uniform, 0.05 * differ) : [...band(), ...band(), ...band()]
  const height = normal(random, 0, 0.04 * heights)
  const face = Math.floor(random() * 2 ** 32)
  const build = anyBuild(random)
  return { staffId, colours, height, face, build, pace: around(random, 1, 0.25), turn: normal(random, 0.29, 0.03) }
}

const asked = 3

/** How the wearer does what is asked this time, so many times slower. */
export function manner(random: Random, { pace, turn }: Wearer, slower: number): Manner {
  const moves = Array.from({ length: asked }, () => ({
    action: pick(random, actions),
    paceMs: around(random, 450 * pace * slower, 0.25),
    movementMs: around(random, 350 * pace * slower, 0.25),
  }))
  return { moves, turn: random() < 0.7 ? normal(random, turn, 0.04) : null }
}

/** The same clothes once more: folds, a bag, another shadow. */
export const worn = (random: Random, colours: readonly number[], deviation: number): number[] =>
  colours.map((share) => Math.max(0, share + normal(random, 0, deviation * 0.4)))

/** A vector of a face: looks of one face have a cosine of about 0.95, two faces 0.1 to 0.7, as rendered ones have. */
export function faceNear(random: Random, face: number, unlike: number): number[] {
  const own = seeded(face)
  return Array.from({ length: 32 }, () => 0.85 + normal(own, 0, 1) + normal(random, 0, unlike))
}
