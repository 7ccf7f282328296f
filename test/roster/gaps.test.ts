import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Duty } from '../../src/contract/routes/duties.ts'
import { addDays, clockOf, dayOf, toIso, toMs } from '../../src/kit/time.ts'
import { instantsIn } from '../../src/roster/rules/clock.ts'
import { prepareRoster, type RosterData } from '../../src/roster/rules/expand.ts'
import { findGaps, openSpans, type SiteRoster } from '../../src/roster/rules/gaps.ts'
import type { MsSpan } from '../../src/roster/rules/spans.ts'
import { assignment, calendarOf, duty, holiday, pattern, rosterOf, shift } from './world.ts'

const at = instantsIn()
const monday = '2026-11-23'
const hours = {
  '1': [
    { from: '08:30', to: '12:00' },
    { from: '14:00', to: '17:30' },
  ],
}

const said = (gaps: readonly MsSpan[]): string[] =>
  gaps.map(({ starts, ends }) => {
    const [a, b] = [toIso(starts), toIso(ends)]
    return `${dayOf(a)} ${clockOf(a).slice(0, 5)}–${clockOf(b).slice(0, 5)}`
  })

const spansOf = (duties: readonly Duty[]) =>
  duties.map(({ staffId, starts, ends }) => ({ staffId, starts: toMs(starts), ends: toMs(ends) }))

interface Given {
  readonly duties?: readonly Duty[]
  readonly data?: RosterData
  readonly site?: Partial<SiteRoster>
  readonly days?: Record<string, typeof holiday>
  readonly on?: readonly string[]
}

function gapsOf({ duties = [], data = rosterOf([], [], []), site = {}, days = {}, on = [monday] }: Given): string[] {
  const calendar = calendarOf(days)
  const roster = prepareRoster(data, (_, day) => calendar(day))
  const whole: SiteRoster = {
    hours,
    duties: spansOf(duties),
    staffIds: [...new Set(data.assignments.map((it) => it.staffId))],
    away: new Map(),
    livesByDuties: () => duties.length > 0,
    calendar,
    ...site,
  }
  return said(findGaps(whole, on, roster, at))
}

const both = [`${monday} 08:30–12:00`, `${monday} 14:00–17:30`]

describe('a published opening hour with nobody rostered', () => {
  test.each<[string, Given, string[]]>([
    ['nobody at all', {}, both],
    ['a duty for the morning', { duties: [duty('d', 'p', `${monday} 08:30`, '12:00')] }, [both[1] ?? '']],
    ['a duty for the whole day', { duties: [duty('d', 'p', `${monday} 08:00`, '18:00')] }, []],
    [
      'two duties with a hole between',
      { duties: [duty('a', 'p', `${monday} 08:30`, '10:00'), duty('b', 'q', `${monday} 10:30`, '17:30')] },
      [`${monday} 10:00–10:30`],
    ],
    [
      'a duty that began the evening before',
      { duties: [duty('d', 'p', '2026-11-22 18:00', `${monday} 09:00`)] },
      [`${monday} 09:00–12:00`, both[1] ?? ''],
    ],
    [
      'a duty of somebody on leave in the morning',
      {
        duties: [duty('d', 'p', `${monday} 08:00`, '18:00')],
        site: { away: new Map([['p', [{ starts: at(monday, 0), ends: at(monday, 720) }]]]) },
      },
      [both[0] ?? ''],
    ],
    [
      'a shift around the clock by pattern',
      { data: rosterOf([shift('day', ['08:00-20:00'])], [pattern('all', ['day'])], [assignment('p', 'all')]) },
      [],
    ],
    [
      'a night shift of the day before',
      { data: rosterOf([shift('night', ['20:00-09:00'])], [pattern('all', ['night'])], [assignment('p', 'all')]) },
      [`${monday} 09:00–12:00`, both[1] ?? ''],
    ],
    [
      'only a shift in the field',
      {
        data: rosterOf(
          [shift('round', ['08:00-20:00'], { kind: 'field' })],
          [pattern('all', ['round'])],
          [assignment('p', 'all')],
        ),
      },
      both,
    ],
    ['somebody assigned to office hours', { data: rosterOf([], [], [assignment('p', null)]) }, []],
    [
      'office hours on a holiday',
      { data: rosterOf([], [], [assignment('p', null)]), days: { [monday]: holiday } },
      both,
    ],
    ['a part-time post without duties', { data: rosterOf([], [], [assignment('p', null, { post: 'part' })]) }, both],
    [
      'office hours where duties are rostered, but none today',
      { data: rosterOf([], [], [assignment('p', null)]), site: { livesByDuties: () => true } },
      both,
    ],
    ['a site that publishes no hours', { site: { hours: {} } }, []],
    ['a day that publishes none', { on: [addDays(monday, 1)] }, []],
  ])('%s', (_, given, wanted) => {
    expect(gapsOf(given)).toEqual(wanted)
  })

  test('over midnight belongs to the day it opens on', () => {
    const night = { '1': [{ from: '20:00', to: '02:00' }] }
    const starts = openSpans(night, monday, at)
    expect(said(starts)).toEqual([`${monday} 20:00–02:00`])
    expect(gapsOf({ site: { hours: night }, duties: [duty('d', 'p', `${monday} 19:00`, '23:59')] })).toEqual([
      `${monday} 23:59–02:00`,
    ])
  })

  test('is never one somebody stands for, and with a duty more there is never more of it', () => {
    const minute = fc.integer({ min: 0, max: 1439 })
    const span = fc.tuple(minute, fc.integer({ min: 1, max: 900 })).map(([from, length]) => ({
      staffId: 'p',
      starts: at(monday, from),
      ends: at(monday, from + length),
    }))
    const roster = prepareRoster(rosterOf([], [], []), (_, day) => calendarOf()(day))
    const gapsWith = (duties: SiteRoster['duties']): MsSpan[] =>
      findGaps(
        { hours, duties, staffIds: [], away: new Map(), livesByDuties: () => true, calendar: calendarOf() },
        [monday],
        roster,
        at,
      )
    const lengthOf = (spans: readonly MsSpan[]): number => spans.reduce((sum, it) => sum + it.ends - it.starts, 0)
    fc.assert(
      fc.property(fc.array(span, { maxLength: 8 }), span, (duties, more) => {
        const gaps = gapsWith(duties)
        expect(gaps.some((gap) => duties.some((it) => it.starts < gap.ends && gap.starts < it.ends))).toBe(false)
        expect(lengthOf(gapsWith([...duties, more]))).toBeLessThanOrEqual(lengthOf(gaps))
        expect(gaps.every((gap) => gap.starts < gap.ends)).toBe(true)
      }),
    )
  })

  test('is found at once where a hundred thousand people work', () => {
    const people = Array.from({ length: 100_000 }, (_, i) => assignment(`p${i}`, 'all'))
    const data = rosterOf([shift('day', ['08:00-20:00'])], [pattern('all', ['day'])], people)
    const days = Array.from({ length: 62 }, (_, i) => addDays(monday, i))
    expect(gapsOf({ data, on: days })).toEqual([])
  })
})
