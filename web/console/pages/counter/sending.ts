import { z } from 'zod'
import type { MatterRow, MatterView } from '../../../../src/contract/matters.ts'
import { actOnMatter, readMatter, takeMatter } from '../../../../src/contract/routes/matters.ts'
import { ask, Refused } from '../../../shared/ask.ts'
import { type Item, standingAfter, wasTaken } from './queue.ts'

/** What came of sending. `arrived`: nothing is left to send; `left`: what is still to be kept here, and why. */
export type Sent =
  | { readonly kind: 'arrived'; readonly row: MatterRow }
  | { readonly kind: 'left'; readonly item: Item; readonly row: MatterRow | undefined; readonly failure: unknown }

export type Keep = (item: Item) => Promise<void>

/**
 * Sends one matter and what follows it. Safe to repeat: the identity was made here. `late`: not in the moment it was
 * taken, so that the center is told when that was.
 */
export async function send(item: Item, late: boolean, keep: Keep): Promise<Sent> {
  if (wasTaken(item.standing)) return follow({ ...item, standing: { kind: 'taken' } }, undefined)
  let row: MatterRow
  try {
    row = await takeAt(item, late ? item.takenAt : null)
  } catch (failure) {
    return leave(item, undefined, failure)
  }
  if (item.next.act === 'none') return { kind: 'arrived', row }
  const taken: Item = { ...item, standing: { kind: 'taken' } }
  await keep(taken)
  return follow(taken, row)
}

/** A clock at a counter that is ahead is put right by what the center says it is now: a matter is never lost to it. */
async function takeAt({ take, takenAt }: Item, at: string | null): Promise<MatterRow> {
  try {
    return await ask(takeMatter, { body: { ...take, takenAt: at } })
  } catch (failure) {
    const now = at === null ? undefined : centerNow(failure)
    if (now === undefined || now >= takenAt) throw failure
    const right = Math.min(Date.parse(now), Date.parse(takenAt) + Date.parse(now) - Date.now())
    return ask(takeMatter, { body: { ...take, takenAt: new Date(right).toISOString() } })
  }
}

function centerNow(failure: unknown): string | undefined {
  if (!(failure instanceof Refused) || failure.refusal !== 'takenAtWrong') return undefined
  const read = z.object({ now: z.string() }).safeParse(failure.detail)
  return read.success ? read.data.now : undefined
}

async function follow(item: Item, row: MatterRow | undefined): Promise<Sent> {
  const { next, take } = item
  const params = { matterId: take.matterId }
  try {
    if (next.act === 'none') return { kind: 'arrived', row: row ?? (await ask(readMatter, { params })) }
    return { kind: 'arrived', row: await ask(actOnMatter, { params, body: next }) }
  } catch (failure) {
    // Its answer may have been lost the first time: then it has happened, and is no refusal.
    const now = failure instanceof Refused && failure.status === 409 ? await findMatter(params) : undefined
    return now !== undefined && now.state !== 'taken' ? { kind: 'arrived', row: now } : leave(item, row, failure)
  }
}

const leave = (item: Item, row: MatterRow | undefined, failure: unknown): Sent => ({
  kind: 'left',
  item: { ...item, standing: standingAfter(failure, item.standing) },
  row,
  failure,
})

const findMatter = (params: { matterId: string }): Promise<MatterView | undefined> =>
  ask(readMatter, { params }).catch(() => undefined)
