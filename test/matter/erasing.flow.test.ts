import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MatterAct } from '../../src/contract/matters.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { centerProjections } from '../../src/main/answers.ts'
import type { Matter } from '../../src/matter/handling/matter.ts'
import { readStanding } from '../../src/matter/handling/standing.ts'
import { findMatter } from '../../src/matter/handling/store.ts'
import { county } from '../people/house.ts'
import { act, type Counter, done, openCounter, read, refusalOf, take, type Who } from './counter.ts'

let counter: Counter
beforeAll(async () => {
  counter = await openCounter()
  await counter.put('2026-03-02 09:00:00')
})
afterAll(() => counter.house.close())

const { countyId } = county
const db = () => counter.house.fresh.app
const erase: MatterAct = { act: 'eraseWords', reason: '本人要求删除' }
const personal = ['诸葛老汉', '13900000001', '卧龙岗七号', '诸葛家翻建', '漏雨三年'] as const
const told = {
  ...{ title: '诸葛家翻建', description: '漏雨三年', applicant: { name: '诸葛老汉', phone: '13900000001' } },
  place: { address: '卧龙岗七号', lat: 30.6, long: 119.7 },
}

/** Taken, accepted, late at its first step, finished. */
async function takeAndFinish(): Promise<string> {
  await counter.put('2026-03-02 09:00:00')
  const matterId = await take(counter, told)
  await done(counter, 'wang', matterId, { act: 'accept' })
  await counter.put('2026-03-02 15:30:00')
  await done(counter, 'wang', matterId, { act: 'finishStep', step: 'look', note: '' })
  await done(counter, 'qian', matterId, { act: 'finish', result: '同意' })
  return matterId
}

const getMatter = async (matterId: string): Promise<Matter> => {
  const found = await findMatter(db(), countyId, matterId)
  if (found === undefined) throw new Error('no such matter')
  return found
}

/** Tables of the center in which a word stands anywhere, in any column. */
async function tablesWith(word: string): Promise<string[]> {
  const { owner } = counter.house.fresh
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(owner)
  const found: string[] = []
  for (const { name } of rows) {
    const { rows: hits } = await sql`
      select 1 from ${sql.table(name)} as it where it::text like ${`%${word}%`} limit 1`.execute(owner)
    if (hits.length > 0) found.push(name)
  }
  return found
}

test('only the county may, and only once the matter has ended', async () => {
  const matterId = await take(counter)
  expect(refusalOf(await act(counter, 'county', matterId, erase))).toBe('matterOtherwise')
  await done(counter, 'wang', matterId, { act: 'withdraw', reason: '不办了' })
  for (const who of ['wang', 'clerk', 'head', 'townHead', 'inspector'] as const satisfies readonly Who[]) {
    expect([who, refusalOf(await act(counter, who, matterId, erase))]).toEqual([who, 'forbidden'])
    expect((await read(counter, matterId, who)).may).not.toContain('eraseWords')
  }
  expect((await read(counter, matterId, 'county')).may).toContain('eraseWords')
})

test('who it was for and what was said is gone everywhere; the matter, its clocks and its history stay', async () => {
  const matterId = await takeAndFinish()
  const before = await getMatter(matterId)
  const viewed = await read(counter, matterId)
  for (const word of personal) expect([word, await tablesWith(word)]).toEqual([word, ['fact', 'matter']])

  const after = await done(counter, 'county', matterId, erase)
  expect(after).toMatchObject({ title: '宅基地审批', description: '', applicant: null, place: null, wordsErased: true })
  expect(after.may).not.toContain('eraseWords')
  expect(after.clocks).toEqual(viewed.clocks)
  expect(after.hops).toEqual(viewed.hops)
  const said = '申请人和所说的情况已销毁，不能恢复：本人要求删除'
  expect(after.events.map((it) => it.what.zh)).toEqual([...viewed.events.map((it) => it.what.zh), said])
  for (const word of personal) expect([word, await tablesWith(word)]).toEqual([word, []])
  const { words: _, ...rest } = before
  expect(await getMatter(matterId)).toEqual({ ...rest, words: null })
  expect(await readStanding(db(), countyId, matterId, counter.house.clock.at)).toMatchObject({
    ...{ title: '宅基地审批', state: 'finished', result: '同意' },
  })
  expect((await counter.by.county.get('/api/matters?state=all&search=诸葛')).body.rows).toEqual([])
})

test('a certificate names who destroyed it and why, and nothing differs when all is made again from the facts', async () => {
  const matterId = await takeAndFinish()
  const factId = (await getMatter(matterId)).words?.factId ?? ''
  await done(counter, 'county', matterId, erase)
  expect(refusalOf(await act(counter, 'county', matterId, erase))).toBe('matterOtherwise')
  const { rows } = await sql<{ reason: string; by: string; who: string | null }>`
    select body ->> 'reason' as reason, by_kind as by, by_id as who from fact
    where kind = 'factErased' and body ->> 'factId' = ${factId}`.execute(counter.house.fresh.owner)
  expect(rows).toEqual([{ reason: '本人要求删除', by: 'account', who: expect.any(String) }])
  expect(await compare(counter.house.fresh.owner, centerProjections)).toEqual([])
})

test('what was opened again goes on without them', async () => {
  const matterId = await takeAndFinish()
  await done(counter, 'county', matterId, erase)
  const again = await done(counter, 'county', matterId, { act: 'reopen', reason: '没有解决' })
  expect(again).toMatchObject({ state: 'running', applicant: null, wordsErased: true })
  const end = await done(counter, 'qian', matterId, { act: 'finish', result: '办好了' })
  expect(end).toMatchObject({ state: 'finished', title: '宅基地审批' })
  expect(await compare(counter.house.fresh.owner, centerProjections)).toEqual([])
})
