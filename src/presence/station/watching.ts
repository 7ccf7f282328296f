import type { Description } from '../../face/description.ts'
import type { AttemptEvent } from '../rules/events.ts'
import { endedAttempt } from '../rules/series/ended.ts'
import type { Statement, Station } from './station.ts'

export interface Ended {
  /** The attempt's own facts, which are on the disk already. */
  readonly facts: readonly Statement[]
  readonly events: readonly AttemptEvent[]
  readonly checkInId: string | null
  readonly description: Description | undefined
  /** The station's monotonic clock. */
  readonly endedAt: number
}

/** Takes in the attempts that end at one kiosk. Never fails: what a person is told does not hang on it. */
export type Watching = (ended: Ended) => Promise<void>

/**
 * Hands the attempts of a kiosk to the station's watch, and states what it raises. What cannot be stated now is reported
 * to `onSurprise` and stated when the next attempt ends, at whichever kiosk of the station.
 */
export function openWatching(station: Station, kioskId: string, onSurprise: (failure: unknown) => void): Watching {
  return async (ended) => {
    try {
      takeIn(station, kioskId, ended)
      for (const raised of station.series.unstated()) {
        await station.record([raised])
        station.series.stated(raised)
      }
    } catch (failure) {
      onSurprise(failure)
    }
  }
}

function takeIn(station: Station, kioskId: string, ended: Ended): void {
  const { facts, events, checkInId, description, endedAt } = ended
  const face = description?.vectors.fa ?? null
  for (const fact of facts) {
    if (fact.kind !== 'attemptJudged') continue
    const { record, staffId } = fact.body
    const about = { attemptId: record.attemptId, staffId, checkInId, face, at: station.clock.now(), endedAt }
    station.series.take(endedAttempt(about, record, events), kioskId)
  }
}
