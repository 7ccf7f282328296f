import type { TimeBeacon } from '../../contract/routes/station.ts'
import type { TimeReading } from '../../fact/kinds/presence.ts'
import { type Clock, type Iso, toIso, toMs } from '../../kit/time.ts'

/** The time as a station knows it: its own clock, and what the center said last. */
export interface StationClock {
  readonly bootId: string
  /** Best knowledge: the last beacon of this boot plus the monotonic time since, else the wall clock. */
  now(): Iso
  monotonic(): number
  /** Everything needed to judge later how well the time was known. */
  read(): TimeReading
  /** The last beacon of this boot, for the center: it closes the interval of what happened before. Empty before the first. */
  lastBeacon(): string
  /**
   * Takes in a beacon; `sentAt` and `heardAt` are monotonic readings around the call that brought it. One that was
   * overtaken on its way by a later word of the center changes nothing.
   */
  hear(beacon: TimeBeacon, sentAt: number, heardAt: number): void
}

/** A wall clock and a monotonic clock part by more than this only when one was set, or the machine slept. */
const jumpMs = 2000
/** Parts per million by which crystals differ, counted against a jump. */
const driftPpm = 200

export function openStationClock(clock: Clock, bootId: string): StationClock {
  let beacon: TimeReading['beacon'] = null
  let reference = { wall: toMs(clock.now()), monotonic: clock.monotonic() }
  let jumped = false

  const look = (): { wall: Iso; monotonic: number } => {
    const wall = clock.now()
    const monotonic = clock.monotonic()
    jumped ||= hasJumped(reference, toMs(wall), monotonic)
    return { wall, monotonic }
  }
  return {
    bootId,
    now: () => {
      const { wall, monotonic } = look()
      return beacon === null ? wall : timeAfter(beacon, monotonic)
    },
    monotonic: () => clock.monotonic(),
    read: () => {
      const { wall, monotonic } = look()
      return { wall, monotonicMs: monotonic, bootId, beacon, clockJumped: jumped }
    },
    lastBeacon: () => (beacon === null ? '' : JSON.stringify({ bootId, ...beacon })),
    hear: (told, sentAt, heardAt) => {
      if (beacon !== null && isOvertaken(told, sentAt, beacon)) return
      const { wall } = look()
      const { id, centerTime, log } = told
      beacon = { id, centerTime, monotonicMs: heardAt, wall, roundTripMs: heardAt - sentAt, ...(log && { log }) }
      reference = { wall: toMs(wall), monotonic: clock.monotonic() }
      jumped = false
    },
  }
}

/** Only calls that were under way together are compared: a center whose clock was set back is believed with the next one. */
const isOvertaken = (told: TimeBeacon, sentAt: number, last: NonNullable<TimeReading['beacon']>): boolean =>
  sentAt < last.monotonicMs && toMs(told.centerTime) < toMs(last.centerTime)

/** The center read its clock somewhere between the sending and the hearing: half the round trip is the best guess. */
function timeAfter(beacon: NonNullable<TimeReading['beacon']>, monotonic: number): Iso {
  return toIso(Math.round(toMs(beacon.centerTime) + beacon.roundTripMs / 2 + (monotonic - beacon.monotonicMs)))
}

function hasJumped(reference: { wall: number; monotonic: number }, wall: number, monotonic: number): boolean {
  const elapsed = monotonic - reference.monotonic
  return Math.abs(wall - reference.wall - elapsed) > jumpMs + (elapsed * driftPpm) / 1e6
}
