import { join } from 'node:path'
import { sameBytes } from '../kit/tlog/bytes.ts'
import { parseSignedCheckpoint, type SignedCheckpoint } from '../kit/tlog/checkpoint.ts'
import { findText, keepText } from '../store/files.ts'
import { StartError } from '../store/start-error.ts'
import type { Head } from './store.ts'

const fileOf = (folder: string): string => join(folder, 'checkpoint')

/** The checkpoint that is served, from the disk: what this program remembers beside the database. */
export async function findPublished(folder: string): Promise<SignedCheckpoint | undefined> {
  const text = await findText(fileOf(folder))
  if (text === undefined) return undefined
  const signed = parseSignedCheckpoint(text)
  if (!signed) throw new StartError('logForked', fileOf(folder))
  return signed
}

/** The policy beside it, so that the folder is all of a log that anybody needs. Written only where it changed. */
export async function keepPolicy(folder: string, policy: string): Promise<void> {
  const file = join(folder, 'policy')
  if ((await findText(file)) !== policy) await keepText(file, policy)
}

export const keepPublished = (folder: string, note: string): Promise<void> => keepText(fileOf(folder), note)

/** What the database and the published checkpoint say of each other. */
export type Agreement =
  | { readonly state: 'same' }
  /** The program ended between signing and publishing. */
  | { readonly state: 'unpublished' }
  /** What was published once is gone from the database. */
  | { readonly state: 'shrunk'; readonly published: number; readonly kept: number }
  | { readonly state: 'forked'; readonly size: number }

export function agreementOf(head: Head | undefined, published: SignedCheckpoint | undefined): Agreement {
  const kept = head?.size ?? 0
  if (!published) return { state: kept === 0 ? 'same' : 'unpublished' }
  const { origin, size, root } = published.checkpoint
  if (size > kept) return { state: 'shrunk', published: size, kept }
  if (head && origin !== head.origin) return { state: 'forked', size }
  if (size < kept) return { state: 'unpublished' }
  return head && sameBytes(root, head.root) ? { state: 'same' } : { state: 'forked', size }
}

/** Refuses to start with a log that is smaller than, or other than, what was published. Throws `StartError`. */
export function mustAgree(agreement: Agreement): void {
  if (agreement.state === 'shrunk') throw new StartError('logShrunk', `${agreement.kept} < ${agreement.published}`)
  if (agreement.state === 'forked') throw new StartError('logForked', String(agreement.size))
}
