import type { FromKiosk, FromStation } from '../../contract/kiosk.ts'
import type { FaceEngine, FaceStream, Seen, Want } from '../../face/engine.ts'
import { Refusal, type RefusalName, sentenceOf } from '../../kit/refusals.ts'
import type { AttemptPolicy } from '../rules/policy.ts'
import type { Running } from '../station/stations.ts'
import { openEnrolment } from './enrolPinMode.ts'
import { findFrame } from './frames.ts'
import { asksClaim } from './idleMode.ts'
import type { Desk, Leaving, Mode, Next } from './mode.ts'
import { modesOf } from './modes.ts'
import { OtherWayMode } from './otherWayMode.ts'
import { openTroubles, type Troubles } from './troubles.ts'
import { withdraw } from './withdrawing.ts'

export interface KioskParts {
  readonly running: Running
  readonly policy: AttemptPolicy
  readonly random: (count: number) => Uint8Array
  readonly engine: () => FaceEngine | null
  readonly onSurprise: (failure: unknown) => void
  readonly say: (message: FromStation) => void
  readonly close: () => void
}

const tickMs = 200
const timeEveryMs = 10_000
/** A look that takes longer than this no longer holds up the clock of an attempt. */
const slowLookMs = 2_000

/**
 * An open kiosk: takes frames and messages, one at a time, to the mode it is in, and says what stands on the screen. Of
 * frames only the newest is kept while one is being looked at.
 */
export class Kiosk {
  readonly #parts: KioskParts
  readonly #desk: Desk
  readonly #troubles: Troubles
  readonly #timers: NodeJS.Timeout[] = []
  #mode: Mode
  #stream: FaceStream | null = null
  #latest: { readonly at: number; readonly jpeg: Uint8Array } | null = null
  #lookingSince: number | null = null
  #lastLookAt = Number.NEGATIVE_INFINITY
  #heardAt: number
  #ticking = false
  #ended = false
  #shown = ''
  #welcomed = ''
  #last: Promise<void> = Promise.resolve()

  constructor(parts: KioskParts) {
    const { station, uplink, redeem } = parts.running
    this.#parts = parts
    this.#desk = {
      station,
      go: modesOf(() => this.#desk),
      policy: parts.policy,
      engine: parts.engine,
      random: parts.random,
      redeem,
      nudge: () => uplink.nudge(),
    }
    this.#troubles = openTroubles(station)
    this.#heardAt = this.#now()
    this.#mode = this.#desk.go.idle(this.#heardAt)
  }

  begin(): void {
    this.#welcome()
    this.#show()
    this.#timers.push(setInterval(() => this.#tick(), tickMs))
    this.#timers.push(setInterval(() => void this.#tellTime(), timeEveryMs))
    void this.#tellTime()
  }

  /** False for what is no frame. */
  takeFrame(message: Uint8Array): boolean {
    const frame = findFrame(message)
    if (frame === null) return false
    this.#heardAt = this.#now()
    if (this.#mode.wants() !== null) {
      // The socket may use its memory again.
      this.#latest = { at: this.#heardAt, jpeg: Uint8Array.from(frame.jpeg) }
      this.#look()
    }
    return true
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
    this.#stream?.close()
    this.#parts.close()
  }

  async #hear(message: FromKiosk): Promise<Next> {
    switch (message.say) {
      case 'camera':
        this.#reopenStream()
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
      case 'cancel':
        await this.#leave('cancelled')
        return this.#desk.go.idle(this.#now(), { description: undefined })
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

  #otherWay = (): Mode => this.#desk.go.otherWay(this.#now(), { offered: false, refused: null })

  #leave = (why: Leaving): Promise<void> => this.#mode.leave(why, this.#now())

  /** Runs one thing after the other, goes to the mode that follows, and shows what there is to show. */
  #inTurn(work: () => Promise<Next>): Promise<void> {
    const next = this.#last.then(async () => {
      if (this.#ended) return
      try {
        const mode = await work()
        if (mode) this.#mode = mode
      } catch (failure) {
        this.#mode = this.#excuse(failure)
      }
      this.#show()
    })
    this.#last = next
    return next
  }

  /** Nothing was acknowledged; the person hears why, and has the other way. */
  #excuse(failure: unknown): Mode {
    const refused = failure instanceof Refusal ? failure.refusal : 'surprise'
    if (refused === 'surprise') this.#parts.onSurprise(failure)
    this.#refuse(refused, false)
    return this.#desk.go.otherWay(this.#now(), { offered: true, refused })
  }

  #refuse(refusal: RefusalName, final: boolean): void {
    const [zh, en] = [sentenceOf(refusal, 'zh'), sentenceOf(refusal, 'en')]
    this.#parts.say({ say: 'refused', refusal, zh, en, final })
  }

  #look(): void {
    const frame = this.#latest
    const want = this.#mode.wants()
    if (this.#lookingSince !== null || frame === null || want === null || this.#ended) return
    if (frame.at - this.#lastLookAt < this.#mode.pauseMs) return
    this.#latest = null
    this.#lookingSince = this.#now()
    this.#lastLookAt = frame.at
    void this.#lookAt(frame.at, frame.jpeg, want, this.#mode)
  }

  async #lookAt(at: number, jpeg: Uint8Array, want: Want, mode: Mode): Promise<void> {
    const seen = await this.#see(jpeg, want)
    await this.#inTurn(async () => (this.#mode === mode ? mode.seen({ at, seen }) : undefined))
    this.#lookingSince = null
    this.#look()
  }

  /** An engine that fails has seen nothing; it fails closed. */
  async #see(jpeg: Uint8Array, want: Want): Promise<Seen> {
    this.#stream ??= this.#parts.engine()?.openStream() ?? null
    try {
      return (await this.#stream?.look(jpeg, want)) ?? { kind: 'dropped' }
    } catch (failure) {
      this.#parts.onSurprise(failure)
      return { kind: 'unreadable', why: 'damaged' }
    }
  }

  /** Another camera: what the stream followed is gone. */
  #reopenStream(): void {
    this.#stream?.close()
    this.#stream = null
    this.#latest = null
  }

  #tick(): void {
    const now = this.#now()
    if (this.#parts.running.station.revoked()) {
      this.#refuse('stationRevoked', true)
      this.end()
      return
    }
    this.#welcome()
    // Time must not overtake a frame that is being looked at, unless the engine hangs.
    if (this.#ticking || (this.#lookingSince !== null && now - this.#lookingSince < slowLookMs)) return
    this.#ticking = true
    void this.#inTurn(() => this.#mode.ticked(now)).finally(() => {
      this.#ticking = false
    })
  }

  #show(): void {
    const scene = this.#mode.scene()
    const text = JSON.stringify(scene)
    if (text === this.#shown || this.#ended) return
    this.#shown = text
    this.#parts.say({ say: 'show', scene })
  }

  /** Again whenever something in it has changed: the engine is ready, the site was renamed. */
  #welcome(): void {
    const { station } = this.#parts.running
    const told = station.snapshot()
    const about = {
      siteName: told?.site.name ?? station.identity.name,
      countyName: told?.countyName ?? '',
      demo: told?.demo ?? false,
      claimFirst: asksClaim(this.#desk),
      boardPath: `/board/${station.siteId}`,
      ...(told !== null && { dutyPhone: told.site.dutyPhone }),
      face: this.#parts.engine() !== null,
    }
    const text = JSON.stringify(about)
    if (text === this.#welcomed) return
    this.#welcomed = text
    this.#parts.say({ say: 'welcome', ...about, stationTime: station.clock.now() })
  }

  async #tellTime(): Promise<void> {
    const { station, uplink, countWaiting } = this.#parts.running
    try {
      const waiting = await countWaiting()
      if (this.#ended) return
      this.#parts.say({ say: 'time', stationTime: station.clock.now(), online: uplink.online(), waiting })
    } catch (failure) {
      if (!(failure instanceof Refusal)) this.#parts.onSurprise(failure)
    }
  }

  #now = (): number => this.#parts.running.station.clock.monotonic()
}
