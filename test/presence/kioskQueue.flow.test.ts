import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CountyAnswer, CountyAsk } from '../../src/contract/kioskCounty.ts'
import type { Lane } from '../../src/contract/queue.ts'
import { listFacts } from '../../src/fact/store.ts'
import { queueAnswers } from '../../src/matter/queue/answers.ts'
import { queueProjection } from '../../src/matter/queue/projection.ts'
import { findQueue } from '../../src/matter/queue/store.ts'
import { visitProjection } from '../../src/matter/visit/projection.ts'
import { pressedOf } from '../../src/presence/kiosk/press.ts'
import type { Running } from '../../src/presence/station/stations.ts'
import { type County, kioskDeps, openBound, openCounty, type TestKiosk } from './county.ts'

let county: County
let running: Running
let kiosk: TestKiosk

beforeAll(async () => {
  const pages = { queue: () => '', ticket: () => '' }
  county = await openCounty({
    answers: queueAnswers({ pages, publicUrl: () => 'https://zaigang.example' }),
    projections: [visitProjection, queueProjection],
    givesNumbers: async ({ db, countyId }, siteId) => (await findQueue(db, countyId, siteId))?.open ?? false,
  })
  running = await county.openStation()
  kiosk = await openBound(county, running, kioskDeps(county))
})
afterAll(() => county.close())

async function ask(asked: CountyAsk): Promise<CountyAnswer> {
  const id = randomUUID()
  kiosk.say({ say: 'askCounty', id, ask: asked })
  for (;;) {
    const said = kiosk.said.find((it) => it.say === 'countyAnswered' && it.id === id)
    if (said?.say === 'countyAnswered') return said.answer
    await new Promise((again) => setTimeout(again, 5))
  }
}

const take = (press: string, lane: Lane = 'usual') => ask({ ask: 'number', press, lane })
const openQueue = (open: boolean) =>
  county.clerk.put(`/api/queues/${county.siteId}`, { open, counters: open ? ['1 号窗口'] : [] })
const countOf = async (kind: string) =>
  (await listFacts(county.center, county.countyId)).filter((it) => it.kind === kind).length

describe('a number at the kiosk', () => {
  const [first, second] = [randomUUID(), randomUUID()]

  test('where none are given it says so, and that is an answer', async () => {
    expect(await ask({ ask: 'queue' })).toMatchObject({ answer: 'queue', now: { open: false } })
    expect(await take(randomUUID())).toMatchObject({ answer: 'refused', refusal: 'queueClosed' })
  })

  test('is taken with a visit; pressed again it is the same one; help comes first', async () => {
    expect((await openQueue(true)).status).toBe(200)
    const [one, again] = await Promise.all([take(first), take(first)])
    expect(one).toMatchObject({ answer: 'number', number: 1, lane: 'usual', ahead: 0, expected: null, counter: null })
    expect(again).toEqual(one)
    expect(await take(second)).toMatchObject({ number: 2, ahead: 1 })
    expect(await take(randomUUID(), 'helped')).toMatchObject({ number: 3, lane: 'helped', ahead: 0 })
    expect(await ask({ ask: 'queue' })).toMatchObject({ now: { open: true, waiting: 3, called: [] } })
    expect([await countOf('numberTaken'), await countOf('visitBegun')]).toEqual([3, 3])
  })

  test('carries the address of its page, drawn too', async () => {
    const answer = await take(first)
    if (answer.answer !== 'number') throw new Error(answer.answer)
    expect(answer.address).toBe(`https://zaigang.example/queue/ticket/${pressedOf(first).code}`)
    expect(answer.drawn.size).toBeGreaterThan(24)
    expect(answer.drawn.path).toMatch(/^(M\d+ \d+h1v1h-1z)+$/)
  })

  test('neither station nor county keeps its code', async () => {
    for (const db of [county.center, county.stationDb]) {
      expect(JSON.stringify(await listFacts(db, county.countyId))).not.toContain(pressedOf(first).code)
    }
    expect(await listFacts(county.stationDb, county.countyId)).not.toContainEqual(
      expect.objectContaining({ kind: 'numberTaken' }),
    )
  })

  test('a call is silent, and the kiosk tells whoever looks where to go', async () => {
    await county.clerk.post(`/api/queues/${county.siteId}/acts`, { act: 'next', counter: '1 号窗口' })
    expect(await ask({ ask: 'queue' })).toMatchObject({ now: { called: [{ number: 3, counter: '1 号窗口' }] } })
  })

  test('without a network there is none, nothing is lost, and the same press gets one later', async () => {
    const press = randomUUID()
    county.net.cut = true
    expect(await take(press)).toMatchObject({ answer: 'refused', refusal: 'centerAway', zh: expect.any(String) })
    expect(await ask({ ask: 'queue' })).toMatchObject({ answer: 'refused', refusal: 'centerAway' })
    county.net.cut = false
    expect(await take(press)).toMatchObject({ answer: 'number', number: 4 })
  })

  test('an answer that was lost on the way is not a second number', async () => {
    const press = randomUUID()
    county.net.losesAnswers = true
    expect(await take(press)).toMatchObject({ answer: 'refused', refusal: 'centerAway' })
    county.net.losesAnswers = false
    expect(await take(press)).toMatchObject({ answer: 'number', number: 5 })
  })

  test('whoever waits for the county keeps nobody from checking in', async () => {
    const before = kiosk.said.length
    county.net.cut = true
    kiosk.say({ say: 'askCounty', id: randomUUID(), ask: { ask: 'queue' } })
    kiosk.say({ say: 'otherWay' })
    const shown = () => kiosk.said.slice(before).some((it) => it.say === 'show' && it.scene.scene === 'otherWay')
    while (!shown()) await new Promise((again) => setTimeout(again, 5))
    county.net.cut = false
    kiosk.say({ say: 'cancel' })
  })

  test('a child that plays with the screen is stopped at the station', async () => {
    const answers = await Promise.all(Array.from({ length: 31 }, () => ask({ ask: 'queue' })))
    expect(answers.at(-1)).toMatchObject({ answer: 'refused', refusal: 'tooManyRequests' })
    county.run(60_000)
    expect(await ask({ ask: 'queue' })).toMatchObject({ answer: 'queue' })
  })

  test('the kiosk learns with the next letter whether numbers are given', async () => {
    const welcome = () => kiosk.said.findLast((it) => it.say === 'welcome')
    expect(welcome()).toMatchObject({ numbers: false })
    await running.uplink.pullNow()
    expect(await kiosk.until(() => JSON.stringify(welcome()).includes('"numbers":true'))).toBe(true)
  })
})
