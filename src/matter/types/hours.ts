import { type HoursDecided, usualHours, type WorkingHours } from '../../contract/workingHours.ts'

/** Working hours from a day on, for a unit and all below it; null: the county. */
export interface HoursKept {
  readonly unitId: string | null
  readonly hours: HoursDecided
}

/**
 * The working hours where a unit stands, oldest first: its own from the day its first begin; before that those of the unit
 * above, and so on up to the county's, and what is usual before the county said anything. From the day a unit goes back to
 * those above it, they hold again until it has its own anew. `unitPath` is the unit and all above it, itself first.
 */
export function hoursAlong(kept: readonly HoursKept[], unitPath: readonly string[]): readonly WorkingHours[] {
  const levels = [...unitPath, null].map((unitId) => ownOf(kept, unitId))
  return levels.reduceRight<readonly WorkingHours[]>(
    (above, own) => {
      const first = own[0]
      if (first === undefined) return above
      const begun = own.flatMap(({ from, weekly }, i) =>
        weekly === null ? span(above, from, own[i + 1]?.from) : [{ from, weekly }],
      )
      return [...above.filter(({ from }) => from < first.from), ...begun]
    },
    [usualHours],
  )
}

/** What holds from a day until another, which is not within; undefined: for ever. */
const span = (versions: readonly WorkingHours[], from: string, until: string | undefined): WorkingHours[] => [
  { from, weekly: hoursOn(versions, from).weekly },
  ...versions.filter((it) => it.from > from && (until === undefined || it.from < until)),
]

/** Whether a unit has hours of its own on a day. */
export const hasOwn = (kept: readonly HoursKept[], unitId: string, day: string): boolean =>
  (ownOf(kept, unitId).findLast(({ from }) => from <= day)?.weekly ?? null) !== null

const ownOf = (kept: readonly HoursKept[], unitId: string | null): HoursDecided[] =>
  kept
    .filter((it) => it.unitId === unitId)
    .map((it) => it.hours)
    .sort((a, b) => (a.from < b.from ? -1 : 1))

/** The hours that hold on a day: the last to begin by then. */
export const hoursOn = (versions: readonly WorkingHours[], day: string): WorkingHours =>
  versions.findLast(({ from }) => from <= day) ?? versions[0] ?? usualHours
