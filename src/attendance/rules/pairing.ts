import type { Ms, Span } from './input.ts'

/** A check-in or check-out, its direction where the device said one. */
export interface Stamp {
  readonly at: Ms
  readonly direction?: 'in' | 'out'
}

/** Stamps made into times of presence; `open` is an arrival that no departure followed. */
export interface Pairing {
  readonly pairs: readonly Span[]
  readonly firstIn: Ms | null
  readonly lastOut: Ms | null
  readonly open: Ms | null
}

/**
 * `alternating`: in, out, in … in order of time, whatever the device said; the last of an odd number is the last seen of
 * him all the same. `strict`: by the directions told; of two arrivals in a row the first counts, of two departures too.
 */
export type PairingRule = 'alternating' | 'strict'

export function pairStamps(stamps: readonly Stamp[], rule: PairingRule): Pairing {
  const sorted = stamps.toSorted((a, b) => a.at - b.at)
  return rule === 'strict' ? pairStrictly(sorted) : pairInTurn(sorted)
}

/** The first and the last of stamps in order; of one alone there is no last. */
export function firstAndLast<T extends { readonly at: Ms }>(stamps: readonly T[]): readonly [T | null, T | null] {
  return [stamps[0] ?? null, stamps.length > 1 ? (stamps.at(-1) ?? null) : null]
}

function pairInTurn(stamps: readonly Stamp[]): Pairing {
  const pairs: Span[] = []
  for (let index = 0; index + 1 < stamps.length; index += 2) {
    const [arrival, departure] = [stamps[index], stamps[index + 1]]
    if (arrival && departure) pairs.push({ starts: arrival.at, ends: departure.at })
  }
  const [first, last] = firstAndLast(stamps)
  return {
    pairs,
    firstIn: first?.at ?? null,
    lastOut: last?.at ?? null,
    open: stamps.length % 2 === 1 ? (stamps.at(-1)?.at ?? null) : null,
  }
}

function pairStrictly(stamps: readonly Stamp[]): Pairing {
  const pairs: Span[] = []
  let open: Ms | null = null
  for (const { at, direction } of stamps) {
    if (direction === 'in') open ??= at
    else if (open !== null) {
      pairs.push({ starts: open, ends: at })
      open = null
    }
  }
  return {
    pairs,
    firstIn: stamps.find((it) => it.direction === 'in')?.at ?? null,
    lastOut: stamps.findLast((it) => it.direction === 'out')?.at ?? null,
    open,
  }
}

/** Worked time in ms: from the first arrival to the last departure, or the sum of every valid pair. */
export function workedMs(pairing: Pairing, basis: 'firstInLastOut' | 'everyPair'): Ms {
  const { pairs, firstIn, lastOut } = pairing
  if (basis === 'everyPair') return pairs.reduce((sum, it) => sum + it.ends - it.starts, 0)
  return firstIn === null || lastOut === null ? 0 : Math.max(0, lastOut - firstIn)
}
