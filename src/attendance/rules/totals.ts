import type { LeaveKind, MonthTotals } from '../../contract/attendance.ts'
import type { HalfJudgement, JudgedDay } from './judged.ts'

/**
 * The sum of some days as on the sheet, each half-day 0.5. Expected are all halves with planned work, leave included;
 * present those in which he was there, late or early ones too. Outings, leave and duties beyond his hours stand alone.
 */
export function totalsOf(days: readonly Pick<JudgedDay, 'am' | 'pm' | 'duties'>[]): MonthTotals {
  const sums: Sums = {
    expected: 0,
    present: 0,
    noCheckIn: 0,
    absent: 0,
    outing: 0,
    unknown: 0,
    lateTimes: 0,
    earlyTimes: 0,
    dutyTimes: 0,
  }
  const leave: Partial<Record<LeaveKind, number>> = {}
  for (const { am, pm, duties } of days) {
    for (const half of [am, pm]) addHalf(half, sums, leave)
    sums.dutyTimes += dutyTimesOf({ am, pm, duties })
  }
  return { ...sums, leave }
}

/** Duties he was seen on: one by his pattern counts once for the day, others each once, on the day they start. */
function dutyTimesOf({ am, pm, duties }: Pick<JudgedDay, 'am' | 'pm' | 'duties'>): number {
  const byPattern = [am, pm].some((it) => it.planned && it.verdict.state === 'duty')
  return (byPattern ? 1 : 0) + duties.filter((it) => it.extra && it.state === 'seen').length
}

interface Sums {
  expected: number
  present: number
  noCheckIn: number
  absent: number
  outing: number
  unknown: number
  lateTimes: number
  earlyTimes: number
  dutyTimes: number
}

function addHalf({ verdict, planned }: HalfJudgement, sums: Sums, leave: Partial<Record<LeaveKind, number>>): void {
  if (planned) sums.expected += 0.5
  switch (verdict.state) {
    case 'late':
      sums.lateTimes += 1
      if (verdict.earlySeconds > 0) sums.earlyTimes += 1
      sums.present += 0.5
      return
    case 'early':
      sums.earlyTimes += 1
      sums.present += 0.5
      return
    case 'leave':
      leave[verdict.leave] = (leave[verdict.leave] ?? 0) + 0.5
      return
    case 'duty':
      // A duty by his pattern is his work of the day; any other is counted once from the duty itself.
      if (!planned) return
      sums.present += 0.5
      return
    case 'present':
    case 'noCheckIn':
    case 'absent':
    case 'outing':
    case 'unknown':
      sums[verdict.state] += 0.5
      return
    case 'rest':
    case 'notYet':
      return
    default:
      verdict satisfies never
  }
}
