import { chmod, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Binaries, findBinaries } from './binaries.ts'
import { type DataDir, findText, keepSecret, keepText, openDataDir } from './files.ts'
import { takeLock } from './lock.ts'
import { stopOrphan } from './orphan.ts'
import { chooseRunner, type Runner } from './runner.ts'
import { keepRunning, type Server, socketUrl, superuser } from './server.ts'
import { StartError } from './start-error.ts'
import type { OnProgress } from './steps.ts'

/** A PostgreSQL server of our own, kept running until `stop`. */
export interface Cluster extends Server {
  readonly dir: DataDir
  readonly binaries: Binaries
  readonly runsAs: Runner['as']
  /** The superuser's address of one of its databases; it stays the same when the server is started again. */
  url(database: string): string
}

export interface ClusterOptions {
  readonly dataDir: string
  readonly onProgress?: OnProgress | undefined
  /** More settings for the server, `name=value`. */
  readonly settings?: readonly string[] | undefined
}

/**
 * Starts the embedded server on a data directory, creating the cluster at the first start. It ends with this program,
 * however that ends, and is started again when it ends by itself. Throws `StartError`.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const dir = await openDataDir(options.dataDir)
  const lock = await takeLock(dir.lock)
  try {
    const cluster = await startLocked(dir, options)
    const stop = async () => {
      await cluster.stop()
      await lock.release()
    }
    return { ...cluster, stop }
  } catch (failure) {
    await lock.release()
    throw failure
  }
}

async function startLocked(dir: DataDir, options: ClusterOptions): Promise<Cluster> {
  const progress = options.onProgress ?? (() => undefined)
  progress('lookingForDatabase')
  const binaries = await findBinaries(await majorThatMade(dir), dir.root)
  const runner = chooseRunner(binaries, dir.cluster)
  await stopOrphan(dir, () => progress('stoppingOrphan'))

  const password = await keepSecret(dir, 'postgres-superuser')
  const socket = await makeSocketFolder(dir, runner)
  await createCluster(dir, { binaries, runner, socket, password, progress })
  const url = (database: string) => socketUrl(socket, password, database)
  progress('startingDatabase')
  const settings = options.settings ?? []
  const server = await keepRunning({ dir, binaries, runner, socket, settings, url: url('postgres'), progress })
  return { ...server, dir, binaries, runsAs: runner.as, url }
}

async function majorThatMade(dir: DataDir): Promise<number | undefined> {
  const version = await findText(join(dir.cluster, 'PG_VERSION'))
  return version === undefined ? undefined : Number.parseInt(version, 10)
}

const longestSocketPath = 107
const socketName = '.s.PGSQL.5432'

/** A fresh, short, private folder for the Unix socket, noted in the data directory; the last one is removed. */
async function makeSocketFolder(dir: DataDir, runner: Runner): Promise<string> {
  const last = await findText(dir.socketNote)
  if (last !== undefined) await rm(last, { recursive: true, force: true })

  const fits = (base: string) => Buffer.byteLength(join(base, 'zg-XXXXXX', socketName)) <= longestSocketPath
  const base = fits(tmpdir()) ? tmpdir() : '/tmp'
  const folder = await mkdtemp(join(base, 'zg-'))
  await chmod(folder, 0o700)
  runner.give(folder)
  await keepText(dir.socketNote, folder)
  return folder
}

interface Making {
  readonly binaries: Binaries
  readonly runner: Runner
  readonly socket: string
  readonly password: string
  readonly progress: OnProgress
}

/** initdb beside the place and then a rename: a start that was cut off leaves nothing half made. */
async function createCluster(dir: DataDir, making: Making): Promise<void> {
  if ((await majorThatMade(dir)) !== undefined) return
  making.progress('creatingCluster')
  const fresh = `${dir.cluster}.new`
  const passwordFile = join(making.socket, 'password')
  await rm(fresh, { recursive: true, force: true })
  await keepText(passwordFile, making.password)
  try {
    initdb(fresh, passwordFile, making)
    await rename(fresh, dir.cluster)
  } finally {
    await rm(passwordFile, { force: true })
  }
}

function initdb(folder: string, passwordFile: string, { binaries, runner }: Making): void {
  const args = ['-D', folder, '-U', superuser, `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
  const form = ['--encoding=UTF8', '--locale=C', '--data-checksums', '--no-instructions']
  try {
    runner.makeFolder(folder)
    runner.give(passwordFile)
    runner.run(join(binaries.bin, 'initdb'), [...args, ...form])
  } catch (cause) {
    const words = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : String(cause)
    throw new StartError('databaseDidNotStart', words, { cause })
  }
}
