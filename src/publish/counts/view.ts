import type { Unit } from '../../contract/people.ts'
import { type CountNumbers, type CountsView, countNames } from '../../contract/routes/counts.ts'
import { daysOfMonth } from '../../kit/month.ts'
import type { Day } from '../../kit/time.ts'
import type { FactCount } from './counting.ts'
import { groupUnits, leastPeople, sumOf, type UnitMonth } from './grouping.ts'

/** Somebody works in a unit from a day to a day, both included; null: to this day. */
export interface Stay {
  readonly staffId: string
  readonly unitId: string
  readonly from: Day
  readonly to: Day | null
}

export interface CountedRow {
  readonly count: FactCount | 'deleted'
  readonly month: string
  readonly unitId: string
  /** Whom it was about, if anybody. */
  readonly staffId: string | null
  readonly n: number
}

export interface Silent {
  readonly unitId: string
  readonly month: string
  readonly ms: number
}

export interface CountsInput {
  readonly units: readonly Unit[]
  /** In order. */
  readonly months: readonly string[]
  readonly stays: readonly Stay[]
  readonly rows: readonly CountedRow[]
  readonly silent: readonly Silent[]
  readonly today: Day
}

/** What may be told in public, month by month. Pure. */
export function viewOf(input: CountsInput): Pick<CountsView, 'months' | 'least'> {
  return { least: leastPeople, months: input.months.map((month) => monthView(input, month)) }
}

function monthView(input: CountsInput, month: string): CountsView['months'][number] {
  const names = new Map(input.units.map((it) => [it.unitId, it.name]))
  const groups = groupUnits(input.units.map((unit) => unitMonth(input, unit, month)))
  const units = groups.map(({ unitIds: [unitId, ...others], counts }) => ({
    unitId,
    unitName: names.get(unitId) ?? '',
    with: others.map((it) => names.get(it) ?? ''),
    counts: counts && rounded(counts),
  }))
  const told = groups.map(({ counts }) => counts).filter((it) => it !== null)
  return { month, all: told.length === groups.length ? rounded(sumOf(told)) : null, units }
}

/** A person counts in every unit he worked in that month, and in that of every fact about him. */
function unitMonth({ stays, rows, silent }: CountsInput, { unitId, parentId }: Unit, month: string): UnitMonth {
  const { from, to } = daysOfMonth(month)
  const here = stays.filter((it) => it.unitId === unitId && it.from <= to && (it.to === null || it.to >= from))
  const its = rows.filter((it) => it.unitId === unitId && it.month === month)
  const people = new Set([...here, ...its].flatMap((it) => it.staffId ?? []))
  const quiet = silent.filter((it) => it.unitId === unitId && it.month === month)
  const counts: Record<string, number>[] = [
    ...its.map((it) => ({ [it.count]: it.n })),
    ...quiet.map((it) => ({ silentMs: it.ms })),
  ]
  return { unitId, parentId, people: people.size, counts: sumOf(counts) }
}

const hourMs = 3_600_000

function rounded(counts: Readonly<Record<string, number>>): CountNumbers {
  const all = { ...counts, silentHours: Math.round((counts.silentMs ?? 0) / hourMs) }
  return Object.fromEntries(countNames.map((it) => [it, (all as Record<string, number>)[it] ?? 0])) as CountNumbers
}
