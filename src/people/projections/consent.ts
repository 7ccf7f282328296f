import type { Projection } from '../../fact/append.ts'
import type { FactOf } from '../../fact/fact.ts'
import type { Db } from '../../store/open.ts'
import '../tables.ts'
/** Keeps consents in step with their facts. */
export const consentProjection: Projection = {
  name: 'consent',
  tables: ['consent'],
  kinds: ['consentGiven', 'consentWithdrawn'],
  async apply(db, facts) {
    for (const fact of facts) {
      if (fact.kind === 'consentGiven') await giveConsent(db, fact)
      else if (fact.kind === 'consentWithdrawn') await withdrawConsent(db, fact)
    }
  },
}

async function giveConsent(db: Db, { countyId, at, body }: FactOf<'consentGiven'>): Promise<void> {
  await db
    .insertInto('consent')
    .values({
      county_id: countyId,
      consent_id: body.consentId,
      staff_id: body.staffId,
      purpose: body.purpose,
      text_version: body.textVersion,
      text_sha256: body.textSha256,
      given_at: at,
      how: body.how,
      withdrawn_at: null,
    })
    .onConflict((clash) => clash.columns(['county_id', 'consent_id']).doNothing())
    .execute()
}

/** The first withdrawal counts. */
async function withdrawConsent(db: Db, { countyId, at, body }: FactOf<'consentWithdrawn'>): Promise<void> {
  await db
    .updateTable('consent')
    .set({ withdrawn_at: at })
    .where('county_id', '=', countyId)
    .where('consent_id', '=', body.consentId)
    .where('withdrawn_at', 'is', null)
    .execute()
}
