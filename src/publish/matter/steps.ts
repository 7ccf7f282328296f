import type { MatterType, Step } from '../../contract/matterTypes.ts'
import { leastAnswers } from '../../contract/ratings.ts'
import type { MeasuredKind, MeasuredStep } from '../../contract/routes/measures.ts'
import { groupBy } from '../../kit/grouping.ts'

/** A step of a matter that has ended, however often it was done; in working seconds. */
export interface StepTime {
  readonly key: string
  readonly seconds: number
  /** What its limit gave it. */
  readonly givenSeconds: number
  readonly late: boolean
}

/** What a matter that has ended took. No person is in it. */
export interface EndedWay {
  readonly typeId: string
  readonly version: number
  /** Had it when it ended. */
  readonly unitId: string
  readonly quarter: string
  /** Each key once. */
  readonly steps: readonly StepTime[]
  /** Working seconds of each hand-over, from its offer until it was taken. */
  readonly handOvers: readonly number[]
}

/**
 * How long the steps of each kind took in one period. `types` are all versions, oldest first, in the order of the answer.
 * A unit's part under five is left out unless such parts are five together; so is a quarter's from its year. Pure.
 */
export function kindsOf(ways: readonly EndedWay[], types: readonly MatterType[]): MeasuredKind[] {
  const byType = groupBy(ways, (it) => it.typeId)
  return [...groupBy(types, (it) => it.typeId)].flatMap(([typeId, versions]) => {
    const lots = lotsOf(byType.get(typeId) ?? [])
    return lots.every((it) => it.ways.length === 0) ? [] : [kindOf(versions, lots)]
  })
}

/** Matters told together; `alone`: a quarter tells them by itself too, so that they can be subtracted from its year. */
interface Lot {
  readonly alone: boolean
  readonly ways: readonly EndedWay[]
}

function lotsOf(ways: readonly EndedWay[]): Lot[] {
  const quarters = [...groupBy(ways, (it) => it.quarter).values()].map(partsOf)
  const rest = quarters.flatMap((it) => it.rest)
  return [
    ...quarters.map(({ told }) => ({ alone: true, ways: told })),
    { alone: false, ways: isEnough(rest) ? rest : [] },
  ]
}

function partsOf(ways: readonly EndedWay[]): Readonly<Record<'told' | 'rest', readonly EndedWay[]>> {
  const units = [...groupBy(ways, (it) => it.unitId).values()]
  const few = units.filter((it) => !isEnough(it)).flat()
  return isEnough(few) ? { told: ways, rest: [] } : { told: units.filter(isEnough).flat(), rest: few }
}

const isEnough = (all: readonly unknown[]): boolean => all.length >= leastAnswers

function kindOf(versions: readonly MatterType[], lots: readonly Lot[]): MeasuredKind {
  const ways = lots.flatMap((it) => it.ways)
  const used = new Set(ways.map((it) => it.version))
  const newestFirst = versions.filter((it) => used.has(it.version)).reverse()
  const { typeId, name } = newestFirst[0] ?? { typeId: ways[0]?.typeId ?? '', name: '' }
  return {
    typeId,
    name,
    matters: ways.length,
    handOvers: handOversOf(lots, ways.length),
    steps: stepsOf(newestFirst).map((it) => stepOf(it, lots)),
  }
}

/** The steps of the newest version, then those that only older ones had. */
function stepsOf(newestFirst: readonly MatterType[]): Step[] {
  const steps = new Map<string, Step>()
  for (const step of newestFirst.flatMap((it) => it.steps)) if (!steps.has(step.key)) steps.set(step.key, step)
  return [...steps.values()]
}

function stepOf({ key, name, limit }: Step, lots: readonly Lot[]): MeasuredStep {
  const times = tell(lots, (way) => way.steps.filter((it) => it.key === key))
  if (times === null) return { key, name, limit, told: null }
  const seconds = times.map((it) => it.seconds)
  return {
    ...{ key, name, limit },
    told: {
      ended: times.length,
      inTime: times.filter((it) => !it.late).length,
      medianSeconds: percentile(seconds, 50),
      slowSeconds: percentile(seconds, 90),
      givenSeconds: percentile(
        times.map((it) => it.givenSeconds),
        50,
      ),
    },
  }
}

function handOversOf(lots: readonly Lot[], matters: number): MeasuredKind['handOvers'] {
  const times = tell(lots, (way) => way.handOvers)
  if (times === null) return null
  const per100 = Math.round((times.length / matters) * 1_000) / 10
  return { taken: times.length, per100, medianSeconds: percentile(times, 50) }
}

/**
 * What the matters of all lots have of something; null where fewer than five have it, or where subtracting what quarters
 * tell by themselves would leave fewer than five.
 */
function tell<T>(lots: readonly Lot[], of: (way: EndedWay) => readonly T[]): T[] | null {
  const having = lots.map(({ alone, ways }) => ({ alone, ways: ways.filter((it) => of(it).length > 0) }))
  const ways = having.flatMap((it) => it.ways)
  const left = having.flatMap((it) => (it.alone && isEnough(it.ways) ? [] : it.ways))
  return isEnough(ways) && (left.length === 0 || isEnough(left)) ? ways.flatMap(of) : null
}

/**
 * By nearest rank: the least of the values that at least `percent` in a hundred of them do not exceed, which is the one at
 * rank ⌈percent·n/100⌉. Always one of the values; throws where there are none.
 */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const found = sorted[Math.max(1, Math.ceil((percent * sorted.length) / 100)) - 1]
  if (found === undefined) throw new RangeError('no percentile of nothing')
  return found
}
