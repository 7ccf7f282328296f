import type { Projection } from '../../fact/append.ts'
import type { FactOf } from '../../fact/fact.ts'
import type { Db } from '../../store/open.ts'
import '../tables.ts'

/** Keeps county, units and sites in step with their facts. */
export const treeProjection: Projection = {
  name: 'tree',
  tables: ['county', 'unit', 'site'],
  kinds: ['countyNamed', 'unitKept', 'siteKept'],
  async apply(db, facts) {
    for (const fact of facts) {
      if (fact.kind === 'countyNamed') await keepCounty(db, fact)
      else if (fact.kind === 'unitKept') await keepUnit(db, fact)
      else if (fact.kind === 'siteKept') await keepSite(db, fact)
    }
  },
}

async function keepCounty(db: Db, { countyId, body }: FactOf<'countyNamed'>): Promise<void> {
  const row = { name: body.name, demo: body.demo, complaints: JSON.stringify(body.complaints) }
  await db
    .insertInto('county')
    .values({ county_id: countyId, ...row })
    .onConflict((clash) => clash.columns(['county_id']).doUpdateSet(row))
    .execute()
}

async function keepUnit(db: Db, { countyId, body }: FactOf<'unitKept'>): Promise<void> {
  const row = { parent_id: body.parentId, name: body.name, kind: body.kind }
  await db
    .insertInto('unit')
    .values({ county_id: countyId, unit_id: body.unitId, ...row })
    .onConflict((clash) => clash.columns(['county_id', 'unit_id']).doUpdateSet(row))
    .execute()
}

async function keepSite(db: Db, { countyId, body }: FactOf<'siteKept'>): Promise<void> {
  const { siteId, unitId, name, address, hours, dutyPhone, closed } = body
  const row = { unit_id: unitId, name, address, hours: JSON.stringify(hours), duty_phone: dutyPhone, closed }
  await db
    .insertInto('site')
    .values({ county_id: countyId, site_id: siteId, ...row })
    .onConflict((clash) => clash.columns(['county_id', 'site_id']).doUpdateSet(row))
    .execute()
}
