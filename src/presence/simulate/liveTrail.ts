import type { LightSequence } from '../../contract/signals.ts'
import type { AttemptEvent } from '../rules/events.ts'
import { drawLight } from '../rules/light.ts'
import { emittedAt } from '../rules/liveness/emission.ts'
import type { Trail } from '../rules/liveness/reading.ts'
import type { Recording } from '../rules/recording.ts'
import { anyRoom, anySubject, liveOf, type Room, type Subject } from './live.ts'
import type { Surface } from './liveHead.ts'
import type { Random } from './random.ts'
import type { Simulated } from './stream.ts'

/** What stands before a simulated camera and in which room. */
export interface Stage {
  readonly subject: Subject
  readonly room: Room
  readonly emission: Trail['emission']
}

export function anyStage(random: Random, surface: Surface, startedAt: number): Stage {
  return {
    subject: anySubject(random, surface),
    room: anyRoom(random),
    emission: { sequence: anySequence(random), startedAt },
  }
}

/** A light as the product draws it. */
export const anySequence = (random: Random): LightSequence =>
  drawLight(Uint8Array.from({ length: 128 }, () => Math.floor(256 * random())))

/** Milliseconds from a picture being taken to its frame being judged, as simulated streams have it. */
const engineMs = 55

/** The events of a simulated attempt with live signals in every frame that shows a face. */
export function withLive(events: readonly AttemptEvent[], stage: Stage, random: Random): readonly AttemptEvent[] {
  const { subject, room, emission } = stage
  const first = events.find((event) => event.kind === 'frame' && event.signals.face !== undefined)
  const neutralTurn = first?.kind === 'frame' ? (first.signals.face?.turn ?? 0.5) : 0.5
  return events.map((event) => {
    if (event.kind !== 'frame' || event.signals.face === undefined) return event
    const takenAt = event.at - engineMs
    const emitted =
      emission === null ? undefined : emittedAt(emission.sequence, takenAt - emission.startedAt - room.lagMs)
    const live = liveOf(subject, event.signals.face, neutralTurn, emitted, room, random)
    return { ...event, takenAt, signals: { ...event.signals, face: { ...event.signals.face, live } } }
  })
}

/** The recording of a simulated attempt, had its frames been measured on this stage and its light been played. */
export function onStage(recording: Recording, stage: Stage, random: Random): Recording {
  const events = [...withLive(recording.events, stage, random)]
  if (stage.emission === null) return { ...recording, events }
  const { sequence, startedAt } = stage.emission
  const lit = { kind: 'lit', at: recording.beganAt, startedAt } as const
  return { ...recording, challenge: { ...recording.challenge, light: sequence }, events: [lit, ...events] }
}

/** What a simulated attempt left to look at, had its frames been measured on this stage. */
export function trailOf({ attempt, recording }: Simulated, stage: Stage, random: Random): Trail {
  const { reads, descriptions, promptedAt } = attempt.evidence
  const frames = withLive(recording.events, stage, random).flatMap((event) =>
    event.kind === 'frame' && event.signals.face !== undefined
      ? [{ at: event.at, takenAt: event.takenAt ?? null, face: event.signals.face }]
      : [],
  )
  return { waited: [], frames, promptedAt: promptedAt ?? 0, reads, emission: stage.emission, descriptions }
}
