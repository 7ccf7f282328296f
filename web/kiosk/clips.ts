import type { Action } from '../../src/contract/signals.ts'

/** Everything the kiosk says aloud by itself. No names, nothing about being late. */
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

/** The parts a queue's number is read from, only on request; fetched then, not with the page. */
export const numberClips = [
  'yourNumber',
  'before',
  'waiting',
  'next',
  'two',
  'ten',
  'digit0',
  'digit1',
  'digit2',
  'digit3',
  'digit4',
  'digit5',
  'digit6',
  'digit7',
  'digit8',
  'digit9',
] as const
export type NumberClip = (typeof numberClips)[number]
