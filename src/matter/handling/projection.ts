import { sql } from 'kysely'
import type { MatterType } from '../../contract/matterTypes.ts'
import type { Projection } from '../../fact/append.ts'
import type { Fact, FactOf } from '../../fact/fact.ts'
import type { Db } from '../../store/open.ts'
import { otherType } from '../types/other.ts'
import { after } from './fold.ts'
import { type Matter, type MatterFact, matterFactKinds } from './matter.ts'
import { clockRowsOf, rowOf } from './tables.ts'

/** Keeps matters, their clocks and the list of what happened to them in step with their facts. */
export const matterProjection: Projection = {
  name: 'matter',
  tables: ['matter_way', 'matter', 'matter_clock', 'matter_event'],
  kinds: ['matterTypeKept', ...matterFactKinds],
  async apply(db, facts) {
    for (const fact of facts) if (fact.kind === 'matterTypeKept') await keepWay(db, fact)
    const byMatter = new Map<string, [MatterFact, ...MatterFact[]]>()
    for (const fact of facts) {
      if (!isMatterFact(fact)) continue
      const its = byMatter.get(fact.body.matterId)
      if (its) its.push(fact)
      else byMatter.set(fact.body.matterId, [fact])
    }
    for (const its of byMatter.values()) await applyTo(db, its)
  },
}

const kinds: ReadonlySet<string> = new Set(matterFactKinds)
const isMatterFact = (fact: Fact): fact is MatterFact => kinds.has(fact.kind)

async function keepWay(db: Db, { countyId, body }: FactOf<'matterTypeKept'>): Promise<void> {
  const { typeId, version } = body
  const definition = JSON.stringify(body)
  await db
    .insertInto('matter_way')
    .values({ county_id: countyId, type_id: typeId, version, definition })
    .onConflict((clash) => clash.columns(['county_id', 'type_id', 'version']).doUpdateSet({ definition }))
    .execute()
}

async function applyTo(db: Db, facts: readonly [MatterFact, ...MatterFact[]]): Promise<void> {
  const [{ countyId, body }] = facts
  const before = await findKept(db, countyId, body.matterId)
  const begun = before ?? facts.find((it) => it.kind === 'matterTaken')
  if (begun === undefined) return
  const { typeId, typeVersion } = 'taken' in begun ? begun.taken : begun.body
  const type = await findWay(db, countyId, typeId, typeVersion)
  const matter = facts.reduce<Matter | undefined>((now, fact) => after(now, fact, type), before)
  if (matter === undefined) return

  await keepMatter(db, countyId, matter)
  await db
    .insertInto('matter_event')
    .values(facts.map(({ id }) => ({ county_id: countyId, matter_id: body.matterId, fact_id: id })))
    .execute()
  // A rebuild never sees a fact whose content was destroyed.
  const gone = facts.flatMap((it) => (it.kind === 'matterWordsErased' ? [it.body.factId] : []))
  if (gone.length > 0) await forgetEvents(db, countyId, body.matterId, gone)
}

async function forgetEvents(db: Db, countyId: number, matterId: string, factIds: readonly string[]): Promise<void> {
  await db
    .deleteFrom('matter_event')
    .where('county_id', '=', countyId)
    .where('matter_id', '=', matterId)
    .where('fact_id', 'in', [...factIds])
    .execute()
}

async function keepMatter(db: Db, countyId: number, matter: Matter): Promise<void> {
  const row = rowOf(matter)
  await db
    .insertInto('matter')
    .values({ county_id: countyId, ...row })
    .onConflict((clash) => clash.columns(['county_id', 'matter_id']).doUpdateSet(row))
    .execute()
  const clocks = clockRowsOf(matter)
  if (clocks.length === 0) return
  await db
    .insertInto('matter_clock')
    .values(clocks.map((it) => ({ county_id: countyId, ...it })))
    .onConflict((clash) =>
      clash.columns(['county_id', 'matter_id', 'number']).doUpdateSet((it) => ({
        state: it.ref('excluded.state'),
        stopped_at: it.ref('excluded.stopped_at'),
        yellow_at: it.ref('excluded.yellow_at'),
        due_at: it.ref('excluded.due_at'),
        set_at: it.ref('excluded.set_at'),
        calendar_id: it.ref('excluded.calendar_id'),
      })),
    )
    .execute()
}

async function findKept(db: Db, countyId: number, matterId: string): Promise<Matter | undefined> {
  const row = await db
    .selectFrom('matter')
    .select('kept')
    .where('county_id', '=', countyId)
    .where('matter_id', '=', matterId)
    .executeTakeFirst()
  return row?.kept
}

/** The version a matter was taken by; one nobody knows any more goes on as what fits no other. */
async function findWay(db: Db, countyId: number, typeId: string, version: number): Promise<MatterType> {
  const row = await db
    .selectFrom('matter_way')
    .select('definition')
    .where('county_id', '=', countyId)
    .where('type_id', '=', typeId)
    .where('version', '=', sql<number>`${version}::integer`)
    .executeTakeFirst()
  return row?.definition ?? otherType
}
