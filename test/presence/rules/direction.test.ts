import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, instantAt, toIso, toMs } from '../../../src/kit/time.ts'
import { directionOf, type Earlier, periodsOf } from '../../../src/presence/rules/direction.ts'

const day = '2026-11-23'
const at = (clock: string, on = day): string => instantAt(on, clock)
const hours = {
  '1': [
    { from: '08:00', to: '12:00' },
    { from: '14:00', to: '17:30' },
  ],
}
const office = periodsOf(day, hours)
const night = [{ starts: at('18:00'), ends: at('08:00', addDays(day, 1)) }]
const came = (clock: string, on = day): Earlier => ({ at: at(clock, on), direction: 'arrival' })
const left = (clock: string, on = day): Earlier => ({ at: at(clock, on), direction: 'departure' })

describe('direction without a button', () => {
  test.each([
    ['first of the morning', '07:55', [], 'arrival', 'firstOfDuty'],
    ['late is still an arrival', '10:40', [], 'arrival', 'firstOfDuty'],
    ['at noon after the morning', '12:03', [came('07:55')], 'departure', 'afterArrival'],
    ['back after noon', '13:50', [came('07:55'), left('12:03')], 'arrival', 'backAgain'],
    ['noon was forgotten, the afternoon begins', '13:55', [came('07:55')], 'arrival', 'nextDutyBegins'],
    ['two check-ins a day', '17:35', [came('07:55')], 'departure', 'afterArrival'],
    ['gone early', '16:10', [came('07:55'), left('12:03'), came('13:58')], 'departure', 'afterArrival'],
    ['left even later than said', '18:20', [came('07:55'), left('17:31')], 'departure', 'leftLater'],
    ['the morning was forgotten', '17:40', [], 'departure', 'dutyIsOver'],
    ['twice by mistake', '07:58', [came('07:55')], 'again', 'justNow'],
    ['a minute too late to be twice', '08:05', [came('07:55')], 'departure', 'afterArrival'],
  ] as const)('%s: %s', (_, clock, earlier, direction, why) => {
    expect(directionOf(at(clock), office, earlier)).toMatchObject({ direction, why })
  })

  test.each([
    ['evening', at('17:50'), [], 'arrival'],
    ['morning after', at('07:58', '2026-11-24'), [came('17:50')], 'departure'],
    ['short before midnight', at('23:50'), [came('17:50')], 'departure'],
    ['the arrival of the night before is not of this duty', at('17:50'), [came('08:00', '2026-11-22')], 'arrival'],
  ] as const)('a duty across midnight, %s', (_, instant, earlier, direction) => {
    expect(directionOf(instant, night, earlier).direction).toBe(direction)
  })

  test('on a day without duty or hours it alternates', () => {
    expect(directionOf(at('09:00'), [], [])).toMatchObject({ direction: 'arrival', period: null })
    expect(directionOf(at('11:00'), [], [came('09:00')]).direction).toBe('departure')
    expect(directionOf(at('13:00'), [], [came('09:00'), left('11:00')]).direction).toBe('arrival')
  })

  test('a check-in again in between does not change what comes next', () => {
    const again: Earlier = { at: at('07:58'), direction: 'again' }
    expect(directionOf(at('12:03'), office, [came('07:55'), again]).direction).toBe('departure')
  })

  test('opening hours across midnight reach into the next day', () => {
    const late = periodsOf('2026-11-24', { '1': [{ from: '20:00', to: '02:00' }] })
    expect(late).toEqual([{ starts: at('20:00'), ends: at('02:00', '2026-11-24') }])
    expect(periodsOf('2026-11-25', { '1': [{ from: '20:00', to: '02:00' }] })).toEqual([])
  })

  test('within ten minutes of the last one it is always "again", and never otherwise', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 * 60 }), fc.integer({ min: 0, max: 600 }), (first, gap) => {
        const before = toIso(toMs(at('00:00')) + first * 60_000)
        const now = toIso(toMs(before) + gap * 60_000)
        fc.pre(toMs(before) >= toMs(at('04:00')))
        const { direction } = directionOf(now, office, [{ at: before, direction: 'arrival' }])
        expect(direction === 'again').toBe(gap < 10)
      }),
    )
  })
})
