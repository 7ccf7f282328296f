import { type ColumnType, sql } from 'kysely'
import type { MatterType } from '../../contract/matterTypes.ts'
import type { Weekly, WorkingHours } from '../../contract/workingHours.ts'
import type { Day, Iso } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import { type HoursKept, hoursAlong } from './hours.ts'
import { otherType } from './other.ts'

export { otherType } from './other.ts'

declare module '../../store/tables.ts' {
  interface Tables {
    matter_type: MatterTypeVersionRow
    working_hours: WorkingHoursRow
  }
}

interface MatterTypeVersionRow {
  county_id: number
  type_id: string
  version: number
  code: string
  from_day: string
  retired: boolean
  /** A json column: written as text, read as the value. */
  definition: ColumnType<MatterType, string, string>
  kept_at: string
}

interface WorkingHoursRow {
  county_id: number
  /** The nil uuid for the county. */
  unit_id: string
  from_day: string
  /** Null: back to those above. */
  weekly: ColumnType<Weekly | null, string | null, string | null>
}

/** Stands for the whole county where a unit is wanted. */
export const wholeCounty = '00000000-0000-0000-0000-000000000000'

/** A kind of matter as it was kept once. */
export interface TypeKept {
  readonly type: MatterType
  readonly retired: boolean
  readonly at: Iso
}

/**
 * A kind of matter in a certain version, retired or not; or as it is in force on a day, undefined where none is. “Other”
 * is always found.
 */
export async function findType(
  db: Db,
  countyId: number,
  typeId: string,
  which: number | Day,
): Promise<MatterType | undefined> {
  const versions = await listVersions(db, countyId, typeId)
  if (typeof which === 'number') return versions.find((it) => it.type.version === which)?.type
  return inForce(versions, which)?.type
}

/** The kinds of matter that can be taken on a day, each in the version in force then, by code; “other” among them. */
export async function listTypesInForce(db: Db, countyId: number, day: Day): Promise<MatterType[]> {
  const all = await listAllVersions(db, countyId)
  return all.flatMap((versions) => inForce(versions, day)?.type ?? [])
}

/** The version of a kind that is in force on a day; undefined where it has not begun, or is retired. */
export function inForce(versions: readonly TypeKept[], day: Day): TypeKept | undefined {
  const begun = versions.findLast(({ type }) => type.from <= day)
  return begun?.retired ? undefined : begun
}

/** Every version of one kind, oldest first; empty where the county has no such kind. */
export async function listVersions(db: Db, countyId: number, typeId: string): Promise<TypeKept[]> {
  const rows = await versionsOf(db, countyId).where('type_id', '=', typeId).execute()
  const kept = rows.map(keptOf)
  return typeId === otherType.typeId ? [builtIn, ...kept] : kept
}

/** All kinds by code, each with every version, oldest first; “other” among them. */
export async function listAllVersions(db: Db, countyId: number): Promise<TypeKept[][]> {
  const rows = await versionsOf(db, countyId).execute()
  const byType = new Map<string, TypeKept[]>([[otherType.typeId, [builtIn]]])
  for (const kept of rows.map(keptOf)) {
    const versions = byType.get(kept.type.typeId)
    if (versions) versions.push(kept)
    else byType.set(kept.type.typeId, [kept])
  }
  return [...byType.values()].sort((a, b) => (codeOf(a) < codeOf(b) ? -1 : 1))
}

/** Of each kind that is or ever was a public problem the last version that is one. */
export async function listPublicKinds(db: Db, countyId: number): Promise<MatterType[]> {
  const rows = await db
    .selectFrom('matter_type')
    .distinctOn('type_id')
    .select('definition')
    .where('county_id', '=', countyId)
    .where(sql<boolean>`(definition ->> 'publicProblem')::boolean`)
    .orderBy('type_id')
    .orderBy('version', 'desc')
    .execute()
  return rows.map((it) => it.definition)
}

const codeOf = (versions: readonly TypeKept[]): string => versions.at(-1)?.type.code ?? ''

const versionsOf = (db: Db, countyId: number) =>
  db
    .selectFrom('matter_type')
    .select(['definition', 'retired', 'kept_at'])
    .where('county_id', '=', countyId)
    .orderBy('type_id')
    .orderBy('version')

const keptOf = (row: { definition: MatterType; retired: boolean; kept_at: string }): TypeKept => ({
  type: row.definition,
  retired: row.retired,
  at: row.kept_at,
})

const builtIn: TypeKept = { type: otherType, retired: false, at: '1989-12-31T16:00:00.000Z' }

/** The working hours that hold where a unit stands, told by the unit and all above it, itself first; oldest first. */
export async function readHours(
  db: Db,
  countyId: number,
): Promise<(unitPath: readonly string[]) => readonly WorkingHours[]> {
  const kept = await listHours(db, countyId)
  return (unitPath) => hoursAlong(kept, unitPath)
}

/** All working hours the county kept, by unit and the day they begin; a unit of null is the county. */
export async function listHours(db: Db, countyId: number): Promise<HoursKept[]> {
  const rows = await db
    .selectFrom('working_hours')
    .selectAll()
    .where('county_id', '=', countyId)
    .orderBy('unit_id')
    .orderBy('from_day')
    .execute()
  return rows.map(({ unit_id, from_day, weekly }) => ({
    unitId: unit_id === wholeCounty ? null : unit_id,
    hours: { from: from_day, weekly },
  }))
}
