import type { Site, Unit } from '../../../../src/contract/people.ts'

/** A unit with all below it. */
export interface Branch {
  readonly unit: Unit
  readonly units: readonly Branch[]
  readonly sites: readonly Site[]
}

/** Grows the tree from flat lists. A unit whose parent the caller may not see stands at the top; a ring of parents is cut. */
export function growTree(units: readonly Unit[], sites: readonly Site[]): Branch[] {
  const known = new Set(units.map((it) => it.unitId))
  const grow = (unit: Unit, above: ReadonlySet<string>): Branch => {
    const path = new Set([...above, unit.unitId])
    return {
      unit,
      units: units.filter((it) => it.parentId === unit.unitId && !path.has(it.unitId)).map((it) => grow(it, path)),
      sites: sites.filter((it) => it.unitId === unit.unitId),
    }
  }
  return units.filter((it) => it.parentId === null || !known.has(it.parentId)).map((it) => grow(it, new Set()))
}

/** The branches whose own name, or the name of something below, contains the text. */
export function pruneTree(branches: readonly Branch[], text: string): readonly Branch[] {
  if (text === '') return branches
  return branches.flatMap((branch) => {
    if (branch.unit.name.includes(text)) return [branch]
    const units = pruneTree(branch.units, text)
    const sites = branch.sites.filter((it) => it.name.includes(text))
    return units.length + sites.length > 0 ? [{ ...branch, units, sites }] : []
  })
}

/** Every unit with its depth, in the order of the tree: for lists to choose from. */
export function flattenTree(branches: readonly Branch[], depth = 0): { readonly unit: Unit; readonly depth: number }[] {
  return branches.flatMap((it) => [{ unit: it.unit, depth }, ...flattenTree(it.units, depth + 1)])
}

/** The tree without one unit and all below it. */
export const cutFrom = (branches: readonly Branch[], unitId: string | undefined): Branch[] =>
  branches.filter((it) => it.unit.unitId !== unitId).map((it) => ({ ...it, units: cutFrom(it.units, unitId) }))
