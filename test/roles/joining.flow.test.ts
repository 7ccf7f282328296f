import { sign } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listFacts } from '../../src/fact/store.ts'
import { fingerprintOf } from '../../src/presence/center/centerKey.ts'
import { askedText } from '../../src/presence/center/joining.ts'
import { makeDeviceKey } from '../../src/presence/station/identity.ts'
import { type County, openCounty } from '../presence/county.ts'
import { codeFor, Post } from './post.ts'

let county: County
let center: string
const posts: Post[] = []

beforeAll(async () => {
  county = await openCounty()
  center = await county.server.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  for (const post of posts) await post.close()
  await county.close()
})

const newPost = async (): Promise<Post> => {
  const siteId = await county.addSite(`站点${posts.length}`)
  const post = await Post.open(county, center, siteId, posts.length)
  posts.push(post)
  return post
}

const devicesAt = (siteId: string) =>
  county.center.selectFrom('device').selectAll().where('site_id', '=', siteId).execute()

describe('a station on another computer', () => {
  test('joins with a code, pins the center’s key, is made by whoever asked for the code, and knows its site', async () => {
    const post = await newPost()
    const { body } = await county.system.post(`/api/sites/${post.siteId}/station-code`)
    expect(body.code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/)
    const { identity, countyName } = await post.join(body.code.toLowerCase().replaceAll('-', ''))
    expect(countyName).toBe('江岸区')
    expect(fingerprintOf(identity.centerKey ?? '')).toBe(body.fingerprint)
    expect((await county.system.get('/api/station-places')).body).toEqual({ here: true, fingerprint: body.fingerprint })
    const [device] = await devicesAt(post.siteId)
    expect(device).toMatchObject({ device_id: identity.deviceId, public_key: identity.publicKey, revoked: false })
    const [fact] = (await listFacts(county.center, county.countyId)).slice(-1)
    const me = (await county.system.get('/api/me')).body.account.accountId
    expect(fact).toMatchObject({ kind: 'stationKept', siteId: post.siteId, by: { kind: 'account', id: me } })
    await post.running.uplink.pullNow()
    expect(post.running.station.snapshot()?.site.siteId).toBe(post.siteId)
  })

  test('keeps who it is over a restart, its private key wrapped and never sent', async () => {
    const [post] = posts as [Post]
    const { deviceId, privateKey, centerKey } = post.running.station.identity
    post.kill()
    await post.boot()
    expect(post.running.station.identity).toMatchObject({ deviceId, centerKey })
    const raw = privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(16)
    const traffic = Buffer.concat(post.line.all.flatMap((it) => [it.body, it.answer])).toString('latin1')
    for (const form of ['latin1', 'hex', 'base64', 'base64url'] as const)
      expect(traffic).not.toContain(raw.toString(form))
    const [row] = await post.db.selectFrom('own_station').select('private_key').execute()
    expect(Buffer.from(row!.private_key).includes(raw)).toBe(false)
  })

  test('whose answer was lost asks again with the same key and is the same station', async () => {
    const post = await newPost()
    const code = await codeFor(county, post.siteId)
    post.line.weather = 'losesAnswers'
    await expect(post.join(code)).rejects.toMatchObject({ refusal: 'centerAway' })
    post.kill()
    await post.boot()
    post.line.weather = 'fair'
    const { identity } = await post.join(code)
    expect((await devicesAt(post.siteId)).map((it) => it.device_id)).toEqual([identity.deviceId])
    expect(await post.db.selectFrom('station_joining').selectAll().execute()).toEqual([])
  })

  test.each([
    ['no code that was given out', async () => 'AAAA-BBBB-CCCC'],
    ['nothing like a code', async () => '请让我进来'],
    [
      'a code of half an hour ago',
      async (post: Post) => {
        const code = await codeFor(county, post.siteId)
        county.run(31 * 60_000)
        return code
      },
    ],
    [
      'a code that was replaced by a newer one',
      async (post: Post) => {
        const code = await codeFor(county, post.siteId)
        await codeFor(county, post.siteId)
        return code
      },
    ],
  ])('does not join with %s', async (_, codeOf) => {
    const post = await newPost()
    await expect(post.join(await codeOf(post))).rejects.toMatchObject({ refusal: 'stationCodeWrong' })
    expect(await devicesAt(post.siteId)).toEqual([])
    expect(post.stations.list()).toEqual([])
  })

  test('a code is of one key alone, and of nobody who has only its public half', async () => {
    const [first, second] = [await newPost(), await newPost()]
    const code = await codeFor(county, first.siteId)
    const { publicKey, privateKey } = makeDeviceKey()
    const other = makeDeviceKey()
    const body = { code, publicKey }
    const proofBy = (key: typeof privateKey) => sign(null, Buffer.from(askedText(body)), key).toString('base64url')
    const ask = async (proof: string) => {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' } }
      const response = await fetch(`${second.line.url}/api/station/join`, {
        ...init,
        body: JSON.stringify({ ...body, proof }),
      })
      return ((await response.json()) as { refusal?: string }).refusal
    }
    expect(await ask(proofBy(other.privateKey))).toBe('stationCodeWrong')
    await first.join(code)
    expect(await ask(proofBy(privateKey))).toBe('stationCodeWrong')
    expect(await devicesAt(first.siteId)).toHaveLength(1)
  })

  test('a site that has a station gets no second one, by a code made before either', async () => {
    const [first, second] = [await newPost(), await newPost()]
    const code = await codeFor(county, first.siteId)
    await county.openStation(first.siteId)
    await expect(second.join(code)).rejects.toMatchObject({ refusal: 'siteHasStation' })
    const again = await county.system.post(`/api/sites/${first.siteId}/station-code`)
    expect(again.body.refusal).toBe('siteHasStation')
  })

  test('one that was revoked erases what it has, and the same computer joins anew as another station', async () => {
    const post = await newPost()
    const { identity } = await post.join(await codeFor(county, post.siteId))
    await county.system.post(`/api/devices/${identity.deviceId}/revoke`)
    await post.running.uplink.pullNow()
    expect(post.running.station.revoked()).toBe(true)
    const again = await post.join(await codeFor(county, post.siteId))
    expect(again.identity.deviceId).not.toBe(identity.deviceId)
    expect(again.identity.publicKey).not.toBe(identity.publicKey)
    const live = post.stations.list().filter(({ station }) => !station.revoked())
    await live[0]!.uplink.pullNow()
    expect(live.map(({ station }) => station.snapshot()?.site.siteId)).toEqual([post.siteId])
  })

  test('a center that signs its answer with another key than it names is not believed', async () => {
    const post = await newPost()
    const code = await codeFor(county, post.siteId)
    const { publicKey } = makeDeviceKey()
    post.line.tamper = ({ answer }) =>
      Buffer.from(JSON.stringify({ ...JSON.parse(answer.toString()), centerKey: publicKey }))
    await expect(post.join(code)).rejects.toMatchObject({ refusal: 'snapshotDoubted' })
    expect(post.stations.list()).toEqual([])
    post.line.tamper = null
  })

  test('guessing codes ends after ten a minute from one address', async () => {
    const post = await newPost()
    const refusals = []
    for (let guess = 0; guess < 12; guess += 1) {
      refusals.push(await post.join('AAAA-BBBB-CCCC').catch((failure) => failure.refusal))
    }
    expect(refusals.slice(0, 10)).toEqual(Array(10).fill('stationCodeWrong'))
    expect(refusals.slice(10)).toEqual(['tooManyRequests', 'tooManyRequests'])
  })

  test('only the digest of a code is kept', async () => {
    const siteId = await county.addSite('另一站点')
    const code = await codeFor(county, siteId)
    const rows = await county.center.selectFrom('station_code').selectAll().execute()
    expect(rows.length).toBeGreaterThan(0)
    const text = JSON.stringify(rows)
    expect([text.includes(code), text.includes(code.replaceAll('-', ''))]).toEqual([false, false])
  })

  test('no surprise was had by any of them', () => {
    expect([...county.surprises, ...posts.flatMap((it) => it.surprises)]).toEqual([])
  })
})
