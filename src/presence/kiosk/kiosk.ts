import type { FromKiosk, FromStation } from '../../contract/kiosk.ts'
import type { CountyAnswer } from '../../contract/kioskCounty.ts'
import type { FaceEngine } from '../../face/engine.ts'
import { Refusal, type RefusalName } from '../../kit/refusals.ts'
import type { AttemptPolicy } from '../rules/policy.ts'
import type { Running } from '../station/stations.ts'
import { letGo, openWatching } from '../station/watching.ts'
import { openCounty } from './county.ts'
import { openEnrolment } from './enrolPinMode.ts'
import { type Frame, findFrame } from './frames.ts'
import { Front } from './front.ts'
import { asksClaim } from './idleMode.ts'
import type { Desk, Leaving, Mode, Next } from './mode.ts'
import { modesOf } from './modes.ts'
import { OtherWayMode } from './otherWayMode.ts'
import { openTroubles, type Troubles } from './troubles.ts'
import { Viewer } from './viewer.ts'
import { keepVisit } from './visiting.ts'
import { withdraw } from './withdrawing.ts'

export interface KioskParts {
  readonly running: Running
  readonly kioskId: string
  readonly policy: AttemptPolicy
  readonly random: (count: number) => Uint8Array
  readonly engine: () => FaceEngine | null
  readonly onSurprise: (failure: unknown) => void
  readonly say: (message: FromStation) => void
  readonly close: () => void
}

const tickMs = 200
const timeEveryMs = 10_000
const letGoEveryMs = 60_000
/** A look that takes longer than this no longer holds up the clock of an attempt. */
const slowLookMs = 2_000

/** An open kiosk: takes looks, messages and time, one thing after the other, to the mode it is in. */
export class Kiosk {
  readonly #parts: KioskParts
  readonly #desk: Desk
  readonly #front: Front
  readonly #viewer: Viewer
  readonly #troubles: Troubles
  readonly #askCounty: ReturnType<typeof openCounty>
  readonly #timers: NodeJS.Timeout[] = []
  #mode: Mode
  #heardAt: number
  #ticking = false
  #ended = false
  #last: Promise<void> = Promise.resolve()

  constructor(parts: KioskParts) {
    const { running, kioskId, policy, engine, random, onSurprise } = parts
    const { station, uplink, redeem } = running
    this.#parts = parts
    this.#desk = {
      station,
      go: modesOf(() => this.#desk),
      policy,
      engine,
      random,
      redeem,
      watch: openWatching(station, kioskId, onSurprise),
      nudge: () => uplink.nudge(),
    }
    this.#front = new Front(running, (message) => (this.#ended ? undefined : parts.say(message)))
    this.#viewer = new Viewer({
      engine,
      onSurprise,
      now: () => this.#now(),
      mode: () => this.#mode,
      deliver: (look, mode) => this.#inTurn(async () => (this.#mode === mode ? mode.seen(look) : undefined)),
    })
    this.#troubles = openTroubles(station, onSurprise)
    this.#askCounty = openCounty(running, onSurprise)
    this.#heardAt = this.#now()
    this.#mode = this.#desk.go.idle(this.#heardAt)
  }

  begin(): void {
    this.#welcome()
    this.#front.show(this.#mode.scene())
    this.#timers.push(setInterval(() => this.#tick(), tickMs))
    this.#timers.push(setInterval(() => this.#tellTime(), timeEveryMs))
    this.#timers.push(setInterval(() => this.#letGo(), letGoEveryMs))
    this.#tellTime()
  }

  /** False for what is no frame. */
  takeFrame(message: Uint8Array): boolean {
    const frame = findFrame(message)
    if (frame === null) return false
    this.#heardAt = this.#now()
    this.#noteOdd(frame)
    this.#viewer.take(frame)
    return true
  }

  #noteOdd(frame: Frame): void {
    const odd = this.#troubles.oddIn(frame)
    if (odd.length > 0) void this.#inTurn(() => this.#troubles.hint(odd).then(() => undefined))
  }

  /** Resolves when the message was dealt with and what follows from it is on the disk. */
  take(message: FromKiosk): Promise<void> {
    this.#heardAt = this.#now()
    return this.#inTurn(() => this.#hear(message))
  }

  isSilentFor = (ms: number): boolean => this.#now() - this.#heardAt >= ms

  /** Resolves when all that was begun is on the disk. */
  settled = (): Promise<void> => this.#last

  end(): void {
    if (this.#ended) return
    this.#ended = true
    this.#last = this.#last.then(() => this.#leave('closed')).catch(this.#parts.onSurprise)
    for (const timer of this.#timers) clearInterval(timer)
    this.#viewer.close()
    this.#parts.close()
  }

  async #hear(message: FromKiosk): Promise<Next> {
    switch (message.say) {
      case 'camera':
        this.#viewer.reopen()
        await this.#troubles.camera(message.camera)
        return message.camera === null ? this.#mode.cut(this.#now()) : undefined
      case 'trouble':
        await this.#troubles.report(message)
        return message.trouble.startsWith('camera') ? this.#mode.cut(this.#now()) : undefined
      case 'otherWay':
        await this.#leave('otherWay')
        return this.#otherWay()
      case 'pin':
        if (!(this.#mode instanceof OtherWayMode)) await this.#leave('otherWay')
        return (this.#mode instanceof OtherWayMode ? this.#mode : this.#otherWay()).said(message)
      case 'enrol':
        await this.#leave('cancelled')
        return openEnrolment(this.#desk, message.code)
      case 'withdraw':
        await this.#leave('cancelled')
        return withdraw(this.#desk, message)
      case 'visit':
        return this.#noteVisit(message)
      case 'askCounty':
        // Not in turn: whoever checks in does not wait for a network.
        void this.#askCounty(message.ask).then((answer) => this.#tellAnswer(message.id, answer))
        return undefined
      case 'cancel':
        await this.#leave('cancelled')
        return this.#desk.go.idle(this.#now(), { description: undefined })
      case 'lit':
      case 'claim':
      case 'countersign':
      case 'enrolPin':
        return this.#mode.said(message)
      case 'bind':
      case 'open':
        return undefined
      default:
        return message satisfies never
    }
  }

  /** Beside whatever the mode does: a visitor is nobody the kiosk looks for, and what is refused to him ends no attempt. */
  async #noteVisit(message: Extract<FromKiosk, { say: 'visit' }>): Promise<undefined> {
    try {
      this.#parts.say(await keepVisit(this.#desk.station, message))
    } catch (failure) {
      this.#refuse(failure)
    }
  }

  #tellAnswer(id: string, answer: CountyAnswer): void {
    if (!this.#ended) this.#parts.say({ say: 'countyAnswered', id, answer })
  }

  #otherWay = (): Mode => this.#desk.go.otherWay(this.#now(), { offered: false, refused: null })

  #leave = (why: Leaving): Promise<void> => this.#mode.leave(why, this.#now())

  /** Runs one thing after the other, goes to the mode that follows, and shows what there is to show. */
  #inTurn(work: () => Promise<Next>): Promise<void> {
    this.#last = this.#last
      .then(() => this.#turn(work))
      .catch((failure: unknown) => {
        // What cannot even be excused ends the kiosk: the page opens it anew.
        this.#parts.onSurprise(failure)
        this.end()
      })
    return this.#last
  }

  async #turn(work: () => Promise<Next>): Promise<void> {
    if (this.#ended) return
    try {
      this.#mode = (await work()) ?? this.#mode
    } catch (failure) {
      // Nothing was acknowledged; the person hears why, and has the other way.
      this.#mode = this.#desk.go.otherWay(this.#now(), { offered: true, refused: this.#refuse(failure) })
    }
    this.#front.show(this.#mode.scene())
  }

  /** Says why, and tells the log of what nobody expected. */
  #refuse(failure: unknown): RefusalName {
    const refused = failure instanceof Refusal ? failure.refusal : 'surprise'
    if (refused === 'surprise') this.#parts.onSurprise(failure)
    this.#front.refuse(refused, false)
    return refused
  }

  #tick(): void {
    const now = this.#now()
    if (this.#parts.running.station.revoked()) {
      this.#front.refuse('stationRevoked', true)
      this.end()
      return
    }
    this.#welcome()
    // Time must not overtake a frame that is being looked at, unless the engine hangs.
    const busySince = this.#viewer.busySince()
    if (this.#ticking || (busySince !== null && now - busySince < slowLookMs)) return
    this.#ticking = true
    void this.#inTurn(() => this.#mode.ticked(now)).finally(() => {
      this.#ticking = false
    })
  }

  #welcome = (): void => this.#front.welcome(asksClaim(this.#desk), this.#parts.engine() !== null)

  #tellTime = (): void => void this.#front.tellTime().catch(this.#parts.onSurprise)

  #letGo = (): void => void letGo(this.#parts.running.station).catch(this.#parts.onSurprise)

  #now = (): number => this.#parts.running.station.clock.monotonic()
}
