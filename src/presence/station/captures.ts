import type { Action } from '../../contract/signals.ts'
import { place } from '../../face/cohort.ts'
import type { Description } from '../../face/description.ts'
import { faceresMean } from '../../face/faceresMean.ts'
import { dot } from '../../face/kernel.ts'
import type { Mark } from '../rules/liveness/again.ts'

/**
 * What is remembered of one passed attempt: the mean of its descriptions in the vector that tells captures apart, what was
 * asked of it, the reserve too, and what its frames looked like, thinned. `at` is the station's monotonic clock.
 */
export interface Capture {
  readonly at: number
  readonly face: Face | undefined
  readonly steps: readonly Action[]
  readonly marks: readonly Mark[]
}

/** The centred `fr` vector of a description, at unit length; only those of one version are comparable. */
export interface Face {
  readonly version: string
  readonly vector: ArrayLike<number>
}

/**
 * The earlier captures of the enrolled people of one station, in memory only: gone with the program, and each with the
 * template by which its person was recognised.
 */
export interface Captures {
  /** Remembers a capture of somebody enrolled; of anybody else nothing. */
  keep(person: string, capture: Capture): void
  /** What is remembered of a person at a monotonic time, the oldest first. */
  of(person: string, now: number): readonly Capture[]
  /** Who is enrolled now, with the id of the template; whoever is not, or by another template, is forgotten. */
  allow(templates: ReadonlyMap<string, string>): void
  forget(people: readonly string[]): void
}

const mostEach = 20
const rememberedMs = 30 * 24 * 3_600_000

export function openCaptures(): Captures {
  const kept = new Map<string, readonly Capture[]>()
  let allowed: ReadonlyMap<string, string> = new Map()
  const freshOf = (person: string, now: number): readonly Capture[] =>
    (kept.get(person) ?? []).filter(({ at }) => now - at < rememberedMs)
  const dropOld = (now: number): void => {
    for (const person of kept.keys()) {
      const fresh = freshOf(person, now)
      if (fresh.length === 0) kept.delete(person)
      else kept.set(person, fresh)
    }
  }
  return {
    keep: (person, capture) => {
      dropOld(capture.at)
      if (allowed.has(person)) kept.set(person, [...freshOf(person, capture.at), capture].slice(-mostEach))
    },
    of: freshOf,
    allow: (templates) => {
      for (const person of kept.keys()) if (templates.get(person) !== allowed.get(person)) kept.delete(person)
      allowed = templates
    },
    forget: (people) => {
      for (const person of people) kept.delete(person)
    },
  }
}

/**
 * The vector in which a picture that is shown again is nearest to itself against how near the living come: of `fa`, `fr`,
 * `fr` centred and both together the one that divides best.
 */
export function faceOf(description: Description): Face | undefined {
  const { fr } = description.vectors
  if (fr === undefined || fr.length !== faceresMean.length) return undefined
  const vector = place({ ...description, vectors: { fr } }, { centre: faceresMean }).fr
  return vector === undefined ? undefined : { version: description.version, vector }
}

/** Cosine of two faces; nothing where they cannot be compared. */
export function likenessOf(a: Face | undefined, b: Face | undefined): number | undefined {
  if (a === undefined || b === undefined || a.version !== b.version) return undefined
  const cosine = dot(a.vector, b.vector)
  return Number.isFinite(cosine) ? cosine : undefined
}
