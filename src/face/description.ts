/**
 * What the recognisers say of one face: one unit-length vector per recogniser. Never leaves the station process
 * except encrypted, as a template at rest.
 *
 * `fa` (128) is face-api's recogniser on the aligned dlib chip; `fr` (1024) is faceres, square-rooted and L2-normalised
 * but not yet centred (centring belongs to matching, it depends on the site's cohort); `mf` (192) is MobileFaceNet on
 * ArcFace's chip. A plugged-in recogniser adds its own name.
 */
export interface Description {
  /** Names every model and pre-processing step that made the vectors; only equal versions are comparable. */
  readonly version: string
  readonly vectors: Readonly<Record<string, Float32Array>>
}

/** A person's stored description: the mean of the chosen enrolment frames. `person` is an opaque id, never a name. */
export interface Template extends Description {
  readonly person: string
}
