/** One person of the gallery as seen from a probe, best first. `score` is in the unit of `scale`. */
export interface Ranked {
  readonly person: string
  readonly score: number
}

/**
 * Which of the three regimes judged, by the number of people in the cohort: below 10, 10 to 29, 30 and more; or a
 * plugged-in recogniser alone. Every scale is read in the same unit: standard deviations above two different people,
 * so that 2.3 is met by about one impostor in a hundred and 3.1 by one in a thousand.
 */
export type ScoreScale = 'raw' | 'siteCentred' | 'asNorm' | 'plugin'

/** Why nobody was matched. `badVector`: the probe holds a number that is none, or no vector at all. */
export type Unsure =
  | 'galleryEmpty'
  | 'belowThreshold'
  | 'tooClose'
  | 'notRankOne'
  | 'otherModel'
  | 'notEnrolled'
  | 'badVector'

/**
 * The matcher's word on one probe against the site's gallery. Doubt is a state with a reason. `margin` is the lead over
 * the next best person, or the whole score where there is none. `worthAReview`: far above strangers, so that a person
 * may want to look at it.
 */
export type Decision =
  | {
      readonly kind: 'matched'
      readonly person: string
      readonly score: number
      readonly margin: number
      readonly scale: ScoreScale
      readonly threshold: number
    }
  | {
      readonly kind: 'unsure'
      readonly why: Unsure
      readonly best?: Ranked
      readonly worthAReview: boolean
      readonly scale: ScoreScale
      readonly threshold: number
    }
