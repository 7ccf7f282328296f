import type { EndedAttempt } from './ended.ts'
import { areDifferent, type Link, linkOf } from './link.ts'
import { type SeriesPolicy, type SeriesSign, seriesSigns } from './policy.ts'
import { neededAt, type Usual } from './usual.ts'

/** Attempts that look like one person: the chain that one attempt ends, with the links that speak for it. */
export interface Chain {
  /** Oldest first; the last one is the attempt itself. A second try of the same face is a member, no link. */
  readonly members: readonly EndedAttempt[]
  readonly links: readonly Link[]
  /** Attempts of others that lie between. */
  readonly between: number
  readonly points: number
}

export type Series = Chain

/** The best chain that an attempt ends, given those that the attempts before it ended: the best sum of all ways back. */
export function extend(before: readonly Chain[], one: EndedAttempt, usual: Usual, policy: SeriesPolicy): Chain {
  let best: Chain = { members: [one], links: [], between: 0, points: 0 }
  for (const [skipped, chain] of before
    .slice(-1 - policy.mostBetween)
    .toReversed()
    .entries()) {
    const longer = join(freshOf(chain, one.endedAt, policy), one, skipped, { usual, policy })
    if (longer !== null && longer.points >= Math.max(0, best.points)) best = longer
  }
  return best
}

/** What of a chain is not older than a series can be. */
export function freshOf(chain: Chain, now: number, policy: SeriesPolicy): Chain {
  const isFresh = ({ endedAt }: EndedAttempt): boolean => now - endedAt < policy.windowMs
  if (chain.members.every(isFresh)) return chain
  const links = chain.links.filter(({ from }) => isFresh(from))
  return scored({ members: chain.members.filter(isFresh), links, between: chain.between }, policy)
}

/** Enough points, and enough faces. */
export const isSeries = ({ members, links, points }: Chain, usual: Usual, policy: SeriesPolicy): boolean =>
  links.length > 0 && points >= neededAt(usual, policy) && hasManyFaces(members, policy)

interface Against {
  readonly usual: Usual
  readonly policy: SeriesPolicy
}

function join(chain: Chain, one: EndedAttempt, skipped: number, { usual, policy }: Against): Chain | null {
  const last = chain.members.at(-1)
  if (last === undefined) return null
  const link = areDifferent(last, one, policy) ? [linkOf(last, one, usual, policy)] : []
  // What a chain has too many of must not carry somebody along who does not belong to it.
  if (link.some((it) => strengthOf(it) <= 0)) return null
  const members = [...chain.members, one]
  return scored({ members, links: [...chain.links, ...link], between: chain.between + skipped }, policy)
}

const scored = (chain: Omit<Chain, 'points'>, policy: SeriesPolicy): Chain => ({
  ...chain,
  points: pointsIn(chain, policy),
})

/** What speaks for one person between two attempts, less what speaks against it. */
export const strengthOf = ({ signs }: Link): number => seriesSigns.reduce((sum, sign) => sum + signs[sign].points, 0)

/** What a sign brings to a chain: no more than it may bring in all. */
export const pointsOfSign = (links: readonly Link[], sign: SeriesSign, policy: SeriesPolicy): number =>
  Math.min(
    policy.signs[sign].inAll,
    links.reduce((points, { signs }) => points + signs[sign].points, 0),
  )

/** All signs, less what lies between. */
const pointsIn = ({ links, between }: Omit<Chain, 'points'>, policy: SeriesPolicy): number =>
  seriesSigns.reduce((sum, sign) => sum + pointsOfSign(links, sign, policy), 0) - between * policy.betweenCosts

/** Somebody was named, or at least looked at. */
export const hasFace = ({ staffId, face }: EndedAttempt): boolean => staffId !== null || face !== null

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
