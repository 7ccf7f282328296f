/** From where on signs of a series count. All chosen, none measured on people; `test/presence/series` prints what they cost. */
export interface SeriesPolicy {
  /** How far back attempts belong together. */
  readonly windowMs: number
  /** A: less between the end of one and the beginning of the next. */
  readonly gapBelowMs: number
  /** B: cosine of the colours below the chin. */
  readonly bodyAtLeast: number
  /** C: place and scale differ by less than this share, tilt and nod by less than this much. */
  readonly placeBelow: number
  readonly poseBelow: number
  /** D: a straight edge near both faces. */
  readonly edgeAtLeast: number
  /** E: both are flatter than this in the light of the screen (`relief`), and differ by less than that. */
  readonly lightBelow: number
  readonly lightDiffersBelow: number
  /** Cosine below which two faces, one of them without a name, are two. In between they count as one. */
  readonly otherFaceBelow: number
  /**
   * What a link between two neighbours has at least. Colleagues in the same jacket one right behind the other have exactly
   * that (2B + A), so it says nothing by itself.
   */
  readonly linkAtLeast: number
  /** What the links of a chain together have beyond `linkAtLeast` each. */
  readonly beyondAtLeast: number
  /** That much must come together within so many neighbouring links: else a long queue would gather it by chance. */
  readonly linksTogether: number
}

export const seriesPolicy: SeriesPolicy = {
  windowMs: 10 * 60_000,
  gapBelowMs: 12_000,
  bodyAtLeast: 0.9,
  placeBelow: 0.03,
  poseBelow: 0.05,
  edgeAtLeast: 0.6,
  lightBelow: 0.06,
  lightDiffersBelow: 0.04,
  otherFaceBelow: 0.88,
  linkAtLeast: 3,
  beyondAtLeast: 2,
  linksTogether: 3,
}
