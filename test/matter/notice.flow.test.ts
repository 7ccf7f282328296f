import { execFileSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { append } from '../../src/fact/append.ts'
import { draft } from '../../src/fact/draft.ts'
import { listKept } from '../../src/fact/order.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { newId } from '../../src/kit/ids.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { runMinute } from '../../src/matter/handling/timetable.ts'
import { noteEvents } from '../../src/matter/notice/events.ts'
import { type PostOptions, post } from '../../src/matter/notice/posting.ts'
import { sendDue, type Way } from '../../src/matter/notice/sending.ts'
import { readMailSettings } from '../../src/matter/notice/settings.ts'
import { openMail, runNotices, runWebhooks } from '../../src/matter/notice/timetable.ts'
import { toldBody } from '../../src/people/routes/auditKinds.ts'
import { seal } from '../../src/people/secrets/sealing.ts'
import { county } from '../people/house.ts'
import { type Counter, done, openCounter, take } from './counter.ts'

// Monday, 2 March 2026. Hours are 8:30 to 12:00 and 14:00 to 17:30. The first step has four of them, yellow after two;
// the whole has eight, yellow after 6.4.
let counter: Counter
let post25: MailBox
let mail: Way
const sealingKey = new Uint8Array(32).fill(7)
const { countyId } = county

beforeAll(async () => {
  counter = await openCounter()
  post25 = await openMailBox()
  const settings = readMailSettings(`smtp://127.0.0.1:${post25.port}`, 'zaigang@gov.cn') ?? null
  mail = openMail(db(), countyId, settings, 'https://zaigang.test') as Way
})
const db = () => counter.house.fresh.app
const at = () => ({ db: db(), countyId, clock: () => counter.house.clock.now() })

/** The minutes of the timetable as they would run at this time. */
async function minute(clock: string): Promise<void> {
  await counter.put(clock)
  await runMinute(db(), countyId, counter.house.clock.now(), centerProjections)
  await runNotices(at(), mail)
}
const noticesOf = async (who: 'wang' | 'li' | 'head' | 'county' | 'qian') =>
  (await counter.by[who].get('/api/own/notices')).body
const summaryOf = (notices: { kind: string; items: { what: string }[] }[]) =>
  notices.map((it) => `${it.kind}: ${it.items.map((one) => one.what).join(' ')}`)

/** Taken and accepted at this time. */
async function begin(clock: string): Promise<string> {
  await counter.put(clock)
  const matterId = await take(counter)
  await done(counter, 'wang', matterId, { act: 'accept' })
  return matterId
}

describe('a clerk of a village', () => {
  let matterId = ''
  afterAll(async () => {
    await post25.close()
    await counter.house.close()
  })

  test('gives his address himself, and sees it alone', async () => {
    expect((await counter.by.wang.get('/api/own/mail-address')).body).toEqual({ address: null, sends: false })
    for (const address of ['old@village.cn', 'wang@village.cn']) {
      expect((await counter.by.wang.put('/api/own/mail-address', { address })).status).toBe(200)
    }
    expect((await counter.by.wang.put('/api/own/mail-address', { address: 'no\r\nBcc: x@y.cn' })).status).toBe(400)
    expect((await counter.by.wang.get('/api/own/mail-address')).body.address).toBe('wang@village.cn')
    expect((await counter.by.li.get('/api/own/mail-address')).body.address).toBeNull()
  })

  test('the address before is erased', async () => {
    const kept = JSON.stringify(await db().selectFrom('fact').selectAll().execute())
    expect(kept).toContain('wang@village.cn')
    expect(kept).not.toContain('old@village.cn')
  })

  test('is told of what he has: yellow in the digest, red at once, each once', async () => {
    matterId = await begin('2026-03-02 09:10:00')
    await minute('2026-03-02 11:11:00')
    expect(summaryOf(await noticesOf('wang'))).toEqual(['digest: yellow'])
    await minute('2026-03-02 11:12:00')
    expect(await noticesOf('wang')).toHaveLength(1)
    await minute('2026-03-02 15:11:00')
    expect(summaryOf(await noticesOf('wang'))).toEqual(['atOnce: red', 'digest: yellow'])
    await minute('2026-03-02 15:12:00')
    expect(await noticesOf('wang')).toHaveLength(2)
    expect(await noticesOf('li')).toEqual([])
  })

  test('those who lead him hear of the red one in their digest, the county a working day later', async () => {
    expect(summaryOf(await noticesOf('head'))).toEqual(['digest: red'])
    expect(await noticesOf('county')).toEqual([])
    await minute('2026-03-04 09:30:00')
    const [digest] = await noticesOf('county')
    expect(digest).toMatchObject({ kind: 'digest', items: [{ what: 'red', matterId, scope: 'step' }] })
    const steps = (await noticesOf('head')).flatMap((it: { items: { scope: string }[] }) => it.items)
    expect(steps.map((it: { scope: string }) => it.scope)).toEqual(['whole', 'step'])
  })

  test('his e-mails came: short, with a link, nothing of the citizen', () => {
    expect(post25.got.map((it) => it.to)).toEqual(Array(3).fill('wang@village.cn'))
    const text = post25.got.map(({ raw }) => decodedText(raw)).join('\n')
    expect(text).toContain(`https://zaigang.test/console/matter/${matterId}`)
    expect(text).toContain('宅基地审批')
    for (const word of ['赵老汉', '139', '老屋翻建', '三间', '王小明']) expect(text).not.toContain(word)
    expect(JSON.stringify([post25.got])).toContain('Auto-Submitted: auto-generated')
  })

  test('notices on the pages carry no name, number or title either', async () => {
    const said = JSON.stringify([await noticesOf('wang'), await noticesOf('head'), await noticesOf('county')])
    for (const word of ['赵老汉', '老屋翻建', '三间']) expect(said).not.toContain(word)
  })

  test('nobody is told at night or on a Sunday; on Monday it is in the digest; what is settled is not told', async () => {
    const [kept, settled] = [await begin('2026-03-06 17:00:00'), await begin('2026-03-06 17:00:00')]
    await minute('2026-03-07 10:00:00')
    await minute('2026-03-08 10:00:00')
    const before = (await noticesOf('wang')).length
    await counter.put('2026-03-09 11:00:00')
    await done(counter, 'wang', settled, { act: 'finishStep', step: 'look', note: '' })
    await minute('2026-03-09 20:00:00')
    expect(await noticesOf('wang')).toHaveLength(before)
    expect((await db().selectFrom('matter_news').selectAll().where('matter_id', '=', kept).execute()).length).toBe(3)
    await minute('2026-03-10 08:31:00')
    const [digest] = await noticesOf('wang')
    expect(digest.kind).toBe('digest')
    const ids = digest.items.map((it: { matterId: string }) => it.matterId)
    expect([ids.includes(kept), ids.includes(settled)]).toEqual([true, false])
    const [ofTown] = await noticesOf('qian')
    expect(ofTown.items.map((it: { matterId: string }) => it.matterId)).toContain(settled)
  })

  test('what is offered to him stands in the digest of the day', async () => {
    const offered = await begin('2026-03-11 09:00:00')
    const to = { toUnitId: counter.village, toStaffId: counter.staff.li, reason: '请假' }
    await done(counter, 'wang', offered, { act: 'offer', handOverId: newId(), ...to })
    await minute('2026-03-11 09:30:00')
    const [digest] = await noticesOf('li')
    expect(digest).toMatchObject({ kind: 'digest', items: [{ what: 'offer', matterId: offered }] })
  })

  test('a server that is away is asked again after 1 and 5 minutes under the same Message-ID', async () => {
    await minute('2026-03-12 08:30:00')
    await begin('2026-03-12 08:30:00')
    post25.fails = 2
    const sofar = post25.got.length
    await minute('2026-03-12 14:31:00')
    const mailNow = async () => (await noticesOf('wang'))[0].mail
    expect(await mailNow()).toMatchObject({
      state: 'waiting',
      attempts: 1,
      failure: { kind: 'rejected', detail: '451' },
    })
    await minute('2026-03-12 14:31:30')
    expect((await mailNow()).attempts).toBe(1)
    await minute('2026-03-12 14:32:00')
    await minute('2026-03-12 14:37:00')
    expect(await mailNow()).toMatchObject({ state: 'sent', attempts: 3, failure: null })
    expect(post25.got).toHaveLength(sofar + 1)
    expect(new Set(post25.tried.slice(-3)).size).toBe(1)
  })

  test('who wants no more e-mail gets none; his pages go on', async () => {
    expect((await counter.by.wang.put('/api/own/mail-address', { address: null })).status).toBe(200)
    const [sofar, notices] = [post25.got.length, (await noticesOf('wang')).length]
    await begin('2026-03-16 08:30:00')
    await minute('2026-03-16 14:31:00')
    expect(post25.got).toHaveLength(sofar)
    expect((await noticesOf('wang')).length).toBeGreaterThan(notices)
  })

  test('whose account is closed has no address here any more', async () => {
    await counter.by.li.put('/api/own/mail-address', { address: 'li@village.cn' })
    const { account } = await counter.by.li.me()
    const about = { countyId, now: counter.house.clock.now(), by: { kind: 'system' } as const }
    const closing = draft('accountClosed', { accountId: account.accountId, reason: '调离' }, about)
    await append(db(), [closing], centerProjections)
    const kept = async () =>
      JSON.stringify(await db().selectFrom('fact').selectAll().execute()).includes('li@village.cn')
    expect(await kept()).toBe(true)
    await runNotices(at(), mail)
    expect(await kept()).toBe(false)
    expect(await db().selectFrom('mail_address').selectAll().execute()).toEqual([])
  })

  test('the tables are made again from the facts alone', async () => {
    expect(await compare(counter.house.fresh.owner, centerProjections)).toEqual([])
  })
})

describe('a program of the county', () => {
  let receiver: Receiver
  let matterId = ''
  let made: { webhookId: string; secret: string }
  const options: PostOptions = { allowPrivate: true, timeoutMs: 5_000 }
  const send = async (clock: string, more: Partial<PostOptions> = {}) => {
    await counter.put(clock)
    await runMinute(db(), countyId, counter.house.clock.now(), centerProjections)
    await runWebhooks(at(), { ...options, ...more, sealingKey })
  }
  const shown = async () => {
    const { body } = await counter.by.county.get('/api/webhooks')
    return body.find((it: { webhookId: string }) => it.webhookId === made.webhookId)
  }

  beforeAll(async () => {
    counter = await openCounter()
    receiver = await openReceiver()
    await counter.put('2026-03-17 08:30:00')
  })
  afterAll(async () => {
    await receiver.close()
    await counter.house.close()
  })

  test('may not lead into the own network, and is the county’s alone', async () => {
    const body = { webhookId: newId(), url: receiver.url, events: ['matter.light', 'matter.ended'] }
    expect((await counter.by.county.post('/api/webhooks', body)).body.refusal).toBe('webhookAddressWrong')
    const abroad = { ...body, url: 'https://hook.example.gov.cn/zaigang?key=abc' }
    expect((await counter.by.head.post('/api/webhooks', abroad)).status).toBe(403)
    const { status, body: told } = await counter.by.county.post('/api/webhooks', abroad)
    expect([status, told.secret]).toEqual([200, expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/)])
    expect((await counter.by.county.post('/api/webhooks', abroad)).body.refusal).toBe('alreadyDone')
    made = told
    expect(JSON.stringify(await shown())).not.toContain(told.secret)
    expect(JSON.stringify(await db().selectFrom('fact').selectAll().execute())).not.toContain(told.secret.slice(6))
    const kept = (await listKept(db(), countyId, 0, 1000)).flatMap((it) =>
      it.kept.state === 'whole' ? [it.kept.fact] : [],
    )
    const audited = JSON.stringify(kept.filter((it) => it.kind === 'webhookKept').map(toldBody))
    expect([audited.includes('hook.example.gov.cn'), audited.includes('key=abc')]).toEqual([true, false])
    // From here on the same program at a receiver of the test's own.
    await keepAt(made, receiver.url)
  })

  test('is called again until it answers, under the same id, and can check who calls', async () => {
    receiver.answers = [500, 302]
    matterId = await begin('2026-03-17 08:30:00')
    await send('2026-03-17 14:31:00')
    expect((await shown()).deliveries).toMatchObject([
      { event: 'matter.light', state: 'waiting', attempts: 1, failure: { kind: 'status', detail: '500' } },
    ])
    await send('2026-03-17 14:31:59')
    expect(receiver.got).toHaveLength(1)
    await send('2026-03-17 14:32:00')
    expect((await shown()).deliveries[0].failure).toEqual({ kind: 'status', detail: '302' })
    expect(receiver.got.map((it) => it.path)).toEqual(['/hook', '/hook'])
    await send('2026-03-17 14:37:00')
    expect((await shown()).deliveries[0]).toMatchObject({ state: 'sent', attempts: 3, failure: null })
    expect(new Set(receiver.got.map((it) => it.headers['webhook-id'])).size).toBe(1)
    for (const it of receiver.got) expect(isSignedBy(made.secret, it)).toBe(true)
    expect(JSON.parse(receiver.got[0]?.body ?? '')).toMatchObject({ data: { matterId, light: 'red', scope: 'step' } })
  })

  test('hears of an ending once, without a word about the citizen', async () => {
    await settle('2026-03-17 14:40:00')
    await send('2026-03-17 14:41:00')
    await send('2026-03-17 14:42:00')
    const ended = receiver.got.map(({ body }) => JSON.parse(body)).filter((it) => it.type === 'matter.ended')
    expect(ended).toMatchObject([{ data: { matterId, state: 'finished', late: true, simulated: false } }])
    expect(Object.keys(ended[0].data).sort()).toEqual(
      ['endedAt', 'late', 'matterId', 'simulated', 'state', 'typeId', 'unitId'].sort(),
    )
    for (const word of ['赵老汉', '139', '老屋翻建']) expect(JSON.stringify(receiver.got)).not.toContain(word)
  })

  test('one that never answers is given up after six tries, and shown so', async () => {
    matterId = await begin('2026-03-18 08:30:00')
    receiver.answers = Array.from({ length: 40 }, () => 503)
    const times = ['18 14:31', '18 14:32', '18 14:37', '18 15:07', '18 17:07', '18 23:07', '19 05:07']
    const before = receiver.got.length
    for (const time of times) await send(`2026-03-${time}:00`)
    const first = receiver.got[before]?.headers['webhook-id']
    expect(receiver.got.filter((it) => it.headers['webhook-id'] === first)).toHaveLength(6)
    const row = (await shown()).deliveries.find((it: { outId: string }) => `msg_${it.outId}` === first)
    expect(row).toMatchObject({ state: 'givenUp', attempts: 6, nextAt: null, failure: { kind: 'status' } })
    receiver.answers = []
    await settle('2026-03-19 08:40:00')
    for (const time of ['08:41', '09:41', '15:41']) await send(`2026-03-19 ${time}:00`)
  })

  test('a power cut in the middle of a try leads to another under the same id', async () => {
    matterId = await begin('2026-03-20 08:30:00')
    await counter.put('2026-03-20 14:31:00')
    await runMinute(db(), countyId, counter.house.clock.now(), centerProjections)
    await noteEvents(db(), countyId, counter.house.clock.now())
    const begun: string[] = []
    const way: Way = {
      send: async ({ outId }) => {
        begun.push(outId)
        throw new Error('power cut')
      },
    }
    const clock = () => counter.house.clock.now()
    await expect(sendDue(db(), { countyId, channel: 'webhook', way }, clock, [made.webhookId])).rejects.toThrow('power')
    const before = receiver.got.length
    await send('2026-03-20 14:32:00')
    expect(receiver.got.slice(before).map((it) => it.headers['webhook-id'])).toEqual(begun.map((it) => `msg_${it}`))
    await settle('2026-03-20 14:40:00')
    await send('2026-03-20 14:41:00')
  })

  test('ended, it hears nothing more, and what waited is given up', async () => {
    receiver.answers = [503]
    await begin('2026-03-23 08:30:00')
    await send('2026-03-23 14:31:00')
    expect((await counter.by.county.call('DELETE', `/api/webhooks/${made.webhookId}`)).status).toBe(200)
    expect((await counter.by.county.call('DELETE', `/api/webhooks/${made.webhookId}`)).body.refusal).toBe('alreadyDone')
    const sofar = receiver.got.length
    await send('2026-03-23 14:40:00')
    expect(receiver.got).toHaveLength(sofar)
    const { endedAt, deliveries } = await shown()
    expect([endedAt === null, deliveries[0]]).toMatchObject([
      false,
      { state: 'givenUp', failure: { kind: 'unwanted' } },
    ])
  })

  async function settle(clock: string): Promise<void> {
    await counter.put(clock)
    await done(counter, 'wang', matterId, { act: 'finishStep', step: 'look', note: '已量' })
    await done(counter, 'qian', matterId, { act: 'finish', result: '同意赵老汉' })
  }

  test('the tables are made again from the facts alone', async () => {
    expect(await compare(counter.house.fresh.owner, centerProjections)).toEqual([])
  })

  /** Puts a webhook of a public address to one of this machine, as WEBHOOK_PRIVATE would have let it be made. */
  async function keepAt({ webhookId, secret }: typeof made, url: string): Promise<void> {
    const body = { webhookId, host: '127.0.0.1', events: ['matter.light', 'matter.ended'] as const, url }
    const sealedSecret = seal(sealingKey, secret, webhookId, new Uint8Array(12).fill(3))
    const about = { countyId, now: counter.house.clock.now(), by: { kind: 'system' } as const }
    await append(
      db(),
      [draft('webhookKept', { ...body, events: [...body.events], sealedSecret }, about)],
      centerProjections,
    )
  }
})

describe('one call', () => {
  const posting = (url: string) => ({ url: new URL(url), headers: {}, body: '{}' })
  const failureOf = async (url: string, options: Partial<PostOptions> = {}) =>
    post(posting(url), { allowPrivate: true, timeoutMs: 5_000, ...options })

  test('a receiver that keeps silent is left in time', async () => {
    const silent = await listen(createServer(() => undefined))
    const said = await failureOf(`${silent.url}/`, { timeoutMs: 300 })
    expect(said).toEqual({ kind: 'failed', failure: { kind: 'timedOut', detail: '' } })
    await silent.close()
  })

  test('a name service that keeps silent too', async () => {
    const said = await failureOf('https://hook.test/', { timeoutMs: 300, resolve: () => new Promise(() => undefined) })
    expect(said).toMatchObject({ failure: { kind: 'timedOut' } })
  })

  test('a certificate nobody vouches for is refused', async () => {
    const tls = await listen(createTlsServer(selfSigned(), (_, answer) => answer.end()))
    const said = await failureOf(tls.url.replace('http:', 'https:'))
    expect(said).toMatchObject({ kind: 'failed', failure: { kind: 'certificate' } })
    await tls.close()
  })

  test('a name that leads into the own network is not called, nor one that does so once of two times', async () => {
    const receiver = await openReceiver()
    for (const ips of [['127.0.0.1'], ['93.184.216.34', '10.0.0.1'], ['169.254.169.254'], ['::ffff:127.0.0.1']]) {
      const said = await failureOf('https://hook.test/', { allowPrivate: false, resolve: async () => ips })
      expect(said).toMatchObject({ failure: { kind: 'addressRefused' } })
    }
    expect(receiver.got).toEqual([])
    await receiver.close()
  })

  test('what was looked up is what is called: the name is not looked up again', async () => {
    const receiver = await openReceiver()
    const { port } = new URL(receiver.url)
    const said = await failureOf(`http://nobody.invalid:${port}/hook`, { resolve: async () => ['127.0.0.1'] })
    expect([said.kind, receiver.got.length]).toEqual(['done', 1])
    await receiver.close()
  })
})

interface Got {
  readonly path: string
  readonly headers: Record<string, string | string[] | undefined>
  readonly body: string
}
interface Receiver {
  readonly url: string
  readonly got: Got[]
  /** What it says next; 200 when nothing is left. */
  answers: number[]
  close(): Promise<unknown>
}

async function openReceiver(): Promise<Receiver> {
  const got: Got[] = []
  const said = async (asked: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    for await (const chunk of asked) chunks.push(chunk as Buffer)
    got.push({ path: asked.url ?? '', headers: asked.headers, body: Buffer.concat(chunks).toString() })
    const next = receiver.answers.shift() ?? 200
    answer.writeHead(next, { location: '/elsewhere' }).end('any words')
  }
  const { url, close } = await listen(createServer((asked, answer) => void said(asked, answer)))
  const receiver: Receiver = { url: `${url}/hook`, got, answers: [], close }
  return receiver
}

async function listen(server: Server): Promise<{ url: string; close(): Promise<unknown> }> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const close = (): Promise<unknown> => {
    server.closeAllConnections()
    return new Promise((ended) => server.close(ended))
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

function isSignedBy(secret: string, { headers, body }: Got): boolean {
  const key = Buffer.from(secret.slice(6), 'base64')
  const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(text).digest('base64')}`
}

function selfSigned(): { key: string; cert: string } {
  const dir = mkdtempSync(join(tmpdir(), 'zaigang-cert-'))
  const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')]
  const name = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  const make = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert, ...name]
  execFileSync('openssl', make, { stdio: 'ignore' })
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
}

interface MailBox {
  readonly port: number
  readonly got: { readonly to: string; readonly raw: string }[]
  /** Message-IDs of all tries. */
  readonly tried: string[]
  /** How many it refuses yet. */
  fails: number
  close(): Promise<unknown>
}

async function openMailBox(): Promise<MailBox> {
  const [got, tried]: [MailBox['got'], string[]] = [[], []]
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString()
        tried.push(/^Message-ID: (.+)$/im.exec(raw)?.[1] ?? '')
        if (box.fails > 0) {
          box.fails -= 1
          return done(Object.assign(new Error('come back later, wang@village.cn'), { responseCode: 451 }))
        }
        for (const { address } of session.envelope.rcptTo) got.push({ to: address, raw })
        done()
      })
    },
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.server.address() as AddressInfo
  const box: MailBox = {
    port,
    got,
    tried,
    fails: 0,
    close: () => new Promise<void>((ended) => server.close(() => ended())),
  }
  return box
}

/** The body of an e-mail, base64 or quoted-printable. */
function decodedText(raw: string): string {
  const [, ...parts] = raw.split('\r\n\r\n')
  const body = parts.join('\r\n\r\n')
  if (/^Content-Transfer-Encoding: base64/im.test(raw)) return Buffer.from(body, 'base64').toString()
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
