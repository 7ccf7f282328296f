import type { ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Binaries } from './binaries.ts'
import { type DataDir, findText } from './files.ts'
import { stopServer } from './orphan.ts'
import { findArguments } from './process.ts'
import type { Runner } from './runner.ts'
import { StartError } from './start-error.ts'
import type { OnProgress } from './steps.ts'

/** A running server process, started again when it ends without being asked to. */
export interface Server {
  /** Its number now; nothing while it is away. */
  pid(): number | undefined
  /** Fast shutdown: sessions end, what was acknowledged is on disk. */
  stop(): Promise<void>
}

export interface ServerPlan {
  readonly dir: DataDir
  readonly binaries: Binaries
  readonly runner: Runner
  /** Folder of its Unix socket, the only way in. */
  readonly socket: string
  readonly settings: readonly string[]
  /** The superuser's address of the database `postgres`. */
  readonly url: string
  readonly progress: OnProgress
}

export const superuser = 'zaigang'

export const socketUrl = (socket: string, password: string, database: string): string =>
  `postgres://${superuser}:${password}@${encodeURIComponent(socket)}/${database}`

/** Starts the server, resolves when it answers, and keeps it running. Throws `StartError` `databaseDidNotStart`. */
export async function keepRunning(plan: ServerPlan): Promise<Server> {
  let child = await start(plan)
  let stopping = false
  let restarting: Promise<void> | undefined

  const watch = () => {
    child.once('exit', () => {
      if (!stopping) restarting = again()
    })
  }
  const again = async () => {
    plan.progress('restartingDatabase')
    for (let pauseMs = 100; !stopping; pauseMs = Math.min(pauseMs * 2, 10_000)) {
      try {
        child = await start(plan)
        watch()
        return
      } catch {
        await new Promise((wake) => setTimeout(wake, pauseMs))
      }
    }
  }
  watch()
  return {
    pid: () => (child.exitCode === null && child.signalCode === null ? child.pid : undefined),
    stop: async () => {
      stopping = true
      await restarting
      await stopChild(plan, child)
      rmSync(plan.socket, { recursive: true, force: true })
    },
  }
}

async function stopChild(plan: ServerPlan, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const pid = (await findNoted(plan)) ?? child.pid
  if (pid !== undefined) await stopServer(pid)
}

/** The server's own number: where a shell ties it to us, the child is that shell. */
async function findNoted(plan: ServerPlan): Promise<number | undefined> {
  const note = await findText(join(plan.dir.cluster, 'postmaster.pid'))
  const pid = Number(note?.split('\n')[0])
  return pid > 0 && findArguments(pid)?.some((arg) => arg.includes(plan.socket)) ? pid : undefined
}

const startTries = 40

/** A server whose children still live after its own death makes the next one refuse for a moment: hence the tries. */
async function start(plan: ServerPlan): Promise<ChildProcess> {
  trimLog(plan.dir.log)
  for (let left = startTries; ; left -= 1) {
    const from = sizeOf(plan.dir.log)
    const child = spawnServer(plan)
    if (await untilAnswering(plan, child)) return child
    const words = readFileSync(plan.dir.log).subarray(from).toString('utf8')
    if (left <= 1 || !stillInUse.test(words)) throw new StartError('databaseDidNotStart', words.slice(-4_000))
    await new Promise((wake) => setTimeout(wake, 250))
  }
}

const stillInUse = /pre-existing shared memory block|lock file "[^"]*" already exists|is still in use/

function spawnServer(plan: ServerPlan): ChildProcess {
  const output = openSync(plan.dir.log, 'a', 0o600)
  const settings = [`unix_socket_directories=${plan.socket}`, ...ours, ...plan.settings].flatMap((one) => ['-c', one])
  try {
    return plan.runner.start(join(plan.binaries.bin, 'postgres'), ['-D', plan.dir.cluster, ...settings], output)
  } finally {
    closeSync(output)
  }
}

/** One small server for one program. JIT costs more than it saves on queries of this size (measured). */
const ours = [
  'listen_addresses=',
  'unix_socket_permissions=0700',
  'port=5432',
  'max_connections=100',
  'shared_buffers=128MB',
  'max_wal_size=256MB',
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_checkpoints=off',
  'logging_collector=off',
]

async function untilAnswering(plan: ServerPlan, child: ChildProcess): Promise<boolean> {
  let ended = false
  child.once('exit', () => {
    ended = true
  })
  child.once('error', () => {
    ended = true
  })
  while (!ended) {
    if (await answers(plan.url)) return true
    await new Promise((wake) => setTimeout(wake, 25))
  }
  return false
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

const longestLog = 10_000_000

function trimLog(path: string): void {
  if (sizeOf(path) > longestLog) truncateSync(path, 0)
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0
