import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { append } from '../../src/fact/append.ts'
import { draft } from '../../src/fact/draft.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { newId } from '../../src/kit/ids.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { checkIn, type Peopled, people } from '../house/county.ts'
import { openWholeHouse, type WholeHouse } from '../house/house.ts'
import { type Browser, county, openAccount } from '../people/house.ts'

let house: WholeHouse
let peopled: Peopled
let inspector: Browser
let second: Browser
let boss: Browser
let colleague: Browser
let checkInIds: string[]
const attemptId = newId()
const curves = { atMs: [0, 70], turn: [0.5, 0.5], mouth: [0, 0.4], eyes: [0.3, 0.3], scale: [0.2, 0.2], luma: [99, 98] }

beforeAll(async () => {
  house = await openWholeHouse()
  peopled = await people(house)
  inspector = peopled.browsers.inspector
  const open = async (
    login: string,
    roles: { role: string; unitId: string | null }[],
    staffId: string | null = null,
  ) => {
    const { browser } = await openAccount(house, login, roles, staffId)
    await browser.me()
    return browser
  }
  second = await open('inspector-2', [{ role: 'inspector', unitId: null }])
  const leads = { role: 'head', unitId: house.unitId }
  boss = await open('boss', [{ role: 'county', unitId: null }, leads])
  colleague = await open('staff-2', [{ role: 'staff', unitId: null }], peopled.colleagueId)
  checkInIds = [
    await checkIn(house, peopled.staffId, '2026-03-02T00:01:00.000Z'),
    await checkIn(house, peopled.colleagueId, '2026-03-02T00:01:10.000Z'),
  ]
  await stateAttempt()
})
afterAll(() => house.close())

const stationed = () => {
  const { siteId, device } = house
  const by = { kind: 'station', deviceId: device.deviceId } as const
  return { countyId: county.countyId, siteId, deviceId: device.deviceId, now: house.clock.now(), by }
}

/** The failed attempt of the series. */
async function stateAttempt(): Promise<void> {
  const rest = { challenge: [], steps: [], gates: [], scores: [], frames: 2, durationMs: 70, models: [] }
  const record = { attemptId, sessionId: newId(), number: 1, curves, ...rest }
  const body = { siteId: house.siteId, record, verdict: 'failed' as const, why: ['steps'], staffId: null }
  await append(house.fresh.app, [draft('attemptJudged', body, stationed())], centerProjections)
}

/** A series as a station raises it. */
async function raise(ids: readonly string[], now = house.clock.now()): Promise<string> {
  const suspectId = newId()
  const words = { zh: '像同一个人', en: 'like one person' }
  const body = {
    suspectId,
    siteId: house.siteId,
    rule: 'series' as const,
    members: [
      ...ids.map((checkInId) => ({ attemptId: null, checkInId, at: now })),
      { attemptId, checkInId: null, at: now },
    ],
    from: now,
    to: now,
    score: 3,
    limit: 2,
    findings: [{ sign: 'body' as const, value: 0.98, limit: 0.9, weight: 4 }],
    because: { rule: words, used: [words], ignored: [] },
  }
  await append(house.fresh.app, [draft('suspectRaised', body, { ...stationed(), now })], centerProjections)
  return suspectId
}

const refusal = async (asked: Promise<{ status: number; body: { refusal?: string } }>) => {
  const { status, body } = await asked
  return [status, body.refusal]
}
const seenBy = async (browser: Browser): Promise<string[]> =>
  (await browser.get('/api/suspects')).body.map((it: { suspectId: string }) => it.suspectId)
const readOne = async (browser: Browser, suspectId: string) =>
  (await browser.get('/api/suspects')).body.find((it: { suspectId: string }) => it.suspectId === suspectId)
const readOwn = async (browser: Browser, suspectId: string) =>
  (await browser.get('/api/own/suspects')).body.find((it: { suspectId: string }) => it.suspectId === suspectId)
const decide = (browser: Browser, suspectId: string, decision: string, ids: readonly string[] = []) =>
  browser.post(`/api/suspects/${suspectId}/decide`, { decision, reason: '看过曲线与录像登记', checkInIds: ids })
/** What a month says of the person: nothing of it may change before somebody decides. */
const month = async () => (await inspector.get(`/api/attendance/person?staffId=${peopled.staffId}&month=2026-03`)).body

describe('a suspect, from the station to the last word', () => {
  let suspectId: string
  let before: unknown

  test('is read above the unit, with names of check-ins and none of a failed face', async () => {
    before = await month()
    suspectId = await raise(checkInIds)
    const one = await readOne(inspector, suspectId)
    expect(one).toMatchObject({ rule: 'series', decided: null, mayDecide: true, unitId: house.unitId })
    expect(one.members.map((it: { name: string | null }) => it.name)).toEqual(['王小明', '李小红', null])
    expect(one.members.at(-1)).toMatchObject({ staffId: null, verdict: 'failed' })
    expect(await seenBy(peopled.browsers.county)).toContain(suspectId)
  })

  test('head and clerk of the unit get nothing, not even the head who also holds the role of the county', async () => {
    for (const role of ['head', 'clerk', 'staff', 'systemAdmin', 'auditAdmin', 'securityAdmin'] as const)
      expect([role, await refusal(peopled.browsers[role].get('/api/suspects'))]).toEqual([role, [403, 'forbidden']])
    expect(await seenBy(boss)).toEqual([])
    expect(await refusal(boss.get(`/api/suspects/${suspectId}/attempts/${attemptId}`))).toEqual([404, 'notFound'])
    expect(await refusal(decide(boss, suspectId, 'innocent'))).toEqual([404, 'notFound'])
    expect((await boss.post('/api/suspects/look', { from: '2026-03-02', to: '2026-03-02' })).body).toEqual({
      raised: 0,
    })
  })

  test('a failed attempt can be drawn again from its curves, and from nothing else', async () => {
    const { body } = await inspector.get(`/api/suspects/${suspectId}/attempts/${attemptId}`)
    expect(body).toMatchObject({ attemptId, verdict: 'failed', curves, liveness: null })
    expect(Object.keys(body)).not.toContain('staffId')
    expect(await refusal(inspector.get(`/api/suspects/${suspectId}/attempts/${newId()}`))).toEqual([404, 'notFound'])
  })

  test('the person is told in words, sees no other, and nothing of his month has changed', async () => {
    const own = await readOwn(peopled.browsers.staff, suspectId)
    expect(own).toMatchObject({ others: 2, decided: null, appeal: null, appealUntil: null })
    expect(own.notice.zh).toContain('2026-03-02 08:01')
    expect(own.notice.zh).toContain('签到照常有效')
    expect(JSON.stringify(own)).not.toMatch(/李小红|staffId/)
    expect(await month()).toEqual(before)
  })

  test('a decision names check-ins of this suspect, and is made once', async () => {
    expect(await refusal(decide(inspector, suspectId, 'confirmed'))).toEqual([400, 'checkInsWanted'])
    expect(await refusal(decide(inspector, suspectId, 'confirmed', [newId()]))).toEqual([400, 'badInput'])
    expect(await refusal(decide(inspector, suspectId, 'innocent', checkInIds))).toEqual([400, 'badInput'])
    const { body } = await decide(inspector, suspectId, 'confirmed', [checkInIds[0] as string])
    expect(body).toMatchObject({
      mayDecide: false,
      caseFiled: true,
      decided: { decision: 'confirmed', by: 'inspector-1' },
    })
    expect(await refusal(decide(inspector, suspectId, 'innocent'))).toEqual([409, 'alreadyDone'])
    expect(await month()).toEqual(before)
  })

  test('files a case: who checked in, who leads, and since when it could be seen; for inspectors only', async () => {
    const { body } = await inspector.get(`/api/suspects/${suspectId}/case`)
    const parts: { part: string; name: string }[] = body.parts
    expect(parts.map((it) => [it.part, it.name])).toEqual(
      expect.arrayContaining([
        ['checkedIn', '王小明'],
        ['headed', 'head-1'],
        ['headed', 'boss'],
      ]),
    )
    expect(parts.filter((it) => it.name === '李小红')).toEqual([])
    expect(body).toMatchObject({ visibleSince: '2026-03-02T00:30:00.000Z', earlier: [] })
    expect(await refusal(peopled.browsers.county.get(`/api/suspects/${suspectId}/case`))).toEqual([403, 'forbidden'])
  })

  test('who is cleared has nothing to appeal; who is concerned appeals once', async () => {
    const appeal = (browser: Browser) => browser.post(`/api/own/suspects/${suspectId}/appeal`, { text: '当时我在场' })
    expect((await readOwn(colleague, suspectId)).notice.zh).toContain('未认定您的签到有问题')
    expect(await refusal(appeal(colleague))).toEqual([409, 'nothingToAppeal'])
    expect((await readOwn(peopled.browsers.staff, suspectId)).appealUntil).toBe('2026-04-01T00:30:00.000Z')
    expect((await appeal(peopled.browsers.staff)).status).toBe(200)
    expect(await refusal(appeal(peopled.browsers.staff))).toEqual([409, 'alreadyDone'])
  })

  test('an appeal is decided by another person, once, and the person hears it', async () => {
    const settle = (browser: Browser) =>
      browser.post(`/api/suspects/${suspectId}/appeals/${peopled.staffId}/decide`, {
        outcome: 'lifted',
        reason: '有人证',
      })
    expect(await refusal(settle(inspector))).toEqual([403, 'ownDecision'])
    expect((await readOne(inspector, suspectId)).mayDecideAppeals).toBe(false)
    expect((await readOne(second, suspectId)).mayDecideAppeals).toBe(true)
    expect(await refusal(settle(boss))).toEqual([404, 'notFound'])
    expect((await settle(second)).body.appeals[0].decided).toMatchObject({ outcome: 'lifted', by: 'inspector-2' })
    expect(await refusal(settle(second))).toEqual([409, 'alreadyDone'])
    const own = await readOwn(peopled.browsers.staff, suspectId)
    expect(own.appeal.decided).toMatchObject({ outcome: 'lifted', reason: '有人证' })
    expect(own.notice.zh).toContain('申诉成立')
  })

  test('read tables are what the facts make', async () => {
    expect(await compare(house.fresh.owner, centerProjections)).toEqual([])
  })
})

describe('later', () => {
  test('a second suspect of the same person says since when it could be seen', async () => {
    house.clock.forward(10)
    const first = (await seenBy(inspector))[0]
    const suspectId = await raise(checkInIds)
    await decide(inspector, suspectId, 'confirmed', [checkInIds[0] as string])
    const { body } = await inspector.get(`/api/suspects/${suspectId}/case`)
    expect(body).toMatchObject({ visibleSince: '2026-03-02T00:30:00.000Z', earlier: [first] })
    expect(await refusal(inspector.post(`/api/suspects/${suspectId}/erase`, { reason: '已办结' }))).toEqual([
      409,
      'stillOpen',
    ])
  })

  test('what was settled can be erased: facts, rows and what the person sees; a rebuild brings nothing back', async () => {
    const suspectId = await raise(checkInIds)
    expect(await refusal(inspector.post(`/api/suspects/${suspectId}/erase`, { reason: '已办结' }))).toEqual([
      409,
      'stillOpen',
    ])
    await decide(inspector, suspectId, 'innocent')
    expect((await inspector.post(`/api/suspects/${suspectId}/erase`, { reason: '已办结' })).status).toBe(200)
    expect(await seenBy(inspector)).not.toContain(suspectId)
    expect(await readOwn(peopled.browsers.staff, suspectId)).toBeUndefined()
    const facts = await house.fresh.app.selectFrom('fact').select(['kind', 'body']).execute()
    expect(facts.filter((it) => it.body !== null && JSON.stringify(it.body).includes(suspectId))).toEqual([])
    expect(facts.filter((it) => it.kind === 'factErased')).toHaveLength(2)
    expect(await compare(house.fresh.owner, centerProjections)).toEqual([])
  })

  test('after thirty days nobody appeals any more', async () => {
    const suspectId = await raise(checkInIds)
    await decide(inspector, suspectId, 'confirmed', [checkInIds[1] as string])
    house.clock.forward(30 * 24 * 60)
    const fresh = (await openAccount(house, 'staff-3', [{ role: 'staff', unitId: null }], peopled.colleagueId)).browser
    await fresh.me()
    expect(await refusal(fresh.post(`/api/own/suspects/${suspectId}/appeal`, { text: '迟了' }))).toEqual([
      409,
      'appealTooLate',
    ])
    expect((await readOwn(fresh, suspectId)).appealUntil).toBeNull()
  })
})
