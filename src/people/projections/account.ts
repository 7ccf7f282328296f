import type { Projection } from '../../fact/append.ts'
import type { Fact, FactOf } from '../../fact/fact.ts'
import type { Db } from '../../store/open.ts'
import '../tables.ts'
/** Keeps accounts and their roles in step with their facts. */
export const accountProjection: Projection = {
  name: 'account',
  tables: ['account', 'account_role'],
  kinds: ['accountOpened', 'accountClosed', 'roleGranted', 'roleRevoked'],
  async apply(db, facts) {
    for (const fact of facts) await applyAccount(db, fact)
  },
}

async function applyAccount(db: Db, fact: Fact): Promise<void> {
  if (fact.kind === 'accountOpened') await openAccount(db, fact)
  else if (fact.kind === 'accountClosed') await closeAccount(db, fact)
  else if (fact.kind === 'roleGranted') await grant(db, fact)
  else if (fact.kind === 'roleRevoked') await revoke(db, fact)
}

async function openAccount(db: Db, { countyId, body }: FactOf<'accountOpened'>): Promise<void> {
  const row = { login: body.login, name: body.name, staff_id: body.staffId }
  await db
    .insertInto('account')
    .values({ county_id: countyId, account_id: body.accountId, closed: false, ...row })
    .onConflict((clash) => clash.columns(['county_id', 'account_id']).doUpdateSet(row))
    .execute()
}

async function closeAccount(db: Db, { countyId, body }: FactOf<'accountClosed'>): Promise<void> {
  await db
    .updateTable('account')
    .set({ closed: true })
    .where('county_id', '=', countyId)
    .where('account_id', '=', body.accountId)
    .execute()
}

async function grant(db: Db, { countyId, body }: FactOf<'roleGranted'>): Promise<void> {
  await db
    .insertInto('account_role')
    .values({ county_id: countyId, account_id: body.accountId, role: body.role, within: body.unitId ?? '' })
    .onConflict((clash) => clash.columns(['county_id', 'account_id', 'role', 'within']).doNothing())
    .execute()
}

async function revoke(db: Db, { countyId, body }: FactOf<'roleRevoked'>): Promise<void> {
  await db
    .deleteFrom('account_role')
    .where('county_id', '=', countyId)
    .where('account_id', '=', body.accountId)
    .where('role', '=', body.role)
    .where('within', '=', body.unitId ?? '')
    .execute()
}
