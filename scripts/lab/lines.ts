import type { SpeciesRow } from './figures.ts'
import { genuineLines } from './genuineLines.ts'
import { goalLines } from './goalLines.ts'
import type { GoalRow } from './goals.ts'
import type { GenuineRow } from './living.ts'
import type { Problem } from './manifest.ts'
import { returnLines } from './returnLines.ts'
import type { ReturnRow } from './returnRows.ts'
import type { QueueRow, SeriesRow } from './series.ts'
import type { SignalRow } from './signalRows.ts'
import { kindOf, percent, problemText, rateText, whyOf } from './words.ts'

/** All figures as lines for people to read. The headline is the worst species, of each world by itself. */
export function linesOf(report: {
  readonly folder: string
  readonly models: string
  readonly seeds: number
  readonly gapSeconds: number
  readonly goals: readonly GoalRow[]
  readonly species: readonly SpeciesRow[]
  readonly genuineRows: readonly GenuineRow[]
  readonly returns: readonly ReturnRow[]
  readonly series: readonly SeriesRow[]
  readonly queues: readonly QueueRow[]
  readonly signals: readonly SignalRow[]
  readonly worstReal: SpeciesRow | null
  readonly worstSimulated: SpeciesRow | null
  readonly problems: readonly Problem[]
}): readonly string[] {
  return [
    `Laboratory of ${report.folder}, models ${report.models}`,
    `  recordings, and attacks without a script, are played into ${report.seeds} freshly drawn challenges each`,
    '',
    headline('Worst real species', report.worstReal),
    headline('Worst simulated species', report.worstSimulated),
    '',
    ...goalLines(report.goals),
    ...speciesLines(report.species),
    ...report.genuineRows.flatMap(genuineLines),
    ...report.returns.flatMap(returnLines),
    ...seriesLines(report),
    ...signalLines(report.signals),
    ...problemLines(report.problems),
  ]
}

function headline(name: string, row: SpeciesRow | null): string {
  if (row === null) return `${name}: no attack was presented`
  return `${name}: ${row.name}, APCER ${percent(row.apcer)}, 95 % upper bound ${percent(row.apcerUpper95)} by presentations, ${percent(row.byClips.upper95)} by clips`
}

const columns = [
  ...['species', 'clips', 'shown', 'APCER', '≤ 95 %', 'answered', 'by clips', '≤ 95 %', 'no resp.', 'IAPAR'],
  ...['reserve', 'refused by'],
]
const widths = [44, 6, 6, 9, 9, 9, 9, 9, 9, 9, 8, 0] as const

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
    String(row.reserveAsked),
    whyOf(row.why),
  ])
  const untimed = rows.filter((row) => row.untimed.hits !== row.accepted)
  return [
    'Attacks (accepted as a living person who did what was asked; IAPAR: accepted as somebody enrolled)',
    ...[columns, ...cells].map((row) => `  ${row.map((cell, i) => pad(cell, i)).join(' ')}`.trimEnd()),
    ...untimed.map((row) => `  ${row.name} (${kindOf(row)}), had no time been judged: APCER ${rateText(row.untimed)}`),
    '  Presentations of one clip are not independent: the bound by clips is the one to claim.',
    '',
  ]
}

const pad = (cell: string, i: number): string => (i === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[i] ?? 0))

function seriesLines(of: Pick<Parameters<typeof linesOf>[0], 'series' | 'queues' | 'gapSeconds'>): readonly string[] {
  if (of.series.length + of.queues.length === 0) return []
  return [
    `As a series before one kiosk, ${of.gapSeconds} s from one to the next, by the station's own watch`,
    ...of.series.flatMap(({ name, simulated, through, notNoticed, noticedAfter }) => [
      `  ${name} (${kindOf({ simulated })}): masks through in a group that was not noticed ${rateText(through)}`,
      `    groups not noticed ${rateText(notNoticed)}; noticed at presentation ${noticedAfter.join(', ') || '—'}`,
    ]),
    ...of.queues.map(
      ({ simulated, called }) =>
        `  queues of living people (${kindOf({ simulated })}) called a series: ${rateText(called)}`,
    ),
    '',
  ]
}

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
