import type { Points } from './points.ts'

/** A map of the plane, fitted from pairs of points. */
export type Warp = (x: number, y: number) => readonly [number, number]
type Fit = (from: Points, to: Points, weights: readonly number[]) => Warp | undefined

/**
 * The homography that takes points to points, by the direct linear transform with the last entry 1 and least squares
 * (Hartley & Zisserman, ch. 4); points in eye distances about the eyes are already well scaled. At least 4 pairs.
 */
export const fitHomography: Fit = (from, to, weights) => {
  const normal = openNormal(8, 1)
  forPairs(from, to, weights, (x, y, u, v, weight) => {
    addRow(normal, [x, y, 1, 0, 0, 0, -u * x, -u * y, u], weight)
    addRow(normal, [0, 0, 0, x, y, 1, -v * x, -v * y, v], weight)
  })
  const [h] = solve(normal) ?? []
  if (h === undefined) return undefined
  const [a, b, c, d, e, f, g, i] = h as [number, number, number, number, number, number, number, number]
  return (x, y) => {
    const w = g * x + i * y + 1
    return [(a * x + b * y + c) / w, (d * x + e * y + f) / w]
  }
}

/** Each coordinate a polynomial of the second degree: what a sheet bent about any one axis does. At least 6 pairs. */
export const fitQuadratic: Fit = (from, to, weights) => {
  const normal = openNormal(6, 2)
  forPairs(from, to, weights, (x, y, u, v, weight) => {
    addRow(normal, [1, x, y, x * x, x * y, y * y, u, v], weight)
  })
  const [a, b] = solve(normal) ?? []
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

/** Normal equations of `size` unknowns with `sides` right sides, row after row; the triangle below is filled in at last. */
interface Normal {
  readonly size: number
  readonly sides: number
  readonly rows: Float64Array
}

const openNormal = (size: number, sides: number): Normal => ({
  size,
  sides,
  rows: new Float64Array(size * (size + sides)),
})

/** Adds an equation: its terms and then its right sides. */
function addRow({ size, sides, rows }: Normal, terms: readonly number[], weight: number): void {
  const width = size + sides
  for (let i = 0; i < size; i += 1) {
    const factor = weight * (terms[i] as number)
    if (factor === 0) continue
    for (let j = i; j < width; j += 1) {
      rows[i * width + j] = (rows[i * width + j] as number) + factor * (terms[j] as number)
    }
  }
}

/** A solution for each right side, by Gauss and Jordan; nothing where the equations do not decide. */
function solve({ size, sides, rows }: Normal): readonly (readonly number[])[] | undefined {
  const width = size + sides
  mirror(rows, size, width)
  // Positive definite, so the diagonal serves as pivots in their order.
  for (let column = 0; column < size; column += 1) {
    const pivot = rows[column * width + column] as number
    if (!(pivot > 1e-12)) return undefined
    for (let i = 0; i < size; i += 1) if (i !== column) clear(rows, width, i, column)
  }
  const solutions = Array.from({ length: sides }, (_, side) =>
    Array.from({ length: size }, (_, i) => (rows[i * width + size + side] as number) / (rows[i * width + i] as number)),
  )
  return solutions.every((solution) => solution.every(Number.isFinite)) ? solutions : undefined
}

function mirror(rows: Float64Array, size: number, width: number): void {
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < i; j += 1) rows[i * width + j] = rows[j * width + i] as number
  }
}

/** Takes so much of the pivot's row from another that its column is empty there. */
function clear(rows: Float64Array, width: number, row: number, column: number): void {
  const factor = (rows[row * width + column] as number) / (rows[column * width + column] as number)
  if (factor === 0) return
  for (let j = column; j < width; j += 1) {
    rows[row * width + j] = (rows[row * width + j] as number) - factor * (rows[column * width + j] as number)
  }
}
