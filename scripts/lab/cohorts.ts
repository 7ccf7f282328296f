import type { Presentation } from './presentation.ts'
import { type Rate, rateOf } from './statistics.ts'

/** People who have something in common: "tone:IV", or a cohort by its plain name. */
export interface CohortRow {
  readonly name: string
  readonly refused: Rate
  readonly noResponse: Rate
  /** How many times the share of all is refused here; null where nobody is refused at all. */
  readonly timesMean: number | null
  /** Of ten verdicts and more, and refused more than twice as often as all. */
  readonly beyondTwice: boolean
}

/** Fewer verdicts than this say nothing of a cohort. */
export const leastOfCohort = 10
export const mostTimesMean = 2

/** Living people's attempts by cohort. */
export function cohortRows(tries: readonly Presentation[]): readonly CohortRow[] {
  const mean = refusedOf(tries).share
  const names = [...new Set(tries.flatMap(({ clip }) => cohortsOf(clip.cohort)))].sort()
  return names.map((name) => {
    const own = tries.filter(({ clip }) => cohortsOf(clip.cohort).includes(name))
    const refused = refusedOf(own)
    const timesMean = mean === 0 ? null : refused.share / mean
    return {
      name,
      refused,
      noResponse: rateOf(own.length - refused.of, own.length),
      timesMean,
      beyondTwice: refused.of >= leastOfCohort && (timesMean ?? 0) > mostTimesMean,
    }
  })
}

function refusedOf(tries: readonly Presentation[]): Rate {
  const responded = tries.filter(({ outcome }) => outcome !== 'noResponse')
  return rateOf(responded.filter(({ outcome }) => outcome === 'refused').length, responded.length)
}

/** A cohort by its name, or by several aspects: "tone:IV glasses:yes" belongs to two. */
const cohortsOf = (cohort: string): readonly string[] => {
  if (!cohort.includes(':')) return cohort === '' ? [] : [cohort]
  return [...new Set(cohort.split(/[\s;,|]+/).filter((aspect) => aspect !== ''))]
}

/** The cohort of ten and more that is refused most often against all; nothing where there is none. */
export const worstCohort = (rows: readonly CohortRow[]): CohortRow | undefined =>
  rows
    .filter(({ refused }) => refused.of >= leastOfCohort)
    .toSorted((a, b) => b.refused.share - a.refused.share || b.refused.of - a.refused.of)[0]
