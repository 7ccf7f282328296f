import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, dayOf, toIso, weekdayOf } from '../../src/kit/time.ts'
import { instantsIn } from '../../src/roster/rules/clock.ts'
import { share } from '../../src/roster/rules/spans.ts'
import { type Slot, type TurnFrame, takeTurns } from '../../src/roster/rules/turns.ts'

const at = instantsIn()
const slot = (more: Partial<Slot> = {}): Slot => ({
  on: 'everyDay',
  from: '08:30',
  to: '17:30',
  as: 'member',
  note: '',
  staffIds: ['a', 'b', 'c'],
  ...more,
})
const frame = (more: Partial<TurnFrame> = {}): TurnFrame => ({
  days: Array.from({ length: 7 }, (_, i) => addDays('2026-11-23', i)),
  isWorkday: (day) => weekdayOf(day) < 6,
  isFree: () => true,
  listKept: () => [],
  lastTurn: () => undefined,
  at,
  ...more,
})
const who = (slots: readonly Slot[], more: Partial<TurnFrame> = {}) =>
  takeTurns(slots, frame(more)).map((it) => it.staffId ?? '-')

describe('turns', () => {
  test('go round in order', () => {
    expect(who([slot()])).toEqual(['a', 'b', 'c', 'a', 'b', 'c', 'a'])
  })

  test.each([
    ['workdays', 5],
    ['restDays', 2],
    ['everyDay', 7],
  ] as const)('on %s are %i in a week', (on, count) => {
    expect(who([slot({ on })])).toHaveLength(count)
  })

  test('pass over whoever is away, who keeps his place', () => {
    const isFree: TurnFrame['isFree'] = (staffId, { starts }) => staffId !== 'a' || dayOf(toIso(starts)) > '2026-11-24'
    expect(who([slot()], { isFree })).toEqual(['b', 'c', 'a', 'b', 'c', 'a', 'b'])
  })

  test('stay open when nobody is free', () => {
    expect(who([slot({ staffIds: ['a'] })], { isFree: () => false })).toEqual(Array(7).fill('-'))
  })

  test('are not given again where they stand already', () => {
    expect(who([slot()], { listKept: () => ['a'] })).toEqual([])
    expect(who([slot(), slot({ staffIds: ['x', 'y'] })], { listKept: () => ['z'] })).toHaveLength(7)
  })

  test('go on from whoever had the last one before the days', () => {
    const last = new Map([
      ['a', 4],
      ['b', 2],
      ['c', 3],
    ])
    expect(who([slot()], { lastTurn: (staffId) => last.get(staffId) }).slice(0, 4)).toEqual(['b', 'c', 'a', 'b'])
    last.delete('c')
    expect(who([slot()], { lastTurn: (staffId) => last.get(staffId) }).slice(0, 3)).toEqual(['c', 'b', 'a'])
  })

  test('go on from whoever has one within the days, and each row has its own', () => {
    const listKept: TurnFrame['listKept'] = ({ starts }) => (dayOf(toIso(starts)) < '2026-11-25' ? ['y', 'b'] : [])
    expect(who([slot(), slot({ staffIds: ['x', 'y'] })], { listKept }).slice(0, 4)).toEqual(['a', 'x', 'c', 'y'])
  })

  test('over midnight leave the same person free only when the night is over', () => {
    const night = slot({ from: '20:00', to: '08:30', staffIds: ['a', 'b'] })
    const day = slot({ from: '08:00', to: '12:00', staffIds: ['a', 'b'] })
    expect(who([day, night]).slice(0, 6)).toEqual(['a', 'a', 'b', 'b', 'a', 'a'])
  })

  test('never give one person two things at once, and are fair to within one among those always free', () => {
    const people = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 })
    const clock = fc.constantFrom('00:00', '06:00', '08:30', '12:00', '17:30', '22:00')
    const any = fc.record({ staffIds: people, from: clock, to: clock }).map((it) => slot(it))
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 4 }), (slots) => {
        const turns = takeTurns(slots, frame())
        for (const [i, one] of turns.entries()) {
          const clash = turns
            .slice(i + 1)
            .some((it) => it.staffId !== null && it.staffId === one.staffId && share(it, one))
          expect(clash).toBe(false)
        }
      }),
    )
    fc.assert(
      fc.property(people, fc.integer({ min: 1, max: 62 }), (staffIds, length) => {
        const days = Array.from({ length }, (_, i) => addDays('2026-12-20', i))
        const taken = who([slot({ staffIds })], { days })
        const counts = staffIds.map((id) => taken.filter((it) => it === id).length)
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
      }),
    )
  })
})
