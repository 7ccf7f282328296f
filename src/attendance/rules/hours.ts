import type { Half } from '../../contract/attendance.ts'
import type { Day } from '../../kit/time.ts'
import { instantOf, minutesOf } from './clock.ts'
import type { DaySetting, Span } from './input.ts'

interface ClockPeriod {
  readonly from: string
  readonly to: string
}

/** Hours that make up one half of a working day. */
export interface HalfHours extends Span {
  readonly half: Half
}

/** A shift up to this long is half a day; a longer one is a whole day, whenever it takes place. */
const halfDayMinutes = 300
const noon = 720

/** The working hours of a day as its halves, before the calendar, leave and the like take any away. */
export function hoursOf({ day, plan, rule }: DaySetting, zone: string): readonly HalfHours[] {
  switch (plan.kind) {
    case 'office':
      return [spanOf('am', day, [rule.periods.am], zone), spanOf('pm', day, [rule.periods.pm], zone)]
    case 'shift':
      return halvesOf(inOrder(plan.shift.periods)).map(({ half, from, to }) => ({
        half,
        starts: instantOf(day, from, zone),
        ends: instantOf(day, to, zone),
      }))
    case 'free':
    case 'dutiesOnly':
      return []
    default:
      return plan satisfies never
  }
}

function spanOf(half: Half, day: Day, periods: readonly ClockPeriod[], zone: string): HalfHours {
  const minutes = inOrder(periods)
  const [from, to] = [minutes[0]?.from ?? 0, minutes.at(-1)?.to ?? 0]
  return { half, starts: instantOf(day, from, zone), ends: instantOf(day, to, zone) }
}

interface Minutes {
  readonly from: number
  readonly to: number
}

/** Periods as minutes past the midnight their day begins with: whatever would run backwards is on the next day. */
export function inOrder(periods: readonly ClockPeriod[]): readonly Minutes[] {
  let last = 0
  return periods.map((period) => {
    const from = ahead(minutesOf(period.from), last)
    const to = ahead(minutesOf(period.to), from + 1)
    last = to
    return { from, to }
  })
}

const ahead = (minutes: number, least: number): number =>
  minutes >= least ? minutes : minutes + Math.ceil((least - minutes) / 1440) * 1440

/** Forenoon and afternoon by the clock where there is work on both sides of noon; else a long shift in two equal parts. */
function halvesOf(periods: readonly Minutes[]): readonly (Minutes & { readonly half: Half })[] {
  const before = periods.filter((it) => it.from < noon)
  const after = periods.filter((it) => it.from >= noon)
  if (before.length > 0 && after.length > 0) return [joined('am', before), joined('pm', after)]
  const total = periods.reduce((sum, it) => sum + it.to - it.from, 0)
  if (total <= halfDayMinutes) return [joined(before.length > 0 ? 'am' : 'pm', periods)]
  if (periods.length === 1) return periods.flatMap(halved)
  const middle = Math.ceil(periods.length / 2)
  return [joined('am', periods.slice(0, middle)), joined('pm', periods.slice(middle))]
}

const joined = (half: Half, periods: readonly Minutes[]): Minutes & { readonly half: Half } => ({
  half,
  from: periods[0]?.from ?? 0,
  to: periods.at(-1)?.to ?? 0,
})

function halved({ from, to }: Minutes): (Minutes & { readonly half: Half })[] {
  const middle = Math.floor((from + to) / 2)
  return [
    { half: 'am', from, to: middle },
    { half: 'pm', from: middle, to },
  ]
}
