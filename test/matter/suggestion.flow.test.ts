import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setAsideReasons, suggestedByCounter } from '../../src/contract/matters.ts'
import { newId } from '../../src/kit/ids.ts'
import { act, type Counter, done, keepType, openCounter, read, refusalOf, take, typeOf } from './counter.ts'

let counter: Counter
const lampId = newId()
beforeAll(async () => {
  counter = await openCounter()
  await counter.put('2026-03-02 09:00:00')
  await keepType(counter.house, { ...typeOf(counter.town), typeId: lampId, name: '路灯故障' })
})
afterAll(() => counter.house.close())

describe('a suggestion', () => {
  const suggested = (more: object = {}) => ({
    suggestion: { typeId: lampId, by: suggestedByCounter, followed: false, reason: '', ...more },
  })
  const [reason] = setAsideReasons

  test.each<[string, object, string, string]>([
    ['set aside', suggested(), '；建议“路灯故障”，未采用', '; “路灯故障” was suggested, not followed'],
    [
      'set aside with one of the reasons',
      suggested({ reason: reason?.zh }),
      '；建议“路灯故障”，未采用：说的是另一件事',
      '; “路灯故障” was suggested, not followed: It was about something else',
    ],
    [
      'set aside with a reason of another system’s, its id in capitals',
      suggested({ reason: '重名', typeId: lampId.toUpperCase() }),
      '；建议“路灯故障”，未采用：重名',
      '; “路灯故障” was suggested, not followed: 重名',
    ],
    [
      'followed',
      { ...suggested({ followed: true }), typeId: lampId },
      '；建议“路灯故障”，已采用',
      '; “路灯故障” was suggested and followed',
    ],
    ['of a kind nobody knows', suggested({ typeId: newId() }), '平面图', '平面图'],
    ['none', {}, '平面图', '平面图'],
  ])('%s: it stands in the line of what happened', async (_, more, zh, en) => {
    const { events } = await read(counter, await take(counter, more))
    expect(events[0]?.what.zh.endsWith(zh)).toBe(true)
    expect(events[0]?.what.en.endsWith(en)).toBe(true)
    expect(events.filter((it) => it.what.zh.includes('建议')).length).toBe(zh.includes('建议') ? 1 : 0)
  })

  test('stands nowhere else in what is told of a matter', async () => {
    const { events: _, ...rest } = await read(counter, await take(counter, suggested({ reason: reason?.zh })))
    expect(JSON.stringify(rest)).not.toContain(lampId)
    expect(JSON.stringify(rest)).not.toContain('建议')
  })

  test('is read by no count, list or measure', () => {
    const told = ['view.ts', 'words.ts'].map((it) => join('src/matter/handling', it))
    const rooms = ['publish', 'matter', 'attendance', 'roster', 'presence', 'main']
    const files = rooms.flatMap((room) =>
      readdirSync(join('src', room), { recursive: true, encoding: 'utf8' }).map((it) => join('src', room, it)),
    )
    const code = files.filter((it) => /\.(ts|tsx|sql)$/.test(it))
    expect(code.length).toBeGreaterThan(100)
    // `suggestion: null` says that there is none.
    const reading = code.filter((it) => /\bsuggestion\b(?!: null)/i.test(readFileSync(it, 'utf8')))
    expect(reading.sort()).toEqual(told)
  })
})

describe('a matter that lives in another system', () => {
  const external = { system: '省政务服务平台', number: 'GD-2026-7', link: 'https://platform.example/GD-2026-7' }
  const elsewhere = { title: '宅基地审批', channel: 'imported', external, brought: [] }

  test('is accepted without papers, and its number stands in the list, the matter and its line', async () => {
    const matterId = await take(counter, elsewhere)
    expect(await done(counter, 'wang', matterId, { act: 'accept' })).toMatchObject({
      ...{ state: 'running', step: '现场勘查', channel: 'imported', external, missing: [], brought: [] },
    })
    const { rows } = (await counter.by.wang.get('/api/matters')).body
    expect(rows.find((it: { matterId: string }) => it.matterId === matterId)).toMatchObject({ external })
    const [first] = (await read(counter, matterId)).events
    expect(first?.what.zh).toBe('登记（在其他系统办：省政务服务平台 GD-2026-7）：宅基地审批')
    expect(first?.what.en).toBe('Taken from another system (省政务服务平台, GD-2026-7): 宅基地审批')
  })

  test.each<[string, object]>([
    ['no number', { ...elsewhere, external: null }],
    ['a number, but taken here', { ...elsewhere, channel: 'counter' }],
  ])('with %s its papers are asked for', async (_, more) => {
    const matterId = await take(counter, more)
    expect(refusalOf(await act(counter, 'wang', matterId, { act: 'accept' }))).toBe('materialsLacking')
  })
})
