import type { Action } from '../../src/contract/signals.ts'

/** Everything the kiosk ever says aloud. No names, nothing about being late. */
export const clips = [
  'thanks',
  'turnLeft',
  'turnRight',
  'openMouth',
  'blink',
  'comeCloser',
  'openMouthTurnLeft',
  'openMouthTurnRight',
  'openMouthComeCloser',
  'again',
  'otherWay',
] as const satisfies readonly (Action | 'thanks' | 'again' | 'otherWay')[]
export type Clip = (typeof clips)[number]
