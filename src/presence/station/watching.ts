import type { Description } from '../../face/description.ts'
import { dayOf } from '../../kit/time.ts'
import type { AttemptEvent } from '../rules/events.ts'
import { endedAttempt } from '../rules/series/ended.ts'
import { keepDoor } from './doors.ts'
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
      await keepDoors(station)
    } catch (failure) {
      onSurprise(failure)
    }
  }
}

/** Forgets attempts that are too old, also when nobody comes any more, and keeps what the doors learnt of them. */
export async function letGo(station: Station): Promise<void> {
  station.series.forget(station.clock.monotonic())
  await keepDoors(station)
}

/** What a revoked station learnt goes with it. */
async function keepDoors(station: Station): Promise<void> {
  for (const door of station.series.unkept()) {
    if (station.revoked()) return
    await keepDoor(station.db, station, door, dayOf(station.clock.now()))
    station.series.kept(door)
  }
}

function takeIn(station: Station, kioskId: string, ended: Ended): void {
  const { facts, events, checkInId, description, endedAt } = ended
  const face = description?.vectors.mf ?? null
  for (const fact of facts) {
    if (fact.kind !== 'attemptJudged') continue
    const { record, staffId } = fact.body
    const about = { attemptId: record.attemptId, staffId, checkInId, face, at: station.clock.now(), endedAt }
    station.series.take(endedAttempt(about, record, events), kioskId)
  }
}
