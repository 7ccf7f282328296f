import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listUnsent } from '../../src/fact/outbox.ts'
import { newId } from '../../src/kit/ids.ts'
import { signCall } from '../../src/presence/center/deviceAuth.ts'
import { atomically } from '../../src/store/atomically.ts'
import { type County, openCounty } from '../presence/county.ts'
import { codeFor, Post, until } from './post.ts'

let county: County
let center: string
let post: Post

beforeAll(async () => {
  county = await openCounty()
  center = await county.server.listen({ port: 0, host: '127.0.0.1' })
  post = await Post.open(county, center, county.siteId, 0)
  await post.join(await codeFor(county, post.siteId))
  await post.running.uplink.pullNow()
  await drained()
})
afterAll(async () => {
  await post.close()
  await county.close()
})

const drained = () =>
  until(async () => {
    post.running.uplink.nudge()
    return (await post.unsent()).length === 0
  }, 'all sent')
const complain = (times: number) =>
  post.running.station.record(
    Array.from({ length: times }, (_, i) => ({
      kind: 'kioskTrouble' as const,
      body: { siteId: post.siteId, trouble: 'cameraLost' as const, detail: `${i}` },
    })),
  )
const pushes = () => post.line.all.filter((it) => it.path === '/api/station/facts')

/** One push by the station's own key, past its program. */
async function push(facts: readonly unknown[]): Promise<Response> {
  const { countyId, deviceId, privateKey } = post.running.station.identity
  const body = JSON.stringify({ waiting: facts.length, facts })
  const about = { countyId, deviceId, method: 'POST', path: '/api/station/facts', time: county.clock.now() }
  const headers = signCall(privateKey, { ...about, nonce: newId(), beacon: '', body: Buffer.from(body) })
  return fetch(`${center}/api/station/facts`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body,
  })
}

describe('a center that has enough to do', () => {
  test('answers eight pushes at once, tells the others when to come again, and loses none', async () => {
    post.line.weather = 'cut'
    await complain(30)
    const facts = await listUnsent(post.db, post.running.station.deviceId, 30)
    const answers: Promise<Response>[] = []
    const done: number[] = []
    // As long as somebody else appends for the county, nobody's push ends.
    await atomically(county.centerOwner, async (tx) => {
      await sql`select from fact_head where county_id = ${county.countyId} for update`.execute(tx)
      for (let i = 0; i < 20; i += 1) {
        const answer = push(facts)
        answers.push(answer)
        void answer.then((it) => done.push(it.status))
      }
      await until(() => done.length === 12, 'twelve were sent away')
      expect(done).toEqual(Array(12).fill(503))
    })
    const heard = await Promise.all(answers)
    const busy = heard.filter((it) => it.status === 503)
    expect(busy.map((it) => it.headers.get('retry-after'))).toEqual(Array(12).fill('5'))
    expect(heard.filter((it) => it.status === 200)).toHaveLength(8)
    expect((await push(facts)).status).toBe(200)
    post.line.weather = 'fair'
    await drained()
  })

  test('is left alone for as long as it says, however often something new waits', async () => {
    const before = pushes().length
    post.line.busySeconds = 3600
    for (let times = 0; times < 10; times += 1) {
      await complain(1)
      post.running.uplink.nudge()
      await until(() => pushes().length > before, 'asked once')
    }
    expect(pushes().length).toBe(before + 1)
    post.line.busySeconds = 0
    // A program that ends does not wait for it, and the next start asks anew.
    await post.stations.stop()
    post.kill()
    await post.boot()
    await drained()
  })

  test('gets a long backlog in bodies of a bounded size', async () => {
    post.line.weather = 'cut'
    await complain(900)
    // The station states things of its own too: that it started, what it counted.
    const waiting = await post.running.countWaiting()
    post.line.weather = 'fair'
    const before = pushes().length
    await drained()
    const bodies = pushes().slice(before)
    const sent = bodies.map((it) => (JSON.parse(it.body.toString()) as { facts: { fact: { id: string } }[] }).facts)
    const counts = sent.map((facts) => facts.length)
    expect(Math.max(...counts)).toBeLessThanOrEqual(200)
    expect(Math.max(...bodies.map((it) => it.body.length))).toBeLessThan(1024 * 1024)
    expect(waiting).toBeGreaterThanOrEqual(900)
    // Meanwhile it may have stated one more; none of those that waited is sent in two bodies.
    const ids = sent.flat().map((it) => it.fact.id)
    expect(ids.length).toBe(new Set(ids).size)
    expect(ids.length).toBeGreaterThanOrEqual(waiting)
  })

  test('says where the last fact stands in the county’s log: its position less one', async () => {
    await complain(3)
    const before = pushes().length
    await drained()
    const answer = JSON.parse(pushes().slice(before).at(-1)!.answer.toString())
    const row = await county.center
      .selectFrom('fact')
      .select('position')
      .where('device_id', '=', post.running.station.deviceId)
      .where('device_seq', '=', answer.acknowledgedSeq)
      .executeTakeFirstOrThrow()
    expect(answer.place).toBe(row.position - 1)
  })
})
