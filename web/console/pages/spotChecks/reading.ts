import type { SpotCheck, SpotCheckItem } from '../../../../src/contract/spotChecks.ts'
import { groupBy } from '../../../../src/kit/grouping.ts'
import { addDays, type Day, dayOf, type Iso, instantAt, weekdayOf } from '../../../../src/kit/time.ts'

/** Where a spot check stands. */
export type Standing = 'waiting' | 'due' | 'running' | 'done'

export function standingOf({ drawn, beaconAt, figures }: SpotCheck, now: Iso): Standing {
  if (drawn === null) return Date.parse(beaconAt) > Date.parse(now) ? 'waiting' : 'due'
  return figures.recorded < figures.drawn ? 'running' : 'done'
}

const places: Readonly<Record<Standing, number>> = { running: 0, due: 1, waiting: 2, done: 3 }

/** What there is to do comes first, what is done last; the newest first among them. */
export const inTurn = (checks: readonly SpotCheck[], now: Iso): readonly SpotCheck[] =>
  checks.toSorted((a, b) => places[standingOf(a, now)] - places[standingOf(b, now)])

/** Mark and tone of each, so that no colour is the only sign. */
export const standingLooks: Readonly<Record<Standing, { readonly mark: string; readonly tone: string }>> = {
  waiting: { mark: '…', tone: 'tag-grey' },
  due: { mark: '△', tone: 'tag-amber' },
  running: { mark: '○', tone: 'tag-blue' },
  done: { mark: '✓', tone: 'tag-jade' },
}

export const rates = [0.1, 0.05, 0.02, 0.01] as const
export const confidences = [0.9, 0.95, 0.99] as const

/** How many have to be looked at where there are very many: ln(1 − c) / ln(1 − p), rounded up. 59, 149, 299 at 95 %. */
export const sizeOfMany = (confidence: number, rate: number): number =>
  Math.ceil(Math.log(1 - confidence) / Math.log(1 - rate))

/** A share as people read it: whole percents, one digit below ten. */
export function sayShare(share: number): string {
  const percent = share * 100
  return `${percent === 0 || percent >= 10 ? Math.round(percent) : Math.round(percent * 10) / 10}%`
}

/** The next day from `now` on, with an hour to spare, on which the lottery 双色球 is drawn: Tuesday, Thursday, Sunday. */
export function nextLottery(now: Iso): Day {
  let day = dayOf(now)
  while (!lotteryDays.has(weekdayOf(day)) || Date.parse(lotteryOf(day)) - Date.parse(now) < 3_600_000)
    day = addDays(day, 1)
  return day
}

/** When its numbers can be looked up: a quarter of an hour after they were drawn. */
export const lotteryOf = (day: Day): Iso => instantAt(day, '21:30')
const lotteryDays: ReadonlySet<number> = new Set([2, 4, 7])

/** People to look at, site by site; sites where somebody is left first. */
export function bySite(items: readonly SpotCheckItem[]): readonly SiteVisit[] {
  return [...groupBy(items, ({ siteId }) => siteId)]
    .map(([siteId, its]) => ({ siteId, items: its, open: its.filter((it) => it.found === null).length }))
    .toSorted((a, b) => Number(a.open === 0) - Number(b.open === 0))
}

export interface SiteVisit {
  readonly siteId: string
  readonly items: readonly SpotCheckItem[]
  readonly open: number
}

/** The end of the scale on which bounds are drawn: the next tenth above the largest. */
export const scaleOf = (highs: readonly number[]): number => Math.min(1, Math.ceil(Math.max(0.1, ...highs) * 10) / 10)
