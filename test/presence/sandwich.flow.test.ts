import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listFacts } from '../../src/fact/store.ts'
import type { Running } from '../../src/presence/station/stations.ts'
import { type County, kioskDeps, openBound, openCounty, type StaffMember, type TestKiosk } from './county.ts'

let county: County
let running: Running
let li: StaffMember
let kiosk: TestKiosk

beforeAll(async () => {
  county = await openCounty()
  li = await county.addStaff({ name: '李某' })
  running = await county.openStation()
  kiosk = await openBound(county, running, kioskDeps(county))
})
afterAll(() => county.close())

const root = (byte: number): string => Buffer.alloc(32, byte).toString('base64')

async function checkIn() {
  kiosk.say({ say: 'pin', method: 'pin', claim: li.employeeNo, pin: li.pin })
  await kiosk.toScene('done')
  kiosk.say({ say: 'cancel' })
  await kiosk.toScene('idle')
  const fact = (await listFacts(county.stationDb, county.countyId, { kinds: ['checkIn'] })).at(-1)
  return fact?.body.time.beacon
}

const pushed = () => expect.poll(() => running.countWaiting(), { timeout: 10_000 }).toBe(0)

describe('a check-in cannot be older than the head of the log it carries', () => {
  test('where the log has published nothing, it carries none', async () => {
    await running.uplink.pullNow()
    expect(await checkIn()).not.toHaveProperty('log')
    // An answer that is still on its way would come after the next pull's, and knows no head.
    await pushed()
  })

  test('it carries the newest head that the station heard, also from the answer to its own facts', async () => {
    county.log.head = { size: 12, root: root(1) }
    await running.uplink.pullNow()
    expect((await checkIn())?.log).toEqual({ size: 12, root: root(1) })
    await pushed()
    county.log.head = { size: 40, root: root(2) }
    expect((await checkIn())?.log).toEqual({ size: 12, root: root(1) })
    await pushed()
    expect((await checkIn())?.log).toEqual({ size: 40, root: root(2) })
    await pushed()
  })

  test('without the center it carries the last one it heard', async () => {
    county.net.cut = true
    county.log.head = { size: 99, root: root(3) }
    expect((await checkIn())?.log).toEqual({ size: 40, root: root(2) })
    county.net.cut = false
  })
})
