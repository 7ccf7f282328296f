import { useMemo } from 'react'
import { useNames } from '../../parts/names.ts'

/** The whole county first, then every unit by name; `whole` is what stands for none. */
export function useUnitOptions(whole: string) {
  const { units } = useNames()
  return useMemo(
    () => [
      { value: null as string | null, label: whole },
      ...units.map(({ unitId, name }) => ({ value: unitId as string | null, label: name })),
    ],
    [units, whole],
  )
}
