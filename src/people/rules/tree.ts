import type { Role } from '../../contract/people.ts'
import type { Grant } from '../../http/answer.ts'

/** The parent of each unit of a county; a top unit has none. */
export type Parents = ReadonlyMap<string, string | null>

/** A unit and all above it, itself first. Ends where a parent is unknown, or at the first unit met twice. */
export function pathOf(parents: Parents, unitId: string): string[] {
  const path: string[] = []
  const met = new Set<string>()
  for (let at: string | null | undefined = unitId; at && parents.has(at) && !met.has(at); at = parents.get(at)) {
    met.add(at)
    path.push(at)
  }
  return path
}

/** Whether a unit would stand below itself if it were hung under `parentId`. */
export const wouldCycle = (parents: Parents, unitId: string, parentId: string | null): boolean =>
  parentId !== null && (parentId === unitId || pathOf(parents, parentId).includes(unitId))

/** Whether somebody with these grants may change people and sites of a unit; `unitPath` is `pathOf` of that unit. */
export const mayTouchUnit = (grants: readonly Grant[], unitPath: readonly string[]): boolean =>
  reaches(grants, unitPath, { everywhere: ['systemAdmin', 'county'], within: ['clerk', 'head'] })

/** Whether somebody with these grants may see the people of a unit. */
export const maySeeUnit = (grants: readonly Grant[], unitPath: readonly string[]): boolean =>
  reaches(grants, unitPath, {
    everywhere: ['systemAdmin', 'county', 'securityAdmin', 'inspector'],
    within: ['clerk', 'head'],
  })

/** Whether one of the roles reaches a unit, where the role holds within a unit and all below it. */
export const holdsWithin = (grants: readonly Grant[], roles: readonly Role[], unitPath: readonly string[]): boolean =>
  reaches(grants, unitPath, { everywhere: [], within: roles })

interface Reach {
  readonly everywhere: readonly Role[]
  readonly within: readonly Role[]
}

function reaches(grants: readonly Grant[], unitPath: readonly string[], { everywhere, within }: Reach): boolean {
  return grants.some(({ role, unitId }) => {
    if (everywhere.includes(role)) return true
    return within.includes(role) && (unitId === null || unitPath.includes(unitId))
  })
}
