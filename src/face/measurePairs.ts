import { createHash } from 'node:crypto'
import { regimeOf } from './cohort.ts'
import type { ScoreScale } from './decision.ts'
import type { Description, Template } from './description.ts'
import { openGallery } from './matchGallery.ts'
import type { MatchPolicy } from './matchPolicy.ts'
import { scoreRows } from './matchScore.ts'
import { averageOf, type Figures, figuresOf, type Scores } from './measure.ts'
import type { ListedPair } from './measureCsv.ts'

/** A photo of a known person; no description where no face was found or the file could not be read. */
export interface Photo {
  readonly file: string
  readonly person: string
  readonly cohort?: string
  readonly description?: Description
}

/** What scores are made with. */
export interface Matching {
  /** What `fr` is centred on without a cohort. */
  readonly mean: ArrayLike<number>
  readonly policy: MatchPolicy
}

/** The same pairs judged twice: without any cohort, and against a cohort that holds none of the people tested. */
export interface PairFigures {
  readonly raw?: Figures
  readonly normalised?: Figures
  /** The scale of the normalised figures; `raw` where there are too few people for a cohort. */
  readonly scale: ScoreScale
  /** People in each cohort, in the order of the parts. */
  readonly cohortPeople: readonly number[]
  readonly genuineWithoutFace: number
}

/**
 * Every photo against every other. For the normalised figures people are split in two by a hash of their name; each half
 * is tested with the other half, one photo each, as its cohort, and the two results are averaged.
 */
export function measureAllPairs(photos: readonly Photo[], matching: Matching): PairFigures {
  const raw = scoreAll(photos, [], matching)
  const halves = [0, 1].map((part) => photos.filter(({ person }) => partOf(person, 2) === part))
  const cohorts = halves.map((_, half) => onePhotoEach(halves[1 - half] ?? []))
  const normalised = halves.map((half, i) => scoreAll(half, cohorts[i] ?? [], matching))
  const large = cohorts.every((cohort) => regimeOf(cohort.length) !== 'raw')
  return report(raw, large ? normalised : [], cohorts, matching)
}

/**
 * The listed pairs. For the normalised figures people are split in four by a hash of their name; a pair's cohort is
 * everybody of the parts neither of its two people is in, so that no pair is left out.
 */
export function measureListedPairs(
  pairs: readonly ListedPair[],
  photos: readonly Photo[],
  matching: Matching,
): PairFigures {
  const photoOf = new Map(photos.map((photo) => [photo.file, photo]))
  const groups = new Map<string, ListedPair[]>()
  for (const pair of pairs) {
    const parts = [pair.left, pair.right].map((file) => partOf(photoOf.get(file)?.person ?? file, 4))
    const key = [...new Set(parts)].sort().join()
    groups.set(key, [...(groups.get(key) ?? []), pair])
  }
  const cohorts = [...groups.keys()].map((key) => {
    const parts = new Set(key.split(',').map(Number))
    return onePhotoEach(photos.filter(({ person }) => !parts.has(partOf(person, 4))))
  })
  const scored = [...groups.values()].map((group, i) => scoreListed(group, photoOf, cohorts[i] ?? [], matching))
  const large = cohorts.every((cohort) => regimeOf(cohort.length) !== 'raw')
  return report(scoreListed(pairs, photoOf, [], matching), large ? [merge(scored)] : [], cohorts, matching)
}

function report(
  raw: Scores,
  normalised: readonly Scores[],
  cohorts: readonly (readonly Template[])[],
  { policy }: Matching,
): PairFigures {
  const replaced = Object.values(policy.plugIns).some(({ role }) => role === 'replaces')
  const judged = replaced ? [] : normalised.flatMap((scores) => figuresOf(scores) ?? [])
  const [alone, averaged] = [figuresOf(raw), averageOf(judged)]
  const inCohort = averaged === undefined ? 'raw' : regimeOf(Math.min(...cohorts.map((cohort) => cohort.length)))
  return {
    ...(alone === undefined ? {} : { raw: alone }),
    ...(averaged === undefined ? {} : { normalised: averaged }),
    scale: replaced ? 'plugin' : inCohort,
    cohortPeople: cohorts.map((cohort) => cohort.length),
    genuineWithoutFace: raw.genuine.filter((score) => score === Number.NEGATIVE_INFINITY).length,
  }
}

/** The part, from 0 to `parts` - 1, that a name falls into. */
export const partOf = (name: string, parts: number): number =>
  createHash('sha256').update(name).digest().readUInt32BE(0) % parts

/** The first photo of each person that shows a face. */
function onePhotoEach(photos: readonly Photo[]): Template[] {
  const first = new Map<string, Template>()
  for (const { person, description } of photos)
    if (description !== undefined && !first.has(person)) first.set(person, { person, ...description })
  return [...first.values()]
}

function scoreAll(photos: readonly Photo[], cohort: readonly Template[], matching: Matching): Scores {
  const [genuine, impostor]: [number[], number[]] = [[], []]
  const { templates, scoresOf } = openScoring(photos, cohort, matching)
  for (const [i, template] of templates.entries()) {
    const scores = scoresOf(template)
    for (let j = i + 1; j < templates.length; j++) {
      const pairs = templates[j]?.person === template.person ? genuine : impostor
      pairs.push(scores[j] ?? Number.NaN)
    }
  }
  for (let lost = genuinePairs(photos) - genuine.length; lost > 0; lost--) genuine.push(Number.NEGATIVE_INFINITY)
  return { genuine, impostor }
}

const genuinePairs = (photos: readonly Photo[]): number => {
  const counts = new Map<string, number>()
  for (const { person } of photos) counts.set(person, (counts.get(person) ?? 0) + 1)
  return [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0)
}

function scoreListed(
  pairs: readonly ListedPair[],
  photoOf: ReadonlyMap<string, Photo>,
  cohort: readonly Template[],
  matching: Matching,
): Scores {
  const files = [...new Set(pairs.flatMap(({ left, right }) => [left, right]))]
  const shown = files.flatMap((file) => photoOf.get(file) ?? []).filter(({ description }) => description !== undefined)
  const rowOf = new Map(shown.map(({ file }, row) => [file, row]))
  const { templates, scoresOf } = openScoring(shown, cohort, matching)
  const [genuine, impostor]: [number[], number[]] = [[], []]
  for (const { left, right, same } of pairs) {
    const [probe, row] = [templates[rowOf.get(left) ?? -1], rowOf.get(right)]
    const score = probe === undefined || row === undefined ? undefined : scoresOf(probe)[row]
    if (same) genuine.push(score ?? Number.NEGATIVE_INFINITY)
    else if (score !== undefined) impostor.push(score)
  }
  return { genuine, impostor }
}

/** The product's own gallery and score, every photo a row of its own. */
function openScoring(photos: readonly Photo[], cohort: readonly Template[], { mean, policy }: Matching) {
  const templates = photos.flatMap(({ person, description }) => {
    return description === undefined ? [] : [{ person, ...description }]
  })
  const shelves = [...openGallery(templates, mean, cohort).shelves.values()]
  const [shelf] = shelves
  if (shelves.length > 1 || (shelf !== undefined && shelf.owners.length !== templates.length))
    throw new Error('photos of one run must have descriptions of one kind')
  const scoresOf = (probe: Description) =>
    shelf === undefined ? new Float64Array(0) : scoreRows(probe, shelf, policy).scores
  return { templates, scoresOf }
}

const merge = (all: readonly Scores[]): Scores => ({
  genuine: all.flatMap(({ genuine }) => genuine),
  impostor: all.flatMap(({ impostor }) => impostor),
})
