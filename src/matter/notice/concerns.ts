import { sql } from 'kysely'
import { type Iso, toIso, toMs } from '../../kit/time.ts'
import { type Parents, pathOf } from '../../people/rules/tree.ts'
import { readParents } from '../../people/store/tree.ts'
import type { Db } from '../../store/open.ts'
import type { Level } from '../handling/telling.ts'
import type { Person } from '../handling/who.ts'
import { otherType } from '../types/other.ts'
import type { Concern } from './plan.ts'
import './tables.ts'

/** How long a thing that nobody was told of yet is looked for. */
const days = 30

/** What concerns somebody now. */
export type ConcernsOf = (person: Person) => readonly Concern[]

/**
 * Lights that stand and hand-overs that wait, for whoever has the matter now, not for whoever had it when the light
 * turned. What was finished, paused or set anew since is not among them. `of`: of these matters only.
 */
export async function loadConcerns(db: Db, countyId: number, now: Iso, of?: readonly string[]): Promise<ConcernsOf> {
  const since = toIso(toMs(now) - days * 86_400_000)
  const parents = await readParents(db, countyId)
  const all = [...(await listLights(db, countyId, { since, of })), ...(await listOffers(db, countyId, { since, of }))]
  return concernsOf(all, parents)
}

interface Sought {
  readonly since: Iso
  readonly of: readonly string[] | undefined
}

/** Whether a row is of one of the matters that are looked for; all are where none is named. */
const isOf = (column: string, of: Sought['of']) =>
  of === undefined ? sql`true` : sql`${sql.ref(column)} = any(${[...of]}::uuid[])`

/** A concern with where in the line it belongs. */
interface Placed {
  readonly concern: Omit<Concern, 'own'>
  readonly level: Level
  readonly unitId: string
  readonly staffId: string | null
}

/** By whom each is for, so that a county's people are not held against a county's matters one by one. */
function concernsOf(all: readonly Placed[], parents: Parents): ConcernsOf {
  const by = new Map<string, Concern[]>()
  for (const it of all) {
    const own = it.level === 'holder' && it.staffId !== null
    for (const key of forWhom(it, parents)) {
      const theirs = by.get(key) ?? []
      by.set(key, theirs)
      theirs.push({ ...it.concern, own })
    }
  }
  return (person) => keysOf(person).flatMap((key) => by.get(key) ?? [])
}

function forWhom({ level, unitId, staffId }: Placed, parents: Parents): string[] {
  switch (level) {
    case 'holder':
      return [staffId === null ? `unit:${unitId}` : `staff:${staffId}`]
    case 'unit':
      return [...pathOf(parents, unitId), ''].map((above) => `lead:${above}`)
    case 'county':
      return ['county']
    default:
      return level satisfies never
  }
}

function keysOf({ staffId, unitId, grants }: Person): string[] {
  const leads = grants.filter(({ role }) => role === 'clerk' || role === 'head').map((it) => `lead:${it.unitId ?? ''}`)
  const own = staffId === null ? [] : [`staff:${staffId}`, `unit:${unitId}`]
  const county = grants.some(({ role }) => role === 'county') ? ['county'] : []
  return [...new Set([...own, ...leads, ...county])]
}

interface LightRow {
  readonly matter_id: string
  readonly scope: 'acceptance' | 'step' | 'whole'
  readonly step: string
  readonly due_at: Iso
  readonly light: 'yellow' | 'red'
  readonly level: Level
  readonly at: Iso
  readonly simulated: boolean
  readonly unit_id: string
  readonly staff_id: string | null
  readonly type_name: string | null
  readonly unit_name: string | null
}

async function listLights(db: Db, countyId: number, { since, of }: Sought): Promise<Placed[]> {
  const { rows } = await sql<LightRow>`
    select said.matter_id, said.scope, said.step, said.due_at, said.light, said.level, said.at, said.simulated,
      matter.holder_unit_id as unit_id, matter.holder_staff_id as staff_id,
      way.definition->>'name' as type_name, unit.name as unit_name
    from matter_news as said
    join matter_clock as clock on clock.county_id = said.county_id and clock.matter_id = said.matter_id
      and clock.scope = said.scope and clock.step = said.step and clock.started_at = said.started_at
      and clock.due_at = said.due_at and clock.state = 'running'
    ${named(sql`said`)}
    where said.county_id = ${countyId} and said.at > ${since} and ${isOf('said.matter_id', of)}
    order by said.at, said.news_id`.execute(db)
  return rows.map((row) => {
    const { matter_id: matterId, scope, step, due_at: dueAt, light: what, at, simulated } = row
    const of = [matterId, scope, step, dueAt].join('|')
    const concern = { what, of, at, matterId, ...namesIn(row), scope, dueAt, simulated }
    return { concern, level: row.level, unitId: row.unit_id, staffId: row.staff_id }
  })
}

/** The matter of a row with the names of its kind and of the unit that has it. */
const named = (of: ReturnType<typeof sql>) => sql`
    join matter on matter.county_id = ${of}.county_id and matter.matter_id = ${of}.matter_id
    left join matter_way as way on way.county_id = matter.county_id and way.type_id = matter.type_id
      and way.version = matter.type_version
    left join unit on unit.county_id = matter.county_id and unit.unit_id = matter.holder_unit_id`

const namesIn = (row: Pick<LightRow, 'type_name' | 'unit_name'>) => ({
  typeName: row.type_name ?? otherType.name,
  unitName: row.unit_name ?? '',
})

interface OfferRow extends Pick<LightRow, 'matter_id' | 'at' | 'simulated' | 'unit_id' | 'staff_id'> {
  readonly hand_over_id: string
  readonly type_name: string | null
  readonly unit_name: string | null
}

async function listOffers(db: Db, countyId: number, { since, of }: Sought): Promise<Placed[]> {
  const { rows } = await sql<OfferRow>`
    with offered as materialized (
      select county_id, matter_id, offered_unit_id as unit_id, offered_staff_id as staff_id,
        kept->'handOver'->>'handOverId' as hand_over_id, kept->'handOver'->>'at' as at
      from matter where county_id = ${countyId} and offered_unit_id is not null and ended_at is null
        and ${isOf('matter_id', of)}
    )
    select offered.*, matter.simulated, way.definition->>'name' as type_name, unit.name as unit_name
    from offered ${named(sql`offered`)}
    order by offered.at, offered.matter_id`.execute(db)
  return rows
    .filter((row) => row.at > since)
    .map((row) => {
      const about = { of: row.hand_over_id, at: row.at, matterId: row.matter_id, ...namesIn(row) }
      const concern = { what: 'offer' as const, ...about, scope: null, dueAt: null, simulated: row.simulated }
      return { concern, level: 'holder', unitId: row.unit_id, staffId: row.staff_id }
    })
}
