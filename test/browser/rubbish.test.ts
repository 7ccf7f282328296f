import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { bindKey, call, type Heard, KioskKey, KioskLine, openLine, talkRaw } from '../house/wire.ts'
import { type Product, startProduct } from './product.ts'
import { type Person, setUpVillage, type Village } from './village.ts'

/** Whatever anybody sends to the running product, it goes on; checked after each test by a good log-in. */
let product: Product
let village: Village
let key: KioskKey
let person: Person
let jpeg: Uint8Array

const password = 'a-long-enough-password'
const json = { 'content-type': 'application/json' }

beforeAll(async () => {
  product = await startProduct()
  village = await setUpVillage(product)
  person = await village.hire('王小明', 'A001')
  key = await bindKey(product.url, await village.kioskLink())
  jpeg = await sharp(randomBytes(64 * 64 * 3), { raw: { width: 64, height: 64, channels: 3 } })
    .jpeg()
    .toBuffer()
})
afterAll(() => product?.remove())

let addresses = 1
/** Another address of this machine, with limits of its own. */
function newAddress(): string {
  addresses += 1
  return `127.0.${addresses >> 8}.${addresses % 256}`
}

interface Session {
  readonly headers: Record<string, string>
  readonly from: string
}

async function openSession(): Promise<Session> {
  const from = newAddress()
  const { headers, text } = await call(product.url, 'GET', '/api/me', { from })
  const cookie = (headers['set-cookie'] ?? []).map((it) => it.split(';')[0]).join('; ')
  return { headers: { ...json, cookie, 'x-csrf-token': JSON.parse(text).csrf }, from }
}

async function logIn(login: string, word: string): Promise<Heard> {
  const session = await openSession()
  return call(product.url, 'POST', '/api/log-in', { ...session, body: JSON.stringify({ login, password: word }) })
}

afterEach(async () => {
  const me = await call(product.url, 'GET', '/api/me', { from: newAddress() })
  expect([me.status, JSON.parse(me.text).county.name]).toEqual([200, '试验县'])
  const entered = await logIn('system', password)
  expect([entered.status, entered.text]).toEqual([200, '{"state":"in"}'])
})

const refusalOf = (heard: Heard): string => JSON.parse(heard.text).refusal

describe('a kiosk that sends rubbish', () => {
  test('frames that look like pictures and are none are not shown to anybody, and the kiosk stays open', async () => {
    const line = await openLine(product.url, key)
    const head = Buffer.from([0xff, 0xd8, 0xff, 0xe0])
    for (const size of [100, 1000, 900_000]) line.frame(Buffer.concat([head, randomBytes(size)]))
    for (let cut = 200; cut < jpeg.length; cut += 200) line.frame(jpeg.subarray(0, cut))
    line.say({ say: 'otherWay' })
    await line.until(() => line.scene === 'otherWay')
    expect(line.refusals).toEqual([])
    line.socket.close()
  })

  test.each([
    ['no picture at all', () => randomBytes(5000)],
    ['nothing', () => Buffer.alloc(0)],
    ['a header without a picture', () => Buffer.alloc(12)],
    ['a picture of more than a megabyte', () => Buffer.concat([Buffer.alloc(12), jpeg, Buffer.alloc(1_000_000)])],
  ])('%s in a frame ends the connection in words', async (_, bytes) => {
    const line = await openLine(product.url, key)
    line.socket.send(bytes())
    await line.isClosed()
    expect(line.refusals).toEqual(['messageWrong'])
  })

  test('a frame of 50 MB ends the connection before it is read', async () => {
    // Who only says how long it will be hears why, before anything of it was sent.
    const line = await openLine(product.url, key)
    const header = Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4])
    header.writeBigUInt64BE(50_000_000n, 2)
    ;(line.socket as unknown as { _socket: Socket })._socket.write(header)
    expect(await line.isClosed()).toBe(1009)

    // Whoever still sends may miss the word of it (1006), for the line is cut.
    const whole = await openLine(product.url, key)
    whole.socket.send(Buffer.alloc(50_000_000, 0xff))
    expect([1006, 1009]).toContain(await whole.isClosed())
  })

  test('a picture of a hundred megapixels in a few kilobytes is not unpacked', async () => {
    const before = residentMb()
    const bomb = await sharp({ create: { width: 16_000, height: 6_400, channels: 3, background: '#777' } })
      .jpeg({ quality: 1 })
      .toBuffer()
    const line = await openLine(product.url, key)
    for (let i = 0; i < 10; i += 1) line.frame(bomb.subarray(0, 999_000))
    line.say({ say: 'otherWay' })
    await line.until(() => line.scene === 'otherWay')
    expect(residentMb() - before).toBeLessThan(400)
    line.socket.close()
  })

  test('ten thousand frames at once are not kept', async () => {
    const before = residentMb()
    const line = await openLine(product.url, key)
    for (let i = 0; i < 10_000; i += 1) line.frame(jpeg)
    line.say({ say: 'otherWay' })
    await line.until(() => line.scene === 'otherWay' || line.closed !== null)
    expect(residentMb() - before).toBeLessThan(400)
    line.socket.close()
  })

  test.each([
    ['text that is no JSON', 'hello'],
    ['a bare word of JSON', 'null'],
    ['an unknown message', '{"say":"open the door"}'],
    ['a message with wrong fields', '{"say":"pin","method":"pin","claim":"A001","pin":"; drop table"}'],
    ['a message of a megabyte', JSON.stringify({ say: 'claim', claim: 'x'.repeat(900_000) })],
    ['JSON nested ten thousand deep', '['.repeat(10_000)],
  ])('%s ends the connection in words', async (_, text) => {
    const line = await openLine(product.url, key)
    line.socket.send(text)
    await line.isClosed()
    expect(line.refusals).toEqual(['messageWrong'])
  })

  test('a thousand messages at once are not a thousand tries', async () => {
    const line = await openLine(product.url, key)
    for (let i = 0; i < 1000; i += 1) line.say({ say: 'pin', method: 'pin', claim: 'A001', pin: '000000' })
    await line.isClosed()
    expect(new Set(line.refusals)).toEqual(new Set(['tooManyRequests']))
  })
})

describe('a kiosk that is none', () => {
  test.each([
    ['a message', (line: KioskLine) => line.say({ say: 'pin', method: 'pin', claim: 'A001', pin: person.pin })],
    ['a frame', (line: KioskLine) => line.frame(jpeg)],
  ])('%s before opening ends the connection', async (_, speak) => {
    const line = new KioskLine(product.url)
    await line.nonce()
    speak(line)
    await line.isClosed()
    expect(line.refusals).toEqual(['messageWrong'])
  })

  test('a recorded opening is worth nothing on another connection', async () => {
    const first = new KioskLine(product.url)
    const opening = key.opening(await first.nonce())
    first.say(opening)
    await first.until(() => first.scene === 'idle')
    first.socket.close()
    const second = new KioskLine(product.url)
    await second.nonce()
    second.say(opening)
    await second.isClosed()
    expect(second.refusals).toEqual(['kioskUnknown'])
    expect(second.scene).toBeUndefined()
  })

  test('a second page with the same key is turned away while the first is in use', async () => {
    const first = await openLine(product.url, key)
    const second = new KioskLine(product.url)
    second.say(key.opening(await second.nonce()))
    await second.isClosed()
    expect(second.refusals).toEqual(['kioskAlreadyOpen'])
    first.say({ say: 'otherWay' })
    await first.until(() => first.scene === 'otherWay')
    first.socket.close()
  })

  test('a link binds once', async () => {
    const link = await village.kioskLink()
    await bindKey(product.url, link)
    const line = new KioskLine(product.url)
    await line.nonce()
    line.say({ say: 'bind', token: link.split('#bind=')[1], publicKey: new KioskKey().publicKey })
    await line.isClosed()
    expect(line.refusals).toEqual(['kioskLinkGone'])
  })

  test('pages of other sites hear nothing', async () => {
    const line = new KioskLine(product.url, { origin: 'https://evil.example' })
    await line.isClosed()
    expect(line.heard).toEqual([])
  })

  test('two hundred that never open are ended, and a kiosk opens beside them', async () => {
    const idle = Array.from({ length: 200 }, () => new KioskLine(product.url))
    await Promise.all(idle.map((it) => it.nonce()))
    const line = await openLine(product.url, key)
    await Promise.all(idle.map((it) => it.isClosed()))
    expect(line.closed).toBeNull()
    line.socket.close()
  })
})

describe('paths and methods', () => {
  const outside = /"name": "zaigang"|root:.*:0:0:|listen_addresses/
  test.each([
    '/kiosk/assets/../../../../package.json',
    '/kiosk/assets/..%2f..%2f..%2f..%2fpackage.json',
    '/kiosk/assets/%2e%2e/%2e%2e/%2e%2e/%2e%2e/package.json',
    '/console/assets/..%5c..%5c..%5cpackage.json',
    '/board/assets//etc/passwd',
    '/board/assets/....//....//....//etc/passwd',
    '/console/../../../../../../../etc/passwd',
    '/kiosk/assets/%00/etc/passwd',
    '/kiosk/assets/%',
    '/%c0%ae%c0%ae/etc/passwd',
    '//etc/passwd',
    '/kiosk/assets/',
  ])('%s shows no file from outside', async (path) => {
    const heard = await call(product.url, 'GET', path, { from: newAddress() })
    expect(heard.text).not.toMatch(outside)
    if (!path.startsWith('/console/..')) expect(heard.status).toBeGreaterThanOrEqual(400)
    expect(heard.status).toBeLessThan(500)
  })

  test.each([
    ['GET', '/api/nothing'],
    ['GET', '/api'],
    ['GET', '/wp-login.php'],
    ['POST', '/api/me'],
    ['DELETE', '/api/staff'],
    ['PATCH', '/api/county'],
    ['PROPFIND', '/'],
    ['OPTIONS', '/api/log-in'],
    ['TRACE', '/'],
    ['PUT', '/boards'],
  ])('%s %s is not found', async (method, path) => {
    const heard = await call(product.url, method, path, { from: newAddress() })
    expect(heard.status).toBe(404)
    expect(refusalOf(heard)).toBe('notFound')
  })

  test('CONNECT is no way through', async () => {
    expect((await call(product.url, 'CONNECT', 'example.com:443')).status).not.toBe(200)
  })

  test.each([
    ['no HTTP', 'hello\r\n\r\n'],
    ['TLS', Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03])],
    ['a version there is not', 'GET / HTTP/9.9\r\nhost: x\r\n\r\n'],
    [
      'two lengths',
      'POST /api/log-in HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a header of 200 KB', `GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(200_000)}\r\n\r\n`],
    [
      'a request that stops in the middle',
      'POST /api/log-in HTTP/1.1\r\nhost: x\r\ncontent-length: 500\r\n\r\n{"login":',
    ],
  ])('%s on the wire is refused or left', async (_, bytes) => {
    expect(await talkRaw(product.url, bytes)).not.toMatch(/^HTTP\/1.1 (2|5)/)
  })
})

describe('bodies', () => {
  const good = JSON.stringify({ login: 'system', password })
  test.each([
    ['JSON of two megabytes', json, JSON.stringify({ login: 'x'.repeat(2_000_000), password }), 413, 'tooLarge'],
    ['broken JSON', json, '{"login":', 400, 'badInput'],
    ['JSON that reaches for the prototype', json, '{"__proto__":{"admin":true},"login":"a"}', 400, 'badInput'],
    ['JSON nested fifty thousand deep', json, '['.repeat(50_000), 400, 'badInput'],
    ['plain text', { 'content-type': 'text/plain' }, good, 400, 'badInput'],
    [
      'XML',
      { 'content-type': 'application/xml' },
      '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
      400,
      'badInput',
    ],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'login[]=a&password=b', 400, 'badInput'],
    ['no type', { 'content-type': '' }, good, 400, 'badInput'],
    ['a type that is none', { 'content-type': ';;;=' }, good, 400, 'badInput'],
    ['multipart without a boundary', { 'content-type': 'multipart/form-data' }, good, 400, 'badInput'],
    ['packed JSON', { ...json, 'content-encoding': 'gzip' }, Buffer.from('1f8b0800', 'hex'), 400, 'badInput'],
    ['an array', json, '[1,2,3]', 400, 'badInput'],
    ['null', json, 'null', 400, 'badInput'],
    ['nothing', json, '', 400, 'badInput'],
  ])('%s is refused', async (_, headers, body, status, refusal) => {
    const session = await openSession()
    const heard = await call(product.url, 'POST', '/api/log-in', {
      from: session.from,
      headers: { ...session.headers, ...headers },
      body,
    })
    expect([heard.status, refusalOf(heard)]).toEqual([status, refusal])
  })

  test('a file of nine megabytes is too large', async () => {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(9_000_000)]), 'list.xlsx')
    const { status, text } = await upload(form)
    expect([status, JSON.parse(text).refusal]).toEqual([413, 'tooLarge'])
  })

  test.each([
    ['noise', randomBytes(5000)],
    ['the head of an archive and noise', Buffer.concat([Buffer.from('PK\x03\x04'), randomBytes(5000)])],
    ['nothing', Buffer.alloc(0)],
  ])('a file of %s is refused', async (_, bytes) => {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(bytes)]), 'list.xlsx')
    expect((await upload(form)).status).toBe(400)
  })

  test('a form without a file, and one with twenty, are refused', async () => {
    const [none, many] = [new FormData(), new FormData()]
    none.append('note', 'x')
    for (let i = 0; i < 20; i += 1) many.append(`file${i}`, new Blob(['a']), 'a.csv')
    expect((await upload(none)).status).toBe(400)
    expect((await upload(many)).status).toBeGreaterThanOrEqual(400)
  })

  async function upload(form: FormData): Promise<{ status: number; text: string }> {
    const session = await openSession()
    const entered = await call(product.url, 'POST', '/api/log-in', {
      ...session,
      body: JSON.stringify({ login: 'system', password }),
    })
    const cookie = [session.headers.cookie, ...(entered.headers['set-cookie'] ?? []).map((it) => it.split(';')[0])]
    const encoded = new Response(form)
    const heard = await call(product.url, 'POST', '/api/staff-import/preview', {
      from: session.from,
      headers: {
        ...session.headers,
        cookie: cookie.join('; '),
        'content-type': encoded.headers.get('content-type') ?? '',
      },
      body: new Uint8Array(await encoded.arrayBuffer()),
    })
    return heard
  }
})

describe('words meant for the database', () => {
  const injections = ["'; drop table fact; --", "' or '1'='1", '1 union select * from account_password', '%00', '\\']
  test.each(injections)('%s in an id, a query and a log-in changes nothing', async (words) => {
    const text = encodeURIComponent(words)
    for (const path of [`/board/${text}`, `/api/board/${text}`, `/api/invitations/${text.padEnd(30, 'a')}`]) {
      const { status } = await call(product.url, 'GET', path, { from: newAddress() })
      expect([400, 404]).toContain(status)
    }
    const asked = await village.clerk.status('GET', `/api/check-ins?day=${text}&siteId=${text}`)
    expect(asked).toBe(400)
    expect((await logIn(words, words)).status).toBe(401)
    expect((await logIn('system', words)).status).toBe(401)
    expect(await village.clerk.get<unknown[]>('/api/staff')).toHaveLength(1)
  })
})

describe('many at once', () => {
  test('a hundred log-ins from one address are answered or told to wait', async () => {
    const session = await openSession()
    const body = (i: number): string => JSON.stringify({ login: `nobody${i}`, password: 'x' })
    const answered = await Promise.all(
      Array.from({ length: 100 }, (_, i) => call(product.url, 'POST', '/api/log-in', { ...session, body: body(i) })),
    )
    const statuses = answered.map((it) => it.status)
    expect(statuses.filter((it) => it === 401)).toHaveLength(20)
    expect(statuses.filter((it) => it === 429)).toHaveLength(80)
  })

  test('a header that asks for a socket does not lift the limit', async () => {
    const session = await openSession()
    const headers = { ...session.headers, upgrade: 'websocket' }
    const body = JSON.stringify({ login: 'nobody', password: 'x' })
    const answered = await Promise.all(
      Array.from({ length: 40 }, () => call(product.url, 'POST', '/api/log-in', { headers, from: session.from, body })),
    )
    expect(answered.filter((it) => it.status === 429).length).toBeGreaterThanOrEqual(20)
  })
})

describe('after all this', () => {
  test('nothing was a surprise, and what the product has said holds no secret', async () => {
    const line = await openLine(product.url, key)
    line.say({ say: 'pin', method: 'pin', claim: 'A001', pin: '135799' })
    await line.until(() => line.heard.some((it) => it.say === 'show' && JSON.stringify(it).includes('otherWayWrong')))
    line.socket.close()
    const session = await openSession()
    const said = product.said()
    expect(said).toContain('console')
    const secrets = [password, person.pin, '135799', ...cookieValues(session), ...secretFiles()]
    expect(secrets.length).toBeGreaterThan(6)
    expect(secrets.filter((it) => said.includes(it))).toEqual([])
    expect(said.split('\n').filter((it) => /"level":(50|60)|\n\s+at |^\w*Error/.test(it))).toEqual([])
  })
})

const cookieValues = ({ headers }: Session): string[] =>
  (headers.cookie ?? '').split('; ').map((it) => it.slice(it.indexOf('=') + 1))

const secretFiles = (): string[] =>
  ['cookie-secret', 'sealing-key', 'zaigang_center_app', 'zaigang_station_app'].map((name) =>
    readFileSync(`${product.dataDir}/secrets/${name}`, 'utf8'),
  )

const residentMb = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${product.pid}/status`, 'utf8'))?.[1]) / 1024
