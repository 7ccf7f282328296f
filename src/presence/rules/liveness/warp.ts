import type { Points } from './points.ts'

/** A map of the plane, fitted from pairs of points. */
export type Warp = (x: number, y: number) => readonly [number, number]
type Fit = (from: Points, to: Points, weights: readonly number[]) => Warp | undefined

/**
 * The homography that takes points to points, by the direct linear transform with the last entry 1 and least squares
 * (Hartley & Zisserman, ch. 4); points in eye distances about the eyes are already well scaled. At least 4 pairs.
 */
export const fitHomography: Fit = (from, to, weights) => {
  const rows = normalRows(8)
  forPairs(from, to, weights, (x, y, u, v, weight) => {
    addRow(rows, [x, y, 1, 0, 0, 0, -u * x, -u * y], u, weight)
    addRow(rows, [0, 0, 0, x, y, 1, -v * x, -v * y], v, weight)
  })
  const h = solve(rows)
  if (h === undefined) return undefined
  const [a, b, c, d, e, f, g, i] = h as [number, number, number, number, number, number, number, number]
  return (x, y) => {
    const w = g * x + i * y + 1
    return [(a * x + b * y + c) / w, (d * x + e * y + f) / w]
  }
}

/** Each coordinate a polynomial of the second degree: what a sheet bent about any one axis does. At least 6 pairs. */
export const fitQuadratic: Fit = (from, to, weights) => {
  const [across, down] = [normalRows(6), normalRows(6)]
  forPairs(from, to, weights, (x, y, u, v, weight) => {
    const terms = [1, x, y, x * x, x * y, y * y]
    addRow(across, terms, u, weight)
    addRow(down, terms, v, weight)
  })
  const [a, b] = [solve(across), solve(down)]
  if (a === undefined || b === undefined) return undefined
  const at = (c: readonly number[], x: number, y: number): number =>
    (c[0] ?? 0) + (c[1] ?? 0) * x + (c[2] ?? 0) * y + (c[3] ?? 0) * x * x + (c[4] ?? 0) * x * y + (c[5] ?? 0) * y * y
  return (x, y) => [at(a, x, y), at(b, x, y)]
}

/** Distances of the mapped points from where they should be. */
export function residuals(warp: Warp, from: Points, to: Points): number[] {
  const distances: number[] = []
  forPairs(from, to, [], (x, y, u, v) => {
    const [mx, my] = warp(x, y)
    distances.push(Math.hypot(u - mx, v - my))
  })
  return distances
}

/**
 * Least trimmed squares: fits all pairs, then `rounds` times only the share `kept` with the smallest residuals
 * (Rousseeuw & Van Driessen's concentration steps from one start). Deterministic.
 */
export function fitTrimmed(by: Fit, from: Points, to: Points, kept: number, rounds: number): Warp | undefined {
  let warp = by(from, to, [])
  for (let round = 0; round < rounds && warp !== undefined; round += 1) {
    const distances = residuals(warp, from, to)
    const limit = distances.toSorted((a, b) => a - b)[Math.ceil(distances.length * kept) - 1] ?? 0
    warp = by(
      from,
      to,
      distances.map((distance) => (distance <= limit ? 1 : 0)),
    )
  }
  return warp
}

type Use = (x: number, y: number, u: number, v: number, weight: number) => void

function forPairs(from: Points, to: Points, weights: readonly number[], use: Use): void {
  for (let i = 0; i + 1 < from.length; i += 2) {
    const weight = weights[i / 2] ?? 1
    if (weight > 0) use(from[i] ?? 0, from[i + 1] ?? 0, to[i] ?? 0, to[i + 1] ?? 0, weight)
  }
}

/** Normal equations, a row each with its right side at the end. */
type Rows = number[][]

const normalRows = (size: number): Rows => Array.from({ length: size }, () => new Array<number>(size + 1).fill(0))

function addRow(rows: Rows, terms: readonly number[], right: number, weight: number): void {
  for (const [i, row] of rows.entries()) {
    const factor = weight * (terms[i] ?? 0)
    if (factor === 0) continue
    for (let j = 0; j < terms.length; j += 1) row[j] = (row[j] ?? 0) + factor * (terms[j] ?? 0)
    row[terms.length] = (row[terms.length] ?? 0) + factor * right
  }
}

/** Gauss with the largest pivot; nothing where the equations do not decide. */
function solve(rows: Rows): readonly number[] | undefined {
  const size = rows.length
  for (let column = 0; column < size; column += 1) {
    const pivot = pivotOf(rows, column)
    const row = rows[pivot]
    if (row === undefined || !(Math.abs(row[column] ?? 0) > 1e-12)) return undefined
    rows[pivot] = rows[column] ?? row
    rows[column] = row
    clearOthers(rows, row, column)
  }
  const solution = rows.map((row, i) => (row[size] ?? 0) / (row[i] ?? 1))
  return solution.every(Number.isFinite) ? solution : undefined
}

function pivotOf(rows: Rows, column: number): number {
  let best = column
  for (let i = column; i < rows.length; i += 1) {
    if (Math.abs(rows[i]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = i
  }
  return best
}

function clearOthers(rows: Rows, by: readonly number[], column: number): void {
  for (const [i, row] of rows.entries()) if (i !== column) clear(row, by, column)
}

function clear(row: number[], by: readonly number[], column: number): void {
  const factor = (row[column] ?? 0) / (by[column] ?? 1)
  if (factor === 0) return
  for (let j = column; j < row.length; j += 1) row[j] = (row[j] ?? 0) - factor * (by[j] ?? 0)
}
