import { leastOfCohort, mostTimesMean, worstCohort } from './cohorts.ts'
import type { SpeciesRow } from './figures.ts'
import type { GenuineRow } from './living.ts'
import type { SeriesRow } from './series.ts'
import type { Rate } from './statistics.ts'

/**
 * Whether a goal is reached. `unproven`: nothing measured speaks against it, but too little was measured to claim the bound;
 * `notMeasured`: nothing was.
 */
export type GoalState = 'reached' | 'missed' | 'unproven' | 'notMeasured'

export interface GoalRow {
  readonly goal: string
  /** Never both in one row. */
  readonly simulated: boolean
  /** What must not be above the limit: the share measured, its upper bound, or a cohort's multiple of the mean. */
  readonly judged: 'share' | 'upper95' | 'timesMean'
  readonly limit: number
  readonly measured: number | null
  readonly upper95: number | null
  readonly n: number
  /** The species or cohort that decides: the worst of them. */
  readonly decidedBy: string | null
  readonly state: GoalState
  readonly reached: boolean
}

interface Figures {
  readonly species: readonly SpeciesRow[]
  readonly genuineRows: readonly GenuineRow[]
  readonly series: readonly SeriesRow[]
}

/** Attacks that show what they show, whatever is asked for. */
const ignoring: ReadonlySet<string> = new Set([
  ...['flatPrint', 'flatPhoto', 'heldPicture', 'screenPhoto', 'screenReplay', 'injectedRecording'],
])

/** The goals of the product against the figures, of the simulated clips and of the real ones, if there are any. */
export function goalRows(figures: Figures): readonly GoalRow[] {
  const worlds = [true, false].filter((simulated) =>
    [...figures.species, ...figures.genuineRows].some((row) => row.simulated === simulated),
  )
  return worlds.flatMap((simulated) => {
    const species = figures.species.filter((row) => row.simulated === simulated)
    const series = figures.series.filter((row) => row.simulated === simulated)
    const genuine = figures.genuineRows.find((row) => row.simulated === simulated && row.how === 'script')
    const ofSpecies = (names: (name: string) => boolean): readonly Named[] =>
      species.filter(({ name }) => names(name)).map((row) => ({ name: row.name, rate: row.untimed }))
    const row = (goal: string, judged: 'share' | 'upper95', limit: number, all: readonly Named[]): GoalRow => ({
      ...{ goal, simulated, judged, limit },
      ...judgedBy(judged, limit, all),
    })
    const sessions = genuine === undefined ? [] : [{ name: 'genuine', rate: genuine.bpcerSessionOf }]
    return [
      row(
        'attacks that ignore what is asked',
        'upper95',
        0.01,
        ofSpecies((name) => ignoring.has(name)),
      ),
      row(
        'bent prints',
        'share',
        0.03,
        ofSpecies((name) => name === 'bentPrint'),
      ),
      row(
        'cut masks',
        'share',
        0.1,
        ofSpecies((name) => name === 'cutMask'),
      ),
      row(
        'masks through unnoticed as a series',
        'share',
        0.02,
        series.map(({ name, through }) => ({ name, rate: through })),
      ),
      row('living people refused by session', 'share', 0.02, sessions),
      { goal: 'no cohort refused more than twice as often', simulated, ...cohortGoal(genuine) },
    ]
  })
}

interface Named {
  readonly name: string
  readonly rate: Rate
}

type Judged = Omit<GoalRow, 'goal' | 'simulated' | 'judged' | 'limit'>

const unknown: Judged = { measured: null, upper95: null, n: 0, decidedBy: null, state: 'notMeasured', reached: false }

/** The worst decides, never the mean. */
function judgedBy(judged: 'share' | 'upper95', limit: number, all: readonly Named[]): Judged {
  const measured = all.filter(({ rate }) => rate.of > 0)
  const [worst] = measured.toSorted((a, b) => b.rate[judged] - a.rate[judged] || b.rate.upper95 - a.rate.upper95)
  if (worst === undefined) return unknown
  const { share, upper95, of } = worst.rate
  const state = worst.rate[judged] <= limit ? 'reached' : share <= limit ? 'unproven' : 'missed'
  return { measured: share, upper95, n: of, decidedBy: worst.name, state, reached: state === 'reached' }
}

function cohortGoal(genuine: GenuineRow | undefined): Omit<GoalRow, 'goal' | 'simulated'> {
  const judged = { judged: 'timesMean', limit: mostTimesMean } as const
  const worst = worstCohort(genuine?.cohorts ?? [])
  if (worst === undefined) return { ...judged, ...unknown }
  const measured = worst.timesMean ?? 0
  const state = measured <= mostTimesMean ? 'reached' : 'missed'
  return {
    ...judged,
    ...{ measured, upper95: null, n: worst.refused.of, decidedBy: `${worst.name} (of ${leastOfCohort} and more)` },
    ...{ state, reached: state === 'reached' },
  }
}
