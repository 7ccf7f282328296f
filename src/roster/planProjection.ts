import type { Fact, FactOf } from '../fact/fact.ts'
import { dayOf } from '../kit/time.ts'
import type { Db } from '../store/open.ts'
import './tables.ts'

/** Facts about who works when by pattern. */
export const planKinds = ['shiftKept', 'patternKept', 'assignmentKept', 'assignmentEnded'] as const

/** Applies such a fact; of what was kept several times on one day of the county, the last counts. */
export async function applyPlan(db: Db, fact: Fact): Promise<void> {
  if (fact.kind === 'shiftKept') await keepShift(db, fact)
  else if (fact.kind === 'patternKept') await keepPattern(db, fact)
  else if (fact.kind === 'assignmentKept') await keepAssignment(db, fact)
  else if (fact.kind === 'assignmentEnded') await endAssignment(db, fact)
}

async function keepShift(db: Db, { countyId, recordedAt, body }: FactOf<'shiftKept'>): Promise<void> {
  const { shiftId, unitId, name, kind, periods, flex, retired } = body
  const row = { unit_id: unitId, name, kind, periods: JSON.stringify(periods), flex, retired }
  await db
    .insertInto('shift_version')
    .values({ county_id: countyId, shift_id: shiftId, kept_on: dayOf(recordedAt), ...row })
    .onConflict((clash) => clash.columns(['county_id', 'shift_id', 'kept_on']).doUpdateSet(row))
    .execute()
}

async function keepPattern(db: Db, { countyId, recordedAt, body }: FactOf<'patternKept'>): Promise<void> {
  const { patternId, unitId, name, turns, days, followsCalendar, retired } = body
  const its = { unit_id: unitId, name, turns, follows_calendar: followsCalendar, retired }
  const row = { ...its, days: JSON.stringify(days) }
  await db
    .insertInto('pattern_version')
    .values({ county_id: countyId, pattern_id: patternId, kept_on: dayOf(recordedAt), ...row })
    .onConflict((clash) => clash.columns(['county_id', 'pattern_id', 'kept_on']).doUpdateSet(row))
    .execute()
}

async function keepAssignment(db: Db, { countyId, recordedAt, body }: FactOf<'assignmentKept'>): Promise<void> {
  const { assignmentId, staffId, patternId, from, to, phase, post } = body
  const its = { staff_id: staffId, pattern_id: patternId, from_day: from, to_day: to, phase, post }
  const row = { ...its, changed_at: recordedAt }
  await db
    .insertInto('assignment')
    .values({ county_id: countyId, assignment_id: assignmentId, changes: 0, ...row })
    .onConflict((clash) =>
      clash
        .columns(['county_id', 'assignment_id'])
        .doUpdateSet((it) => ({ ...row, changes: it('assignment.changes', '+', 1) })),
    )
    .execute()
}

async function endAssignment(db: Db, { countyId, recordedAt, body }: FactOf<'assignmentEnded'>): Promise<void> {
  await db
    .updateTable('assignment')
    .set((it) => ({ to_day: body.to, changed_at: recordedAt, changes: it('changes', '+', 1) }))
    .where('county_id', '=', countyId)
    .where('assignment_id', '=', body.assignmentId)
    .execute()
}
