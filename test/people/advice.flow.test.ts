import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compare } from '../../src/fact/rebuild.ts'
import { newId } from '../../src/kit/ids.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { openWholeHouse, type WholeHouse } from '../house/house.ts'
import { type Answered, type Browser, openAccount, staffBody } from './house.ts'

let house: WholeHouse
let village: string
let hamlet: string
let authorId: string
let authorAccount: string
const by = {} as Record<
  'author' | 'fellow' | 'lonely' | 'head' | 'clerk' | 'townHead' | 'county' | 'inspector' | 'stranger',
  Browser
>

beforeAll(async () => {
  house = await openWholeHouse()
  village = await keepUnit('东村', house.unitId)
  hamlet = await keepUnit('小屋场', village)
  authorId = await keepPerson('王小明', 'A1', village)
  const fellowId = await keepPerson('李小红', 'A2', village)
  await keepPerson('赵六', 'A3', village)
  const lonelyId = await keepPerson('孙七', 'A4', hamlet)
  const author = await openAccount(house, 'author', [{ role: 'staff', unitId: null }], authorId)
  authorAccount = author.accountId
  by.author = author.browser
  const open = async (login: string, role: string, unitId: string | null, staffId: string | null = null) =>
    (await openAccount(house, login, [{ role, unitId }], staffId)).browser
  by.fellow = await open('fellow', 'staff', null, fellowId)
  by.lonely = await open('lonely', 'staff', null, lonelyId)
  by.stranger = await open('nobody', 'staff', null)
  by.head = await open('head-1', 'head', village)
  by.clerk = await open('clerk-1', 'clerk', village)
  by.townHead = await open('head-2', 'head', house.unitId)
  by.county = await open('county-1', 'county', null)
  by.inspector = await open('inspector-1', 'inspector', null)
  for (const browser of Object.values(by)) await browser.me()
})
afterAll(() => house.close())

async function keepUnit(name: string, parentId: string): Promise<string> {
  const unitId = newId()
  expect((await house.system.put(`/api/units/${unitId}`, { parentId, name, kind: 'village' })).status).toBe(200)
  return unitId
}

async function keepPerson(name: string, employeeNo: string, unitId: string): Promise<string> {
  const staffId = newId()
  const body = staffBody(house, { name, employeeNo, unitId })
  expect((await house.system.put(`/api/staff/${staffId}`, body)).status).toBe(200)
  return staffId
}

const give = (who: Browser, text: string, named: boolean, adviceId = newId()): Promise<Answered> =>
  who.put(`/api/advice/${adviceId}`, { text, named })
const answerTo = (who: Browser, adviceId: string, text = '已核实，本周整改。'): Promise<Answered> =>
  who.post(`/api/advice/${adviceId}/answer`, { text })
const refusalOf = ({ status, body }: Answered): string => (status === 200 ? 'done' : body.refusal)
const listed = async (who: Browser): Promise<{ adviceId: string; text: string; [more: string]: unknown }[]> =>
  (await who.get('/api/advice')).body

describe('with a name', () => {
  const adviceId = newId()

  test('goes above the head of the unit, who reads nothing of it, and comes back with an answer', async () => {
    expect(refusalOf(await give(by.author, '表格太多，\n一天三遍。', true, adviceId))).toBe('done')
    for (const who of [by.townHead, by.county, by.inspector]) {
      expect(await listed(who)).toEqual([
        {
          adviceId,
          unitId: village,
          staffId: authorId,
          text: '表格太多，\n一天三遍。',
          at: house.clock.at,
          answer: null,
        },
      ])
    }
    expect(await listed(by.head)).toEqual([])
    expect(refusalOf(await by.clerk.get('/api/advice'))).toBe('forbidden')
    expect(refusalOf(await answerTo(by.head, adviceId))).toBe('notFound')
    expect(refusalOf(await answerTo(by.townHead, adviceId))).toBe('done')
    const [own] = (await by.author.get('/api/own/advice')).body
    expect([own.adviceId, own.answer]).toEqual([adviceId, { text: '已核实，本周整改。', at: house.clock.at }])
    expect((await by.fellow.get('/api/own/advice')).body).toEqual([])
  })

  test('is answered once, also by two at once', async () => {
    expect(refusalOf(await answerTo(by.county, adviceId))).toBe('alreadyDone')
    for (let round = 0; round < 5; round += 1) {
      const another = newId()
      await give(by.author, '再提一条', true, another)
      const all = await Promise.all([by.townHead, by.county, by.inspector].map((who) => answerTo(who, another)))
      expect(all.map(refusalOf).sort()).toEqual(['alreadyDone', 'alreadyDone', 'done'])
    }
  })

  test('given twice is one; with another text it is refused', async () => {
    const twice = newId()
    const both = await Promise.all([1, 2].map(() => give(by.fellow, '同一条', true, twice)))
    expect(both.map(refusalOf)).toEqual(['done', 'done'])
    expect(refusalOf(await give(by.fellow, '改了', true, twice))).toBe('idempotencyConflict')
    expect(refusalOf(await give(by.author, '同一条', true, twice))).toBe('idempotencyConflict')
    expect((await listed(by.county)).filter((it) => it.text === '同一条')).toHaveLength(1)
  })
})

describe('without a name', () => {
  test('nothing that is kept or shown leads to who wrote it', async () => {
    const given = newId()
    house.clock.forward(7)
    expect(refusalOf(await give(by.author, '负责人让人代签到', false, given))).toBe('done')
    const [seen] = (await listed(by.inspector)).filter((it) => it.text === '负责人让人代签到')
    expect(seen).toEqual({
      adviceId: expect.any(String),
      unitId: village,
      staffId: null,
      text: '负责人让人代签到',
      at: '2026-03-01T16:00:00.000Z',
      answer: null,
    })
    const [fact] = await house.fresh.app
      .selectFrom('fact')
      .selectAll()
      .where('kind', '=', 'adviceGiven')
      .orderBy('position', 'desc')
      .limit(1)
      .execute()
    expect(fact).toMatchObject({
      by_kind: 'public',
      by_id: null,
      staff_id: null,
      site_id: null,
      device_id: null,
      at: '2026-03-01T16:00:00.000Z',
      recorded_at: '2026-03-01T16:00:00.000Z',
    })
    for (const id of [fact?.id, seen?.adviceId]) expect(String(id)).not.toMatch(/^.{14}7/)
    const all = JSON.stringify([fact, await house.fresh.app.selectFrom('advice').selectAll().execute()])
    const rows = JSON.parse(all) as [{ body: { text: string } }, { text: string }[]]
    const kept = JSON.stringify([rows[0], rows[1].filter((it) => it.text === '负责人让人代签到')])
    for (const trace of [authorId, authorAccount, given, house.clock.at, '王小明', 'author']) {
      expect([trace, kept.includes(trace)]).toEqual([trace, false])
    }
    expect((await by.author.get('/api/own/advice')).raw.body).not.toContain('代签到')
    expect(await listed(by.head)).toEqual([])
    expect((await house.audit.get('/api/audit')).raw.body).not.toContain('adviceGiven')
  })

  test('sent twice is one', async () => {
    const twice = newId()
    for (const _ of [1, 2]) expect(refusalOf(await give(by.author, '重复发送', false, twice))).toBe('done')
    expect((await listed(by.county)).filter((it) => it.text === '重复发送')).toHaveLength(1)
  })

  test('from a unit of one stands under the unit above, and its head does not read it either', async () => {
    await give(by.lonely, '就我一个人', false)
    const [seen] = (await listed(by.county)).filter((it) => it.text === '就我一个人')
    expect([seen?.unitId, hamlet === village]).toEqual([village, false])
    expect(await listed(by.head)).toEqual([])
    expect((await listed(by.townHead)).some((it) => it.text === '就我一个人')).toBe(true)
  })

  test('is answered like any other', async () => {
    const [seen] = (await listed(by.inspector)).filter((it) => it.text === '就我一个人')
    expect(refusalOf(await answerTo(by.inspector, seen?.adviceId ?? ''))).toBe('done')
  })
})

describe('rubbish', () => {
  test.each([
    ['nothing', ''],
    ['blanks', '   '],
    ['a null', 'a\u0000b'],
    ['a bell', 'a\u0007b'],
    ['half a character', 'a\ud842b'],
    ['a book', '在'.repeat(2001)],
  ])('a text of %s is refused', async (_, text) => {
    expect(refusalOf(await give(by.author, text, true))).toBe('badInput')
    expect(refusalOf(await give(by.author, text, false))).toBe('badInput')
  })

  test('an account without a person gives none and has none', async () => {
    expect(refusalOf(await give(by.stranger, '我是谁', true))).toBe('forbidden')
    expect(refusalOf(await give(by.county, '我是谁', false))).toBe('forbidden')
    expect(refusalOf(await by.stranger.get('/api/own/advice'))).toBe('forbidden')
  })

  test('nobody answers himself, and nobody what is not there', async () => {
    const both = await openAccount(
      house,
      'two-hats',
      [
        { role: 'staff', unitId: null },
        { role: 'county', unitId: null },
      ],
      await keepPerson('周八', 'A8', village),
    )
    const adviceId = newId()
    await give(both.browser, '我自己的建议', true, adviceId)
    expect(refusalOf(await answerTo(both.browser, adviceId))).toBe('decisionOnSelf')
    expect(refusalOf(await answerTo(by.county, newId()))).toBe('notFound')
    expect((await answerTo(by.county, encodeURIComponent("1' or 1=1"))).status).toBe(400)
  })

  test('mark-up and SQL are text', async () => {
    const text = `<script>alert(1)</script>'); drop table advice; --`
    await give(by.author, text, false)
    expect((await listed(by.county)).map((it) => it.text)).toContain(text)
  })
})

test('no other read table is made from what is given, so none is missed', () => {
  const readers = centerProjections.filter(({ kinds }) => kinds.includes('adviceGiven'))
  expect(readers.map(({ name }) => name)).toEqual(['advice'])
})

test('the read table comes out of the facts as it is', async () => {
  expect(await compare(house.fresh.owner, centerProjections)).toEqual([])
})
