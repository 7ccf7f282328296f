import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Limit, MatterType, type Warning } from '../../src/contract/matterTypes.ts'
import { usualHours, type Weekly } from '../../src/contract/workingHours.ts'
import { changesOf, isSameType } from '../../src/matter/types/changes.ts'
import { compareLimits, isLonger, sumLimits } from '../../src/matter/types/compare.ts'
import { hasOwn, hoursAlong, hoursOn } from '../../src/matter/types/hours.ts'
import { sayWeekly } from '../../src/matter/types/hoursText.ts'
import { readLimit, readWarning, sayLimit, sayWarning } from '../../src/matter/types/limitText.ts'
import { otherType } from '../../src/matter/types/other.ts'
import { judgeType, warnOf } from '../../src/matter/types/rules.ts'
import { listSamples } from '../../src/matter/types/samples.ts'
import { anyLimit, anyWarning, idOf, plainType, unitId } from './types.ts'

const days = (amount: number): Limit => ({ unit: 'workingDays', amount })

describe('a limit as people write it', () => {
  test.each<[string, Limit]>([
    ['5个工作日', days(5)],
    ['5 个工作日', days(5)],
    ['５个工作日', days(5)],
    ['五个工作日', days(5)],
    ['十工作日', days(10)],
    ['十五个工作日', days(15)],
    ['二十个工作日', days(20)],
    ['四十五个工作日', days(45)],
    ['一百二十个工作日', days(120)],
    ['一百零五个工作日', days(105)],
    ['5 working days', days(5)],
    ['1 Working Day', days(1)],
    ['5 workdays', days(5)],
    ['4小时', { unit: 'workingHours', amount: 4 }],
    ['4个小时', { unit: 'workingHours', amount: 4 }],
    ['两小时', { unit: 'workingHours', amount: 2 }],
    ['1.5小时', { unit: 'workingSeconds', amount: 5400 }],
    ['半小时', { unit: 'workingSeconds', amount: 1800 }],
    ['半个小时', { unit: 'workingSeconds', amount: 1800 }],
    ['2 hours', { unit: 'workingHours', amount: 2 }],
    ['30分钟', { unit: 'workingSeconds', amount: 1800 }],
    ['45 seconds', { unit: 'workingSeconds', amount: 45 }],
    ['3天', { unit: 'days', amount: 3 }],
    ['30日', { unit: 'days', amount: 30 }],
    ['三十个自然日', { unit: 'days', amount: 30 }],
    ['2 weeks', { unit: 'days', amount: 14 }],
    ['一周', { unit: 'days', amount: 7 }],
  ])('%s', (text, wanted) => {
    expect(readLimit(text)).toEqual(wanted)
  })

  test.each([
    '',
    '5',
    '工作日',
    '0个工作日',
    '-5天',
    '半天',
    '1.5天',
    '2.5分钟',
    '一个月',
    '当场办结',
    '5个工作日内外',
    '1e3天',
    '十十天',
    '99999999999天',
  ])('%j says no length', (text) => {
    expect(readLimit(text)).toBeUndefined()
  })

  test('whatever is said is read back, in both languages', () => {
    fc.assert(
      fc.property(anyLimit, (limit) => {
        for (const text of Object.values(sayLimit(limit))) expect([text, readLimit(text)]).toEqual([text, limit])
      }),
    )
  })

  test('no text makes it throw, and what comes out is a limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const limit = readLimit(text)
        expect(limit === undefined || Limit.safeParse(limit).success).toBe(true)
      }),
    )
  })

  test.each<[string, Warning]>([
    ['80%', { kind: 'used', percent: 80 }],
    ['８０％', { kind: 'used', percent: 80 }],
    ['用到90%', { kind: 'used', percent: 90 }],
    ['提前1个工作日', { kind: 'before', limit: days(1) }],
    ['到期前4小时', { kind: 'before', limit: { unit: 'workingHours', amount: 4 } }],
    ['1 working day before', { kind: 'before', limit: days(1) }],
  ])('a warning: %s', (text, wanted) => {
    expect(readWarning(text)).toEqual(wanted)
  })

  test.each(['', '0%', '100%', '80', '提前', '1个工作日', '提前一个月'])('%j is no warning', (text) => {
    expect(readWarning(text)).toBeUndefined()
  })

  test('a warning that is said is read back', () => {
    fc.assert(
      fc.property(anyWarning, (warning) => {
        for (const text of Object.values(sayWarning(warning))) expect(readWarning(text)).toEqual(warning)
      }),
    )
  })
})

describe('limits compared', () => {
  test.each<[Limit, Limit, number | undefined]>([
    [days(5), days(20), -1],
    [days(5), days(5), 0],
    [{ unit: 'workingHours', amount: 1 }, { unit: 'workingSeconds', amount: 3600 }, 0],
    [{ unit: 'workingHours', amount: 2 }, { unit: 'workingSeconds', amount: 3600 }, 1],
    [days(5), { unit: 'days', amount: 4 }, 1],
    [{ unit: 'days', amount: 4 }, days(5), -1],
    [days(5), { unit: 'days', amount: 5 }, undefined],
    [days(5), { unit: 'days', amount: 30 }, undefined],
    [days(1), { unit: 'workingHours', amount: 4 }, undefined],
  ])('%j and %j', (a, b, sign) => {
    const compared = compareLimits(a, b)
    expect(compared === undefined ? undefined : Math.sign(compared)).toBe(sign)
  })

  test('turned round, the answer turns round; what cannot be compared may be longer either way', () => {
    fc.assert(
      fc.property(anyLimit, anyLimit, (a, b) => {
        const [one, other] = [compareLimits(a, b), compareLimits(b, a)]
        expect(one === undefined).toBe(other === undefined)
        if (one === undefined || other === undefined) {
          expect([isLonger(a, b), isLonger(b, a)]).toEqual([true, true])
          return
        }
        expect(Math.sign(one) + Math.sign(other)).toBe(0)
        expect(isLonger(a, b) && isLonger(b, a)).toBe(false)
      }),
    )
  })

  test('sums are of one unit, or of working time', () => {
    expect(sumLimits([days(1), days(2)])).toEqual(days(3))
    const hour: Limit = { unit: 'workingHours', amount: 1 }
    expect(sumLimits([hour, { unit: 'workingSeconds', amount: 60 }])).toEqual({ unit: 'workingSeconds', amount: 3660 })
    expect(sumLimits([days(1), hour])).toBeUndefined()
    expect(sumLimits([])).toBeUndefined()
  })
})

describe('a kind of matter is judged', () => {
  const frame = { before: undefined, otherCodes: new Set(['taken']), unitIds: new Set([unitId]) }
  const [step] = plainType.steps
  const two = (more: object) =>
    ({ ...plainType, steps: [step, { ...step, key: 's2', name: '第二步', ...more }] }) as MatterType
  const faultsOf = (type: object, before?: MatterType) =>
    judgeType({ ...plainType, ...type } as MatterType, { ...frame, before }).map(({ path }) => path)

  test.each<[string, object, string[]]>([
    ['as it should be', {}, []],
    ['with a version that is not the next', { version: 2 }, ['version']],
    ['with a code of another', { code: 'taken' }, ['code']],
    ['with the code of “other”', { code: 'other' }, ['code']],
    ['of a unit that is not', { unitId: idOf(99) }, ['unitId']],
    ['with a step of a unit that is not', two({ unitId: idOf(99) }), ['steps.1.unitId']],
    ['with a key twice', two({ key: step?.key }), ['steps.1.key']],
    ['with a name twice', two({ name: step?.name }), ['steps.1.name']],
    ['promised longer than the law', { promised: days(21) }, ['promised']],
    ['promised working days the law’s days cannot hold', { legal: { unit: 'days', amount: 4 } }, ['promised']],
    ['promised in hours, by law in days', { promised: { unit: 'workingHours', amount: 4 } }, []],
    ['yellow from the first second', { warning: { kind: 'before', limit: days(5) } }, ['warning']],
    ['yellow a day before', { warning: { kind: 'before', limit: days(1) } }, []],
    ['with a step yellow at once', two({ warning: { kind: 'before', limit: days(9) } }), ['steps.1.warning']],
    ['with a control character', { name: '养老\u0007' }, ['name']],
    ['with half a character', { description: '\ud83d' }, ['description']],
    ['with lines in a description', { description: '一\n二' }, []],
    ['with lines in a name', { name: '一\n二' }, ['name']],
    ['with a comma in a keyword', { keywords: ['养老、医保'] }, ['keywords.0']],
    ['with a keyword twice', { keywords: ['医保', '医保'] }, ['keywords.1']],
  ])('%s', (_, type, wanted) => {
    expect(faultsOf(type)).toEqual(wanted)
  })

  test('the next version begins no earlier than the one before', () => {
    const next = { version: 2, from: '2025-12-31' }
    expect(faultsOf(next, plainType)).toEqual(['from'])
    expect(faultsOf({ ...next, from: plainType.from }, plainType)).toEqual([])
  })

  test('“other” keeps its code and is for everybody', () => {
    const next = { ...otherType, version: 2, promised: days(3) }
    expect(faultsOf(next, otherType)).toEqual([])
    expect(faultsOf({ ...next, code: 'rest' }, otherType)).toEqual(['code'])
    expect(faultsOf({ ...next, unitId }, otherType)).toEqual(['unitId'])
  })

  test.each<[string, object, string[]]>([
    ['nothing', {}, []],
    ['steps that take longer than the promise', two({ limit: days(5) }), ['steps']],
    ['limits that cannot be compared', { legal: { unit: 'days', amount: 30 } }, ['promised']],
    ['acceptance that takes long', { acceptWithin: days(6) }, ['acceptWithin']],
  ])('warns of %s', (_, type, wanted) => {
    expect(warnOf({ ...plainType, ...type } as MatterType).map(({ path }) => path)).toEqual(wanted)
  })
})

describe('what changed', () => {
  const changed = (more: object) => changesOf(plainType, { ...plainType, ...more } as MatterType, () => '城关镇')
  const [step] = plainType.steps

  test.each<[string, object, boolean]>([
    ['a longer promise', { promised: days(6) }, true],
    ['a shorter promise', { promised: days(4) }, false],
    ['a promise in other units', { promised: { unit: 'days', amount: 5 } }, true],
    ['a longer limit by law', { legal: days(30) }, true],
    ['a longer acceptance', { acceptWithin: days(2) }, true],
    ['yellow later', { warning: { kind: 'used', percent: 90 } }, true],
    ['yellow earlier', { warning: { kind: 'used', percent: 70 } }, false],
    ['a longer step', { steps: [{ ...step, limit: days(9) }] }, true],
    ['another post', { steps: [{ ...step, post: '窗口' }] }, false],
    ['another name', { name: '别的' }, false],
    ['a new step', { steps: [step, { ...step, key: 'new', name: '新' }] }, false],
  ])('%s is told, and whether it loosens', (_, more, loosens) => {
    const changes = changed(more)
    expect(changes).toHaveLength(1)
    expect(changes[0]?.loosens).toBe(loosens)
  })

  test('is in words', () => {
    expect(changed({ promised: days(6) })).toEqual([
      { zh: '承诺时限：5个工作日 → 6个工作日', en: 'Promise: 5 working days → 6 working days', loosens: true },
    ])
    expect(changed({ unitId })).toMatchObject([{ zh: '办理单位：全县 → 城关镇' }])
    expect(changed({ materials: [] })).toMatchObject([{ zh: '材料“户口簿”：户口簿 → 取消' }])
  })

  test('version and first day alone change nothing', () => {
    expect(isSameType(plainType, { ...plainType, version: 7, from: '2030-01-01' })).toBe(true)
    expect(changed({ version: 7, from: '2030-01-01' })).toEqual([])
  })
})

describe('working hours where a unit stands', () => {
  const hours = (from: string, ...mon: { from: string; to: string }[]) => ({
    from,
    weekly: { ...usualHours.weekly, mon },
  })
  const [village, town] = ['village', 'town']
  const kept = [
    { unitId: null, hours: hours('2026-01-01', { from: '09:00', to: '17:00' }) },
    { unitId: town, hours: hours('2026-05-01', { from: '08:00', to: '18:00' }) },
    { unitId: null, hours: hours('2026-06-01', { from: '09:30', to: '17:30' }) },
    { unitId: village, hours: hours('2026-07-01') },
  ]
  const froms = (path: string[]) => hoursAlong(kept, path).map(({ from }) => from)

  test('are its own from the day they begin, before that those above', () => {
    expect(froms([])).toEqual(['1990-01-01', '2026-01-01', '2026-06-01'])
    expect(froms([town])).toEqual(['1990-01-01', '2026-01-01', '2026-05-01'])
    expect(froms([village, town])).toEqual(['1990-01-01', '2026-01-01', '2026-05-01', '2026-07-01'])
    expect(froms(['other', town])).toEqual(froms([town]))
    expect(hoursAlong([], [village])).toEqual([usualHours])
  })

  test('are those above again from the day a unit gives up its own, until it has its own anew', () => {
    const [noon, evening] = [
      { from: '08:00', to: '12:00' },
      { from: '13:00', to: '21:00' },
    ]
    const given = [
      { unitId: null, hours: hours('2026-01-01', noon) },
      { unitId: null, hours: hours('2026-06-15', evening) },
      { unitId: town, hours: hours('2026-05-01', noon, evening) },
      { unitId: town, hours: { from: '2026-06-01', weekly: null } },
      { unitId: town, hours: hours('2026-07-01', noon, evening) },
      { unitId: town, hours: { from: '2026-08-01', weekly: null } },
    ]
    expect(hoursAlong(given, [village, town]).slice(1)).toEqual([
      hours('2026-01-01', noon),
      hours('2026-05-01', noon, evening),
      hours('2026-06-01', noon),
      hours('2026-06-15', evening),
      hours('2026-07-01', noon, evening),
      hours('2026-08-01', evening),
    ])
    const gaveUp = (day: string) => hasOwn(given, town, day)
    expect(['2026-04-30', '2026-05-01', '2026-06-01', '2026-07-01', '2026-08-02'].map(gaveUp)).toEqual([
      false,
      true,
      false,
      true,
      false,
    ])
    expect(hasOwn(given, village, '2026-07-02')).toBe(false)
  })

  test('always begin at once, follow one another, and never know less than those above before their own first day', () => {
    const day = fc
      .integer({ min: 0, max: 400 })
      .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10))
    const week = fc
      .integer({ min: 10, max: 59 })
      .map((minute) => hours('', { from: '08:00', to: `17:${minute}` }).weekly as Weekly | null)
    const decided = (units: readonly (string | null)[], weekly: typeof week) =>
      fc.record({ unitId: fc.constantFrom(...units), hours: fc.record({ from: day, weekly }) })
    const any = fc.uniqueArray(
      fc.oneof(decided([null, 'a', 'b'], week), decided(['a', 'b'], fc.constant(null) as typeof week)),
      { selector: (it) => `${it.unitId} ${it.hours.from}`, maxLength: 12 },
    )
    fc.assert(
      fc.property(any, day, (all, on) => {
        const along = hoursAlong(all, ['b', 'a'])
        expect(along[0]).toEqual(usualHours)
        const begins = along.map(({ from }) => from)
        expect(begins).toEqual([...new Set(begins)].sort())
        // The nearest that has begun decides.
        const begun = (unit: string | null): Weekly | null | undefined =>
          all
            .filter((it) => it.unitId === unit && it.hours.from <= on)
            .map((it) => it.hours)
            .sort((a, b) => (a.from < b.from ? 1 : -1))[0]?.weekly
        const { weekly } = hoursOn(along, on)
        expect(weekly).toEqual(begun('b') ?? begun('a') ?? begun(null) ?? usualHours.weekly)
      }),
    )
  })

  test('are said with days of the same hours together', () => {
    expect(sayWeekly(usualHours.weekly)).toEqual({
      zh: '周一至周五 08:30–12:00、14:00–17:30；周六至周日 休息',
      en: 'Mon–Fri 08:30–12:00, 14:00–17:30; Sat–Sun closed',
    })
  })
})

describe('the shipped samples', () => {
  const samples = listSamples(
    '2026-01-01',
    (() => {
      let n = 0
      return () => idOf(++n)
    })(),
  )

  test('are thirty or more, each a kind of matter that may be kept, without a warning', () => {
    expect(samples.length).toBeGreaterThanOrEqual(30)
    for (const type of samples) {
      expect(MatterType.parse(type)).toEqual(type)
      const frame = { before: undefined, otherCodes: new Set<string>(), unitIds: new Set<string>() }
      expect([type.name, judgeType(type, frame), warnOf(type)]).toEqual([type.name, [], []])
    }
    for (const list of [samples.map((it) => it.code), samples.map((it) => it.name)]) {
      expect(new Set(list).size).toBe(samples.length)
    }
  })

  test('have public problems that want no papers', () => {
    const problems = samples.filter((it) => it.publicProblem)
    expect(problems.map(({ code }) => code)).toEqual(['gg-01', 'gg-02', 'gg-03', 'gg-04', 'gg-05', 'gg-06'])
    expect(problems.flatMap((it) => it.materials)).toEqual([])
  })
})
