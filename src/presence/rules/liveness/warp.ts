import { addRow, openNormal, solve } from './equations.ts'

/** Points of one thing in two pictures, and how deep each would lie on a head. */
export interface Pair {
  readonly from: readonly [x: number, y: number]
  readonly to: readonly [x: number, y: number]
  readonly depth: number
  /** The rims of spectacles may lie over it. */
  readonly rim?: boolean
}

/** What points did beyond what any sheet does. */
export interface Relief {
  /** How far a depth of 1 moved against all else, in lengths of `to`, across and down. */
  readonly across: number
  readonly down: number
  /** How far the rims moved across besides, in lengths of `to`; 0 where they were not fitted. */
  readonly rims: number
  /** How much larger things became: the larger singular value of the linear part. */
  readonly growth: number
  /** Sum of squares of the depths that no sheet explains: the less, the less these points can tell. */
  readonly told: number
  /** Standard error of `across`, from what remains of the points that were kept. */
  readonly error: number
  /** Median of what remains of each point, in lengths of `to`. */
  readonly rest: number
}

/**
 * Fits polynomials of the second degree, what a flat sheet and one bent about any axis do when seen from elsewhere, and a
 * shift in proportion to the depths on a head; `withRims` also one that all rims have in common. Least trimmed squares: of all
 * pairs first, then `rounds` times of the share `kept` with the smallest rests (Rousseeuw & Van Driessen's concentration steps
 * from one start). Deterministic. Nothing where the points do not decide.
 */
export function fitRelief(pairs: readonly Pair[], kept: number, rounds: number, withRims = false): Relief | undefined {
  const termsOf = withRims ? rimTermsOf : sheetTermsOf
  let chosen = pairs
  let fitted = fitOnce(chosen, termsOf)
  for (let round = 0; round < rounds && fitted !== undefined; round += 1) {
    const rests = pairs.map(restBy(fitted, termsOf))
    const limit = rests.toSorted((a, b) => a - b)[Math.ceil(rests.length * kept) - 1] ?? 0
    chosen = pairs.filter((_, i) => (rests[i] ?? 0) <= limit)
    fitted = fitOnce(chosen, termsOf)
  }
  if (fitted === undefined) return undefined
  const { across, down, told, sheet } = fitted
  const rests = pairs.map(restBy(fitted, termsOf)).toSorted((a, b) => a - b)
  return {
    across,
    down,
    told,
    rims: sheet[0]?.[6] ?? 0,
    growth: growthOf(sheet),
    error: errorOf(chosen.map(restBy(fitted, termsOf)), withRims ? 8 : 7, told),
    rest: rests[rests.length >> 1] ?? 0,
  }
}

/** Of a coefficient, where rests have two coordinates each and so many unknowns were fitted in either. */
function errorOf(rests: readonly number[], unknowns: number, told: number): number {
  const free = rests.length - unknowns
  const squares = rests.reduce((sum, rest) => sum + rest * rest, 0) / 2
  return free > 0 ? Math.sqrt(squares / free / told) : Number.POSITIVE_INFINITY
}

interface Fitted {
  readonly sheet: readonly (readonly number[])[]
  readonly across: number
  readonly down: number
  readonly told: number
}

/** Both coordinates and the depths by the sheet's polynomials, then what is left of the former by what is left of the latter. */
function fitOnce(pairs: readonly Pair[], termsOf: TermsOf): Fitted | undefined {
  const normal = openNormal(termsOf === rimTermsOf ? 7 : 6, 3)
  for (const pair of pairs) addRow(normal, [...termsOf(pair), ...pair.to, pair.depth])
  const solved = solve(normal)
  const [u, v, w] = solved ?? []
  if (u === undefined || v === undefined || w === undefined) return undefined
  let [told, across, down] = [0, 0, 0]
  for (const pair of pairs) {
    const { to, depth } = pair
    const terms = termsOf(pair)
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
  ({ sheet: [u = [], v = []], across, down }: Fitted, termsOf: TermsOf) =>
  (pair: Pair): number => {
    const { to, depth } = pair
    const terms = termsOf(pair)
    return Math.hypot(to[0] - at(u, terms) - across * depth, to[1] - at(v, terms) - down * depth)
  }

type TermsOf = (pair: Pair) => readonly number[]
const sheetTermsOf: TermsOf = ({ from: [x, y] }) => [1, x, y, x * x, x * y, y * y]
const rimTermsOf: TermsOf = (pair) => [...sheetTermsOf(pair), pair.rim === true ? 1 : 0]
const at = (coefficients: readonly number[], terms: readonly number[]): number =>
  coefficients.reduce((sum, value, i) => sum + value * (terms[i] ?? 0), 0)

function growthOf([u = [], v = []]: Fitted['sheet']): number {
  const [a, b, c, d] = [u[1] ?? 0, u[2] ?? 0, v[1] ?? 0, v[2] ?? 0]
  return Math.hypot((a + d) / 2, (c - b) / 2) + Math.hypot((a - d) / 2, (c + b) / 2)
}
