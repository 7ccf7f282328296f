import { mkdir } from 'node:fs/promises'
import type { Clock } from '../kit/time.ts'
import { sameBytes, toBase64 } from '../kit/tlog/bytes.ts'
import type { SignedCheckpoint } from '../kit/tlog/checkpoint.ts'
import type { Db } from '../store/open.ts'
import { StartError } from '../store/start-error.ts'
import type { Log } from './log.ts'
import { policyText } from './policyText.ts'
import { promiseNote } from './promise.ts'
import { type Cosign, readOwnNote, textOfCheckpoint, withCosignatures } from './publish.ts'
import { agreementOf, findPublished, keepPolicy, keepPublished, mustAgree } from './published.ts'
import { treeReader } from './reader.ts'
import { HeadMoved, integrate, sequence } from './sequence.ts'
import type { Signer } from './signer.ts'
import { countFacts, findHead, findLastNote, type Head, keepCheckpoint } from './store.ts'
import { openTileFiles, type TileFiles } from './tileFiles.ts'
import { emptyTree, readTree, type Tree } from './tree.ts'

export interface LogParts {
  readonly db: Db
  readonly clock: Clock
  readonly countyId: number
  /** What a log of this county is called when it begins. */
  readonly origin: string
  /** Where its files are, as they are served. */
  readonly folder: string
  readonly signers: readonly Signer[]
  readonly promiseSigner: Signer
  readonly cosign: Cosign
  readonly url?: string | undefined
  readonly witnesses?: string | undefined
  readonly onEntries?: (done: number, all: number) => void
}

/** A log at work. */
export interface RunningLog extends Log {
  /** Takes in and publishes what is new. Resolves to whether there was anything. */
  grow(): Promise<boolean>
  /** Asks the witnesses again for the tree as it is: a sign of life, and the chance for whoever was away. */
  cosignAgain(): Promise<void>
}

/**
 * Opens the county's log where it stopped. Throws `StartError` when the database, the tiles and the published checkpoint
 * contradict each other: then somebody has changed the past.
 */
export async function openLog(parts: LogParts): Promise<RunningLog> {
  const run = await openRun(parts)
  const { files, origin, policy } = run
  const reader = () => treeReader(files.read, run.published?.checkpoint.size ?? 0)
  return {
    origin,
    size: () => run.published?.checkpoint.size ?? 0,
    head: () => run.published && headIn(run.published),
    checkpoint: () => (run.published ? textOfCheckpoint(run.published) : ''),
    policy: () => policy,
    prove: async (index) => {
      const signed = run.published
      if (!signed) throw new RangeError('nothing is published yet')
      return { index, path: await treeReader(files.read, signed.checkpoint.size).prove(index), signed }
    },
    proveGrowth: (older) => reader().proveGrowth(older),
    promise: (entry, index, now) => promiseNote({ origin, entry, index, now }, parts.promiseSigner),
    grow: () => growOnce(run),
    cosignAgain: async () => {
      if (!(await publishMissed(run)) && run.published) await publish(run, run.published, null)
    },
  }
}

/** A log between two calls. */
interface Run {
  readonly parts: LogParts
  readonly files: TileFiles
  readonly origin: string
  readonly policy: string
  /** Nothing after a failure: what was added in memory and not signed is taken from the disk again. */
  tree: Tree | null
  published: SignedCheckpoint | null
}

async function openRun(parts: LogParts): Promise<Run> {
  const { db, countyId, folder, promiseSigner } = parts
  const files = openTileFiles(folder)
  const head = await findHead(db, countyId)
  const remembered = await findPublished(folder)
  mustAgree(agreementOf(head, remembered))
  const tree = await openTree(parts, files, head)
  const policy = policyText({ ...parts, promise: promiseSigner.key })
  await mkdir(folder, { recursive: true })
  await keepPolicy(folder, policy)
  const published = (await startPublished(parts, head, remembered)) ?? null
  return { parts, files, origin: head?.origin ?? parts.origin, policy, tree, published }
}

const headIn = ({ checkpoint: { size, root } }: SignedCheckpoint) => ({ size, root: toBase64(root) })

async function growOnce(run: Run): Promise<boolean> {
  const { parts, origin } = run
  const missed = await publishMissed(run)
  const note = await sequence({ ...parts, origin, tree: await treeOf(run) }, parts.clock.now()).catch(
    (failure: unknown) => {
      // Unless the log is no longer ours.
      if (!(failure instanceof HeadMoved)) run.tree = null
      throw failure
    },
  )
  if (note === undefined) return missed
  await publish(run, readOwnNote(note), note)
  return true
}

async function treeOf(run: Run): Promise<Tree> {
  const { parts, files } = run
  run.tree ??= await openTree(parts, files, await findHead(parts.db, parts.countyId))
  return run.tree
}

/**
 * Publishes what was signed before a failure came between. Whether there was anything: the older checkpoint must not be
 * shown to the witnesses any more, who may have cosigned this one and would take the other for a log that has shrunk.
 */
async function publishMissed(run: Run): Promise<boolean> {
  const { db, countyId } = run.parts
  if ((await treeOf(run)).size() === (run.published?.checkpoint.size ?? 0)) return false
  const note = await findLastNote(db, countyId, run.origin)
  if (note === undefined) return false
  await publish(run, readOwnNote(note), note)
  return true
}

/**
 * Asks the witnesses, keeps what they said, and shows it: from here on it is served. `kept`: the note that was kept with
 * the head just now, which is not kept again where nobody cosigned it; null for a sign of life, which always is.
 */
async function publish(run: Run, signed: SignedCheckpoint, kept: string | null): Promise<void> {
  const { parts, files, origin } = run
  const { size, root } = signed.checkpoint
  const lines = await parts.cosign(textOfCheckpoint(signed), treeReader(files.read, size).proveGrowth)
  const whole = withCosignatures(signed, lines)
  const note = textOfCheckpoint(whole)
  if (note !== kept)
    await keepCheckpoint(parts.db, parts.countyId, { origin, size, root }, { note, at: parts.clock.now() })
  await keepPublished(parts.folder, note)
  run.published = whole
}

/** The tree at the head. Where its tiles are missing or broken they are made again from the facts, if these still fit. */
async function openTree(parts: LogParts, files: TileFiles, head: Head | undefined): Promise<Tree> {
  if (!head) return emptyTree(files)
  const kept = await countFacts(parts.db, parts.countyId)
  if (kept < head.size) throw new StartError('logShrunk', `${kept} < ${head.size}`)
  const read = await readTree(files, head.size).catch(() => undefined)
  if (read && sameBytes(read.root(), head.root)) return read

  const again = emptyTree(files)
  await integrate({ ...parts, tree: again }, head.size)
  if (!sameBytes(again.root(), head.root)) throw new StartError('logForked', String(head.size))
  return again
}

/** What is published when the program starts: where it ended between signing and publishing, that is done now. */
async function startPublished(
  { db, countyId, folder }: LogParts,
  head: Head | undefined,
  remembered: SignedCheckpoint | undefined,
): Promise<SignedCheckpoint | undefined> {
  if (!head || agreementOf(head, remembered).state === 'same') return remembered
  const note = await findLastNote(db, countyId, head.origin)
  if (note === undefined) throw new StartError('logForked', String(head.size))
  await keepPublished(folder, note)
  return readOwnNote(note)
}
