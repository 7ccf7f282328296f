import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compare } from '../../src/fact/rebuild.ts'
import { instantAt } from '../../src/kit/time.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { type Counter, done, openCounter, read, take } from './counter.ts'

// Monday, 2 March 2026. Hours are 8:30 to 12:00 and 14:00 to 17:30.
let counter: Counter
beforeAll(async () => {
  counter = await openCounter()
})
afterAll(() => counter.house.close())

const at = (day: string, clock: string): string => instantAt(day, clock)

describe('a whole life', () => {
  test('from the counter over two offices to the end, on the clock to the second', async () => {
    await counter.put('2026-03-02 09:00:00')
    const matterId = await take(counter)
    const taken = await read(counter, matterId, 'wang')
    expect(taken).toMatchObject({ state: 'taken', light: 'green', over: false, holder: '王小明', post: '村文书' })
    expect(taken.clocks).toMatchObject([
      // Seven hours: three today before noon, three and a half after, half an hour tomorrow.
      { scope: 'acceptance', state: 'running', dueAt: at('2026-03-03', '09:00'), startedAt: at('2026-03-02', '09:00') },
    ])
    await counter.put('2026-03-02 09:10:00')
    const accepted = await done(counter, 'wang', matterId, { act: 'accept' })
    expect(accepted.state).toBe('running')
    expect(accepted.clocks.map((it) => [it.scope, it.step, it.state, it.yellowAt, it.dueAt])).toEqual([
      ['acceptance', '', 'stopped', at('2026-03-02', '16:36'), at('2026-03-03', '09:00')],
      ['whole', '', 'running', at('2026-03-03', '08:34'), at('2026-03-03', '10:10')],
      ['step', 'look', 'running', at('2026-03-02', '11:10'), at('2026-03-02', '15:10')],
    ])
    await counter.put('2026-03-02 15:10:01')
    expect(await read(counter, matterId)).toMatchObject({ light: 'red', over: true, remainingSeconds: -1 })
    const next = await done(counter, 'wang', matterId, { act: 'finishStep', step: 'look', note: '已量' })
    expect(next).toMatchObject({ state: 'running', step: '镇审批', light: 'green', over: true, holder: null })
    expect(next.unitId).toBe(counter.town)
    await counter.put('2026-03-02 15:40:01')
    const end = await done(counter, 'qian', matterId, { act: 'finish', result: '同意' })
    expect(end).toMatchObject({ state: 'finished', light: 'done', over: true, result: '同意', may: ['link'] })
    expect(end.hops.map((it) => [it.unitName, it.staffName, it.heldSeconds])).toEqual([
      ['东村', '王小明', 3 * 3600 + 70 * 60 + 1],
      [end.unitName, null, 1800],
    ])
    expect(end.events.map((it) => it.what.zh)).toEqual([
      '登记（窗口）：宅基地审批，收到：身份证、平面图',
      expect.stringContaining('期限'),
      '受理',
      expect.stringContaining('期限'),
      '“现场勘查”环节办完：已量',
      expect.stringContaining('期限'),
      '办结：同意',
      '计时停止',
    ])
  })
})

test('nothing differs when everything is made again from the facts', async () => {
  expect(await compare(counter.house.fresh.owner, centerProjections)).toEqual([])
})
