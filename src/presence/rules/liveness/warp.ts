/** Points of one thing in two pictures, and how deep each would lie on a head. */
export interface Pair {
  readonly from: readonly [x: number, y: number]
  readonly to: readonly [x: number, y: number]
  readonly depth: number
}

/** What points did beyond what any sheet does. */
export interface Relief {
  /** How far a depth of 1 moved against all else, in lengths of `to`, across and down. */
  readonly across: number
  readonly down: number
  /** How much larger things became: the larger singular value of the linear part. */
  readonly growth: number
  /** Sum of squares of the depths that no sheet explains: the less, the less these points can tell. */
  readonly told: number
  /** Median of what remains of each point, in lengths of `to`. */
  readonly rest: number
}

/**
 * Fits polynomials of the second degree, what a flat sheet and one bent about any axis do when seen from elsewhere, and a
 * shift in proportion to the depths on a head. Least trimmed squares: of all pairs first, then `rounds` times of the share
 * `kept` with the smallest rests (Rousseeuw & Van Driessen's concentration steps from one start). Deterministic. Nothing
 * where the points do not decide.
 */
export function fitRelief(pairs: readonly Pair[], kept: number, rounds: number): Relief | undefined {
  let chosen = pairs
  let fitted = fitOnce(chosen)
  for (let round = 0; round < rounds && fitted !== undefined; round += 1) {
    const rests = pairs.map(restBy(fitted))
    const limit = rests.toSorted((a, b) => a - b)[Math.ceil(rests.length * kept) - 1] ?? 0
    chosen = pairs.filter((_, i) => (rests[i] ?? 0) <= limit)
    fitted = fitOnce(chosen)
  }
  if (fitted === undefined) return undefined
  const rests = pairs.map(restBy(fitted)).toSorted((a, b) => a - b)
  const { across, down, told, sheet } = fitted
  return { across, down, told, growth: growthOf(sheet), rest: rests[rests.length >> 1] ?? 0 }
}

interface Fitted {
  readonly sheet: readonly (readonly number[])[]
  readonly across: number
  readonly down: number
  readonly told: number
}

/** Both coordinates and the depths by the sheet's polynomials, then what is left of the former by what is left of the latter. */
function fitOnce(pairs: readonly Pair[]): Fitted | undefined {
  const normal = openNormal(6, 3)
  for (const { from, to, depth } of pairs) addRow(normal, [...termsOf(from), ...to, depth])
  const solved = solve(normal)
  const [u, v, w] = solved ?? []
  if (u === undefined || v === undefined || w === undefined) return undefined
  let [told, across, down] = [0, 0, 0]
  for (const { from, to, depth } of pairs) {
    const terms = termsOf(from)
    const deeper = depth - at(w, terms)
    told += deeper * deeper
    across += deeper * (to[0] - at(u, terms))
    down += deeper * (to[1] - at(v, terms))
  }
  if (!(told > 1e-9)) return undefined
  const share = { across: across / told, down: down / told }
  // The fit with the depths among the terms, put together from both (Frisch, Waugh and Lovell).
  const sheet = [
    u.map((value, i) => value - share.across * (w[i] ?? 0)),
    v.map((value, i) => value - share.down * (w[i] ?? 0)),
  ]
  return { sheet, ...share, told }
}

const restBy =
  ({ sheet: [u = [], v = []], across, down }: Fitted) =>
  ({ from, to, depth }: Pair): number => {
    const terms = termsOf(from)
    return Math.hypot(to[0] - at(u, terms) - across * depth, to[1] - at(v, terms) - down * depth)
  }

const termsOf = ([x, y]: Pair['from']): readonly number[] => [1, x, y, x * x, x * y, y * y]
const at = (coefficients: readonly number[], terms: readonly number[]): number =>
  coefficients.reduce((sum, value, i) => sum + value * (terms[i] ?? 0), 0)

function growthOf([u = [], v = []]: Fitted['sheet']): number {
  const [a, b, c, d] = [u[1] ?? 0, u[2] ?? 0, v[1] ?? 0, v[2] ?? 0]
  return Math.hypot((a + d) / 2, (c - b) / 2) + Math.hypot((a - d) / 2, (c + b) / 2)
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
function addRow({ size, sides, rows }: Normal, terms: readonly number[]): void {
  const width = size + sides
  for (let i = 0; i < size; i += 1) {
    const factor = terms[i] as number
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
