import type { Iso } from '../kit/time.ts'
import { formatCheckpoint } from '../kit/tlog/checkpoint.ts'
import { formatNote } from '../kit/tlog/note.ts'
import { atomically } from '../store/atomically.ts'
import type { Db } from '../store/open.ts'
import { type Entries, readEntries } from './following.ts'
import type { Signer } from './signer.ts'
import { countFacts, type Head, moveHead } from './store.ts'
import type { Tree } from './tree.ts'

/** What letting a log grow needs. */
export interface Sequencing {
  readonly db: Db
  readonly countyId: number
  readonly origin: string
  readonly signers: readonly Signer[]
  readonly tree: Tree
  /** Called now and then while many facts are taken in. */
  readonly onEntries?: (done: number, all: number) => void
}

/** Another program has moved this log's head: whoever sees this must not write to it any more. */
export class HeadMoved extends Error {
  override name = 'HeadMoved'
}

const entriesAtOnce = 4096
const piecesAhead = 3

/**
 * Takes every fact kept so far into the log and signs the tree; the checkpoint's note, or nothing when there was nothing
 * new. A fact is *sequenced* when it is kept: its commit gives it its position. Then, and this is the order:
 *
 * 1. *Integrated*: its tiles, and their names in their folders, are on the disk. A crash leaves files of which no
 *    checkpoint speaks; the next run writes them again with the same bytes.
 * 2. *Signed*: the head moves, from the size it had and from no other, and the signed checkpoint is kept with it in one
 *    commit. A crash leaves a checkpoint that nobody has seen; the next start publishes it.
 * 3. *Published*: see publish.ts.
 */
export async function sequence(log: Sequencing, now: Iso): Promise<string | undefined> {
  const { db, countyId, origin, signers, tree } = log
  const from = tree.size()
  await integrate(log, await countFacts(db, countyId))
  if (tree.size() === from) return undefined

  const head: Head = { origin, size: tree.size(), root: tree.root() }
  const note = signAll(head, signers)
  const moved = await atomically(db, (tx) => moveHead(tx, countyId, from, head, { note, at: now }))
  if (!moved) throw new HeadMoved(`the head of ${origin} is not at ${from} any more`)
  return note
}

/** Adds the facts up to a position to the tree and puts its tiles on the disk. */
export async function integrate(
  { db, countyId, tree, onEntries }: Omit<Sequencing, 'signers' | 'origin'>,
  upTo: number,
): Promise<void> {
  const started = tree.size()
  if (upTo <= started) return
  // The database reads on and the disk writes on while these are hashed; some pieces of each, so memory does not grow.
  const reading: Promise<Entries>[] = []
  const writing: Promise<void>[] = []
  try {
    for (let asked = started; asked < upTo || reading.length > 0; ) {
      for (; reading.length < piecesAhead && asked < upTo; asked += entriesAtOnce)
        reading.push(ahead(readEntries(db, countyId, asked, Math.min(asked + entriesAtOnce, upTo))))
      addAll(tree, await reading.shift())
      onEntries?.(tree.size() - started, upTo - started)
      writing.push(ahead(tree.writeFull()))
      if (writing.length > piecesAhead) await writing.shift()
    }
    await Promise.all(writing)
  } finally {
    // Whoever tries again after a failure must not meet a write of this time on the same file.
    await Promise.allSettled(writing)
  }
  await tree.writeAll()
}

function addAll(tree: Tree, entries: Entries | undefined): void {
  for (let i = 0; i < (entries?.count ?? 0); i += 1) tree.add(entries?.at(i) ?? '')
}

/** Begun before it is awaited: its failure is told where it is awaited, and is no surprise until then. */
function ahead<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined)
  return work
}

export function signAll(head: Head, signers: readonly Signer[]): string {
  const text = formatCheckpoint(head)
  return formatNote({ text, signatures: signers.map((signer) => signer.sign(text)) })
}
