import type { FromKiosk, Scene } from '../../contract/kiosk.ts'
import type { Challenge } from '../rules/challenge.ts'
import type { AttemptEvent } from '../rules/events.ts'

/** The light of an attempt as a scene has it; null where none is played. */
export const lightOf = ({ light }: Challenge, attemptId: string): Extract<Scene, { scene: 'step' }>['light'] =>
  light === undefined ? null : { id: attemptId, ...light }

/** The page's word that it began to play the light of this attempt; any other word says nothing. */
export const litBy = (message: FromKiosk, attemptId: string, at: number): AttemptEvent | undefined =>
  message.say === 'lit' && message.id === attemptId ? { kind: 'lit', at, startedAt: message.startedAtMs } : undefined
