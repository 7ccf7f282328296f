import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Duty } from '../../src/contract/routes/duties.ts'
import { addDays, dayOf, instantAt, weekdayOf } from '../../src/kit/time.ts'
import { digestFor } from '../../src/roster/rules/digest.ts'
import { duty } from './world.ts'

const weekday = (day: string): boolean => weekdayOf(day) < 6
const ids = (duties: readonly Duty[]): string[] => duties.map((it) => it.dutyId)
const none = () => false
// 2026-11-20 is a Friday.
const week = ['20', '21', '22', '23', '24'].map((day) => duty(day, 'p', `2026-11-${day} 09:00`, '12:00'))

const at = (day: string, clock: string, isWorkday = weekday, wasReminded: (it: Duty) => boolean = none) =>
  ids(digestFor({ now: instantAt(day, clock), isWorkday, duties: week, wasReminded }))

describe('the notice of a working day', () => {
  test('of a Friday names Saturday, Sunday and Monday', () => {
    expect(at('2026-11-20', '09:30')).toEqual(['21', '22', '23'])
  })

  test.each([
    ['2026-11-20', '07:59', 'before eight'],
    ['2026-11-20', '18:00', 'in the evening'],
    ['2026-11-21', '10:00', 'on a day off'],
  ])('is not given on %s at %s, %s', (day, clock) => {
    expect(at(day, clock)).toEqual([])
  })

  test('before a long holiday reaches to the first day back', () => {
    const first = ['2026-11-20', '2026-11-24']
    expect(at('2026-11-20', '10:00', (day) => first.includes(day))).toEqual(['21', '22', '23', '24'])
  })

  test('names a duty of the same day that came too late for the day before', () => {
    expect(at('2026-11-23', '08:00', weekday, (it) => it.dutyId !== '23')).toEqual(['23'])
  })

  test('names every duty that is rostered in time exactly once, on the working day before it', () => {
    const days = Array.from({ length: 60 }, (_, i) => addDays('2026-11-02', i))
    const free = fc.uniqueArray(fc.constantFrom(...days), { maxLength: 25 })
    fc.assert(
      fc.property(free, fc.uniqueArray(fc.constantFrom(...days.slice(5, 50)), { maxLength: 20 }), (off, dutyDays) => {
        const isWorkday = (day: string) => weekday(day) && !off.includes(day)
        const duties = dutyDays.map((day) => duty(day, 'p', `${day} 07:00`, '12:00'))
        const reminded = new Map<string, string>()
        for (const today of days) {
          for (const clock of ['08:10', '12:00', '17:50']) {
            const now = instantAt(today, clock)
            const found = digestFor({ now, isWorkday, duties, wasReminded: (it) => reminded.has(it.dutyId) })
            for (const it of found) reminded.set(it.dutyId, today)
          }
        }
        for (const { dutyId, starts } of duties) {
          const before = days.filter((day) => day < dayOf(starts) && isWorkday(day)).at(-1)
          expect(reminded.get(dutyId)).toBe(before)
        }
      }),
    )
  })
})
