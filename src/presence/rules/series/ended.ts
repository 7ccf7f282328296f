import type { FaceSignals } from '../../../contract/signals.ts'
import type { AttemptRecord } from '../../../fact/kinds/presence.ts'
import type { Iso } from '../../../kit/time.ts'
import type { AttemptEvent } from '../events.ts'

/**
 * What is remembered of an ended attempt for some minutes, in memory only: numbers of clothes, place and light. `staffId`
 * is whom a passed attempt named; a failed one names nobody.
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
  /** How well the face answered the screen's light, 1 is as skin does; null where it could not be measured. */
  readonly light: number | null
  /** Perceptual hash of the upright face. */
  readonly hash: string | null
  /** The strongest straight edge near the outline of the face, 0 to 1. */
  readonly edge: number | null
}

export type EndedAbout = Pick<EndedAttempt, 'attemptId' | 'checkInId' | 'staffId' | 'at' | 'endedAt'>

/** The numbers of an attempt from its frames: medians over those that show a face, the hash of the calmest one. */
export function endedAttempt(
  about: EndedAbout,
  record: Pick<AttemptRecord, 'durationMs' | 'liveness'>,
  events: readonly AttemptEvent[],
): EndedAttempt {
  const faces = events.flatMap((event) => (event.kind === 'frame' && event.signals.face ? [event.signals.face] : []))
  const lives = faces.flatMap(({ live }) => (live ? [live] : []))
  return {
    ...about,
    beganAt: about.endedAt - record.durationMs,
    body: meanOf(lives.flatMap(({ body }) => (body ? [body] : []))),
    place: faces.length === 0 ? null : placeOf(faces),
    pose:
      faces.length === 0
        ? null
        : { roll: median(faces.map(({ roll }) => roll)), pitch: median(faces.map(({ pitch }) => pitch)) },
    light: record.liveness?.readings.find(({ signal }) => signal === 'light')?.value ?? null,
    hash: calmest(faces)?.live?.hash ?? null,
    edge: lives.length === 0 ? null : median(lives.map(({ edge }) => edge)),
  }
}

const placeOf = (faces: readonly FaceSignals[]): NonNullable<EndedAttempt['place']> => ({
  x: median(faces.map(({ box }) => box.x + box.width / 2)),
  y: median(faces.map(({ box }) => box.y + box.height / 2)),
  scale: median(faces.map(({ scale }) => scale)),
})

/** The measured face that looks straight ahead with a closed mouth and at its usual distance. */
function calmest(faces: readonly FaceSignals[]): FaceSignals | undefined {
  const measured = faces.filter(({ live }) => live !== undefined)
  const usual = { turn: median(faces.map(({ turn }) => turn)), scale: median(faces.map(({ scale }) => scale)) }
  const unrest = (face: FaceSignals): number =>
    Math.abs(face.turn - usual.turn) + face.mouth + Math.abs(face.scale / usual.scale - 1)
  return measured.toSorted((a, b) => unrest(a) - unrest(b))[0]
}

function meanOf(bodies: readonly (readonly number[])[]): number[] | null {
  const [first] = bodies
  if (first === undefined) return null
  return first.map((_, i) => bodies.reduce((sum, body) => sum + (body[i] ?? 0), 0) / bodies.length)
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
