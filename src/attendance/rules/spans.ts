import type { Ms, Span } from './input.ts'

/** Two spans share some time; touching ends do not count. */
export const overlap = (a: Span, b: Span): boolean => a.starts < b.ends && b.starts < a.ends

export const lengthOf = (spans: readonly Span[]): Ms => spans.reduce((sum, it) => sum + it.ends - it.starts, 0)

/** The parts of the first spans that lie within the second ones, in the order of the first. */
export function within(spans: readonly Span[], bounds: readonly Span[]): readonly Span[] {
  return spans.flatMap((span) =>
    bounds
      .filter((bound) => overlap(span, bound))
      .map((bound) => ({ starts: Math.max(span.starts, bound.starts), ends: Math.min(span.ends, bound.ends) })),
  )
}

/** The spans without what the others take out of them. */
export function without(spans: readonly Span[], taken: readonly Span[]): readonly Span[] {
  return taken.reduce<readonly Span[]>((left, hole) => left.flatMap((span) => cutOut(span, hole)), spans)
}

function cutOut(span: Span, hole: Span): readonly Span[] {
  if (!overlap(span, hole)) return [span]
  const before = { starts: span.starts, ends: hole.starts }
  const after = { starts: hole.ends, ends: span.ends }
  return [before, after].filter((it) => it.ends > it.starts)
}

/** The last so many milliseconds of spans in order of time. */
export function lastOf(spans: readonly Span[], amount: Ms): readonly Span[] {
  const taken: Span[] = []
  let left = amount
  for (const { starts, ends } of spans.toReversed()) {
    if (left <= 0) break
    taken.unshift({ starts: Math.max(starts, ends - left), ends })
    left -= ends - starts
  }
  return taken
}
