import type { Actor, FactOf } from '../../fact/fact.ts'
import type { Db } from '../../store/open.ts'
import { projectionOf } from '../projectionOf.ts'
import './tables.ts'

/** The rights that were used; what was released, left out, and called back. */
export const ratingProjection = projectionOf(
  'rating',
  ['rating_right', 'rating_release', 'rating_exclusion', 'call_back', 'call_back_matter'],
  {
    ratingRightUsed: markUsed,
    ratingsReleased: release,
    exclusionAsked: askExclusion,
    exclusionDecided: decideExclusion,
    callBackAnnounced: announce,
    callBackDrawn: draw,
    callBackCalled: call,
  },
)

async function markUsed(db: Db, { countyId, body: { mark, round } }: FactOf<'ratingRightUsed'>): Promise<void> {
  await db
    .insertInto('rating_right')
    .values({ county_id: countyId, mark, round })
    .onConflict((clash) => clash.columns(['county_id', 'mark']).doNothing())
    .execute()
}

async function release(db: Db, { countyId, id, body }: FactOf<'ratingsReleased'>): Promise<void> {
  const { unitId, withUnits, period, round, source, answers } = body
  await db
    .insertInto('rating_release')
    .values({
      county_id: countyId,
      fact_id: id,
      unit_id: unitId,
      with_units: JSON.stringify(withUnits),
      period,
      round,
      source,
      answers: JSON.stringify(answers),
    })
    .execute()
}

async function askExclusion(db: Db, { countyId, at, by, body }: FactOf<'exclusionAsked'>): Promise<void> {
  const asked = {
    unit_id: body.unitId,
    because: body.because,
    note: body.note,
    asked_by: accountOf(by),
    asked_at: at,
    granted: null,
    decided_by: null,
    decided_at: null,
    decision_note: '',
  }
  await db
    .insertInto('rating_exclusion')
    .values({ county_id: countyId, matter_id: body.matterId, ...asked })
    .onConflict((clash) => clash.columns(['county_id', 'matter_id']).doUpdateSet(asked))
    .execute()
}

async function decideExclusion(db: Db, { countyId, at, by, body }: FactOf<'exclusionDecided'>): Promise<void> {
  await db
    .updateTable('rating_exclusion')
    .set({ granted: body.granted, decided_by: accountOf(by), decided_at: at, decision_note: body.note })
    .where('county_id', '=', countyId)
    .where('matter_id', '=', body.matterId)
    .execute()
}

async function announce(db: Db, { countyId, id, at, by, body }: FactOf<'callBackAnnounced'>): Promise<void> {
  await db
    .insertInto('call_back')
    .values({
      county_id: countyId,
      call_back_id: body.callBackId,
      unit_id: body.unitId,
      caller_unit_id: body.callerUnitId,
      period: body.period,
      size: body.size,
      population: JSON.stringify(body.population),
      fact_id: id,
      announced_at: at,
      announced_by: accountOf(by),
      beacon: null,
      log_size: null,
      drawn_at: null,
    })
    .execute()
}

async function draw(db: Db, { countyId, at, body }: FactOf<'callBackDrawn'>): Promise<void> {
  const { callBackId, beacon, logSize, matterIds } = body
  await db
    .updateTable('call_back')
    .set({ beacon, log_size: logSize, drawn_at: at })
    .where('county_id', '=', countyId)
    .where('call_back_id', '=', callBackId)
    .execute()
  const fresh = { county_id: countyId, call_back_id: callBackId, attempts: 0, outcome: null, last_at: null }
  if (matterIds.length === 0) return
  await db
    .insertInto('call_back_matter')
    .values(matterIds.map((matter_id, place) => ({ ...fresh, matter_id, place })))
    .execute()
}

async function call(db: Db, { countyId, at, body }: FactOf<'callBackCalled'>): Promise<void> {
  await db
    .updateTable('call_back_matter')
    .set({ attempts: body.attempt, outcome: body.outcome, last_at: at })
    .where('county_id', '=', countyId)
    .where('call_back_id', '=', body.callBackId)
    .where('matter_id', '=', body.matterId)
    .execute()
}

const nobody = '00000000-0000-0000-0000-000000000000'
const accountOf = (by: Actor): string => (by.kind === 'account' ? by.id : nobody)
