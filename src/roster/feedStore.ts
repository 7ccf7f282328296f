import { type Selectable, sql } from 'kysely'
import type { FactBody } from '../fact/fact.ts'
import type { Iso } from '../kit/time.ts'
import type { Db } from '../store/open.ts'
import type { FeedRow } from './tables.ts'

/** A calendar feed, as far as anybody may know: without its secret. */
export interface Feed {
  readonly feedId: string
  readonly of: FactBody<'feedOpened'>['of']
  readonly openedAt: Iso
  /** The account that opened it. */
  readonly openedBy: string | null
}

/** Open feeds that an account opened or that are of some sites, newest first. */
export async function listOpenFeeds(
  db: Db,
  countyId: number,
  { openedBy, siteIds }: { readonly openedBy: string; readonly siteIds: readonly string[] },
): Promise<Feed[]> {
  const rows = await db
    .selectFrom('feed')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('closed', '=', false)
    .where((it) =>
      it.or([
        it('opened_by', '=', openedBy),
        it.and([it('of_kind', '=', 'site'), sql<boolean>`of_id = any(${[...siteIds]}::uuid[])`]),
      ]),
    )
    .orderBy('opened_at', 'desc')
    .orderBy('feed_id')
    .execute()
  return rows.map(feedOf)
}

/** A feed and whether it was closed. */
export async function findFeed(
  db: Db,
  countyId: number,
  feedId: string,
): Promise<(Feed & { closed: boolean }) | undefined> {
  const row = await db
    .selectFrom('feed')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('feed_id', '=', feedId)
    .executeTakeFirst()
  return row && { ...feedOf(row), closed: row.closed }
}

/** The open feed of a secret: by its digest alone, so that a wrong one and a closed one cost the same look-up. */
export async function findFeedBySecret(db: Db, countyId: number, secretSha256: string): Promise<Feed | undefined> {
  const row = await db
    .selectFrom('feed')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('secret_sha256', '=', secretSha256)
    .where('closed', '=', false)
    .executeTakeFirst()
  return row && feedOf(row)
}

const feedOf = (row: Selectable<FeedRow>): Feed => ({
  feedId: row.feed_id,
  of: row.of_kind === 'staff' ? { kind: 'staff', staffId: row.of_id } : { kind: 'site', siteId: row.of_id },
  openedAt: row.opened_at,
  openedBy: row.opened_by,
})
