import { randomBytes } from 'node:crypto'
import { access, constants, mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { StartError } from './start-error.ts'

/** Where the supervisor keeps things below the data directory. */
export interface DataDir {
  readonly root: string
  /** The PostgreSQL cluster itself. */
  readonly cluster: string
  readonly log: string
  readonly lock: string
  readonly secrets: string
  /** One line: the folder of the Unix socket, which has to be short and so is elsewhere. */
  readonly socketNote: string
}

/** Makes the data directory (0700) where missing. */
export async function openDataDir(root: string): Promise<DataDir> {
  const secrets = join(root, 'secrets')
  try {
    await mkdir(root, { recursive: true, mode: 0o700 })
    await mkdir(secrets, { recursive: true, mode: 0o700 })
    await access(root, constants.W_OK)
  } catch (cause) {
    throw new StartError('dataDirNotWritable', root, { cause })
  }
  return {
    root,
    cluster: join(root, 'postgres'),
    log: join(root, 'postgres.log'),
    lock: join(root, 'program.lock'),
    secrets,
    socketNote: join(root, 'socket'),
  }
}

/** The text of a file, or nothing when there is no such file. */
export async function findText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (failure) {
    if (isMissing(failure)) return undefined
    throw failure
  }
}

export const isMissing = (failure: unknown): boolean => hasCode(failure, 'ENOENT') || hasCode(failure, 'ENOTDIR')

export const hasCode = (failure: unknown, code: string): boolean =>
  failure instanceof Error && 'code' in failure && failure.code === code

/** Writes a small file so that after a power cut it is either the old or the new one. */
export async function keepText(path: string, text: string): Promise<void> {
  const fresh = `${path}.${randomBytes(4).toString('hex')}`
  await writeSynced(fresh, text)
  await rename(fresh, path)
}

/** On the disk when it resolves, readable by its owner only. `wx` refuses a file that is there, `r+` writes over it. */
export async function writeSynced(
  path: string,
  content: string | Uint8Array,
  flags: 'wx' | 'r+' = 'wx',
): Promise<void> {
  const file = await open(path, flags, 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The names in a folder, on the disk when it resolves. */
export async function syncFolder(folder: string): Promise<void> {
  const file = await open(folder, 'r')
  await file.sync().finally(() => file.close())
}

/** A password of 32 random bytes kept in `secrets` (0600), the same at every start. */
export async function keepSecret(dir: DataDir, name: string): Promise<string> {
  const path = join(dir.secrets, name)
  const kept = await findText(path)
  if (kept) return kept

  const fresh = randomBytes(32).toString('base64url')
  await keepText(path, fresh)
  return fresh
}
