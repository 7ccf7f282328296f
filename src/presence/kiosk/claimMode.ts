import type { FromKiosk, Scene } from '../../contract/kiosk.ts'
import { claimed } from './idleMode.ts'
import type { Desk, Mode, Next, Refused } from './mode.ts'

const patienceMs = 30_000

/** A large site: the person says who they are before the face is asked. */
export class ClaimMode implements Mode {
  readonly pauseMs = 0
  readonly #desk: Desk
  readonly #since: number
  readonly #refused: Refused

  constructor(desk: Desk, at: number, refused: Refused) {
    this.#desk = desk
    this.#since = at
    this.#refused = refused
  }

  scene(): Scene {
    return { scene: 'claimWanted', refused: this.#refused }
  }

  async said(message: FromKiosk): Promise<Next> {
    return message.say === 'claim' ? claimed(this.#desk, message.claim) : undefined
  }

  async ticked(at: number): Promise<Next> {
    // Whoever wanted nothing is not asked again while standing there.
    return at - this.#since > patienceMs ? this.#desk.go.idle(at, { description: undefined }) : undefined
  }

  wants = () => null
  seen = async (): Promise<Next> => undefined
  cut = async (): Promise<Next> => undefined
  leave = async (): Promise<void> => undefined
}
