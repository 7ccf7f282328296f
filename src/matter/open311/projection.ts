import type { FactOf } from '../../fact/fact.ts'
import type { Db } from '../../store/open.ts'
import { projectionOf } from '../projectionOf.ts'
import './store.ts'

/** Keeps `open311_key` and `problem_words` in step with their facts. */
export const open311Projection = projectionOf('open311', ['open311_key', 'problem_words'], {
  open311KeyMade: keepKey,
  open311KeyRevoked: revokeKey,
  problemReleased: (db, fact) => keepWords(db, fact, { released: true, reason: '' }),
  problemHidden: (db, fact) => keepWords(db, fact, { released: false, reason: fact.body.reason }),
})

async function keepKey(db: Db, { countyId, at, body }: FactOf<'open311KeyMade'>): Promise<void> {
  const row = { holder: body.holder, key_sha256: body.keySha256, at }
  await db
    .insertInto('open311_key')
    .values({ county_id: countyId, key_id: body.keyId, revoked_at: null, ...row })
    .onConflict((clash) => clash.columns(['county_id', 'key_id']).doUpdateSet(row))
    .execute()
}

async function revokeKey(db: Db, { countyId, at, body }: FactOf<'open311KeyRevoked'>): Promise<void> {
  await db
    .updateTable('open311_key')
    .set({ revoked_at: at })
    .where('county_id', '=', countyId)
    .where('key_id', '=', body.keyId)
    .execute()
}

async function keepWords(
  db: Db,
  { countyId, body }: FactOf<'problemReleased' | 'problemHidden'>,
  row: { readonly released: boolean; readonly reason: string },
): Promise<void> {
  await db
    .insertInto('problem_words')
    .values({ county_id: countyId, matter_id: body.matterId, ...row })
    .onConflict((clash) => clash.columns(['county_id', 'matter_id']).doUpdateSet(row))
    .execute()
}
