import { sql } from 'kysely'
import type { NoticeItem } from '../../contract/routes/notices.ts'
import { type Iso, toIso, toMs } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import { mostAttempts, nextTry } from './backOff.ts'
import { failed, type Sent } from './posting.ts'
import type { Channel } from './tables.ts'

/** One thing that leaves the house. */
export interface Out {
  readonly outId: string
  readonly target: string
  readonly event: string
  readonly body: unknown
  readonly madeAt: Iso
}

/** The body of an e-mail as it is kept. */
export type MailBody = readonly NoticeItem[]

/** A way out. `send` never throws for what the other side did. */
export interface Way {
  send(out: Out, now: Iso): Promise<Sent>
}

/** At a time to one receiver; the rest waits for the next minute. */
const mostAtOnce = 50
/** Receivers that are called side by side. */
const sideBySide = 8

/**
 * Sends what is due, receivers side by side, each in order until it first fails. A try is written down before it is made:
 * a crash leads to another try later, under the same id. Returns how many arrived.
 */
export async function sendDue(
  db: Db,
  { countyId, channel, way }: { readonly countyId: number; readonly channel: Channel; readonly way: Way },
  clock: () => Iso,
  targets: readonly string[],
): Promise<number> {
  await giveUpCrashed(db, countyId, clock())
  const due = await listDueTargets(db, { countyId, channel, now: clock() }, targets)
  let sent = 0
  const work = async (): Promise<void> => {
    for (let target = due.shift(); target !== undefined; target = due.shift()) {
      sent += await sendTo(db, { countyId, channel, way, clock, target })
    }
  }
  // What is broken here for one receiver is told after the others had their turn.
  const ended = await Promise.allSettled(Array.from({ length: sideBySide }, work))
  for (const it of ended) if (it.status === 'rejected') throw it.reason
  return sent
}

async function listDueTargets(
  db: Db,
  { countyId, channel, now }: { readonly countyId: number; readonly channel: Channel; readonly now: Iso },
  targets: readonly string[],
): Promise<string[]> {
  const rows = await db
    .selectFrom('notice_out')
    .select('target')
    .distinct()
    .where('county_id', '=', countyId)
    .where('channel', '=', channel)
    .where('next_at', '<=', now)
    .where(sql<boolean>`target = any(${[...targets]}::uuid[])`)
    .execute()
  return rows.map((it) => it.target)
}

/** The last try was begun and never ended. */
async function giveUpCrashed(db: Db, countyId: number, now: Iso): Promise<void> {
  await db
    .updateTable('notice_out')
    .set({ next_at: null, given_up_at: now })
    .where('county_id', '=', countyId)
    .where('next_at', '<=', now)
    .where('attempts', '>=', mostAttempts)
    .execute()
}

interface To {
  readonly countyId: number
  readonly channel: Channel
  readonly way: Way
  readonly clock: () => Iso
  readonly target: string
}

async function sendTo(db: Db, to: To): Promise<number> {
  let sent = 0
  for (let n = 0; n < mostAtOnce; n++) {
    const taken = await takeNext(db, to)
    if (taken === undefined) return sent
    const outcome = await to.way.send(taken.out, to.clock())
    await keepOutcome(db, to, taken, outcome)
    if (outcome.kind === 'failed') return sent
    sent += 1
  }
  return sent
}

interface Taken {
  readonly out: Out
  readonly attempts: number
}

/** The next one due, its try written down. After the last try its time only tells a crash. */
async function takeNext(db: Db, { countyId, channel, target, clock }: To): Promise<Taken | undefined> {
  const now = clock()
  const row = await db
    .selectFrom('notice_out')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('channel', '=', channel)
    .where('target', '=', target)
    .where('next_at', '<=', now)
    .orderBy('made_at')
    .orderBy('out_id')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const attempts = row.attempts + 1
  const { numUpdatedRows } = await db
    .updateTable('notice_out')
    .set({ attempts, next_at: nextTry(attempts, now) ?? nextTry(attempts - 1, now) })
    .where('county_id', '=', countyId)
    .where('out_id', '=', row.out_id)
    .where('attempts', '=', row.attempts)
    .where('next_at', '<=', now)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return undefined
  const { out_id: outId, event, body, made_at: madeAt } = row
  return { out: { outId, target, event, body, madeAt }, attempts }
}

async function keepOutcome(db: Db, { countyId, clock }: To, { out, attempts }: Taken, outcome: Sent): Promise<void> {
  const now = clock()
  const row = db.updateTable('notice_out').where('county_id', '=', countyId).where('out_id', '=', out.outId)
  if (outcome.kind === 'done') {
    await row.set({ done_at: now, next_at: null, failure: null }).execute()
    return
  }
  const failure = JSON.stringify(outcome.failure)
  const ends = outcome.failure.kind === 'unwanted' || nextTry(attempts, now) === null
  await row.set({ failure, ...(ends && { next_at: null, given_up_at: now }) }).execute()
}

const longestHours = 24

/** What waited for a webhook a whole day is given up, so that a dead one never has more than a day's events waiting. */
export async function giveUpLate(db: Db, countyId: number, now: Iso): Promise<void> {
  const failure = JSON.stringify({ kind: 'tooLate', detail: '' })
  await db
    .updateTable('notice_out')
    .set({ next_at: null, given_up_at: now, failure: sql`coalesce(failure, ${failure}::jsonb)` })
    .where('county_id', '=', countyId)
    .where('channel', '=', 'webhook')
    .where('next_at', 'is not', null)
    .where('since', '<', toIso(toMs(now) - longestHours * 3_600_000))
    .execute()
}

/** Has one thing sent once more, with all its tries before it; false where there is none, or it arrived. */
export async function sendAgain(db: Db, countyId: number, outId: string, now: Iso): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('notice_out')
    .set({ next_at: now, since: now, attempts: 0, given_up_at: null })
    .where('county_id', '=', countyId)
    .where('out_id', '=', outId)
    .where('done_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Nothing more goes to a receiver: what waited is given up. */
export async function stopSending(db: Db, countyId: number, target: string, now: Iso): Promise<void> {
  const unwanted = failed('unwanted')
  await db
    .updateTable('notice_out')
    .set({
      ...{ next_at: null, given_up_at: now },
      failure: JSON.stringify(unwanted.kind === 'failed' ? unwanted.failure : null),
    })
    .where('county_id', '=', countyId)
    .where('target', '=', target)
    .where('next_at', 'is not', null)
    .execute()
}
