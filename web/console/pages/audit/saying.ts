import type { Account } from '../../../../src/contract/people.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { useNames } from '../../parts/names.ts'
import { stampOf } from '../../parts/times.ts'
import { auditWords } from './words.ts'

const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/
const longNumber = /^[\w+/=-]{32,}$/

/** Says a value in words: names for ids that are known here, short ends of long numbers, the rest as it is. */
export function useSaying(accounts: readonly Account[]): (value: string) => string {
  const common = useWords(commonWords)
  const words = useWords(auditWords)
  const { units, sites } = useNames()
  const said: Record<string, string> = { true: common.yes, false: common.no, ...words.values, ...common.roles }
  const names = new Map([
    ...accounts.map((it) => [it.accountId, it.name] as const),
    ...units.map((it) => [it.unitId, it.name] as const),
    ...sites.map((it) => [it.siteId, it.name] as const),
  ])
  return (value) => {
    const known = names.get(value) ?? said[value]
    if (known !== undefined) return known
    if (instant.test(value)) return stampOf(value)
    return longNumber.test(value) ? `…${value.slice(-8)}` : value
  }
}
