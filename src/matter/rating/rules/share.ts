/** A share with its bounds, each from 0 to 1. */
export interface Bounds {
  readonly low: number
  readonly high: number
}

/** The 97.5 % point of the normal distribution: 95 % lie between it and its negative. */
const z95 = 1.959963984540054

/**
 * 95 % bounds of a share by E. B. Wilson (JASA 22, 1927, 209–212), without continuity correction: with x of n,
 * (2x + z² ± z·√(z² + 4x(n − x)/n)) / 2(n + z²). Nothing is known where nobody answered: 0 to 1.
 */
export function wilson(x: number, n: number): Bounds {
  if (n === 0) return { low: 0, high: 1 }
  const z2 = z95 * z95
  const half = z95 * Math.sqrt(z2 + (4 * x * (n - x)) / n)
  const of = (sign: number): number => (2 * x + z2 + sign * half) / (2 * (n + z2))
  return { low: x === 0 ? 0 : Math.max(0, of(-1)), high: x === n ? 1 : Math.min(1, of(1)) }
}

/**
 * Between what a share lies however those would have answered who did not: all of them badly, all of them well. `asked`
 * is at least `n`. Not a matter of chance: no assumption is made (Manski 1989, worst-case bounds).
 */
export function silentBounds(x: number, n: number, asked: number): Bounds {
  const all = Math.max(asked, n)
  if (all === 0) return { low: 0, high: 1 }
  return { low: x / all, high: (x + all - n) / all }
}

/**
 * 95 % bounds of the difference p − q of two independent shares: Newcombe's hybrid score interval (Statistics in Medicine
 * 17, 1998, 873–890, method 10), made of the Wilson bounds of each.
 */
export function difference(p: Count, q: Count): { readonly value: number } & Bounds {
  const [a, b] = [p.x / p.n, q.x / q.n]
  const [one, other] = [wilson(p.x, p.n), wilson(q.x, q.n)]
  return {
    value: a - b,
    low: Math.max(-1, a - b - Math.hypot(a - one.low, other.high - b)),
    high: Math.min(1, a - b + Math.hypot(one.high - a, b - other.low)),
  }
}

/** So many of so many. */
export interface Count {
  readonly x: number
  readonly n: number
}

/**
 * How strongly small offices are drawn to the county's mean: the mean and the strength M of a beta distribution of the
 * offices' true shares, by Kleinman's moments with weights n (JASA 68, 1973, 46–54). With N = Σn, p = Σx/N and
 * S = Σ n(x/n − p)²: 1/(M + 1) = (S − p(1 − p)(k − 1)) / (p(1 − p)(N − Σn²/N − (k − 1))), kept between 0 and 1. Infinite
 * where the offices differ no more than chance makes them; nothing where nobody answered.
 */
export function priorOf(offices: readonly Count[]): { readonly mean: number; readonly strength: number } | undefined {
  const told = offices.filter((it) => it.n > 0)
  const [total, hits] = [sum(told.map((it) => it.n)), sum(told.map((it) => it.x))]
  if (total === 0) return undefined
  const mean = hits / total
  const spread = sum(told.map((it) => it.n * (it.x / it.n - mean) ** 2))
  const chance = mean * (1 - mean)
  const free = told.length - 1
  const room = chance * (total - sum(told.map((it) => it.n * it.n)) / total - free)
  if (room <= 0) return { mean, strength: Number.POSITIVE_INFINITY }
  const correlation = Math.min(1, Math.max(0, (spread - chance * free) / room))
  return { mean, strength: correlation === 0 ? Number.POSITIVE_INFINITY : 1 / correlation - 1 }
}

/** The share of an office drawn to the county's mean, the more the fewer answers it has: (x + M·p) / (n + M). */
export function shrink({ x, n }: Count, prior: { readonly mean: number; readonly strength: number }): number {
  if (prior.strength === Number.POSITIVE_INFINITY) return prior.mean
  return n + prior.strength === 0 ? prior.mean : (x + prior.strength * prior.mean) / (n + prior.strength)
}

const sum = (all: readonly number[]): number => all.reduce((total, it) => total + it, 0)
