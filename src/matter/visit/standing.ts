import type { VisitNumbers, VisitOutcome } from '../../contract/visits.ts'
import { type Iso, toMs } from '../../kit/time.ts'

/** What is known of a visit. `waiting` is somebody who is there now; whoever never said a word stays `unknown`. */
export type VisitStanding = VisitOutcome | 'waiting' | 'unknown'

interface Begun {
  readonly begunAt: Iso
  readonly outcome: VisitOutcome | null
}

/** Nobody waits longer than half a day of work; whoever said nothing by then has left. */
export const longestWaitMs = 3 * 3_600_000
/** How long another word about a visit is taken. */
export const wordsTakenMs = 24 * 3_600_000

export function standingOf({ begunAt, outcome }: Begun, now: Iso): VisitStanding {
  if (outcome !== null) return outcome
  return toMs(now) - toMs(begunAt) < longestWaitMs ? 'waiting' : 'unknown'
}

export const takesWords = (begunAt: Iso, now: Iso): boolean => toMs(now) - toMs(begunAt) < wordsTakenMs

/**
 * The instant a word “nobody is there” is held against the board: when it was said, or when the visit began where it was
 * said only long after, from elsewhere.
 */
export const momentOf = (begunAt: Iso, saidAt: Iso): Iso =>
  toMs(saidAt) - toMs(begunAt) <= longestWaitMs ? saidAt : begunAt

/** Visits in figures; those who wait now count among the unknown until they say something. */
export function countVisits(visits: readonly (Begun & { readonly breach: boolean })[]): VisitNumbers {
  const of = (outcome: VisitOutcome | null): number => visits.filter((it) => it.outcome === outcome).length
  return {
    visits: visits.length,
    served: of('served'),
    nobodyThere: of('nobodyThere'),
    sentAway: of('sentAway'),
    unknown: of(null),
    breaches: visits.filter((it) => it.breach).length,
  }
}

/** The smallest number of visits that is told in public. */
export const leastTold = 5

/** A figure for the public; below the least nothing is told, none included. */
export const toldFigure = (figure: number): number | null => (figure < leastTold ? null : figure)
