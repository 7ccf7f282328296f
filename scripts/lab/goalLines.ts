import type { GoalRow } from './goals.ts'
import { kindOf, percent } from './words.ts'

/** The goals of the product, one line each: what was measured, by what it is judged, and what came of it. */
export function goalLines(rows: readonly GoalRow[]): readonly string[] {
  if (rows.length === 0) return []
  return ['Goals, simulated and real apart; the worst species decides, never a mean', ...rows.map(goalLine), '']
}

function goalLine(row: GoalRow): string {
  const named = `${row.goal} (${kindOf(row)})`.padEnd(57)
  return `  ${named} ${limitOf(row).padEnd(22)} ${stateWords[row.state].padEnd(14)} ${measuredOf(row)}`.trimEnd()
}

const stateWords = {
  reached: 'reached',
  missed: '** missed',
  unproven: 'too few clips',
  notMeasured: 'not measured',
} as const

function limitOf({ judged, limit }: GoalRow): string {
  if (judged === 'timesMean') return `at most ${limit} times`
  return `${judged === 'upper95' ? 'upper bound' : 'share'} at most ${Math.round(100 * limit)} %`
}

function measuredOf({ judged, measured, upper95, n, decidedBy }: GoalRow): string {
  if (measured === null) return ''
  if (judged === 'timesMean') return `${measured.toFixed(1)} times: ${decidedBy}, ${n} verdicts`
  const bound = upper95 === null ? '' : `, 95 % upper bound ${percent(upper95)}`
  return `${percent(measured)} of ${n}${bound}: ${decidedBy}`
}
