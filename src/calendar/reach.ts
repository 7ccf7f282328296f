import type { DayOverride } from '../contract/calendar.ts'
import type { Staff } from '../contract/people.ts'
import { type Ask, type Caller, callerOf } from '../http/answer.ts'
import { refuse } from '../kit/refusals.ts'
import { dayOf } from '../kit/time.ts'
import { hasLeft } from '../people/rules/staff.ts'
import { holdsWithin, maySeeUnit, type Parents, pathOf } from '../people/rules/tree.ts'
import { listStaff } from '../people/store/staff.ts'
import { readParents } from '../people/store/tree.ts'
import { everybody, type Who } from './days.ts'

/** The people of a county and the tree they hang on. */
export interface People {
  readonly parents: Parents
  readonly staff: ReadonlyMap<string, Staff>
  /** Those who work here now. */
  readonly present: readonly Who[]
}

export async function loadPeople({ db, countyId, now }: Ask): Promise<People> {
  const [parents, staff] = await Promise.all([readParents(db, countyId), listStaff(db, countyId)])
  const present = staff
    .filter((it) => !hasLeft(it, dayOf(now)))
    .map(({ staffId, unitId }) => ({ staffId, unitPath: pathOf(parents, unitId) }))
  return { parents, staff: new Map(staff.map((it) => [it.staffId, it])), present }
}

export type Whose = Pick<DayOverride, 'layer' | 'unitId' | 'staffId'>

/** Whose days an override is about; undefined where there is no such unit or person. */
export function findWho({ layer, unitId, staffId }: Whose, { parents, staff }: People): Who | undefined {
  switch (layer) {
    case 'province':
    case 'county':
      return everybody
    case 'unit': {
      const unitPath = pathOf(parents, unitId ?? '')
      return unitPath.length > 0 ? { unitPath, staffId: null } : undefined
    }
    case 'person': {
      const person = staff.get(staffId ?? '')
      return person && { unitPath: pathOf(parents, person.unitId), staffId: person.staffId }
    }
    default:
      return layer satisfies never
  }
}

/** The people now at work whose days an override is about. */
export function listConcerned({ layer, unitId, staffId }: Whose, { present }: People): readonly Who[] {
  if (layer === 'person') return present.filter((it) => it.staffId === staffId)
  return layer === 'unit' ? present.filter((it) => it.unitPath.includes(unitId ?? '')) : present
}

/**
 * Refuses unless the caller may decide about these days: the county about all, heads and clerks about the units and
 * people they look after, and nobody about his own. Answers whose they are.
 */
export function demandDecider(ask: Ask, whose: Whose, people: People): Who {
  const caller = callerOf(ask)
  const isOwn = whose.staffId !== null && whose.staffId === caller.staffId
  if (isCountyWide(whose)) {
    if (!holdsWithin(caller.grants, ['county'], [])) refuse('forbidden')
    return everybody
  }
  const who = findWho(whose, people) ?? refuse('notFound', whose.layer === 'unit' ? 'unitId' : 'staffId')
  if (!holdsWithin(caller.grants, ['county', 'head', 'clerk'], who.unitPath)) refuse('forbidden')
  if (isOwn) refuse('ownCase')
  return who
}

/** Whether a caller sees an override: those for all, those of units he looks after or that lie above, and their people's. */
export function maySee({ grants }: Caller, override: Whose, people: People): boolean {
  if (isCountyWide(override)) return true
  const who = findWho(override, people)
  if (!who) return false
  if (maySeeUnit(grants, who.unitPath)) return true
  const isAbove = (unitId: string | null): boolean =>
    unitId !== null && pathOf(people.parents, unitId).includes(override.unitId ?? '')
  return override.layer === 'unit' && grants.some((it) => isAbove(it.unitId))
}

const isCountyWide = ({ layer }: Whose): boolean => layer === 'province' || layer === 'county'
