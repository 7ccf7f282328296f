import type { Day } from '../../kit/time.ts'

/** A shift or pattern as it was kept on a day of the county. */
export interface Version<T> {
  readonly value: T
  readonly keptOn: Day
}

/** All versions of one thing, oldest first, one for each day on which it was kept. */
export type Versions<T> = readonly Version<T>[]

/**
 * The version that holds on a day: the last one kept on or before it, so that a change holds from the day it is made and
 * days before stay what they were judged by. Before the first there was nothing to protect: the first holds.
 */
export function versionOn<T>(versions: Versions<T>, day: Day): T | undefined {
  let found = versions[0]
  for (const version of versions) if (version.keptOn <= day) found = version
  return found?.value
}

/** As kept last. */
export const latestOf = <T>(versions: Versions<T>): T | undefined => versions.at(-1)?.value
