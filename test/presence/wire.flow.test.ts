import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { httpCenter } from '../../src/presence/station/center.ts'
import { openStationClock } from '../../src/presence/station/clock.ts'
import type { Running } from '../../src/presence/station/stations.ts'
import { type County, kioskDeps, openBound, openCounty, type StaffMember, type TestKiosk } from './county.ts'

let county: County
let running: Running
let kiosk: TestKiosk
let li: StaffMember
let url: string

beforeAll(async () => {
  county = await openCounty()
  li = await county.addStaff({ name: '李某' })
  running = await county.openStation()
  kiosk = await openBound(county, running, kioskDeps(county))
  url = await county.server.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => county.close())

const cookies = (): Record<string, string> => ({
  cookie: [...county.clerk.cookies].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; '),
})

describe('over real HTTP', () => {
  test('a station is heard, first without a beacon and then with one', async () => {
    const clock = openStationClock(county.stationClock, randomUUID())
    const center = httpCenter(url, running.station.identity, clock)
    expect(clock.lastBeacon()).toBe('')
    const { snapshot } = await center.pull()
    expect(snapshot).toMatchObject({ countyName: '江岸区', revoked: false, staff: [{ name: '李某' }] })
    expect(JSON.parse(clock.lastBeacon())).toMatchObject({ id: snapshot.beacon.id })
    expect(await center.push({ waiting: 0, facts: [] })).toMatchObject({ acknowledgedSeq: expect.any(Number) })
    await expect(center.redeem('123456')).rejects.toMatchObject({ refusal: 'enrolmentCodeWrong' })
  })

  test('a letter told again moves no clock, also where the station has not heard the time yet', async () => {
    const taped: Response[] = []
    const taping = (async (...asked: Parameters<typeof fetch>) => {
      const answer = await fetch(...asked)
      taped.push(answer.clone())
      return answer
    }) as typeof fetch
    const { identity } = running.station
    await httpCenter(url, identity, openStationClock(county.stationClock, randomUUID()), taping).pull()
    const clock = openStationClock(county.stationClock, randomUUID())
    const again = (async () => taped[0]) as unknown as typeof fetch
    // Whether it is too old is for the station to say; the letter itself is the center's.
    const { deviceId } = await httpCenter(url, identity, clock, again).pull()
    expect(deviceId).toBe(identity.deviceId)
    expect(clock.lastBeacon()).toBe('')
  })

  test('a center that is not there, or is something else, is away', async () => {
    const clock = openStationClock(county.stationClock, randomUUID())
    const nobody = httpCenter('http://127.0.0.1:9', running.station.identity, clock)
    await expect(nobody.pull()).rejects.toMatchObject({ refusal: 'centerAway' })
    const portal = (async () => new Response('<html>Wi-Fi log-in</html>')) as unknown as typeof fetch
    const captured = httpCenter(url, running.station.identity, clock, portal)
    await expect(captured.pull()).rejects.toMatchObject({ refusal: 'centerAway' })
  })

  test('whoever follows the check-ins sees a new one come in, and nobody without an account may', async () => {
    expect((await fetch(`${url}/api/check-ins/live`)).status).toBe(401)
    const away = new AbortController()
    const response = await fetch(`${url}/api/check-ins/live`, { headers: cookies(), signal: away.signal })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    kiosk.say({ say: 'pin', method: 'pin', claim: li.employeeNo, pin: li.pin })
    const done = await kiosk.toScene('done')
    running.uplink.nudge()
    let heard = ''
    while (!heard.includes('event: checkIn')) heard += (await reader.read()).value ?? ''
    const row = JSON.parse(/data: (.*)\n/.exec(heard)?.[1] ?? '{}')
    expect(row).toMatchObject({
      checkInId: done.scene === 'done' && done.checkInId,
      staffId: li.staffId,
      method: 'pin',
    })
    away.abort()
  })
})
