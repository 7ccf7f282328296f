import { randomBytes } from 'node:crypto'
import { link, mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { newId } from '../../kit/ids.ts'
import { unwrapBytes, wrapBytes } from '../../presence/vault/envelope.ts'
import type { KeyHook } from '../../presence/vault/keyHook.ts'
import { exchangeFile } from '../../presence/vault/siteKeys.ts'
import { findText, syncFolder, writeSynced } from '../../store/files.ts'
import { type KeyTree, type Nodes, openTree, wayTo, without } from './keyTree.ts'

/** The file below `keys`: the nodes of the tree, sealed under a key of this very writing, which the outermost key wraps. */
export const contentsName = 'contents.tree'

/** What the file says in the clear: of which tree it is, and how often leaves were destroyed. */
const File = z.object({ treeId: z.uuid(), destroyed: z.number().int(), wrappedKey: z.base64(), nodes: z.base64() })
type File = z.infer<typeof File>

/** The keys of the contents of facts in backups, see [Note: A key for every fact, and each can be destroyed]. */
export interface ContentKeys {
  /** The key of a fact's content; nothing when it was destroyed. */
  find(factId: string): Uint8Array | undefined
  /** Destroys the keys of some facts; on the disk when it resolves. Returns how many were there before. */
  destroy(factIds: readonly string[]): Promise<number>
}

/** Opens the tree in a folder of keys, making it where there is none. Throws when the outermost key does not fit. */
export async function openContentKeys(folder: string, hook: KeyHook): Promise<ContentKeys> {
  const path = join(folder, contentsName)
  if ((await findText(path)) === undefined) await makeFile(path, hook)
  return (await findContentKeys(folder, hook)) as ContentKeys
}

/** The same, or nothing where there is no tree. */
export async function findContentKeys(folder: string, hook: KeyHook): Promise<ContentKeys | undefined> {
  const path = join(folder, contentsName)
  const text = await findText(path)
  if (text === undefined) return undefined
  let file = File.parse(JSON.parse(text))
  let nodes = await nodesIn(file, hook)
  let tree: KeyTree = openTree(nodes)
  return {
    find: (factId) => tree.find(wayTo(factId)),
    destroy: async (factIds) => {
      const leaves = [...new Set(factIds.map(wayTo))].filter((way) => tree.find(way) !== undefined)
      if (leaves.length === 0) return 0
      const left = without(nodes, leaves)
      file = await fileOf(file.treeId, file.destroyed + leaves.length, left, hook)
      await exchangeFile(path, JSON.stringify(file))
      nodes = left
      tree = openTree(nodes)
      return leaves.length
    },
  }
}

/** Of which tree a file is and how often leaves were destroyed in it: with an older one, more can be opened. */
export function readTreeMark(bytes: Uint8Array): Pick<File, 'treeId' | 'destroyed'> {
  const { treeId, destroyed } = File.parse(JSON.parse(Buffer.from(bytes).toString()))
  return { treeId, destroyed }
}

const purpose = 'zaigang contents of facts'

async function fileOf(treeId: string, destroyed: number, nodes: Nodes, hook: KeyHook): Promise<File> {
  const key = randomBytes(32)
  const text = JSON.stringify([...nodes].map(([way, node]) => [way, Buffer.from(node).toString('base64')]))
  const sealed = wrapBytes(key, Buffer.from(text), purpose)
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
  return { treeId, destroyed, wrappedKey: base64(await hook.wrap(key)), nodes: base64(sealed) }
}

async function nodesIn({ wrappedKey, nodes }: File, hook: KeyHook): Promise<Nodes> {
  const key = await hook.unwrap(Buffer.from(wrappedKey, 'base64'))
  const text = Buffer.from(unwrapBytes(key, Buffer.from(nodes, 'base64'), purpose)).toString()
  const list = z.array(z.tuple([z.string(), z.base64()])).parse(JSON.parse(text))
  return new Map(list.map(([way, node]) => [way, Buffer.from(node, 'base64')]))
}

/** Another process may make it at the same time: the first one holds. */
async function makeFile(path: string, hook: KeyHook): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const fresh = `${path}.${newId().slice(-8)}`
  const root: Nodes = new Map([['', randomBytes(32)]])
  await writeSynced(fresh, JSON.stringify(await fileOf(newId(), 0, root, hook)))
  try {
    await link(fresh, path)
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'EEXIST') throw failure
  } finally {
    await rm(fresh)
  }
  await syncFolder(dirname(path))
}
