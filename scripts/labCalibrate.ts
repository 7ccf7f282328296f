import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { quantile } from '../src/presence/rules/actions.ts'
import { type Calibration, calibration, type Table } from '../src/presence/rules/liveness/calibration.ts'
import { fuse } from '../src/presence/rules/liveness/fuse.ts'
import { livenessPolicy } from '../src/presence/rules/liveness/policy.ts'
import { type Reading, type SignalName, signalNames } from '../src/presence/rules/liveness/reading.ts'
import { findTable } from '../src/presence/rules/liveness/tabulate.ts'

// npm run lab:calibrate -- READINGS: from what `npm run lab -- DIR --split calibrate --readings READINGS` wrote, the
// tables that the readings are worth, and what the score would be with them.

const usage = 'npm run lab:calibrate -- READINGS (written by npm run lab -- DIR --split calibrate --readings READINGS)'

/** Nats a signal may weigh at most for and against, however sure its sample looks. */
const bounds = { support: 0.5, against: 2.2 }

const Line = z.object({
  kind: z.string(),
  how: z.string(),
  readings: z.array(z.object({ signal: z.enum(signalNames), kind: z.string(), value: z.number().optional() }).loose()),
})
type Line = z.infer<typeof Line>

function main(file: string | undefined): void {
  if (file === undefined) {
    console.error(usage)
    process.exitCode = 2
    return
  }
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  const asked = lines.map((line) => Line.parse(JSON.parse(line))).filter(({ how }) => how === 'script')
  const tables = signalNames.flatMap((signal) => {
    const table = tableOf(asked, signal)
    console.log(table === undefined ? `${signal}: too few values` : `${signal}: ${JSON.stringify(table)}`)
    return table === undefined ? [] : [[signal, table] as const]
  })
  console.log('\nScore with the shipped tables')
  printScores(asked, calibration)
  console.log('\nScore with the tables above')
  printScores(asked, withTables(new Map(tables)))
}

function tableOf(lines: readonly Line[], signal: SignalName): Table | undefined {
  const valuesOf = (of: readonly Line[]) => of.flatMap((line) => measuredAs(line, signal) ?? [])
  const attacks = Object.fromEntries([...bySpecies(lines)].map(([kind, of]) => [kind, valuesOf(of)]))
  const genuine = valuesOf(lines.filter(({ kind }) => kind === 'genuine'))
  console.log(`${signal} of ${genuine.length} living and ${Object.values(attacks).flat().length} attacks`)
  for (const [kind, values] of [['genuine', genuine] as const, ...Object.entries(attacks)]) {
    const shown = [0.05, 0.25, 0.5, 0.75, 0.95].map((share) => quantile(values, share).toPrecision(3))
    if (values.length > 0)
      console.log(`  ${kind.padEnd(20)} n ${String(values.length).padStart(4)}  ${shown.join('  ')}`)
  }
  return findTable({ genuine, attacks }, bounds)
}

const measuredAs = ({ readings }: Line, signal: SignalName): number | undefined =>
  readings.find((reading) => reading.signal === signal && reading.kind === 'measured')?.value

function bySpecies(lines: readonly Line[]): ReadonlyMap<string, readonly Line[]> {
  const kinds = new Set(lines.map(({ kind }) => kind).filter((kind) => kind !== 'genuine'))
  return new Map([...kinds].sort().map((kind) => [kind, lines.filter((line) => line.kind === kind)]))
}

const withTables = (tables: ReadonlyMap<SignalName, Table>): Calibration =>
  Object.fromEntries(
    signalNames.map((name) => [name, { ...calibration[name], table: tables.get(name) ?? calibration[name].table }]),
  ) as Calibration

function printScores(lines: readonly Line[], worth: Calibration): void {
  const scoreOf = ({ readings }: Line): number =>
    fuse(readings as unknown as Reading[], worth, livenessPolicy.fuse).score
  const genuine = lines.filter(({ kind }) => kind === 'genuine').map(scoreOf)
  console.log(
    `  living: 1 in 100 below ${quantile(genuine, 0.01).toFixed(2)}, 5 below ${quantile(genuine, 0.05).toFixed(2)}`,
  )
  for (const limit of [-0.3, -0.5, -0.8, -1, -1.2, -1.5, -1.8, -2.2]) {
    const below = (scores: readonly number[]) => scores.filter((score) => score < limit).length
    const attacks = [...bySpecies(lines)].map(([kind, of]) => `${kind} ${below(of.map(scoreOf))}/${of.length}`)
    console.log(`  below ${limit}: living ${below(genuine)}/${genuine.length}; ${attacks.join(', ')}`)
  }
}

main(process.argv[2])
