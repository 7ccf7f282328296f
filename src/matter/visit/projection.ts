import type { FactOf } from '../../fact/fact.ts'
import type { Db } from '../../store/open.ts'
import { projectionOf } from '../projectionOf.ts'
import './tables.ts'

/** Visits, what was said of them, and what the rules read beside. */
export const visitProjection = projectionOf(
  'visit',
  ['visit', 'visit_word', 'visit_board', 'visit_notice', 'visit_decision'],
  {
    visitSaid: keepServed,
    visitBegun: keepBegun,
    visitEnded: keepEnded,
    boardNoted: keepBoard,
    missingTold: keepNotice,
    visitFindingDecided: keepDecision,
  },
)

/** The one word at the duty board is a visit begun and ended served; it has no page of its own. */
async function keepServed(db: Db, { id, countyId, at, simulated, body }: FactOf<'visitSaid'>): Promise<void> {
  const visit = { county_id: countyId, visit_id: id, site_id: body.siteId, entered: false, simulated }
  await db
    .insertInto('visit')
    .values({
      ...visit,
      code_hash: null,
      channel: 'board',
      begun_at: at,
      begun_fact: id,
      matter_id: null,
      type_id: null,
      outcome: body.outcome,
      ended_at: at,
      ended_fact: id,
    })
    .onConflict((clash) => clash.columns(['county_id', 'visit_id']).doNothing())
    .execute()
  await db
    .insertInto('visit_word')
    .values({ ...visit, fact_id: id, at, outcome: body.outcome, told: '', materials: '[]', matter_id: null })
    .onConflict((clash) => clash.columns(['county_id', 'fact_id']).doNothing())
    .execute()
}

async function keepBegun(db: Db, { id, countyId, at, by, simulated, body }: FactOf<'visitBegun'>): Promise<void> {
  await db
    .insertInto('visit')
    .values({
      county_id: countyId,
      visit_id: body.visitId,
      code_hash: body.codeHash,
      site_id: body.siteId,
      channel: body.channel,
      begun_at: at,
      begun_fact: id,
      matter_id: body.matterId,
      type_id: null,
      outcome: null,
      ended_at: null,
      ended_fact: null,
      entered: by.kind === 'account',
      simulated,
    })
    .onConflict((clash) => clash.columns(['county_id', 'visit_id']).doNothing())
    .execute()
}

async function keepEnded(db: Db, { id, countyId, at, by, simulated, body }: FactOf<'visitEnded'>): Promise<void> {
  const { visitId, siteId, outcome, told, materials, typeId, matterId } = body
  await db
    .insertInto('visit_word')
    .values({
      county_id: countyId,
      fact_id: id,
      visit_id: visitId,
      site_id: siteId,
      at,
      outcome,
      told,
      materials: JSON.stringify(materials),
      matter_id: matterId,
      entered: by.kind === 'account',
      simulated,
    })
    .onConflict((clash) => clash.columns(['county_id', 'fact_id']).doNothing())
    .execute()
  let query = db
    .updateTable('visit')
    .set({
      outcome,
      ended_at: at,
      ended_fact: id,
      ...(typeId !== null && { type_id: typeId }),
      ...(matterId !== null && { matter_id: matterId }),
    })
    .where('county_id', '=', countyId)
    .where('visit_id', '=', visitId)
  // A station speaks for those who stood before its kiosk, never for somebody who said so on his own telephone.
  if (by.kind === 'station') query = query.where('channel', '=', 'kiosk').where('site_id', '=', siteId)
  await query.execute()
}

async function keepBoard(db: Db, { countyId, at, body }: FactOf<'boardNoted'>): Promise<void> {
  const { wordId, visitId, siteId, said, since, open, finding } = body
  await db
    .insertInto('visit_board')
    .values({
      county_id: countyId,
      word_id: wordId,
      visit_id: visitId,
      site_id: siteId,
      at,
      said,
      since,
      open,
      finding,
    })
    .onConflict((clash) => clash.columns(['county_id', 'word_id']).doNothing())
    .execute()
}

async function keepNotice(db: Db, { id, countyId, at, body }: FactOf<'missingTold'>): Promise<void> {
  const { matterId, materials, words } = body
  await db
    .insertInto('visit_notice')
    .values({ county_id: countyId, fact_id: id, matter_id: matterId, at, materials: JSON.stringify(materials), words })
    .onConflict((clash) => clash.columns(['county_id', 'fact_id']).doNothing())
    .execute()
}

/** The last decision counts. */
async function keepDecision(db: Db, { countyId, at, body }: FactOf<'visitFindingDecided'>): Promise<void> {
  const { wordId, finding, decision, words } = body
  await db
    .insertInto('visit_decision')
    .values({ county_id: countyId, word_id: wordId, finding, decision, words, at })
    .onConflict((clash) => clash.columns(['county_id', 'word_id', 'finding']).doUpdateSet({ decision, words, at }))
    .execute()
}
