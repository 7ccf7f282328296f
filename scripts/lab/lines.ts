import type { CohortRow, GenuineRow, SpeciesRow } from './figures.ts'
import type { Problem } from './manifest.ts'
import { betweenSeconds, type SeriesRow } from './series.ts'
import type { SignalRow } from './signalRows.ts'
import { type Rate, rateOf } from './statistics.ts'

/** All figures as lines for people to read. The headline is the worst species. */
export function linesOf(report: {
  readonly folder: string
  readonly models: string
  readonly seeds: number
  readonly species: readonly SpeciesRow[]
  readonly genuineRows: readonly GenuineRow[]
  readonly series: readonly SeriesRow[]
  readonly queues: readonly SeriesRow[]
  readonly signals: readonly SignalRow[]
  readonly worst: SpeciesRow | undefined
  readonly worstReal: SpeciesRow | undefined
  readonly problems: readonly Problem[]
}): readonly string[] {
  return [
    `Laboratory of ${report.folder}, models ${report.models}`,
    `  clips without a script are played into ${report.seeds} freshly drawn challenges each, with both attempts`,
    '',
    headline('Worst species', report.worst),
    ...(report.worst?.simulated === true ? [headline('Worst real species', report.worstReal)] : []),
    '',
    ...speciesLines(report.species),
    ...report.genuineRows.flatMap(genuineLines),
    ...seriesLines(report.series, report.queues),
    ...signalLines(report.signals),
    ...problemLines(report.problems),
  ]
}

function headline(name: string, row: SpeciesRow | undefined): string {
  if (row === undefined) return `${name}: no attack was presented`
  return `${name}: ${row.name} (${kindOf(row)}), APCER ${percent(row.apcer)}, 95 % upper bound ${percent(row.apcerUpper95)} by presentations, ${percent(row.byClips.upper95)} by clips`
}

const columns = [
  'species',
  'clips',
  'shown',
  'APCER',
  '≤ 95 %',
  'answered',
  'by clips',
  '≤ 95 %',
  'no resp.',
  'IAPAR',
  'refused by',
] as const
const widths = [38, 6, 6, 9, 9, 9, 9, 9, 9, 9, 0] as const

function speciesLines(rows: readonly SpeciesRow[]): readonly string[] {
  if (rows.length === 0) return []
  const cells = rows.map((row) => [
    `${row.name} (${kindOf(row)}, ${row.how.join('+')})`,
    String(row.clips),
    String(row.n),
    percent(row.apcer),
    percent(row.apcerUpper95),
    `${row.accepted}/${row.responded}`,
    `${row.byClips.hits}/${row.byClips.of}`,
    percent(row.byClips.upper95),
    percent(row.nonResponse),
    row.iapar === null ? '—' : percent(row.iapar),
    whyOf(row.why),
  ])
  return [
    'Attacks (accepted as a living person who did what was asked; IAPAR: accepted as somebody enrolled)',
    ...[[...columns], ...cells].map((row) => `  ${row.map((cell, i) => pad(cell, i)).join(' ')}`.trimEnd()),
    '  Presentations of one clip are not independent: the bound by clips is the one to claim.',
    '',
  ]
}

const pad = (cell: string, i: number): string => (i === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[i] ?? 0))

function genuineLines(row: GenuineRow): readonly string[] {
  const { median, p95, n } = row.seconds
  return [
    `Living people (${kindOf(row)}), ${asked[row.how]}: ${row.n} clips`,
    `  BPCER by attempt         ${rateText(row.bpcerOf)}`,
    ...(row.how === 'script'
      ? [`  BPCER by session         ${rateText(row.bpcerSessionOf)}; ${row.oneTryOnly} with one clip only`]
      : []),
    `  no response              ${percent(row.nonResponse)}`,
    ...(row.refusedWithMatching === null
      ? []
      : [
          `  refused, matching too    ${rateText(row.refusedWithMatching)}; ${row.sameClip} enrolled from the clip itself`,
        ]),
    ...(Object.keys(row.why).length === 0 ? [] : [`  not accepted for         ${whyOf(row.why)}`]),
    ...(median === null || p95 === null
      ? []
      : [`  first face to verdict    median ${median.toFixed(1)} s, 95 of 100 within ${p95.toFixed(1)} s (${n})`]),
    ...row.cohorts.map(cohortLine),
    '',
  ]
}

const asked = {
  script: 'the script of the clip was asked',
  unasked: 'nothing was asked (no order, no timing, no answer judged)',
}

const cohortLine = ({ name, refused, noResponse, twiceTheMean }: CohortRow): string =>
  `  cohort ${name.padEnd(17)} ${rateText(refused)}; no response ${percent(noResponse.share)}${twiceTheMean ? '  ** more than twice the mean' : ''}`

function seriesLines(series: readonly SeriesRow[], queues: readonly SeriesRow[]): readonly string[] {
  if (series.length === 0) return []
  return [
    `As a series, ${betweenSeconds} s from one attempt to the next`,
    ...series.map(
      ({ name, simulated, raised, noticedAfter }) =>
        `  ${name} (${kindOf({ simulated })}): not noticed ${rateText(missed(raised))}; noticed at attempt ${noticedAfter.join(', ') || '—'}`,
    ),
    ...queues.map(
      ({ simulated, raised }) =>
        `  queues of living people (${kindOf({ simulated })}) called a series: ${rateText(raised)}`,
    ),
    '',
  ]
}

const missed = ({ hits, of }: Rate): Rate => rateOf(of - hits, of)

function signalLines(rows: readonly SignalRow[]): readonly string[] {
  if (rows.length === 0) return []
  return [
    'Signals alone, each at the threshold of its own equal error; fused at the shipped one (let through / measured)',
    ...rows.map(({ signal, simulated, threshold, eer, bpcer, species }) => {
      const through = species
        .filter(({ apcer }) => apcer.of > 0)
        .map(({ name, apcer }) => `${name} ${apcer.hits}/${apcer.of}`)
      const equal = eer === null ? '' : `EER ${percent(eer)}, `
      const where = `${signal} (${kindOf({ simulated })})`.padEnd(24)
      return `  ${where} ${equal}at ${threshold.toFixed(3)}: refused of the living ${bpcer.hits}/${bpcer.of}; ${through.join(', ')}`
    }),
    '',
  ]
}

function problemLines(problems: readonly Problem[]): readonly string[] {
  if (problems.length === 0) return []
  return [`Left out: ${problems.length}`, ...problems.map((problem) => `  ${problemText(problem)}`), '']
}

export const problemText = ({ line, file, why }: Problem): string =>
  `clips.csv, line ${line ?? '?'}${file === '' ? '' : ` (${file})`}: ${why}.`

const kindOf = ({ simulated }: { readonly simulated: boolean }): string => (simulated ? 'simulated' : 'real')
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
const rateText = ({ hits, of, share, upper95 }: Rate): string =>
  of === 0 ? 'none came to a verdict' : `${percent(share)} (${hits} of ${of}, 95 % upper bound ${percent(upper95)})`
const whyOf = (why: Readonly<Record<string, number>>): string =>
  Object.entries(why)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')
