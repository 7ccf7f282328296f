import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BenchRow, row } from './row.ts'

const program = new URL('../dist/server/src/main/main.js', import.meta.url).pathname

/** Cold and warm start of the built product until it answers, and what it weighs in memory then. */
export async function bench(): Promise<BenchRow[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zaigang-bench-'))
  try {
    const first = await startOnce(dataDir)
    const again = await startOnce(dataDir)
    return [
      row(
        'first start (new database, models converted)',
        [first.seconds, 's'],
        [60, 'a minute a newcomer waits'],
        '≤ 1',
      ),
      row('start again', [again.seconds, 's'], [15, 'after a power cut'], '≤ 1'),
      row('memory of the program, idle', [again.megabytes, 'MB'], [1024, 'half of a 2 GB box'], '≤ 1'),
    ]
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function startOnce(dataDir: string): Promise<{ seconds: number; megabytes: number }> {
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const began = performance.now()
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child.stdout?.resume()
  await untilAnswering(child, `http://127.0.0.1:${port}/api/me`)
  const seconds = (performance.now() - began) / 1000
  await new Promise((wake) => setTimeout(wake, 3000))
  const megabytes = rssOf(child.pid ?? 0)
  const ended = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  await ended
  return { seconds, megabytes }
}

async function untilAnswering(child: ChildProcess, url: string): Promise<void> {
  while (child.exitCode === null) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((wake) => setTimeout(wake, 50))
  }
  throw new Error(`the product ended with ${child.exitCode}`)
}

/** Resident memory from the kernel; Linux only. */
const rssOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024
