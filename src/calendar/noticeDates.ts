import type { Day } from '../kit/time.ts'
import type { Token, WrittenDate } from './noticeTokens.ts'
import { dayFrom, listDays, numberOf, weekdayAt } from './plainDay.ts'

/** The dates of a sentence as plain days; those that cannot be, with why. What is no date stays as it was. */
export type Piece =
  | Exclude<Token, { kind: 'date' | 'range' | 'list' }>
  | { readonly kind: 'days'; readonly days: readonly Day[]; readonly isRange: boolean; readonly text: string }
  | { readonly kind: 'fault'; readonly why: string; readonly text: string }

/** What was named before under the same heading helps to read a date that leaves out its month or year. */
export interface Context {
  readonly year: number
  month: number | undefined
  readonly yearOfMonth: Map<number, number>
}

export const contextOf = (year: number): Context => ({ year, month: undefined, yearOfMonth: new Map() })

const longestRange = 31

/** Puts dates, lists and ranges together. Changes the context as reading goes on. */
export function readPieces(tokens: readonly Token[], context: Context): Piece[] {
  const pieces: Piece[] = []
  for (let at = 0; at < tokens.length; ) {
    const [first, middle, last] = tokens.slice(at, at + 3)
    const isRange = first?.kind === 'date' && middle?.kind === 'range' && last?.kind === 'date'
    if (isRange) pieces.push(readRange(first, last, context))
    else if (first) pieces.push(readOne(first, context))
    at += isRange ? 3 : 1
  }
  return pieces
}

function readOne(token: Token, context: Context): Piece {
  if (token.kind === 'range' || token.kind === 'list') return { kind: 'word', text: token.text }
  if (token.kind !== 'date') return token
  const found = placeDate(token, token.weekdays.at(-1), context)
  if (typeof found === 'string') return { kind: 'days', days: [found], isRange: false, text: token.text }
  return { kind: 'fault', why: found.why, text: token.text }
}

function readRange(from: WrittenDate, to: WrittenDate, context: Context): Piece {
  const text = `${from.text}至${to.text}`
  const crosses = crossesYear(from.month ?? context.month, to.month)
  const fromYear = from.year ?? (crosses ? (to.year ?? context.year) - 1 : undefined)
  // Two weekdays behind the range are those of its ends.
  const bothEnds = to.weekdays.length > 1 && from.weekdays.length === 0
  const first = placeDate({ ...from, year: fromYear }, bothEnds ? to.weekdays[0] : from.weekdays.at(-1), context)
  if (typeof first !== 'string') return { kind: 'fault', why: first.why, text }

  const toYear = to.year ?? Number(first.slice(0, 4)) + (crosses ? 1 : 0)
  const last = placeDate({ ...to, year: toYear }, to.weekdays.at(-1), context)
  if (typeof last !== 'string') return { kind: 'fault', why: last.why, text }
  return spanOf(first, last, text)
}

const crossesYear = (from: number | undefined, to: number | undefined): boolean =>
  from !== undefined && to !== undefined && to < from

function spanOf(first: Day, last: Day, text: string): Piece {
  const length = numberOf(last) - numberOf(first) + 1
  if (length < 2) return { kind: 'fault', why: '起止颠倒', text }
  if (length > longestRange) return { kind: 'fault', why: `长达${length}天`, text }
  return { kind: 'days', days: listDays(first, last), isRange: true, text }
}

type Why = { readonly why: string }

/** The plain day of a date, in the first year that agrees with its weekday; remembers month and year for those after. */
function placeDate(written: WrittenDate, weekday: number | undefined, context: Context): Day | Why {
  const month = written.month ?? context.month
  if (month === undefined) return { why: '缺少月份' }
  context.month = month

  const years = written.year === undefined ? yearsFor(month, context) : [written.year]
  const days = years.map((year) => dayFrom(year, month, written.date)).filter((day) => day !== undefined)
  if (days.length === 0) return { why: '没有这一天' }
  const day = days.find((one) => weekday === undefined || weekdayAt(numberOf(one)) === weekday)
  if (day === undefined) return { why: '星期与日期不符' }

  const year = Number(day.slice(0, 4))
  if (Math.abs(year - context.year) > 1) return { why: `不是${context.year}年` }
  if (written.year !== undefined || weekday !== undefined || month === 1) context.yearOfMonth.set(month, year)
  return day
}

/** A year left out is the one named with this month before, or the notice's; a notice begins with the December before. */
function yearsFor(month: number, { year, yearOfMonth }: Context): number[] {
  const known = yearOfMonth.get(month)
  if (known !== undefined) return [known]
  if (month < 11) return [year]
  return yearOfMonth.has(1) ? [year - 1, year] : [year, year - 1]
}
