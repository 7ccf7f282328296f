import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HalfVerdict, MonthTotals } from '../../src/contract/attendance.ts'
import { standardLegend as legend } from '../../src/contract/standardRule.ts'
import { signOf } from '../../src/contract/verdictWords.ts'
import { addMonths, daysOfMonth } from '../../src/kit/month.ts'
import { addDays } from '../../src/kit/time.ts'
import { moved, readAt, writeAt } from '../../web/console/pages/month/gridMoves.ts'
import { readColumns, valueIn } from '../../web/console/pages/month/totalColumns.ts'
import { hasBelow, readScope, topsOf, unitsUnder } from '../../web/console/parts/attendance/scope.ts'
import { isCase, leaveDays, toneOf } from '../../web/console/parts/attendance/verdicts.ts'
import { weeksOf } from '../../web/console/parts/weeks.ts'
import { busyWorld, idOf } from './world.ts'

const { units } = busyWorld('2026-03-03T04:00:00.000Z')

describe('the units of an account', () => {
  const held = (role: string, unitId: string | null) => ({ roles: [{ role, unitId }] })
  const names = (account: Parameters<typeof readScope>[0]) =>
    readScope(account, units).map((it) => `${'>'.repeat(it.depth)}${it.name}`)

  it('are a unit with those below it, by name', () => {
    expect(names(held('clerk', idOf(1, 1)))).toEqual(['青山镇人民政府', '>上坪村', '>溪口社区', '>下坪村'])
  })

  it('are the whole county for a role without a unit, and none for a role that does not look after attendance', () => {
    expect(names(held('county', null))).toHaveLength(5)
    expect(names(held('securityAdmin', null))).toEqual([])
    expect(names(null)).toEqual([])
  })

  it('name a unit once, though it is held by itself and from above', () => {
    const twice = { roles: [...held('head', idOf(1, 1)).roles, ...held('clerk', idOf(1, 2)).roles] }
    const scope = readScope(twice, units)
    expect(scope).toHaveLength(4)
    expect(new Set(scope.map((it) => it.unitId)).size).toBe(4)
    expect(topsOf(scope)).toContain(idOf(1, 1))
  })

  it('know which of their units have others below', () => {
    const scope = readScope(held('county', null), units)
    const below = units.filter((one) => units.some((it) => it.parentId === one.unitId)).map((it) => it.unitId)
    expect(
      scope
        .filter((it) => hasBelow(scope, it.unitId))
        .map((it) => it.unitId)
        .toSorted(),
    ).toEqual(below.toSorted())
    expect(below.length).toBeGreaterThan(0)
    expect(hasBelow(scope, idOf(9, 9))).toBe(false)
  })

  it('reach down to the lowest one, also where units hang in a circle', () => {
    expect(unitsUnder(idOf(1, 1), units).size).toBe(4)
    const circle = [
      { ...units[0]!, parentId: units[1]!.unitId },
      { ...units[1]!, parentId: units[0]!.unitId },
    ]
    expect(unitsUnder(units[0]!.unitId, circle).size).toBe(2)
  })
})

describe('months', () => {
  it.each([
    ['2026-01', -1, '2025-12'],
    ['2026-12', 1, '2027-01'],
    ['2026-11', -11, '2025-12'],
    ['2026-11', 0, '2026-11'],
  ])('%s and %i more are %s', (month, by, then) => {
    expect(addMonths(month, by)).toBe(then)
  })

  it('go forth and back to where they were', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1950, max: 2150 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: -600, max: 600 }),
        (year, of, by) => {
          const month = `${year}-${String(of).padStart(2, '0')}`
          expect(addMonths(addMonths(month, by), -by)).toBe(month)
        },
      ),
    )
  })

  it.each([
    ['2026-02', '2026-02-28'],
    ['2028-02', '2028-02-29'],
    ['2026-12', '2026-12-31'],
  ])('%s ends on %s', (month, to) => {
    expect(daysOfMonth(month)).toEqual({ from: `${month}-01`, to })
  })

  it('stand in weeks from Monday, every day once and in order', () => {
    const days = Array.from({ length: 30 }, (_, n) => ({ calendar: { day: addDays('2026-11-01', n) } }))
    const weeks = weeksOf(days, (it) => it.calendar.day)
    expect(weeks.every((week) => week.length === 7)).toBe(true)
    expect(weeks[0]?.slice(0, 6)).toEqual(Array.from({ length: 6 }, () => undefined))
    expect(weeks.flat().filter((it) => it !== undefined)).toEqual(days)
    expect(weeksOf([], (it) => it)).toEqual([])
  })
})

describe('moving in the grid', () => {
  const keys = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown']

  it('never leaves the grid, and a name is always the upper of two rows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 75 }),
        fc.array(fc.constantFrom(...keys), { maxLength: 60 }),
        (people, presses) => {
          let at = { row: 0, column: 0 }
          for (const key of presses) {
            at = moved(at, key, people * 2, 31) ?? at
            expect(at.row).toBeGreaterThanOrEqual(0)
            expect(at.row).toBeLessThan(people * 2)
            expect(at.column).toBeGreaterThanOrEqual(0)
            expect(at.column).toBeLessThanOrEqual(31)
            if (at.column === 0) expect(at.row % 2).toBe(0)
            expect(readAt(writeAt(at))).toEqual(at)
          }
        },
      ),
    )
  })

  it.each([
    ['ArrowDown from a name', { row: 0, column: 0 }, 'ArrowDown', { row: 2, column: 0 }],
    ['ArrowLeft from the afternoon', { row: 3, column: 1 }, 'ArrowLeft', { row: 2, column: 0 }],
    ['End', { row: 3, column: 4 }, 'End', { row: 3, column: 31 }],
  ])('%s leads where one looks', (_, from, key, to) => {
    expect(moved(from, key, 20, 31)).toEqual(to)
  })

  it('leaves other keys to the browser', () => {
    expect(moved({ row: 0, column: 0 }, 'a', 20, 31)).toBeUndefined()
    expect(readAt('x')).toBeUndefined()
  })
})

describe('a verdict on the sheet', () => {
  it.each<[HalfVerdict, string, string]>([
    [{ state: 'present' }, '√', 'jade'],
    [{ state: 'late', lateSeconds: 400, earlySeconds: 0 }, '迟', 'amber'],
    [{ state: 'late', lateSeconds: 400, earlySeconds: 60 }, '迟退', 'amber'],
    [{ state: 'early', earlySeconds: 60 }, '退', 'amber'],
    [{ state: 'noCheckIn', missing: 'both' }, '缺', 'amber'],
    [{ state: 'leave', leave: 'sick' }, '病', 'blue'],
    [{ state: 'unknown', why: 'stationSilent' }, '?', 'grey'],
    [{ state: 'absent' }, '×', 'red'],
    [{ state: 'rest', why: 'weekend' }, '', 'grey'],
    [{ state: 'notYet' }, '', 'grey'],
  ])('%j is shown as “%s”', (verdict, symbol, tone) => {
    expect(signOf(verdict, legend)).toBe(symbol)
    expect(toneOf(verdict)).toBe(tone)
  })

  it('is red only where a person called it an absence, and that is no case any more', () => {
    expect(isCase({ state: 'absent' })).toBe(false)
    expect(isCase({ state: 'noCheckIn', missing: 'both' })).toBe(true)
    expect(isCase({ state: 'unknown', why: 'timeUncertain' })).toBe(true)
    expect(isCase({ state: 'present' })).toBe(false)
  })
})

describe('the totals of a sheet', () => {
  const none: MonthTotals = {
    expected: 22,
    present: 22,
    lateTimes: 0,
    earlyTimes: 0,
    noCheckIn: 0,
    absent: 0,
    outing: 0,
    dutyTimes: 0,
    unknown: 0,
    leave: {},
  }
  const names = (rows: MonthTotals[]) =>
    readColumns(rows.map((totals) => ({ totals }))).map((it) => ('plain' in it ? it.plain : it.leave))

  it('have a column for each kind of leave that occurs, and for no other', () => {
    expect(names([none])).toEqual(['expected', 'present', 'lateTimes', 'earlyTimes', 'noCheckIn', 'absent'])
    const sick = { ...none, outing: 1, leave: { sick: 1.5, annual: 0 } }
    expect(names([none, sick])).toEqual([
      'expected',
      'present',
      'lateTimes',
      'earlyTimes',
      'noCheckIn',
      'absent',
      'outing',
      'sick',
    ])
    expect(valueIn(sick, { leave: 'sick' })).toBe(1.5)
    expect(valueIn(sick, { leave: 'marriage' })).toBe(0)
    expect(leaveDays({ ...none, leave: { sick: 1.5, annual: 2 } })).toBe(3.5)
  })
})
