import type { Grant } from '../../../http/answer.ts'

/** Somebody who would read or decide about a suspect; `held` is what all open accounts of the same person grant. */
export interface Judge {
  readonly accountId: string
  readonly staffId: string | null
  readonly grants: readonly Grant[]
  readonly held: readonly Grant[]
}

/** Whom and where a suspect is about. */
export interface Concerned {
  /** The unit of the site, and those of everybody whose check-in is a member. */
  readonly unitIds: readonly string[]
  readonly staffIds: readonly string[]
}

/**
 * Whether somebody may see and decide a suspect: inspectors and the county. Never head or clerk of a unit concerned,
 * whatever else they are and by whichever account, and nobody whose own check-in it is.
 */
export function mayJudge({ staffId, grants, held }: Judge, { unitIds, staffIds }: Concerned): boolean {
  if (staffId !== null && staffIds.includes(staffId)) return false
  const isClose = ({ role, unitId }: Grant): boolean =>
    (role === 'head' || role === 'clerk') && unitId !== null && unitIds.includes(unitId)
  if (held.some(isClose)) return false
  return grants.some(({ role }) => role === 'inspector' || role === 'county')
}

/** Whether two accounts are of one person. */
export const isSamePerson = (
  a: { readonly accountId: string; readonly staffId: string | null },
  b: { readonly accountId: string | null; readonly staffId: string | null },
): boolean => a.accountId === b.accountId || (a.staffId !== null && a.staffId === b.staffId)

/** Until when somebody may appeal: 30 times 24 hours after the decision. */
export const appealUntilMs = (decidedAtMs: number, days: number): number => decidedAtMs + days * 86_400_000
