import { createHash } from 'node:crypto'
import type { Decision, ScoreScale } from './decision.ts'
import type { Description, Template } from './description.ts'
import { identify, verify } from './match.ts'
import { type Gallery, openGallery } from './matchGallery.ts'
import type { MatchPolicy } from './matchPolicy.ts'
import { rank } from './matchScore.ts'
import { averageProbe, makeTemplate } from './matchTemplate.ts'
import { type Share, shareOf } from './measure.ts'
import type { Matching, Photo } from './measurePairs.ts'

/**
 * A roster as a site has it: some photos of each person enrolled, the others shown as probes, everybody else a stranger.
 * All decisions are the product's, at its shipped thresholds. Counts are sums over the draws of photos.
 */
export interface RosterFigures {
  readonly people: number
  readonly photosEnrolled: number
  readonly draws: number
  readonly scale: ScoreScale
  /** Probes whose own person ranks first; a photo without a face is a miss. */
  readonly rank1: Share
  /** Probes believed when they claim their own name (1:1 and rank one). */
  readonly verified: Share
  /** Claims of every colleague's name by every probe that were believed. */
  readonly inRosterFalseAccepts: Share
  /** 1:N without a claim: own probes not named, or named wrongly (FNIR); and named as somebody else. */
  readonly identificationMissed: Share
  readonly identifiedWrongly: Share
  /** 1:N: strangers named as anybody (FPIR). */
  readonly strangersNamed: Share
  /** Enrolments that `makeTemplate` would have asked to repeat; here they are enrolled nevertheless. */
  readonly enrolmentsAskedAgain: Share
}

interface Plan {
  readonly photosEnrolled: number
  readonly mostPeople: number
  readonly draws: number
}

/** The figures, or nothing when fewer than two people have enough photos. */
export function measureRoster(photos: readonly Photo[], matching: Matching, plan: Plan): RosterFigures | undefined {
  const counts = new Map<string, number>()
  for (const { person, description } of photos)
    if (description !== undefined) counts.set(person, (counts.get(person) ?? 0) + 1)
  const able = [...counts].filter(([, count]) => count > plan.photosEnrolled).map(([person]) => person)
  if (able.length < 2) return undefined

  const drawn = Array.from({ length: plan.draws }, (_, draw) => {
    const roster = new Set(inHashOrder(able, (person) => `${draw} ${person}`).slice(0, plan.mostPeople))
    return runDraw(photos, roster, matching, plan.photosEnrolled, draw)
  })
  const [first] = drawn
  if (first === undefined) return undefined
  return {
    people: Math.min(able.length, plan.mostPeople),
    photosEnrolled: plan.photosEnrolled,
    draws: plan.draws,
    scale: first.scale,
    ...addUp(drawn.map(({ counts: counted }) => counted)),
  }
}

type Counts = Record<keyof Omit<RosterFigures, 'people' | 'photosEnrolled' | 'draws' | 'scale'>, [number, number]>

function addUp(all: readonly Counts[]): Record<keyof Counts, Share> {
  const names = Object.keys(all[0] ?? {}) as (keyof Counts)[]
  const sums = names.map((name) => {
    const [hits, of] = all.reduce(([h, o], counts) => [h + counts[name][0], o + counts[name][1]], [0, 0])
    return [name, shareOf(hits, of)] as const
  })
  return Object.fromEntries(sums) as Record<keyof Counts, Share>
}

function runDraw(
  photos: readonly Photo[],
  roster: ReadonlySet<string>,
  { mean, policy }: Matching,
  enrolled: number,
  draw: number,
): { readonly scale: ScoreScale; readonly counts: Counts } {
  const { templates, probes, askedAgain } = enrol(photos, roster, { mean, policy }, enrolled, draw)
  const gallery = openGallery(templates, mean)
  const strangers = photos.flatMap(({ person, description }) => (roster.has(person) ? [] : (description ?? [])))
  const counts: Counts = {
    rank1: [0, probes.length],
    verified: [0, probes.length],
    inRosterFalseAccepts: [0, 0],
    identificationMissed: [0, probes.length],
    identifiedWrongly: [0, probes.length],
    strangersNamed: [0, strangers.length],
    enrolmentsAskedAgain: [askedAgain, templates.length],
  }
  for (const probe of probes) judgeProbe(probe, templates.length, gallery, { mean, policy }, counts)
  for (const stranger of strangers)
    if (identify(stranger, gallery, policy).kind === 'matched') counts.strangersNamed[0] += 1
  const [anybody] = templates
  return { scale: anybody === undefined ? 'raw' : rank(anybody, gallery, policy).scale, counts }
}

/**
 * One probe's part of the counts. Of all claims only that of the person who ranks first can be believed (a rule with a
 * test of its own), so only that one is put to `verify`; every colleague's name counts as a claim.
 */
function judgeProbe(
  { person, description }: Photo,
  people: number,
  gallery: Gallery,
  { policy }: Matching,
  counts: Counts,
): void {
  counts.inRosterFalseAccepts[1] += description === undefined ? 0 : people - 1
  const named = description === undefined ? undefined : whoIs(identify(description, gallery, policy))
  const first = description === undefined ? undefined : firstOf(description, gallery, policy)
  const believed = first?.believed === true ? first.person : undefined
  count(counts.identificationMissed, named !== person)
  count(counts.identifiedWrongly, named !== undefined && named !== person)
  count(counts.rank1, first?.person === person)
  count(counts.verified, believed === person)
  count(counts.inRosterFalseAccepts, believed !== undefined && believed !== person)
}

const count = (counted: [number, number], hit: boolean): void => {
  if (hit) counted[0] += 1
}

const whoIs = (decision: Decision): string | undefined => (decision.kind === 'matched' ? decision.person : undefined)

function firstOf(probe: Description, gallery: Gallery, policy: MatchPolicy) {
  const ranking = rank(probe, gallery, policy)
  const [first] = ranking.kind === 'ranked' ? ranking.people : []
  if (first === undefined) return undefined
  return { person: first.person, believed: verify(probe, gallery, first.person, policy).kind === 'matched' }
}

/** Enrols each person's first photos in an order that changes with `draw`; the rest, faceless ones too, are probes. */
function enrol(
  photos: readonly Photo[],
  roster: ReadonlySet<string>,
  { mean, policy }: Matching,
  photosEach: number,
  draw: number,
) {
  const templates: Template[] = []
  const probes: Photo[] = []
  let askedAgain = 0
  for (const person of roster) {
    const own = photos.filter((photo) => photo.person === person)
    const clear = own.filter(({ description }) => description !== undefined)
    const chosen = inHashOrder(clear, ({ file }) => `${draw} ${file}`).slice(0, photosEach)
    const shots = chosen.flatMap(({ description }) => (description === undefined ? [] : [{ description, quality: 1 }]))
    const averaged = averageProbe(shots)
    if (averaged.kind === 'refused') throw new Error(`${person}: ${averaged.why}`)
    templates.push({ person, ...(averaged.made satisfies Description) })
    probes.push(...own.filter((photo) => !chosen.includes(photo)))
    if (photosEach >= 3 && makeTemplate(person, shots, mean, policy).kind === 'refused') askedAgain += 1
  }
  return { templates, probes, askedAgain }
}

function inHashOrder<T>(items: readonly T[], name: (item: T) => string): T[] {
  const keyed = items.map((item) => ({ item, key: createHash('sha256').update(name(item)).digest('hex') }))
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ item }) => item)
}
