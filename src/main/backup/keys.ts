import { createHash, createPrivateKey, createPublicKey, hkdfSync } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Iso } from '../../kit/time.ts'
import { fromPublicKey } from '../../presence/center/centerKey.ts'
import { openKeyHook } from '../../presence/vault/keyHook.ts'
import { findText, isMissing } from '../../store/files.ts'
import type { Settings } from '../settings.ts'
import { contentsName, readTreeMark } from './contentKeys.ts'
import { Obstacle } from './obstacle.ts'

/** The key files of an installation: path below DATA_DIR → content. */
export type KeyFiles = ReadonlyMap<string, Buffer>

/** Whatever lies in these folders is a key, so that one added later is not forgotten … */
export const folders = ['keys', 'secrets'] as const
/** … but for what each installation makes for itself: logins of its own database server, signatures of its cookies. */
const ownOnly = /^secrets\/(postgres-superuser|cookie-secret|.*_(app|audit))$/
/** A file half written by the program that is running. */
const unfinished = /\.(new|old|[0-9a-f]{8})$/

export async function readKeys(dataDir: string): Promise<KeyFiles> {
  const found = new Map<string, Buffer>()
  for (const folder of folders) {
    for (const name of (await namesIn(join(dataDir, folder))).sort()) {
      const path = `${folder}/${name}`
      if (ownOnly.test(path) || unfinished.test(path)) continue
      const content = await readFile(join(dataDir, path)).catch(undefinedIfMissing)
      if (content !== undefined) found.set(path, content)
    }
  }
  return found
}

/** The names in a folder; none where it is not there. */
export async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(undefinedIfMissing)) ?? []
}

/** For what may not be there. */
export function undefinedIfMissing(failure: unknown): undefined {
  if (!isMissing(failure)) throw failure
  return undefined
}

export const sameKeys = (a: KeyFiles, b: KeyFiles): boolean => textOf(a) === textOf(b)

/** The key that seals a backup of this installation (HKDF of its sealing key): who has only FILE cannot forge one. */
export function sealKeyOf(keys: KeyFiles): Uint8Array | undefined {
  const secret = keys.get('secrets/sealing-key')
  return secret && new Uint8Array(hkdfSync('sha256', secret, '', 'zaigang backup', 32))
}

const Rings = z.array(z.object({ keyId: z.string() }))

/** The ids of the site keys that can still open templates. */
export const siteKeyIds = (keys: KeyFiles): Set<string> =>
  new Set(
    [...keys]
      .filter(([path]) => isRing(path))
      .flatMap(([, content]) => Rings.parse(JSON.parse(content.toString())).map((it) => it.keyId)),
  )

export const hasRings = (keys: KeyFiles): boolean => [...keys.keys()].some(isRing)
const isRing = (path: string): boolean => path.endsWith('.site')

/** A station's own key as its row has it. */
export interface DeviceKey {
  readonly publicKey: string
  /** PKCS#8, wrapped by the outermost key. */
  readonly wrapped: Uint8Array
}

/** Throws `keysDoNotFit` unless the outermost key opens the key of each station. `folder` is that of the keys. */
export async function demandFit(folder: string, settings: Settings, own: readonly DeviceKey[]): Promise<void> {
  if (own.length === 0) return
  if (!settings.keyCommand && (await findText(join(folder, 'station.key'))) === undefined) {
    throw new Obstacle('keysMissing', join(folder, 'station.key'))
  }
  try {
    const hook = await openKeyHook(folder, settings.keyCommand)
    for (const { publicKey, wrapped } of own) {
      const key = createPrivateKey({ key: Buffer.from(await hook.unwrap(wrapped)), type: 'pkcs8', format: 'der' })
      if (fromPublicKey(createPublicKey(key)) !== publicKey) throw new Error('another key')
    }
  } catch (cause) {
    throw new Obstacle('keysDoNotFit', folder, { cause })
  }
}

const KeysFile = z.object({
  zaigang: z.literal('keys'),
  format: z.literal(1),
  backupId: z.uuid(),
  at: z.iso.datetime(),
  files: z.array(
    z.object({ path: z.string().regex(/^(keys|secrets)\/[A-Za-z0-9][A-Za-z0-9._-]*$/), base64: z.base64() }),
  ),
  sha256: z.string(),
})

/** The text of `FILE.keys`. Whoever has it and FILE has everything. */
export function toKeysFile(keys: KeyFiles, backupId: string, at: Iso): string {
  const files = listOf(keys)
  const text = { zaigang: 'keys', format: 1, backupId, at, files, sha256: digestOf({ backupId, at, files }) }
  return `${JSON.stringify(text, null, 1)}\n`
}

/** A key file and the backup it was made with. */
export interface KeysBeside {
  readonly keys: KeyFiles
  readonly backupId: string
}

/** The key file at a path, or nothing where there is none. Refuses a damaged one. */
export async function findKeysFile(path: string): Promise<KeysBeside | undefined> {
  const text = await findText(path)
  if (text === undefined) return undefined
  const read = KeysFile.safeParse(parsed(text))
  if (!read.success || read.data.sha256 !== digestOf(read.data)) throw new Obstacle('keysDamaged', path)
  return { keys: filesOf(read.data), backupId: read.data.backupId }
}

/** Key files in a folder that hold a key which is none any more: with them what was erased since could be opened. */
export async function listOutlived(folder: string, keys: KeyFiles): Promise<string[]> {
  const now = siteKeyIds(keys)
  const tree = treeMarkOf(keys)
  const outlived: string[] = []
  for (const name of (await namesIn(folder)).filter((it) => it.endsWith('.keys')).sort()) {
    const read = KeysFile.safeParse(parsed((await findText(join(folder, name))) ?? ''))
    if (!read.success) continue
    const older = filesOf(read.data)
    const then = treeMarkOf(older)
    const opensContents = then !== undefined && then.treeId === tree?.treeId && then.destroyed < tree.destroyed
    if (opensContents || [...siteKeyIds(older)].some((it) => !now.has(it))) outlived.push(join(folder, name))
  }
  return outlived
}

function treeMarkOf(keys: KeyFiles): ReturnType<typeof readTreeMark> | undefined {
  const file = keys.get(`keys/${contentsName}`)
  return file && readTreeMark(file)
}

const filesOf = ({ files }: z.infer<typeof KeysFile>): KeyFiles =>
  new Map(files.map((it) => [it.path, Buffer.from(it.base64, 'base64')]))

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const listOf = (keys: KeyFiles) => [...keys].map(([path, content]) => ({ path, base64: content.toString('base64') }))
const textOf = (keys: KeyFiles): string => JSON.stringify(listOf(keys))

const digestOf = ({ backupId, at, files }: { backupId: string; at: string; files: unknown }): string =>
  createHash('sha256')
    .update(JSON.stringify([backupId, at, files]))
    .digest('hex')
