import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Iso } from '../kit/time.ts'
import { emptyRoot } from '../kit/tlog/hash.ts'
import { formatNote } from '../kit/tlog/note.ts'
import { atomically } from '../store/atomically.ts'
import { isMissing } from '../store/files.ts'
import type { Db } from '../store/open.ts'
import { agreementOf, findPublished } from './published.ts'
import { findHead } from './store.ts'
import './tables.ts'

export interface Renewal {
  readonly countyId: number
  /** Where the log's files are. */
  readonly folder: string
  /** Said to everybody on the log's page. */
  readonly because: string
  readonly now: Iso
}

export interface Renewed {
  readonly former: { readonly origin: string; readonly size: number }
  readonly origin: string
}

/**
 * Begins a new log where the database no longer has what was published: after an older backup was brought back, or when
 * facts are gone. The former log is not hidden: its last checkpoint stays on the log's page with the reason, its files
 * under `former`, and whoever holds a receipt of it can show what it said. Nothing where log and database agree: then there is
 * nothing to renew. For the owner's login, while the program does not run.
 */
export async function renewLog(owner: Db, { countyId, folder, because, now }: Renewal): Promise<Renewed | undefined> {
  const head = await findHead(owner, countyId)
  const published = await findPublished(folder)
  const { state } = agreementOf(head, published)
  if (!published || (state !== 'shrunk' && state !== 'forked')) return undefined
  const former = { origin: published.checkpoint.origin, size: published.checkpoint.size }
  const origin = successorOf(former.origin)
  const note = formatNote(published.note)
  await atomically(owner, async (tx) => {
    await tx
      .insertInto('log_former')
      .values({ county_id: countyId, origin: former.origin, note, because, at: now })
      .execute()
    await tx.deleteFrom('log_head').where('county_id', '=', countyId).execute()
    await tx.insertInto('log_head').values({ county_id: countyId, origin, size: 0, root: emptyRoot }).execute()
  })
  await setAside(folder, former.origin)
  return { former, origin }
}

/** `kq.330723/log1` → `kq.330723/log2`. */
export const successorOf = (origin: string): string => origin.replace(/(\d+)$/, (number) => String(Number(number) + 1))

/** After the commit: a crash between the two leaves files of another origin, which the next start refuses again. */
async function setAside(folder: string, origin: string): Promise<void> {
  const aside = join(folder, 'former', origin.replaceAll('/', '-'))
  await mkdir(aside, { recursive: true })
  for (const name of ['checkpoint', 'tile']) {
    await rename(join(folder, name), join(aside, name)).catch((failure: unknown) => {
      if (!isMissing(failure)) throw failure
    })
  }
}
