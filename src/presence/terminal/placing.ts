import type { PunchTime } from '../../contract/terminals.ts'
import { type Iso, toIso, toMs } from '../../kit/time.ts'
import { type Direction, directionOf, type Earlier, type Period } from '../rules/direction.ts'

/** A punch that came so soon after its own time shows that the terminal's clock was right. */
const atOnceMs = 60_000
/** A terminal sets its clock by ours when it is off by more than ten seconds. */
const setWithinMs = 11_000
/** How far a terminal's clock is believed where nothing shows that it was right. */
const believedMs = 10 * 60_000
/** Longer ago than this, or further ahead, is a clock that is wrong: an empty battery begins in 2000. */
const oldestMs = 400 * 86_400_000
const furthestAheadMs = 86_400_000

/** How well the time of a punch is known from when and how it came; null where its clock is far off and says nothing. */
export function timeOfPunch(at: Iso, arrivedAt: Iso, way: 'push' | 'file'): PunchTime | null {
  const [told, arrived] = [toMs(at), toMs(arrivedAt)]
  const lag = arrived - told
  if (lag > oldestMs || lag < -furthestAheadMs) return null
  if (way === 'push' && lag >= -setWithinMs && lag <= atOnceMs) {
    return {
      grade: 'B',
      earliest: toIso(Math.min(told, arrived) - setWithinMs),
      latest: toIso(Math.max(arrived, told)),
    }
  }
  const earliest = Math.min(told, arrived) - believedMs
  return {
    grade: 'C',
    earliest: toIso(earliest),
    latest: toIso(Math.max(earliest, Math.min(told + believedMs, arrived))),
  }
}

/** What is known of the person at the times in question. */
export interface Around {
  /** Duties or hours that may touch an instant. */
  readonly periodsAt: (at: Iso) => readonly Period[]
  /** Earlier check-ins, oldest first. */
  readonly earlier: readonly Earlier[]
}

/**
 * Arrival or departure for each of one person's punches, oldest first; the key pressed at the terminal is not heeded,
 * as hardly anybody presses it. Each is told with what is known of the day and a half before it.
 */
export function directPunches(instants: readonly Iso[], { periodsAt, earlier }: Around): Direction[] {
  const known = [...earlier]
  let from = 0
  return instants.map((at) => {
    while (from < known.length && toMs(known[from]?.at ?? at) < toMs(at) - rememberedMs) from += 1
    const { direction } = directionOf(at, periodsAt(at), known.slice(from))
    known.push({ at, direction })
    return direction
  })
}

const rememberedMs = 36 * 3_600_000
