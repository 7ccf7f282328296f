import { dayAfter, instantOf, minutesOf, weekdayNumber } from '../../../src/attendance/rules/clock.ts'
import { judgeMonth } from '../../../src/attendance/rules/day.ts'
import type { DayRule, DaySetting, Ms, PersonInput, Plan, Seen } from '../../../src/attendance/rules/input.ts'
import type { JudgedDay } from '../../../src/attendance/rules/judged.ts'
import type { HalfVerdict } from '../../../src/contract/attendance.ts'

export const zone = 'Asia/Shanghai'

/** An instant by the county's clock. */
export const at = (day: string, clock: string): Ms => instantOf(day, minutesOf(clock), zone)

export const rule: DayRule = {
  checkInsPerDay: 2,
  periods: { am: { from: '08:30', to: '12:00' }, pm: { from: '14:30', to: '17:30' } },
  graceIn: 5,
  graceOut: 0,
  flex: 0,
  openBefore: 120,
  openAfter: 120,
  effectiveFrom: '2026-09-01',
  basis: '县政府办〔2026〕3号',
}

/** A check-in known to the second, or as far off as `width` seconds say. */
export function seen(day: string, clock: string, grade: Seen['grade'] = 'A', width: number | null = 1): Seen {
  const instant = at(day, clock)
  const [earliest, latest] = width === null ? [null, null] : [instant - width * 1000, instant + width * 1000]
  return { checkInId: `${day}T${clock}`, at: instant, earliest, latest, grade }
}

export interface Told {
  readonly rule?: Partial<DayRule>
  readonly plan?: Plan
  readonly calendar?: Partial<DaySetting['calendar']>
  readonly employed?: boolean
}

export function setting(day: string, told: Told = {}): DaySetting {
  const free = weekdayNumber(day) > 5
  const half = free ? 'rest' : 'work'
  return {
    day,
    calendar: { type: free ? 'weekend' : 'workday', am: half, pm: half, name: '', ...told.calendar },
    rule: { ...rule, ...told.rule },
    plan: told.plan ?? { kind: 'office' },
    employed: told.employed ?? true,
  }
}

export const nothing: Omit<PersonInput, 'days'> = {
  staffId: '0198c0de-0000-7000-8000-000000000001',
  zone,
  checkIns: [],
  duties: [],
  leaves: [],
  outings: [],
  corrections: [],
  decisions: [],
  silences: [],
}

/** A working Tuesday, long over by `later`. */
export const day = '2026-09-15'
export const later = at('2026-10-01', '12:00')

/** One day judged with the days before and after it, told alike. */
export function judge(more: Partial<PersonInput> & Told = {}, on: string = day, now: Ms = later): JudgedDay {
  const { rule: ownRule, plan, calendar, employed, ...input } = more
  const told: Told = {
    ...(ownRule && { rule: ownRule }),
    ...(plan && { plan }),
    ...(calendar && { calendar }),
    ...(employed !== undefined && { employed }),
  }
  const days = [dayAfter(on, -1), on, dayAfter(on, 1)].map((it) => setting(it, told))
  const judged = judgeMonth({ ...nothing, days, ...input }, now).find((it) => it.day === on)
  if (judged === undefined) throw new Error('The day was not judged')
  return judged
}

/** Both verdicts in short: `present / late 667`. */
export const short = ({ am, pm }: JudgedDay): string => `${word(am.verdict)} / ${word(pm.verdict)}`

function word(verdict: HalfVerdict): string {
  switch (verdict.state) {
    case 'late':
      return `late ${verdict.lateSeconds}${verdict.earlySeconds > 0 ? ` early ${verdict.earlySeconds}` : ''}`
    case 'early':
      return `early ${verdict.earlySeconds}`
    case 'noCheckIn':
      return `noCheckIn ${verdict.missing}`
    case 'leave':
      return `leave ${verdict.leave}`
    case 'rest':
    case 'unknown':
      return `${verdict.state} ${verdict.why}`
    default:
      return verdict.state
  }
}
