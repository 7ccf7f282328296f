import type { Projection } from '../../../fact/append.ts'
import type { Fact, FactOf } from '../../../fact/fact.ts'
import type { Db } from '../../../store/open.ts'
import './tables.ts'

/** Keeps what is suspect, and what people said of it, in step with the facts. */
export const suspectProjection: Projection = {
  name: 'suspect',
  tables: ['suspect', 'suspect_member', 'suspect_appeal', 'suspect_case'],
  kinds: ['suspectRaised', 'suspectDecided', 'suspectAppealed', 'suspectAppealDecided', 'caseFiled'],
  async apply(db, facts) {
    for (const fact of facts) await applyOne(db, fact)
  },
}

async function applyOne(db: Db, fact: Fact): Promise<void> {
  if (fact.kind === 'suspectRaised') await raise(db, fact)
  else if (fact.kind === 'suspectDecided') await decide(db, fact)
  else if (fact.kind === 'suspectAppealed') await appeal(db, fact)
  else if (fact.kind === 'suspectAppealDecided') await decideAppeal(db, fact)
  else if (fact.kind === 'caseFiled') await file(db, fact)
}

/** One that has grown keeps when it was raised first. */
async function raise(db: Db, { countyId, at, simulated, body }: FactOf<'suspectRaised'>): Promise<void> {
  const { suspectId, siteId, rule, members, from, to, score, limit, findings, because } = body
  const grown = {
    from_at: from,
    to_at: to,
    score,
    score_limit: limit,
    members: JSON.stringify(members),
    findings: JSON.stringify(findings),
    because: JSON.stringify(because),
  }
  await db
    .insertInto('suspect')
    .values({
      county_id: countyId,
      suspect_id: suspectId,
      site_id: siteId,
      rule,
      raised_at: at,
      simulated,
      ...grown,
      decision: null,
      reason: null,
      decided_at: null,
      decided_by: null,
      check_in_ids: null,
    })
    .onConflict((clash) => clash.columns(['county_id', 'suspect_id']).doUpdateSet(grown))
    .execute()
  const checkInIds = members.flatMap(({ checkInId }) => (checkInId === null ? [] : [checkInId]))
  if (checkInIds.length === 0) return
  await db
    .insertInto('suspect_member')
    .values(checkInIds.map((check_in_id) => ({ county_id: countyId, suspect_id: suspectId, check_in_id })))
    .onConflict((clash) => clash.columns(['county_id', 'suspect_id', 'check_in_id']).doNothing())
    .execute()
}

/** The first decision counts. */
async function decide(db: Db, { countyId, at, by, body }: FactOf<'suspectDecided'>): Promise<void> {
  await db
    .updateTable('suspect')
    .set({
      decision: body.decision,
      reason: body.reason,
      decided_at: at,
      decided_by: accountOf(by),
      check_in_ids: JSON.stringify(body.checkInIds),
    })
    .where('county_id', '=', countyId)
    .where('suspect_id', '=', body.suspectId)
    .where('decision', 'is', null)
    .execute()
}

async function appeal(db: Db, { countyId, at, body }: FactOf<'suspectAppealed'>): Promise<void> {
  const { suspectId, staffId, text } = body
  const undecided = { outcome: null, reason: null, decided_at: null, decided_by: null }
  await db
    .insertInto('suspect_appeal')
    .values({ county_id: countyId, suspect_id: suspectId, staff_id: staffId, text, at, ...undecided })
    .onConflict((clash) => clash.columns(['county_id', 'suspect_id', 'staff_id']).doNothing())
    .execute()
}

async function decideAppeal(db: Db, { countyId, at, by, body }: FactOf<'suspectAppealDecided'>): Promise<void> {
  await db
    .updateTable('suspect_appeal')
    .set({ outcome: body.outcome, reason: body.reason, decided_at: at, decided_by: accountOf(by) })
    .where('county_id', '=', countyId)
    .where('suspect_id', '=', body.suspectId)
    .where('staff_id', '=', body.staffId)
    .where('outcome', 'is', null)
    .execute()
}

async function file(db: Db, { countyId, at, body }: FactOf<'caseFiled'>): Promise<void> {
  await db
    .insertInto('suspect_case')
    .values({
      county_id: countyId,
      suspect_id: body.suspectId,
      case_id: body.caseId,
      filed_at: at,
      parts: JSON.stringify(body.parts),
      visible_since: body.visibleSince,
      earlier: JSON.stringify(body.earlier),
    })
    .onConflict((clash) => clash.columns(['county_id', 'suspect_id']).doNothing())
    .execute()
}

const accountOf = (by: Fact['by']): string | null => (by.kind === 'account' ? by.id : null)
