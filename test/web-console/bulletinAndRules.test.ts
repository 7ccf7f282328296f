import { describe, expect, it } from 'vitest'
import { legendPresets, standardRule } from '../../src/contract/standardRule.ts'
import { readDays, readTrend, sayShare } from '../../web/console/pages/bulletin/days.ts'
import { clockMoved, isShipped, periodsInOrder, readShelves, symbolsTwice } from '../../web/console/pages/rules/book.ts'
import { optionOf } from '../../web/console/parts/chart/option.ts'
import { busyWorld, idOf } from './world.ts'

const words = { present: 'p', away: 'a', undecided: 'u', absent: 'x' }
const day = (n: number, expected: number, present: number, away: number, open: number) => ({
  day: `2026-11-${String(n).padStart(2, '0')}`,
  expected,
  present,
  away,
  open,
})

describe('the days of the bulletin', () => {
  const values = (days: Parameters<typeof readDays>[0]) =>
    readDays(days, words, '2026-11-30').series.map((it) => [it.name, ...it.values])

  it('stand upon each other up to those expected; days to come and days on which nobody was expected are left out', () => {
    expect(
      readDays([day(1, 0, 0, 0, 0), day(2, 10, 7, 2, 1), day(3, 10, 0, 0, 10)], words, '2026-11-02').labels,
    ).toEqual(['2'])
    expect(values([day(2, 10, 7, 2, 1)])).toEqual([
      ['p', 7],
      ['a', 2],
      ['u', 1],
    ])
  })

  it('show absences only where a person called one', () => {
    expect(values([day(2, 10, 7, 2, 0.5)]).at(-1)).toEqual(['x', 0.5])
  })

  it('are drawn with a pattern each, in colours that are not the only sign', () => {
    const option = optionOf(readDays([day(2, 10, 7, 2, 1)], words, '2026-11-30')) as {
      aria: { decal: { show: boolean; decals: unknown[] } }
      color: string[]
    }
    expect(option.aria.decal.show).toBe(true)
    expect(new Set(option.color).size).toBe(3)
    expect(option.aria.decal.decals.length).toBeGreaterThanOrEqual(4)
  })

  it('have the months before beside this one, those with too few people for totals left out', () => {
    const none = { lateTimes: 0, earlyTimes: 0, dutyTimes: 0, absent: 0, unknown: 0 }
    const totals = { ...none, expected: 20, present: 15, outing: 1, noCheckIn: 1, leave: { sick: 2, annual: 1 } }
    const months = [
      { month: '2026-08', people: 3, totals: null, final: true },
      { month: '2026-09', people: 9, totals, final: false },
      { month: '2026-10', people: 9, totals: { ...totals, noCheckIn: 0, absent: 1 }, final: true },
    ]
    const { labels, series } = readTrend(months, words, (it) => `${it.month}${it.final ? '' : '?'}`)
    expect(labels).toEqual(['2026-09?', '2026-10'])
    expect(series.map((it) => [it.name, ...it.values])).toEqual([
      ['p', 15, 15],
      ['a', 4, 4],
      ['u', 1, 0],
      ['x', 0, 1],
    ])
  })

  it('say a share in whole percent, and nothing where there were no hours', () => {
    expect([sayShare(0.934), sayShare(1), sayShare(null)]).toEqual(['93%', '100%', '—'])
  })
})

describe('the rules', () => {
  const { units } = busyWorld('2026-03-03T04:00:00.000Z')
  const rule = (n: number, unitId: string | null, effectiveFrom: string) => ({
    ...standardRule,
    ruleId: idOf(20, n),
    unitId,
    effectiveFrom,
  })

  it('stand by unit, the county first, and say which one holds', () => {
    const shelves = readShelves(
      [
        rule(1, idOf(1, 1), '2026-01-01'),
        rule(2, idOf(1, 1), '2026-06-01'),
        rule(3, idOf(1, 1), '2027-01-01'),
        rule(4, null, '1950-01-01'),
      ],
      units,
      '2026-11-22',
    )
    expect(shelves.map((it) => it.unitId)).toEqual([null, idOf(1, 1)])
    expect(shelves[1]?.rules.map((it) => [it.rule.effectiveFrom, it.standing])).toEqual([
      ['2027-01-01', 'coming'],
      ['2026-06-01', 'now'],
      ['2026-01-01', 'former'],
    ])
    expect(isShipped(rule(4, null, '1950-01-01'))).toBe(true)
    expect(isShipped(rule(4, null, '2026-01-01'))).toBe(false)
  })

  it('of two from the same day let the one kept later hold', () => {
    const [shelf] = readShelves([rule(1, null, '2026-01-01'), rule(2, null, '2026-01-01')], units, '2026-11-22')
    expect(shelf?.rules.map((it) => [it.rule.ruleId, it.standing])).toEqual([
      [idOf(20, 2), 'now'],
      [idOf(20, 1), 'former'],
    ])
  })

  it.each([
    ['08:30', -120, '06:30'],
    ['17:30', 240, '21:30'],
    ['23:00', 240, '23:59'],
    ['01:00', -120, '00:00'],
  ])('%s moved by %i minutes is %s', (clock, by, then) => {
    expect(clockMoved(clock, by)).toBe(then)
  })

  it('take periods only in order and only as clocks', () => {
    const { periods } = standardRule
    expect(periodsInOrder(periods)).toBe(true)
    expect(periodsInOrder({ ...periods, pm: { from: '11:00', to: '17:00' } })).toBe(false)
    expect(periodsInOrder({ ...periods, am: { from: '8:30', to: '12:00' } })).toBe(false)
    expect(periodsInOrder({ ...periods, am: { from: '12:00', to: '08:00' } })).toBe(false)
  })

  it('name symbols that stand for two things, full width or half', () => {
    expect(symbolsTwice(legendPresets.characters)).toEqual([])
    expect(symbolsTwice(legendPresets.shapes)).toEqual([])
    expect(symbolsTwice({ ...legendPresets.characters, sick: '事' })).toEqual(['事'])
    expect(symbolsTwice({ ...legendPresets.characters, other: '？' })).toEqual(['？'])
    expect(symbolsTwice({ ...legendPresets.characters, other: '迟退' })).toEqual(['迟退'])
  })
})
