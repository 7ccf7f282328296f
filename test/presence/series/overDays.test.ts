import { describe, expect, test } from 'vitest'
import { judgeAllAtOnce, listTooQuick, overDaysPolicy, type Seen } from '../../../src/presence/rules/series/overDays.ts'

const seen = (n: number, seconds: number, more: Partial<Seen> = {}): Seen => {
  const at = seconds * 1000
  return { checkInId: `c${n}-${seconds}`, staffId: `s${n}`, siteId: 'a', at, earliest: at, latest: at, ...more }
}
/** Days on which `people` come in with `pace` seconds between them. */
const daysOf = (days: number, people: number, pace: number, offset = 0): [string, Seen[]][] =>
  Array.from({ length: days }, (_, day) => [
    `day ${day + offset}`,
    Array.from({ length: people }, (_, n) => seen(n, n * pace)),
  ])
const judge = (...days: [string, Seen[]][]) => judgeAllAtOnce(new Map(days), overDaysPolicy)

describe('all of a site at once, day after day', () => {
  test.each<[string, [string, Seen[]][], number | null]>([
    ['five days, three seconds apart', daysOf(5, 5, 3), 5],
    ['only four days', daysOf(4, 5, 3), null],
    ['colleagues in a queue, nine seconds apart', daysOf(20, 8, 9), null],
    ['two people', daysOf(20, 2, 2), null],
    ['half of the days', [...daysOf(5, 5, 3), ...daysOf(5, 5, 40, 5)], 5],
    ['less than half of the days', [...daysOf(5, 5, 3), ...daysOf(6, 5, 40, 5)], null],
    ['nobody', [], null],
  ])('%s', (_, days, found) => {
    expect(judge(...days)?.days.length ?? null).toBe(found)
  })

  test('one of five may come at another time', () => {
    const days = daysOf(5, 4, 3).map(([day, all]): [string, Seen[]] => [day, [...all, seen(9, 3600)]])
    expect(judge(...days)?.days[0]?.members).toHaveLength(4)
  })
})

describe('one person at two sites too quickly', () => {
  const quick = (second: Partial<Seen>, same = false) =>
    listTooQuick([seen(1, 0), seen(1, 120, { siteId: 'b', ...second })], () => same, overDaysPolicy).length
  test.each<[string, Partial<Seen>, boolean, number]>([
    ['two minutes later elsewhere', {}, false, 1],
    ['at the same site', { siteId: 'a' }, false, 0],
    ['at a site with the same address', {}, true, 0],
    ['five minutes later', { at: 300_000, latest: 300_000 }, false, 0],
    ['two minutes by a clock that may be an hour slow', { latest: 3_720_000 }, false, 0],
  ])('%s', (_, second, same, found) => {
    expect(quick(second, same)).toBe(found)
  })
})
