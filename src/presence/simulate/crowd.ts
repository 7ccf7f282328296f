import { toIso, toMs } from '../../kit/time.ts'
import type { EndedAttempt, Manner } from '../rules/series/ended.ts'
import { around, between, normal, type Random, seeded } from './random.ts'

/** A place with people, for series. Chosen, not measured; the hard kind is meant to be harder than any real one. */
export interface SimulatedSite {
  readonly people: number
  /** Share of people in one uniform jacket. */
  readonly uniform: number
  /** How much one uniform differs from the next: at 1 hardly more than it does from itself (cosine 0.99), at 5 by 0.95. */
  readonly differ: number
  /** A door frame or window beside the head: so often there is an edge. */
  readonly edgy: number
  /** Relief of the faces in the light of the screen, in the mean; null where it cannot be measured. */
  readonly light: number | null
  /** How freely people choose their place: 1 anywhere before the kiosk, 0.2 on a stool that is screwed down. */
  readonly room: number
  /** How much their heights differ: 1 as among grown-ups, 0 twins. */
  readonly heights: number
  /** Share of days on which all are in uniform, everybody has the same place, or every nose looks flat. */
  readonly parades: number
  readonly stools: number
  readonly glares: number
  /** Seconds from one to the next in the queue. */
  readonly pace: readonly [number, number]
}

export const ordinarySite: SimulatedSite = {
  people: 8,
  uniform: 0.5,
  differ: 1,
  edgy: 0.1,
  light: 0.15,
  room: 1,
  heights: 1,
  parades: 0,
  stools: 0,
  glares: 0,
  pace: [5, 15],
}
/** Everybody in uniform, all in one queue, a door frame behind every second head. */
export const hardSite: SimulatedSite = { ...ordinarySite, people: 20, uniform: 1, edgy: 0.5 }

export const workdays = 22
const monday = toMs('2026-03-01T16:00:00.000Z')
const eight = 8 * 3_600_000
const day = 24 * 3_600_000

interface Wearer {
  readonly staffId: string
  readonly colours: readonly number[]
  readonly height: number
  readonly face: number
  readonly pace: number
  readonly turn: number
}

/** A month of honest people: everybody arrives around eight and leaves around half past five, many one behind the other. */
export function honestMonth(random: Random, site: SimulatedSite): EndedAttempt[] {
  const people = Array.from({ length: site.people }, (_, i) =>
    wearer(random, `staff-${i}`, random() < site.uniform, site),
  )
  const attempts: EndedAttempt[] = []
  for (let at = 0; at < workdays * day; at += day) {
    const [today, dressed] = dayAt(random, site, people)
    attempts.push(
      ...queue(random, dressed, today, at + eight),
      ...queue(random, dressed, today, at + eight + 9.5 * 3_600_000),
    )
  }
  return attempts
}

/** What a day makes of a site: a parade in uniform, a chair before the kiosk, low sun. */
function dayAt(random: Random, site: SimulatedSite, people: readonly Wearer[]): [SimulatedSite, readonly Wearer[]] {
  const [parade, stool, glare] = [random() < site.parades, random() < site.stools, random() < site.glares]
  const today = { ...site, room: stool ? 0.25 : site.room, light: glare ? 0.05 : site.light }
  const dressed = parade
    ? people.map((who) => ({ ...who, colours: worn(random, uniform, 0.05 * site.differ) }))
    : people
  return [today, dressed]
}

/** Seven of ten stand in one queue, 5 to 15 s apart; the others come some minutes before or after. One of 25 tries twice. */
function queue(random: Random, people: readonly Wearer[], site: SimulatedSite, start: number): EndedAttempt[] {
  const attempts: EndedAttempt[] = []
  let at = start
  for (const who of shuffled(random, people)) {
    at += random() < 0.7 ? 1000 * between(random, ...site.pace) : between(random, 60_000, 300_000)
    const failed = random() < 0.04 ? [honest(random, who, site, at, false)] : []
    const passed = honest(random, who, site, (failed[0]?.endedAt ?? at - 2_500) + 2_500, true)
    attempts.push(...failed, passed)
    at = passed.endedAt
  }
  return attempts
}

function honest(random: Random, who: Wearer, site: SimulatedSite, beganAt: number, passed: boolean): EndedAttempt {
  return {
    ...named(random, who.staffId, passed, beganAt, around(random, 4_000, 0.25)),
    body: worn(random, who.colours, 0.06),
    place: {
      x: normal(random, 0.5, 0.045 * site.room),
      y: normal(random, 0.5 - who.height, 0.025 * site.room),
      scale: around(random, 0.2, 0.12 * site.room),
    },
    pose: { roll: normal(random, 0, 0.05), pitch: normal(random, who.height / 3, 0.03) },
    manner: manner(random, who, 1),
    light: site.light === null ? null : normal(random, site.light, 0.04),
    response: site.light === null ? null : Math.min(1, normal(random, 0.9, 0.07)),
    solidity: random() < 0.7 ? normal(random, 0.85, 0.15) : null,
    face: faceNear(random, who.face, 0.25),
    edge: random() < site.edgy ? between(random, 0.5, 1) : between(random, 0, 0.5),
  }
}

/** How a series of masks is done. */
export interface MaskSeries {
  readonly masks: number
  readonly lit: boolean
  /** Whether the recogniser takes the masks for those they show. */
  readonly passing: boolean
  /** The holder moves about: 1 as everybody who stands still, 3 three times as far. */
  readonly restless?: number
}

/** One person before the kiosk who holds up one mask after the other, 4 to 15 s for each change. */
export function maskSeries(
  random: Random,
  { masks, lit, passing, restless = 1 }: MaskSeries,
  site: SimulatedSite = ordinarySite,
  start = eight,
): EndedAttempt[] {
  const holder = wearer(random, 'holder', random() < site.uniform, site)
  const stands = { x: normal(random, 0.5, 0.045), y: normal(random, 0.5, 0.04), scale: around(random, 0.2, 0.12) }
  const paper = between(random, 0, 0.05)
  const attempts: EndedAttempt[] = []
  let at = start
  for (let i = 0; i < masks; i += 1) {
    const one: EndedAttempt = {
      ...named(random, `staff-${i}`, passing, at, around(random, 5_000, 0.3)),
      body: worn(random, holder.colours, 0.06),
      place: {
        x: normal(random, stands.x, 0.01 * restless),
        y: normal(random, stands.y, 0.01 * restless),
        scale: stands.scale * Math.exp(normal(random, 0, 0.012 * restless)),
      },
      pose: { roll: normal(random, 0, 0.025), pitch: normal(random, 0, 0.02) },
      manner: manner(random, holder, 1.15),
      light: lit ? normal(random, paper, 0.015) : null,
      response: lit ? Math.min(1, normal(random, 0.8, 0.1)) : null,
      solidity: random() < 0.7 ? normal(random, 0.6, 0.2) : null,
      face: faceNear(random, Math.floor(random() * 2 ** 32), 0.2),
      edge: random() < 0.85 ? between(random, 0.6, 1) : between(random, 0.3, 0.6),
    }
    attempts.push(one)
    at = one.endedAt + between(random, 4_000, 15_000)
  }
  return attempts
}

const named = (random: Random, staffId: string, passed: boolean, beganAt: number, lastsMs: number) => ({
  attemptId: `${beganAt}-${Math.floor(random() * 1e9)}`,
  checkInId: passed ? `in-${beganAt}` : null,
  staffId: passed ? staffId : null,
  at: toIso(monday + beganAt),
  beganAt,
  endedAt: beganAt + lastsMs,
})

/** Dark above, dark in the middle, a badge here and there: what a uniform jacket gives in three bands of eight. */
const uniformColours = [8, 1, 0.2, 0, 0, 0, 0.6, 0].map((share) => share / 9.8)

const uniform = [...uniformColours, ...uniformColours, ...uniformColours]

function wearer(random: Random, staffId: string, inUniform: boolean, { heights, differ }: SimulatedSite): Wearer {
  const band = (): number[] => {
    const shares = Array.from({ length: 8 }, () => random() ** 4)
    const sum = shares.reduce((total, share) => total + share, 0)
    return shares.map((share) => share / sum)
  }
  const colours = inUniform ? worn(random, uniform, 0.05 * differ) : [...band(), ...band(), ...band()]
  const height = normal(random, 0, 0.04 * heights)
  const face = Math.floor(random() * 2 ** 32)
  return { staffId, colours, height, face, pace: around(random, 1, 0.25), turn: normal(random, 0.29, 0.03) }
}

const manner = (random: Random, { pace, turn }: Wearer, slower: number): Manner => ({
  paceMs: around(random, 450 * pace * slower, 0.18),
  movementMs: around(random, 350 * pace * slower, 0.18),
  turn: random() < 0.7 ? normal(random, turn, 0.04) : null,
})

/** The same clothes once more: folds, a bag, another shadow. */
const worn = (random: Random, colours: readonly number[], deviation: number): number[] =>
  colours.map((share) => Math.max(0, share + normal(random, 0, deviation * 0.4)))

/** A vector of a face: looks of one face have a cosine of about 0.95, two faces share a part and have about 0.8. */
function faceNear(random: Random, face: number, unlike: number): number[] {
  const own = seeded(face)
  return Array.from({ length: 32 }, () => 2 + normal(own, 0, 1) + normal(random, 0, 2 * unlike))
}

function shuffled<T>(random: Random, items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item)
}
