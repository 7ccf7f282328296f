import { expect, test } from 'vitest'
import type { MatchPolicy } from '../../src/face/matchPolicy.ts'
import { shippedPolicy } from '../../src/face/matchPolicy.ts'
import { averageProbe, makeTemplate } from '../../src/face/matchTemplate.ts'
import { lookOf, mean, shotOf } from './matchPeople.ts'

const policy: MatchPolicy = { ...shippedPolicy, raw: { ...shippedPolicy.raw, blend: { far1e2: 10.2, far1e3: 10.4 } } }

test('three looks of one person make a template of unit vectors, closer to a fourth look than any of them', () => {
  const shots = [1, 2, 3].map((look) => shotOf(5, look))
  const averaged = makeTemplate('p', shots, mean, policy)
  if (averaged.kind !== 'made') throw new Error(averaged.why)
  expect(averaged.made).toMatchObject({ person: 'p', version: 'v1' })
  const fourth = lookOf(5, 4).vectors.fa ?? []
  const cosine = (vector: ArrayLike<number>) => [...fourth].reduce((sum, x, i) => sum + x * (vector[i] ?? 0), 0)
  const made = averaged.made.vectors.fa ?? []
  expect(Math.hypot(...made)).toBeCloseTo(1, 5)
  for (const { description } of shots) expect(cosine(made)).toBeGreaterThan(cosine(description.vectors.fa ?? []))
})

test('a better shot weighs more', () => {
  const averaged = averageProbe([shotOf(5, 1, 1), shotOf(5, 2, 99)])
  if (averaged.kind !== 'made') throw new Error(averaged.why)
  const better = lookOf(5, 2).vectors.fa ?? []
  const cosine = [...(averaged.made.vectors.fa ?? [])].reduce((sum, x, i) => sum + x * (better[i] ?? 0), 0)
  expect(cosine).toBeGreaterThan(0.9999)
})

test("a colleague's face among the shots is named", () => {
  const shots = [shotOf(5, 1), shotOf(5, 2), shotOf(6, 1), shotOf(5, 3)]
  expect(makeTemplate('p', shots, mean, policy)).toEqual({ kind: 'refused', why: 'notOnePerson', shot: 2 })
})

test.each([
  ['tooFew', [shotOf(5, 1), shotOf(5, 2)]],
  ['otherModel', [shotOf(5, 1), shotOf(5, 2), { description: lookOf(5, 3, 0.35, 'v2'), quality: 1 }]],
  ['badVector', [shotOf(5, 1), shotOf(5, 2), shotOf(5, 3, 0)]],
  ['badVector', [shotOf(5, 1), shotOf(5, 2), shotOf(5, 3, Number.NaN)]],
  [
    'badVector',
    [
      shotOf(5, 1),
      shotOf(5, 2),
      { description: { version: 'v1', vectors: { ...lookOf(5).vectors, fa: new Float32Array(128) } }, quality: 1 },
    ],
  ],
] as const)('no template when %s', (why, shots) => {
  expect(makeTemplate('p', shots, mean, policy)).toEqual({ kind: 'refused', why })
})

test('a probe needs at least one frame', () => {
  expect(averageProbe([])).toEqual({ kind: 'refused', why: 'tooFew' })
})
