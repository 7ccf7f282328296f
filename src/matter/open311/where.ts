import type { Site, Unit } from '../../contract/people.ts'
import { pathOf } from '../../people/rules/tree.ts'

/** All there is to choose from. */
export interface Places {
  readonly units: readonly Pick<Unit, 'unitId' | 'parentId' | 'name'>[]
  /** Open ones. */
  readonly sites: readonly Pick<Site, 'siteId' | 'unitId' | 'name'>[]
}

/**
 * At which site a problem from outside is taken: among those of the type's unit and below it (among all where it has
 * none), the one whose own name or unit's name stands in the address, the longest name first; else the one highest in the
 * tree; else the first by name. Undefined where there is no site at all.
 */
export function siteFor({ units, sites }: Places, typeUnitId: string | null, address: string): string | undefined {
  const parents = new Map(units.map((it) => [it.unitId, it.parentId]))
  const names = new Map(units.map((it) => [it.unitId, it.name]))
  const near = sites.filter((it) => typeUnitId === null || pathOf(parents, it.unitId).includes(typeUnitId))
  const choice = (near.length > 0 ? near : sites).map(({ siteId, unitId, name }) => ({
    siteId,
    name,
    named: longestNamed([name, names.get(unitId) ?? ''], address),
    depth: pathOf(parents, unitId).length,
  }))
  choice.sort((a, b) => b.named - a.named || a.depth - b.depth || (a.name < b.name ? -1 : 1))
  return choice[0]?.siteId
}

const longestNamed = (names: readonly string[], address: string): number =>
  Math.max(0, ...names.filter((it) => it.length > 1 && address.includes(it)).map((it) => it.length))
