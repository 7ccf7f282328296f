import { expect, test } from 'vitest'
import { shippedPolicy } from '../../src/face/matchPolicy.ts'
import { measureAllPairs, measureListedPairs, type Photo, partOf } from '../../src/face/measurePairs.ts'
import { measureAll } from '../../src/face/measureReport.ts'
import { measureRoster } from '../../src/face/measureRoster.ts'
import { lookOf, mean, nameOf } from './matchPeople.ts'

const matching = { mean, policy: shippedPolicy }

const photosOf = (people: number, each: number, noise = 0.35): Photo[] =>
  Array.from({ length: people * each }, (_, i) => {
    const [person, look] = [Math.floor(i / each), i % each]
    return { file: `${person}-${look}.jpg`, person: nameOf(person), description: lookOf(person, look, noise) }
  })

const choose2 = (n: number) => (n * (n - 1)) / 2

test('every photo meets every other once; normalised, only inside its half', () => {
  const photos = photosOf(40, 3)
  const figures = measureAllPairs(photos, matching)
  expect(figures.raw).toMatchObject({ genuine: 40 * 3, impostor: choose2(120) - 40 * 3, eer: 0, tar1e3: 1 })
  const halves = [0, 1].map((part) => photos.filter(({ person }) => partOf(person, 2) === part).length)
  const inside = halves.reduce((sum, size) => sum + choose2(size), 0)
  expect(figures.normalised).toMatchObject({ genuine: 120, impostor: inside - 120, tar1e3: 1 })
  expect(figures.cohortPeople).toEqual(halves.toReversed().map((size) => size / 3))
  expect(figures.scale).toBe('siteCentred')
})

test('too few people for a cohort leave the raw figures alone', () => {
  const figures = measureAllPairs(photosOf(12, 2), matching)
  expect(figures).toMatchObject({ scale: 'raw', raw: { genuine: 12 } })
  expect(figures.normalised).toBeUndefined()
  expect(measureAll(photosOf(12, 2), [], matching)).toMatchObject({ score: 'raw', genuine: 12, impostor: 264 })
})

test('a face not found is a miss for every genuine pair it is in, and in no impostor pair', () => {
  const whole = photosOf(12, 3)
  const [first, ...rest] = whole
  const { description: _, ...faceless } = first ?? { file: '', person: '' }
  const figures = measureAllPairs([faceless, ...rest], matching)
  expect(figures).toMatchObject({ genuineWithoutFace: 2, raw: { genuine: 36, impostor: choose2(35) - 34 } })
  expect(figures.raw?.tar1e2).toBeCloseTo(34 / 36, 9)
})

test('listed pairs are all judged, those without a face too', () => {
  const [first, ...rest] = photosOf(60, 2)
  const { description: _, ...faceless } = first ?? { file: '', person: '' }
  const pairs = [
    { left: '0-0.jpg', right: '0-1.jpg', same: true },
    { left: '0-0.jpg', right: '5-1.jpg', same: false },
    ...Array.from({ length: 30 }, (_, i) => ({ left: `${i + 1}-0.jpg`, right: `${i + 1}-1.jpg`, same: true })),
    ...Array.from({ length: 30 }, (_, i) => ({ left: `${i}-1.jpg`, right: `${i + 20}-0.jpg`, same: false })),
  ]
  const figures = measureListedPairs(pairs, [faceless, ...rest], matching)
  expect(figures).toMatchObject({ genuineWithoutFace: 1, raw: { genuine: 31, impostor: 30 } })
  expect(figures.normalised).toMatchObject({ genuine: 31, impostor: 30 })
  expect(figures.normalised?.tar1e3).toBeCloseTo(30 / 31, 9)
})

test('where only pairs say who is who, the top figures are those of the listed pairs', () => {
  const photos = photosOf(30, 2)
  const pairs = [
    ...Array.from({ length: 20 }, (_, i) => ({ left: `${i}-0.jpg`, right: `${i}-1.jpg`, same: true })),
    ...Array.from({ length: 25 }, (_, i) => ({ left: `${i}-1.jpg`, right: `${i + 3}-0.jpg`, same: false })),
  ]
  expect(measureAll(photos, pairs, matching, 'pairs')).toMatchObject({ genuine: 20, impostor: 25, rank1: 1 })
  expect(measureAll(photos, pairs, matching)).toMatchObject({ genuine: 30, listedPairs: { raw: { genuine: 20 } } })
})

test('a roster counts probes, claims and strangers', () => {
  const photos = [...photosOf(20, 5), { file: 's', person: 'stranger', description: lookOf(500) }]
  const roster = measureRoster(photos, matching, { photosEnrolled: 3, mostPeople: 15, draws: 2 })
  expect(roster).toMatchObject({ people: 15, draws: 2, scale: 'siteCentred' })
  expect(roster?.rank1).toMatchObject({ hits: 60, of: 60 })
  expect(roster?.verified).toMatchObject({ hits: 60, of: 60 })
  expect(roster?.inRosterFalseAccepts).toMatchObject({ hits: 0, of: 60 * 14 })
  expect(roster?.strangersNamed.of).toBe(2 * (5 * 5 + 1))
  expect(roster?.identificationMissed).toMatchObject({ hits: 0, of: 60 })
})

test('a probe without a face is a miss of the roster, and no claim', () => {
  const photos = photosOf(12, 4)
  const faceless = [...photos, { file: 'x', person: nameOf(3) }]
  const roster = measureRoster(faceless, matching, { photosEnrolled: 3, mostPeople: 100, draws: 1 })
  expect(roster?.rank1).toMatchObject({ hits: 12, of: 13 })
  expect(roster?.inRosterFalseAccepts.of).toBe(12 * 11)
})

test('no roster without two people who have photos enough', () => {
  expect(measureRoster(photosOf(1, 9), matching, { photosEnrolled: 3, mostPeople: 9, draws: 1 })).toBeUndefined()
})

test('cohorts of people.csv are measured on their own people', () => {
  const photos = photosOf(30, 4).map((photo, i) => ({ ...photo, cohort: i < 60 ? 'one' : 'two' }))
  const { cohorts, genuine } = measureAll(photos, [], matching)
  expect([genuine, cohorts?.one?.genuine, cohorts?.two?.genuine]).toEqual([180, 90, 90])
})
