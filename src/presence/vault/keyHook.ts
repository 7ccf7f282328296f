import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { unwrapBytes, wrapBytes } from './envelope.ts'

/**
 * Where the outermost key of a station lives. `unwrap(wrap(x))` gives x again, for as long as the key exists, and
 * nobody without the key can undo `wrap`. Trusted for secrecy of the key; if it is away, the station has no face
 * check-in but loses nothing.
 */
export interface KeyHook {
  wrap(bytes: Uint8Array): Promise<Uint8Array>
  unwrap(wrapped: Uint8Array): Promise<Uint8Array>
}

/** The hook the settings ask for: a command of a key store where one is named, else the key file of this machine. */
export const openKeyHook = (keysFolder: string, keyCommand?: string): Promise<KeyHook> | KeyHook =>
  keyCommand ? commandHook(keyCommand) : fileHook(keysFolder)

/** A 256-bit key in `station.key` (0600), made at the first start. Whoever can read the file can open the templates. */
export async function fileHook(keysFolder: string): Promise<KeyHook> {
  await mkdir(keysFolder, { recursive: true, mode: 0o700 })
  const key = await keepKey(join(keysFolder, 'station.key'))
  return {
    wrap: async (bytes) => wrapBytes(key, bytes, hookPurpose),
    unwrap: async (wrapped) => unwrapBytes(key, wrapped, hookPurpose),
  }
}

/**
 * A key store outside the machine: the command is run without a shell as `<command> wrap` or `<command> unwrap`, reads
 * base64 on its input and answers base64. Anything but exit status 0 is a failure.
 */
export function commandHook(command: string): KeyHook {
  return {
    wrap: (bytes) => runHook(command, 'wrap', bytes),
    unwrap: (wrapped) => runHook(command, 'unwrap', wrapped),
  }
}

const hookPurpose = 'zaigang station key'

async function keepKey(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path, 'wx', 0o600)
    try {
      const key = randomBytes(32)
      await file.writeFile(key.toString('base64url'))
      await file.sync()
      return key
    } finally {
      await file.close()
    }
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'EEXIST') throw failure
  }
  const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'base64url')
  if (key.length !== 32) throw new Error(`${path} holds no 256-bit key`)
  return key
}

function runHook(command: string, verb: 'wrap' | 'unwrap', bytes: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const child = execFile(command, [verb], { timeout: 10_000, maxBuffer: 64 * 1024 }, (failure, output) => {
      if (failure) reject(new Error(`the key command did not ${verb}`, { cause: failure }))
      else resolve(Buffer.from(output.trim(), 'base64'))
    })
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(Buffer.from(bytes).toString('base64'))
  })
}
