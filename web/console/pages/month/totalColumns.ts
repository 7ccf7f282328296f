import { type LeaveKind, leaveKinds, type MonthTotals } from '../../../../src/contract/attendance.ts'

type Plain = Exclude<keyof MonthTotals, 'leave'>
export type TotalColumn = { readonly plain: Plain } | { readonly leave: LeaveKind }

const always: readonly Plain[] = ['expected', 'present', 'lateTimes', 'earlyTimes', 'noCheckIn', 'absent']
const whereAny: readonly Plain[] = ['outing', 'dutyTimes', 'unknown']

/** The columns of totals a sheet needs: the usual ones, and others only where somebody has any. */
export function readColumns(rows: readonly { readonly totals: MonthTotals }[]): TotalColumn[] {
  const some = whereAny.filter((plain) => rows.some(({ totals }) => totals[plain] > 0))
  const leaves = leaveKinds.filter((kind) => rows.some(({ totals }) => (totals.leave[kind] ?? 0) > 0))
  return [...[...always, ...some].map((plain) => ({ plain })), ...leaves.map((leave) => ({ leave }))]
}

/** More than these would leave no room for days on a small screen: then the kinds of leave scroll with the days. */
const mostPinned = 13

/** How many of the columns, from the left, stay in sight while the days scroll beneath them. */
export const pinnedOf = (columns: readonly TotalColumn[]): number =>
  columns.length <= mostPinned ? columns.length : columns.filter((it) => 'plain' in it).length

export const valueIn = (totals: MonthTotals, column: TotalColumn): number =>
  'plain' in column ? totals[column.plain] : (totals.leave[column.leave] ?? 0)

export const keyOfColumn = (it: TotalColumn): string => ('plain' in it ? it.plain : it.leave)
