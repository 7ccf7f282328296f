import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { quantile } from '../src/presence/rules/actions.ts'
import { calibration, falling, tabulated } from '../src/presence/rules/liveness/calibration.ts'
import { fuse } from '../src/presence/rules/liveness/fuse.ts'
import { livenessPolicy } from '../src/presence/rules/liveness/policy.ts'
import { type Reading, type SignalName, signalNames } from '../src/presence/rules/liveness/reading.ts'
import { findTable } from '../src/presence/rules/liveness/tabulate.ts'
import type { Table, Tables } from '../src/presence/rules/liveness/worth.ts'

// npm run lab:calibrate -- READINGS [--write]: from what `npm run lab -- DIR --split calibrate --readings READINGS` wrote,
// what each signal is worth against each species, and the scores that come of it. `--write` makes it the product's.

const usage =
  'npm run lab:calibrate -- READINGS [--write] (READINGS: npm run lab -- DIR --split calibrate --readings READINGS)'
const tablesFile = 'src/presence/rules/liveness/calibrationTables.ts'

/** Nats a signal may weigh at most for and against, however sure its sample looks. */
const bounds = { support: 1.5, against: 2.2 }

const Line = z.object({
  kind: z.string(),
  how: z.string(),
  readings: z.array(z.object({ signal: z.enum(signalNames), kind: z.string(), value: z.number().optional() }).loose()),
})
type Line = z.infer<typeof Line>
type Against = Readonly<Record<string, Tables>>

function main([file, write]: readonly string[]): void {
  if (file === undefined) {
    console.error(usage)
    process.exitCode = 2
    return
  }
  const all = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  const lines = all.map((line) => Line.parse(JSON.parse(line))).filter(({ how }) => how === 'script')
  for (const signal of signalNames) printValues(lines, signal)
  const against = tablesOf(lines)
  printScores(lines, against)
  if (write === '--write') writeFileSync(tablesFile, sourceOf(lines, against))
}

const isGenuine = ({ kind }: Line): boolean => kind === 'genuine'
const speciesOf = (lines: readonly Line[]): readonly string[] =>
  [...new Set(lines.filter((line) => !isGenuine(line)).map(({ kind }) => kind))].sort()

const valuesOf = (lines: readonly Line[], kind: string, signal: SignalName): readonly number[] =>
  lines
    .filter((line) => line.kind === kind)
    .flatMap(({ readings }) => readings.find((one) => one.signal === signal && one.kind === 'measured')?.value ?? [])

function printValues(lines: readonly Line[], signal: SignalName): void {
  console.log(`\n${signal}: 5, 25, 50, 75 and 95 of 100 below`)
  for (const kind of ['genuine', ...speciesOf(lines)]) {
    const values = valuesOf(lines, kind, signal)
    const shown = [0.05, 0.25, 0.5, 0.75, 0.95].map((share) => quantile(values, share).toPrecision(3))
    if (values.length > 0)
      console.log(`  ${kind.padEnd(20)} n ${String(values.length).padStart(4)}  ${shown.join('  ')}`)
  }
}

/**
 * What each tabulated signal tells of each species; nothing where it tells the wrong way round, where too few were measured,
 * and where no value speaks for the living: else the most usual of them would be held against them.
 */
function tablesOf(lines: readonly Line[]): Against {
  return Object.fromEntries(
    speciesOf(lines).map((kind) => [
      kind,
      Object.fromEntries(
        tabulated.flatMap((signal) => [tableOf(lines, kind, signal)].flatMap((t) => (t ? [[signal, t]] : []))),
      ),
    ]),
  )
}

function tableOf(lines: readonly Line[], kind: string, signal: SignalName): Table | undefined {
  const sign = falling.has(signal) ? -1 : 1
  const [genuine = [], attacks = []] = ['genuine', kind].map((of) =>
    valuesOf(lines, of, signal).map((value) => sign * value),
  )
  if (quantile(attacks, 0.5) > quantile(genuine, 0.5)) return undefined
  const table = withoutLevel(findTable({ genuine, attacks: { [kind]: attacks } }, bounds) ?? [])
  if (!table.some(([, worth]) => worth > 0)) return undefined
  if (sign === 1) return table
  return table.map(([value, evidence]): readonly [number, number] => [-value, evidence]).toReversed()
}

/** The table without points between two of the same worth. */
const withoutLevel = (table: Table): Table =>
  table.filter(([, worth], i) => worth !== table[i - 1]?.[1] || worth !== table[i + 1]?.[1])

function printScores(lines: readonly Line[], against: Against): void {
  const scoreOf = ({ readings }: Line): number =>
    fuse(readings as unknown as Reading[], { chosen: calibration.chosen, against }).score
  const genuine = lines.filter(isGenuine).map(scoreOf)
  const low = [0.01, 0.02, 0.05, 0.1].map((share) => quantile(genuine, share).toFixed(2))
  console.log(`\nScore of ${genuine.length} living: 1, 2, 5 and 10 of 100 below ${low.join(', ')}`)
  const { doubtfulBelow, failsBelow } = livenessPolicy.fuse
  for (const limit of [-0.5, -1, -1.5, -2, -2.5, -3, doubtfulBelow, failsBelow]) {
    const below = (scores: readonly number[]) => scores.filter((score) => score < limit).length
    const attacks = speciesOf(lines).map((kind) => {
      const of = lines.filter((line) => line.kind === kind)
      return `${kind} ${below(of.map(scoreOf))}/${of.length}`
    })
    console.log(`  below ${limit}: living ${below(genuine)}/${genuine.length}; ${attacks.join(', ')}`)
  }
}

function sourceOf(lines: readonly Line[], against: Against): string {
  const counts = ['genuine', ...speciesOf(lines)].map(
    (kind) => `${kind} ${lines.filter((line) => line.kind === kind).length}`,
  )
  const tables = JSON.stringify(against).replaceAll('"', "'")
  return `import type { Calibration } from './worth.ts'

/**
 * Written by \`npm run lab:calibrate\` from rendered presentations (simulated), of people, photographs and seeds that are not
 * reported on: ${counts.join(', ')}.
 */
export const against: Calibration['against'] = ${tables}
`
}

main(process.argv.slice(2))
