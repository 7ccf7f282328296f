import { leastAnswers, type RatingAnswer, type RatingRound, type RatingSource } from '../../../contract/ratings.ts'
import { canonical } from '../../../kit/canonical.ts'
import { groupBy } from '../../../kit/grouping.ts'
import { addDays, type Day } from '../../../kit/time.ts'
import { type Parents, pathOf } from '../../../people/rules/tree.ts'

/** An answer that waits, as the center alone can read it. */
export interface Held {
  readonly heldId: string
  readonly unitId: string
  readonly period: string
  readonly round: RatingRound
  readonly source: RatingSource
  /** The day it was given; nothing finer is kept. */
  readonly day: Day
  readonly answer: RatingAnswer
}

/** Answers that are told together. */
export interface Release {
  readonly unitId: string | null
  /** Units below whose answers were too few to be told by themselves. */
  readonly withUnits: readonly string[]
  readonly period: string
  readonly round: RatingRound
  readonly source: RatingSource
  readonly answers: readonly RatingAnswer[]
}

export interface ReleasePlan {
  readonly releases: readonly Release[]
  /** What goes on waiting. */
  readonly left: readonly Held[]
}

/** An answer waits at least so many days, so that the day of a release tells nothing of the day of a visit … */
export const leastDays = 3
/** … and where enough wait so long, they are told without drawing. */
export const mostDays = 10
/** Of ten days with enough answers, on so many they are told. */
export const chanceOfDay = 0.2

export interface ReleaseInput {
  readonly held: readonly Held[]
  readonly parents: Parents
  readonly today: Day
  /** A number from 0 to 1 for each group of answers; its name tells which. */
  readonly lot: (group: string) => number
}

/**
 * Which answers are told today. Never fewer than five of one unit, period, round and source together; a year's last ones,
 * once nobody of that year is asked any more, with those of the unit above until there are five. Pure; the order in which
 * answers came changes nothing.
 */
export function planReleases({ held, parents, today, lot }: ReleaseInput): ReleasePlan {
  const ripe = held.filter((it) => addDays(it.day, leastDays) <= today)
  const byQuarter = [...groupBy(ripe, (it) => keyOf(it, it.unitId, it.period))].flatMap(([key, group]) =>
    isTold(group, today, () => lot(key)) ? [tell(group, group[0]?.unitId ?? null, group[0]?.period ?? '')] : [],
  )
  const told = new Set(byQuarter.flatMap((it) => it.heldIds))
  const last = ripe.filter((it) => !told.has(it.heldId) && isOver(it.period, today))
  const byYear = [...groupBy(last, (it) => `${it.round} ${it.source}`).values()].flatMap((group) =>
    climb(group, parents),
  )
  for (const id of byYear.flatMap((it) => it.heldIds)) told.add(id)
  return {
    releases: [...byQuarter, ...byYear].map(({ heldIds: _, ...release }) => release).sort(byText),
    left: held.filter((it) => !told.has(it.heldId)),
  }
}

type Told = Release & { readonly heldIds: readonly string[] }

const keyOf = (it: Held, unit: string, period: string): string => `${unit} ${period} ${it.round} ${it.source}`

function isTold(group: readonly Held[], today: Day, lot: () => number): boolean {
  if (group.length < leastAnswers) return false
  const long = group.filter((it) => addDays(it.day, mostDays) <= today)
  return long.length >= leastAnswers || lot() < chanceOfDay
}

/** The last day anybody is asked about a matter of that year is 30 April of the next. */
const isOver = (period: string, today: Day): boolean => today >= `${Number(period.slice(0, 4)) + 1}-05-01`

/** The answers of one round and source from the leaves of the tree upwards, until there are enough to be told. */
function climb(group: readonly Held[], parents: Parents): Told[] {
  const told: Told[] = []
  const waiting = new Map<string, Held[]>()
  for (const it of group) put(waiting, `${it.period.slice(0, 4)} ${it.unitId}`, [it])
  const deepest = (): [string, Held[]] | undefined =>
    [...waiting]
      .filter(([key]) => unitIn(key) !== '')
      .sort((a, b) => depthOf(b[0]) - depthOf(a[0]) || (a[0] < b[0] ? -1 : 1))[0]
  const depthOf = (key: string): number => pathOf(parents, unitIn(key)).length
  for (let next = deepest(); next !== undefined; next = deepest()) {
    const [key, its] = next
    waiting.delete(key)
    if (its.length >= leastAnswers) told.push(tell(its, unitIn(key), yearIn(key)))
    else put(waiting, `${yearIn(key)} ${parents.get(unitIn(key)) ?? ''}`, its)
  }
  // The whole county: what one year lacks goes with the next.
  let carried: Held[] = []
  for (const [key, its] of [...waiting].sort(([a], [b]) => (a < b ? -1 : 1))) {
    carried = [...carried, ...its]
    if (carried.length < leastAnswers) continue
    told.push(tell(carried, null, yearIn(key)))
    carried = []
  }
  return told
}

const yearIn = (key: string): string => key.slice(0, 4)
const unitIn = (key: string): string => key.slice(5)

function put(waiting: Map<string, Held[]>, key: string, more: readonly Held[]): void {
  waiting.set(key, [...(waiting.get(key) ?? []), ...more])
}

function tell(group: readonly Held[], unitId: string | null, period: string): Told {
  const [first] = group
  if (first === undefined || group.length < leastAnswers) throw new Error('too few answers to be told')
  const { round, source } = first
  return {
    unitId,
    withUnits: [...new Set(group.map((it) => it.unitId))].filter((it) => it !== unitId).sort(),
    period,
    round,
    source,
    // By what they say, so that nothing is left of the order in which they came.
    answers: group.map((it) => it.answer).sort(byText),
    heldIds: group.map((it) => it.heldId),
  }
}

const byText = (a: unknown, b: unknown): number => {
  const [one, other] = [canonical(a), canonical(b)]
  return one < other ? -1 : one > other ? 1 : 0
}
