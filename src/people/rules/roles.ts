import type { Role } from '../../contract/people.ts'
import type { Grant } from '../../http/answer.ts'
import type { RefusalName } from '../../kit/refusals.ts'

/** What may be done, or the refusal that says why not. */
export type RoleDecision = { readonly kind: 'allowed' } | { readonly kind: 'refused'; readonly why: RefusalName }

/** The account whose roles change. `held` are its grants together with those of every other open account of the same person. */
export interface RoleHolder {
  readonly accountId: string
  readonly staffId: string | null
  readonly closed: boolean
  readonly own: readonly Grant[]
  readonly held: readonly Grant[]
}

/** Whether `granterId` may give a role (GB/T 22239: system, security and audit administration are separate persons). */
export function decideGrant(granterId: string, holder: RoleHolder, grant: Grant): RoleDecision {
  if (granterId === holder.accountId) return refused('grantToSelf')
  if (holder.closed) return refused('notFound')
  if (grant.role === 'staff' && holder.staffId === null) return refused('staffWanted')
  if (holder.own.some((one) => isSame(one, grant))) return refused('alreadyDone')
  if (holder.held.some((one) => !mayMeet(one.role, grant.role))) return refused('rolesExclude')
  return { kind: 'allowed' }
}

/** Whether `revokerId` may take a role away. `securityAdmins` counts the open accounts that hold it. */
export function decideRevoke(
  revokerId: string,
  holder: RoleHolder,
  grant: Grant,
  securityAdmins: number,
): RoleDecision {
  if (revokerId === holder.accountId) return refused('grantToSelf')
  if (!holder.own.some((one) => isSame(one, grant))) return refused('notFound')
  if (grant.role === 'securityAdmin' && securityAdmins <= 1) return refused('lastSecurityAdmin')
  // Else one of two could be rid of whoever has to confirm, and go on alone.
  if (grant.role === 'securityAdmin' && securityAdmins === 2) return refused('secondSecurityAdmin')
  return { kind: 'allowed' }
}

/** Whether `closerId` may close an account. */
export function decideClose(closerId: string, holder: RoleHolder, securityAdmins: number): RoleDecision {
  if (closerId === holder.accountId) return refused('grantToSelf')
  if (holder.closed) return refused('alreadyDone')
  const isSecurity = holder.own.some(({ role }) => role === 'securityAdmin')
  if (isSecurity && securityAdmins <= 1) return refused('lastSecurityAdmin')
  return { kind: 'allowed' }
}

/** Whether one person may hold both roles. The same role within two units is no conflict, except for those who hold nothing else. */
export function mayMeet(one: Role, other: Role): boolean {
  if (alone.has(one) || alone.has(other)) return one === other
  return one === other || !(administrations.has(one) && administrations.has(other))
}

const administrations: ReadonlySet<Role> = new Set(['systemAdmin', 'securityAdmin', 'auditAdmin'])
const alone: ReadonlySet<Role> = new Set(['auditAdmin', 'inspector'])

/** Roles that always hold for the whole county: a unit is not kept with them. */
export const isCountyWide = (role: Role): boolean => role !== 'clerk' && role !== 'head'

const isSame = (one: Grant, other: Grant): boolean => one.role === other.role && one.unitId === other.unitId

const refused = (why: RefusalName): RoleDecision => ({ kind: 'refused', why })
