import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SpotCheck } from '../../src/contract/spotChecks.ts'
import { drawPeople, sampleSize } from '../../src/presence/rules/spotCheck.ts'
import { pagesFor } from '../../web/console/menu.ts'
import {
  bySite,
  inTurn,
  lotteryOf,
  nextLottery,
  sayShare,
  scaleOf,
  sizeOfMany,
  standingLooks,
  standingOf,
} from '../../web/console/pages/spotChecks/reading.ts'
import { drawAgain, scriptOf } from '../../web/console/pages/spotChecks/redraw.ts'
import { idOf } from './ids.ts'

describe('the page of spot checks', () => {
  it.each([
    ['inspector', true],
    ['county', true],
    ['head', false],
    ['clerk', false],
    ['staff', false],
    ['systemAdmin', false],
  ])('is there for %s: %s', (role, there) => {
    expect(pagesFor({ roles: [{ role }] }).includes('spotChecks')).toBe(there)
  })
})

describe('how many have to be looked at', () => {
  it('is what the center says of very many people', () => {
    for (const [rate, many] of [
      [0.05, 59],
      [0.02, 149],
      [0.01, 299],
    ] as const) {
      expect(sizeOfMany(0.95, rate)).toBe(many)
      expect(sampleSize(1_000_000, { confidence: 0.95, rate })).toBe(many)
    }
  })

  it.each([
    [0, '0%'],
    [0.0123, '1.2%'],
    [0.07, '7%'],
    [0.636, '64%'],
    [1, '100%'],
  ])('a share of %f is said %s', (share, said) => expect(sayShare(share)).toBe(said))

  it('the scale ends at the next tenth', () => {
    expect(scaleOf([])).toBe(0.1)
    expect(scaleOf([0.21, 0.34])).toBe(0.4)
    expect(scaleOf([1])).toBe(1)
  })
})

describe('the draw, done again', () => {
  const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
  const populationIds = Array.from({ length: 40 }, (_, n) => idOf(3, n))
  const draw = { spotCheckId: idOf(40, 1), size: 9, populationIds }

  it('in a browser is the same as at the center', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 4, unit: 'grapheme' }), async (beacon) => {
        expect(await drawAgain({ ...draw, beacon })).toEqual(drawPeople(populationIds, { ...draw, beacon }, sha256))
      }),
      { numRuns: 20 },
    )
  })

  it.each(['03 08 11 19 25 30 07', "it's $(date) `x` \\n %s", '双色球 红 03 蓝 07'])(
    'by the handed-out script is the same: %s',
    (beacon) => {
      const listed = execFileSync('sh', { input: scriptOf({ ...draw, beacon }) })
        .toString()
        .trim()
        .split('\n')
      expect(listed).toEqual(drawPeople(populationIds, { ...draw, beacon }, sha256))
    },
  )
})

describe('the next lottery', () => {
  it.each([
    ['2026-11-21T04:00:00.000Z', '2026-11-22'],
    ['2026-11-22T11:00:00.000Z', '2026-11-22'],
    ['2026-11-22T13:00:00.000Z', '2026-11-24'],
    ['2026-11-24T16:30:00.000Z', '2026-11-26'],
  ])('after %s is that of %s', (now, day) => {
    expect(nextLottery(now)).toBe(day)
    expect(Date.parse(lotteryOf(nextLottery(now)))).toBeGreaterThan(Date.parse(now))
  })
})

describe('where a spot check stands', () => {
  const figures = { drawn: 0, recorded: 0, checked: 0, caught: 0, share: null }
  const check: SpotCheck = {
    ...{ spotCheckId: idOf(40, 1), unitId: idOf(1, 1), confidence: 0.95, rate: 0.05, population: 9, size: 9 },
    ...{ beaconSource: '双色球', beaconAt: '2026-03-02T13:30:00.000Z', announcedAt: '2026-03-01T00:00:00.000Z' },
    ...{ announcedBy: '', drawn: null, figures },
  }
  const drawn = { beacon: '1234', publishedAt: check.beaconAt, at: check.beaconAt }

  it('is waiting, due, under way and done', () => {
    expect(standingOf(check, '2026-03-02T13:00:00.000Z')).toBe('waiting')
    expect(standingOf(check, '2026-03-02T14:00:00.000Z')).toBe('due')
    expect(standingOf({ ...check, drawn, figures: { ...figures, drawn: 9, recorded: 8 } }, check.beaconAt)).toBe(
      'running',
    )
    expect(standingOf({ ...check, drawn, figures: { ...figures, drawn: 9, recorded: 9 } }, check.beaconAt)).toBe('done')
  })

  it('decides the order: what can be done now first, what is done last', () => {
    const done = { ...check, drawn, spotCheckId: idOf(40, 2) }
    const running = { ...done, figures: { ...figures, drawn: 9 }, spotCheckId: idOf(40, 3) }
    const ordered = inTurn([check, done, running], '2026-03-02T13:00:00.000Z')
    expect(ordered.map((it) => it.spotCheckId)).toEqual([idOf(40, 3), idOf(40, 1), idOf(40, 2)])
  })

  it('has a mark of its own for each', () => {
    expect(new Set(Object.values(standingLooks).map((it) => it.mark)).size).toBe(4)
  })
})

it('sites where somebody is left to be looked at come first', () => {
  const found = { found: 'present', at: '', note: '', onPaper: false, by: '', checkedIn: true } as const
  const item = (n: number, site: number, isFound: boolean) => ({
    ...{ staffId: idOf(3, n), name: '', siteId: idOf(2, site), found: isFound ? found : null },
  })
  const sites = bySite([item(1, 1, true), item(2, 2, false), item(3, 2, true), item(4, 3, false)])
  expect(sites.map((it) => [it.siteId, it.open])).toEqual([
    [idOf(2, 2), 1],
    [idOf(2, 3), 1],
    [idOf(2, 1), 0],
  ])
})
