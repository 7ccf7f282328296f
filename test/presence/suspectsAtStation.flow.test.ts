import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { countUnsent } from '../../src/fact/outbox.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { listFacts } from '../../src/fact/store.ts'
import { newId } from '../../src/kit/ids.ts'
import { attemptFact } from '../../src/presence/kiosk/attemptFact.ts'
import { begin } from '../../src/presence/rules/attempt.ts'
import { drawChallenge } from '../../src/presence/rules/challenge.ts'
import type { AttemptEvent } from '../../src/presence/rules/events.ts'
import { attemptPolicy } from '../../src/presence/rules/policy.ts'
import { anyBody, measure, still } from '../../src/presence/simulate/body.ts'
import { bytesFrom, seeded } from '../../src/presence/simulate/random.ts'
import type { Statement, Station } from '../../src/presence/station/station.ts'
import type { Running } from '../../src/presence/station/stations.ts'
import { openWatching } from '../../src/presence/station/watching.ts'
import { type County, kioskDeps, openBound, openCounty, projections, type StaffMember } from './county.ts'
import { filmUntil } from './filming.ts'
import { engineForTests, faceOf, Performer } from './performer.ts'

let county: County
let running: Running
let people: StaffMember[]

beforeAll(async () => {
  county = await openCounty()
  people = [await county.addStaff(), await county.addStaff(), await county.addStaff()]
  running = await county.openStation()
})
afterAll(() => county.close())

const kioskId = newId()
const surprises: unknown[] = []
const random = seeded(3)
const stature = anyBody(random)
const jacket = Array.from({ length: 24 }, (_, i) => (i % 8 === 0 ? 0.8 : 0.03))

/** Twenty frames of somebody in a jacket who stands still. Simulated. */
function framesAt(from: number): AttemptEvent[] {
  return Array.from({ length: 20 }, (_, i) => {
    const signals = measure(stature, still, random)
    const live = { points: [], light: {}, hash: '0'.repeat(16), body: jacket, edge: 0.9 } as never
    return {
      kind: 'frame' as const,
      at: from + i * 70,
      signals: { ...signals, ...(signals.face && { face: { ...signals.face, live } }) },
    }
  })
}

/** An attempt that passed as somebody and its check-in, kept and handed to the watch as the kiosk does it. */
async function arrive({ staffId }: StaffMember, looks: number, at: Station = running.station): Promise<string> {
  const { station } = running
  const events = framesAt(county.stationClock.monotonic())
  county.run(4_000)
  const [attemptId, checkInId, sessionId] = [newId(), newId(), newId()]
  const attempt = begin(drawChallenge(bytesFrom(random, 256), 1, attemptPolicy), attemptPolicy, events[0]?.at ?? 0)
  const verdict = { ...attempt, lastAt: county.stationClock.monotonic(), state: 'passed', person: staffId } as never
  const about = { siteId: station.siteId, attemptId, sessionId, number: 1, models: [] }
  const fact = attemptFact(verdict, events, about)
  const body = {
    checkInId,
    staffId,
    siteId: station.siteId,
    method: 'face',
    direction: 'arrival',
    time: station.clock.read(),
    attemptId,
    reason: null,
  } as const
  const facts: Statement[] = [fact]
  await station.record([...facts, { kind: 'checkIn', staffId, idemKey: checkInId, body }])
  const description = faceOf(looks, random)
  const watch = openWatching(at, kioskId, (failure) => surprises.push(failure))
  await watch({ facts, events, checkInId, description, endedAt: county.stationClock.monotonic() })
  county.run(3_000)
  return checkInId
}

const raised = async () =>
  (await listFacts(county.stationDb, county.countyId)).filter((it) => it.kind === 'suspectRaised')

describe('a series at a station (simulated)', () => {
  let checkInIds: string[]

  test('is raised with the third face, and names nobody', async () => {
    checkInIds = [await arrive(people[0]!, 1), await arrive(people[1]!, 2)]
    expect(await raised()).toEqual([])
    checkInIds.push(await arrive(people[2]!, 3))
    const [fact, ...more] = await raised()
    expect(more).toEqual([])
    expect(fact?.kind === 'suspectRaised' && fact.body.members.map((it) => it.checkInId)).toEqual(checkInIds)
    expect(people.filter(({ staffId }) => JSON.stringify(fact).includes(staffId))).toEqual([])
  })

  test('nothing that was remembered for it lies in the database', async () => {
    const rows = await county.stationDb.selectFrom('fact').select('body').execute()
    const text = JSON.stringify(rows)
    expect(text).not.toContain(`[${jacket.slice(0, 4).join(',')}`)
    expect(text).not.toContain('"vectors"')
  })

  test('goes to the center, which knows whose check-ins they are, and makes its tables again from facts', async () => {
    await drained()
    const rows = await county.center.selectFrom('suspect').selectAll().execute()
    expect(rows).toMatchObject([{ rule: 'series', decision: null, site_id: running.station.siteId }])
    const members = await county.center.selectFrom('suspect_member').select('check_in_id').execute()
    expect(members.map((it) => it.check_in_id).sort()).toEqual([...checkInIds].sort())
    expect(await compare(county.centerOwner, projections)).toEqual([])
  })
})

async function drained(): Promise<void> {
  const unsent = () => countUnsent(county.stationDb, running.station.deviceId)
  for (let tries = 0; tries < 400 && (await unsent()) > 0; tries += 1) {
    running.uplink.nudge()
    await new Promise((wake) => setTimeout(wake, 10))
  }
  expect(await unsent()).toBe(0)
}

test('what cannot be written is written when the next attempt ends, and the check-ins stand', async () => {
  county.run(3_600_000)
  const before = (await raised()).length
  const full: Station = { ...running.station, record: () => Promise.reject(new Error('no room')) }
  const checkInIds = [await arrive(people[0]!, 1), await arrive(people[1]!, 2), await arrive(people[2]!, 3, full)]
  expect(surprises).toEqual([new Error('no room')])
  expect(await raised()).toHaveLength(before)
  await arrive(people[0]!, 4)
  const fact = (await raised()).slice(before).find((it) => it.kind === 'suspectRaised')
  expect(fact?.body.members.map((it) => it.checkInId)).toEqual(expect.arrayContaining(checkInIds))
  const kept = (await listFacts(county.stationDb, county.countyId)).filter((it) => it.kind === 'checkIn')
  expect(kept.map((it) => it.body.checkInId)).toEqual(expect.arrayContaining(checkInIds))
})

describe('the kiosk', () => {
  const engine = engineForTests()
  const film = async (seed: number, looks: number) => {
    county.run(3_600_000)
    const kiosk = await openBound(
      county,
      running,
      kioskDeps(county, () => engine),
    )
    await filmUntil({ county, kiosk, engine }, new Performer(seed, looks), ['otherWay', 'done'])
    return kiosk
  }

  test('hands every attempt that ended to the watch', async () => {
    const { series } = running.station
    series.forget(county.stationClock.monotonic() + 3_600_000)
    expect(series.remembered()).toBe(0)
    expect((await film(12, 77)).scene?.scene).toBe('otherWay')
    expect(series.remembered()).toBe(2)
  })

  test('tells nobody that a series could not be written', async () => {
    const { station } = running
    const failing = vi.spyOn(station.series, 'unstated').mockImplementation(() => {
      throw new Error('the watch is broken')
    })
    const kiosk = await film(13, 78)
    failing.mockRestore()
    expect(kiosk.scene).toMatchObject({ scene: 'otherWay', offered: true, refused: null })
    expect(kiosk.refusals).toEqual([])
    expect(county.surprises).toEqual([new Error('the watch is broken'), new Error('the watch is broken')])
    county.surprises.length = 0
  })
})
