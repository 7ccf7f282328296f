import { HalfVerdict } from '../contract/attendance.ts'

/** A verdict as a printed month keeps it: the state and its details, parted by colons. `readHalf` gives it back. */
export function writeHalf(verdict: HalfVerdict): string {
  switch (verdict.state) {
    case 'late':
      return `late:${verdict.lateSeconds}:${verdict.earlySeconds}`
    case 'early':
      return `early:${verdict.earlySeconds}`
    case 'noCheckIn':
      return `noCheckIn:${verdict.missing}`
    case 'leave':
      return `leave:${verdict.leave}`
    case 'rest':
      return `rest:${verdict.why}`
    case 'unknown':
      return `unknown:${verdict.why}`
    case 'present':
    case 'outing':
    case 'duty':
    case 'notYet':
    case 'absent':
      return verdict.state
    default:
      return verdict satisfies never
  }
}

/** The verdict a printed month kept. Throws where it is none. */
export function readHalf(written: string): HalfVerdict {
  const [state, one, two] = written.split(':')
  const details = {
    late: { lateSeconds: Number(one), earlySeconds: Number(two) },
    early: { earlySeconds: Number(one) },
    noCheckIn: { missing: one },
    leave: { leave: one },
    rest: { why: one },
    unknown: { why: one },
  }[state ?? '']
  return HalfVerdict.parse({ state, ...details })
}

/**
 * What of a verdict a reader of the sheet sees: two verdicts with the same sign are no difference, though the beacon of a
 * station may have moved a lateness by a second.
 */
export const signOf = (verdict: HalfVerdict): string =>
  verdict.state === 'leave' ? `leave:${verdict.leave}` : verdict.state
