import { useMemo } from 'react'
import { useNames } from '../../parts/names.ts'
import { cutFrom, flattenTree, growTree } from './tree.ts'

/** Units to choose from, indented as in the tree; without one unit and all below it (it cannot hang on itself). */
export function useUnitOptions(without?: string): { value: string; label: string }[] {
  const { units } = useNames()
  return useMemo(
    () =>
      flattenTree(cutFrom(growTree(units, []), without)).map(({ unit, depth }) => ({
        value: unit.unitId,
        label: `${'　'.repeat(depth)}${unit.name}`,
      })),
    [units, without],
  )
}
