import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { regimeOf } from '../../src/face/cohort.ts'
import { findSame, identify, impostorScores, verify } from '../../src/face/match.ts'
import { openGallery } from '../../src/face/matchGallery.ts'
import { inDeviations, MatchPolicy, recalibrate, shippedPolicy } from '../../src/face/matchPolicy.ts'
import { rank } from '../../src/face/matchScore.ts'
import { lookOf, mean, nameOf, site, templateOf } from './matchPeople.ts'

const policy = shippedPolicy

describe.each([
  [5, 'raw'],
  [9, 'raw'],
  [10, 'siteCentred'],
  [29, 'siteCentred'],
  [30, 'asNorm'],
  [60, 'asNorm'],
] as const)('in a site of %i people (%s)', (people, scale) => {
  const gallery = openGallery(site(people), mean)
  // The raw scale is calibrated on real faces, which these invented ones only resemble.
  const fitted: MatchPolicy = {
    ...policy,
    raw: { blend: { far1e2: 10.2, far1e3: 10.4 }, leastFa: 0.9, leastFr: 0.1, leastMf: 0.1 },
  }

  test('the regime follows the number of people', () => {
    expect(regimeOf(people)).toBe(scale)
    expect(identify(lookOf(1, 1), gallery, fitted).scale).toBe(scale)
  })

  test('everybody is named from a new look, with a claim and without', () => {
    for (let person = 0; person < people; person++) {
      const seen = lookOf(person, 7)
      expect(identify(seen, gallery, fitted)).toMatchObject({ kind: 'matched', person: nameOf(person) })
      expect(verify(seen, gallery, nameOf(person), fitted)).toMatchObject({ kind: 'matched', person: nameOf(person) })
    }
  })

  test('a stranger is nobody, whatever he claims', () => {
    for (let stranger = 200; stranger < 230; stranger++) {
      expect(identify(lookOf(stranger), gallery, fitted).kind).toBe('unsure')
      for (const person of [0, 1, people - 1])
        expect(verify(lookOf(stranger), gallery, nameOf(person), fitted).kind).toBe('unsure')
    }
  })

  test('a colleague is not who he claims to be: somebody else ranks first', () => {
    const decision = verify(lookOf(1, 3), gallery, nameOf(2), fitted)
    expect(decision).toMatchObject({ kind: 'unsure', why: 'notRankOne', best: { person: nameOf(1) } })
  })

  test('a claim nobody here is enrolled under is refused as such', () => {
    expect(verify(lookOf(1, 3), gallery, 'nobody', fitted)).toMatchObject({ kind: 'unsure', why: 'notEnrolled' })
  })

  test('the order of the gallery makes no difference', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(site(people), { minLength: people }), fc.nat(people + 3), (shuffled, who) => {
        const one = rank(lookOf(who, 5), gallery, fitted)
        const other = rank(lookOf(who, 5), openGallery(shuffled, mean), fitted)
        if (one.kind !== 'ranked' || other.kind !== 'ranked') throw new Error('nobody was ranked')
        expect(other.people.map(({ person }) => person)).toEqual(one.people.map(({ person }) => person))
        for (const [i, { score }] of one.people.entries()) expect(other.people[i]?.score).toBeCloseTo(score, 3)
      }),
      { numRuns: 10 },
    )
  })
})

test('two people with one face are a tie: too close, whoever is claimed', () => {
  const twins = [...site(20), { ...templateOf(3), person: 'twin' }]
  const gallery = openGallery(twins, mean)
  expect(identify(lookOf(3, 2), gallery, policy)).toMatchObject({ kind: 'unsure', why: 'tooClose' })
  for (const claim of ['twin', nameOf(3)])
    expect(verify(lookOf(3, 2), gallery, claim, policy)).toMatchObject({ kind: 'unsure', why: 'tooClose' })
})

test('an empty gallery matches nobody', () => {
  const gallery = openGallery([], mean)
  expect(identify(lookOf(1), gallery, policy)).toMatchObject({ kind: 'unsure', why: 'galleryEmpty' })
  expect(verify(lookOf(1), gallery, nameOf(1), policy)).toMatchObject({ kind: 'unsure', why: 'galleryEmpty' })
})

test('descriptions of another model version are never compared', () => {
  const gallery = openGallery([...site(12), templateOf(50, 'v0')], mean)
  expect(identify(lookOf(1, 1, 0.35, 'v2'), gallery, policy)).toMatchObject({ kind: 'unsure', why: 'otherModel' })
  expect(verify(lookOf(50, 1), gallery, nameOf(50), policy)).toMatchObject({ kind: 'unsure', why: 'otherModel' })
})

describe.each([
  ['a number that is none', (vector: Float32Array) => vector.fill(Number.NaN, 3, 4)],
  ['infinity', (vector: Float32Array) => vector.fill(Number.POSITIVE_INFINITY, 3, 4)],
  ['only zeros', (vector: Float32Array) => vector.fill(0)],
])('a vector with %s', (_, spoil) => {
  test.each(['fa', 'fr', 'mf'])('is refused as a probe and left out as a template (%s)', (name) => {
    const spoilt = templateOf(4)
    spoil(spoilt.vectors[name] ?? new Float32Array())
    const gallery = openGallery([...site(12).filter(({ person }) => person !== spoilt.person), spoilt], mean)
    expect(gallery.unusable).toEqual([spoilt.person])
    expect(identify(lookOf(4, 1), gallery, policy).kind).toBe('unsure')
    expect(verify(lookOf(4, 1), gallery, spoilt.person, policy)).toMatchObject({ why: 'notEnrolled' })
    expect(identify(spoilt, gallery, policy)).toMatchObject({ kind: 'unsure', why: 'badVector' })
    expect(verify(spoilt, gallery, nameOf(1), policy)).toMatchObject({ kind: 'unsure', why: 'badVector' })
    expect(identify(lookOf(1, 1), gallery, policy)).toMatchObject({ kind: 'matched', person: nameOf(1) })
  })
})

test('vectors of another length, or a missing one, are refused', () => {
  const gallery = openGallery(site(12), mean)
  const short = { version: 'v1', vectors: { ...lookOf(1).vectors, fa: new Float32Array(64).fill(1) } }
  const missing = { version: 'v1', vectors: { fa: new Float32Array(128).fill(1) } }
  for (const probe of [short, missing])
    expect(identify(probe, gallery, policy)).toMatchObject({ kind: 'unsure', why: 'badVector' })
  expect(openGallery([...site(12), { person: 'short', ...short }], mean).unusable).toEqual(['short'])
})

test('a gallery of copies of one face names nobody and makes no number that is none', () => {
  const copies = Array.from({ length: 40 }, (_, i) => ({ ...templateOf(1), person: nameOf(i) }))
  const decision = identify(lookOf(1, 1), openGallery(copies, mean), policy)
  expect(decision.kind).toBe('unsure')
  expect(decision.kind === 'unsure' && Number.isFinite(decision.best?.score)).toBe(true)
})

test('somebody enrolled under another name is found, a new face is not, the same person again is not', () => {
  const gallery = openGallery(site(40), mean)
  expect(findSame({ person: 'again', ...lookOf(7, 9) }, gallery, policy)?.person).toBe(nameOf(7))
  expect(findSame(templateOf(300), gallery, policy)).toBeUndefined()
  expect(findSame({ person: nameOf(7), ...lookOf(7, 9) }, gallery, policy)).toBeUndefined()
})

describe('a plugged-in recogniser', () => {
  const calibration = { far1e2: 0.4, far1e3: 0.5 }
  const toward = (axis: number, off = 0) => {
    const vector = new Float32Array(64)
    vector[axis] = 1
    vector[63] = off
    return vector
  }
  const plugged = site(12).map((one, i) => ({ ...one, vectors: { ...one.vectors, own: toward(i) } }))
  const gallery = openGallery(plugged, mean)
  const probe = { version: 'v1', vectors: { ...lookOf(1, 1).vectors, own: toward(2, 0.5) } }
  const withPlugIn = (role: 'replaces' | 'joins') => ({ ...policy, plugIns: { own: { calibration, role } } })

  test('that replaces judges alone, on its own calibration', () => {
    const decision = identify(probe, gallery, withPlugIn('replaces'))
    expect(decision).toMatchObject({ kind: 'matched', person: nameOf(2), scale: 'plugin' })
    expect(decision.kind === 'matched' && decision.score).toBeCloseTo(
      inDeviations(1 / Math.hypot(1, 0.5), calibration),
      4,
    )
  })

  test('that joins moves the built-in score by half', () => {
    const alone = rank(probe, gallery, policy)
    const joined = rank(probe, gallery, withPlugIn('joins'))
    if (alone.kind !== 'ranked' || joined.kind !== 'ranked') throw new Error('nobody was ranked')
    const built = alone.people.find(({ person }) => person === nameOf(5))?.score ?? Number.NaN
    const both = joined.people.find(({ person }) => person === nameOf(5))?.score ?? Number.NaN
    expect(both).toBeCloseTo((built + inDeviations(0, calibration)) / 2, 4)
    expect(joined.scale).toBe('siteCentred')
  })

  test('that the policy does not know changes nothing', () => {
    expect(identify(probe, gallery, policy)).toMatchObject({ person: nameOf(1), scale: 'siteCentred' })
  })
})

describe('recalibration', () => {
  const bar = policy.bars.asNorm
  test.each([
    ['too few impostors change nothing', 2999, 1, bar.verify],
    ['impostors that pass too often raise the bar to where one in a thousand passes', 10_000, 1.2, 1.2 * 3],
    ['impostors that hardly ever pass lower it by at most 0.2', 10_000, 0.1, bar.verify - 0.2],
  ])('%s', (_, count, size, wanted) => {
    const impostors = Float64Array.from({ length: count }, (_, i) => ((i + 1) / count) * 3 * size)
    const moved = recalibrate(policy, 'asNorm', impostors).bars.asNorm
    expect(moved.verify).toBeCloseTo(wanted, 2)
    expect(moved.identify - moved.verify).toBeCloseTo(bar.identify - bar.verify, 9)
  })

  test("takes a gallery's own impostors, one for each ordered pair", () => {
    const people = site(40)
    const { scale, scores } = impostorScores(openGallery(people, mean), people, policy)
    expect([scale, scores.length]).toEqual(['asNorm', 40 * 39])
    expect(recalibrate(policy, 'siteCentred', scores, { far: 0.01 }).bars.raw).toEqual(policy.bars.raw)
  })
})

test('a policy whose calibration runs backwards is refused', () => {
  const backwards = { ...policy, raw: { ...policy.raw, blend: { far1e2: 9, far1e3: 8 } } }
  expect(MatchPolicy.safeParse(backwards).success).toBe(false)
})
