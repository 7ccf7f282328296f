import { append } from '../../fact/append.ts'
import { draft } from '../../fact/draft.ts'
import type { Fact } from '../../fact/fact.ts'
import { newId } from '../../kit/ids.ts'
import { type Iso, toIso, toMs } from '../../kit/time.ts'
import { attemptFact } from '../../presence/kiosk/attemptFact.ts'
import { checkIn } from '../../presence/kiosk/checkIn.ts'
import { drawChallenge } from '../../presence/rules/challenge.ts'
import { attemptPolicy } from '../../presence/rules/policy.ts'
import { person } from '../../presence/simulate/person.ts'
import { bytesFrom } from '../../presence/simulate/random.ts'
import { simulateStream } from '../../presence/simulate/stream.ts'
import { stationProjections } from '../../presence/station/projections.ts'
import type { StaffOfSite, Statement, Station } from '../../presence/station/station.ts'
import type { PutClock } from './clock.ts'
import type { Coming } from './days.ts'
import type { Dice } from './dice.ts'

/** People at a station of the demonstration: simulated signals through the very attempt fold, then the very check-in. */
export interface Door {
  readonly station: Station
  readonly clock: PutClock
  readonly dice: Dice
}

/** As many facts as are written at once. */
const mostAtOnce = 120

/**
 * Everybody who comes, in the order of time. What they state is kept in batches: a check-in has to find only the person's
 * own earlier ones.
 */
export async function comeToDoor(door: Door, comings: readonly Coming[]): Promise<void> {
  const waiting: Fact[] = []
  const inside = new Set<string>()
  const write = async (): Promise<void> => {
    await append(door.station.db, waiting.splice(0), stationProjections, { device: door.station.deviceId })
    inside.clear()
  }
  const station: Station = {
    ...door.station,
    snapshot: knownAround(door),
    record: async (statements) => {
      const facts = statements.map((it) => factOf(door.station, it))
      waiting.push(...facts)
      return facts
    },
  }
  for (const { staffId, at } of comings) {
    if (inside.has(staffId) || waiting.length > mostAtOnce) await write()
    inside.add(staffId)
    await comeOnce({ ...door, station }, staffId, at)
  }
  await write()
}

/** Of the duties a station knows those of these days, as if it had pulled each morning; to look through all takes long. */
function knownAround({ station, clock }: Door): Station['snapshot'] {
  const all = station.snapshot()
  let [known, until] = [all, '']
  return () => {
    const now = clock.now()
    if (all === null || now < until) return known
    const [from, to] = [toIso(toMs(now) - 2 * dayMs), toIso(toMs(now) + 3 * dayMs)]
    known = { ...all, duties: all.duties.filter(({ starts, ends }) => starts < to && ends > from) }
    until = toIso(toMs(now) + dayMs)
    return known
  }
}

const dayMs = 86_400_000

/** With consent to the camera, twice at most; else, or when that fails, with number and PIN or a card. */
async function comeOnce(door: Door, staffId: string, at: Iso): Promise<void> {
  const { station, clock } = door
  const known = station.findStaff(staffId)
  if (known === undefined) return
  clock.put(at)
  hearTime(door)
  const tried = known.consentId === null ? { alongside: [], attemptId: null } : tryFace(door, staffId)
  await checkIn({ station, nudge: () => undefined }, { staff: known, method: methodOf(door, known, tried), ...tried })
}

function methodOf({ dice }: Door, { cardNo }: StaffOfSite, { attemptId }: Tried): 'face' | 'card' | 'pin' {
  if (attemptId !== null) return 'face'
  return cardNo !== null && dice.next() < 0.5 ? 'card' : 'pin'
}

/** As the station itself states it, at the moment on its clock. */
function factOf({ countyId, deviceId, siteId, clock }: Station, { kind, body, staffId, idemKey }: Statement): Fact {
  return draft(kind, body, {
    countyId,
    deviceId,
    siteId,
    now: clock.now(),
    by: { kind: 'station', deviceId },
    simulated: true,
    ...(staffId !== undefined && { staffId }),
    ...(idemKey !== undefined && { idemKey: `${deviceId}:${idemKey}` }),
  })
}

const roundTripMs = 24

/** The station is online: it heard the center's time a moment ago. */
export function hearTime({ station, clock }: Pick<Door, 'station' | 'clock'>): void {
  const heardAt = clock.monotonic()
  station.clock.hear({ id: newId(), centerTime: clock.now() }, heardAt - roundTripMs, heardAt)
}

export interface Tried {
  readonly alongside: readonly Statement[]
  /** The attempt that passed, if one did. */
  readonly attemptId: string | null
}

/** Two attempts at most, judged by the product's own fold. */
export function tryFace({ station, dice }: Door, staffId: string): Tried {
  const random = () => dice.next()
  const sessionId = newId()
  const alongside: Statement[] = []
  for (const number of attemptPolicy.stepsByAttempt.keys()) {
    const challenge = drawChallenge(bytesFrom(random, 256), number + 1, attemptPolicy)
    const { attempt, recording } = simulateStream(person(random, staffId), {
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
