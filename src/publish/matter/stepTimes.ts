import { sql } from 'kysely'
import type { MatterType } from '../../contract/matterTypes.ts'
import type { MeasuresView } from '../../contract/routes/measures.ts'
import { groupBy } from '../../kit/grouping.ts'
import { addDays, dayOf, type Iso, instantAt, toMs } from '../../kit/time.ts'
import type { Clockwork } from '../../matter/handling/clocks.ts'
import { heldSeconds } from '../../matter/handling/holding.ts'
import { ranOut } from '../../matter/handling/light.ts'
import type { Clock, Stop } from '../../matter/handling/matter.ts'
import { urgencies } from '../../matter/handling/tables.ts'
import { loadWorkingTimes, type WorkingTimes } from '../../matter/handling/working.ts'
import { listAllVersions, otherType } from '../../matter/types/store.ts'
import type { Db } from '../../store/open.ts'
import { spanOf } from './period.ts'
import { type EndedWay, kindsOf, type StepTime } from './steps.ts'

interface Asked {
  readonly period: string
  readonly now: Iso
  /** Whose full day is told; null where the county has no unit. */
  readonly unitId: string | null
}

/** How long the steps of each kind took, of the matters that ended within a period. Work grows with these alone. */
export async function readKinds(
  db: Db,
  countyId: number,
  { period, now, unitId }: Asked,
): Promise<Pick<MeasuresView, 'kinds' | 'daySeconds'>> {
  const types = (await listAllVersions(db, countyId)).flatMap((all) => all.map((it) => it.type))
  const known = new Map(types.map((it) => [`${it.typeId} ${it.version}`, it]))
  const typeOf = (it: EndedRow): MatterType => known.get(`${it.typeId} ${it.version}`) ?? otherType
  const times = await loadWorkingTimes(db, countyId)
  const ways: EndedWay[] = []
  for await (const rows of listEnded(db, countyId, period)) {
    const handed = await listHandOvers(db, countyId, rows)
    for (const row of rows) ways.push(wayOf(row, handed.get(row.matterId) ?? [], { type: typeOf(row), times, now }))
  }
  return { kinds: kindsOf(ways, types), daySeconds: unitId === null ? 0 : fullDay(times.of(unitId), now) }
}

interface Telling {
  readonly type: MatterType
  readonly times: WorkingTimes
  readonly now: Iso
}

function wayOf(row: EndedRow, handed: readonly HandedOver[], { type, times, now }: Telling): EndedWay {
  return {
    typeId: type.typeId,
    version: type.version,
    unitId: row.holderUnitId,
    quarter: row.quarter,
    steps: [...groupBy(row.clocks, (it) => it.step)].map(([key, clocks]): StepTime => {
      // As its clock went: by the hours of the unit that does it by the type.
      const clockwork = times.of(type.steps.find((it) => it.key === key)?.unitId ?? row.unitId)
      const until = (to: (it: Clock) => Iso | null): number =>
        clocks.reduce((sum, it) => sum + heldSeconds(row, { from: it.startedAt, to: to(it) }, clockwork, now), 0)
      return {
        key,
        seconds: until((it) => it.stoppedAt),
        givenSeconds: until((it) => it.dueAt),
        late: clocks.some(ranOut),
      }
    }),
    handOvers: handed.map(({ toUnitId, from, to }) => heldSeconds(row, { from, to }, times.of(toUnitId), now)),
  }
}

interface EndedRow {
  readonly matterId: string
  readonly typeId: string
  readonly version: number
  /** Which took it, and which had it when it ended. */
  readonly unitId: string
  readonly holderUnitId: string
  readonly quarter: string
  readonly urgency: number
  readonly holdings: number
  readonly stops: readonly Stop[]
  /** Of its steps only. */
  readonly clocks: readonly Clock[]
}

const pageLength = 2_000

/** Those that citizens are asked about, as the page counts them; by the index of urgency, the last first, page by page. */
async function* listEnded(db: Db, countyId: number, period: string): AsyncGenerator<EndedRow[]> {
  const { from, to } = spanOf(period)
  let after = { urgency: urgencyOfEnd(to), matterId: lastId }
  for (;;) {
    const { rows } = await sql<EndedRow>`
      select matter_id as "matterId", type_id as "typeId", type_version as version, matter.unit_id as "unitId",
        holder_unit_id as "holderUnitId", to_char(ended_at at time zone 'Asia/Shanghai', 'YYYY-"Q"Q') as quarter,
        urgency, jsonb_array_length(kept -> 'holdings') as holdings, kept -> 'stops' as stops,
        jsonb_path_query_array(kept, '$.clocks[*] ? (@.scope == "step")') as clocks
      from matter left join rating_exclusion as exclusion using (county_id, matter_id)
      where county_id = ${countyId} and (urgency, matter_id) > (${after.urgency}::bigint, ${after.matterId}::uuid)
        and urgency <= ${urgencyOfEnd(from)}::bigint and matter.state in ('finished', 'refused')
        and exclusion.granted is not true
      order by urgency, matter_id limit ${pageLength}`.execute(db)
    yield rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < pageLength) return
    after = last
  }
}

/** The urgency of what ended at an instant, see `urgencies`: the earlier the end, the greater. */
const urgencyOfEnd = (at: Iso): number => 2 * urgencies.ended - urgencies.waiting - toMs(at)
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

interface HandedOver {
  readonly matterId: string
  readonly toUnitId: string
  readonly from: Iso
  readonly to: Iso
}

/** Offers that were taken, of each matter that was ever in a second pair of hands. */
async function listHandOvers(db: Db, countyId: number, rows: readonly EndedRow[]): Promise<Map<string, HandedOver[]>> {
  const ids = rows.filter((it) => it.holdings > 1).map((it) => it.matterId)
  if (ids.length === 0) return new Map()
  const { rows: said } = await sql<HandedOver>`
    with said as (
      select event.matter_id, fact.kind, fact.at, fact.body
      from matter_event as event join fact on fact.county_id = event.county_id and fact.id = event.fact_id
      where event.county_id = ${countyId} and event.matter_id = any(${ids}::uuid[])
        and fact.kind in ('handOverOffered', 'handOverTaken') and fact.body is not null
    )
    select offer.matter_id as "matterId", offer.body ->> 'toUnitId' as "toUnitId", offer.at as "from", take.at as "to"
    from said as offer join said as take
      on take.matter_id = offer.matter_id and take.body ->> 'handOverId' = offer.body ->> 'handOverId'
    where offer.kind = 'handOverOffered' and take.kind = 'handOverTaken'`.execute(db)
  return groupBy(said, (it) => it.matterId)
}

const someDays = 14

/** The longest of the last days: holidays are among them, and half days. */
function fullDay(clockwork: Clockwork, now: Iso): number {
  const today = dayOf(now)
  const begin = (daysAgo: number): Iso => instantAt(addDays(today, -daysAgo), '00:00')
  return Math.max(...Array.from({ length: someDays }, (_, i) => clockwork.seconds(begin(i + 1), begin(i))))
}
