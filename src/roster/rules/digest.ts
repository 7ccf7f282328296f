import type { Duty } from '../../contract/routes/duties.ts'
import { addDays, clockOf, type Day, dayOf, type Iso, instantAt, toMs } from '../../kit/time.ts'

/** When notices are given, on the county's clock: never in the evening or at night. */
const hours = { from: '08:00:00', to: '18:00:00' }

/** How many days ahead the next working day is looked for. */
export const daysAhead = 31

export interface DigestInput<D extends Duty> {
  readonly now: Iso
  /** The person works on this day, or on half of it. */
  readonly isWorkday: (day: Day) => boolean
  /** His duties. */
  readonly duties: readonly D[]
  /** A notice was given for this duty as it stands. */
  readonly wasReminded: (duty: D) => boolean
}

/**
 * The one notice of a working day to one person, from eight in the morning: his duties from now on through the end of the
 * next working day that he was not reminded of before. So Friday's has Saturday, Sunday and Monday, each duty is named
 * once, and on a day off nobody hears anything. Empty: no notice.
 */
export function digestFor<D extends Duty>({ now, isWorkday, duties, wasReminded }: DigestInput<D>): readonly D[] {
  const today = dayOf(now)
  const clock = clockOf(now)
  if (clock < hours.from || clock >= hours.to || !isWorkday(today)) return []
  const until = toMs(endOfDigest(today, isWorkday))
  return duties.filter((duty) => toMs(duty.starts) >= toMs(now) && toMs(duty.starts) < until && !wasReminded(duty))
}

/** The end of the next working day after a day. */
export function endOfDigest(today: Day, isWorkday: (day: Day) => boolean): Iso {
  let day = addDays(today, 1)
  for (let ahead = 1; ahead < daysAhead && !isWorkday(day); ahead++) day = addDays(day, 1)
  return instantAt(addDays(day, 1), '00:00')
}
