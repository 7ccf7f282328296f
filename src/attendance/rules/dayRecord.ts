import type { Ms } from './input.ts'
import type { ShiftOccurrence } from './occurrences.ts'
import { earlySeconds, lateSeconds } from './outcome.ts'
import { type PairingRule, pairStamps, type Stamp, workedMs } from './pairing.ts'

/** How one taking place of a shift is summed up from its stamps. Thresholds in minutes of work; below them it is less than a day. */
export interface RecordRule {
  readonly pairing: PairingRule
  readonly basis: 'firstInLastOut' | 'everyPair'
  readonly wholeFrom: number
  readonly halfFrom: number
  readonly graceIn: number
  readonly graceOut: number
  readonly lateCountsFrom: 'hour' | 'grace'
}

/**
 * What one taking place of a shift came to by work alone. `short`: below every threshold, `unseen`: nobody came. Neither
 * is an absence: only a person says that.
 */
export interface DayRecord {
  readonly state: 'whole' | 'half' | 'short' | 'unseen'
  readonly worked: Ms
  readonly firstIn: Ms | null
  readonly lastOut: Ms | null
  readonly lateSeconds: number
  readonly earlySeconds: number
}

export function recordOf(shift: ShiftOccurrence, stamps: readonly Stamp[], rule: RecordRule): DayRecord {
  const pairing = pairStamps(stamps, rule.pairing)
  const worked = workedMs(pairing, rule.basis)
  const { firstIn, lastOut } = pairing
  return {
    state: stamps.length === 0 ? 'unseen' : stateOf(worked / 60_000, rule),
    worked,
    firstIn,
    lastOut,
    lateSeconds: firstIn === null ? 0 : lateSeconds(firstIn, shift.starts, rule),
    earlySeconds: lastOut === null ? 0 : earlySeconds(lastOut, shift.ends, rule),
  }
}

function stateOf(minutes: number, { wholeFrom, halfFrom }: RecordRule): DayRecord['state'] {
  if (minutes < halfFrom) return 'short'
  return minutes < wholeFrom ? 'half' : 'whole'
}
