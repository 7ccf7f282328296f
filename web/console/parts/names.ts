import { useMemo } from 'react'
import type { Site, Unit } from '../../../src/contract/people.ts'
import { listStaff, readTree, type StaffRow } from '../../../src/contract/routes/people.ts'
import { useAsked } from '../asked.ts'
import { commonWords } from '../commonWords.ts'
import { useWords } from '../language.tsx'
import { useMay } from '../session.ts'

/** Who and what stands behind the ids in other answers. */
export interface Names {
  readonly staff: readonly StaffRow[]
  readonly units: readonly Unit[]
  /** The sites whose people the account may see; the names of the others are known too. */
  readonly sites: readonly Site[]
  readonly person: (staffId: string) => string
  readonly site: (siteId: string) => string
  readonly unit: (unitId: string) => string
}

/** The order people look names up in: by pinyin. */
const inOrder = new Intl.Collator('zh-CN', { numeric: true })
export const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  inOrder.compare(a.name, b.name)

/** Names of the tree and, where the account may read it, of the staff. Empty until answered. */
export function useNames(): Names {
  const words = useWords(commonWords)
  const may = useMay()
  const tree = useAsked(readTree, {}).data
  const staff = useAsked(listStaff, {}, { enabled: may(listStaff) }).data
  return useMemo(() => {
    const people = new Map(staff?.map((it) => [it.staffId, it.name]))
    const sites = new Map(tree?.sites.map((it) => [it.siteId, it.name]))
    const units = new Map(tree?.units.map((it) => [it.unitId, it.name]))
    return {
      staff: staff ?? [],
      units: tree?.units.toSorted(byName) ?? [],
      sites: tree?.sites.filter((it) => tree.visibleSites.includes(it.siteId)).toSorted(byName) ?? [],
      person: (id) => people.get(id) ?? words.unknownPerson,
      site: (id) => sites.get(id) ?? words.unknownSite,
      unit: (id) => units.get(id) ?? words.none,
    }
  }, [staff, tree, words])
}
