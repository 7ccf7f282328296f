import { createHash } from 'node:crypto'
import type { FactBody } from '../../fact/fact.ts'
import { lockedUntil } from '../../people/rules/lock-out.ts'
import { fits } from '../../people/secrets/password.ts'
import type { StaffOfSite, Station } from '../station/station.ts'
import { countFailure, findFailures, forgetFailures } from '../station/store.ts'

/** Whether an employee number was typed, a card read, or either. */
export type ClaimKind = 'pin' | 'card' | 'either'

/** Fewer digits than these would name too many people. */
const leastDigits = 3

/** The one person a typed employee number (or its last digits) or a card names; nobody when none or several do. */
export function findClaimed(staff: readonly StaffOfSite[], claim: string, method: ClaimKind): StaffOfSite | undefined {
  const said = claim.trim().toLowerCase()
  if (said === '') return undefined
  const card = only(staff.filter((one) => one.cardNo?.toLowerCase() === said))
  if (method === 'card') return card
  if (method === 'either' && card !== undefined) return card
  const whole = staff.filter((one) => one.employeeNo.toLowerCase() === said)
  if (whole.length > 0) return only(whole)
  return said.length < leastDigits
    ? undefined
    : only(staff.filter((one) => one.employeeNo.toLowerCase().endsWith(said)))
}

/** Somebody still here comes before one who left with the same number. */
function only(found: readonly StaffOfSite[]): StaffOfSite | undefined {
  const here = found.filter((one) => !one.left)
  const left = here.length > 0 ? here : found
  return left.length === 1 ? left[0] : undefined
}

export type PinWord =
  | { readonly kind: 'right'; readonly staff: StaffOfSite }
  | { readonly kind: 'wrong'; readonly why: FactBody<'otherWayRefused'>['why'] }

/**
 * Whether claim and PIN belong together. Takes as long for somebody who does not exist, and locks them as well, so that
 * neither the time nor the answer tells who works here. Locks grow from the fifth failure in a row on.
 */
export async function checkPin(station: Station, claim: string, method: ClaimKind, pin: string): Promise<PinWord> {
  const staff = findClaimed(station.snapshot()?.staff ?? [], claim, method)
  return checkPinOf(station, staff, staff?.staffId ?? `${method}:${claim.trim().toLowerCase()}`, pin)
}

/** The same for a person already known. `name` is what failures are counted under. */
export async function checkPinOf(
  station: Station,
  staff: StaffOfSite | undefined,
  name: string,
  pin: string,
): Promise<PinWord> {
  const { db, clock } = station
  const claimSha256 = createHash('sha256').update(name).digest('hex')
  const failures = await findFailures(db, station, claimSha256)
  const right = await fits(pin, staff?.pinHash ?? null)
  if (failures && lockedUntil(failures, clock.now()) !== null) return { kind: 'wrong', why: 'locked' }

  const word = judge(staff, right)
  const note = word.kind === 'right' ? forgetFailures : countFailure
  await note(db, station, claimSha256, clock.now())
  return word
}

function judge(staff: StaffOfSite | undefined, right: boolean): PinWord {
  if (staff === undefined) return { kind: 'wrong', why: 'unknown' }
  if (!right) return { kind: 'wrong', why: 'pin' }
  return staff.left ? { kind: 'wrong', why: 'left' } : { kind: 'right', staff }
}
