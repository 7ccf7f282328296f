import type { Action, LightSequence } from '../../../src/contract/signals.ts'
import { drawChallenge, drawReserve } from '../../../src/presence/rules/challenge.ts'
import { drawLight } from '../../../src/presence/rules/light.ts'
import { attemptPolicy } from '../../../src/presence/rules/policy.ts'
import { bytesFrom, type Random, seeded } from '../../../src/presence/simulate/random.ts'
import { seedOf } from './seed.ts'
import { type Kind, type Species, species } from './species.ts'

export type Split = 'calibrate' | 'report'

/** What is wanted: the same wish gives the same bytes. */
export interface Wish {
  readonly seed: number
  readonly people: number
  /** Genuine clips of each split; of each species half as many. */
  readonly clips: number
  readonly species: readonly Species[]
  /** Sessions that a living person comes to one and the same place for; 1: another place every time. */
  readonly visits: number
  /** Clips of a kind in each split, where that is not what is wanted. */
  readonly counts: Readonly<Partial<Record<Kind, number>>>
  readonly splits: readonly Split[]
}
export const usual: Wish = {
  seed: 1,
  people: 20,
  clips: 40,
  visits: 1,
  species,
  counts: {},
  splits: ['calibrate', 'report'],
}

/**
 * One clip to render. All chance in it comes from `seed`; clips of a group share `groupSeed`, their person and `placeSeed`,
 * which the place comes from. Sessions of who comes back share the place too.
 */
export interface ClipPlan {
  readonly file: string
  readonly kind: Kind
  readonly split: Split
  readonly person: number
  readonly seed: number
  readonly group: string
  readonly groupSeed: number
  readonly placeSeed: number
  /** Which place of its kind it is, of a clip, session, series or person: rates, light and losses are dealt out by it. */
  readonly turn: number
  /** What the decks of its split and kind are shuffled by. */
  readonly deck: number
  /** 1 or 2: which attempt of a session the clip is. */
  readonly attempt: number
}

/** Clips in the order of their kinds. People and seeds of both splits differ. */
export function planSet(wish: Wish): readonly ClipPlan[] {
  return wish.splits.flatMap((split) =>
    (['genuine', ...wish.species] as const).flatMap((kind) =>
      Array.from({ length: countOf(kind, wish) }, (_, n) => planClip(wish, split, kind, n)),
    ),
  )
}

/** A series has six clips, a session of a living person two. */
const lengths: Readonly<Partial<Record<Kind, number>>> = { genuine: 2, maskSeries: 6 }
const seriesLength = 6

function countOf(kind: Kind, { clips, counts }: Wish): number {
  const wanted = counts[kind]
  if (wanted !== undefined) return wanted
  if (kind === 'genuine') return clips
  return kind === 'maskSeries' ? seriesLength * Math.max(1, Math.round(clips / 12)) : Math.max(1, Math.round(clips / 2))
}

function planClip({ seed, people, visits }: Wish, split: Split, kind: Kind, n: number): ClipPlan {
  const own = seedOf(seed, split, kind, n)
  const length = lengths[kind] ?? 1
  const turn = Math.floor(n / length)
  const groupSeed = length === 1 ? own : seedOf(seed, split, kind, 1_000_000 + turn)
  const comesBack = kind === 'genuine' && visits > 1
  const place = (turn % people) + people * Math.floor(turn / people / visits)
  return {
    file: `clips/${split}-${kind}-${String(n).padStart(4, '0')}.mjpeg`,
    kind,
    split,
    person: personOf(kind, n, turn, people, seedOf(seed, split, kind, turn)),
    seed: own,
    group: length === 1 ? '' : `${split}-${kind === 'genuine' ? 'session' : 'series'}-${turn}`,
    groupSeed,
    placeSeed: comesBack ? seedOf(seed, split, kind, 'place', place) : groupSeed,
    turn: comesBack ? place : turn,
    deck: seedOf(seed, split, kind, 'deck'),
    attempt: kind === 'genuine' ? 1 + (n % length) : 1,
  }
}

/** One after another, so that a set has several clips of everybody, and a series six different masks. */
function personOf(kind: Kind, n: number, turn: number, people: number, from: number): number {
  return kind === 'genuine' ? turn % people : (n + from) % people
}

/** The challenge of an attempt as the product would draw it. */
export const drawSteps = (random: Random, attempt = 1): readonly Action[] =>
  drawChallenge(bytesFrom(random, 256), attempt, attemptPolicy).steps

/** The action in reserve of these steps as the product would draw it. */
export const reserveOf = (random: Random, steps: readonly Action[]): Action => drawReserve(bytesFrom(random, 1), steps)

/** Another challenge than this one: what a recording answers. */
export function drawOther(steps: readonly Action[], random: Random): readonly Action[] {
  for (;;) {
    const other = drawSteps(random)
    if (other.some((step, n) => step !== steps[n])) return other
  }
}

/** The light of an attempt as the product would draw it. */
export const lightOf = (random: Random): LightSequence => drawLight(bytesFrom(random, 256))

export const randomOf = (plan: ClipPlan, what: string): Random => seeded(seedOf(plan.seed, what))
export const groupRandomOf = (plan: ClipPlan, what: string): Random => seeded(seedOf(plan.groupSeed, what))
export const placeRandomOf = (plan: ClipPlan, what: string): Random => seeded(seedOf(plan.placeSeed, what))
