import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { append } from '../../src/fact/append.ts'
import { draft } from '../../src/fact/draft.ts'
import { listKept } from '../../src/fact/order.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { newId } from '../../src/kit/ids.ts'
import { addDays, dayOf, instantAt, toIso, toMs } from '../../src/kit/time.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { runMinute } from '../../src/matter/handling/timetable.ts'
import { noteEvents } from '../../src/matter/notice/events.ts'
import { type PostOptions, post } from '../../src/matter/notice/posting.ts'
import { sendDue, type Way } from '../../src/matter/notice/sending.ts'
import { nothingNoted, runWebhooks } from '../../src/matter/notice/timetable.ts'
import { toldBody } from '../../src/people/routes/auditKinds.ts'
import { seal } from '../../src/people/secrets/sealing.ts'
import { county } from '../people/house.ts'
import { type Counter, done, openCounter, take } from './counter.ts'
import { isSignedBy, listen, openReceiver, type Receiver, selfSigned } from './receiver.ts'

// March 2026. Hours are 8:30 to 12:00 and 14:00 to 17:30. The first step has four of them, yellow after two.
let counter: Counter
const sealingKey = new Uint8Array(32).fill(7)
const { countyId } = county
const db = () => counter.house.fresh.app
const at = () => ({ db: db(), countyId, clock: () => counter.house.clock.now() })
/** Up to where the minutes of one program noted events. */
const noted = nothingNoted()

/** Taken and accepted at this time. */
async function begin(clock: string): Promise<string> {
  await counter.put(clock)
  const matterId = await take(counter)
  await done(counter, 'wang', matterId, { act: 'accept' })
  return matterId
}

describe('a program of the county', () => {
  let receiver: Receiver
  let matterId = ''
  let made: { webhookId: string; secret: string }
  const options: PostOptions = { allowPrivate: true, timeoutMs: 5_000 }
  const send = async (clock: string, more: Partial<PostOptions> = {}) => {
    await counter.put(clock)
    await runMinute(db(), countyId, counter.house.clock.now(), centerProjections)
    await runWebhooks(at(), { ...options, ...more, sealingKey }, noted)
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
    for (const word of ['赵老汉', '13912345678', '老屋翻建']) expect(JSON.stringify(receiver.got)).not.toContain(word)
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
    await noteEvents(db(), countyId, counter.house.clock.now(), null)
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

  test('what was given up is sent once more by a press, under the same id, and what arrived is not', async () => {
    const again = (outId: string, webhookId = made.webhookId) =>
      counter.by.county.post(`/api/webhooks/${webhookId}/deliveries/${outId}/again`)
    const { deliveries } = await shown()
    const failed = (await db().selectFrom('notice_out').selectAll().where('given_up_at', 'is not', null).execute())[0]
    const outId = failed?.out_id ?? ''
    expect((await counter.by.head.post(`/api/webhooks/${made.webhookId}/deliveries/${outId}/again`)).status).toBe(403)
    expect((await again(outId, newId())).body.refusal).toBe('notFound')
    expect((await again(newId())).body.refusal).toBe('notFound')
    const sent = deliveries.find((it: { state: string }) => it.state === 'sent')
    expect((await again(sent.outId)).body.refusal).toBe('alreadyDone')
    expect((await again(outId)).body).toEqual({ done: true })
    const before = receiver.got.length
    await send('2026-03-20 14:42:00')
    expect(receiver.got.slice(before).map((it) => it.headers['webhook-id'])).toEqual([`msg_${outId}`])
    expect((await again(outId)).body.refusal).toBe('alreadyDone')
  })

  test('switched off it is not called, and what happens meanwhile is not told it later', async () => {
    const switchTo = (on: boolean) => counter.by.county.put(`/api/webhooks/${made.webhookId}/state`, { on })
    receiver.answers = [503]
    matterId = await begin('2026-03-20 14:43:00')
    await settle('2026-03-20 14:44:00')
    await send('2026-03-20 14:45:00')
    expect((await switchTo(false)).body).toEqual({ done: true })
    expect((await switchTo(false)).body.refusal).toBe('alreadyDone')
    const sofar = receiver.got.length
    matterId = await begin('2026-03-20 14:46:00')
    await settle('2026-03-20 14:47:00')
    await send('2026-03-20 14:50:00')
    expect(receiver.got).toHaveLength(sofar)
    const off = await shown()
    expect([off.offAt, off.deliveries[0]]).toMatchObject([
      counter.house.clock.now().slice(0, 10) === '2026-03-20' ? expect.any(String) : null,
      { state: 'givenUp', failure: { kind: 'unwanted' } },
    ])
    const path = `/api/webhooks/${made.webhookId}/deliveries/${off.deliveries[0].outId}/again`
    expect((await counter.by.county.post(path)).body.refusal).toBe('webhookOff')
    expect((await switchTo(true)).body).toEqual({ done: true })
    await send('2026-03-20 14:52:00')
    expect(receiver.got).toHaveLength(sofar)
    matterId = await begin('2026-03-20 14:53:00')
    await settle('2026-03-20 14:54:00')
    await send('2026-03-20 14:55:00')
    expect(receiver.got.slice(sofar).map(({ body }) => JSON.parse(body).data.matterId)).toEqual([matterId])
    expect((await shown()).offAt).toBeNull()
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

  test('one that stays dead never has more waiting than a day’s events, and is switched off after a week', async () => {
    made = { webhookId: newId(), secret: made.secret }
    await counter.put('2026-03-24 08:30:00')
    await keepAt(made, receiver.url)
    receiver.answers = Array.from({ length: 500 }, () => 503)
    const waiting = async () =>
      (
        await db()
          .selectFrom('notice_out')
          .select('since')
          .where('target', '=', made.webhookId)
          .where('next_at', 'is not', null)
          .execute()
      ).map((it) => it.since)
    const days = Array.from({ length: 9 }, (_, n) => addDays('2026-03-24', n))
    let most = 0
    for (const day of days) {
      for (const [n, clock] of ['09:00', '09:04', '20:00'].entries()) {
        counter.house.clock.at = instantAt(day, clock)
        if (n === 0) for (const second of [1, 2, 3]) await noteLight(instantAt(day, clock), second)
        else await runWebhooks(at(), { ...options, sealingKey }, noted)
      }
      const all = await waiting()
      const dayBefore = toIso(toMs(counter.house.clock.now()) - 86_400_000)
      expect(all.filter((it) => it < dayBefore)).toEqual([])
      most = Math.max(most, all.length)
    }
    expect(most).toBeGreaterThan(0)
    expect(most).toBeLessThanOrEqual(6)
    expect(await waiting()).toEqual([])
    await counter.put(`${addDays('2026-03-24', 8)} 20:01:00`)
    const { offAt, endedAt } = await shown()
    expect([dayOf(offAt), endedAt]).toEqual([addDays('2026-03-24', 8), null])
    const facts = await listKept(db(), countyId, 0, 10_000)
    const said = facts.flatMap(({ kept }) =>
      kept.state === 'whole' && kept.fact.kind === 'webhookSwitched' ? [[kept.fact.by.kind, kept.fact.body]] : [],
    )
    expect(said.at(-1)).toEqual(['system', { webhookId: made.webhookId, on: false }])
    receiver.answers = []
  })

  /** A light of the last matter, as the timetable would have noted it. */
  async function noteLight(noted: string, second: number): Promise<void> {
    const { matter_id, unit_id } = await db()
      .selectFrom('matter')
      .selectAll()
      .where('matter_id', '=', matterId)
      .executeTakeFirstOrThrow()
    const due = toIso(toMs(noted) + second * 1_000)
    await db()
      .insertInto('matter_news')
      .values({
        ...{ county_id: countyId, news_id: newId(), matter_id, scope: 'step', step: 'look', started_at: noted },
        ...{ due_at: due, light: 'red', level: 'holder', at: noted, unit_id, staff_id: null, up_at: null },
        simulated: false,
      })
      .execute()
  }

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
