import { quantile } from '../actions.ts'
import { deviation, mean } from './numbers.ts'
import type { Table } from './worth.ts'

/** Values of one signal, measured: of living people, and of each species of attack. */
export interface Sample {
  readonly genuine: readonly number[]
  readonly attacks: Readonly<Record<string, readonly number[]>>
}

/** How far a table may go at most for and against a living person, in nats. */
export interface Bounds {
  readonly support: number
  readonly against: number
}

/**
 * What the values of a sample are worth: natural log of the density of the living over that of attacks, in which every
 * species counts alike. Densities are sums of Gauss kernels (Silverman's width, and a tenth of the range at least, for living
 * faces differ more than rendered ones) mixed with an even one over the whole range at the weight of two further
 * presentations, so that nothing is surer than its sample is large. Then made to rise by pooling neighbours, and bounded.
 * Nothing for fewer than five values on either side or where all are one.
 */
export function findTable(sample: Sample, bounds: Bounds): Table | undefined {
  const species = Object.values(sample.attacks).filter((values) => values.length > 0)
  const attacks = species.flat()
  if (sample.genuine.length < 5 || attacks.length < 5) return undefined
  const all = [...sample.genuine, ...attacks]
  const [low, high] = [quantile(all, 0.01), quantile(all, 0.99)]
  if (!(high > low)) return undefined
  const living = densityOf(sample.genuine, high - low)
  const others = species.map((values) => densityOf(values, high - low))
  const places = Array.from({ length: knots }, (_, i) => low + ((high - low) * i) / (knots - 1))
  const worths = places.map((place) => Math.log(living(place) / mean(others.map((other) => other(place)))))
  return pooled(worths).map((worth, i) => [
    rounded(places[i] ?? high),
    inHundredths(Math.max(-bounds.against, Math.min(bounds.support, worth))),
  ])
}

const knots = 9

/** Density of a sample over a range of values. */
function densityOf(values: readonly number[], range: number): (place: number) => number {
  const spread = Math.min(deviation(values), (quantile(values, 0.75) - quantile(values, 0.25)) / 1.34)
  const width = Math.max(0.9 * spread * values.length ** -0.2, range / 10)
  const even = 2 / (values.length + 2)
  return (place) =>
    even / range +
    ((1 - even) / (width * Math.sqrt(2 * Math.PI))) *
      mean(values.map((value) => Math.exp(-0.5 * ((place - value) / width) ** 2)))
}

/** The nearest numbers that never fall (pool adjacent violators). */
function pooled(values: readonly number[]): readonly number[] {
  const pools: { sum: number; count: number }[] = []
  for (const value of values) {
    let pool = { sum: value, count: 1 }
    for (let last = pools.at(-1); last && last.sum / last.count > pool.sum / pool.count; last = pools.at(-1)) {
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count }
      pools.pop()
    }
    pools.push(pool)
  }
  return pools.flatMap(({ sum, count }) => new Array<number>(count).fill(sum / count))
}

const rounded = (value: number): number => Number(value.toPrecision(3))
const inHundredths = (value: number): number => Number(value.toFixed(2))
