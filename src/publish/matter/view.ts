import {
  leastAnswers,
  leastCompared,
  type RatingAnswer,
  type RatingRound,
  type RatingSource,
} from '../../contract/ratings.ts'
import type { MeasuredRound, MeasuredShare, MeasuredUnit, MeasuresView } from '../../contract/routes/measures.ts'
import { type Count, difference, priorOf, shrink, silentBounds, wilson } from '../../matter/rating/rules/share.ts'

/** Answers told together. */
export interface ToldAnswers {
  readonly unitId: string | null
  readonly withUnits: readonly string[]
  readonly period: string
  readonly round: RatingRound
  readonly source: RatingSource
  readonly answers: readonly RatingAnswer[]
}

/** How many matters of a unit ended in a quarter. */
export interface EndedMatters {
  readonly unitId: string
  readonly period: string
  readonly ended: number
  readonly inTime: number
  readonly reopened: number
  readonly medianHours: number
}

export interface MeasuresInput {
  /** In the order of the tree. */
  readonly units: readonly { readonly unitId: string; readonly name: string }[]
  readonly countyName: string
  readonly period: string
  readonly told: readonly ToldAnswers[]
  readonly ended: readonly EndedMatters[]
  readonly visits: ReadonlyMap<string, NonNullable<MeasuredUnit['visits']>>
}

/** A year holds its quarters. */
const isIn = (period: string, of: string): boolean => of === period || (period.length === 4 && of.startsWith(period))

/** What may be told of one period: nothing of fewer than five, nothing of persons, no order but the tree's. Pure. */
export function measuresOf(input: MeasuresInput): Pick<MeasuresView, 'county' | 'units'> {
  const told = input.told.filter((it) => isIn(input.period, it.period))
  const ended = input.ended.filter((it) => isIn(input.period, it.period))
  const sums = input.units.map((unit) => sumOf(input, unit, told, ended)).filter(hasSomething)
  const whole = sumOf({ ...input, units: [] }, { unitId: null, name: input.countyName }, told, ended)
  const priors = priorsOf(sums)
  const units = sums.map((it) => rowOf(it, priors))
  return { units, county: countyOf(whole, sums, units) }
}

/** What is known of a unit, before anything is hidden. */
interface Sums {
  readonly unitId: string | null
  readonly unitName: string
  readonly withUnits: readonly string[]
  readonly ended: number
  readonly inTime: number
  readonly reopened: number
  /** Of one quarter only: medians cannot be added. */
  readonly medianHours: number | null
  readonly first: RoundSums
  readonly second: RoundSums
  readonly called: RoundSums
  readonly visits: MeasuredUnit['visits']
}

interface RoundSums {
  readonly answered: number
  readonly solved: Count
  readonly satisfied: Count
}

const hasSomething = (it: Sums): boolean =>
  it.ended + it.first.answered + it.second.answered + it.called.answered > 0 || it.visits !== null

type Unit = { readonly unitId: string | null; readonly name: string }

function sumOf(
  { units, visits }: Pick<MeasuresInput, 'units' | 'visits'>,
  { unitId, name }: Unit,
  allTold: readonly ToldAnswers[],
  allEnded: readonly EndedMatters[],
): Sums {
  const told = allTold.filter((it) => it.unitId === unitId)
  const ended = allEnded.filter((it) => it.unitId === unitId)
  const nameOf = (id: string): string => units.find((it) => it.unitId === id)?.name ?? ''
  const add = (of: (it: EndedMatters) => number): number => ended.reduce((sum, it) => sum + of(it), 0)
  return {
    unitId,
    unitName: name,
    withUnits: [...new Set(told.flatMap((it) => it.withUnits))].map(nameOf).filter((it) => it !== ''),
    ended: add((it) => it.ended),
    inTime: add((it) => it.inTime),
    reopened: add((it) => it.reopened),
    medianHours: ended.length === 1 ? (ended[0]?.medianHours ?? null) : null,
    first: roundOf(told.filter((it) => it.source === 'self' && it.round === 1)),
    second: roundOf(told.filter((it) => it.source === 'self' && it.round === 2)),
    called: roundOf(told.filter((it) => it.source === 'callBack')),
    visits: unitId === null ? null : (visits.get(unitId) ?? null),
  }
}

function roundOf(told: readonly ToldAnswers[]): RoundSums {
  const answers = told.flatMap((it) => it.answers)
  const solved = answers.flatMap((it) => (it.solved === null || it.solved === 'tooEarly' ? [] : it.solved === 'yes'))
  const satisfied = answers.flatMap((it) =>
    it.satisfied === null ? [] : it.satisfied !== 'dissatisfied' && it.satisfied !== 'veryDissatisfied',
  )
  return { answered: answers.length, solved: countOf(solved), satisfied: countOf(satisfied) }
}

const countOf = (all: readonly boolean[]): Count => ({ x: all.filter((it) => it).length, n: all.length })

type Prior = ReturnType<typeof priorOf>
type Asked = 'first' | 'second' | 'called'
type Question = 'solved' | 'satisfied'
type Priors = Readonly<Record<Asked, Readonly<Record<Question, Prior>>>>

function priorsOf(sums: readonly Sums[]): Priors {
  const of = (asked: Asked) => ({
    solved: priorOf(sums.map((it) => it[asked].solved).filter(isEnough)),
    satisfied: priorOf(sums.map((it) => it[asked].satisfied).filter(isEnough)),
  })
  return { first: of('first'), second: of('second'), called: of('called') }
}

const isEnough = ({ n }: Count): boolean => n >= leastAnswers
const orHidden = (n: number): number | null => (n >= leastAnswers ? n : null)

function rowOf(it: Sums, priors: Priors): MeasuredUnit {
  const asked = orHidden(it.ended)
  const share = (of: Asked, question: Question): MeasuredShare | null =>
    shareOf(it[of][question], priors[of][question], of === 'called' || it.withUnits.length > 0 ? null : it.ended)
  const round = (of: 'first' | 'second'): MeasuredRound => ({
    answered: orHidden(it[of].answered),
    solved: share(of, 'solved'),
    satisfied: share(of, 'satisfied'),
  })
  return {
    unitId: it.unitId,
    unitName: it.unitName,
    withUnits: [...it.withUnits],
    asked,
    inTime: asked === null ? null : it.inTime,
    reopened: asked === null ? null : it.reopened,
    medianHours: asked === null ? null : it.medianHours,
    first: round('first'),
    second: round('second'),
    called: { solved: share('called', 'solved'), difference: differenceOf(it) },
    visits: it.visits,
  }
}

function shareOf(count: Count, prior: Prior, asked: number | null): MeasuredShare | null {
  const { x, n } = count
  if (!isEnough(count)) return null
  return {
    x,
    n,
    share: x / n,
    ...wilson(x, n),
    silent: asked === null ? null : silentBounds(x, n, asked),
    drawn: prior === undefined ? null : shrink(count, prior),
    few: n < leastCompared,
  }
}

/** How far what people said by themselves is above what another unit heard. */
function differenceOf({ first, called }: Pick<Sums, 'first' | 'called'>): MeasuredUnit['called']['difference'] {
  if (!isEnough(first.solved) || !isEnough(called.solved)) return null
  return difference(first.solved, called.solved)
}

/**
 * The county as the sum of what its units show, and of what is told of no unit: were hidden cells in it, they could be
 * found by subtraction.
 */
function countyOf(whole: Sums, sums: readonly Sums[], rows: readonly MeasuredUnit[]): MeasuredUnit {
  const shown = sums.filter((_, i) => rows[i]?.asked !== null)
  const add = (of: (it: Sums) => number): number => shown.reduce((sum, it) => sum + of(it), 0)
  const all: Sums = {
    ...whole,
    ended: add((it) => it.ended),
    inTime: add((it) => it.inTime),
    reopened: add((it) => it.reopened),
    first: addRounds([whole, ...sums].map((it) => it.first)),
    second: addRounds([whole, ...sums].map((it) => it.second)),
    called: addRounds([whole, ...sums].map((it) => it.called)),
    withUnits: [],
  }
  const nothing = { solved: undefined, satisfied: undefined }
  return rowOf(all, { first: nothing, second: nothing, called: nothing })
}

function addRounds(all: readonly RoundSums[]): RoundSums {
  const add = (of: (it: RoundSums) => Count): Count =>
    all
      .map(of)
      .filter(isEnough)
      .reduce((sum, it) => ({ x: sum.x + it.x, n: sum.n + it.n }), { x: 0, n: 0 })
  return {
    answered: all.filter((it) => it.answered >= leastAnswers).reduce((sum, it) => sum + it.answered, 0),
    solved: add((it) => it.solved),
    satisfied: add((it) => it.satisfied),
  }
}
