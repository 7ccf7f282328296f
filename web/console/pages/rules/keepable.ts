import { useMemo } from 'react'
import { keepRule } from '../../../../src/contract/routes/attendance.ts'
import { readTree } from '../../../../src/contract/routes/people.ts'
import { useAsked } from '../../asked.ts'
import { keepers, readScope, type ScopeUnit } from '../../parts/attendance/scope.ts'
import { useMay, useSession } from '../../session.ts'

/** Whose rules the account keeps: units by keeping their attendance, the county's (null) only by the county; `ready` once known. */
export function useKeepable() {
  const may = useMay()(keepRule)
  const account = useSession()?.account ?? null
  const units = useAsked(readTree, {}).data?.units
  return useMemo(() => {
    const scope: readonly ScopeUnit[] = readScope(account, units ?? [], keepers)
    const county = account?.roles.some(({ role }) => role === 'county') ?? false
    const keeps = (unitId: string | null) => (unitId === null ? county : scope.some((it) => it.unitId === unitId))
    return { may, ready: units !== undefined, scope, county, keeps }
  }, [may, account, units])
}
