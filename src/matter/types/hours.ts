import { usualHours, type WorkingHours } from '../../contract/workingHours.ts'

/** Working hours from a day on, for a unit and all below it; null: the county. */
export interface HoursKept {
  readonly unitId: string | null
  readonly hours: WorkingHours
}

/**
 * The working hours where a unit stands, oldest first: its own from the day its first begin; before that those of the unit
 * above, and so on up to the county's, and what is usual before the county said anything. `unitPath` is the unit and all
 * above it, itself first.
 */
export function hoursAlong(kept: readonly HoursKept[], unitPath: readonly string[]): readonly WorkingHours[] {
  const levels = [...unitPath, null].map((unitId) => ownOf(kept, unitId))
  return levels.reduceRight<readonly WorkingHours[]>(
    (above, own) => {
      const first = own[0]
      return first === undefined ? above : [...above.filter(({ from }) => from < first.from), ...own]
    },
    [usualHours],
  )
}

const ownOf = (kept: readonly HoursKept[], unitId: string | null): WorkingHours[] =>
  kept
    .filter((it) => it.unitId === unitId)
    .map((it) => it.hours)
    .sort((a, b) => (a.from < b.from ? -1 : 1))

/** The hours that hold on a day: the last to begin by then. */
export const hoursOn = (versions: readonly WorkingHours[], day: string): WorkingHours =>
  versions.findLast(({ from }) => from <= day) ?? versions[0] ?? usualHours
