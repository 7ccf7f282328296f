import type { Description, Template } from '../../src/face/description.ts'
import type { Shot } from '../../src/face/matchTemplate.ts'
import { unit } from '../../src/face/matchVectors.ts'

/** Invented vectors that lie as real ones do: all faces share much, one person's lie close together. */
export const mean = new Float32Array(1024).fill(1 / 32)

/** Numbers between -1 and 1 that follow from a seed (mulberry32). */
export function numbersOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return (((t ^ (t >>> 14)) >>> 0) / 4294967296) * 2 - 1
  }
}

const draw = (length: number, seed: number) => {
  const next = numbersOf(seed)
  return unit(Float32Array.from({ length }, next))
}

function face(length: number, person: number, look: number, noise: number): Float32Array {
  const [own, wobble] = [draw(length, 1000 + person), draw(length, 100_000 + person * 997 + look)]
  return unit(own.map((value, i) => 2.4 / Math.sqrt(length) + value + noise * (wobble[i] ?? 0)))
}

/** Look `look` of person number `person`; equal arguments give equal vectors. */
export const lookOf = (person: number, look = 0, noise = 0.35, version = 'v1'): Description => ({
  version,
  vectors: {
    fa: face(128, person, look, noise),
    fr: face(1024, person, look, noise),
    mf: face(192, person + 500, look, noise),
  },
})

export const nameOf = (person: number): string => `p${String(person).padStart(3, '0')}`

export const templateOf = (person: number, version = 'v1'): Template => ({
  person: nameOf(person),
  ...lookOf(person, 0, 0.35, version),
})

export const site = (people: number, version = 'v1'): Template[] =>
  Array.from({ length: people }, (_, person) => templateOf(person, version))

export const shotOf = (person: number, look: number, quality = 1): Shot => ({
  description: lookOf(person, look),
  quality,
})
