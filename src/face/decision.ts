/** One person of the gallery as seen from a probe, best first. `score` is in the unit of `scale`. */
export interface Ranked {
  readonly person: string
  readonly score: number
}

/** Which of the three measured regimes judged, by cohort size: below 10, 10 to 29, 30 and more; or a plugged-in recogniser's cosine. */
export type ScoreScale = 'raw' | 'siteCentred' | 'asNorm' | 'plugin'

/** The matcher's word on one probe against the site's gallery. Doubt is a state with a reason. */
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
      readonly why: 'galleryEmpty' | 'belowThreshold' | 'tooClose' | 'notRankOne' | 'otherModel'
      readonly best?: Ranked
      readonly scale: ScoreScale
      readonly threshold: number
    }
