import { createHash } from 'node:crypto'
import type { Action } from '../../../src/contract/signals.ts'
import { drawChallenge } from '../../../src/presence/rules/challenge.ts'
import { attemptPolicy } from '../../../src/presence/rules/policy.ts'
import { bytesFrom, type Random, seeded } from '../../../src/presence/simulate/random.ts'
import { type Kind, type Species, species } from './species.ts'

export type Split = 'calibrate' | 'report'

/** What is wanted: the same wish gives the same bytes. */
export interface Wish {
  readonly seed: number
  readonly people: number
  readonly clips: number
  readonly species: readonly Species[]
}
export const usual: Wish = { seed: 1, people: 20, clips: 40, species }

/** One clip to render. All chance in it comes from `seed`; clips of a group share `groupSeed`, their place and person. */
export interface ClipPlan {
  readonly file: string
  readonly kind: Kind
  readonly split: Split
  readonly person: number
  readonly seed: number
  readonly group: string
  readonly groupSeed: number
}

/** Genuine clips by split `clips`, of each species half as many; a series has six. People and seeds of both splits differ. */
export function planSet({ seed, people, clips, species: wanted }: Wish): readonly ClipPlan[] {
  return (['calibrate', 'report'] as const).flatMap((split) => {
    const each = (kind: Kind, count: number) =>
      Array.from({ length: count }, (_, n) => planClip(seed, split, kind, n, people))
    return [...each('genuine', clips), ...wanted.flatMap((kind) => each(kind, countOf(kind, clips)))]
  })
}

const seriesLength = 6
const countOf = (kind: Species, clips: number): number =>
  kind === 'maskSeries' ? seriesLength * Math.max(1, Math.round(clips / 12)) : Math.max(1, Math.round(clips / 2))

function planClip(seed: number, split: Split, kind: Kind, n: number, people: number): ClipPlan {
  const own = seedOf(seed, split, kind, n)
  const series = kind === 'maskSeries' ? Math.floor(n / seriesLength) : n
  const group = kind === 'maskSeries' ? `${split}-series-${series}` : ''
  return {
    file: `clips/${split}-${kind}-${String(n).padStart(4, '0')}.mjpeg`,
    kind,
    split,
    // One after another, so that a set has several clips of everybody, and a series six different masks.
    person: (n + (kind === 'genuine' ? 0 : seedOf(seed, split, kind, series) % people)) % people,
    seed: own,
    group,
    groupSeed: group === '' ? own : seedOf(seed, split, kind, 1_000_000 + series),
  }
}

/** A seed of 32 bits from words: different words, different streams. */
export function seedOf(...words: readonly (string | number)[]): number {
  return createHash('sha256').update(words.join('/')).digest().readUInt32BE()
}

/** The challenge of a first attempt as the product would draw it. */
export const drawSteps = (random: Random): readonly Action[] =>
  drawChallenge(bytesFrom(random, 256), 1, attemptPolicy).steps

/** Another challenge than this one: what a recording answers. */
export function drawOther(steps: readonly Action[], random: Random): readonly Action[] {
  for (;;) {
    const other = drawSteps(random)
    if (other.some((step, n) => step !== steps[n])) return other
  }
}

export const randomOf = (plan: ClipPlan, what: string): Random => seeded(seedOf(plan.seed, what))
export const groupRandomOf = (plan: ClipPlan, what: string): Random => seeded(seedOf(plan.groupSeed, what))
