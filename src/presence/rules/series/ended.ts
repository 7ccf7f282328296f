import type { FaceSignals } from '../../../contract/signals.ts'
import type { AttemptRecord } from '../../../fact/kinds/presence.ts'
import type { Iso } from '../../../kit/time.ts'
import type { AttemptEvent } from '../events.ts'
import { type Manner, mannerOf } from './manner.ts'

/**
 * What is remembered of an ended attempt for ten minutes, in memory only: numbers of clothes, place, light and manner, and
 * what the face looked like. `staffId` is whom a passed attempt named; a failed one names nobody.
 */
export interface EndedAttempt {
  readonly attemptId: string
  readonly checkInId: string | null
  readonly staffId: string | null
  readonly at: Iso
  /** Milliseconds of the station's monotonic clock. */
  readonly beganAt: number
  readonly endedAt: number
  /** Colours below the chin; null where nothing of the body was in the picture. */
  readonly body: readonly number[] | null
  /** Middle of the face and distance of the outer eye corners, as shares of the picture. */
  readonly place: { readonly x: number; readonly y: number; readonly scale: number } | null
  /** Radians, and the soft signal of nodding. */
  readonly pose: { readonly roll: number; readonly pitch: number } | null
  readonly manner: Manner | null
  /**
   * Relief: how differently the two sides of the nose answer to a half-lit screen. Flat paper 0, a face about 0.12; null
   * where it could not be measured.
   */
  readonly light: number | null
  /** The fused score of liveness, in nats; null where no signal said anything. */
  readonly alive: number | null
  /** Depth shown in turns, in shares of a head's. */
  readonly solidity: number | null
  /** The vector by which faces are told apart; null where none was made. Never leaves the station's memory. */
  readonly face: ArrayLike<number> | null
  /** The strongest straight edge near the outline of the face, 0 to 1. */
  readonly edge: number | null
}

export type EndedAbout = Pick<EndedAttempt, 'attemptId' | 'checkInId' | 'staffId' | 'face' | 'at' | 'endedAt'>
type Recorded = Pick<AttemptRecord, 'durationMs' | 'liveness'> & Partial<Pick<AttemptRecord, 'steps'>>

/** The numbers of an attempt from its frames: medians over those that show a face. */
export function endedAttempt(about: EndedAbout, record: Recorded, events: readonly AttemptEvent[]): EndedAttempt {
  const faces = events.flatMap((event) => (event.kind === 'frame' && event.signals.face ? [event.signals.face] : []))
  const lives = faces.flatMap(({ live }) => (live ? [live] : []))
  const said = (name: string): number | null =>
    record.liveness?.readings.find(({ signal }) => signal === name)?.value ?? null
  return {
    ...about,
    beganAt: about.endedAt - record.durationMs,
    body: meanOf(lives.flatMap(({ body }) => (body ? [body] : []))),
    place: faces.length === 0 ? null : placeOf(faces),
    pose:
      faces.length === 0
        ? null
        : { roll: median(faces.map(({ roll }) => roll)), pitch: median(faces.map(({ pitch }) => pitch)) },
    manner: mannerOf(record.steps ?? [], faces),
    light: said('relief'),
    alive: aliveOf(record.liveness),
    solidity: said('solidity'),
    edge: lives.length === 0 ? null : median(lives.map(({ edge }) => edge)),
  }
}

const aliveOf = (liveness: Recorded['liveness']): number | null =>
  liveness?.readings.some(({ value }) => value !== null) ? liveness.score : null

const placeOf = (faces: readonly FaceSignals[]): NonNullable<EndedAttempt['place']> => ({
  x: median(faces.map(({ box }) => box.x + box.width / 2)),
  y: median(faces.map(({ box }) => box.y + box.height / 2)),
  scale: median(faces.map(({ scale }) => scale)),
})

function meanOf(bodies: readonly (readonly number[])[]): number[] | null {
  const [first] = bodies
  if (first === undefined) return null
  return first.map((_, i) => bodies.reduce((sum, body) => sum + (body[i] ?? 0), 0) / bodies.length)
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
