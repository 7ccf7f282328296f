import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../../src/contract/people.ts'
import type { Fact, FactKind } from '../../src/fact/fact.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { factOf } from '../../src/fact/store.ts'
import { newId } from '../../src/kit/ids.ts'
import { hashOfCode, receiptCodeOf } from '../../src/kit/receiptCode.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { otherType } from '../../src/matter/types/store.ts'
import { listVisitCounts } from '../../src/matter/visit/counts.ts'
import { listVisitsOf } from '../../src/matter/visit/store.ts'
import { pressedOf } from '../../src/presence/kiosk/press.ts'
import { checkIn, type Peopled, people } from '../house/county.ts'
import { openWholeHouse, type WholeHouse } from '../house/house.ts'
import { type Answered, type Browser, county } from '../people/house.ts'

let house: WholeHouse
let peopled: Peopled
let villager: Browser

beforeAll(async () => {
  house = await openWholeHouse()
  peopled = await people(house)
  villager = house.browser()
})
afterAll(() => house.close())

const at = (rest = ''): string => `/visit/at/${house.siteId}${rest}`
const begin = (press: string, more: object = {}): Promise<Answered> =>
  villager.post(at(), { press, lang: 'zh', ...more })
const placeOf = ({ raw }: Answered): string => String(raw.headers.location)
const codeIn = (place: string): string => /\/visit\/([0-9A-Z-]{16})/.exec(place)?.[1] ?? ''
const say = (code: string, body: object): Promise<Answered> => villager.post(`/visit/${code}`, { lang: 'zh', ...body })
/** Facts of a kind, oldest first. */
async function factsOf(kind: FactKind): Promise<Fact[]> {
  const rows = await house.fresh.app
    .selectFrom('fact')
    .selectAll()
    .where('kind', '=', kind)
    .orderBy('position')
    .execute()
  return rows.map(factOf)
}
const password = 'rice-and-tea-2026'
/** The browser of an office, logged in anew: the clock runs far. */
async function logged(role: Role): Promise<Browser> {
  const browser = peopled.browsers[role]
  const answered = await browser.post('/api/log-in', { login: role === 'clerk' ? 'clerk' : `${role}-1`, password })
  expect(answered.status).toBe(200)
  await browser.me()
  return browser
}

describe('somebody who came', () => {
  test('says so with one press of a page without script, and it is one visit however often it is pressed', async () => {
    const page = await villager.get(at('?from=poster'))
    expect(page.status).toBe(200)
    expect(page.raw.headers['cache-control']).toBe('no-store')
    const press = /name="press" value="([0-9a-f-]{36})"/.exec(page.body)?.[1] ?? ''
    expect(await villager.get(at()).then(({ body }) => body.includes(press))).toBe(false)

    const both = await Promise.all([begin(press, { from: 'poster' }), begin(press, { from: 'poster' })])
    const places = new Set([...both, await begin(press, { from: 'poster' })].map(placeOf))
    expect([...places]).toEqual([`/visit/${pressedOf(press).code}?lang=zh`])
    const begun = (await factsOf('visitBegun')).filter((it) =>
      JSON.stringify(it.body).includes(pressedOf(press).visitId),
    )
    expect(begun).toHaveLength(1)
    expect(begun[0]!.by).toEqual({ kind: 'public' })
    expect(JSON.stringify(begun[0])).not.toContain(pressedOf(press).code)
    expect(begun[0]!.body).toMatchObject({ channel: 'poster', siteId: house.siteId, matterId: null })

    const visit = await villager.get([...places][0]!)
    expect(visit.raw.headers['referrer-policy']).toBe('no-referrer')
    for (const word of ['办成了', '没有人', '让我回去']) expect(visit.body).toContain(word)
  })

  test('says what became of it; the last word counts, all stay, each with a receipt', async () => {
    const press = randomUUID()
    const code = codeIn(placeOf(await begin(press)))
    house.clock.forward(10)
    await say(code, { outcome: 'nobodyThere', after: '' })
    await say(code, { outcome: 'nobodyThere', after: '' })
    const first = /name="after" value="([0-9a-f-]{36})"/.exec((await villager.get(`/visit/${code}`)).body)?.[1] ?? ''
    house.clock.forward(20)
    await say(code, { outcome: 'served', after: first })
    const { rows } = (await (await logged('county')).get('/api/visits?day=2026-03-02')).body
    const row = rows.find((it: { visitId: string }) => it.visitId === pressedOf(press).visitId)
    expect(row.outcome).toBe('served')
    expect(row.words.map((it: { outcome: string }) => it.outcome)).toEqual(['nobodyThere', 'served'])
    for (const { factId } of row.words) {
      const receipt = await villager.get(`/receipt/${factId}`)
      expect(receipt.status).toBe(200)
    }
    expect((await villager.get(`/receipt/${first}`)).body).toContain('没有人')
    const [word] = (await factsOf('boardNoted')).filter((it) => JSON.stringify(it.body).includes(first))
    expect((await villager.get(`/receipt/${word!.id}`)).status).toBe(404)
  })

  test('may come back to say it for a day, no longer; and nobody guesses a code', async () => {
    const code = codeIn(placeOf(await begin(randomUUID())))
    house.clock.forward(24 * 60)
    const refused = await say(code, { outcome: 'served', after: '' })
    expect(refused.status).toBe(409)
    expect((await villager.get(`/visit/${code}`)).body).toContain('已过一天')
    expect((await villager.get(`/visit/${receiptCodeOf(randomBytes(13))}`)).status).toBe(404)
    expect((await villager.get('/visit/nonsense')).status).toBe(404)
  })

  test('says at once that nobody is there, with one press', async () => {
    const press = randomUUID()
    await begin(press, { outcome: 'nobodyThere' })
    await begin(press, { outcome: 'nobodyThere' })
    const { visitId } = pressedOf(press)
    expect((await factsOf('visitEnded')).filter((it) => JSON.stringify(it.body).includes(visitId))).toHaveLength(1)
  })

  test('the word at the duty board is a visit too, begun and ended at once', async () => {
    const office = await logged('county')
    const before = (await office.get(`/api/visits?day=${today()}`)).body.rows.length
    house.clock.forward(1)
    await villager.post(`/board/${house.siteId}/served`, { lang: 'zh' })
    const { rows } = (await office.get(`/api/visits?day=${today()}`)).body
    expect(rows).toHaveLength(before + 1)
    expect(rows.at(-1)).toMatchObject({ channel: 'board', outcome: 'served' })
  })

  test('a poster for the door leads to the same page', async () => {
    const poster = await villager.get(at('/poster'))
    expect(poster.body).toContain(`${at()}?from=poster`)
    expect(poster.body).toContain(county.dutyPhone)
  })

  test('the duty board shows where', async () => {
    expect((await villager.get(`/board/${house.siteId}`)).body).toContain(at())
  })
})

const today = (): string => house.clock.now().slice(0, 10)

describe('nobody there, set against the duty board', () => {
  test('says what the board said and for how long; the county reads it, the head how many', async () => {
    house.clock.at = '2026-03-09T01:00:00.000Z'
    await checkIn(house, peopled.staffId, '2026-03-09T00:20:00.000Z')
    const board = (await villager.get(`/api/board/${house.siteId}`)).body
    expect(board.now.map((it: { state: string }) => it.state)).toContain('seen')
    await begin(randomUUID(), { outcome: 'nobodyThere' })

    const relogged = await logged('county')
    const { body } = await relogged.get('/api/visit-findings?from=2026-03-09&to=2026-03-09')
    expect(body.empties).toHaveLength(1)
    expect(body.empties[0]).toMatchObject({ finding: 'saidHere', said: 'seen', forMinutes: 40 })
    const told = JSON.stringify(body)
    for (const secret of ['王小明', peopled.staffId, '08:20', '00:20']) expect(told).not.toContain(secret)

    const head = await logged('head')
    const seen = (await head.get('/api/visit-findings?from=2026-03-09&to=2026-03-09')).body
    expect(seen).toMatchObject({ empties: [], breaches: [], mayRead: false })
    expect(seen.counts).toEqual([expect.objectContaining({ siteId: house.siteId, saidHere: 1 })])

    const decide = { finding: 'empty', decision: 'explained', words: '在隔壁会议室' }
    const { factId } = body.empties[0]
    expect((await head.post(`/api/visit-findings/${factId}/decide`, decide)).status).toBe(403)
    expect((await relogged.post(`/api/visit-findings/${factId}/decide`, decide)).status).toBe(200)
    const again = (await relogged.get('/api/visit-findings?from=2026-03-09&to=2026-03-09')).body
    expect(again.empties[0].decided).toMatchObject({ decision: 'explained', words: '在隔壁会议室' })
  })
})

describe('a visit about a matter', () => {
  const matterCode = receiptCodeOf(randomBytes(13))
  const matterId = newId()

  test('sent away again for what no notice named is a breach, counted and explained; trips are counted', async () => {
    const staff = await logged('staff')
    const taken = await staff.post('/api/matters', {
      ...{ matterId, codeHash: hashOfCode(matterCode), typeId: otherType.typeId, title: '低保申请', description: '' },
      ...{ siteId: house.siteId, channel: 'counter', applicant: null, agentStaffId: null, external: null, place: null },
      ...{ suggestion: null, brought: [], takenAt: null },
    })
    expect(taken.status).toBe(200)
    house.clock.forward(60)
    const typed = matterCode.toLowerCase().replaceAll('-', ' ')
    const first = codeIn(placeOf(await begin(randomUUID(), { matterCode: typed })))
    const page = (await villager.get(`/visit/${first}?saying=sentAway`)).body
    expect(page).toContain('低保申请')
    await say(first, { outcome: 'sentAway', told: '让我明天再来\r\n没说为什么', after: '' })
    const visits = await listVisitsOf(house.fresh.app, county.countyId, matterId)
    expect(visits.map((it) => it.words.at(-1)?.told)).toEqual(['让我明天再来\n没说为什么'])
    const { body } = await (await logged('staff')).get(`/api/matters/${matterId}/visits`)
    expect(body).toMatchObject({ trips: 1, visits: [{ trip: 1, breach: { verdict: 'unclear' } }] })
  })

  test('a wrong code among what was told loses none of it', async () => {
    const code = codeIn(placeOf(await begin(randomUUID())))
    const typed = { matterCode: '"wrong', told: '让我<明天>再来' }
    const { status, body } = await say(code, { outcome: 'sentAway', after: '', ...typed })
    expect(status).toBe(200)
    expect(body).toContain('value="&quot;wrong"')
    expect(body).toContain('让我&lt;明天>再来</textarea>')
  })

  test('a code nobody has is said to be wrong, and nothing is begun', async () => {
    const before = (await factsOf('visitBegun')).length
    const press = randomUUID()
    const wrong = receiptCodeOf(randomBytes(13))
    const { status, body } = await begin(press, { matterCode: wrong })
    expect(status).toBe(200)
    expect(body).toContain(`value="${wrong}"`)
    expect(body).toContain('没有找到这个事项的回执编号')
    expect(body).toContain(press)
    expect((await factsOf('visitBegun')).length).toBe(before)
  })
})

describe('by telephone', () => {
  test('a clerk enters it for a caller, who gets the code; it stands in the record who entered it', async () => {
    const clerk = await logged('clerk')
    const press = randomUUID()
    const body = { press, siteId: house.siteId, outcome: 'nobodyThere', told: '', matterCode: '' }
    const entered = await clerk.post('/api/visits', body)
    expect(entered.body).toEqual({ visitId: pressedOf(press).visitId, code: pressedOf(press).code })
    const page = (await villager.get(`/visit/${entered.body.code}`)).body
    expect(page).toContain('电话登记')
    expect(page).not.toContain('/receipt/')
    const fact = (await factsOf('visitEnded')).at(-1)!
    expect(fact.by).toMatchObject({ kind: 'account' })
    expect((await villager.get(`/receipt/${fact.id}`)).status).toBe(404)
  })
})

describe('for the public', () => {
  test('figures by unit and month, none below five, none of a month that is not wholly asked for', async () => {
    house.clock.at = '2026-04-01T01:00:00.000Z'
    for (let n = 0; n < 5; n++) {
      house.clock.forward(1)
      await house.browser().post(at(), { press: randomUUID(), outcome: 'nobodyThere' })
    }
    for (let n = 0; n < 4; n++) await house.browser().post(at(), { press: randomUUID(), outcome: 'served' })
    const read = (from: string, to: string) => listVisitCounts(house.fresh.app, county.countyId, { from, to })
    const april = (await read('2026-04-01', '2026-04-30')).filter((it) => it.month === '2026-04')
    expect(april).toEqual([
      {
        ...{ month: '2026-04', unitId: house.unitId, unitName: county.unitName },
        ...{ served: null, nobodyThere: 5, sentAway: null, unknown: null, breaches: null },
      },
    ])
    expect(await read('2026-04-01', '2026-04-29')).toEqual([])
  })
})

test('the tables are made again from the facts alone', async () => {
  expect(await compare(house.fresh.owner, centerProjections)).toEqual([])
})
