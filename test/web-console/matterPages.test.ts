import { describe, expect, it } from 'vitest'
import { type MatterActName, type MatterView, matterStates } from '../../src/contract/matters.ts'
import { instantAt, weekdayOf } from '../../src/kit/time.ts'
import { actOf, fieldsOf, type TypedAct } from '../../web/console/pages/matter/acts.ts'
import { actsOf, hasEnded, materialsOf, stepsOf } from '../../web/console/pages/matter/reading.ts'
import { sayDuration, sayLimit } from '../../web/console/pages/matter/saying.ts'
import { matterWords } from '../../web/console/pages/matter/words.ts'
import { dueDaysOf } from '../../web/console/pages/matters/dueDays.ts'
import { firstPage, queryOf } from '../../web/console/pages/matters/filter.ts'
import { typesOfMatters } from './answersMatters.ts'
import { idOf } from './ids.ts'

describe('times in words', () => {
  it.each([
    [0, '0 秒', '0 s'],
    [59, '59 秒', '59 s'],
    [3600, '1 小时 0 分 0 秒', '1 h 0 min 0 s'],
    [-3725, '1 小时 2 分 5 秒', '1 h 2 min 5 s'],
    [100_000, '27 小时 46 分 40 秒', '27 h 46 min 40 s'],
  ])('%i s of working time know no days', (seconds, zh, en) => {
    expect([sayDuration(seconds, 'zh'), sayDuration(seconds, 'en')]).toEqual([zh, en])
  })

  it.each([
    ['workingDays', 1, '1 个工作日', '1 working day'],
    ['workingHours', 8, '8 个工作小时', '8 working hours'],
    ['days', 15, '15 天', '15 days'],
  ] as const)('%s', (unit, amount, zh, en) => {
    expect([sayLimit({ unit, amount }, 'zh'), sayLimit({ unit, amount }, 'en')]).toEqual([zh, en])
  })
})

const type = typesOfMatters[0]!
const clock = (step: string, state: 'running' | 'paused' | 'stopped') => ({ scope: 'step', step, state })
const view = (more: object): MatterView =>
  ({
    type,
    clocks: [],
    state: 'running',
    brought: [],
    missing: [],
    may: [],
    handOver: null,
    pause: null,
    ...more,
  }) as never

describe('the steps of a matter', () => {
  it.each([
    ['before it is accepted', { state: 'taken' }, 'later later later'],
    ['in the first', { clocks: [clock('handle', 'running')] }, 'now later later'],
    ['paused in the second', { clocks: [clock('handle', 'stopped'), clock('visit', 'paused')] }, 'done now later'],
    ['opened again', { clocks: [clock('decide', 'stopped'), clock('handle', 'running')] }, 'now later later'],
    ['finished', { state: 'finished', clocks: [clock('decide', 'stopped')] }, 'done done done'],
  ])('%s', (_, more, said) => {
    expect(
      stepsOf(view(more))
        .map((it) => it.state)
        .join(' '),
    ).toBe(said)
  })

  it('end where it has ended', () => {
    const ended = matterStates.filter((state) => hasEnded({ state }))
    expect(ended).toEqual(['finished', 'refused', 'withdrawn'])
  })

  it('leave what was told to be missing until it is there', () => {
    const rows = materialsOf(view({ brought: ['id'], missing: ['income'] }))
    expect(rows.map((it) => it.state)).toEqual(['brought', 'missing', 'notBrought'])
  })
})

describe('what can be done', () => {
  it('is exactly what the center lets, in the order one does it', () => {
    expect(actsOf(view({ may: ['withdraw', 'finishStep', 'unheard'] }))).toEqual(['finishStep', 'withdraw'])
  })

  it('has words for every act, in both languages', () => {
    const acts = Object.keys(fieldsOf) as MatterActName[]
    expect(actsOf(view({ may: acts })).toSorted()).toEqual(acts.toSorted())
    for (const words of [matterWords.zh, matterWords.en]) {
      expect(acts.every((it) => words.names[it] !== '' && words.whys[it] !== '')).toBe(true)
    }
  })

  const matter = view({
    clocks: [clock('handle', 'running')],
    handOver: { handOverId: idOf(1, 1) },
    pause: { pauseId: idOf(1, 2) },
  })
  it.each<[MatterActName, TypedAct, object | undefined]>([
    ['accept', {}, { act: 'accept' }],
    ['tellMissing', { materials: ['id'] }, { act: 'tellMissing', materials: ['id'], words: '' }],
    ['tellMissing', { materials: [] }, undefined],
    ['finishStep', { note: '好' }, { act: 'finishStep', step: 'handle', note: '好' }],
    ['offer', { toUnitId: idOf(1, 3), reason: '归他' }, { act: 'offer', toUnitId: idOf(1, 3), toStaffId: null }],
    ['offer', { toUnitId: idOf(1, 3), reason: '  ' }, undefined],
    ['takeOver', {}, { act: 'takeOver', handOverId: idOf(1, 1) }],
    ['refuseHandOver', { reason: '不归我' }, { act: 'refuseHandOver', handOverId: idOf(1, 1), reason: '不归我' }],
    ['pause', { ground: 'hearing', document: '3号', until: '2026-12-01' }, { act: 'pause', ground: 'hearing' }],
    ['pause', { ground: 'hearing', document: '3号' }, undefined],
    ['resume', {}, { act: 'resume', pauseId: idOf(1, 2) }],
    ['extend', { days: 10, reason: '复杂' }, { act: 'extend', by: { unit: 'workingDays', amount: 10 } }],
    ['refuse', { refusalGround: '条例', explanation: '不符', remedy: '复议' }, { act: 'refuse', ground: '条例' }],
    [
      'link',
      { system: 'S', number: '1', link: ' ' },
      { act: 'link', external: { system: 'S', number: '1', link: null } },
    ],
    ['link', { system: 'S', number: '1', link: 'no address' }, undefined],
  ])('%s with what was typed', (act, typed, expected) => {
    const read = actOf(act, typed, matter)
    if (expected === undefined) expect(read).toBeUndefined()
    else expect(read).toMatchObject(expected)
  })
})

describe('the board', () => {
  it.each([
    [{}, { state: 'open' }],
    [{ show: 'red' as const }, { state: 'open', light: 'red' }],
    [
      { show: 'ended' as const, mine: true },
      { state: 'ended', mine: '1' },
    ],
    [
      { search: '低'.repeat(80), unitId: 'u' },
      { state: 'open', unitId: 'u', search: '低'.repeat(60) },
    ],
    [{ pages: ['a', 'b'] }, { state: 'open', after: 'b' }],
  ])('asks for %j', (part, query) => {
    expect(queryOf({ ...firstPage, ...part })).toEqual(query)
  })

  it('counts by working day what comes due; what is due on a day of rest stands before it', () => {
    const due = (day: string, light: 'green' | 'grey' = 'green') => ({
      ...{ dueAt: instantAt(day, '17:30'), light, remainingSeconds: null },
    })
    const friday = instantAt('2026-11-20', '10:00')
    const rows = [due('2026-11-19'), due('2026-11-20'), due('2026-11-22'), due('2026-11-24'), due('2026-11-24', 'grey')]
    const { overdue, days } = dueDaysOf(rows, friday, (day) => weekdayOf(day) > 5)
    expect(overdue).toBe(1)
    expect(days).toHaveLength(10)
    expect(days.slice(0, 3)).toEqual([
      { day: '2026-11-20', due: 2 },
      { day: '2026-11-23', due: 0 },
      { day: '2026-11-24', due: 1 },
    ])
  })
})
