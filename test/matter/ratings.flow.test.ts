import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { satisfiedAnswers } from '../../src/contract/ratings.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { newId } from '../../src/kit/ids.ts'
import { receiptCodeOf } from '../../src/kit/receiptCode.ts'
import type { Log } from '../../src/ledger/log.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { releaseRatings } from '../../src/matter/rating/releasing.ts'
import { ratingKeyOf } from '../../src/matter/rating/sealing.ts'
import { listHeld, mixHeld } from '../../src/matter/rating/store.ts'
import { withDb } from '../db.ts'
import { type Answered, county, openAccount } from '../people/house.ts'
import { type Counter, done, hashOf, keepType, openCounter, take } from './counter.ts'

let counter: Counter
let typeId = ''
let strangers = 0
// Only its name is asked for; its checkpoints stand in their table.
const log = { find: () => ({ origin: 'kq.420101/log1', head: () => null }) as unknown as Log }

beforeAll(async () => {
  counter = await openCounter(log)
  const [first] = counter.type.steps
  if (first === undefined) throw new Error('a type has steps')
  typeId = newId()
  await keepType(counter.house, { ...counter.type, typeId, code: 'R-1', materials: [], steps: [first] })
  await counter.put('2026-03-02 09:00')
})
afterAll(() => counter.house.close())

const key = ratingKeyOf(new Uint8Array(32).fill(7))
const app = () => counter.house.fresh.app
const now = () => counter.house.clock.now()
/** A browser nobody is logged in with. */
const stranger = () => counter.house.browser()

interface Receipt {
  readonly code: string
  readonly matterId: string
}

async function taken(phone = '13912345678'): Promise<Receipt> {
  const code = receiptCodeOf(randomBytes(13))
  const applicant = { name: '赵老汉', phone }
  return { code, matterId: await take(counter, { typeId, brought: [], codeHash: hashOf(code), applicant }) }
}

async function finished(phone?: string): Promise<Receipt> {
  const it = await taken(phone)
  await done(counter, 'wang', it.matterId, { act: 'accept' })
  await done(counter, 'wang', it.matterId, { act: 'finish', result: '已批准' })
  return it
}

const rate = (code: string, said: object, round = '1'): Promise<Answered> => {
  strangers += 1
  return stranger().post(`/matter/${code}/rating`, { round, lang: 'zh', ...said })
}
const page = async (code: string, lang = 'zh'): Promise<Answered> => stranger().get(`/matter/${code}?lang=${lang}`)
const release = (lot: () => number): Promise<number> =>
  releaseRatings(app(), county.countyId, now(), { key, projections: centerProjections, lot })
const factsOf = async (kind: string) =>
  (
    await sql<{
      body: object
      envelope: object
    }>`select body, to_jsonb(fact) as envelope from fact where kind = ${kind} order by position`.execute(app())
  ).rows

/** The newest of a kind. */
async function newest(kind: string) {
  const last = (await factsOf(kind)).at(-1)
  if (last === undefined) throw new Error(`no ${kind}`)
  return last
}

describe('where is my matter', () => {
  test('a code is typed as it comes and leads to the page of the matter', async () => {
    const { code } = await taken()
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ')} `
    const { status, raw } = await stranger().post('/matter', { code: typed, lang: 'zh' })
    expect([status, raw.headers.location]).toEqual([303, `/matter/${code}?lang=zh`])
    const found = await page(code)
    expect(found.status).toBe(200)
    for (const said of ['宅基地审批', '老屋翻建', '已收到，还没有受理', '东村便民站', '027-1', '12388']) {
      expect(found.body).toContain(said)
    }
    expect(found.raw.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    })
    expect(found.body).toContain('<meta name="robots" content="noindex')
    expect((await page(code, 'en')).body).toContain('Received, not yet accepted')
  })

  test('names nobody: neither who handles it nor whose it is', async () => {
    const { code, matterId } = await taken()
    await done(counter, 'wang', matterId, { act: 'accept' })
    const { body } = await page(code)
    expect(body).toContain('村文书')
    for (const name of ['王小明', '赵老汉', '13912345678', matterId]) expect(body).not.toContain(name)
  })

  test('what is held, due and missing stands there to the second', async () => {
    const { code, matterId } = await taken()
    await done(counter, 'wang', matterId, { act: 'accept' })
    counter.house.clock.forward(1)
    const { body } = await page(code)
    expect(body).toMatch(/在他手里的工作时间<\/dt><dd>1 分 0 秒/)
    expect(body).toMatch(/最晚办到<\/dt><dd>3月\d+日 \d+:\d\d:\d\d/)
    expect(body).toContain('现场勘查')
  })

  test('a code nobody has, a mistyped one and none at all are answered alike', async () => {
    const unknown = receiptCodeOf(randomBytes(13))
    const mistyped = `${unknown.slice(0, -1)}${unknown.endsWith('0') ? '1' : '0'}`
    const answers = await Promise.all([unknown, mistyped, 'nonsense'].map((it) => page(it)))
    const posted = await stranger().post('/matter', { code: mistyped, lang: 'zh' })
    expect([...answers, posted].map((it) => it.status)).toEqual([404, 404, 404, 404])
    const typed = [unknown, mistyped, 'nonsense', mistyped]
    const pages = [...answers, posted].map(({ body }, n) => body.replace(`value="${typed[n]}"`, ''))
    expect(new Set(pages).size).toBe(1)
    expect(posted.body).toContain('没有查到')
    expect((await rate(mistyped, { solved: 'yes' })).body).toBe(posted.body)
  })

  test('what was typed wrong stands in the field again, as text', async () => {
    const typed = '7k3qm 0v9xr "2d4<b>'
    const { status, body } = await stranger().post('/matter', { code: typed, lang: 'zh' })
    expect(status).toBe(404)
    expect(body).toContain('value="7k3qm 0v9xr &quot;2d4&lt;b>"')
  })

  test('one address may not try codes without end', async () => {
    const one = stranger()
    const statuses = new Set<number>()
    for (let i = 0; i < 25; i += 1) statuses.add((await one.post('/matter', { code: 'x' })).status)
    expect([...statuses].sort()).toEqual([404, 429])
  })
})

describe('the ending confirmed by the citizen', () => {
  test('is asked for once it has ended, and taken once', async () => {
    const open = await taken()
    expect((await page(open.code)).body).not.toContain('您说了算')
    expect((await rate(open.code, { solved: 'yes' })).status).toBe(409)

    const { code } = await finished()
    expect((await page(code)).body).toContain('您说了算')
    const { status, raw } = await rate(code, { solved: 'no', satisfied: 'veryDissatisfied', told: 'yes' })
    expect([status, raw.headers.location]).toEqual([303, `/matter/${code}?lang=zh&said=rated`])
    const after = await page(code)
    expect(after.body).toContain('已经回答过')
    expect(after.body).not.toContain('name="solved"')
    expect((await rate(code, { solved: 'yes' })).status).toBe(409)
  })

  test('of many at the same time only one is taken', async () => {
    const { code } = await finished()
    const before = await countHeld()
    const all = await Promise.all(Array.from({ length: 6 }, () => rate(code, { solved: 'yes' })))
    expect(all.map((it) => it.status).sort()).toEqual([303, 409, 409, 409, 409, 409])
    expect(await countHeld()).toBe(before + 1)
  })

  test('every question may be left out; nothing is chosen beforehand', async () => {
    const { code } = await finished()
    expect((await page(code)).body).not.toContain('checked')
    expect((await rate(code, {})).status).toBe(303)
    for (const wrong of [{ solved: 'maybe' }, { satisfied: 'good' }, { told: '' }, { round: '3' }]) {
      expect((await rate(code, wrong)).status).toBe(400)
    }
  })

  test('somebody who works here cannot rate, and the try is kept without the matter', async () => {
    const { code, matterId } = await finished()
    const before = (await factsOf('ratingRefused')).length
    const tried = await counter.by.clerk.post(`/matter/${code}/rating`, { round: '1', solved: 'yes' })
    expect(tried.status).toBe(403)
    expect(tried.body).toContain('工作人员设备不能代评')
    const kept = await factsOf('ratingRefused')
    expect(kept).toHaveLength(before + 1)
    expect(JSON.stringify(kept.at(-1))).not.toContain(matterId)
    expect((await counter.by.clerk.get(`/matter/${code}`)).body).toContain('不能替群众评价')
    expect((await rate(code, { solved: 'no' })).status).toBe(303)
  })

  test('a refusal is asked about too, what was taken back is not', async () => {
    const refused = await taken()
    await done(counter, 'wang', refused.matterId, { act: 'accept' })
    const why = { ground: '条例第 3 条', explanation: '面积不够', remedy: '六十日内可以申请复议' }
    await done(counter, 'wang', refused.matterId, { act: 'refuse', ...why })
    const { body } = await page(refused.code)
    for (const said of [...Object.values(why), '您说了算', '不予办理']) expect(body).toContain(said)
    const back = await taken()
    await done(counter, 'wang', back.matterId, { act: 'withdraw', reason: '本人不办了' })
    expect((await page(back.code)).body).not.toContain('您说了算')
  })

  test('the citizen has it done again: the office sees it, and he is told so', async () => {
    const { code, matterId } = await finished()
    expect((await page(code)).body).toContain('这一项不是匿名的')
    const { status } = await stranger().post(`/matter/${code}/reopen`, { reason: '房子\n还没量', lang: 'zh' })
    expect(status).toBe(303)
    expect((await newest('matterReopened')).body).toEqual({ matterId, reason: '房子 还没量' })
    expect((await page(code)).body).toContain('正在办')
    expect((await counter.by.wang.post(`/matter/${code}/reopen`, { reason: '' })).status).toBe(403)
  })
})

test(
  'more answers wait and are mixed than one statement takes values',
  withDb(async (db) => {
    const day = '2026-03-02'
    const one = { unitId: newId(), period: '2026-Q1', round: 1, source: 'self', day } as const
    const answer = { solved: 'yes', satisfied: null, told: null } as const
    const left = Array.from({ length: 22_000 }, () => ({ ...one, answer, heldId: newId() }))
    await mixHeld(db, 330881, key, { before: [], left })
    const before = await listHeld(db, 330881, key)
    expect(before).toHaveLength(left.length)
    await mixHeld(db, 330881, key, { before, left: before.slice(0, 3) })
    expect(await listHeld(db, 330881, key)).toHaveLength(3)
  }),
)

const countHeld = async (): Promise<number> =>
  (await sql<{ n: number }>`select count(*) as n from rating_held`.execute(app())).rows[0]?.n ?? 0

describe('nobody who is rated can tell who said what', () => {
  test('a used right names neither matter, person, unit nor answer; its fact is by the public', async () => {
    const { code, matterId } = await finished()
    await rate(code, { solved: 'no', satisfied: 'dissatisfied' })
    const last = await newest('ratingRightUsed')
    expect(last.body).toEqual({ mark: key.markOf(matterId, 1), round: 1 })
    const text = JSON.stringify(last)
    for (const told of [matterId, code, counter.village, counter.siteId, 'dissatisfied', '"no"']) {
      expect(text).not.toContain(told)
    }
    expect(last.envelope).toMatchObject({ by_kind: 'public', site_id: null, staff_id: null })
  })

  test('what waits holds nothing but random ids and sealed text of one length; every night all rows are others', async () => {
    const held = async () =>
      (
        await sql<{ held_id: string; sealed: string; born: string }>`
        select held_id, sealed, xmin::text as born from rating_held order by held_id`.execute(app())
      ).rows
    const before = await held()
    expect(before.length).toBeGreaterThan(4)
    expect(new Set(before.map((it) => it.sealed.length)).size).toBe(1)
    // UUIDs of version 4 carry no time.
    expect(before.every((it) => it.held_id[14] === '4')).toBe(true)
    const { rows } = await sql<{ name: string }>`select column_name as name from information_schema.columns
      where table_name = 'rating_held' order by 1`.execute(app())
    expect(rows.map((it) => it.name)).toEqual(['county_id', 'held_id', 'sealed'])
    expect(await release(() => 1)).toBe(0)
    const after = await held()
    expect(after).toHaveLength(before.length)
    const old = new Set(before.flatMap((it) => [it.held_id, it.sealed]))
    expect(after.some((it) => old.has(it.held_id) || old.has(it.sealed))).toBe(false)
    // To the database itself they were all born in one and the same transaction.
    expect(new Set(after.map((it) => it.born)).size).toBe(1)
  })

  test('five are told together, sorted by what they say, and nothing before', async () => {
    await counter.put('2026-03-02 10:00')
    const before = await countHeld()
    const { body: early } = await stranger().get('/api/measures')
    expect(early.county.first.answered).toBeNull()
    expect(await release(() => 0)).toBe(0)
    await counter.put('2026-03-06 10:00')
    expect(await release(() => 0)).toBe(1)
    expect(await countHeld()).toBe(0)
    const told = await newest('ratingsReleased')
    const { answers, ...rest } = told.body as { answers: object[] }
    expect(answers).toHaveLength(before)
    expect(rest).toEqual({ unitId: counter.village, withUnits: [], period: '2026-Q1', round: 1, source: 'self' })
    expect(told.envelope).toMatchObject({ by_kind: 'system' })
    const { body } = await stranger().get('/api/measures?period=2026-Q1')
    expect(body.units.map((it: { unitName: string }) => it.unitName)).toEqual(['东村'])
    expect(body.county.first.answered).toBe(before)
    expect([body.told, body.refused]).toEqual([before, 1])
  })

  test('no order of coming is left in what is told', async () => {
    await counter.put('2026-03-09 09:00')
    for (const satisfied of satisfiedAnswers) await rate((await finished()).code, { satisfied })
    await counter.put('2026-03-13 09:00')
    expect(await release(() => 0)).toBe(1)
    const { answers } = (await newest('ratingsReleased')).body as { answers: { satisfied: string }[] }
    expect(answers.map((it) => it.satisfied)).toEqual([...satisfiedAnswers].sort())
  })

  test('the second time is from the thirtieth day, with a right of its own', async () => {
    await counter.put('2026-03-16 09:00')
    const { code } = await finished()
    expect((await rate(code, { solved: 'yes' }, '2')).status).toBe(409)
    expect((await rate(code, { solved: 'yes' })).status).toBe(303)
    await counter.put('2026-04-15 09:00')
    expect((await page(code)).body).toContain('过了一个月')
    expect((await rate(code, { solved: 'no' }, '1')).status).toBe(409)
    expect((await rate(code, { solved: 'no' }, '2')).status).toBe(303)
    expect((await page(code)).body).toContain('已经回答过')
    await counter.put('2026-07-14 09:00')
    expect((await page(code)).body).not.toContain('已经回答过')
  })
})

describe('measures in public', () => {
  test('hide what is under five, and are drawn for everybody in both languages', async () => {
    const page = async (lang: string) => (await stranger().get(`/measures?lang=${lang}&period=2026-Q1`)).body as string
    expect(await page('zh')).toContain('这不是排名'.slice(2))
    expect(await page('en')).toContain('this is no ranking')
    const { body } = await stranger().get('/api/measures?period=2026-Q1')
    expect(body.county.second).toEqual({ answered: null, solved: null, satisfied: null })
    const [unit] = body.units
    expect(unit.first.satisfied.n).toBeGreaterThanOrEqual(5)
    expect(unit.first.satisfied.few).toBe(true)
    expect(unit.first.satisfied.silent.low).toBeLessThan(unit.first.satisfied.share)
  })
})

test('where people were told what to answer is read above the offices only', async () => {
  const [row] = (await counter.by.county.get('/api/pressure')).body
  expect(row).toEqual({ unitId: counter.village, unitName: '东村', period: '2026-Q1', told: 1, answered: 1 })
  expect((await counter.by.inspector.get('/api/pressure')).body).toEqual([row])
  for (const who of ['head', 'townHead', 'clerk'] as const) {
    expect((await counter.by[who].get('/api/pressure')).status).toBe(403)
  }
})

describe('what is left out', () => {
  test('takes a reason of the list and another person from outside, and is counted in public', async () => {
    const { code, matterId } = await finished()
    const ask = (who: 'head' | 'other') =>
      counter.by[who].post(`/api/matters/${matterId}/exclusion`, { because: 'practice', note: '培训时录入' })
    const decide = () =>
      counter.by.county.post(`/api/matters/${matterId}/exclusion/decision`, { granted: true, note: '' })
    expect((await ask('other')).status).toBe(404)
    expect((await decide()).status).toBe(404)
    expect((await ask('head')).status).toBe(200)
    expect((await ask('head')).body.refusal).toBe('alreadyDone')
    const [row] = (await counter.by.county.get('/api/exclusions')).body
    expect(row).toMatchObject({ matterId, because: 'practice', granted: null, mayDecide: true, unitName: '东村' })
    expect((await counter.by.other.get('/api/exclusions')).body).toEqual([])
    expect((await page(code)).body).toContain('您说了算')
    expect((await decide()).status).toBe(200)
    expect((await decide()).body.refusal).toBe('alreadyDone')
    // Made once a minute.
    counter.house.clock.forward(2)
    expect((await stranger().get('/api/measures')).body.excluded).toEqual({ practice: 1 })
    expect((await page(code)).body).not.toContain('您说了算')
    expect((await rate(code, { solved: 'yes' })).status).toBe(409)
  })

  test('is not decided by whoever asked for it, not even with another account', async () => {
    const { matterId } = await finished()
    const two = async (login: string, role: 'head' | 'county', unitId: string | null) =>
      (await openAccount(counter.house, login, [{ role, unitId }], counter.staff.qian)).browser
    const [asking, deciding] = [await two('qian-1', 'head', counter.village), await two('qian-2', 'county', null)]
    const path = `/api/matters/${matterId}/exclusion`
    expect((await asking.post(path, { because: 'practice', note: '培训时录入' })).status).toBe(200)
    const decision = await deciding.post(`${path}/decision`, { granted: true, note: '' })
    expect(decision.body.refusal).toBe('exclusionTooClose')
    const [row] = (await deciding.get('/api/exclusions')).body
    expect(row).toMatchObject({ matterId, mayDecide: false })
  })
})

describe('called back by another office', () => {
  const callBackId = newId()
  const announce = (callerUnitId: string, id = callBackId) => {
    const body = { unitId: counter.village, callerUnitId, period: '2026-Q1', size: 6 }
    return counter.by.county.put(`/api/call-backs/${id}`, body)
  }
  const path = `/api/call-backs/${callBackId}`

  test('neither the office itself nor one above or below it calls', async () => {
    expect((await announce(counter.village)).body.refusal).toBe('callerTooClose')
    expect((await announce(counter.town)).body.refusal).toBe('callerTooClose')
    const { status, body } = await announce(counter.elsewhere)
    expect([status, body.drawn]).toEqual([200, null])
    expect(body.population).toBeGreaterThan(6)
    expect((await announce(counter.elsewhere)).body.callBackId).toBe(callBackId)
  })

  test('the first checkpoint that holds the announcement draws, and none before it', async () => {
    const position = async () =>
      (await sql<{ n: number }>`select max(position) as n from fact where kind = 'callBackAnnounced'`.execute(app()))
        .rows[0]?.n ?? 0
    const publish = (size: number, byte: number) =>
      counter.house.fresh.owner
        .insertInto('log_checkpoint')
        .values({
          county_id: county.countyId,
          origin: 'kq.420101/log1',
          size,
          at: now(),
          root: new Uint8Array(32).fill(byte),
          note: '',
        })
        .execute()
    const size = await position()
    await publish(size - 1, 1)
    expect((await counter.by.county.post(`${path}/draw`)).body.refusal).toBe('beaconNotYet')
    await publish(size + 5, 3)
    await publish(size, 2)
    const { body } = await counter.by.county.post(`${path}/draw`)
    expect(body.drawn).toMatchObject({ beacon: '02'.repeat(32), logSize: size })
    expect((await counter.by.county.post(`${path}/draw`)).body.drawn).toEqual(body.drawn)
  })

  test('only that office reads whom to call; two tries each, the number is gone when it is done', async () => {
    for (const who of ['head', 'townHead'] as const) expect((await counter.by[who].get(path)).status).toBe(404)
    for (const who of ['county', 'wang'] as const) expect((await counter.by[who].get(path)).status).toBe(403)
    const { items } = (await counter.by.other.get(path)).body
    expect(items).toHaveLength(6)
    expect(items[0]).toMatchObject({ phone: '13912345678', attempts: 0, open: true })
    const call = (i: number, attempt: number, outcome: string, answer: object | null = null) =>
      counter.by.other.post(`${path}/matters/${items[i].matterId}/calls`, { attempt, outcome, answer })
    expect((await call(0, 2, 'notReached')).body.refusal).toBe('alreadyDone')
    expect((await call(0, 1, 'notReached')).status).toBe(200)
    expect((await call(0, 2, 'notReached')).status).toBe(200)
    expect((await call(0, 3, 'notReached')).status).toBe(400)
    expect((await call(1, 1, 'answered')).body.refusal).toBe('badInput')
    for (const i of [1, 2, 3, 4, 5]) {
      const answer = { solved: i < 3 ? 'yes' : 'no', satisfied: null, told: false }
      expect((await call(i, 1, 'answered', answer)).status).toBe(200)
      expect((await call(i, 1, 'answered', answer)).status).toBe(200)
    }
    const after = (await counter.by.other.get(path)).body
    expect(after.called).toEqual({ answered: 5, declined: 0, notReached: 1, wrongNumber: 0 })
    expect(after.items.every((it: { open: boolean; phone: string }) => !it.open && it.phone === '')).toBe(true)
    expect(JSON.stringify(await factsOf('callBackCalled'))).not.toContain('solved')
  })

  test('its answers are told like all others, beside what people said by themselves', async () => {
    await counter.put('2026-07-20 09:00')
    expect(await release(() => 0)).toBe(1)
    const { body } = await stranger().get('/api/measures?period=2026-Q1')
    const [{ called }] = body.units
    expect(called.solved).toMatchObject({ x: 2, n: 5 })
  })
})

test('nothing differs when everything is made again from the facts', async () => {
  expect(strangers).toBeGreaterThan(20)
  expect(await compare(counter.house.fresh.owner, centerProjections)).toEqual([])
})
