import { newId } from '../../kit/ids.ts'
import { type Iso, instantAt, toIso, toMs } from '../../kit/time.ts'
import { attemptFact } from '../../presence/kiosk/attemptFact.ts'
import { checkIn } from '../../presence/kiosk/checkIn.ts'
import { drawChallenge } from '../../presence/rules/challenge.ts'
import { drawLight } from '../../presence/rules/light.ts'
import { attemptPolicy } from '../../presence/rules/policy.ts'
import { replay } from '../../presence/rules/recording.ts'
import { anyBody, type Body } from '../../presence/simulate/body.ts'
import { anyRoom, anySubject } from '../../presence/simulate/live.ts'
import { onStage, type Stage } from '../../presence/simulate/liveTrail.ts'
import { person } from '../../presence/simulate/person.ts'
import { bytesFrom } from '../../presence/simulate/random.ts'
import { simulateStream } from '../../presence/simulate/stream.ts'
import { openWatching } from '../../presence/station/watching.ts'
import { type Door, hearTime, simulatedModels } from './checkIns.ts'
import { type DemoSpan, workdayFrom } from './span.ts'

/** An evening when one person wears five colleagues’ printed faces before the camera, one after the other. */
export const maskedAt = ({ month }: DemoSpan): Iso => instantAt(workdayFrom(`${month}-18`), '21:10')

const masks = 5
/** From the end of one attempt to the beginning of the next. */
const changeMs = 4_000

/**
 * The one behind the masks does whatever is asked, and padded masks pass for faces one by one; the station notices one body, one
 * place and a nose flatter than noses are under several faces, within minutes. Simulated, through the very fold, check-in and
 * watch of a station.
 */
export async function comeMasked(door: Door, staffIds: readonly string[], at: Iso): Promise<void> {
  const { station, clock, dice } = door
  const random = () => dice.next()
  const [subject, room, body] = [anySubject(random, 'padded'), anyRoom(random), anyBody(random)]
  const withTemplate = staffIds.filter((staffId) => (station.findStaff(staffId)?.consentId ?? null) !== null)
  const watch = openWatching(station, newId(), (failure) => {
    throw failure
  })
  let [now, passed] = [toMs(at), 0]
  for (const staffId of withTemplate) {
    const staff = station.findStaff(staffId)
    if (staff === undefined || passed === masks) continue
    clock.put(toIso(now))
    hearTime(door)
    const beganAt = clock.monotonic()
    const { attempt, events } = film(door, staffId, beganAt, { subject, room, body })
    if (attempt.state !== 'passed') continue
    passed += 1
    now += attempt.lastAt - beganAt
    clock.put(toIso(now))
    const attemptId = newId()
    const about = { siteId: station.siteId, attemptId, sessionId: attemptId, number: 1, models: simulatedModels }
    const alongside = [attemptFact(attempt, events, about)]
    const kept = await checkIn({ station, nudge: () => undefined }, { staff, method: 'face', attemptId, alongside })
    const [checkInId, endedAt] = [kept.checkInId, clock.monotonic()]
    await watch({ facts: alongside, events, checkInId, description: undefined, endedAt })
    now += changeMs
  }
}

/** The one who holds the masks and where: the same body each time. */
type Held = Omit<Stage, 'emission'> & { readonly body: Body }

/** One attempt behind a mask, with the light that the page plays meanwhile. */
function film({ dice }: Door, staffId: string, beganAt: number, { subject, room, body }: Held) {
  const random = () => dice.next()
  const challenge = drawChallenge(bytesFrom(random, 256), 1, attemptPolicy)
  const light = drawLight(bytesFrom(random, 128))
  const actor = { ...person(random, staffId), body }
  const { attempt, recording } = simulateStream(actor, {
    ...{ challenge, policy: attemptPolicy, random, beganAt },
    fps: dice.between(12, 15),
  })
  const startedAt = attempt.evidence.promptedAt ?? beganAt
  const measured = onStage(recording, { subject, room, emission: { sequence: light, startedAt } }, random)
  return { attempt: replay(measured), events: measured.events }
}
