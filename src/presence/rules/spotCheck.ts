import { type Iso, toIso, toMs } from '../../kit/time.ts'

/**
 * How many of `population` people have to be looked at to meet, with `confidence`, at least one false one when a share of
 * `rate` is false: the smallest n with P(none) ≤ 1 − confidence, drawn without putting back (hypergeometric). For large
 * populations that is ln(1 − c) / ln(1 − p): 59 for 5 %, 149 for 2 %, 299 for 1 % at 95 %.
 */
export function sampleSize(population: number, { confidence, rate }: Aim): number {
  const falseOnes = Math.max(1, Math.ceil(population * rate - 1e-9))
  let none = 1
  for (let n = 0; n < population; n += 1) {
    if (none <= 1 - confidence) return n
    none *= Math.max(0, population - falseOnes - n) / (population - n)
  }
  return population
}

export interface Aim {
  readonly confidence: number
  readonly rate: number
}

/** SHA-256 of a text in UTF-8, in hex. */
export type Sha256 = (text: string) => string

/**
 * Who is drawn by a public number: the `size` smallest SHA-256(beacon ⏎ spotCheckId ⏎ staffId) in hex, in that order.
 * Anybody can do it again with `sha256sum`.
 */
export function drawPeople(
  staffIds: readonly string[],
  { beacon, spotCheckId, size }: { beacon: string; spotCheckId: string; size: number },
  sha256: Sha256,
): string[] {
  return [...new Set(staffIds)]
    .map((staffId) => ({ staffId, lot: sha256(`${beacon}\n${spotCheckId}\n${staffId}`) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, size)
    .map(({ staffId }) => staffId)
}

/** When a spot check was announced and will be drawn; milliseconds since 1970. */
export interface Announced {
  readonly announcedAt: number
  readonly beaconAt: number
}

/** Whether a public number may draw: not known when it was announced to be the one, of its time, and published by now. */
export function judgeBeacon({ announcedAt, beaconAt }: Announced, publishedAt: number, now: number): BeaconFit {
  if (publishedAt <= announcedAt) return 'beaconTooOld'
  if (publishedAt < beaconAt || publishedAt > now) return 'beaconNotYet'
  return 'fits'
}
export type BeaconFit = 'fits' | 'beaconTooOld' | 'beaconNotYet'

/** How far a phone's clock may be wrong, in milliseconds, without anything that it sends being refused. */
export const wrongClockMs = 5 * 60_000

/**
 * When something was found, by the clock of whoever found it: not before the draw, when nobody was looked for, and not in
 * the future. A clock that is a little wrong is put right; nothing beyond that.
 */
export function readFoundAt(at: Iso, drawnAt: Iso, now: Iso): Iso | undefined {
  const [found, drawn, latest] = [toMs(at), toMs(drawnAt), toMs(now)]
  if (found < drawn - wrongClockMs || found > latest + wrongClockMs) return undefined
  return toIso(Math.min(Math.max(found, drawn), latest))
}

/** Bounds of a share by Clopper and Pearson (1934): exact, on the safe side. `confidence` is two-sided. */
export function shareBounds(hits: number, n: number, confidence = 0.95): { low: number; high: number } {
  const tail = (1 - confidence) / 2
  return {
    low: hits === 0 ? 0 : solve((p) => 1 - atMost(hits - 1, n, p) < tail),
    high: hits === n ? 1 : solve((p) => atMost(hits, n, p) > tail),
  }
}

/** The share at which a condition that holds for small shares stops to hold. */
function solve(holds: (p: number) => boolean): number {
  let [low, high] = [0, 1]
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2
    if (holds(middle)) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** P(X ≤ k) of a binomial distribution, summed in logarithms. */
function atMost(k: number, n: number, p: number): number {
  if (p <= 0) return 1
  if (p >= 1) return k >= n ? 1 : 0
  let log = n * Math.log1p(-p)
  let sum = Math.exp(log)
  for (let i = 1; i <= k; i += 1) {
    log += Math.log((n - i + 1) / i) + Math.log(p) - Math.log1p(-p)
    sum += Math.exp(log)
  }
  return sum
}
