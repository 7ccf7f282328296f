/** One figure beside its limit, both measured in the same run. */
export interface BenchRow {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** The bound it is held against: a raw loop, the bare database, the sum of model times, a budget. */
  readonly limit: number
  readonly limitName: string
  /** value / limit. */
  readonly ratio: number
  /** What the ratio should be, e.g. `≤ 1.15` or `≥ 0.85`. */
  readonly goal: string
}

/** What a bench may be told. */
export interface BenchOptions {
  /** Of the largest month sheet. */
  readonly people?: number
}

export const row = (
  name: string,
  [value, unit]: readonly [number, string],
  [limit, limitName]: readonly [number, string],
  goal: string,
): BenchRow => ({ name, value, unit, limit, limitName, ratio: value / limit, goal })

/** Whether the ratio meets a goal of the form `≤ x` or `≥ x`. */
export function meets({ ratio, goal }: BenchRow): boolean {
  const bound = Number(goal.replace(/[^\d.]/g, ''))
  return goal.startsWith('≤') ? ratio <= bound : ratio >= bound
}
