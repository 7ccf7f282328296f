import type { Grant } from '../../http/answer.ts'
import { type Parents, pathOf } from './tree.ts'

/** As many people at least must be possible authors of what is shown without a name. */
export const fewest = 3

/**
 * The unit under which something without a name is kept: the author's, or the first one above it under which, with all
 * the small ones that go the same way, as many people as `fewest` could have written it. At the top it stays.
 * `sizes` are the people present in each unit itself.
 */
export function hidingUnit(parents: Parents, sizes: ReadonlyMap<string, number>, unitId: string): string {
  const children = childrenOf(parents)
  return pathOf(parents, unitId).find((at) => crowdOf(at, children, sizes) >= fewest) ?? topOf(parents, unitId)
}

const topOf = (parents: Parents, unitId: string): string => pathOf(parents, unitId).at(-1) ?? unitId

/** Those who could have written what stands under a unit: its own people and those of units below too small for themselves. */
function crowdOf(
  unitId: string,
  children: ReadonlyMap<string, readonly string[]>,
  sizes: ReadonlyMap<string, number>,
): number {
  const below = (children.get(unitId) ?? []).map((child) => crowdOf(child, children, sizes))
  return (sizes.get(unitId) ?? 0) + below.filter((size) => size < fewest).reduce((sum, size) => sum + size, 0)
}

function childrenOf(parents: Parents): Map<string, string[]> {
  const children = new Map<string, string[]>()
  for (const [unitId, parentId] of parents) {
    // A unit of a ring, which rules keep out, has no end.
    if (parentId === null || pathOf(parents, parentId).includes(unitId)) continue
    children.set(parentId, [...(children.get(parentId) ?? []), unitId])
  }
  return children
}

/**
 * Whether somebody reads and answers what came from a unit (`unitPath` is its path): the county, inspectors, and heads
 * from above it. Never the unit's own head or clerk, whatever else they are and by whichever of their accounts: `held` is
 * what all open accounts of the same person grant.
 */
export function mayReadAdvice(
  grants: readonly Grant[],
  unitPath: readonly string[],
  held: readonly Grant[] = grants,
): boolean {
  const [own, ...above] = unitPath
  if (held.some(({ role, unitId }) => (role === 'head' || role === 'clerk') && unitId !== null && unitId === own))
    return false
  return grants.some(
    ({ role, unitId }) =>
      role === 'county' || role === 'inspector' || (role === 'head' && (unitId === null || above.includes(unitId))),
  )
}
