import type { Projection } from '../../fact/append.ts'
import type { FactOf } from '../../fact/fact.ts'
import type { Db } from '../../store/open.ts'
import '../tables.ts'
/** Keeps staff and whether a template of theirs exists in step with their facts. */
export const staffProjection: Projection = {
  name: 'staff',
  tables: ['staff', 'enrolment_mark'],
  kinds: ['staffKept', 'templateEnrolled', 'templateErased'],
  async apply(db, facts) {
    for (const fact of facts) {
      if (fact.kind === 'staffKept') await keepStaff(db, fact)
      else if (fact.kind === 'templateEnrolled') await markEnrolled(db, fact)
      else if (fact.kind === 'templateErased') await markErased(db, fact)
    }
  },
}

async function keepStaff(db: Db, { countyId, body }: FactOf<'staffKept'>): Promise<void> {
  const row = {
    unit_id: body.unitId,
    site_id: body.siteId,
    name: body.name,
    post: body.post,
    employee_no: body.employeeNo,
    phone: body.phone,
    party_branch: body.partyBranch,
    published: body.published,
    card_no: body.cardNo,
    left_on: body.leftOn,
  }
  await db
    .insertInto('staff')
    .values({ county_id: countyId, staff_id: body.staffId, ...row })
    .onConflict((clash) => clash.columns(['county_id', 'staff_id']).doUpdateSet(row))
    .execute()
}

async function markEnrolled(db: Db, { countyId, body }: FactOf<'templateEnrolled'>): Promise<void> {
  await db
    .insertInto('enrolment_mark')
    .values({ county_id: countyId, template_id: body.templateId, staff_id: body.staffId, erased: false })
    .onConflict((clash) => clash.columns(['county_id', 'template_id']).doNothing())
    .execute()
}

/** An erasure that arrives before its enrolment holds: what is erased does not come back. */
async function markErased(db: Db, { countyId, body }: FactOf<'templateErased'>): Promise<void> {
  await db
    .insertInto('enrolment_mark')
    .values({ county_id: countyId, template_id: body.templateId, staff_id: body.staffId, erased: true })
    .onConflict((clash) => clash.columns(['county_id', 'template_id']).doUpdateSet({ erased: true }))
    .execute()
}
