import { sql } from 'kysely'
import type { Projection } from '../fact/append.ts'
import type { FactOf } from '../fact/fact.ts'
import type { Db } from '../store/open.ts'
import './tables.ts'

const ruleProjection: Projection = {
  name: 'attendanceRule',
  tables: ['attendance_rule'],
  kinds: ['attendanceRuleKept', 'attendanceRuleLifted'],
  async apply(db, facts) {
    for (const fact of facts) {
      if (fact.kind === 'attendanceRuleKept') await keepRule(db, fact)
      else if (fact.kind === 'attendanceRuleLifted') await liftRule(db, fact)
    }
  },
}

async function keepRule(db: Db, { countyId, at, body }: FactOf<'attendanceRuleKept'>): Promise<void> {
  const { ruleId, unitId, effectiveFrom } = body
  const row = { unit_id: unitId, effective_from: effectiveFrom, kept_at: at, body: JSON.stringify(body) }
  await db
    .insertInto('attendance_rule')
    .values({ county_id: countyId, rule_id: ruleId, ...row })
    .onConflict((clash) => clash.columns(['county_id', 'rule_id']).doUpdateSet(row))
    .execute()
}

async function liftRule(db: Db, { countyId, body }: FactOf<'attendanceRuleLifted'>): Promise<void> {
  await db.deleteFrom('attendance_rule').where('county_id', '=', countyId).where('rule_id', '=', body.ruleId).execute()
}

const decisionProjection: Projection = {
  name: 'caseDecision',
  tables: ['case_decision'],
  kinds: ['caseDecided'],
  async apply(db, facts) {
    const rows = facts.flatMap((fact) => (fact.kind === 'caseDecided' ? [decisionRow(fact)] : []))
    await db
      .insertInto('case_decision')
      .values(rows)
      .onConflict((clash) => clash.columns(['county_id', 'fact_id']).doNothing())
      .execute()
  },
}

const byOf = ({ by }: Pick<FactOf<'caseDecided'>, 'by'>): string | null => (by.kind === 'account' ? by.id : null)

const decisionRow = (fact: FactOf<'caseDecided'>) => ({
  county_id: fact.countyId,
  fact_id: fact.id,
  staff_id: fact.body.staffId,
  day: fact.body.day,
  half: fact.body.half,
  decision: fact.body.decision,
  reason: fact.body.reason,
  by_id: byOf(fact),
  at: fact.at,
})

const monthProjection: Projection = {
  name: 'monthFinal',
  tables: ['month_final', 'month_final_row'],
  kinds: ['monthFinalised', 'monthRowPrinted'],
  async apply(db, facts) {
    for (const fact of facts) if (fact.kind === 'monthFinalised') await keepMonth(db, fact)
    const rows = facts.flatMap((fact) => {
      if (fact.kind === 'monthRowPrinted') return [finalRow(fact.countyId, fact.body)]
      if (fact.kind !== 'monthFinalised') return []
      const { monthId, rows: within = [] } = fact.body
      return within.map((row, place) => finalRow(fact.countyId, { monthId, place, row }))
    })
    for (let from = 0; from < rows.length; from += mostInOne) {
      await db
        .insertInto('month_final_row')
        .values(rows.slice(from, from + mostInOne))
        .onConflict((clash) => clash.columns(['county_id', 'month_id', 'place']).doNothing())
        .execute()
    }
  },
}

const finalRow = (countyId: number, { monthId, place, row }: FactOf<'monthRowPrinted'>['body']) => ({
  county_id: countyId,
  month_id: monthId,
  place,
  staff_id: row.staffId,
  body: JSON.stringify(row),
})

async function keepMonth(db: Db, fact: FactOf<'monthFinalised'>): Promise<void> {
  const { monthId, unitId, month, revision, reason, legend, people, rows = [] } = fact.body
  await db
    .insertInto('month_final')
    .values({
      county_id: fact.countyId,
      month_id: monthId,
      unit_id: unitId,
      month,
      revision,
      reason,
      by_id: fact.by.kind === 'account' ? fact.by.id : null,
      at: fact.at,
      legend: JSON.stringify(legend),
      people: people ?? rows.length,
      simulated: fact.simulated,
    })
    .onConflict((clash) => clash.columns(['county_id', 'month_id']).doNothing())
    .execute()
}

const bulletinProjection: Projection = {
  name: 'bulletinOpening',
  tables: ['bulletin_opening'],
  kinds: ['bulletinOpened'],
  async apply(db, facts) {
    for (const { countyId, body } of facts as readonly FactOf<'bulletinOpened'>[]) {
      await sql`insert into bulletin_opening values (${countyId}, ${body.unitId}, ${body.month}, 1)
        on conflict (county_id, unit_id, month) do update set opened = bulletin_opening.opened + 1`.execute(db)
    }
  },
}

const postingProjection: Projection = {
  name: 'posting',
  tables: ['posting'],
  kinds: ['staffKept'],
  async apply(db, facts) {
    const rows = facts.flatMap((fact) => (fact.kind === 'staffKept' ? [postingRow(fact)] : []))
    for (let from = 0; from < rows.length; from += mostInOne) {
      await db
        .insertInto('posting')
        .values(rows.slice(from, from + mostInOne))
        .onConflict((clash) => clash.columns(['county_id', 'fact_id']).doNothing())
        .execute()
    }
  },
}

const mostInOne = 1_000

const postingRow = ({ id, countyId, at, body }: FactOf<'staffKept'>) => ({
  county_id: countyId,
  fact_id: id,
  staff_id: body.staffId,
  since: at,
  unit_id: body.unitId,
  site_id: body.siteId,
  left_on: body.leftOn,
})

/** Read tables of rules, decisions, printed months, openings of bulletins, and who worked where from when on. */
export const attendanceProjections: readonly Projection[] = [
  ruleProjection,
  decisionProjection,
  monthProjection,
  bulletinProjection,
  postingProjection,
]
