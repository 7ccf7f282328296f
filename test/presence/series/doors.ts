import { arriveAt, type Door, forget, newDoor, seriesAt } from '../../../src/presence/rules/series/door.ts'
import type { EndedAttempt } from '../../../src/presence/rules/series/ended.ts'
import { seriesPolicy } from '../../../src/presence/rules/series/policy.ts'
import type { Series } from '../../../src/presence/rules/series/series.ts'
import { nothingKnown, type Usual } from '../../../src/presence/rules/series/usual.ts'

/** What becomes of a door when attempts end there one after the other, and how many series are raised; one that grows is one. */
export function passBy(
  door: Door,
  attempts: readonly EndedAttempt[],
): { readonly door: Door; readonly raised: number } {
  const doubted = new Set<EndedAttempt>()
  let now = door
  let raised = 0
  for (const one of attempts) {
    now = arriveAt(
      forget(now, one.endedAt, (it) => doubted.has(it), seriesPolicy),
      one,
      seriesPolicy,
    )
    const members = seriesAt(now, seriesPolicy)?.members ?? []
    if (members.length > 0 && !members.some((it) => doubted.has(it))) raised += 1
    for (const it of members) doubted.add(it)
  }
  return { door: now, raised }
}

/** A door that knows what is usual after so many attempts, with nobody before it. */
export const knownDoor = (attempts: readonly EndedAttempt[]): Door => ({
  ...passBy(newDoor, attempts).door,
  recent: [],
})

/** The series that the last of these attempts ends at a door where so much is usual. */
export function seriesIn(attempts: readonly EndedAttempt[], usual: Usual = nothingKnown): Series | null {
  const door = attempts.reduce<Door>((now, one) => arriveAt(now, one, seriesPolicy), { recent: [], usual })
  return door.recent.at(-1)?.one === attempts.at(-1) ? seriesAt(door, seriesPolicy) : null
}
