import type { Staff } from '../../contract/people.ts'
import { newId } from '../../kit/ids.ts'
import type { Iso } from '../../kit/time.ts'
import { attemptFact } from '../../presence/kiosk/attemptFact.ts'
import { checkIn } from '../../presence/kiosk/checkIn.ts'
import { drawChallenge } from '../../presence/rules/challenge.ts'
import { attemptPolicy } from '../../presence/rules/policy.ts'
import { person } from '../../presence/simulate/person.ts'
import { bytesFrom } from '../../presence/simulate/random.ts'
import { simulateStream } from '../../presence/simulate/stream.ts'
import type { Statement, Station } from '../../presence/station/station.ts'
import type { PutClock } from './clock.ts'
import type { Dice } from './dice.ts'

/** One person at a station of the demonstration: simulated signals through the very attempt fold, then the very check-in. */
export interface Door {
  readonly station: Station
  readonly clock: PutClock
  readonly dice: Dice
}

/** Somebody comes to the door: with consent to the camera, twice at most; else, or when that fails, with number and PIN. */
export async function comeToDoor(door: Door, staff: Staff, at: Iso): Promise<void> {
  const { station, clock } = door
  const known = station.findStaff(staff.staffId)
  if (known === undefined) return
  clock.put(at)
  hearTime(door)
  const tried = known.consentId === null ? { alongside: [], attemptId: null } : tryFace(door, staff)
  const method = tried.attemptId !== null ? 'face' : staff.cardNo !== null ? 'card' : 'pin'
  await checkIn({ station, nudge: () => undefined }, { staff: known, method, ...tried })
}

const roundTripMs = 24

/** The station is online: it heard the center's time a moment ago. */
function hearTime({ station, clock }: Door): void {
  const heardAt = clock.monotonic()
  station.clock.hear({ id: newId(), centerTime: clock.now() }, heardAt - roundTripMs, heardAt)
}

export interface Tried {
  readonly alongside: readonly Statement[]
  /** The attempt that passed, if one did. */
  readonly attemptId: string | null
}

/** Two attempts at most, judged by the product's own fold. */
export function tryFace({ station, dice }: Door, staff: Staff): Tried {
  const random = () => dice.next()
  const sessionId = newId()
  const alongside: Statement[] = []
  for (const number of attemptPolicy.stepsByAttempt.keys()) {
    const challenge = drawChallenge(bytesFrom(random, 256), number + 1, attemptPolicy)
    const { attempt, recording } = simulateStream(person(random, staff.staffId), {
      challenge,
      policy: attemptPolicy,
      random,
      fps: dice.between(10, 15),
    })
    if (attempt.state !== 'passed' && attempt.state !== 'failed') return { alongside, attemptId: null }
    const attemptId = newId()
    const about = { siteId: station.siteId, attemptId, sessionId, number: number + 1, models: simulatedModels }
    alongside.push(attemptFact(attempt, recording.events, about))
    if (attempt.state === 'passed') return { alongside, attemptId }
  }
  return { alongside, attemptId: null }
}

/** No model looked: the record says so. */
export const simulatedModels = [{ name: 'simulated', version: 'simulated' }]
