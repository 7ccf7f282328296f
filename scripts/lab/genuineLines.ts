import { type CohortRow, leastOfCohort, mostTimesMean, worstCohort } from './cohorts.ts'
import type { GenuineRow } from './living.ts'
import { kindOf, percent, rateText, whyOf } from './words.ts'

/** The figures of living people of one world, shown in one way. */
export function genuineLines(row: GenuineRow): readonly string[] {
  const lines: readonly (string | false)[] = [
    `Living people (${kindOf(row)}), ${asked[row.how]}: ${row.n} clips`,
    `  BPCER by attempt         ${rateText(row.bpcerOf)}`,
    row.how === 'script' &&
      `  BPCER by session         ${rateText(row.bpcerSessionOf)}; ${row.oneTryOnly} with one clip only`,
    row.untimed.hits !== row.bpcerOf.hits && `  had no time been judged  ${rateText(row.untimed)}`,
    `  no response              ${percent(row.nonResponse)}`,
    row.how === 'script' && `  reserve asked for        ${row.reserveAsked}`,
    row.refusedWithMatching !== null &&
      `  refused, matching too    ${rateText(row.refusedWithMatching)}; ${row.sameClip} enrolled from the clip itself`,
    Object.keys(row.why).length > 0 && `  not accepted for         ${whyOf(row.why)}`,
    secondsLine('first face to verdict', row.seconds),
    row.how === 'script' && secondsLine('  where nothing is odd', row.nothingOdd),
    ...row.cohorts.map(cohortLine),
    row.cohorts.length > 0 && `  ${cohortVerdict(row.cohorts)}`,
    '',
  ]
  return lines.filter((line) => line !== false)
}

const secondsLine = (name: string, { median, p95, n }: GenuineRow['seconds']): string | false =>
  median !== null &&
  p95 !== null &&
  `  ${name.padEnd(24)} median ${median.toFixed(1)} s, 95 of 100 within ${p95.toFixed(1)} s (${n})`

const asked = {
  script: 'the script of the clip was asked',
  unasked: 'nothing was asked (no order, no timing, no answer judged)',
}

const cohortLine = ({ name, refused, noResponse, beyondTwice }: CohortRow): string =>
  `  cohort ${name.padEnd(17)} ${rateText(refused)}; no response ${percent(noResponse.share)}${beyondTwice ? '  ** more than twice the mean' : ''}`

function cohortVerdict(rows: readonly CohortRow[]): string {
  const large = `cohort of ${leastOfCohort} verdicts and more`
  const worst = worstCohort(rows)
  if (worst === undefined) return `no ${large}: nothing can be said of cohorts`
  const beyond = rows.filter(({ beyondTwice }) => beyondTwice).map(({ name }) => name)
  if (beyond.length > 0) return `** refused more than ${mostTimesMean} times as often as all: ${beyond.join(', ')}`
  const times =
    worst.timesMean === null ? 'nobody is refused' : `at most ${worst.timesMean.toFixed(1)} times, ${worst.name}`
  return `no ${large} is refused more than ${mostTimesMean} times as often as all (${times})`
}
