import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BenchRow, row } from './row.ts'

/** What the log must withstand: each of these suites, with how many of its trials it held. */
const suites = [
  [
    'receipts under Debian’s verifiers: 100 true ones accepted, mutations refused',
    'rules',
    'test/ledger/receiptTools.test.ts',
  ],
  ['a witness of ours and Debian’s: 200, 409, 422', 'rules', 'test/ledger/witness.debian.test.ts'],
  ['a flipped byte in every tile of 70,000 entries', 'rules', 'test/ledger/fsck.test.ts'],
  ['changes with every right over the database', 'flow', 'test/ledger/tamper.flow.test.ts'],
  ['200 kills at steps all over a life', 'flow', 'test/ledger/kill.flow.test.ts'],
  ['28 stations, 72 hours, cut off and killed', 'flow', 'test/roles/county28.flow.test.ts'],
] as const

/** Runs the suites that hold the log against tools and attackers that are not ours; trials held, of all. */
export async function bench(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'zaigang-bench-'))
  try {
    const rows: BenchRow[] = []
    for (const [i, [name, project, file]] of suites.entries()) {
      process.stderr.write(`  ${name} …\n`)
      const { held, all } = await run(project, file, join(folder, `${i}.json`))
      rows.push(row(name, [held, 'held'], [all, 'trials'], '≥ 1'))
    }
    return rows
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function run(project: string, file: string, outputFile: string): Promise<{ held: number; all: number }> {
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    project,
    file,
    '--reporter=json',
    `--outputFile=${outputFile}`,
  ]
  // A failing suite exits with 1 and is counted by what it wrote; CI makes a missing tool a failure instead of a skip.
  await new Promise((resolve) =>
    execFile(
      process.execPath,
      args,
      { env: { ...process.env, CI: 'true', LOG_KILLS: '200' }, maxBuffer: 2 ** 26 },
      resolve,
    ),
  )
  const { numPassedTests, numTotalTests } = JSON.parse(await readFile(outputFile, 'utf8')) as Record<string, number>
  return { held: numPassedTests ?? 0, all: numTotalTests ?? 1 }
}
