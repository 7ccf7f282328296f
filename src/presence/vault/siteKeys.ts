import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { newId } from '../../kit/ids.ts'
import { findText, syncFolder, writeSynced } from '../../store/files.ts'
import type { KeyHook } from './keyHook.ts'

// [Note: Erased means erased from backups too]
// Site keys lie in a file beside the database, never in it. Erasing a template makes a new site key, wraps the template
// keys that stay with it, and destroys the old one. A backup of the database from before still has the erased row, but
// nothing is left that opens it. The price: after a restore over an erasure, people are enrolled anew.

export interface SiteKey {
  readonly keyId: string
  readonly key: Uint8Array
}

/** The site keys of one station: one, or two while templates are wrapped anew. The last is the current one. */
export interface SiteKeys {
  current(): SiteKey
  find(keyId: string): SiteKey | undefined
  /** A new current key beside the old ones; on the disk when it resolves. */
  add(): Promise<SiteKey>
  /** Destroys all keys but the current one. */
  dropOld(): Promise<void>
}

/** Reads the keys of a station from `keys/<deviceId>.site`, making the first one. Throws when the hook cannot open them. */
export async function openSiteKeys(keysFolder: string, deviceId: string, hook: KeyHook): Promise<SiteKeys> {
  const path = join(keysFolder, `${deviceId}.site`)
  let ring = await readRing(path, hook)
  const keep = async (next: readonly Kept[]): Promise<void> => {
    await writeRing(path, next)
    ring = next
  }
  const add = async (): Promise<SiteKey> => {
    const fresh = await freshKey(hook)
    await keep([...ring, fresh])
    return fresh
  }
  if (ring.length === 0) await add()
  const current = (): Kept => ring[ring.length - 1] as Kept
  return { current, find: (keyId) => ring.find((one) => one.keyId === keyId), add, dropOld: () => keep([current()]) }
}

type Kept = SiteKey & { readonly wrapped: string }
const Ring = z.array(z.object({ keyId: z.uuid(), wrapped: z.string() }))

async function freshKey(hook: KeyHook): Promise<Kept> {
  const key = randomBytes(32)
  return { keyId: newId(), key, wrapped: Buffer.from(await hook.wrap(key)).toString('base64') }
}

async function readRing(path: string, hook: KeyHook): Promise<readonly Kept[]> {
  const kept = Ring.parse(JSON.parse((await findText(path)) ?? '[]'))
  return Promise.all(kept.map(async (one) => ({ ...one, key: await hook.unwrap(Buffer.from(one.wrapped, 'base64')) })))
}

const writeRing = (path: string, ring: readonly Kept[]): Promise<void> =>
  exchangeFile(path, JSON.stringify(ring.map(({ keyId, wrapped }) => ({ keyId, wrapped }))))

/** Writes a file of keys. The old bytes are overwritten in place, as far as the file system lets us. */
export async function exchangeFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const fresh = `${path}.new`
  await rm(fresh, { force: true })
  await writeSynced(fresh, text)
  const old = `${path}.old`
  await rm(old, { force: true })
  await link(path, old).catch(ignoreMissing)
  await rename(fresh, path)
  await overwrite(old)
  await syncFolder(dirname(path))
}

async function overwrite(path: string): Promise<void> {
  const size = await readFile(path).then(
    (bytes) => bytes.length,
    (failure: NodeJS.ErrnoException) => ignoreMissing(failure) ?? 0,
  )
  if (size === 0) return
  await writeSynced(path, randomBytes(size), 'r+')
  await rm(path)
}

function ignoreMissing(failure: NodeJS.ErrnoException): undefined {
  if (failure.code !== 'ENOENT') throw failure
  return undefined
}
