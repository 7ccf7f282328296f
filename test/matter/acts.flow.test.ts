import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MatterAct } from '../../src/contract/matters.ts'
import { append } from '../../src/fact/append.ts'
import { draft } from '../../src/fact/draft.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { newId } from '../../src/kit/ids.ts'
import { instantAt } from '../../src/kit/time.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { listNews } from '../../src/matter/handling/news.ts'
import { readStanding } from '../../src/matter/handling/standing.ts'
import { findMatterByCode } from '../../src/matter/handling/store.ts'
import { isFor } from '../../src/matter/handling/telling.ts'
import { runMinute } from '../../src/matter/handling/timetable.ts'
import { county } from '../people/house.ts'
import {
  act,
  type Counter,
  done,
  hashOf,
  keepType,
  openCounter,
  read,
  refusalOf,
  take,
  taking,
  type Who,
} from './counter.ts'

// Monday, 2 March 2026. Hours are 8:30 to 12:00 and 14:00 to 17:30.
let counter: Counter
beforeAll(async () => {
  counter = await openCounter()
  await counter.put('2026-03-02 09:00:00')
})
afterAll(() => counter.house.close())

const at = (day: string, clock: string): string => instantAt(day, clock)
const { countyId } = county
const db = () => counter.house.fresh.app
const minute = () => runMinute(db(), countyId, counter.house.clock.at, centerProjections)
const refused = async (who: Who, matterId: string, it: MatterAct): Promise<string> =>
  refusalOf(await act(counter, who, matterId, it))
const accept: MatterAct = { act: 'accept' }
const offer = (
  toUnitId: string,
  toStaffId: string | null,
  handOverId = newId(),
): MatterAct & { handOverId: string } => ({
  ...{ act: 'offer', handOverId, toUnitId, toStaffId, reason: '归镇里办' },
})
const pause = (until: string, pauseId = newId()): MatterAct => ({
  ...{ act: 'pause', pauseId, ground: 'appraisal', document: '鉴定委托书〔2026〕3 号', until },
})

describe('taking', () => {
  test('is safe to repeat, whatever was done meanwhile, and refuses the id or the code for something else', async () => {
    const body = taking(counter)
    const send = (more: object = {}) => counter.by.wang.post('/api/matters', { ...body, ...more })
    expect((await send()).status).toBe(200)
    await done(counter, 'wang', body.matterId, accept)
    expect((await send()).body).toMatchObject({ matterId: body.matterId, state: 'running' })
    expect(refusalOf(await send({ codeHash: hashOf('other') }))).toBe('idempotencyConflict')
    expect(refusalOf(await send({ matterId: newId() }))).toBe('idempotencyConflict')
    expect(await findMatterByCode(db(), countyId, body.codeHash)).toMatchObject({ taken: { matterId: body.matterId } })
  })

  test('without a network keeps its own time, up to seven days back and never later than it arrives', async () => {
    await counter.put('2026-03-09 09:00:00')
    const send = async (takenAt: string) =>
      refusalOf(await counter.by.wang.post('/api/matters', taking(counter, { takenAt })))
    expect(await send(at('2026-03-09', '09:00:01'))).toBe('takenAtWrong')
    expect(await send(at('2026-03-02', '08:59:59'))).toBe('takenAtWrong')
    const matterId = await take(counter, { takenAt: at('2026-03-09', '08:45:10') })
    expect(await read(counter, matterId)).toMatchObject({
      takenAt: at('2026-03-09', '08:45:10'),
      clocks: [{ startedAt: at('2026-03-09', '08:45:10'), dueAt: at('2026-03-10', '08:45:10') }],
    })
    // Nobody had said anything when its time was over, before it ever arrived.
    const old = await take(counter, { takenAt: at('2026-03-05', '09:00') })
    expect(await read(counter, old)).toMatchObject({ state: 'running', over: true })
  })

  test('turns nobody away for the kind: an unknown one is other, a retired one goes on by its last version', async () => {
    const unknown = await take(counter, { typeId: newId(), brought: ['idcard'] })
    expect(await read(counter, unknown)).toMatchObject({ typeName: '其他事项', brought: [] })
    const type = { ...counter.type, typeId: newId(), code: 'OLD-1', name: '旧事项' }
    await keepType(counter.house, type)
    const about = { countyId, now: counter.house.clock.now(), by: { kind: 'system' } as const }
    const retired = draft('matterTypeRetired', { typeId: type.typeId, reason: '' }, about)
    await append(db(), [retired], centerProjections)
    const counterPage = (await counter.by.wang.get('/api/counter')).body
    expect(counterPage.types.map((it: { code: string }) => it.code).sort()).toEqual([counter.type.code, 'other'].sort())
    expect(counterPage.sites.map((it: { siteId: string }) => it.siteId)).toEqual([counter.siteId])
    expect(await read(counter, await take(counter, { typeId: type.typeId }))).toMatchObject({ typeName: '旧事项' })
  })

  test('is for whoever works there, and the agent is of the county’s staff', async () => {
    const send = async (who: Who, more: object = {}) =>
      refusalOf(await counter.by[who].post('/api/matters', taking(counter, more)))
    expect(await send('other')).toBe('forbidden')
    expect(await send('qian')).toBe('forbidden')
    expect(await send('county')).toBe('forbidden')
    expect(await send('clerk')).toBe('done')
    expect(await send('townHead')).toBe('done')
    expect(await send('wang', { agentStaffId: newId() })).toBe('notFound')
    expect(await send('wang', { agentStaffId: counter.staff.li, channel: 'agent' })).toBe('done')
  })
})

describe('papers', () => {
  test('what is missing is told once, from the list alone; the time to accept begins anew when all has come', async () => {
    await counter.put('2026-03-09 09:00:00')
    const matterId = await take(counter, { brought: ['idcard'] })
    expect(await refused('wang', matterId, accept)).toBe('materialsLacking')
    const tell = (...materials: string[]): MatterAct => ({ act: 'tellMissing', materials, words: '请补平面图' })
    expect(await refused('wang', matterId, tell('plan', 'blood'))).toBe('materialUnknown')
    const told = await done(counter, 'wang', matterId, tell('plan', 'photo'))
    expect(told).toMatchObject({ state: 'lacking', light: 'grey', missing: ['plan', 'photo'], dueAt: null })
    expect(await refused('wang', matterId, tell('plan'))).toBe('missingToldOnce')
    const standing = await readStanding(db(), countyId, matterId, counter.house.clock.at)
    expect(standing).toMatchObject({
      missing: [
        { name: '平面图', how: '一式两份' },
        { name: '照片', how: '' },
      ],
      missingWords: '请补平面图',
    })
    await counter.put('2026-03-11 10:00:00')
    const some = await done(counter, 'wang', matterId, { act: 'supply', materials: ['plan'] })
    expect(some).toMatchObject({ state: 'lacking', missing: ['photo'] })
    const all = await done(counter, 'li', matterId, { act: 'supply', materials: ['photo'] })
    expect(all).toMatchObject({ state: 'taken', missing: [], dueAt: at('2026-03-12', '10:00') })
    // Nothing new; only what came and does not do.
    expect(await refused('wang', matterId, tell('idcard'))).toBe('missingToldOnce')
    expect(await done(counter, 'wang', matterId, tell('photo'))).toMatchObject({ state: 'lacking', missing: ['photo'] })
    await done(counter, 'wang', matterId, { act: 'supply', materials: ['photo'] })
    expect(await done(counter, 'wang', matterId, accept)).toMatchObject({ state: 'running' })
    expect(await refused('wang', matterId, tell('photo'))).toBe('matterAccepted')
  })

  test('with no word in time it is accepted by law, at the very instant, and that stays visible', async () => {
    await counter.put('2026-03-09 09:00:00')
    const matterId = await take(counter)
    await counter.put('2026-03-10 09:00:00')
    await minute()
    expect(await read(counter, matterId)).toMatchObject({ state: 'taken', over: false })
    await counter.put('2026-03-10 09:00:30')
    expect((await minute()).passed).toBeGreaterThan(0)
    expect((await minute()).passed).toBe(0)
    const accepted = await read(counter, matterId)
    expect(accepted).toMatchObject({ state: 'running', over: true, step: '现场勘查' })
    expect(accepted.clocks.at(-1)).toMatchObject({
      startedAt: at('2026-03-10', '09:00'),
      dueAt: at('2026-03-10', '15:00'),
    })
    expect(accepted.events.map((it) => [it.at, it.by])).toContainEqual([at('2026-03-10', '09:00'), '系统 / the system'])
    // The same when somebody comes before the minute does.
    const other = await take(counter)
    await counter.put('2026-03-12 09:00:00')
    expect(await refused('wang', other, { act: 'tellMissing', materials: ['photo'], words: '' })).toBe('matterAccepted')
  })
})

describe('handing over', () => {
  test('whoever has it keeps it and its time until the other takes it, and no clock moves', async () => {
    await counter.put('2026-03-09 09:00:00')
    const matterId = await take(counter)
    const before = (await done(counter, 'wang', matterId, accept)).clocks
    const one = offer(counter.town, counter.staff.qian)
    expect(await refused('other', matterId, one)).toBe('notFound')
    expect(await refused('inspector', matterId, one)).toBe('forbidden')
    expect(await refused('wang', matterId, offer(counter.village, counter.staff.wang))).toBe('handOverToHolder')
    expect(await refused('wang', matterId, offer(counter.town, counter.staff.li))).toBe('staffElsewhere')
    await counter.put('2026-03-09 09:30:00')
    expect(await done(counter, 'wang', matterId, one)).toMatchObject({ offered: true, holder: '王小明' })
    expect(await done(counter, 'wang', matterId, one)).toMatchObject({ offered: true })
    expect(await refused('wang', matterId, offer(counter.elsewhere, null))).toBe('matterOtherwise')
    const mine = (await counter.by.qian.get('/api/matters?mine=1')).body
    expect(mine.rows.map((it: { matterId: string }) => it.matterId)).toContain(matterId)
    const { handOverId } = one
    await done(counter, 'qian', matterId, { act: 'refuseHandOver', handOverId, reason: '不归镇里' })
    const again = offer(counter.town, counter.staff.qian)
    await done(counter, 'wang', matterId, again)
    await counter.put('2026-03-09 10:15:20')
    const took = await done(counter, 'qian', matterId, { act: 'takeOver', handOverId: again.handOverId })
    expect(took).toMatchObject({ holder: '钱镇', post: '镇国土员', handOver: null })
    expect(took.clocks).toEqual(before)
    expect(took.hops.map((it) => [it.staffName, it.heldSeconds, it.to])).toEqual([
      ['王小明', 75 * 60 + 20, at('2026-03-09', '10:15:20')],
      ['钱镇', 0, null],
    ])
    expect(await refused('li', matterId, { act: 'finishStep', step: 'look', note: '' })).toBe('forbidden')
    expect(await refused('head', matterId, { act: 'finishStep', step: 'look', note: '' })).toBe('forbidden')
    expect(await done(counter, 'townHead', matterId, { act: 'finishStep', step: 'look', note: '' })).toMatchObject({
      step: '镇审批',
    })
  })
})

describe('time', () => {
  test('a pause counts on no clock and ends by itself with its last day', async () => {
    await counter.put('2026-03-09 09:00:00')
    const matterId = await take(counter)
    expect(await refused('wang', matterId, pause('2026-03-10'))).toBe('matterOtherwise')
    await done(counter, 'wang', matterId, accept)
    expect(await refused('wang', matterId, pause('2026-03-08'))).toBe('pauseUntilWrong')
    await counter.put('2026-03-09 10:00:00')
    const paused = await done(counter, 'wang', matterId, pause('2026-03-10'))
    expect(paused).toMatchObject({ state: 'paused', light: 'grey', dueAt: null, pause: { until: '2026-03-10' } })
    await counter.put('2026-03-11 08:30:00')
    expect((await minute()).passed).toBeGreaterThan(0)
    const on = await read(counter, matterId)
    // Three hours of four are left, from Wednesday morning.
    expect(on).toMatchObject({ state: 'running', dueAt: at('2026-03-11', '11:30'), light: 'green' })
    expect(on.events.map((it) => [it.at, it.what.zh])).toContainEqual([at('2026-03-11', '00:00'), '预计期满，恢复计时'])
    expect(on.traces.find((it) => it.scope === 'whole')?.lines.at(-1)?.zh).toContain('法定期限')
    const shorter = await done(counter, 'wang', matterId, pause('2026-03-20', '0195a000-0000-7000-8000-000000000001'))
    await counter.put('2026-03-11 09:30:00')
    const pauseId = shorter.pause?.pauseId ?? ''
    expect(await done(counter, 'wang', matterId, { act: 'resume', pauseId })).toMatchObject({
      dueAt: at('2026-03-11', '14:30'),
    })
  })

  test('it is extended once, by the head, before it is late, by ten working days at most', async () => {
    await counter.put('2026-03-09 09:00:00')
    const matterId = await take(counter)
    await done(counter, 'wang', matterId, accept)
    const extend = (amount: number): MatterAct => ({
      act: 'extend',
      by: { unit: 'workingDays', amount },
      reason: '情况复杂',
    })
    expect(await refused('wang', matterId, extend(2))).toBe('forbidden')
    expect(await refused('clerk', matterId, extend(2))).toBe('forbidden')
    expect(await refused('head', matterId, extend(11))).toBe('extensionTooLong')
    const longer = await done(counter, 'head', matterId, extend(2))
    expect(longer.clocks.filter((it) => it.state === 'running').map((it) => it.dueAt)).toEqual([
      at('2026-03-12', '17:30'),
      at('2026-03-11', '17:30'),
    ])
    expect(await refused('head', matterId, extend(1))).toBe('extendedOnce')
    expect(await readStanding(db(), countyId, matterId, counter.house.clock.at)).toMatchObject({
      extension: '情况复杂',
    })
    const late = await take(counter)
    await done(counter, 'wang', late, accept)
    await counter.put('2026-03-11 09:00:00')
    expect(await refused('head', late, extend(2))).toBe('extensionTooLate')
  })

  test('a calendar that changed moves what is due only when the county says so; both dates stay', async () => {
    await counter.put('2026-03-16 09:00:00')
    const matterId = await take(counter)
    await done(counter, 'wang', matterId, accept)
    const day = { overrideId: newId(), layer: 'county', unitId: null, staffId: null, half: null, work: false } as const
    const closed = { ...day, from: '2026-03-17', to: '2026-03-17', name: '停电', reason: '检修', document: '' }
    const about = { countyId, now: counter.house.clock.now(), by: { kind: 'system' } as const }
    await append(db(), [draft('dayOverrideKept', closed, about)], centerProjections)
    const before = await read(counter, matterId)
    expect(before.clocks.at(-2)?.dueAt).toBe(at('2026-03-17', '10:00'))
    expect(
      before.traces
        .find((it) => it.scope === 'whole')
        ?.lines.map((it) => it.zh)
        .join(''),
    ).toContain('为准')
    const ask = async (dry: boolean) => {
      const { status, body } = await counter.by.county.post('/api/matters/recompute', { dry, because: '停电公告' })
      expect([status, status === 200 ? '' : body]).toEqual([200, ''])
      return body
    }
    const dry = await ask(true)
    expect(dry.some).toContainEqual({
      ...{ matterId, title: '老屋翻建', scope: 'whole' },
      ...{ before: at('2026-03-17', '10:00'), after: at('2026-03-18', '10:00') },
    })
    expect((await read(counter, matterId)).clocks.at(-2)?.dueAt).toBe(at('2026-03-17', '10:00'))
    await ask(false)
    expect((await ask(true)).changed).toBe(0)
    const clock = (await read(counter, matterId)).clocks.at(-2)
    expect(clock).toMatchObject({
      dueAt: at('2026-03-18', '10:00'),
      earlier: [{ dueAt: at('2026-03-17', '10:00'), because: '停电公告', changedAt: at('2026-03-16', '09:00') }],
    })
    // A large county is gone through part by part; each is looked at once, and whoever halts goes on where he was.
    const { rows: some } = await sql<{ id: string }>`
      insert into matter select county_id, id, md5(id::text), type_id, type_version, title, unit_id, site_id,
        holder_unit_id, holder_staff_id, null, null, state, next_yellow_at, next_due_at, null, urgency, late, taken_at,
        ended_at, simulated, jsonb_set(kept, '{taken,matterId}', to_jsonb(id))
      from matter, (select gen_random_uuid() as id from generate_series(1, 450)) as more
      where matter_id = ${matterId}::uuid returning matter_id as id`.execute(counter.house.fresh.owner)
    const parts = []
    for (let after: string | null = null; parts.length < 9; ) {
      const { body } = await counter.by.county.post('/api/matters/recompute', { dry: true, because: '', after })
      parts.push(body)
      after = body.next
      if (after === null) break
    }
    expect(parts.map((it) => it.looked).slice(0, -1)).toEqual([200, 200])
    expect(parts.reduce((sum, it) => sum + it.looked, 0)).toBe(parts[0].open)
    const ids = some.map((it) => it.id)
    await sql`delete from matter where matter_id = any(${ids}::uuid[])`.execute(counter.house.fresh.owner)
    expect(await counter.by.townHead.post('/api/matters/recompute', { dry: true, because: '' })).toMatchObject({
      body: { refusal: 'forbidden' },
    })
  })
})

describe('ends', () => {
  test('a refusal has its ground and remedy, and is no end for the county: it runs again with clocks of its own', async () => {
    await counter.put('2026-03-23 09:00:00')
    const matterId = await take(counter)
    await done(counter, 'wang', matterId, accept)
    const refusal = { ground: '土地管理法第六十二条', explanation: '一户一宅', remedy: '60 日内可申请复议' }
    const end = await done(counter, 'wang', matterId, { act: 'refuse', ...refusal })
    expect(end).toMatchObject({ state: 'refused', light: 'done', refusal, over: false, step: null })
    expect(await refused('wang', matterId, { act: 'reopen', reason: '再办' })).toBe('forbidden')
    expect(await refused('wang', matterId, accept)).toBe('matterAccepted')
    expect(await readStanding(db(), countyId, matterId, counter.house.clock.at)).toMatchObject({
      ...{ state: 'refused', refusal, post: '村文书', dueAt: at('2026-03-24', '10:00') },
      steps: [{ state: 'now' }, { state: 'later' }],
    })
    const again = await done(counter, 'county', matterId, { act: 'reopen', reason: '理由不成立' })
    expect(again).toMatchObject({ state: 'running', step: '现场勘查', light: 'green' })
    expect(again.clocks.filter((it) => it.state === 'running')).toHaveLength(2)
    expect(again.may).toEqual([])
    const taken = await done(counter, 'clerk', matterId, { act: 'withdraw', reason: '本人电话撤回' })
    expect(taken).toMatchObject({ state: 'withdrawn' })
    expect(
      await done(counter, 'li', matterId, {
        act: 'link',
        external: { system: '省平台', number: 'G-1', link: null },
      }),
    ).toMatchObject({ external: { number: 'G-1' } })
  })
})

describe('lights', () => {
  test('are noted once each, for whoever has it, then for those above him, then for the county', async () => {
    await counter.put('2026-03-30 09:00:00')
    await minute()
    const since = counter.house.clock.at
    const matterId = await take(counter)
    await done(counter, 'wang', matterId, accept)
    const heard = async () =>
      (await listNews(db(), countyId, since)).filter((it) => it.matterId === matterId && it.scope === 'step')
    await counter.put('2026-03-30 11:00:00')
    expect((await minute()).news).toBeGreaterThan(0)
    expect((await minute()).news).toBe(0)
    expect(await heard()).toMatchObject([{ light: 'yellow', level: 'holder', staffId: counter.staff.wang }])
    await counter.put('2026-03-30 15:01:00')
    await minute()
    expect((await heard()).map((it) => [it.light, it.level])).toEqual([
      ['yellow', 'holder'],
      ['red', 'holder'],
      ['red', 'unit'],
    ])
    await counter.put('2026-03-31 17:30:00')
    await minute()
    expect(await heard()).toHaveLength(3)
    await counter.put('2026-03-31 17:31:00')
    await minute()
    const [, red, unit, above] = await heard()
    expect(above).toMatchObject({ level: 'county', light: 'red', dueAt: at('2026-03-30', '15:00') })
    const parents = new Map([
      [counter.village, counter.town],
      [counter.town, null],
      [counter.elsewhere, counter.town],
    ])
    const person = (staffId: string | null, role: 'staff' | 'head' | 'county', unitId: string | null) => ({
      ...{ staffId, unitId: counter.village },
      grants: [{ role, unitId }],
    })
    const told = (it: typeof red, who: ReturnType<typeof person>) => it !== undefined && isFor(it, who, parents)
    const [wang, head] = [person(counter.staff.wang, 'staff', null), person(null, 'head', counter.town)]
    expect([told(red, wang), told(red, head), told(unit, wang), told(unit, head), told(above, head)]).toEqual([
      ...[true, false, false, true, false],
    ])
    expect(told(above, person(null, 'county', null))).toBe(true)
    expect(told(unit, person(null, 'head', counter.elsewhere))).toBe(false)
  })

  test('the list begins with the most urgent, counts by light, and goes on page by page without one lost', async () => {
    await counter.put('2026-04-01 09:00:00')
    for (let i = 0; i < 60; i += 1) {
      await take(counter, { title: `第 ${i} 件`, takenAt: at('2026-04-01', `08:3${i % 10}:${10 + (i % 40)}`) })
    }
    const ask = async (who: Who, query: string) => (await counter.by[who].get(`/api/matters?${query}`)).body
    const first = await ask('head', 'state=all')
    expect(first.rows).toHaveLength(50)
    const pages = [first]
    while (pages.at(-1).next !== null) pages.push(await ask('head', `state=all&after=${pages.at(-1).next}`))
    const rows = pages.flatMap((it) => it.rows)
    expect(new Set(rows.map((it) => it.matterId)).size).toBe(rows.length)
    const { count } = await db()
      .selectFrom('matter')
      .select((it) => it.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    expect(rows).toHaveLength(count)
    const open = rows.filter((it) => it.dueAt !== null).map((it) => it.dueAt)
    expect(open).toEqual([...open].sort())
    expect(rows.map((it) => it.light === 'done')).toEqual(rows.map((it) => it.light === 'done').sort())
    for (const light of ['green', 'yellow', 'red', 'grey'] as const) {
      expect(first.lights[light]).toBe(rows.filter((it) => it.light === light).length)
      const lit = await ask('county', `light=${light}`)
      expect(lit.rows.every((it: { light: string }) => it.light === light)).toBe(true)
    }
    expect((await ask('other', 'state=all')).rows).toEqual([])
    expect((await ask('wang', 'search=第 5 件')).rows.map((it: { title: string }) => it.title)).toEqual(['第 5 件'])
    expect((await ask('wang', 'search=%25')).rows).toEqual([])
    expect((await counter.by.wang.get('/api/matters?after=1.x')).body.refusal).toBe('badInput')
  })
})

describe('two at once', () => {
  test('take the same once, and accept it once', async () => {
    await counter.put('2026-04-02 09:00:00')
    const body = taking(counter)
    const both = await Promise.all([counter.by.wang, counter.by.clerk].map((it) => it.post('/api/matters', body)))
    expect(both.map((it) => it.status)).toEqual([200, 200])
    const accepted = await Promise.all((['wang', 'clerk'] as const).map((who) => refused(who, body.matterId, accept)))
    expect(accepted.sort()).toEqual(['done', 'matterAccepted'])
    const { events } = await read(counter, body.matterId)
    expect(events.map((it) => it.what.zh).filter((it) => it === '受理')).toHaveLength(1)
  })

  test('somebody who is nobody of the staff has none of his own', async () => {
    expect((await counter.by.clerk.get('/api/matters?mine=1')).body).toMatchObject({ rows: [], lights: { green: 0 } })
  })
})

test('nothing differs when everything is made again from the facts', async () => {
  expect(await compare(counter.house.fresh.owner, centerProjections)).toEqual([])
})
