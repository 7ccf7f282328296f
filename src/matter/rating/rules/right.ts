import type { RatingRound } from '../../../contract/ratings.ts'
import { addDays, type Day, dayOf, type Iso } from '../../../kit/time.ts'

/** Days from the end of a matter until its holder is asked again, and until he is asked no more. */
export const askedAgainAfter = 30
export const askedUntil = 120

/** Whether the holder of a receipt is asked now, and for which time. */
export type Right =
  | { readonly kind: 'open'; readonly round: RatingRound; readonly until: Day }
  /** It has not ended, or was taken back by the citizen himself. */
  | { readonly kind: 'notEnded' }
  | { readonly kind: 'over' }

/** What stands of a matter that decides whether its holder is asked. `excluded`: left out, with reasons, by two people. */
export interface Ending {
  readonly state: string
  readonly endedAt: Iso | null
  readonly excluded: boolean
}

/** The first time is from the end for 30 days, the second from then until 120 days after the (last) end. Pure. */
export function readRight({ state, endedAt, excluded }: Ending, now: Iso): Right {
  if (endedAt === null || (state !== 'finished' && state !== 'refused')) return { kind: 'notEnded' }
  if (excluded) return { kind: 'over' }
  const today = dayOf(now)
  const again = addDays(dayOf(endedAt), askedAgainAfter)
  const last = addDays(dayOf(endedAt), askedUntil)
  if (today < again) return { kind: 'open', round: 1, until: addDays(again, -1) }
  return today < last ? { kind: 'open', round: 2, until: addDays(last, -1) } : { kind: 'over' }
}

/** The quarter of a day at the county, `2026-Q3`. */
export const quarterOf = (day: Day): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
