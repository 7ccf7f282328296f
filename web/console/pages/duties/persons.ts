import { useMemo } from 'react'
import { useNames } from '../../parts/names.ts'

/** Present staff to choose from, those of the site first. */
export function usePersonOptions(siteId: string): { value: string; label: string }[] {
  const { staff } = useNames()
  return useMemo(
    () =>
      staff
        .filter((it) => it.leftOn === null)
        .toSorted((a, b) => Number(b.siteId === siteId) - Number(a.siteId === siteId))
        .map((it) => ({ value: it.staffId, label: `${it.name}　${it.post}　${it.employeeNo}` })),
    [staff, siteId],
  )
}
