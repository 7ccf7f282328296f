import type { Outcome, Presentation } from './presentation.ts'

/** Those that came to a verdict. */
export const answered = <T extends { readonly outcome: Outcome }>(all: readonly T[]): readonly T[] =>
  all.filter(({ outcome }) => outcome !== 'noResponse')

export const count = (all: readonly { readonly outcome: Outcome }[], outcome: Outcome): number =>
  all.filter((one) => one.outcome === outcome).length

/** Presentations in which a doubt was left. */
export const countReserve = (all: readonly Presentation[]): number =>
  all.filter(({ attempts }) => attempts.some(({ reserveWanted }) => reserveWanted)).length

export const shareOf = (hits: number, of: number): number => (of === 0 ? 0 : hits / of)

/** Why what was not accepted was not, the most frequent first. */
export function tally(all: readonly Presentation[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const why of all.flatMap((one) => (one.outcome === 'accepted' ? [] : one.why)))
    counts[why] = (counts[why] ?? 0) + 1
  return Object.fromEntries(Object.entries(counts).sort(([, a], [, b]) => b - a))
}
