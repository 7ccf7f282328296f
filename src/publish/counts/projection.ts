import type { Projection } from '../../fact/append.ts'
import type { Fact, FactOf } from '../../fact/fact.ts'
import { toMs } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import { countsOf, dayIn, type FactCount, lookedAt, thingOf } from './counting.ts'
import '../tables.ts'

/** What is counted in public, but for certificates: these are counted where they are, as nothing is made of them. */
export const countsProjection: Projection = {
  name: 'counts',
  tables: ['counted', 'counted_day', 'counted_silence'],
  kinds: lookedAt,
  async apply(db, facts) {
    if (facts.length > 0) await applyAll(db, facts)
  },
}

/** A check-in that came so much later than it was made came late. */
const lateMs = 60 * 60_000

interface Silence {
  readonly deviceId: string
  readonly from: string
  readonly to: string
}

async function applyAll(db: Db, facts: readonly Fact[]): Promise<void> {
  const days = await findDays(db, facts)
  const silences = await findSilences(db, facts)
  const known = {
    dayOf: (thingId: string) => days.get(thingId),
    silentAt: (deviceId: string, at: string) =>
      silences.some((it) => it.deviceId === deviceId && it.from <= at && toMs(at) < toMs(it.to) - lateMs),
  }
  const rows: ReturnType<typeof rowOf>[] = []
  const fresh = new Map<string, string>()
  for (const fact of facts) {
    rows.push(...countsOf(fact, known).map((count) => rowOf(fact, count)))
    if (fact.kind === 'deviceSilent') silences.push(fact.body)
    const dated = dayIn(fact)
    if (dated === undefined) continue
    days.set(dated.thingId, dated.day)
    fresh.set(dated.thingId, dated.day)
  }
  const [{ countyId } = { countyId: 0 }] = facts
  await keepDays(db, countyId, fresh)
  await keepSilences(db, facts)
  if (rows.length > 0) await db.insertInto('counted').values(rows).execute()
}

async function findDays(db: Db, facts: readonly Fact[]): Promise<Map<string, string>> {
  const ids = [...new Set(facts.flatMap((fact) => thingOf(fact) ?? []))]
  const [first] = facts
  if (first === undefined || ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('counted_day')
    .select(['thing_id', 'day'])
    .where('county_id', '=', first.countyId)
    .where('thing_id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.thing_id, row.day]))
}

/** However somebody came: the counts may not tell. */
const isArrival = ({ kind }: Fact): boolean => kind === 'checkIn' || kind === 'terminalPunched'

async function findSilences(db: Db, facts: readonly Fact[]): Promise<Silence[]> {
  const made = facts.filter((it) => isArrival(it) && it.deviceId !== undefined)
  const [first] = made
  if (first === undefined) return []
  const earliest = made.map((it) => it.recordedAt).sort()[0] ?? first.recordedAt
  const rows = await db
    .selectFrom('counted_silence')
    .select(['device_id', 'from_at', 'to_at'])
    .where('county_id', '=', first.countyId)
    .where('device_id', 'in', [...new Set(made.flatMap((it) => it.deviceId ?? []))])
    .where('to_at', '>=', earliest)
    .execute()
  return rows.map((row) => ({ deviceId: row.device_id, from: row.from_at, to: row.to_at }))
}

const rowOf = (fact: Fact, count: FactCount) => {
  const body = fact.body as { readonly unitId?: unknown; readonly staffId?: unknown; readonly siteId?: unknown }
  const id = (value: unknown): string | null => (typeof value === 'string' ? value : null)
  return {
    county_id: fact.countyId,
    fact_id: fact.id,
    count,
    at: fact.recordedAt,
    unit_id: id(body.unitId),
    staff_id: fact.staffId ?? id(body.staffId),
    site_id: fact.siteId ?? id(body.siteId),
    account_id: fact.by.kind === 'account' ? fact.by.id : null,
  }
}

async function keepDays(db: Db, countyId: number, days: ReadonlyMap<string, string>): Promise<void> {
  if (days.size === 0) return
  await db
    .insertInto('counted_day')
    .values([...days].map(([thing_id, day]) => ({ county_id: countyId, thing_id, day })))
    .onConflict((clash) =>
      clash.columns(['county_id', 'thing_id']).doUpdateSet((it) => ({ day: it.ref('excluded.day') })),
    )
    .execute()
}

async function keepSilences(db: Db, facts: readonly Fact[]): Promise<void> {
  const rows = facts
    .filter((it): it is FactOf<'deviceSilent'> => it.kind === 'deviceSilent')
    .map(({ countyId, id, body }) => ({
      county_id: countyId,
      fact_id: id,
      device_id: body.deviceId,
      from_at: body.from,
      to_at: body.to,
    }))
  if (rows.length > 0) await db.insertInto('counted_silence').values(rows).execute()
}
