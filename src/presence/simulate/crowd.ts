import type { EndedAttempt } from '../rules/series/ended.ts'
import { around, between, normal, type Random } from './random.ts'
import { eight, faceNear, manner, named, uniform, type Wearer, wearer, worn } from './wearer.ts'

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
const day = 24 * 3_600_000

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
      scale: around(random, 0.2, 0.12 * site.room) * Math.exp(who.build.size),
    },
    pose: { roll: normal(random, 0, 0.05), pitch: normal(random, who.height / 3, 0.03) + who.build.nod },
    manner: manner(random, who, 1),
    light: site.light === null ? null : normal(random, site.light, 0.04),
    alive: random() < 0.05 ? normal(random, -1.2, 0.4) : Math.min(0.5, normal(random, 0.05, 0.3)),
    solidity: random() < 0.7 ? normal(random, 0.85, 0.15) : null,
    face: faceNear(random, who.face, 0.3),
    edge: random() < site.edgy ? between(random, 0.5, 1) : between(random, 0, 0.5),
  }
}

function shuffled<T>(random: Random, items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item)
}
