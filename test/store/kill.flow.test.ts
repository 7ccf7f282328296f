import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startCluster } from '../../src/store/cluster.ts'
import { openDb } from '../../src/store/open.ts'
import { untilGone } from '../../src/store/process.ts'

const writers = 6
const killsOfProgram = 25
const killsOfDatabase = 25

/** What was acknowledged: the number each fact got, by its key; and where each writer is. */
const acks = new Map<string, number>()
const last = Array.from({ length: writers }, () => 1)
const changed: string[] = []

function hear(line: string): void {
  const [word, writer, n, seq] = line.split(' ')
  if (word !== 'ack') return
  const key = `${writer}-${n}`
  // A writer begins again with the last fact that was acknowledged: the answer must be the same.
  if (acks.has(key) && acks.get(key) !== Number(seq)) changed.push(key)
  acks.set(key, Number(seq))
  last[Number(writer)] = Number(n)
}

interface Program {
  readonly child: ChildProcess
  /** Resolves after so many more acknowledgements. */
  acked(more: number): Promise<void>
}

async function startProgram(dataDir: string): Promise<Program> {
  const args = ['--import', 'tsx', 'test/store/appending.ts', dataDir, ...last.map(String)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let left = 0
  let [reached, failed]: [() => void, (failure: Error) => void] = [() => undefined, () => undefined]
  createInterface({ input: child.stdout }).on('line', (line) => {
    hear(line)
    left -= 1
    if (left === 0) reached()
  })
  child.once('exit', () => failed(new Error('the program ended by itself')))
  const acked = (more: number) =>
    new Promise<void>((resolve, reject) => {
      left = more
      reached = resolve
      failed = reject
    })
  return { child, acked }
}

async function killProgram({ child }: Program): Promise<void> {
  child.removeAllListeners('exit')
  const closed = new Promise((resolve) => child.stdout?.once('close', resolve))
  child.kill('SIGKILL')
  await untilGone(child.pid ?? 0, 20_000)
  await closed
}

/** The server itself, or one of its sessions (after which it ends all others and recovers). */
function killDatabase(dataDir: string, whom: 'server' | 'session'): void {
  const server = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  const session = whom === 'session' ? findSession(server) : undefined
  // A session may end by itself between being found and being killed: then it is the server's turn.
  if (session === undefined || !isKilled(session)) process.kill(server, 'SIGKILL')
}

function isKilled(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL')
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw failure
  }
}

function findSession(server: number): number | undefined {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.map(Number).find((pid) => {
    try {
      const parent = Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1])
      return parent === server && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('zaigang_station_app')
    } catch {
      return false
    }
  })
}

test('nothing acknowledged is lost by 50 kills of program and database', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'zaigang-kill-'))
  for (let kill = 0; kill < killsOfProgram; kill += 1) {
    const program = await startProgram(dataDir)
    await program.acked(60 + kill * 7)
    await killProgram(program)
  }
  const program = await startProgram(dataDir)
  for (let kill = 0; kill < killsOfDatabase; kill += 1) {
    await program.acked(60 + kill * 7)
    killDatabase(dataDir, kill % 2 === 0 ? 'server' : 'session')
  }
  await program.acked(60)
  await killProgram(program)

  const cluster = await startCluster({ dataDir })
  const db = openDb(cluster.url('zaigang_station'))
  const { rows } = await sql<{ idem_key: string; device_seq: number; position: number; times: number | null }>`
    select idem_key, device_seq, position, times from fact
    left join note_seen on note_seen.county_id = fact.county_id and note = idem_key order by device_seq`.execute(db)
  const { rows: pages } = await sql`select count(*) as facts from fact where commitment is not null`.execute(db)
  await db.destroy()
  await cluster.stop()
  await rm(dataDir, { recursive: true, force: true })

  const kept = new Map(rows.map((row) => [row.idem_key, row.device_seq]))
  const lost = [...acks].filter(([key, seq]) => kept.get(key) !== seq)
  console.log(`kills ${killsOfProgram + killsOfDatabase}, acked ${acks.size}, kept ${rows.length}, lost ${lost.length}`)
  const all = rows.map((_, i) => i + 1)
  expect({ lost, changed }).toEqual({ lost: [], changed: [] })
  expect(rows.map((row) => row.device_seq)).toEqual(all)
  expect(rows.map((row) => row.position)).toEqual(all)
  expect(kept.size).toBe(rows.length)
  expect(rows.filter((row) => row.times !== 1)).toEqual([])
  expect(pages).toEqual([{ facts: rows.length }])
}, 600_000)
