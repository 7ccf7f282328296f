import type { Day } from '../../kit/time.ts'
import type { Ms, Span } from './input.ts'

/** One taking place of a shift: its hours, the window in which check-ins count for it (both ends included), and the day it starts on, to which all of it belongs. */
export interface Occurrence extends Span {
  readonly day: Day
  readonly opens: Ms
  readonly closes: Ms
}

/**
 * Where two windows meet that overlap. `middle`: half-way between the end of one and the start of the next. `nextOpens`:
 * the later one opens as early as it may, but not before the earlier one ends.
 */
export type CutRule = 'middle' | 'nextOpens'

/** Occurrences in order of their starts, with windows that no longer overlap. */
export function cutWindows<T extends Occurrence>(occurrences: readonly T[], rule: CutRule): readonly T[] {
  const cut = occurrences.toSorted((a, b) => a.starts - b.starts)
  for (let at = 1; at < cut.length; at += 1) {
    const [before, after] = [cut[at - 1], cut[at]]
    if (before === undefined || after === undefined || before.closes < after.opens) continue
    const border = borderOf(before, after, rule)
    cut[at - 1] = { ...before, closes: Math.min(before.closes, border) }
    cut[at] = { ...after, opens: Math.max(after.opens, border) }
  }
  return cut
}

function borderOf(before: Occurrence, after: Occurrence, rule: CutRule): Ms {
  if (rule === 'nextOpens') return Math.max(after.opens, before.ends)
  return (before.ends + after.starts) / 2
}

/** The first occurrence, from index `from` on, whose window holds an instant; they are in order. -1 if none does. */
export function findWindow(at: Ms, occurrences: readonly Occurrence[], from = 0): number {
  for (let index = from; index < occurrences.length; index += 1) {
    const it = occurrences[index]
    if (it === undefined || it.opens > at) return -1
    if (at <= it.closes) return index
  }
  return -1
}
