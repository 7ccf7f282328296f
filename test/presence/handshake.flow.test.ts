import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { KioskDeps } from '../../src/presence/kiosk/kioskSocket.ts'
import type { Running } from '../../src/presence/station/stations.ts'
import { bindOne, type County, kioskDeps, openBound, openCounty, TestKiosk } from './county.ts'

let county: County
let running: Running
let deps: KioskDeps

beforeAll(async () => {
  county = await openCounty()
  running = await county.openStation()
})
afterAll(() => county.close())

describe('the handshake of a kiosk', () => {
  test('a bound key over this connection’s nonce opens, and the screen is drawn', async () => {
    deps = kioskDeps(county)
    const kiosk = await openBound(county, running, deps)
    expect(kiosk.scene).toEqual({ scene: 'idle' })
    const welcome = kiosk.said.find((message) => message.say === 'welcome')
    expect(welcome).toMatchObject({ siteName: '便民服务中心', countyName: '江岸区', claimFirst: false, face: false })
  })

  test('a link binds one browser, once', async () => {
    const { body } = await county.clerk.post(`/api/devices/${running.station.deviceId}/kiosk`)
    const token = body.link.split('#bind=')[1]
    const [first, second] = [new TestKiosk().connect(deps), new TestKiosk().connect(deps)]
    first.say({ say: 'bind', token, publicKey: first.publicKey })
    await first.until(() => first.said.some((message) => message.say === 'bound'))
    second.say({ say: 'bind', token, publicKey: second.publicKey })
    await second.until(() => second.refusals.length > 0)
    expect(second.refusals).toEqual(['kioskLinkGone'])
    expect(second.closed).toBe(true)
  })

  test('a browser whose answer was lost asks again and is the same kiosk', async () => {
    const { body } = await county.clerk.post(`/api/devices/${running.station.deviceId}/kiosk`)
    const token = body.link.split('#bind=')[1]
    const first = new TestKiosk().connect(deps)
    const { publicKey } = first
    const bound = () => county.stationDb.selectFrom('own_kiosk').select('kiosk_id').execute()
    const before = (await bound()).length
    first.say({ say: 'bind', token, publicKey })
    const second = new TestKiosk().connect(deps)
    second.say({ say: 'bind', token, publicKey })
    const told = await Promise.all(
      [first, second].map((it) => it.until(() => it.said.find((message) => message.say === 'bound'))),
    )
    expect(told[0]).toEqual(told[1])
    expect((await bound()).length).toBe(before + 1)
  })

  test('an invented link binds nobody', async () => {
    const kiosk = new TestKiosk().connect(deps)
    kiosk.say({ say: 'bind', token: 'x'.repeat(43), publicKey: kiosk.publicKey })
    await kiosk.until(() => kiosk.closed)
    expect(kiosk.refusals).toEqual(['kioskLinkGone'])
  })

  test('a link that has expired binds nobody', async () => {
    const { body } = await county.clerk.post(`/api/devices/${running.station.deviceId}/kiosk`)
    county.run(31 * 60_000)
    const kiosk = new TestKiosk().connect(deps)
    kiosk.say({ say: 'bind', token: body.link.split('#bind=')[1], publicKey: kiosk.publicKey })
    await kiosk.until(() => kiosk.closed)
    expect(kiosk.refusals).toEqual(['kioskLinkGone'])
  })

  test('a recorded session, played again on another connection, opens nothing', async () => {
    const bound = await bindOne(county, running, deps)
    const first = bound.again(deps)
    const recorded = { say: 'open', kioskId: bound.kioskId, signature: bound.signatureOver(first.nonce) }
    first.say(recorded)
    await first.toScene('idle')
    first.hangUp()
    const replayed = new TestKiosk().connect(deps)
    replayed.say(recorded)
    await replayed.until(() => replayed.closed)
    expect(replayed.refusals).toEqual(['kioskUnknown'])
  })

  test('a key that is not bound opens nothing', async () => {
    const bound = await bindOne(county, running, deps)
    const stranger = new TestKiosk().connect(deps)
    stranger.kioskId = bound.kioskId
    stranger.open()
    await stranger.until(() => stranger.closed)
    expect(stranger.refusals).toEqual(['kioskUnknown'])
  })

  test('of two kiosks with one key the second is refused, and the first goes on', async () => {
    const bound = await bindOne(county, running, deps)
    const first = bound.again(deps)
    first.open()
    await first.toScene('idle')
    const second = bound.again(deps)
    second.open()
    await second.until(() => second.closed)
    expect(second.refusals).toEqual(['kioskAlreadyOpen'])
    first.say({ say: 'otherWay' })
    await first.toScene('otherWay')
    expect(first.closed).toBe(false)
  })

  test('the same kiosk with its id in capitals is the same kiosk', async () => {
    const bound = await bindOne(county, running, deps)
    const first = bound.again(deps)
    first.open()
    await first.toScene('idle')
    const second = bound.again(deps)
    second.kioskId = bound.kioskId.toUpperCase()
    const signature = bound.signatureOver(second.nonce, second.kioskId)
    second.say({ say: 'open', kioskId: second.kioskId, signature })
    await second.until(() => second.closed)
    expect(second.refusals).toEqual(['kioskAlreadyOpen'])
  })

  test('a page that has fallen silent gives way to the same browser on a new one', async () => {
    const bound = await bindOne(county, running, deps)
    const first = bound.again(deps)
    first.open()
    await first.toScene('idle')
    county.run(11_000)
    const second = bound.again(deps)
    second.open()
    await second.toScene('idle')
    expect(first.closed).toBe(true)
  })

  test.each([
    ['no JSON', 'hello?'],
    ['an unknown word', '{"say":"sudo"}'],
    ['a field of another kind', '{"say":"open","kioskId":7,"signature":"x"}'],
    ['a very long message', JSON.stringify({ say: 'claim', claim: 'x'.repeat(10_000) })],
    ['a frame before anything was proved', new Uint8Array(2000).fill(255)],
    ['a deed before anything was proved', '{"say":"otherWay"}'],
  ])('%s ends the connection', async (_, data) => {
    const kiosk = new TestKiosk().connect(deps)
    kiosk.sendRaw(data)
    await kiosk.until(() => kiosk.closed)
    expect(kiosk.refusals).toEqual(['messageWrong'])
  })

  test('nothing of all this was a surprise', () => expect(county.surprises).toEqual([]))
})
