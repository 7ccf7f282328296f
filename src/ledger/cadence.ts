/** When a log was last asked to grow and last cosigned, in ms of a clock that only grows; null for never. */
export interface Rhythm {
  readonly grewAt: number | null
  readonly cosignedAt: number | null
}

export interface Cadence {
  /** How often new facts are published. Not at once: the fewer facts a checkpoint divides, the more it tells of one. */
  readonly growEveryMs: number
  /** How often the witnesses are asked again where nothing is new: a log that is silent and one that is gone look alike. */
  readonly cosignEveryMs: number
}

export const usualCadence: Cadence = { growEveryMs: 60_000, cosignEveryMs: 600_000 }

export const isGrowthDue = ({ grewAt }: Rhythm, { growEveryMs }: Cadence, nowMs: number): boolean =>
  grewAt === null || nowMs - grewAt >= growEveryMs

export const isCosigningDue = ({ cosignedAt }: Rhythm, { cosignEveryMs }: Cadence, nowMs: number): boolean =>
  cosignedAt === null || nowMs - cosignedAt >= cosignEveryMs
