import type { Figures, Share } from './measure.ts'
import type { ListedPair } from './measureCsv.ts'
import { type Matching, measureAllPairs, measureListedPairs, type PairFigures, type Photo } from './measurePairs.ts'
import { measureRoster, type RosterFigures } from './measureRoster.ts'

/** Every figure of a set of photos. */
export interface Report {
  /** What the top figures were scored with: `asNorm` and `siteCentred` against a disjoint cohort, else `raw` or `plugin`. */
  readonly score: PairFigures['scale']
  readonly eer: number
  readonly tar1e2: number
  readonly tar1e3: number
  readonly auc: number
  /** Share of probes whose person ranks first in the roster, or with one photo enrolled where nobody has four. */
  readonly rank1: number
  readonly genuine: number
  readonly impostor: number
  readonly allPairs: PairFigures
  readonly listedPairs?: PairFigures
  readonly roster?: RosterFigures
  readonly onePhoto?: RosterFigures
  /** Per cohort of people.csv: the same figures with the cohort's own people only. */
  readonly cohorts?: Readonly<Record<string, Omit<Report, 'cohorts' | 'listedPairs'>>>
}

/**
 * Measures photos, and the listed pairs where there are any. The top figures are those of all pairs of photos, or of the
 * listed ones where only they say who is who and there are both kinds: two photos no pair ties may show one person.
 */
export function measureAll(
  photos: readonly Photo[],
  pairs: readonly ListedPair[],
  matching: Matching,
  whoIsWho: 'people' | 'pairs' = 'people',
): Report {
  const whole = measureSet(photos, matching)
  const names = [...new Set(photos.flatMap(({ cohort }) => cohort ?? []))].sort()
  const cohorts = names.map((name) => {
    const members = photos.filter(({ cohort }) => cohort === name)
    return [name, members.length === photos.length ? whole : measureSet(members, matching)] as const
  })
  const listedPairs = pairs.length === 0 ? undefined : measureListedPairs(pairs, photos, matching)
  return {
    ...whole,
    ...(whoIsWho === 'pairs' && listedPairs?.raw !== undefined ? topOf(listedPairs) : {}),
    ...(listedPairs === undefined ? {} : { listedPairs }),
    ...(names.length === 0 ? {} : { cohorts: Object.fromEntries(cohorts) }),
  }
}

function measureSet(photos: readonly Photo[], matching: Matching): Report {
  const allPairs = measureAllPairs(photos, matching)
  const roster = measureRoster(photos, matching, { photosEnrolled: 3, mostPeople: 100, draws: 5 })
  const onePhoto = measureRoster(photos, matching, { photosEnrolled: 1, mostPeople: 100, draws: 5 })
  return {
    ...topOf(allPairs),
    rank1: (roster ?? onePhoto)?.rank1.share ?? Number.NaN,
    allPairs,
    ...(roster === undefined ? {} : { roster }),
    ...(onePhoto === undefined ? {} : { onePhoto }),
  }
}

const topOf = (pairs: PairFigures) => ({ score: pairs.scale, ...(pairs.normalised ?? pairs.raw ?? nothing) })

const nothing: Figures = {
  genuine: 0,
  impostor: 0,
  eer: Number.NaN,
  auc: Number.NaN,
  tar1e2: Number.NaN,
  tar1e3: Number.NaN,
}

/** The report as lines for people to read. */
export function linesOf(report: Report): string[] {
  const cohorts = Object.entries(report.cohorts ?? {}).filter(([, one]) => one.genuine !== report.genuine)
  return [
    ...linesOfSet(report),
    ...(report.listedPairs === undefined ? [] : pairLines('Listed pairs (pairs.csv)', report.listedPairs)),
    ...cohorts.flatMap(([name, one]) => [`== Cohort ${name} alone`, ...linesOfSet(one)]),
  ]
}

function linesOfSet({ allPairs, roster, onePhoto }: Omit<Report, 'cohorts' | 'listedPairs'>): string[] {
  return [
    ...pairLines('All pairs of photos', allPairs),
    ...(roster === undefined ? ['No roster: fewer than two people have four photos.', ''] : rosterLines(roster)),
    ...(onePhoto === undefined ? [] : rosterLines(onePhoto)),
  ]
}

function pairLines(title: string, figures: PairFigures): string[] {
  const { raw, scale, genuineWithoutFace } = figures
  return [
    `${title} (TAR is read at the threshold these impostors themselves give)`,
    `  ${'score'.padEnd(38)} genuine   impostor     EER      AUC   TAR@1e-2  TAR@1e-3`,
    ...(scale === 'plugin' ? [] : normalisedLine(figures)),
    ...figureLine(scale === 'plugin' ? 'plugged-in recogniser alone' : 'raw, no cohort', raw),
    `  genuine pairs lost for want of a face (counted as misses): ${genuineWithoutFace}`,
    '',
  ]
}

function normalisedLine({ normalised, scale, cohortPeople }: PairFigures): string[] {
  if (normalised !== undefined) return figureLine(`${scale}, cohort of ${range(cohortPeople)} others`, normalised)
  return [`  too few people for a cohort (${range(cohortPeople)}); at least 10 are needed`]
}

const range = (counts: readonly number[]): string => {
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  return least === most ? String(least) : `${least} to ${most}`
}

function figureLine(name: string, figures: Figures | undefined): string[] {
  if (figures === undefined) return [`  ${name.padEnd(38)} too few photos`]
  const { genuine, impostor, eer, auc, tar1e2, tar1e3 } = figures
  const cells = [percent(eer).padStart(8), auc.toFixed(4).padStart(8), percent(tar1e2), percent(tar1e3)]
  return [`  ${name.padEnd(38)} ${String(genuine).padStart(7)} ${String(impostor).padStart(10)} ${cells.join('   ')}`]
}

function rosterLines(roster: RosterFigures): string[] {
  const { people, photosEnrolled, draws, scale } = roster
  const rows: readonly (readonly [string, Share])[] = [
    ['rank 1', roster.rank1],
    ['own name believed (1:1, shipped threshold)', roster.verified],
    ["a colleague's name believed", roster.inRosterFalseAccepts],
    ['1:N own person not named (FNIR)', roster.identificationMissed],
    ['1:N named as a colleague', roster.identifiedWrongly],
    ['1:N stranger named (FPIR)', roster.strangersNamed],
    ['enrolments asked to repeat', roster.enrolmentsAskedAgain],
  ]
  return [
    `Roster of ${people} people, ${photosEnrolled} photo(s) enrolled, ${draws} draws, score ${scale}`,
    ...rows.map(([name, share]) => `  ${name.padEnd(44)} ${shareText(share)}`),
    '',
  ]
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`.padStart(8)

const shareText = ({ hits, of, share, low, high }: Share): string =>
  of === 0 ? 'none tried' : `${percent(share)}  ${hits} of ${of}  (95 %: ${percent(low)} to ${percent(high)})`
