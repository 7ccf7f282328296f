import type { HalfState, HalfVerdict, LeaveKind, MonthTotals } from '../../../../src/contract/attendance.ts'
import type { VerdictWords } from '../../../../src/contract/verdictWords.ts'

type Why<S extends HalfState, K extends string> =
  Extract<HalfVerdict, { state: S }> extends infer V ? (K extends keyof V ? V[K] & string : never) : never

/** The words a verdict is said with. */
export interface SayingWords extends Pick<VerdictWords, 'states' | 'leaves'> {
  readonly missing: Readonly<Record<Why<'noCheckIn', 'missing'>, string>>
  readonly rest: Readonly<Record<Why<'rest', 'why'>, string>>
  readonly unknown: Readonly<Record<Why<'unknown', 'why'>, string>>
  readonly withWhy: (state: string, why: string) => string
  readonly lateAndEarly: (late: string, early: string) => string
  readonly late: (span: string) => string
  readonly early: (span: string) => string
  readonly span: (minutes: number, seconds: number) => string
}

/** A verdict in words, with how much or why. */
export function sayVerdict(verdict: HalfVerdict, words: SayingWords): string {
  switch (verdict.state) {
    case 'late':
      return verdict.earlySeconds > 0
        ? words.lateAndEarly(saySpan(verdict.lateSeconds, words), saySpan(verdict.earlySeconds, words))
        : words.late(saySpan(verdict.lateSeconds, words))
    case 'early':
      return words.early(saySpan(verdict.earlySeconds, words))
    case 'noCheckIn':
      return words.withWhy(words.states.noCheckIn, words.missing[verdict.missing])
    case 'leave':
      return words.leaves[verdict.leave]
    case 'rest':
      return words.withWhy(words.states.rest, words.rest[verdict.why])
    case 'unknown':
      return words.withWhy(words.states.unknown, words.unknown[verdict.why])
    case 'present':
    case 'outing':
    case 'duty':
    case 'notYet':
    case 'absent':
      return words.states[verdict.state]
    default:
      return verdict satisfies never
  }
}

const saySpan = (seconds: number, words: SayingWords): string => words.span(Math.floor(seconds / 60), seconds % 60)

/** The half-days a person should look at: what the machine could not explain by itself. */
export const isCase = ({ state }: HalfVerdict): boolean =>
  state === 'late' || state === 'early' || state === 'noCheckIn' || state === 'unknown'

/** Tone of a verdict; the symbol or the words beside it always say the same. */
export function toneOf({ state }: HalfVerdict): 'jade' | 'amber' | 'red' | 'blue' | 'grey' {
  if (state === 'absent') return 'red'
  if (state === 'late' || state === 'early' || state === 'noCheckIn') return 'amber'
  if (state === 'leave' || state === 'outing' || state === 'duty') return 'blue'
  return state === 'present' ? 'jade' : 'grey'
}

/** Days with at most one decimal, as on the sheet. */
export const sayDays = (days: number): string => String(Math.round(days * 10) / 10)

export const leaveDays = ({ leave }: MonthTotals): number => Object.values(leave).reduce((sum, days) => sum + days, 0)

/** The kinds of leave that occur in totals, with their days. */
export const leavesIn = ({ leave }: MonthTotals): [LeaveKind, number][] =>
  (Object.entries(leave) as [LeaveKind, number][]).filter(([, days]) => days > 0)
