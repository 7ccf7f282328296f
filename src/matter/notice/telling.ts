import { sql } from 'kysely'
import type { NoticeItem } from '../../contract/routes/notices.ts'
import { newId } from '../../kit/ids.ts'
import { dayOf, type Iso, toIso, toMs } from '../../kit/time.ts'
import { atomically } from '../../store/atomically.ts'
import type { Db } from '../../store/open.ts'
import { type ConcernsOf, loadConcerns } from './concerns.ts'
import { type Looked, listChanged, markOf } from './looked.ts'
import type { Reader } from './people.ts'
import { type Concern, type PlannedNotice, planNotices, type Told, thingOf } from './plan.ts'
import './tables.ts'

interface Telling {
  /** Those who are neither asleep nor at rest. */
  readonly awake: readonly Reader[]
  readonly sendsMail: boolean
  readonly looked: Looked
}

/**
 * Tells everybody what he has to know now: on his page, and by e-mail where he gave an address and the center sends any.
 * Somebody is looked at whole once when he wakes up, when his digest may be given, and when his role or unit is another;
 * besides, only what changed since the last time is. Safe to repeat at any time; returns how many notices were given.
 */
export async function tellAll(
  db: Db,
  countyId: number,
  now: Iso,
  { awake, sendsMail, looked }: Telling,
): Promise<number> {
  const ids = new Set(awake.map((it) => it.accountId))
  for (const accountId of looked.whole.keys()) if (!ids.has(accountId)) looked.whole.delete(accountId)
  if (awake.length === 0) return 0
  const changed = await listChanged(db, countyId, looked, now)
  if (changed.tree) looked.whole.clear()
  const isKnown = (it: Reader): boolean => looked.whole.get(it.accountId) === markOf(it, now)
  const [known, fresh] = [awake.filter(isKnown), awake.filter((it) => !isKnown(it))]
  const concerned = [
    ...(fresh.length === 0 ? [] : listConcerned(fresh, await loadConcerns(db, countyId, now))),
    ...(known.length === 0 || changed.matterIds.length === 0
      ? []
      : listConcerned(known, await loadConcerns(db, countyId, now, changed.matterIds))),
  ]
  const given = await tellThese(db, { countyId, now, sendsMail }, concerned)
  looked.upTo = changed.upTo
  for (const it of fresh) looked.whole.set(it.accountId, markOf(it, now))
  return given
}

interface Concerned {
  readonly accountId: string
  readonly concerns: readonly Concern[]
}

const listConcerned = (readers: readonly Reader[], concernsOf: ConcernsOf): Concerned[] =>
  readers
    .map(({ accountId, ...person }) => ({ accountId, concerns: concernsOf(person) }))
    .filter((it) => it.concerns.length > 0)

async function tellThese(
  db: Db,
  { countyId, now, sendsMail }: { readonly countyId: number; readonly now: Iso; readonly sendsMail: boolean },
  concerned: readonly Concerned[],
): Promise<number> {
  if (concerned.length === 0) return 0
  const ids = concerned.map((it) => it.accountId)
  const toldTo = await loadTold(db, countyId, concerned, now)
  const mailTo = sendsMail ? await listAddressed(db, countyId, ids) : new Set<string>()
  let given = 0
  for (const { accountId, concerns } of concerned) {
    for (const notice of planNotices(concerns, { now, workingDay: true, sent: toldTo(accountId) })) {
      given += await keepNotice(db, { countyId, accountId, now, byMail: mailTo.has(accountId) }, notice)
    }
  }
  return given
}

/** Longer than anything is looked for; then what was told is forgotten. */
const rememberedDays = 60

async function loadTold(
  db: Db,
  countyId: number,
  concerned: readonly Concerned[],
  now: Iso,
): Promise<(accountId: string) => Told> {
  const isTheirs = sql<boolean>`account_id = any(${concerned.map((it) => it.accountId)}::uuid[])`
  // A yellow one is not told any more where the red one was.
  const about = concerned.flatMap((it) => it.concerns).flatMap((it) => [thingOf(it), thingOf({ ...it, what: 'red' })])
  const told = await db
    .selectFrom('notice_told')
    .select(['account_id', 'thing'])
    .where('county_id', '=', countyId)
    .where(isTheirs)
    .where(sql<boolean>`thing = any(${[...new Set(about)]}::text[])`)
    .execute()
  const digests = await db
    .selectFrom('notice')
    .select('account_id')
    .where('county_id', '=', countyId)
    .where('kind', '=', 'digest')
    .where('day', '=', dayOf(now))
    .where(isTheirs)
    .execute()
  const things = new Map<string, Set<string>>()
  for (const { account_id, thing } of told) things.set(account_id, (things.get(account_id) ?? new Set()).add(thing))
  const had = new Set(digests.map((it) => it.account_id))
  return (accountId) => ({
    things: things.get(accountId) ?? new Set(),
    digestOn: new Set(had.has(accountId) ? [dayOf(now)] : []),
  })
}

async function listAddressed(db: Db, countyId: number, accountIds: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('mail_address')
    .select('account_id')
    .where('county_id', '=', countyId)
    .where(sql<boolean>`account_id = any(${[...accountIds]}::uuid[])`)
    .execute()
  return new Set(rows.map((it) => it.account_id))
}

interface To {
  readonly countyId: number
  readonly accountId: string
  readonly now: Iso
  readonly byMail: boolean
}

/** The notice, what it tells, and its e-mail: all or none. A second digest of a day is not kept. */
const keepNotice = (db: Db, to: To, { kind, day, concerns }: PlannedNotice): Promise<number> =>
  atomically(db, async (tx) => {
    const { countyId, accountId, now } = to
    const [key, noticeId] = [{ county_id: countyId, account_id: accountId }, newId()]
    const items = JSON.stringify(concerns.map(itemOf))
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('notice')
      .values({ ...key, notice_id: noticeId, kind, day, at: now, items })
      .onConflict((clash) => clash.doNothing())
      .executeTakeFirstOrThrow()
    if (Number(numInsertedOrUpdatedRows ?? 0) === 0) return 0
    const things = JSON.stringify(concerns.map(thingOf))
    await sql`
      insert into notice_told (county_id, account_id, thing, at)
      select ${countyId}, ${accountId}::uuid, thing, ${now}::timestamptz
      from jsonb_array_elements_text(${things}::jsonb) as thing`.execute(tx)
    if (to.byMail) await keepMail(tx, to, { noticeId, kind, items })
    return 1
  })

/** Without what only decides whether it is told. */
const itemOf = ({ what, matterId, typeName, unitName, scope, dueAt, simulated }: Concern): NoticeItem => ({
  ...{ what, matterId, typeName, unitName },
  ...{ scope, dueAt, simulated },
})

interface Mail {
  readonly noticeId: string
  readonly kind: PlannedNotice['kind']
  readonly items: string
}

async function keepMail(db: Db, { countyId, accountId, now }: To, { noticeId, kind, items }: Mail): Promise<void> {
  await db
    .insertInto('notice_out')
    .values({
      ...{ county_id: countyId, out_id: newId(), channel: 'mail', target: accountId, event: kind, about: noticeId },
      ...{ body: items, made_at: now, since: now, attempts: 0, next_at: now },
      ...{ done_at: null, given_up_at: null, failure: null },
    })
    .execute()
}

/** Clears away what was told so long ago that it is not looked for any more, and what left the house or never did. */
export async function forgetTold(db: Db, countyId: number, now: Iso): Promise<void> {
  const before = toIso(toMs(now) - rememberedDays * 86_400_000)
  await db.deleteFrom('notice_told').where('county_id', '=', countyId).where('at', '<', before).execute()
  await db.deleteFrom('notice').where('county_id', '=', countyId).where('at', '<', before).execute()
  await db.deleteFrom('notice_out').where('county_id', '=', countyId).where('since', '<', before).execute()
}
