import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { receiptCodeOf } from '../../src/kit/receiptCode.ts'
import { pressedOf } from '../../src/presence/kiosk/press.ts'
import { type Counter, done, openCounter, take } from '../matter/counter.ts'
import { type Answered, Browser, county, password } from '../people/house.ts'

// Monday, 2 March 2026. Hours are 8:30 to 12:00 and 14:00 to 17:30.
let counter: Counter
let calls = 0
const code = receiptCodeOf(new Uint8Array(13).fill(5))
const codeHash = createHash('sha256').update(code).digest('hex')
const title = '王老五家建房'

beforeAll(async () => {
  counter = await openCounter()
  expect((await counter.house.clerk.post(`/api/sites/${counter.house.siteId}/station`)).status).toBe(200)
})
afterAll(() => counter.house.close())

/** As the station of the first site, each time from another address: only the device counts. */
async function ask(path: string, body: object): Promise<Answered> {
  const { house } = counter
  calls += 1
  const url = `/api/station/receipts${path}`
  const browser = new Browser(house.server, `10.9.${calls >> 8}.${calls % 256}`)
  return browser.call('POST', url, body, house.signed('POST', url, JSON.stringify(body)))
}

describe('the code of a receipt at a kiosk', () => {
  test('shows step, post, time and what is missing, and nothing that anybody wrote', async () => {
    await counter.put('2026-03-02 09:00:00')
    const matterId = await take(counter, { codeHash, title })
    await counter.put('2026-03-02 09:30:00')
    await done(counter, 'wang', matterId, { act: 'tellMissing', materials: ['photo'], words: '王老五本人来' })
    const { status, body } = await ask('', { code: code.toLowerCase().replaceAll('-', ' ') })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      found: 'matter',
      matter: { typeName: '宅基地审批', siteName: '东村便民站', state: 'lacking', post: '村文书', mayReopen: false },
    })
    expect(body.matter).toMatchObject({ missing: [{ name: '照片', how: '' }], missingMore: true, heldSeconds: 1800 })
    for (const written of [title, '王老五', '王小明', matterId]) expect(JSON.stringify(body)).not.toContain(written)
  })

  test('a matter that ended can be had done again with one press; the office sees that it was at a kiosk', async () => {
    const other = receiptCodeOf(new Uint8Array(13).fill(9))
    const hash = createHash('sha256').update(other).digest('hex')
    const matterId = await take(counter, { codeHash: hash })
    expect((await ask('/reopening', { code: other })).body.refusal).toBe('matterOtherwise')
    await done(counter, 'wang', matterId, { act: 'withdraw', reason: '王老五不办了' })
    const before = (await ask('', { code: other })).body
    expect(before.matter).toMatchObject({ state: 'withdrawn', mayReopen: true })
    expect(JSON.stringify(before)).not.toContain('不办了')
    const { status, body } = await ask('/reopening', { code: other })
    expect([status, body.matter.mayReopen]).toEqual([200, false])
    const { events } = (await counter.by.wang.get(`/api/matters/${matterId}`)).body
    expect(JSON.stringify(events)).toContain('签到屏')
  })
})

describe('the code of a visit at a kiosk', () => {
  test('says what became of it; said twice it is one word, and the last one counts', async () => {
    const press = randomUUID()
    const visitor = counter.house.browser()
    await visitor.post(`/visit/at/${counter.siteId}`, { press, from: 'board' })
    const { code: visitCode } = pressedOf(press)
    const { body: first } = await ask('', { code: visitCode })
    expect(first).toMatchObject({ found: 'visit', visit: { siteName: '东村便民站', words: [], open: true, after: '' } })
    const said = { code: visitCode, outcome: 'nobodyThere', after: '' }
    const { body: told } = await ask('/visit', said)
    expect(told.visit.words).toMatchObject([{ outcome: 'nobodyThere' }])
    expect((await ask('/visit', said)).body).toEqual(told)
    const { body: changed } = await ask('/visit', { ...said, outcome: 'served', after: told.visit.after })
    expect(changed.visit.words.map((it: { outcome: string }) => it.outcome)).toEqual(['nobodyThere', 'served'])
  })

  test('no code is ever kept, of a receipt or of a visit', async () => {
    const kept = JSON.stringify(await counter.house.fresh.app.selectFrom('fact').selectAll().execute())
    expect(kept).not.toContain(code)
  })
})

describe('guessing', () => {
  test('what nobody has and what is mistyped are answered alike, ten times; then the station waits', async () => {
    counter.house.clock.forward(11)
    const wrong = ['M7WXA-0KQG6-0S7T', 'nonsense', code.slice(0, -1), '']
    for (let n = 0; n < 10; n++) {
      const { status, body } = await ask('', { code: wrong[n % wrong.length] })
      expect([status, body.refusal]).toEqual([404, 'codeUnknown'])
    }
    for (const path of ['', '/reopening']) expect((await ask(path, { code })).body.refusal).toBe('tooManyRequests')
    expect((await ask('/visit', { code, outcome: 'served', after: '' })).body.refusal).toBe('tooManyRequests')
    counter.house.clock.forward(11)
    expect((await ask('', { code })).status).toBe(200)
  })

  test('codes that are right are not asked for without end either', async () => {
    counter.house.clock.forward(11)
    const statuses: number[] = []
    for (let n = 0; n < 61; n++) statuses.push((await ask('', { code })).status)
    expect([statuses.filter((it) => it === 200).length, statuses.at(-1)]).toEqual([60, 429])
  })

  test('nobody but a station asks, and a revoked one no more', async () => {
    counter.house.clock.forward(11)
    const browser = counter.house.browser()
    expect((await browser.post('/api/station/receipts', { code })).status).toBe(403)
    expect((await counter.by.county.post('/api/station/receipts', { code })).status).toBe(403)
    const { system, device } = counter.house
    await system.me()
    await system.post('/api/log-in', { login: county.login, password })
    await system.me()
    expect((await system.post(`/api/devices/${device.deviceId}/revoke`)).status).toBe(200)
    expect((await ask('', { code })).body.refusal).toBe('stationRevoked')
  })
})
