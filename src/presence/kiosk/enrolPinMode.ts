import { createHash } from 'node:crypto'
import type { FromKiosk, Scene } from '../../contract/kiosk.ts'
import { Refusal } from '../../kit/refusals.ts'
import type { StaffOfSite } from '../station/station.ts'
import { findEnrolment, keepEnrolment, type OpenEnrolment } from '../station/store.ts'
import { checkPinOf } from './claims.ts'
import { EnrolMode } from './enrolMode.ts'
import { type Desk, type Mode, type Next, notice, type Refused } from './mode.ts'

const patienceMs = 60_000
const shownMs = 5_000

/**
 * Begins an enrolment with the clerk's code. A code taken over before goes on where it stopped, without the center, so
 * that a mistyped PIN or a bad light does not cost a new one.
 */
export async function openEnrolment(desk: Desk, code: string): Promise<Mode> {
  const { station } = desk
  const at = station.clock.monotonic()
  try {
    const open = await takeOver(desk, code)
    const staff = station.findStaff(open.staff_id)
    if (staff === undefined) return refused(desk, at, 'enrolmentCodeWrong')
    if (staff.consentId !== open.consent_id) return refused(desk, at, 'consentWanted')
    if (desk.engine() === null) return refused(desk, at, 'faceAway')
    return new EnrolPinMode(desk, at, staff, open, null)
  } catch (failure) {
    if (failure instanceof Refusal) return refused(desk, at, failure.refusal)
    throw failure
  }
}

async function takeOver(desk: Desk, code: string): Promise<OpenEnrolment> {
  const { db, clock } = desk.station
  const codeSha256 = createHash('sha256').update(code).digest('hex')
  const known = await findEnrolment(db, desk.station, codeSha256, clock.now())
  if (known) return known
  const redeemed = await desk.redeem(code)
  const open = {
    code_sha256: codeSha256,
    staff_id: redeemed.staffId,
    consent_id: redeemed.consentId,
    clerk_account_id: redeemed.clerkAccountId,
    expires_at: redeemed.expiresAt,
  }
  await keepEnrolment(db, desk.station, open)
  return open
}

const refused = (desk: Desk, at: number, why: NonNullable<Refused>): Mode =>
  notice({ scene: 'enrolFailed', refused: why, sameAs: null }, at + shownMs, () => desk.go.idle(at + shownMs))

/** The person confirms by PIN that it is their own face that is enrolled. */
class EnrolPinMode implements Mode {
  readonly pauseMs = 0
  readonly #desk: Desk
  readonly #since: number
  readonly #staff: StaffOfSite
  readonly #open: OpenEnrolment
  readonly #refused: Refused

  constructor(desk: Desk, at: number, staff: StaffOfSite, open: OpenEnrolment, refused: Refused) {
    this.#desk = desk
    this.#since = at
    this.#staff = staff
    this.#open = open
    this.#refused = refused
  }

  scene(): Scene {
    return { scene: 'enrolPin', name: this.#staff.name, refused: this.#refused }
  }

  async said(message: FromKiosk): Promise<Next> {
    if (message.say !== 'enrolPin') return undefined
    const { station } = this.#desk
    const staff = station.findStaff(this.#staff.staffId)
    const word = await checkPinOf(station, staff, this.#staff.staffId, message.pin)
    const at = station.clock.monotonic()
    if (word.kind === 'right') return new EnrolMode(this.#desk, at, word.staff, this.#open)
    const body = { siteId: station.siteId, claim: this.#staff.employeeNo, why: word.why }
    await station.record([{ kind: 'otherWayRefused', body }])
    const why = word.why === 'locked' ? 'otherWayLocked' : 'pinWrong'
    return new EnrolPinMode(this.#desk, at, this.#staff, this.#open, why)
  }

  async ticked(at: number): Promise<Next> {
    return at - this.#since > patienceMs ? this.#desk.go.idle(at, { description: undefined }) : undefined
  }

  wants = () => null
  seen = async (): Promise<Next> => undefined
  cut = async (): Promise<Next> => undefined
  leave = async (): Promise<void> => undefined
}
