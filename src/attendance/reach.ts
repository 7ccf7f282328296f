import type { Role, Unit } from '../contract/people.ts'
import { type Ask, callerOf } from '../http/answer.ts'
import { refuse } from '../kit/refusals.ts'
import { holdsWithin, pathOf } from '../people/rules/tree.ts'
import { listUnits, unitPathOf } from '../people/store/tree.ts'
import { treeOrder } from './order.ts'

/** Those who look after attendance; county and inspectors everywhere, heads and clerks within their units. */
export const overseers: readonly Role[] = ['county', 'head', 'clerk', 'inspector']
export const keepers: readonly Role[] = ['county', 'head', 'clerk']

export interface Reached {
  readonly unit: Unit
  /** The unit and all below it, as they hang in the tree. */
  readonly below: readonly Unit[]
}

/** A unit the caller reaches in one of some roles. Refuses `notFound` for whatever is out of reach. */
export async function getReachedUnit(ask: Ask, unitId: string, roles: readonly Role[]): Promise<Reached> {
  const units = await listUnits(ask.db, ask.countyId)
  const unit = units.find((it) => it.unitId === unitId)
  const parents = new Map(units.map((it) => [it.unitId, it.parentId]))
  if (unit === undefined || !holdsWithin(callerOf(ask).grants, roles, pathOf(parents, unitId)))
    return refuse('notFound')
  return { unit, below: treeOrder(units, unitId) }
}

/** How people of a unit checked in is told to its clerks and to inspectors, and to nobody above them. */
export async function mayKnowMethods(ask: Ask, unitId: string): Promise<boolean> {
  const path = await unitPathOf(ask.db, ask.countyId, unitId)
  return holdsWithin(callerOf(ask).grants, ['clerk', 'inspector'], path)
}

/** All units the caller reaches in one of some roles. */
export async function listReachedUnits(ask: Ask, roles: readonly Role[]): Promise<Unit[]> {
  const units = await listUnits(ask.db, ask.countyId)
  const parents = new Map(units.map((it) => [it.unitId, it.parentId]))
  const { grants } = callerOf(ask)
  return treeOrder(units, null).filter((it) => holdsWithin(grants, roles, pathOf(parents, it.unitId)))
}
