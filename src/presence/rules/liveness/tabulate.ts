import { quantile } from '../actions.ts'
import type { Table } from './calibration.ts'

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
 * What the values of a sample are worth: log likelihood ratio as a straight line in the value, by logistic regression
 * with both sides weighted alike and every species alike, both held back as by `prior` further presentations that say
 * nothing (ridge). A slope that falls counts as none. Bounded, and never further than a sample of this size can show, ln(n + 1).
 * Nothing for fewer than five values on either side.
 */
export function findTable(sample: Sample, bounds: Bounds): Table | undefined {
  const species = Object.values(sample.attacks).filter((values) => values.length > 0)
  const attacks = species.flat()
  if (sample.genuine.length < 5 || attacks.length < 5) return undefined
  const all = [...sample.genuine, ...attacks]
  const [middle, half] = [quantile(all, 0.5), (quantile(all, 0.95) - quantile(all, 0.05)) / 2]
  if (!(half > 0)) return undefined
  const cases = [
    ...sample.genuine.map((value) => ({ x: (value - middle) / half, living: 1, weight: 0.5 / sample.genuine.length })),
    ...species.flatMap((values) =>
      values.map((value) => ({
        x: (value - middle) / half,
        living: 0,
        weight: 0.5 / (species.length * values.length),
      })),
    ),
  ]
  const [offset, slope] = fitLogistic(cases, prior / all.length)
  const support = Math.min(bounds.support, Math.log(sample.genuine.length + 1))
  const against = Math.min(bounds.against, Math.log(attacks.length + 1))
  const worth = (value: number): number =>
    Math.max(-against, Math.min(support, offset + (Math.max(0, slope) * (value - middle)) / half))
  const places = [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99].map((share) => quantile(all, share))
  return [...new Set(places.map(rounded))].map((value) => [value, rounded(worth(value))] as const)
}

const prior = 4

interface Case {
  readonly x: number
  readonly living: number
  readonly weight: number
}

/** Offset and slope by Newton's steps; both are held back, the offset towards none. */
function fitLogistic(cases: readonly Case[], ridge: number): readonly [number, number] {
  let [offset, slope] = [0, 0]
  for (let round = 0; round < 25; round += 1) {
    let [g0, g1, h00, h01, h11] = [ridge * offset, ridge * slope, ridge, 0, ridge]
    for (const { x, living, weight } of cases) {
      const chance = 1 / (1 + Math.exp(-(offset + slope * x)))
      const bend = weight * chance * (1 - chance)
      g0 += weight * (chance - living)
      g1 += weight * (chance - living) * x
      h00 += bend
      h01 += bend * x
      h11 += bend * x * x
    }
    const determinant = h00 * h11 - h01 * h01
    offset -= (h11 * g0 - h01 * g1) / determinant
    slope -= (h00 * g1 - h01 * g0) / determinant
  }
  return [offset, slope]
}

const rounded = (value: number): number => Number(value.toPrecision(3))
