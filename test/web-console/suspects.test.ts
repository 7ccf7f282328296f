import { describe, expect, it } from 'vitest'
import { allRoutes } from '../../src/contract/routes/index.ts'
import { suspectDecisions } from '../../src/contract/suspects.ts'
import { allGates } from '../../src/presence/rules/gates.ts'
import { signalNames, unusable } from '../../src/presence/rules/liveness/reading.ts'
import { pagesFor } from '../../web/console/menu.ts'
import { curveNames, findRange, optionOfCurves, readCurves } from '../../web/console/pages/suspects/curves.ts'
import { listNamed, readErasable, spanOf, standingLooks, standingOf } from '../../web/console/pages/suspects/reading.ts'
import { signWords } from '../../web/console/pages/suspects/signWords.ts'
import { orderSigns, worthOf } from '../../web/console/pages/suspects/weighing.ts'
import { suspectAnswers, suspectsOf } from './answersSuspects.ts'
import { busyWorld, idOf } from './world.ts'

const world = busyWorld('2026-03-03T04:00:00.000Z')
const [open, appealed] = suspectsOf(world).suspects
if (open === undefined || appealed === undefined) throw new Error('two suspects are wanted')
const words = {
  seconds: '秒',
  curves: { turn: '转头', mouth: '张嘴', eyes: '眼睛睁开', scale: '远近' },
}
const replay = {
  durationMs: 4000,
  steps: [{ action: 'blink', promptAtMs: 500, onsetMs: null, peakMs: null }],
  curves: { atMs: [0, 100, 3100], turn: [0.5, 0.4, 0.6], mouth: [0.1, 0.9, 0.2], eyes: [0.3, 0.3], luma: [1, 2, 3] },
}

describe('the page of suspects', () => {
  it.each([
    ['inspector', true],
    ['county', true],
    ['head', false],
    ['clerk', false],
    ['staff', false],
    ['systemAdmin', false],
  ])('is there for %s: %s', (role, there) => {
    expect(pagesFor({ roles: [{ role }] }).includes('suspects')).toBe(there)
  })

  it('is never there for whoever only has a role of the unit beside staff', () => {
    expect(pagesFor({ roles: [{ role: 'clerk' }, { role: 'staff' }, { role: 'head' }] })).not.toContain('suspects')
  })
})

describe('where a suspect stands', () => {
  const decided = (decision: (typeof suspectDecisions)[number]) => ({ ...open, decided: decidedAs(decision) })
  const decidedAs = (decision: (typeof suspectDecisions)[number]) => ({
    decision,
    reason: '看过曲线',
    at: open.to,
    by: '甲',
    checkInIds: [],
  })

  it('is open until a person decides, and then what he decided', () => {
    expect(standingOf(open)).toBe('open')
    for (const decision of suspectDecisions) expect(standingOf(decided(decision))).toBe(decision)
  })

  it('is an appeal as long as one waits, and the decision again once it does not', () => {
    expect(standingOf(appealed)).toBe('appealed')
    const answered = appealed.appeals.map((it) => ({
      ...it,
      decided: { outcome: 'stands' as const, reason: '证据充分', at: it.at, by: '乙' },
    }))
    expect(standingOf({ ...appealed, appeals: answered })).toBe('confirmed')
  })

  it('has a mark of its own for each, beside the colour', () => {
    const marks = Object.values(standingLooks).map((it) => it.mark)
    expect(new Set(marks).size).toBe(marks.length)
  })
})

describe('what a suspect is about', () => {
  it('is told with the day once where it is the same', () => {
    expect(spanOf(open)).toEqual(['2026-03-02 08:31:08', '08:33:08'])
    expect(spanOf({ from: open.from, to: '2026-03-03T01:00:00.000Z' })[1]).toBe('2026-03-03 09:00:00')
  })

  it('lets only check-ins of a known person be called false', () => {
    expect(listNamed(open).map((it) => [it.checkInId, it.name])).toEqual([
      [idOf(31, 1), '李明'],
      [idOf(31, 2), '赵敏'],
    ])
  })
})

describe('the curves of an attempt', () => {
  const curves = readCurves(replay)

  it('are turn, mouth, eyes and scale over seconds, broken where nothing was read for long', () => {
    expect(curves.map((it) => it.name)).toEqual([...curveNames])
    expect(curves[0]?.points).toEqual([
      [0, 0.5],
      [0.1, 0.4],
      [0.1, null],
      [3.1, 0.6],
    ])
  })

  it('leave out what was not recorded', () => {
    expect(curves[2]?.points).toHaveLength(2)
    expect(curves[3]?.points).toEqual([])
    expect(readCurves({ curves: {} }).map((it) => it.points.length)).toEqual([0, 0, 0, 0])
  })

  it('are said in words by their least and most', () => {
    expect(curves.map(findRange)).toEqual([
      { least: 0.4, most: 0.6 },
      { least: 0.1, most: 0.9 },
      { least: 0.3, most: 0.3 },
      undefined,
    ])
  })

  it('are lines, each with its own scale and the moments of the prompts, and no picture', () => {
    const option = optionOfCurves(curves, replay, words) as {
      series: { type: string; name: string; yAxisIndex: number; markLine: { data: unknown[] } }[]
      graphic?: unknown
    }
    expect(option.series.map((it) => [it.type, it.name, it.yAxisIndex])).toEqual([
      ['line', '转头', 0],
      ['line', '张嘴', 1],
      ['line', '眼睛睁开', 2],
      ['line', '远近', 3],
    ])
    expect(option.series[0]?.markLine.data).toEqual([{ xAxis: 0.5, name: '1' }])
    expect(JSON.stringify(option)).not.toMatch(/image|data:/)
  })
})

it('every route the screens of suspects call is answered by the test-side server', () => {
  const asked = allRoutes.filter((it) => /^\/api\/(own\/)?suspects/.test(it.path)).map((it) => it.name)
  expect(suspectAnswers.map((it) => it.route.name).toSorted()).toEqual(asked.toSorted())
})

describe('what signs of life are worth to a reader', () => {
  it.each([
    [null, 0, { kind: 'silent' }],
    [0.95, 0.02, { kind: 'neutral' }],
    [0.3, -1.38, { kind: 'against', strength: 'strong', share: 1.38 / 2.5 }],
    [0.3, -0.5, { kind: 'against', strength: 'clear', share: 0.2 }],
    [0.9, 0.3, { kind: 'for', strength: 'weak', share: 0.12 }],
    [0.1, -9, { kind: 'against', strength: 'strong', share: 1 }],
  ])('a value of %s worth %f', (value, evidence, worth) => {
    expect(worthOf({ value, evidence })).toEqual(worth)
  })

  it('every signal, reason and gate there is has words in both languages', () => {
    for (const words of [signWords.zh, signWords.en]) {
      expect(Object.keys(words.signals)).toEqual(expect.arrayContaining([...signalNames]))
      expect(Object.keys(words.whys)).toEqual(expect.arrayContaining([...unusable]))
      expect(Object.keys(words.gateNames)).toEqual(expect.arrayContaining([...allGates]))
    }
  })

  it('what speaks against comes first, what says nothing last', () => {
    const of = (signal: string, value: number | null, evidence: number) => ({ signal, value, evidence, why: null })
    const ordered = orderSigns([of('a', null, 0), of('b', 1, 0.2), of('c', 1, -1), of('d', 1, 0)])
    expect(ordered.map((it) => it.signal)).toEqual(['c', 'd', 'b', 'a'])
  })
})

describe('when one may be destroyed', () => {
  const at = '2026-03-02T00:00:00.000Z'
  const decidedAs = (decision: (typeof suspectDecisions)[number]) => ({
    decided: { decision, reason: '', at, by: '甲', checkInIds: [] },
    appeals: [],
  })

  it('is never while it is open or an appeal waits', () => {
    expect(readErasable(open, at)).toEqual({ kind: 'open' })
    expect(readErasable(appealed, '2027-03-02T00:00:00.000Z')).toEqual({ kind: 'open' })
  })

  it('is at once where nobody was called false, else after the time to appeal', () => {
    const from = '2026-04-01T00:00:00.000Z'
    expect(readErasable(decidedAs('innocent'), at)).toEqual({ kind: 'now' })
    expect(readErasable(decidedAs('confirmed'), at)).toEqual({ kind: 'later', from })
    expect(readErasable(decidedAs('confirmed'), from)).toEqual({ kind: 'now' })
  })
})
