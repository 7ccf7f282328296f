import type { Projection } from '../fact/append.ts'
import type { Fact, FactOf } from '../fact/fact.ts'
import type { Db } from '../store/open.ts'
import { applyPlan, planKinds } from './planProjection.ts'
import './tables.ts'

/** Keeps duties, field days, shifts, patterns, assignments, swaps, feeds and digests in step with their facts. */
export const rosterProjection: Projection = {
  name: 'roster',
  tables: ['duty', 'outing', 'shift_version', 'pattern_version', 'assignment', 'swap', 'feed', 'digest'],
  kinds: [
    'dutyKept',
    'dutyCancelled',
    'outingKept',
    'outingEnded',
    ...planKinds,
    'swapAsked',
    'swapAnswered',
    'feedOpened',
    'feedClosed',
    'digestGiven',
  ],
  async apply(db, facts) {
    for (const fact of facts) {
      await applyDuty(db, fact)
      await applyPlan(db, fact)
      await applyBetween(db, fact)
    }
  },
}

async function applyDuty(db: Db, fact: Fact): Promise<void> {
  if (fact.kind === 'dutyKept') await keepDuty(db, fact)
  else if (fact.kind === 'dutyCancelled') {
    await db
      .updateTable('duty')
      .set({ cancelled: true })
      .where('county_id', '=', fact.countyId)
      .where('duty_id', '=', fact.body.dutyId)
      .execute()
  } else if (fact.kind === 'outingKept') await keepOuting(db, fact)
  else if (fact.kind === 'outingEnded') {
    await db
      .updateTable('outing')
      .set({ ends: fact.body.ends })
      .where('county_id', '=', fact.countyId)
      .where('outing_id', '=', fact.body.outingId)
      .execute()
  }
}

async function keepDuty(db: Db, { countyId, recordedAt, body }: FactOf<'dutyKept'>): Promise<void> {
  const { dutyId, staffId, siteId, starts, ends, note, as } = body
  const its = { staff_id: staffId, site_id: siteId, starts, ends, note, as_role: as }
  const row = { ...its, cancelled: false, changed_at: recordedAt }
  await db
    .insertInto('duty')
    .values({ county_id: countyId, duty_id: dutyId, changes: 0, ...row })
    .onConflict((clash) =>
      clash.columns(['county_id', 'duty_id']).doUpdateSet((it) => ({ ...row, changes: it('duty.changes', '+', 1) })),
    )
    .execute()
}

async function keepOuting(db: Db, { countyId, body }: FactOf<'outingKept'>): Promise<void> {
  const { outingId, staffId, siteId, starts, ends, where } = body
  const row = { staff_id: staffId, site_id: siteId, starts, ends, place: where }
  await db
    .insertInto('outing')
    .values({ county_id: countyId, outing_id: outingId, ...row })
    .onConflict((clash) => clash.columns(['county_id', 'outing_id']).doUpdateSet(row))
    .execute()
}

async function applyBetween(db: Db, fact: Fact): Promise<void> {
  if (fact.kind === 'swapAsked') await askSwap(db, fact)
  else if (fact.kind === 'swapAnswered') {
    await db
      .updateTable('swap')
      .set({ state: fact.body.answer })
      .where('county_id', '=', fact.countyId)
      .where('swap_id', '=', fact.body.swapId)
      .where('state', '=', 'asked')
      .execute()
  } else if (fact.kind === 'feedOpened') await openFeed(db, fact)
  else if (fact.kind === 'feedClosed') {
    await db
      .updateTable('feed')
      .set({ closed: true })
      .where('county_id', '=', fact.countyId)
      .where('feed_id', '=', fact.body.feedId)
      .execute()
  } else if (fact.kind === 'digestGiven') await giveDigest(db, fact)
}

/** A swap is asked once; what came under its id first counts. */
async function askSwap(db: Db, { countyId, at, body }: FactOf<'swapAsked'>): Promise<void> {
  await db
    .insertInto('swap')
    .values({
      county_id: countyId,
      swap_id: body.swapId,
      duty_id: body.dutyId,
      from_staff_id: body.fromStaffId,
      to_staff_id: body.toStaffId,
      return_duty_id: body.returnDutyId,
      note: body.note,
      state: 'asked',
      asked_at: at,
    })
    .onConflict((clash) => clash.columns(['county_id', 'swap_id']).doNothing())
    .execute()
}

async function openFeed(db: Db, { countyId, at, by, body }: FactOf<'feedOpened'>): Promise<void> {
  await db
    .insertInto('feed')
    .values({
      county_id: countyId,
      feed_id: body.feedId,
      of_kind: body.of.kind,
      of_id: body.of.kind === 'staff' ? body.of.staffId : body.of.siteId,
      secret_sha256: body.secretSha256,
      opened_at: at,
      opened_by: by.kind === 'account' ? by.id : null,
      closed: false,
    })
    .onConflict((clash) => clash.columns(['county_id', 'feed_id']).doNothing())
    .execute()
}

async function giveDigest(db: Db, { countyId, at, body }: FactOf<'digestGiven'>): Promise<void> {
  await db
    .insertInto('digest')
    .values({
      county_id: countyId,
      staff_id: body.staffId,
      day: body.day,
      given_at: at,
      duty_ids: JSON.stringify(body.dutyIds),
    })
    .onConflict((clash) => clash.columns(['county_id', 'staff_id', 'day']).doNothing())
    .execute()
}
