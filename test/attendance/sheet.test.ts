import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysOfAll, openingHours, openShare, totalsOfAll } from '../../src/attendance/bulletin.ts'
import { byRule } from '../../src/attendance/judging.ts'
import { paperOf } from '../../src/attendance/paper.ts'
import { differencesOf, freeze, thaw } from '../../src/attendance/rows.ts'
import { openRuleBook } from '../../src/attendance/ruleBook.ts'
import { isAmbiguous } from '../../src/attendance/sheet.ts'
import { type StationHealth, silentSpans } from '../../src/attendance/silence.ts'
import { formulaOf } from '../../src/attendance/writing/formula.ts'
import { readHalf, signOf, writeHalf } from '../../src/attendance/writtenHalf.ts'
import { HalfVerdict, leaveKinds } from '../../src/contract/attendance.ts'
import { legendPresets, standardRule } from '../../src/contract/standardRule.ts'
import { daysOfMonth } from '../../src/kit/month.ts'
import { nastyLegend, sheetOfEverything } from './everySign.ts'

const verdict: fc.Arbitrary<HalfVerdict> = fc.oneof(
  fc.constantFrom<HalfVerdict>(
    { state: 'present' },
    { state: 'outing' },
    { state: 'duty' },
    { state: 'notYet' },
    { state: 'absent' },
  ),
  fc.record({ state: fc.constant('late' as const), lateSeconds: fc.nat(), earlySeconds: fc.nat() }),
  fc.record({ state: fc.constant('early' as const), earlySeconds: fc.nat() }),
  fc.record({
    state: fc.constant('noCheckIn' as const),
    missing: fc.constantFrom('arrival' as const, 'departure' as const, 'both' as const),
  }),
  fc.record({ state: fc.constant('leave' as const), leave: fc.constantFrom(...leaveKinds) }),
  fc.record({
    state: fc.constant('rest' as const),
    why: fc.constantFrom('weekend', 'holiday', 'dayOff', 'notRostered', 'notEmployed'),
  }),
  fc.record({ state: fc.constant('unknown' as const), why: fc.constantFrom('stationSilent', 'timeUncertain') }),
) as fc.Arbitrary<HalfVerdict>

describe('a verdict on paper', () => {
  test('comes back as it was written', () => {
    fc.assert(
      fc.property(verdict, (it) => {
        expect(readHalf(writeHalf(it))).toEqual(it)
      }),
    )
  })

  test('has the same sign though its seconds moved, and another with another kind of leave', () => {
    const late = (lateSeconds: number): HalfVerdict => ({ state: 'late', lateSeconds, earlySeconds: 0 })
    expect(signOf(late(1))).toBe(signOf(late(2)))
    expect(signOf({ state: 'leave', leave: 'sick' })).not.toBe(signOf({ state: 'leave', leave: 'annual' }))
  })

  test('a row is the same after printing', () => {
    const { rows, days } = sheetOfEverything(3)
    expect(rows.map(freeze).map(thaw)).toEqual(rows)
    expect(
      differencesOf(
        days.map((it) => it.day),
        rows,
        rows.map(freeze).map(thaw),
      ),
    ).toEqual([])
  })

  test('whoever is in only one of two states of a month was at rest in the other', () => {
    const { rows, days } = sheetOfEverything(2)
    const found = differencesOf(
      days.map((it) => it.day),
      rows.slice(0, 1),
      rows,
    )
    const states = rows[1]?.cells.flatMap(({ am, pm }) => [am, pm]) ?? []
    expect(found).toHaveLength(states.filter((it) => it.state !== 'rest').length)
    expect(found.every((it) => it.before.state === 'rest' && it.staffId === rows[1]?.staffId)).toBe(true)
  })
})

describe('the nearest rule holds', () => {
  const rule = (unitId: string | null, effectiveFrom: string, graceIn: number) => ({
    ...standardRule,
    ruleId: `${unitId} ${effectiveFrom}`,
    unitId,
    effectiveFrom,
    graceIn,
  })
  const book = openRuleBook([
    rule(null, '2026-02-01', 1),
    rule('town', '2026-03-01', 2),
    rule('town', '2026-01-01', 3),
    rule('village', '2026-03-15', 4),
    rule('village', '2026-03-15', 5),
  ])
  const village = ['village', 'town', 'county']
  test.each([
    ['the product’s before any other', village.slice(2), '2026-01-15', standardRule.graceIn],
    ['the county’s where no unit has one', ['other', 'county'], '2026-02-01', 1],
    ['the unit’s older one before its newer begins', village, '2026-02-28', 3],
    ['the unit’s newest', village, '2026-03-14', 2],
    ['the nearest unit’s, the one kept later', village, '2026-03-15', 5],
    ['the county’s for nobody’s unit', [], '2026-03-15', 1],
  ] as const)('%s', (_, path, day, graceIn) => {
    expect(book.ruleOn(path, day).graceIn).toBe(graceIn)
  })

  test('weekdays of the rule count only where nobody decided about the day', () => {
    const saturday = {
      day: '2026-03-07',
      type: 'weekend',
      am: 'rest',
      pm: 'rest',
      name: '',
      reason: '',
      document: '',
    } as const
    const six = { workdays: [1, 2, 3, 4, 5, 6] }
    expect(byRule({ ...saturday, layer: null }, six)).toMatchObject({ type: 'workday', am: 'work', pm: 'work' })
    expect(byRule({ ...saturday, layer: 'nation', type: 'holiday' }, six)).toMatchObject({
      type: 'holiday',
      am: 'rest',
    })
    expect(byRule({ ...saturday, layer: null }, standardRule)).toEqual({ ...saturday, layer: null })
  })
})

describe('a station is silent', () => {
  const minute = 60_000
  const now = 1_000 * minute
  const station = (more: Partial<StationHealth> = {}): StationHealth => ({
    since: 0,
    lastSeen: now - minute,
    waiting: 0,
    newestFact: 500 * minute,
    starts: [],
    ...more,
  })
  const forever = Number.POSITIVE_INFINITY
  const never = { starts: Number.NEGATIVE_INFINITY, ends: 0 }
  test.each([
    ['before it was there', [station()], [never]],
    ['without any station: always', [], [{ starts: Number.NEGATIVE_INFINITY, ends: forever }]],
    ['since its last call', [station({ lastSeen: 700 * minute })], [never, { starts: 700 * minute, ends: forever }]],
    [
      'since the newest fact that arrived, while some wait',
      [station({ waiting: 3 })],
      [never, { starts: 500 * minute, ends: forever }],
    ],
    [
      'since it was made, if it never called',
      [station({ lastSeen: null, waiting: null, newestFact: null })],
      [{ starts: Number.NEGATIVE_INFINITY, ends: forever }],
    ],
    [
      'from its last sign of life until it was started again',
      [station({ starts: [{ at: 300 * minute, before: 200 * minute }] })],
      [never, { starts: 200 * minute, ends: 300 * minute }],
    ],
    [
      'not when it was started again at once',
      [station({ starts: [{ at: 300 * minute, before: 295 * minute }] })],
      [never],
    ],
    [
      'when one of two at a site is',
      [station(), station({ since: 50 * minute, lastSeen: 900 * minute })],
      [never, { starts: 900 * minute, ends: forever }],
    ],
  ] as const)('%s', (_, stations, spans) => {
    expect(silentSpans(stations, now)).toEqual(spans)
  })
})

describe('signs', () => {
  test('of the legends to begin with can all be told apart', () => {
    for (const legend of Object.values(legendPresets)) expect(isAmbiguous(legend)).toBe(false)
    expect(isAmbiguous(nastyLegend)).toBe(false)
    expect(isAmbiguous({ ...nastyLegend, sick: 'A', annual: 'a' })).toBe(true)
    expect(isAmbiguous({ ...nastyLegend, sick: '？' })).toBe(true)
  })

  test('are counted exactly, whatever they mean to a spreadsheet', () => {
    const paper = paperOf(sheetOfEverything(1, nastyLegend), { by: '', at: '2026-04-02T02:00:00.000Z' })
    const person = paper.people[0]
    if (person === undefined) throw new Error('nobody')
    const formulas = paper.columns.map((column) => formulaOf(column, '$E$5:$AI$6', nastyLegend, person))
    expect(formulas[0]).toBeUndefined()
    expect(formulas[4]).toBe('(COUNTIF($E$5:$AI$6,"=~~"))*0.5')
    expect(formulas[5]).toBe('(COUNTIF($E$5:$AI$6,"="""))*0.5')
    expect(formulas[2]).toBe('COUNTIF($E$5:$AI$6,"=<")+COUNTIF($E$5:$AI$6,"=<>")')
  })
})

describe('the bulletin', () => {
  const { rows, days } = sheetOfEverything(6)
  test('adds up what the rows say', () => {
    const all = totalsOfAll(rows)
    expect(all?.expected).toBe(rows.reduce((sum, it) => sum + it.totals.expected, 0))
    expect(all?.lateTimes).toBe(rows.reduce((sum, it) => sum + it.totals.lateTimes, 0))
    expect(totalsOfAll(rows.slice(0, 4))).toBeNull()
    expect(
      daysOfAll(
        days.map((it) => it.day),
        rows.slice(0, 4),
      ),
    ).toEqual([])
  })

  test('expects on a day whoever was there, away, absent or is still open', () => {
    for (const it of daysOfAll(
      days.map((one) => one.day),
      rows,
    )) {
      expect(it.present + it.away + it.open).toBeLessThanOrEqual(it.expected)
    }
  })

  test('an office is open only between two sightings of one person, and closed on holidays', () => {
    const at = (hours: number) => hours * 3_600_000
    const open = [{ starts: at(8), ends: at(12) }]
    const seen = (from: number, to: number) => ({ starts: at(from), ends: at(to) })
    expect(openShare(open, [])).toBe(0)
    expect(openShare(open, [seen(7, 9), seen(8, 10), seen(11, 13)])).toBe(0.75)
    expect(openShare(open, [seen(9, 9)])).toBe(0)
    expect(openShare([], [seen(7, 9)])).toBeNull()
    const hours = { '2': [{ from: '08:00', to: '12:00' }] }
    const tuesday = { day: '2026-03-03', type: 'workday', am: 'work', pm: 'work', name: '', layer: null } as const
    const plain = { reason: '', document: '' }
    const late = Date.parse('2026-04-01T00:00:00.000Z')
    expect(openingHours(hours, [{ ...tuesday, ...plain }], late)).toHaveLength(1)
    expect(openingHours(hours, [{ ...tuesday, ...plain, type: 'holiday' }], late)).toEqual([])
    expect(openingHours(hours, [{ ...tuesday, ...plain }], 0)).toEqual([])
  })
})

test('a month has its days, leap years included', () => {
  expect(daysOfMonth('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  expect(daysOfMonth('2026-12')).toEqual({ from: '2026-12-01', to: '2026-12-31' })
})

test('what is written down as a verdict is one', () => {
  expect(() => readHalf('late')).toThrow()
  expect(HalfVerdict.parse(readHalf('unknown:stationSilent'))).toEqual({ state: 'unknown', why: 'stationSilent' })
})
