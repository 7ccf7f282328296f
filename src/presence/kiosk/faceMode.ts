import type { FromKiosk, Scene } from '../../contract/kiosk.ts'
import type { Want } from '../../face/engine.ts'
import { newId } from '../../kit/ids.ts'
import type { Verdict } from '../rules/attempt.ts'
import type { Case } from '../rules/attemptState.ts'
import type { AttemptEvent } from '../rules/events.ts'
import { sceneOf } from '../rules/prompt.ts'
import { advanceSession, openSession, retry, type Session } from '../rules/session.ts'
import type { StaffOfSite, Statement } from '../station/station.ts'
import { attemptFact } from './attemptFact.ts'
import { checkIn } from './checkIn.ts'
import { drawAttempt } from './draw.ts'
import { lightOf, litBy } from './lit.ts'
import { eventsOf } from './lookEvents.ts'
import type { Desk, Leaving, Look, Mode, Next } from './mode.ts'
import { keepSight, type Memory, noSight, type Sight, takeSight } from './sight.ts'

type Passed = Extract<Verdict, { state: 'passed' }>

/** How long a failed attempt is explained before the next one begins. */
export const failedShownMs = 2500

/** One person in front of the kiosk: a session of attempts with their challenges, from the first face to its end. */
export class FaceMode implements Mode {
  readonly pauseMs = 0
  readonly #desk: Desk
  readonly #sessionId = newId()
  readonly #claimed: string | null
  #session: Session
  #attemptId = newId()
  #events: AttemptEvent[] = []
  #sight: Sight = noSight
  #lastAt: number

  constructor(desk: Desk, at: number, claimed: string | null) {
    this.#desk = desk
    this.#claimed = claimed
    this.#lastAt = at
    this.#session = openSession(drawAttempt(desk, 1), desk.policy, at)
    this.#claim()
  }

  scene(): Scene {
    const scene = sceneOf(this.#session, this.#lastAt)
    if (scene.scene === 'passed') return { scene: 'judging' }
    if (scene.scene !== 'step' || this.#session.state !== 'attempting') return scene
    return { ...scene, light: lightOf(this.#session.attempt.challenge, this.#attemptId) }
  }

  wants(): Want | null {
    if (this.#session.state !== 'attempting') return null
    return this.#session.attempt.wants === 'description' ? 'description' : 'geometry'
  }

  async seen(look: Look): Promise<Next> {
    for (const event of this.#eventsOf(look)) {
      const next = await this.#fold(event)
      if (next !== undefined) return next
    }
    return undefined
  }

  async said(message: FromKiosk): Promise<Next> {
    const lit = litBy(message, this.#attemptId, this.#lastAt)
    return lit === undefined ? undefined : this.#fold(lit)
  }

  async ticked(now: number): Promise<Next> {
    const at = Math.max(now, this.#lastAt)
    if (this.#session.state === 'between' && at - this.#session.since >= failedShownMs) this.#tryAgain(at)
    return this.#fold({ kind: 'tick', at })
  }

  cut(now: number): Promise<Next> {
    return this.#fold({ kind: 'cut', at: Math.max(now, this.#lastAt) })
  }

  async leave(why: Leaving, now: number): Promise<void> {
    const at = Math.max(now, this.#lastAt)
    await this.#fold(why === 'closed' ? { kind: 'cut', at } : { kind: 'otherWay', at })
  }

  /** A frame, and what its description said of the person. */
  #eventsOf(look: Look): AttemptEvent[] {
    return eventsOf(look, this.#lastAt, (description) => {
      const memory = this.#session.state === 'attempting' ? this.#memory(this.#session.attempt) : undefined
      const gallery = this.#desk.station.gallery()
      const { sight, ...says } = takeSight(this.#sight, description, gallery, this.#claimed, memory)
      this.#sight = sight
      return says
    })
  }

  /** Folds one event in. A verdict becomes a fact, and a passed session a check-in. */
  async #fold(event: AttemptEvent): Promise<Next> {
    const past = this.#session.past.length
    this.#lastAt = event.at
    if (this.#session.state === 'attempting') this.#events.push(event)
    this.#session = advanceSession(this.#session, event)
    const verdict = this.#session.past[past]
    return verdict === undefined ? this.#after() : this.#judged(verdict)
  }

  async #judged(verdict: Verdict): Promise<Next> {
    const facts = this.#factsOf(verdict)
    const staff = verdict.state === 'passed' ? this.#desk.station.findStaff(verdict.person) : undefined
    if (verdict.state === 'passed' && staff !== undefined) return this.#arrive(verdict, staff, facts)
    if (facts.length > 0) {
      await this.#desk.station.record(facts)
      await this.#watch(facts, null)
      this.#desk.nudge()
    }
    // Passed, and nobody's: the center has struck the person off since the gallery was opened.
    if (verdict.state === 'passed') return this.#desk.go.otherWay(this.#lastAt, { offered: true, refused: null })
    return this.#after()
  }

  async #arrive(verdict: Passed, staff: StaffOfSite, facts: readonly Statement[]): Promise<Next> {
    const { person } = verdict
    const arrived = { staff, method: 'face', attemptId: this.#attemptId, alongside: facts } as const
    const done = await checkIn(this.#desk, arrived)
    keepSight(this.#sight, person, this.#memory(verdict))
    await this.#watch(facts, done.checkInId)
    const description = this.#sight.shots[0]?.description
    return this.#desk.go.done(this.#lastAt, done, person, { description })
  }

  #memory({ challenge, evidence }: Case): Memory {
    const { captures } = this.#desk.station
    return { captures, steps: challenge.steps, frames: evidence.trail, now: this.#lastAt }
  }

  #watch(facts: readonly Statement[], checkInId: string | null): Promise<void> {
    const description = this.#sight.shots[0]?.description
    return this.#desk.watch({
      facts,
      events: this.#events,
      checkInId,
      description,
      endedAt: this.#lastAt,
    })
  }

  /** Somebody who only walked by was asked nothing, and leaves nothing behind. */
  #factsOf(verdict: Verdict): readonly Statement[] {
    const { evidence } = verdict
    if (verdict.state !== 'passed' && verdict.state !== 'failed' && evidence.promptedAt === null) return []
    return [
      attemptFact(verdict, this.#events, {
        siteId: this.#desk.station.siteId,
        attemptId: this.#attemptId,
        sessionId: this.#sessionId,
        number: this.#session.past.length,
        models: this.#desk.engine()?.models ?? [],
      }),
    ]
  }

  #after(): Next {
    const { state } = this.#session
    if (state === 'gone') return this.#desk.go.idle(this.#lastAt)
    if (state !== 'otherWay') return undefined
    return this.#desk.go.otherWay(this.#lastAt, { offered: this.#session.offered, refused: null })
  }

  #tryAgain(at: number): void {
    if (this.#session.state !== 'between') return
    // The claim must not be older than the attempt: time that goes back would fail it.
    this.#lastAt = at
    this.#attemptId = newId()
    this.#events = []
    this.#sight = noSight
    this.#session = retry(this.#session, drawAttempt(this.#desk, this.#session.next), at)
    this.#claim()
  }

  #claim(): void {
    if (this.#claimed === null) return
    const event = { kind: 'claimed', at: this.#lastAt, person: this.#claimed } as const
    this.#events.push(event)
    this.#session = advanceSession(this.#session, event)
  }
}
