import type { Projection } from '../../fact/append.ts'
import type { FactOf } from '../../fact/fact.ts'
import type { Db } from '../../store/open.ts'
import type { StaffRowKept } from '../tables.ts'
/** Keeps staff and whether a template of theirs exists in step with their facts. */
export const staffProjection: Projection = {
  name: 'staff',
  tables: ['staff', 'enrolment_mark'],
  kinds: ['staffKept', 'templateEnrolled', 'templateErased'],
  async apply(db, facts) {
    await keepStaff(
      db,
      facts.filter((fact) => fact.kind === 'staffKept'),
    )
    for (const fact of facts) {
      if (fact.kind === 'templateEnrolled') await markEnrolled(db, fact)
      else if (fact.kind === 'templateErased') await markErased(db, fact)
    }
  },
}

/** In runs without the same person or number twice, so that each run is one statement and the last state holds. */
async function keepStaff(db: Db, facts: readonly FactOf<'staffKept'>[]): Promise<void> {
  let run: StaffRowKept[] = []
  let met = new Set<string>()
  for (const { countyId, body } of facts) {
    const [person, number] = [`${countyId} ${body.staffId}`, `${countyId} ${body.employeeNo}`]
    if (met.has(person) || met.has(number) || run.length === mostInOne) {
      await upsert(db, run)
      run = []
      met = new Set()
    }
    run.push(rowOf(countyId, body))
    met.add(person).add(number)
  }
  if (run.length > 0) await upsert(db, run)
}

const mostInOne = 500

async function upsert(db: Db, rows: readonly StaffRowKept[]): Promise<void> {
  await db
    .insertInto('staff')
    .values(rows)
    .onConflict((clash) =>
      clash.columns(['county_id', 'staff_id']).doUpdateSet((it) => ({
        unit_id: it.ref('excluded.unit_id'),
        site_id: it.ref('excluded.site_id'),
        name: it.ref('excluded.name'),
        post: it.ref('excluded.post'),
        employee_no: it.ref('excluded.employee_no'),
        phone: it.ref('excluded.phone'),
        party_branch: it.ref('excluded.party_branch'),
        published: it.ref('excluded.published'),
        card_no: it.ref('excluded.card_no'),
        left_on: it.ref('excluded.left_on'),
      })),
    )
    .execute()
}

const rowOf = (countyId: number, body: FactOf<'staffKept'>['body']): StaffRowKept => ({
  county_id: countyId,
  staff_id: body.staffId,
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
})

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
