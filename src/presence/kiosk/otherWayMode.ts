import type { FromKiosk, Scene } from '../../contract/kiosk.ts'
import { checkIn } from './checkIn.ts'
import { checkPin } from './claims.ts'
import type { Desk, Mode, Next, Offer } from './mode.ts'

/** Nobody typed anything for this long: the next one may come. */
const patienceMs = 90_000

/** The way without a face: employee number or card, and PIN. It counts at once and for as much. */
export class OtherWayMode implements Mode {
  readonly pauseMs = 0
  readonly #desk: Desk
  readonly #since: number
  readonly #offer: Offer

  constructor(desk: Desk, at: number, offer: Offer) {
    this.#desk = desk
    this.#since = at
    this.#offer = offer
  }

  scene(): Scene {
    return { scene: 'otherWay', ...this.#offer }
  }

  async said(message: FromKiosk): Promise<Next> {
    return message.say === 'pin' ? enterPin(this.#desk, message, this.#offer.offered) : undefined
  }

  async ticked(at: number): Promise<Next> {
    return at - this.#since > patienceMs ? this.#desk.go.idle(at, { description: undefined }) : undefined
  }

  wants = () => null
  seen = async (): Promise<Next> => undefined
  cut = async (): Promise<Next> => undefined
  leave = async (): Promise<void> => undefined
}

type PinMessage = Extract<FromKiosk, { say: 'pin' }>

async function enterPin(desk: Desk, { method, claim, pin }: PinMessage, offered: boolean): Promise<Mode> {
  const { station } = desk
  const word = await checkPin(station, claim, method, pin)
  const at = station.clock.monotonic()
  if (word.kind === 'wrong') {
    await station.record([{ kind: 'otherWayRefused', body: { siteId: station.siteId, claim, why: word.why } }])
    return desk.go.otherWay(at, { offered, refused: word.why === 'locked' ? 'otherWayLocked' : 'otherWayWrong' })
  }
  const { staff } = word
  const done = await checkIn(desk, { staff, method, attemptId: null, alongside: [] })
  return desk.go.done(at, done, staff.staffId, { description: undefined })
}
