import { createHash, createHmac } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type Header, magic } from './format.ts'
import { Obstacle } from './obstacle.ts'

/** Lines of the stream, with their ends, in pieces of any length. */
export type Lines = AsyncIterable<string>

/**
 * Writes a backup beside its place, readable by its owner only and on the disk when it resolves; `keep` gives it its name.
 * See [Note: The form of a backup].
 */
export async function writeBackup(path: string, header: Header, lines: Lines, sealKey: Uint8Array): Promise<void> {
  await writeSynced(path, async (file) => {
    const digest = createHash('sha256')
    const seal = createHmac('sha256', sealKey)
    const write = async (bytes: Uint8Array): Promise<void> => {
      digest.update(bytes)
      seal.update(bytes)
      await file.writeFile(bytes)
    }
    await write(Buffer.from(`${magic}${JSON.stringify(header)}\n`))
    await pipeline(lines, createGzip({ level: 6 }), async (chunks: AsyncIterable<Uint8Array>) => {
      for await (const chunk of chunks) await write(chunk)
    })
    await file.writeFile(`${digest.digest('hex')} ${seal.digest('hex')}\n`)
  })
}

/** Writes a small text like `writeBackup` does. */
export const writeText = (path: string, text: string): Promise<void> =>
  writeSynced(path, (file) => file.writeFile(text))

/** Gives finished files their names, in this order. */
export async function keep(pairs: readonly (readonly [from: string, to: string])[]): Promise<void> {
  for (const [from, to] of pairs) {
    await rename(from, to).catch(cannotWrite)
    const folder = await open(dirname(to), 'r')
    await folder.sync().finally(() => folder.close())
  }
}

/** What was not finished leaves nothing behind. */
async function writeSynced(path: string, work: (file: FileHandle) => Promise<void>): Promise<void> {
  // What an interrupted run left is worth nothing.
  await rm(path, { force: true }).catch(cannotWrite)
  const file = await open(path, 'wx', 0o600).catch(cannotWrite)
  try {
    await work(file)
    await file.sync()
  } catch (failure) {
    await rm(path, { force: true })
    throw readFailure(failure)
  } finally {
    await file.close()
  }
}

function cannotWrite(failure: unknown): never {
  throw readFailure(failure)
}

/** A full disk and a folder nobody may write in are for whoever started this; anything else is a surprise. */
function readFailure(failure: unknown): unknown {
  const { code = '', message = '' } = failure as NodeJS.ErrnoException
  const known = [
    'ENOSPC',
    'EDQUOT',
    'EFBIG',
    'EACCES',
    'EPERM',
    'EROFS',
    'ENOENT',
    'ENOTDIR',
    'EISDIR',
    'ENAMETOOLONG',
    'EIO',
  ]
  return known.includes(code) ? new Obstacle('cannotWrite', message, { cause: failure }) : failure
}
