import type { Account, Role } from '../../../../src/contract/people.ts'

/** What a county needs people for, besides those it is set up with, in the order in which they are missed. */
const needed = ['county', 'head', 'clerk', 'inspector'] as const satisfies readonly Role[]

/** Of `accounts`: the roles that no open one holds, and whether one security administrator grants without a second person. */
export function unheldOf(accounts: readonly Pick<Account, 'closed' | 'roles'>[]) {
  const held = accounts.filter((it) => !it.closed).flatMap(({ roles }) => roles.map(({ role }) => role))
  return {
    roles: needed.filter((role) => !held.includes(role)),
    grantsAlone: held.filter((role) => role === 'securityAdmin').length === 1,
  }
}
