import type { FromKiosk, Scene } from '../../contract/kiosk.ts'
import type { Description, Template } from '../../face/description.ts'
import type { Want } from '../../face/engine.ts'
import { newId } from '../../kit/ids.ts'
import { isEnded } from '../rules/attempt.ts'
import { advanceEnrolment, beginEnrolment, type Enrolment } from '../rules/enrolment.ts'
import type { AttemptEvent } from '../rules/events.ts'
import { sceneOf } from '../rules/prompt.ts'
import { certificateOf } from '../station/erasing.ts'
import type { StaffOfSite, Statement } from '../station/station.ts'
import { dropEnrolment, type OpenEnrolment } from '../station/store.ts'
import { attemptFact } from './attemptFact.ts'
import { drawAttempt } from './draw.ts'
import { lightOf, litBy } from './lit.ts'
import { eventsOf } from './lookEvents.ts'
import { type Desk, type Leaving, type Look, type Mode, type Next, notice, type Refused } from './mode.ts'
import { likeness } from './sight.ts'

const shownMs = 7_000

/** The person confirmed by PIN; now the challenge, then three to five good frames, then the template. No frame is kept. */
export class EnrolMode implements Mode {
  readonly pauseMs = 0
  readonly #desk: Desk
  readonly #staff: StaffOfSite
  readonly #open: OpenEnrolment
  readonly #attemptId = newId()
  readonly #events: AttemptEvent[] = []
  readonly #seen = new Map<number, Description>()
  #enrolment: Enrolment
  #lastAt: number

  constructor(desk: Desk, at: number, staff: StaffOfSite, open: OpenEnrolment) {
    this.#desk = desk
    this.#staff = staff
    this.#open = open
    this.#lastAt = at
    this.#enrolment = beginEnrolment(drawAttempt(desk, 1), desk.policy, at)
  }

  scene(): Scene {
    const { name } = this.#staff
    const { framesAtLeast: wanted } = this.#enrolment.policy
    if (this.#enrolment.state === 'gathering') {
      const { chosen, hint } = this.#enrolment
      return { scene: 'enrolling', name, frames: Math.min(chosen.length, wanted), wanted, hint }
    }
    if (this.#enrolment.state !== 'proving') return { scene: 'judging' }
    const { attempt } = this.#enrolment
    const session = { state: 'attempting', number: 1, past: [], policy: attempt.policy, gates: attempt.gates } as const
    const scene = sceneOf({ ...session, attempt }, this.#lastAt)
    if (scene.scene === 'idle') return { scene: 'enrolling', name, frames: 0, wanted, hint: null }
    if (scene.scene === 'passed') return { scene: 'judging' }
    return scene.scene === 'step' ? { ...scene, light: lightOf(attempt.challenge, this.#attemptId) } : scene
  }

  wants(): Want | null {
    return this.#enrolment.wants === 'description' ? 'description' : 'geometry'
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

  ticked(now: number): Promise<Next> {
    return this.#fold({ kind: 'tick', at: Math.max(now, this.#lastAt) })
  }

  cut(now: number): Promise<Next> {
    return this.#fold({ kind: 'cut', at: Math.max(now, this.#lastAt) })
  }

  async leave(why: Leaving, now: number): Promise<void> {
    const at = Math.max(now, this.#lastAt)
    await this.#fold(why === 'closed' ? { kind: 'cut', at } : { kind: 'otherWay', at })
  }

  #eventsOf(look: Look): AttemptEvent[] {
    return eventsOf(look, this.#lastAt, (description, at) => {
      const [first = description] = this.#seen.values()
      this.#seen.set(at, description)
      const decision = { kind: 'unsure', why: 'galleryEmpty', scale: 'raw', threshold: 0 } as const
      return { decision, sameAsTrack: likeness(first, description) }
    })
  }

  async #fold(event: AttemptEvent): Promise<Next> {
    this.#lastAt = event.at
    if (this.#enrolment.state === 'proving') this.#events.push(event)
    this.#enrolment = advanceEnrolment(this.#enrolment, event)
    switch (this.#enrolment.state) {
      case 'proving':
      case 'gathering':
        return undefined
      case 'left':
        await this.#desk.station.record(this.#attemptFacts())
        return this.#desk.go.idle(event.at)
      case 'failed':
        return this.#refuse('enrolmentFailed', this.#enrolment.why.join(' '), null)
      case 'chosen':
        return this.#enrol(this.#enrolment.frames)
      default:
        return this.#enrolment satisfies never
    }
  }

  async #enrol(frames: Extract<Enrolment, { state: 'chosen' }>['frames']): Promise<Next> {
    // Withdrawn since the code was taken over, at another screen or at the center.
    const { consentId } = this.#desk.station.findStaff(this.#staff.staffId) ?? {}
    if (consentId !== this.#open.consent_id) return this.#refuse('consentWanted', 'consentWanted', null)
    const shots = frames.flatMap(({ frameAt, quality }) => {
      const description = this.#seen.get(frameAt)
      return description === undefined ? [] : [{ description, quality: Math.max(quality, 0.01) }]
    })
    const gallery = this.#desk.station.gallery()
    const made = gallery.makeTemplate(this.#staff.staffId, shots)
    if (made.kind === 'refused') return this.#refuse('enrolmentFailed', made.why, null)
    const same = gallery.findSame(made.made)
    if (same !== undefined) return this.#refuse('faceSameAs', 'faceSameAs', same.person)
    await this.#keep(made.made, shots.length)
    return this.#end({ scene: 'enrolled', name: this.#staff.name, frames: shots.length })
  }

  async #keep(template: Template, frames: number): Promise<void> {
    const { station } = this.#desk
    const { staffId } = this.#staff
    const [templateId, consentId] = [newId(), this.#open.consent_id]
    const models = [...(this.#desk.engine()?.models ?? [])]
    const clerkAccountId = this.#open.clerk_account_id
    const [siteId, attemptId] = [station.siteId, this.#attemptId]
    const body = {
      ...{ templateId, staffId, siteId, consentId, clerkAccountId, frames, models, attemptId },
      confirmedBy: 'pin',
    } as const
    const enrolled = { templateId, staffId, consentId, enrolledAt: station.clock.now() }
    await station.vault.keep(station.db, enrolled, template, async (tx, replaced) => {
      const certificates = replaced.map((one) => certificateOf(siteId, one, 'replaced'))
      const enrolment = { kind: 'templateEnrolled', staffId, idemKey: templateId, body } as const
      await station.record([...this.#attemptFacts(), ...certificates, enrolment], tx)
      await dropEnrolment(tx, station, this.#open.code_sha256)
    })
    await station.refresh()
  }

  async #refuse(refused: NonNullable<Refused>, why: string, sameAsStaffId: string | null): Promise<Next> {
    const { station } = this.#desk
    const { staffId } = this.#staff
    const body = { siteId: station.siteId, staffId, why, sameAsStaffId }
    await station.record([...this.#attemptFacts(), { kind: 'enrolmentRefused', staffId, body }])
    const sameAs = sameAsStaffId === null ? null : (station.findStaff(sameAsStaffId)?.name ?? null)
    return this.#end({ scene: 'enrolFailed', refused, sameAs })
  }

  #end(scene: Scene): Mode {
    this.#desk.nudge()
    this.#seen.clear()
    const until = this.#desk.station.clock.monotonic() + shownMs
    return notice(scene, until, () => this.#desk.go.idle(until, { description: undefined }))
  }

  #attemptFacts(): readonly Statement[] {
    const { attempt } = this.#enrolment
    if (!isEnded(attempt) || attempt.evidence.promptedAt === null) return []
    return [
      attemptFact(attempt, this.#events, {
        siteId: this.#desk.station.siteId,
        attemptId: this.#attemptId,
        sessionId: this.#attemptId,
        number: 1,
        models: this.#desk.engine()?.models ?? [],
        enrolling: this.#staff.staffId,
      }),
    ]
  }
}
