import type { EndedAttempt } from './ended.ts'
import { areDifferent, compare } from './link.ts'
import type { SeriesPolicy } from './policy.ts'
import { type Chain, extend, freshOf, hasFace, isSeries, type Series } from './series.ts'
import { type Compared, learn, nothingKnown, pointsOf, type Usual } from './usual.ts'

interface Remembered {
  readonly chain: Chain
  /** The attempt itself: the last member of its chain. */
  readonly one: EndedAttempt
  /** Beside the one before it, if that was somebody else. */
  readonly compared: Compared | null
}

/** What is remembered of one kiosk: its attempts of the last ten minutes, and what is usual between neighbours there. */
export interface Door {
  readonly recent: readonly Remembered[]
  readonly usual: Usual
}

export const newDoor: Door = { recent: [], usual: nothingKnown }

/** More attempts than a kiosk can take in that time. */
const mostRemembered = 400

/** Takes in an attempt; what shows no face is left aside. */
export function arriveAt(door: Door, one: EndedAttempt, policy: SeriesPolicy): Door {
  if (!hasFace(one)) return door
  const { recent, usual } = door
  const chain = extend(
    recent.slice(-1 - policy.mostBetween).map((it) => it.chain),
    one,
    usual,
    policy,
  )
  const before = recent.at(-1)?.one
  const compared = before && areDifferent(before, one, policy) ? compare(before, one, policy) : null
  return { recent: [...recent.slice(1 - mostRemembered), { one, chain, compared }], usual }
}

/** The series that the newest attempt ends. */
export function seriesAt({ recent, usual }: Door, policy: SeriesPolicy): Series | null {
  const chain = recent.at(-1)?.chain
  return chain !== undefined && isSeries(chain, usual, policy) ? chain : null
}

/**
 * Forgets what is too old. What nobody doubts becomes part of what is usual, so that a series teaches nothing; only
 * distances and readings are kept of it, nothing of a person.
 */
export function forget(
  { recent, usual }: Door,
  now: number,
  isDoubted: (one: EndedAttempt) => boolean,
  policy: SeriesPolicy,
): Door {
  const isFresh = ({ one }: Remembered): boolean => now - one.endedAt < policy.windowMs
  const honest = recent.filter((it) => !isFresh(it) && !isDoubted(it.one))
  return {
    recent: recent.filter(isFresh).map((it) => ({ ...it, chain: freshOf(it.chain, now, policy) })),
    usual: honest.reduce((known, { compared }) => (compared === null ? known : learn(known, compared, policy)), usual),
  }
}

/**
 * Whether those suspected at two doors may be one person: clothes more alike than is usual, and never at both at once.
 * Place, light and edge say nothing across doors: other cameras see them.
 */
export function isOneWearer(
  some: readonly EndedAttempt[],
  others: readonly EndedAttempt[],
  usual: Usual,
  policy: SeriesPolicy,
): boolean {
  const pairs = some.flatMap((a) => others.map((b) => [a, b] as const))
  const atOnce = pairs.some(([a, b]) => a.beganAt < b.endedAt && b.beganAt < a.endedAt)
  const clothes = pairs.map(([a, b]) => compare(a, b, policy).body)
  return (
    !atOnce &&
    pairs.length > 0 &&
    clothes.every((body) => body !== null && pointsOf('body', body, usual, policy) >= policy.sameClothesAtLeast)
  )
}
