import type { Day } from '../kit/time.ts'

/** One time a person was kept: where he works from then on. */
export interface Posting {
  /** The day the clerk wrote it down; it holds from then on. */
  readonly since: Day
  readonly unitId: string
  readonly siteId: string
  readonly leftOn: Day | null
}

/** Where somebody works on a day; `employed` false before he came and from the day he left. */
export interface Stay {
  readonly unitId: string
  readonly siteId: string
  readonly employed: boolean
}

/**
 * Where somebody works day by day. `postings` in the order they were written, at least one. He came on the day he was
 * first written down, or first seen (`firstSeen`) if that was earlier. Whoever was written down as gone is gone from the
 * day named, even where that was written later.
 */
export function stayOn(postings: readonly Posting[], firstSeen: Day | null, day: Day): Stay {
  const first = postings[0]
  const last = postings.at(-1)
  if (first === undefined || last === undefined) throw new Error('a person who was never kept')
  const then = postings.findLast((it) => it.since <= day) ?? first
  const cameOn = firstSeen !== null && firstSeen < first.since ? firstSeen : first.since
  const { unitId, siteId } = then
  return { unitId, siteId, employed: day >= cameOn && !isGone(then, day) && !isGone(last, day) }
}

const isGone = ({ leftOn }: Posting, day: Day): boolean => leftOn !== null && leftOn <= day
