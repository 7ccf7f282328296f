import { sql } from 'kysely'
import type { Staff } from '../../contract/people.ts'
import { groupBy } from '../../kit/grouping.ts'
import { addDays, type Day, toIso, toMs } from '../../kit/time.ts'
import { compareHalves, type HalfDay } from '../../roster/requests/rules/halves.ts'
import { type Absence, type Correction, listAbsences, listCorrections } from '../../roster/requests/store.ts'
import type { Db } from '../../store/open.ts'
import type { PersonFile } from '../judging.ts'
import type { DecisionPart, DutyPart, LeavePart, Plan, Span } from '../rules/input.ts'
import { stayOn } from '../stays.ts'
import { listDecisions } from './decisions.ts'
import { type Career, type Days, listCareers } from './postings.ts'
import { listSeenOf } from './seen.ts'

export interface Asked {
  readonly staffIds: readonly string[]
  /** With a day more on both sides than is asked about. */
  readonly days: Days
  /** The instants of these days. */
  readonly span: Span
  /** By what these people work, given the unit each works in on a day. */
  loadPlans(db: Db, staffIds: readonly string[], unitOn: UnitOn): Promise<PlanOn>
}

export type UnitOn = (staffId: string, day: Day) => string
export type PlanOn = (staffId: string, day: Day) => Plan

/** Everything that is known about some people around some days, in a handful of queries, in the order of `staffIds`. */
export async function listFiles(db: Db, countyId: number, asked: Asked): Promise<PersonFile[]> {
  const { staffIds, days, span } = asked
  if (staffIds.length === 0) return []
  const iso = { starts: toIso(span.starts), ends: toIso(span.ends) }
  const people = await listPeople(db, countyId, staffIds)
  const careers = await listCareers(db, countyId, staffIds, days.from)
  const planOn = await asked.loadPlans(db, staffIds, (staffId, day) => unitOn(careers.get(staffId), day))
  const seen = await listSeenOf(db, countyId, staffIds, span)
  const duties = groupBy(await listDutyParts(db, countyId, staffIds, iso), (it) => it.staffId)
  const absences = groupBy(await listAbsences(db, countyId, iso, staffIds), (it) => it.staffId)
  const corrections = groupBy(await listCorrections(db, countyId, days, staffIds), (it) => it.staffId)
  const decisions = groupBy(await listDecisions(db, countyId, days, staffIds), (it) => it.staffId)
  return staffIds.flatMap((staffId) => {
    const [person, career] = [people.get(staffId), careers.get(staffId)]
    if (person === undefined || career === undefined) return []
    const their = corrections.get(staffId) ?? []
    return {
      ...person,
      career,
      seen: seen.get(staffId) ?? [],
      duties: duties.get(staffId) ?? [],
      ...partsOf(absences.get(staffId) ?? []),
      corrections: their.flatMap(correctionOf),
      decisions: [...(decisions.get(staffId) ?? []), ...their.flatMap(appealOf)],
      planOn: (day: Day) => planOn(staffId, day),
    }
  })
}

const unitOn = (career: Career | undefined, day: Day): string =>
  career === undefined ? '' : stayOn(career.postings, career.firstSeen, day).unitId

type Person = Pick<Staff, 'staffId' | 'name' | 'post' | 'employeeNo' | 'siteId'>

async function listPeople(db: Db, countyId: number, staffIds: readonly string[]): Promise<Map<string, Person>> {
  const rows = await db
    .selectFrom('staff')
    .select(['staff_id as staffId', 'name', 'post', 'employee_no as employeeNo', 'site_id as siteId'])
    .where('county_id', '=', countyId)
    .where(sql<boolean>`staff_id = any(${[...staffIds]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.staffId, row]))
}

async function listDutyParts(
  db: Db,
  countyId: number,
  staffIds: readonly string[],
  { starts, ends }: { starts: string; ends: string },
): Promise<(DutyPart & { staffId: string })[]> {
  const rows = await db
    .selectFrom('duty')
    .select(['duty_id', 'staff_id', 'starts', 'ends', 'as_role'])
    .where('county_id', '=', countyId)
    .where('cancelled', '=', false)
    .where('starts', '<', ends)
    .where('ends', '>', starts)
    .where(sql<boolean>`staff_id = any(${[...staffIds]}::uuid[])`)
    .execute()
  return rows.map((row) => ({
    dutyId: row.duty_id,
    staffId: row.staff_id,
    starts: toMs(row.starts),
    ends: toMs(row.ends),
    as: row.as_role as DutyPart['as'],
  }))
}

/** Leaves and outings as judging takes them. */
function partsOf(absences: readonly Absence[]): Pick<PersonFile, 'leaves' | 'outings'> {
  return {
    leaves: disjoint(absences),
    outings: absences.flatMap((it) =>
      it.kind === 'outing' ? [{ starts: toMs(it.starts), ends: toMs(it.ends), where: it.where }] : [],
    ),
  }
}

/** Where leaves overlap the one that began first counts, of these the one asked for first. */
function disjoint(absences: readonly Absence[]): LeavePart[] {
  const parts: LeavePart[] = []
  for (const it of absences.toSorted((a, b) =>
    `${a.starts} ${a.requestId}` < `${b.starts} ${b.requestId}` ? -1 : 1,
  )) {
    if (it.kind !== 'leave') continue
    const last = parts.at(-1)?.to
    const from = last !== undefined && compareHalves(it.from, last) <= 0 ? halfAfter(last) : it.from
    if (compareHalves(from, it.to) <= 0) parts.push({ leave: it.leave, from, to: it.to })
  }
  return parts
}

const halfAfter = ({ day, half }: HalfDay): HalfDay =>
  half === 'am' ? { day, half: 'pm' } : { day: addDays(day, 1), half: 'am' }

function correctionOf(it: Correction): PersonFile['corrections'] {
  if (it.kind !== 'correction') return []
  const { day, half, what, at, decidedAt } = it
  return [{ day, half, what, at: toMs(at), decidedAt: toMs(decidedAt) }]
}

function appealOf(it: Correction): DecisionPart[] {
  if (it.kind !== 'appeal') return []
  const { day, half, decidedBy: by, reason, decidedAt } = it
  return [{ day, half, decision: 'appealApproved', by, reason, decidedAt: toMs(decidedAt) }]
}
