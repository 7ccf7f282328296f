import type { Fused } from './fuse.ts'
import type { Reading } from './reading.ts'

/** What the signals said of an attempt, and what they come to together. */
export interface Said extends Fused {
  readonly readings: readonly Reading[]
}
