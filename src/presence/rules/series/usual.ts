import { type SeriesPolicy, type SeriesSign, type Spread, seriesSigns } from './policy.ts'

/** A sign of two neighbours as it is compared; null where it could not be read. */
export type Compared = Readonly<Record<SeriesSign, number | null>>

/**
 * What is usual between neighbours at one door: the last readings of each sign, oldest first. Numbers only: nobody can be
 * told from them.
 */
export type Usual = Readonly<Record<SeriesSign, readonly number[]>>

export const nothingKnown: Usual = Object.fromEntries(seriesSigns.map((sign) => [sign, []])) as never

/** Takes in two neighbours whom nobody doubts. */
export function learn(usual: Usual, compared: Compared, { mostKnown }: SeriesPolicy): Usual {
  const after = (sign: SeriesSign): readonly number[] => {
    const value = compared[sign]
    return value === null ? usual[sign] : [...usual[sign], value].slice(-mostKnown)
  }
  return Object.fromEntries(seriesSigns.map((sign) => [sign, after(sign)])) as never
}

/** Points a chain needs to be called a series at a site of which so much is known. */
export const neededAt = ({ gap }: Usual, { atLeast, moreWhileUnknown, shippedWeighs }: SeriesPolicy): number =>
  atLeast + (moreWhileUnknown * shippedWeighs) / (shippedWeighs + gap.length)

/**
 * Points (binary logarithm of the likelihood ratio) with which a reading speaks for one person rather than for people of
 * this site: against a density of the site's own readings, smoothed with the width of one person's, beside the shipped
 * one. What everybody shows here is worth nothing. More alike than one person's middle counts as that.
 */
export function pointsOf(sign: SeriesSign, value: number, usual: Usual, policy: SeriesPolicy): number {
  const { one, others, least, most } = policy.signs[sign]
  const at = Math.max(value, one.middle)
  const known = usual[sign]
  const shipped = policy.shippedWeighs ** 2 / (policy.shippedWeighs + known.length)
  let sum = shipped * density(at, others)
  for (const middle of known) sum += density(at, { middle: Math.max(middle, one.middle), width: one.width })
  const points = Math.log2(density(at, one) / (sum / (known.length + shipped)))
  return Math.min(most, Math.max(least, points))
}

function density(value: number, { middle, width }: Spread): number {
  const e = Math.exp(-Math.abs(value - middle) / width)
  return e / (width * (1 + e) ** 2)
}
