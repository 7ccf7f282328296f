import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countUnsent } from '../../src/fact/outbox.ts'
import { compare, rebuild } from '../../src/fact/rebuild.ts'
import { listFacts } from '../../src/fact/store.ts'
import { newId } from '../../src/kit/ids.ts'
import { listGradedCheckIns } from '../../src/presence/center/checkIns.ts'
import { signCall } from '../../src/presence/center/deviceAuth.ts'
import type { KioskDeps } from '../../src/presence/kiosk/kioskSocket.ts'
import { seeded } from '../../src/presence/simulate/random.ts'
import { stationProjections } from '../../src/presence/station/projections.ts'
import { pushOnce } from '../../src/presence/station/push.ts'
import type { Running } from '../../src/presence/station/stations.ts'
import {
  type County,
  kioskDeps,
  openBound,
  openCounty,
  projections,
  type StaffMember,
  type TestKiosk,
} from './county.ts'
import { faceOf } from './performer.ts'

let county: County
let running: Running
let deps: KioskDeps
let kiosk: TestKiosk
let li: StaffMember

beforeAll(async () => {
  county = await openCounty()
  li = await county.addStaff({ name: '李某' })
  running = await county.openStation()
  deps = kioskDeps(county)
  kiosk = await openBound(county, running, deps)
})
afterAll(() => county.close())

/** One check-in without a face. */
const checkIn = async (staff: StaffMember = li): Promise<string> => {
  county.run(11_000)
  await kiosk.toScene('idle')
  kiosk.say({ say: 'pin', method: 'pin', claim: staff.employeeNo, pin: staff.pin })
  const done = await kiosk.toScene('done')
  return done.scene === 'done' ? done.checkInId : ''
}
const unsent = () => countUnsent(county.stationDb, running.station.deviceId)
/** Seen empty once is enough: a program that just started may state so a moment later. */
const drained = async (): Promise<void> => {
  for (let tries = 0; tries < 400; tries += 1) {
    if ((await unsent()) === 0) return
    running.uplink.nudge()
    await new Promise((wake) => setTimeout(wake, 10))
  }
  expect(await unsent()).toBe(0)
}
const atCenter = async () =>
  (await county.center.selectFrom('check_in').select('check_in_id').execute()).map((row) => row.check_in_id)
const ofDevice = async () =>
  (await listFacts(county.center, county.countyId)).filter((fact) => fact.deviceId === running.station.deviceId)

const enrol = async (staff: StaffMember, looks: number): Promise<void> => {
  const { station } = running
  const enrolled = { templateId: newId(), staffId: staff.staffId, consentId: staff.consentId ?? '' }
  const kept = { ...enrolled, enrolledAt: station.clock.now() }
  await station.vault.keep(station.db, kept, faceOf(looks, seeded(looks)), async (tx) => {
    const body = { ...enrolled, siteId: station.siteId, clerkAccountId: newId(), attemptId: newId(), frames: 3 }
    await station.record(
      [
        {
          kind: 'templateEnrolled',
          staffId: staff.staffId,
          body: { ...body, confirmedBy: 'pin', models: [] },
        },
      ],
      tx,
    )
  })
  await station.refresh()
}

describe('facts on their way to the center', () => {
  test('a check-in arrives, and whoever follows hears of it after the commit', async () => {
    const heard: string[] = []
    const deaf = county.feed.listen((ids) => void heard.push(...ids))
    const checkInId = await checkIn()
    await drained()
    expect(await atCenter()).toContain(checkInId)
    expect(heard).toContain(checkInId)
    deaf()
  })

  test('days without a network and answers that are lost: nothing is lost, nothing doubled, the order stays', async () => {
    const before = (await atCenter()).length
    county.net.cut = true
    const made: string[] = []
    for (let days = 0; days < 3; days += 1) {
      for (let times = 0; times < 4; times += 1) made.push(await checkIn())
      county.run(24 * 3_600_000)
    }
    expect((await atCenter()).length).toBe(before)
    expect(await unsent()).toBeGreaterThanOrEqual(12)

    county.net.cut = false
    county.net.losesAnswers = true
    for (let tries = 0; tries < 3; tries += 1) {
      running.uplink.nudge()
      await new Promise((wake) => setTimeout(wake, 50))
    }
    expect(await unsent()).toBeGreaterThanOrEqual(12)
    county.net.losesAnswers = false
    await drained()
    const kept = await atCenter()
    expect(kept.filter((id) => made.includes(id)).length).toBe(12)
    expect(kept.length).toBe(before + 12)
    const seqs = (await ofDevice()).map((fact) => fact.deviceSeq)
    expect(seqs).toEqual(seqs.map((_, index) => index + 1))
  })

  test('a program that was killed goes on where the center stands', async () => {
    county.net.cut = true
    const checkInId = await checkIn()
    await county.stations().stop()
    kiosk.hangUp()
    county.net.cut = false
    await county.startStations()
    running = county.stations().find(running.station.deviceId)!
    expect(running.station.snapshot()?.staff).toHaveLength(1)
    await drained()
    expect(await atCenter()).toContain(checkInId)
    deps = kioskDeps(county)
    kiosk = await openBound(county, running, deps)
  })

  test('a center set back to an older state gets again what it has lost', async () => {
    await drained()
    const whole = await ofDevice()
    const { deviceId } = running.station
    // As after a restore: what came later is gone, and so is the memory of it.
    await sql`delete from fact where device_id = ${deviceId} and device_seq > 5`.execute(county.centerOwner)
    await sql`update device_head set seq = 5 where device_id = ${deviceId}`.execute(county.centerOwner)
    await sql`delete from check_in`.execute(county.centerOwner)
    expect((await ofDevice()).length).toBe(5)
    await checkIn()
    await drained()
    expect((await ofDevice()).slice(0, whole.length)).toEqual(whole)
    expect((await ofDevice()).length).toBe(whole.length + 1)
    await rebuild(county.centerOwner, projections)
  })

  test('two hundred attempts with all their curves arrive too, in bodies the center takes', async () => {
    county.net.cut = true
    const curve = Array.from({ length: 360 }, (_, i) => Math.round(Math.sin(i) * 1000) / 1000)
    const curves = Object.fromEntries(
      ['atMs', 'turn', 'mouth', 'scale', 'eyes', 'irisEyes', 'luma'].map((name) => [name, curve]),
    )
    const attempts = Array.from({ length: 200 }, () => ({
      kind: 'attemptJudged' as const,
      body: {
        siteId: county.siteId,
        verdict: 'failed' as const,
        why: ['order'],
        staffId: null,
        record: {
          ...{ attemptId: newId(), sessionId: newId(), number: 1, challenge: [], steps: [], gates: [], scores: [] },
          ...{ curves, frames: 360, durationMs: 30_000, models: [] },
        },
      },
    }))
    const before = (await ofDevice()).length
    await running.station.record(attempts)
    county.net.cut = false
    await drained()
    expect((await ofDevice()).length).toBe(before + 200)
  })

  test('read tables of station and center can be made again from facts', async () => {
    expect(await compare(county.stationDb, stationProjections)).toEqual([])
    expect(await compare(county.center, projections)).toEqual([])
  })
})

describe('the time of a check-in', () => {
  const graded = async (id: string) => {
    const [row] = await listGradedCheckIns(county.center, county.countyId, { ids: [id] }, county.clock.now())
    return row!
  }

  test('a beacon before and one after make it sure within a second', async () => {
    await running.uplink.pullNow()
    const checkInId = await checkIn()
    const truth = county.clock.now()
    await drained()
    expect((await graded(checkInId)).timeGrade).toBe('B')
    county.run(15_000)
    await running.uplink.pullNow()
    // The beacon of a pull is told to the center with the next call.
    await running.uplink.pullNow()
    const row = await graded(checkInId)
    expect(row.timeGrade).toBe('A')
    expect(row.earliest <= truth && truth <= row.latest).toBe(true)
  })

  test('a clock set back a day: the time is still right, and the doubt is said', async () => {
    await running.uplink.pullNow()
    county.stationClock.setWall(-24 * 3_600_000)
    const checkInId = await checkIn()
    const truth = county.clock.now()
    await drained()
    const row = await graded(checkInId)
    expect(row.timeGrade).toBe('C')
    expect(row.at).toBe(truth)
    expect(row.earliest <= truth && truth <= row.latest).toBe(true)
    const [fact] = (await ofDevice()).slice(-1)
    expect(fact?.kind === 'checkIn' && fact.body.time).toMatchObject({ clockJumped: true })
    county.stationClock.setWall(24 * 3_600_000)
    await running.uplink.pullNow()
  })

  test('a station that starts with a wrong clock is told the time and heard', async () => {
    kiosk.hangUp()
    await county.stations().stop()
    county.stationClock.setWall(-400 * 24 * 3_600_000)
    await county.startStations()
    running = county.stations().find(running.station.deviceId)!
    await running.uplink.pullNow()
    expect(running.station.clock.now().slice(0, 16)).toBe(county.clock.now().slice(0, 16))
    county.stationClock.setWall(400 * 24 * 3_600_000)
    deps = kioskDeps(county)
    kiosk = await openBound(county, running, deps)
  })
})

describe('templates that must go', () => {
  const certificates = async () =>
    (await ofDevice()).flatMap((fact) => (fact.kind === 'templateErased' ? [[fact.body.staffId, fact.body.why]] : []))

  test.each([
    ['a consent withdrawn at the center', 'consentWithdrawn', (staff: StaffMember) => county.withdrawConsent(staff)],
    ['somebody who left', 'staffLeft', (staff: StaffMember) => county.leave(staff)],
  ])('%s: erased with the next pull, and certified', async (_, why, change) => {
    const staff = await county.addStaff()
    await running.uplink.pullNow()
    await enrol(staff, 40)
    expect(running.station.gallery().people.has(staff.staffId)).toBe(true)
    await change(staff)
    await running.uplink.pullNow()
    expect(running.station.gallery().people.has(staff.staffId)).toBe(false)
    expect(await county.stationDb.selectFrom('template').selectAll().execute()).toEqual([])
    await drained()
    expect(await certificates()).toContainEqual([staff.staffId, why])
    const enrolments = (await county.clerk.get('/api/enrolments')).body
    const row = enrolments.find((one: { staffId: string }) => one.staffId === staff.staffId)
    expect(row).toMatchObject({ erasedWhy: why, certificate: { ciphertextSha256: expect.stringMatching(/^\w{64}$/) } })
  })

  test('withdrawn at the kiosk without a network: erased at once, certified when there is one again', async () => {
    const staff = await county.addStaff({ name: '孙某' })
    await running.uplink.pullNow()
    await enrol(staff, 41)
    county.net.cut = true
    kiosk.say({ say: 'cancel' })
    kiosk.say({ say: 'withdraw', claim: staff.employeeNo, pin: '000000' })
    await kiosk.toScene('otherWay')
    expect(running.station.gallery().people.has(staff.staffId)).toBe(true)
    kiosk.say({ say: 'withdraw', claim: staff.employeeNo, pin: staff.pin })
    expect(await kiosk.toScene('withdrawn')).toEqual({ scene: 'withdrawn', name: '孙某' })
    expect(running.station.gallery().people.has(staff.staffId)).toBe(false)
    expect(await county.stationDb.selectFrom('template').selectAll().execute()).toEqual([])
    county.net.cut = false
    await drained()
    expect(await certificates()).toContainEqual([staff.staffId, 'consentWithdrawn'])
    const consent = await county.center
      .selectFrom('consent')
      .select('withdrawn_at')
      .where('staff_id', '=', staff.staffId)
      .executeTakeFirstOrThrow()
    expect(consent.withdrawn_at).not.toBeNull()
    await running.uplink.pullNow()
    county.run(11_000)
    await kiosk.toScene('idle')
  })
})

describe('what a station may state', () => {
  const push = async (facts: readonly unknown[], more: { time?: string; nonce?: string; deviceId?: string } = {}) => {
    const { identity } = running.station
    const body = JSON.stringify({ waiting: facts.length, facts })
    const { time = county.clock.now(), nonce = newId(), deviceId = identity.deviceId } = more
    const { countyId } = identity
    const call = { countyId, deviceId, method: 'POST', path: '/api/station/facts', time, nonce, beacon: '' }
    const headers = signCall(identity.privateKey, { ...call, body: Buffer.from(body) })
    const sent = { ...headers, 'content-type': 'application/json' }
    const send = (payload = body) =>
      county.server.inject({ method: 'POST', url: '/api/station/facts', headers: sent, payload })
    return { send, answer: await send() }
  }

  test.each([
    ['a body that was changed on its way', async () => (await push([])).send('{"waiting":9,"facts":[]}'), 'forbidden'],
    ['a call made twice', async () => (await push([])).send(), 'callRepeated'],
    ['a device nobody knows', async () => (await push([], { deviceId: newId() })).answer, 'forbidden'],
    [
      'a clock six minutes slow',
      async () => (await push([], { time: new Date(Date.parse(county.clock.now()) - 360_000).toISOString() })).answer,
      'deviceClockWrong',
    ],
  ])('%s is refused', async (_, call, refusal) => {
    const response = await call()
    expect(response.json().refusal).toBe(refusal)
    if (refusal === 'deviceClockWrong') {
      expect(response.json().detail.beacon.centerTime).toBe(county.clock.now())
    }
  })

  test('a call without a signature is refused', async () => {
    const response = await county.server.inject({ method: 'GET', url: '/api/station/snapshot' })
    expect(response.json().refusal).toBe('forbidden')
  })

  test('about another site or its people: set aside, nothing after it taken, and shown as trouble', async () => {
    await drained()
    const other = await county.addSite('另一站点')
    const stranger = await county.addStaff({ siteId: other })
    const before = (await ofDevice()).length
    const { station } = running
    const body = { checkInId: newId(), staffId: stranger.staffId, siteId: other, method: 'pin', direction: 'arrival' }
    const time = station.clock.read()
    const forged = { ...body, time, attemptId: null, reason: null } as never
    await station.record([{ kind: 'checkIn', staffId: stranger.staffId, body: forged }])
    const center = { push: async (it: { facts: readonly unknown[] }) => (await push(it.facts)).answer.json() }
    expect(await pushOnce(county.stationDb, station.deviceId, center as never)).toBe('stuck')
    expect((await ofDevice()).length).toBe(before)
    expect(await atCenter()).not.toContain(body.checkInId)
    const devices = (await county.clerk.get('/api/devices')).body
    const device = devices.find((one: { deviceId: string }) => one.deviceId === station.deviceId)
    expect(device.trouble).toContainEqual(
      expect.objectContaining({ trouble: 'factRefused', detail: expect.stringMatching(/^(site|staff) #\d+$/) }),
    )
    expect(device).toMatchObject({ revoked: false, version: '0.1.0', kiosks: expect.any(Array) })
  })

  test('a revoked station is not heard any more, erases what it has and closes its kiosks', async () => {
    const { deviceId } = running.station
    const staff = await county.addStaff()
    await running.uplink.pullNow()
    await enrol(staff, 50)
    const response = await county.system.post(`/api/devices/${deviceId}/revoke`)
    expect(response.body).toEqual({ done: true })
    expect((await push([])).answer.json().refusal).toBe('stationRevoked')
    await running.uplink.pullNow()
    expect(running.station.gallery().people.size).toBe(0)
    expect(await county.stationDb.selectFrom('template').selectAll().execute()).toEqual([])
    await kiosk.until(() => kiosk.closed)
    expect(kiosk.refusals).toContain('stationRevoked')
    const again = kiosk.again(deps)
    again.open()
    await again.until(() => again.closed)
    expect(again.refusals).toEqual(['stationRevoked'])
  })

  test('the site gets another station, and it works', async () => {
    const other = await county.openStation()
    expect(other.station.deviceId).not.toBe(running.station.deviceId)
    const open = await openBound(county, other, deps)
    open.say({ say: 'pin', method: 'pin', claim: li.employeeNo, pin: li.pin })
    expect(await open.toScene('done')).toMatchObject({ name: '李某' })
  })

  test('nothing of all this was a surprise', () => expect(county.surprises).toEqual([]))
})
