import type { FromKiosk, Scene } from '../../contract/kiosk.ts'
import type { Desk, Done, Mode, Next, Served } from './mode.ts'

const shownMs = 4_000
/** Long enough to read a question and answer it; it goes away by itself. */
const askedMs = 10_000

/** "Checked in": what stands there until the next one comes, with a question the person may answer or leave. */
export class DoneMode implements Mode {
  readonly pauseMs = 0
  readonly #desk: Desk
  readonly #since: number
  readonly #staffId: string
  readonly #served: Served
  #done: Done

  constructor(desk: Desk, at: number, done: Done, staffId: string, served: Served) {
    this.#desk = desk
    this.#since = at
    this.#done = done
    this.#staffId = staffId
    this.#served = served
  }

  scene(): Scene {
    return this.#done
  }

  async said(message: FromKiosk): Promise<Next> {
    if (message.say !== 'countersign' || message.checkInId !== this.#done.countersign?.checkInId) return undefined
    if (message.seen) await this.#witness(message.checkInId)
    this.#done = { ...this.#done, countersign: null }
    return undefined
  }

  async ticked(at: number): Promise<Next> {
    const shown = this.#done.countersign === null ? shownMs : askedMs
    if (at - this.#since < shown) return undefined
    return this.#desk.go.idle(at, this.#served)
  }

  wants = () => null
  seen = async (): Promise<Next> => undefined
  cut = async (): Promise<Next> => undefined
  leave = async (): Promise<void> => undefined

  async #witness(checkInId: string): Promise<void> {
    const { station } = this.#desk
    const whose = await station.db
      .selectFrom('own_check_in')
      .select('staff_id')
      .where('county_id', '=', station.countyId)
      .where('check_in_id', '=', checkInId)
      .executeTakeFirstOrThrow()
    await station.record([
      {
        kind: 'countersigned',
        staffId: whose.staff_id,
        idemKey: `${checkInId}:countersigned`,
        body: {
          checkInId,
          staffId: whose.staff_id,
          siteId: station.siteId,
          witness: 'staff',
          witnessStaffId: this.#staffId,
        },
      },
    ])
    this.#desk.nudge()
  }
}
