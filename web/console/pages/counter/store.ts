import { type DBSchema, type IDBPObjectStore, openDB } from 'idb'
import { z } from 'zod'
import { readCounter } from '../../../../src/contract/routes/matters.ts'
import { listMatterTypes } from '../../../../src/contract/routes/matterTypes.ts'
import { findKeptSession } from '../../kept.ts'
import { byTime, Item } from './queue.ts'

/** What a counter needs to go on without a network, as it was last answered to an account. */
export const Known = z.object({
  counter: readCounter.output,
  types: listMatterTypes.output,
  /** By site, for receipts; as far as it was told. */
  phones: z.record(z.string(), z.string()).optional(),
})
export type Known = z.infer<typeof Known>

interface Shape extends DBSchema {
  queue: { key: string; value: unknown }
  known: { key: string; value: unknown }
}

const database = () =>
  openDB<Shape>('zaigang-counter', 1, {
    upgrade(db) {
      db.createObjectStore('queue')
      db.createObjectStore('known')
    },
  })

/** Everything that was taken in this browser and has not arrived, the oldest first. */
export async function listItems(): Promise<Item[]> {
  const rows = await (await database()).getAll('queue')
  return rows
    .flatMap((it) => {
      const read = Item.safeParse(it)
      return read.success ? [read.data] : []
    })
    .toSorted(byTime)
}

/** Kept when the disk has it: power in a village fails. */
export async function keepItem(item: Item): Promise<void> {
  const writing = (await database()).transaction('queue', 'readwrite', { durability: 'strict' })
  await Promise.all([writing.store.put(item, item.take.matterId), writing.done])
}

export async function dropItem(matterId: string): Promise<void> {
  const writing = (await database()).transaction('queue', 'readwrite', { durability: 'strict' })
  await Promise.all([writing.store.delete(matterId), writing.done])
}

export async function findKnown(accountId: string): Promise<Known | undefined> {
  const read = Known.safeParse(await (await database()).get('known', accountId))
  return read.success ? read.data : undefined
}

/** Forgets what was told to everybody but one account; matters that wait stay. */
export async function forgetKnown(but: string | undefined): Promise<void> {
  const writing = (await database()).transaction('known', 'readwrite')
  await Promise.all([dropOthers(writing.store, but), writing.done])
}

/** Keeps it for whoever is here: an answer that comes after the log-out is not kept. */
export async function keepKnown(accountId: string, known: Known): Promise<void> {
  const db = await database()
  // In one breath with the transaction: a log-out notes itself and forgets afterwards, so behind this one or before the look.
  if (findKeptSession(Date.now())?.account?.accountId !== accountId) return
  const writing = db.transaction('known', 'readwrite')
  await Promise.all([dropOthers(writing.store, accountId), writing.store.put(known, accountId), writing.done])
  // Without it a browser short of space may forget the queue; a refusal only means that risk stays.
  await navigator.storage?.persist?.()
}

type Writable = IDBPObjectStore<Shape, ['known'], 'known', 'readwrite'>

async function dropOthers(known: Writable, but: string | undefined): Promise<void> {
  const others = (await known.getAllKeys()).filter((it) => it !== but)
  await Promise.all(others.map((it) => known.delete(it)))
}
