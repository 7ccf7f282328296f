import type { Iso } from '../../kit/time.ts'
import { add } from './add.ts'
import { signed } from './between.ts'
import type { WorkingCalendar } from './calendar.ts'
import { instantOf } from './instant.ts'

/** A time that does not count, [from, to); null: it still lasts. */
export interface Pause {
  readonly from: Iso
  readonly to: Iso | null
}
export interface PauseMs {
  readonly from: number
  readonly to: number | null
}

/** What pauses make of what is due, in ms of working time. */
export interface Paused {
  readonly due: number
  /** Until it is looked at. */
  readonly paused: number
  /** Of pauses whose end is known, what is still to come. */
  readonly ahead: number
}

/** When it began, when it would be due without pauses, when it is looked at. */
interface Frame {
  readonly start: number
  readonly base: number
  readonly at: number
}

/**
 * Every working moment of a pause is added after the due instant. A pause that begins when it is already overdue moves
 * nothing: a thing once late does not become in time.
 */
export function placePauses(calendar: WorkingCalendar, pauses: readonly Moment[], { base, at }: Frame): Paused {
  let [due, paused, ahead] = [base, 0, 0]
  for (const { from, to } of pauses) {
    if (from > due) break
    const length = signed(calendar, from, to)
    const soFar = to <= at ? length : signed(calendar, from, Math.max(from, at))
    if (length > 0) due = add(calendar, due, length)
    paused += soFar
    ahead += length - soFar
  }
  return { due, paused, ahead }
}

interface Moment {
  readonly from: number
  readonly to: number
}

/** Pauses in order, each moment in one of them only, none before the start; one that still lasts is so long as it is seen. */
export function mergePauses(
  pauses: readonly PauseMs[],
  { start, at }: { readonly start: number; readonly at: number },
): readonly Moment[] {
  const all = pauses.map(({ from, to }) => ({ from: Math.max(from, start), to: endOf(from, to, at) }))
  const merged: Moment[] = []
  for (const { from, to } of all.sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (from >= to) continue
    if (last && from <= last.to) merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, to) }
    else merged.push({ from, to })
  }
  return merged
}

function endOf(from: number, to: number | null, at: number): number {
  if (to === null) return Math.max(from, at)
  if (to < from) throw new RangeError(`the pause ends before it begins: ${from} to ${to}`)
  return to
}

/** Pauses as they are told, in ms since 1970. */
export const readPauses = (pauses: readonly Pause[]): readonly PauseMs[] =>
  pauses.map(({ from, to }) => ({ from: instantOf(from), to: to === null ? null : instantOf(to) }))
