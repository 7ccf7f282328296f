import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listFacts } from '../../src/fact/store.ts'
import { checkPin } from '../../src/presence/kiosk/claims.ts'
import type { KioskDeps } from '../../src/presence/kiosk/kioskSocket.ts'
import type { Running } from '../../src/presence/station/stations.ts'
import { type County, kioskDeps, openBound, openCounty, type StaffMember, type TestKiosk } from './county.ts'

let county: County
let running: Running
let deps: KioskDeps
let [li, wang]: StaffMember[] = []
let kiosk: TestKiosk

beforeAll(async () => {
  county = await openCounty()
  li = await county.addStaff({ name: '李某', cardNo: 'CARD-1' })
  wang = await county.addStaff({ name: '王某' })
  running = await county.openStation()
  deps = kioskDeps(county)
  kiosk = await openBound(county, running, deps)
})
afterAll(() => county.close())

const pin = (claim: string, digits: string, method = 'pin') => kiosk.say({ say: 'pin', method, claim, pin: digits })
const ownFacts = () => listFacts(county.stationDb, county.countyId)
const back = async () => {
  kiosk.say({ say: 'cancel' })
  await kiosk.toScene('idle')
}

describe('the way without a face', () => {
  test.each([
    ['the whole employee number', () => li!.employeeNo, 'pin'],
    ['its last digits', () => li!.employeeNo.slice(-3), 'pin'],
    ['a card', () => 'card-1', 'card'],
  ])('%s and the PIN check in, and it counts at once', async (_, claim, method) => {
    pin(claim(), li!.pin, method)
    const done = await kiosk.toScene('done')
    expect(done).toMatchObject({ name: '李某', post: '干部', method, countersign: null })
    const facts = await ownFacts()
    const fact = facts.findLast((one) => one.kind === 'checkIn')
    expect(fact).toMatchObject({
      kind: 'checkIn',
      staffId: li!.staffId,
      deviceId: running.station.deviceId,
      by: { kind: 'station', deviceId: running.station.deviceId },
      body: { staffId: li!.staffId, method, attemptId: null, siteId: county.siteId },
    })
    await back()
  })

  test('the first check-in is an arrival, one a moment later says nothing new', async () => {
    pin(wang!.employeeNo, wang!.pin)
    expect(await kiosk.toScene('done')).toMatchObject({ direction: 'arrival', name: '王某' })
    await back()
    pin(wang!.employeeNo, wang!.pin)
    expect(await kiosk.toScene('done')).toMatchObject({ direction: 'again' })
    await back()
  })

  test('whoever came by PIN is not asked to witness: with two PINs one person could be both', async () => {
    pin(wang!.employeeNo, wang!.pin)
    expect(await kiosk.toScene('done')).toMatchObject({ countersign: null })
    await back()
  })

  test('a wrong PIN and an unknown number are answered in the same words, and recorded', async () => {
    for (const [claim, why] of [
      [li!.employeeNo, 'pin'],
      ['Z9999', 'unknown'],
    ] as const) {
      pin(claim, '000000')
      await kiosk.until(() => kiosk.scene?.scene === 'otherWay' && kiosk.scene.refused !== null)
      expect(kiosk.scene).toEqual({ scene: 'otherWay', offered: false, refused: 'otherWayWrong' })
      expect((await ownFacts()).at(-1)).toMatchObject({ kind: 'otherWayRefused', body: { claim, why } })
      await back()
    }
  })

  test.each([
    ['somebody who works here', () => wang!.employeeNo],
    ['nobody', () => 'Z1234'],
  ])('after five failures in a row the claim of %s is locked, for longer and longer', async (_, claim) => {
    const fail = async () => {
      const shown = kiosk.said.length
      pin(claim(), '999999')
      await kiosk.until(() => kiosk.said.slice(shown).some((it) => it.say === 'show' && it.scene.scene === 'otherWay'))
      const word = kiosk.scene?.scene === 'otherWay' ? kiosk.scene.refused : null
      await back()
      return word
    }
    const words: unknown[] = []
    for (let tries = 0; tries < 6; tries += 1) words.push(await fail())
    expect(words).toEqual([...Array(5).fill('otherWayWrong'), 'otherWayLocked'])
    county.run(61_000)
    expect(await fail()).toBe('otherWayWrong')
    county.run(61_000)
    expect(await fail()).toBe('otherWayLocked')
  })

  test('a lock counts for the person, however the number is typed, and the right PIN does not open it', async () => {
    pin(wang!.employeeNo.slice(-3), '999999')
    await kiosk.until(() => kiosk.scene?.scene === 'otherWay' && kiosk.scene.refused === 'otherWayWrong')
    await back()
    pin(wang!.employeeNo, wang!.pin)
    await kiosk.until(() => kiosk.scene?.scene === 'otherWay' && kiosk.scene.refused === 'otherWayLocked')
    await back()
    county.run(16 * 60_000)
    pin(wang!.employeeNo, wang!.pin)
    expect(await kiosk.toScene('done')).toMatchObject({ name: '王某' })
    await back()
  })

  test('failures at several kiosks in the same moment count each', async () => {
    const { station } = running
    const zhao = await county.addStaff({ name: '赵某' })
    await running.uplink.pullNow()
    const tries = Array.from({ length: 5 }, () => checkPin(station, zhao.employeeNo, 'pin', '000000'))
    expect((await Promise.all(tries)).map((word) => word.kind === 'wrong' && word.why)).toEqual(Array(5).fill('pin'))
    expect(await checkPin(station, zhao.employeeNo, 'pin', zhao.pin)).toEqual({ kind: 'wrong', why: 'locked' })
    county.run(3_600_000)
    expect(await checkPin(station, zhao.employeeNo, 'pin', zhao.pin)).toMatchObject({ kind: 'right' })
    expect(await checkPin(station, zhao.employeeNo, 'pin', '000000')).toEqual({ kind: 'wrong', why: 'pin' })
  })

  test('somebody who left does not check in any more', async () => {
    const gone = await county.addStaff()
    await county.leave(gone)
    await running.uplink.pullNow()
    pin(gone.employeeNo, gone.pin)
    await kiosk.until(() => kiosk.scene?.scene === 'otherWay' && kiosk.scene.refused === 'otherWayWrong')
    await back()
  })

  test('a full disk or a database that is away: refused in words, and nothing is acknowledged', async () => {
    const { station } = running
    const { record } = station
    const { Refusal } = await import('../../src/kit/refusals.ts')
    const before = (await ownFacts()).length
    try {
      ;(station as { record: unknown }).record = () => Promise.reject(new Refusal('diskFull'))
      pin(li!.employeeNo, li!.pin)
      await kiosk.until(() => kiosk.refusals.includes('diskFull'))
    } finally {
      ;(station as { record: unknown }).record = record
    }
    expect(kiosk.scene).toEqual({ scene: 'otherWay', offered: true, refused: 'diskFull' })
    expect((await ownFacts()).length).toBe(before)
    await back()
  })

  test('nobody touches anything for a while: the next one finds the clock again', async () => {
    kiosk.say({ say: 'otherWay' })
    await kiosk.toScene('otherWay')
    county.run(91_000)
    await kiosk.toScene('idle')
  })

  test('the clerk witnesses it at the center, once, and never for themselves', async () => {
    running.uplink.nudge()
    const rows = async () => (await county.clerk.get('/api/check-ins?day=2026-03-02')).body
    await kiosk.until(() => county.net.calls > 0)
    let seen = await rows()
    for (let tries = 0; seen.length < 7 && tries < 200; tries += 1) {
      await new Promise((wake) => setTimeout(wake, 10))
      seen = await rows()
    }
    const { checkInId } = seen.find((row: { staffId: string }) => row.staffId === li!.staffId)
    expect((await county.clerk.post(`/api/check-ins/${checkInId}/countersign`)).body).toEqual({ done: true })
    expect((await county.clerk.post(`/api/check-ins/${checkInId}/countersign`)).body.refusal).toBe('alreadyDone')
    const row = (await rows()).find((one: { checkInId: string }) => one.checkInId === checkInId)
    expect(row).toMatchObject({ countersignedBy: 'clerk', method: 'card', timeGrade: expect.stringMatching(/[ABC]/) })
  })

  test('nothing of all this was a surprise', () => expect(county.surprises).toEqual([]))
})
