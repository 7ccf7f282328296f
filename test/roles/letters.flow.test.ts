import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listFacts } from '../../src/fact/store.ts'
import { centerKeyOf } from '../../src/presence/center/centerKey.ts'
import { type Letter, sealLetter } from '../../src/presence/center/letter.ts'
import { type County, openCounty, type StaffMember } from '../presence/county.ts'
import type { Exchange } from './line.ts'
import { codeFor, Post, until } from './post.ts'

let county: County
let post: Post
let other: Post
let li: StaffMember

beforeAll(async () => {
  county = await openCounty()
  const center = await county.server.listen({ port: 0, host: '127.0.0.1' })
  post = await Post.open(county, center, county.siteId, 0)
  other = await Post.open(county, center, await county.addSite('邻村'), 1)
  li = await county.addStaff({ name: '李某' })
  for (const it of [post, other]) {
    await it.join(await codeFor(county, it.siteId))
    await it.running.uplink.pullNow()
  }
})
afterAll(async () => {
  await post.close()
  await other.close()
  await county.close()
})

const lastLetter = (from: Post): Buffer =>
  from.line.all.findLast((it) => it.path === '/api/station/snapshot' && it.status === 200)!.answer

const changed = (answer: Buffer, change: (signed: { text: string; signature: string }) => object): Buffer => {
  const signed = JSON.parse(answer.toString())
  return Buffer.from(JSON.stringify({ ...signed, ...change(signed) }))
}
const renamed = (text: string): string => text.replaceAll('李某', '王某')
const another = centerKeyOf(new Uint8Array(32).fill(66))
const resealed = (answer: Buffer, change: (letter: Letter) => Letter): Buffer =>
  Buffer.from(JSON.stringify(sealLetter(another, change(JSON.parse(JSON.parse(answer.toString()).text)))))

const troubles = async () =>
  (await listFacts(post.db, county.countyId)).flatMap((it) =>
    it.kind === 'kioskTrouble' && it.body.trouble === 'snapshotDoubted' ? [it.body.detail] : [],
  )
const names = () => post.running.station.snapshot()?.staff.map((it) => it.name)

const allSent = () =>
  until(async () => {
    post.running.uplink.nudge()
    return (await post.unsent()).length === 0
  }, 'all sent')

/** Only what the station pulls; what it pushes goes through. */
const onLetters = (change: (answer: Buffer) => Buffer) => (exchange: Exchange) =>
  exchange.path === '/api/station/snapshot' ? change(exchange.answer) : exchange.answer

describe('what flows down', () => {
  test('is taken in when the pinned key signed it, and each letter has a greater number', async () => {
    const version = () => (JSON.parse(JSON.parse(lastLetter(post).toString()).text) as Letter).version
    const first = version()
    await post.running.uplink.pullNow()
    expect(version()).toBeGreaterThan(first)
    // The center's clock is set back: numbers still grow.
    county.clock.setWall(-60_000)
    const second = version()
    await post.running.uplink.pullNow()
    expect(version()).toBe(second + 1)
    county.clock.setWall(60_000)
    expect(names()).toEqual(['李某'])
  })

  test.each<[string, string, (answer: Buffer) => Buffer]>([
    ['changed on the way', 'signedByAnother', (answer) => changed(answer, ({ text }) => ({ text: renamed(text) }))],
    ['signed by another key', 'signedByAnother', (answer) => resealed(answer, (letter) => letter)],
    ['with its signature taken off', 'unsigned', (answer) => changed(answer, () => ({ signature: '' }))],
    [
      'in the form of before there were signatures',
      'unsigned',
      (answer) => Buffer.from(JSON.stringify(JSON.parse(JSON.parse(answer.toString()).text).snapshot)),
    ],
    ['written to another site', 'ofAnother', () => lastLetter(other)],
  ])('%s is not believed: the old one stays, and it is said', async (_, why, change) => {
    post.line.tamper = onLetters(change)
    const before = post.running.station.snapshot()
    await expect(post.running.uplink.pullNow()).rejects.toMatchObject({ refusal: 'snapshotDoubted', detail: why })
    expect(post.running.station.snapshot()).toBe(before)
    expect(await troubles()).toContain(why)
    post.line.tamper = null
    await post.running.uplink.pullNow()
    expect(names()).toEqual(['李某'])
  })

  test('an older letter told again after somebody left is not believed, also after a restart', async () => {
    const old = lastLetter(post)
    await county.leave(li)
    await post.running.uplink.pullNow()
    expect(post.running.station.findStaff(li.staffId)).toBeUndefined()
    post.line.tamper = onLetters(() => old)
    await expect(post.running.uplink.pullNow()).rejects.toMatchObject({ detail: 'older' })
    post.kill()
    await post.boot()
    await expect(post.running.uplink.pullNow()).rejects.toMatchObject({ detail: 'older' })
    expect(post.running.station.findStaff(li.staffId)).toBeUndefined()
    post.line.tamper = null
  })

  test('no beacon of a doubted letter moves the station’s clock', async () => {
    await post.running.uplink.pullNow()
    const heard = post.running.station.clock.lastBeacon()
    post.line.tamper = onLetters((answer) =>
      changed(
        resealed(answer, (letter) => letter),
        () => ({ beacon: { id: 'x', centerTime: '2031-01-01T00:00:00.000Z' } }),
      ),
    )
    await expect(post.running.uplink.pullNow()).rejects.toMatchObject({ refusal: 'snapshotDoubted' })
    expect(post.running.station.clock.lastBeacon()).toBe(heard)
    post.line.tamper = null
  })

  test.each<[string, (exchange: Exchange) => Buffer]>([
    [
      'changed on the way',
      ({ answer }) => Buffer.from(answer.toString().replace('centerTime":"20', 'centerTime":"19')),
    ],
    [
      'that was given to another call',
      ({ path }) => post.line.all.find((it) => it.path === path && it.status === 200)!.answer,
    ],
  ])(
    'an answer to a push %s is not believed either: nothing is taken for sent, no clock is moved',
    async (_, tamper) => {
      // The station pushes by itself too: no answer of before may come after this.
      await allSent()
      post.line.tamper = tamper
      const heard = post.running.station.clock.lastBeacon()
      await post.running.station.record([
        { kind: 'kioskTrouble', body: { siteId: post.siteId, trouble: 'cameraLost', detail: '' } },
      ])
      const waiting = (await post.unsent()).length
      const before = post.line.all.length
      post.running.uplink.nudge()
      await until(() => post.line.all.slice(before).some((it) => it.answer.length > 0), 'a push was answered')
      await until(() => !post.running.uplink.online(), 'it was not believed')
      expect([post.running.station.clock.lastBeacon(), (await post.unsent()).length]).toEqual([heard, waiting])
      post.line.tamper = null
      await post.running.uplink.pullNow()
    },
  )

  test('the county reads on the page of devices what was doubted, each doubt once a day', async () => {
    await allSent()
    const { body } = await county.clerk.get('/api/devices')
    const row = body.find((it: { siteId: string }) => it.siteId === post.siteId)
    const said = row.trouble.filter((it: { trouble: string }) => it.trouble === 'snapshotDoubted')
    expect(said.map((it: { detail: string }) => it.detail).sort()).toEqual([
      'ofAnother',
      'older',
      'signedByAnother',
      'unsigned',
    ])
    expect(post.surprises.map((it) => String(it))).toEqual(
      expect.arrayContaining([expect.stringContaining('a snapshot was not believed: older')]),
    )
  })
})
