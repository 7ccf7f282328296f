import type { EndedAttempt } from './ended.ts'
import { areDifferent, isLinked, type Link, linkOf } from './link.ts'
import type { SeriesPolicy } from './policy.ts'

/** Several faces that look like one person: all attempts of the chain, and the links that decided. */
export interface Series {
  readonly members: readonly EndedAttempt[]
  readonly links: readonly Link[]
  /** What the links have together beyond what colleagues in a queue have anyway. */
  readonly beyond: number
}

/**
 * Whether the newest attempt ends a series: one person, many masks. `window` are ended attempts of one station in the
 * order of time. A chain runs from each face to the next other one; a second try of the same face is a member, no link,
 * and what shows no face is left aside.
 */
export function judgeSeries(window: readonly EndedAttempt[], policy: SeriesPolicy): Series | null {
  const newest = window.at(-1)
  if (newest === undefined) return null
  const recent = window.filter((one) => hasFace(one) && newest.endedAt - one.endedAt < policy.windowMs)
  const run = lastRun(recent, policy)
  const beyond = mostTogether(run.links, policy)
  const enough = run.links.length > 0 && beyond >= policy.beyondAtLeast && hasManyFaces(run.members, policy)
  return enough ? { ...run, beyond } : null
}

/** The unbroken chain that the newest attempt belongs to. */
function lastRun(recent: readonly EndedAttempt[], policy: SeriesPolicy): Omit<Series, 'beyond'> {
  let members: EndedAttempt[] = []
  let links: Link[] = []
  for (const one of recent) {
    const before = members.at(-1)
    const link = before && areDifferent(before, one, policy) ? linkOf(before, one, policy) : undefined
    if (link === undefined) members.push(one)
    else if (isLinked(link, policy)) {
      members.push(one)
      links.push(link)
    } else {
      members = [one]
      links = []
    }
  }
  return { members, links }
}

/** Somebody was named, or at least looked at. */
const hasFace = ({ staffId, face }: EndedAttempt): boolean => staffId !== null || face !== null

/** The most that some neighbouring links have together. */
function mostTogether(links: readonly Link[], { linksTogether, linkAtLeast }: SeriesPolicy): number {
  const sums = links.map((_, i) =>
    links.slice(i, i + linksTogether).reduce((sum, { strength }) => sum + strength - linkAtLeast, 0),
  )
  return Math.max(0, ...sums)
}

/** Two names; without names three faces, as one face may look unlike itself once. */
function hasManyFaces(members: readonly EndedAttempt[], policy: SeriesPolicy): boolean {
  const named = new Set(members.flatMap(({ staffId }) => (staffId === null ? [] : [staffId])))
  return named.size >= 2 || facesIn(members, policy) >= 3
}

/** How many faces differ from each other, counted one by one. */
export function facesIn(members: readonly EndedAttempt[], policy: SeriesPolicy): number {
  const faces: EndedAttempt[] = []
  for (const one of members) if (faces.every((face) => areDifferent(face, one, policy))) faces.push(one)
  return faces.length
}
