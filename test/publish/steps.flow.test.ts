import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MeasuredKind } from '../../src/contract/routes/measures.ts'
import { newId } from '../../src/kit/ids.ts'
import { type Counter, done, keepType, openCounter, take } from '../matter/counter.ts'

// Monday, 2 March 2026. Hours are 8:30 to 12:00 and 14:00 to 17:30; both steps have four of them.
let counter: Counter
beforeAll(async () => {
  counter = await openCounter()
})
afterAll(() => counter.house.close())

/** As anybody reads it; made once a minute, so the clock goes on. */
async function kinds(period = '2026-Q1'): Promise<MeasuredKind[]> {
  counter.house.clock.forward(2)
  const { status, body } = await counter.house.browser().get(`/api/measures?period=${period}`)
  expect(status).toBe(200)
  expect(body.daySeconds).toBe(7 * 3_600)
  return body.kinds
}

/** Taken and accepted on one Monday at nine. */
async function accepted(n: number, typeId = counter.type.typeId): Promise<string[]> {
  const all: string[] = []
  for (let i = 0; i < n; i += 1) {
    const matterId = await take(counter, { typeId })
    await done(counter, 'wang', matterId, { act: 'accept' })
    all.push(matterId)
  }
  return all
}

const look = (matterId: string) => done(counter, 'wang', matterId, { act: 'finishStep', step: 'look', note: '' })
const finish = (matterId: string) => done(counter, 'qian', matterId, { act: 'finish', result: '同意' })

test('steps and hand-overs of matters that ended are told by kind, in working seconds', async () => {
  await counter.put('2026-03-02 09:00:00')
  const all = await accepted(6)
  const [paused = '', ...others] = all
  // A day at an expert's counts for nobody: back on Wednesday at midnight.
  const paper = { ground: 'appraisal', document: '鉴定委托书〔2026〕3 号' } as const
  await counter.put('2026-03-02 10:00:00')
  await done(counter, 'wang', paused, { act: 'pause', pauseId: newId(), ...paper, until: '2026-03-03' })
  for (const [i, matterId] of others.entries()) {
    await counter.put(`2026-03-02 ${10 + i}:00:0${i}`)
    await look(matterId)
  }
  expect(await kinds()).toEqual([])

  await counter.put('2026-03-04 09:30:00')
  await look(paused)
  for (const matterId of others) {
    const offer = { act: 'offer', toUnitId: counter.town, toStaffId: counter.staff.qian, reason: '归他办' } as const
    await done(counter, 'townHead', matterId, { ...offer, handOverId: matterId })
  }
  await counter.put('2026-03-04 14:00:10')
  for (const matterId of others) await done(counter, 'qian', matterId, { act: 'takeOver', handOverId: matterId })
  for (const matterId of all) await finish(matterId)

  const told = await kinds()
  expect(told.map((it) => [it.name, it.matters])).toEqual([['宅基地审批', 6]])
  // 1 h, 2 h 1 s, 3 h 2 s (noon), 3 h (13:00), 3 h 4 s (14:00:04); the paused one 1 h and 1 h.
  expect(told[0]?.steps[0]).toEqual({
    ...{ key: 'look', name: '现场勘查', limit: { unit: 'workingHours', amount: 4 } },
    told: { ended: 6, inTime: 6, medianSeconds: 7_201, slowSeconds: 10_804, givenSeconds: 14_400 },
  })
  // Of five since Monday, more than four hours; of one since half past nine today.
  expect(told[0]?.steps[1]).toMatchObject({ key: 'decide', told: { ended: 6, inTime: 1, givenSeconds: 14_400 } })
  // Half past nine to noon, and ten seconds.
  expect(told[0]?.handOvers).toEqual({ taken: 5, per100: 83.3, medianSeconds: 2.5 * 3_600 + 10 })
})

test('a year holds its quarters; another quarter tells nothing of them', async () => {
  expect(await kinds('2026')).toEqual(await kinds())
  await counter.put('2026-04-01 09:00:00')
  expect(await kinds('2026-Q2')).toEqual([])
  expect((await kinds('2026-Q1')).map((it) => it.matters)).toEqual([6])
})

test('what was opened again is no more among them, until it has ended again: then with both times', async () => {
  const [matterId = ''] = await accepted(1)
  const again = await kinds('2026-Q1')
  await look(matterId)
  await counter.put('2026-04-01 10:00:00')
  await finish(matterId)
  await counter.put('2026-04-01 11:00:00')
  await done(counter, 'county', matterId, { act: 'reopen', reason: '没有解决' })
  expect(await kinds('2026-Q1')).toEqual(again)
  for (const one of await accepted(4)) {
    await look(one)
    await finish(one)
  }
  expect(await kinds('2026-Q2')).toEqual([])
  await counter.put('2026-04-01 14:00:00')
  await finish(matterId)
  const [kind] = await kinds('2026-Q2')
  expect(kind?.matters).toBe(5)
  const decide = kind?.steps.find((it) => it.key === 'decide')?.told
  expect(decide).toMatchObject({ ended: 5, inTime: 5 })
  // About an hour before its first end, an hour and the noon after.
  expect(decide?.slowSeconds).toBeGreaterThanOrEqual(6_600)
  expect(decide?.slowSeconds).toBeLessThanOrEqual(7_200)
})

test('a kind of which four ended is told nowhere, on the page or in the data', async () => {
  const typeId = newId()
  await keepType(counter.house, { ...counter.type, typeId, code: 'R-4', name: '少有的事', from: '2026-01-01' })
  for (const matterId of await accepted(4, typeId)) {
    await look(matterId)
    await finish(matterId)
  }
  expect((await kinds('2026-Q2')).map((it) => it.name)).toEqual(['宅基地审批'])
  const page = async (lang: string, quarter = 'Q1') =>
    (await counter.house.browser().get(`/measures?lang=${lang}&period=2026-${quarter}`)).body as string
  expect(await page('zh')).toContain('每 100 件转交 83.3 次，一半在 2.5 小时内接手')
  expect(await page('en')).toContain('83.3 hand-overs per 100 matters, half taken within 2.5 h')
  for (const lang of ['zh', 'en']) {
    expect(await page(lang, 'Q2')).toContain('现场勘查')
    for (const hidden of ['少有的事', '村文书', '镇国土员', '王小明', '钱镇']) {
      expect(await page(lang, 'Q2')).not.toContain(hidden)
    }
  }
})
