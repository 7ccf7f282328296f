import { type Challenge, drawChallenge, drawReserve } from '../rules/challenge.ts'
import { drawLight } from '../rules/light.ts'
import type { Desk } from './mode.ts'

/** Draws what is asked for and shown in an attempt from the station's chance; more bytes than needed cost nothing. */
export function drawAttempt(desk: Pick<Desk, 'policy' | 'random'>, attempt: number): Challenge {
  const challenge = drawChallenge(desk.random(256), attempt, desk.policy)
  return { ...challenge, reserve: drawReserve(desk.random(1), challenge.steps), light: drawLight(desk.random(128)) }
}
