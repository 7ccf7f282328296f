import type { Moods } from './manner.ts'

/**
 * What is looked at between two attempts. All are written so that small values speak for one person. `gap`: time between
 * them; `body`: unlikeness of the clothes; `place`: how far place, size and tilt of the face are apart; `manner`: of pace,
 * movement and turns; `light`: relief of the nose in a half-lit screen; `alive`: the fused score of liveness;
 * `solidity`: depth shown in turns; `edge`: want of a straight edge beside the face.
 */
export const seriesSigns = ['gap', 'body', 'place', 'manner', 'light', 'alive', 'solidity', 'edge'] as const
export type SeriesSign = (typeof seriesSigns)[number]

/** A logistic distribution: its middle and its scale. */
export interface Spread {
  readonly middle: number
  readonly width: number
}

/** A sign, on the scale on which it is compared (`compared` of link.ts). */
export interface SignPolicy {
  /** What one person with several masks shows. */
  readonly one: Spread
  /** What neighbours, or faces, show at a site of which nothing is known yet. */
  readonly others: Spread
  /** Points for one link at worst (against a series) and at best, and for a whole chain at best. */
  readonly least: number
  readonly most: number
  readonly inAll: number
}

/**
 * When attempts are one person with many faces. A point doubles how much likelier that is than people of this site one
 * behind the other. All numbers are chosen, some after rendered masks, none measured on people; `test/presence/series`
 * prints what they cost.
 */
export interface SeriesPolicy {
  /** How far back attempts belong together. */
  readonly windowMs: number
  readonly signs: Readonly<Record<SeriesSign, SignPolicy>>
  /**
   * By how much place (shares of the picture), size (natural log), tilt and nod differ where one person stands and shows
   * several faces: another face has its eyes further apart and another nose. Of rendered masks on one wearer who stood
   * still (76 pairs): 0.004 across, 0.013 down, 0.053, 0.013 and 0.053.
   */
  readonly sway: { readonly place: number; readonly scale: number; readonly roll: number; readonly pitch: number }
  readonly moods: Moods
  /**
   * Cosine by `mf` below which two faces, one of them without a name, are two. Measured: one real person 0.89 and more
   * (15 pairs of three frames each), rendered ones of one person 0.97 and more; masks of two people on one head (150
   * pairs) half below 0.51, 90 of 100 below 0.7.
   */
  readonly otherFaceBelow: number
  /** So many attempts of somebody else may lie between two of a series, each for so many points. */
  readonly mostBetween: number
  readonly betweenCosts: number
  /**
   * Points of a chain from where on it is a series, and how many more as long as nothing is known of the site; half of
   * those are gone when `shippedWeighs` readings are known. No sign can bring as much by itself.
   */
  readonly atLeast: number
  readonly moreWhileUnknown: number
  /** Points of clothes from which on those suspected at two doors are one person. */
  readonly sameClothesAtLeast: number
  /** How many readings of a site are known at most; the newest count. */
  readonly mostKnown: number
  /**
   * As many of them weigh as much as what is shipped for a site of which nothing is known; the more is known, the less that
   * weighs, else a little of it in each link of a long queue would add up.
   */
  readonly shippedWeighs: number
}

export const seriesPolicy: SeriesPolicy = {
  windowMs: 10 * 60_000,
  signs: {
    gap: { one: { middle: 2.2, width: 0.35 }, others: { middle: 2.5, width: 0.6 }, least: -2, most: 1, inAll: 2 },
    body: { one: { middle: -4.6, width: 0.35 }, others: { middle: -2.3, width: 0.9 }, least: -20, most: 4, inAll: 8.5 },
    place: { one: { middle: 0.7, width: 0.25 }, others: { middle: 2, width: 0.4 }, least: -1, most: 4, inAll: 8.5 },
    manner: { one: { middle: 0, width: 0.4 }, others: { middle: 0.5, width: 0.4 }, least: -0.5, most: 0.7, inAll: 2 },
    // A worn mask may have all that a face has: these four speak for a series, and hardly against one.
    light: {
      one: { middle: 0.03, width: 0.012 },
      others: { middle: 0.13, width: 0.03 },
      least: -0.3,
      most: 1.5,
      inAll: 3,
    },
    alive: {
      one: { middle: -1.3, width: 0.35 },
      others: { middle: 0.1, width: 0.3 },
      least: -0.3,
      most: 2,
      inAll: 5,
    },
    solidity: {
      one: { middle: 0.55, width: 0.1 },
      others: { middle: 0.85, width: 0.1 },
      least: -0.5,
      most: 0.8,
      inAll: 2,
    },
    edge: {
      one: { middle: 0.25, width: 0.08 },
      others: { middle: 0.75, width: 0.13 },
      least: -0.3,
      most: 1.2,
      inAll: 2.4,
    },
  },
  sway: { place: 0.015, scale: 0.05, roll: 0.04, pitch: 0.05 },
  moods: { pace: 0.25, movement: 0.25, turn: 0.1 },
  otherFaceBelow: 0.7,
  mostBetween: 2,
  betweenCosts: 1,
  atLeast: 9,
  moreWhileUnknown: 6,
  sameClothesAtLeast: 1,
  mostKnown: 80,
  shippedWeighs: 12,
}
