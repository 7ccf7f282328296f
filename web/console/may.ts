import type { Route } from '../../src/contract/route.ts'

/** An account as far as permissions go. */
export interface Holder {
  readonly roles: readonly { readonly role: string }[]
}

/** Whether an account may call a route, read from the route itself. Only for showing and hiding: the server decides. */
export function mayCall(route: Route, account: Holder | null): boolean {
  if (route.who === 'anyone') return true
  if (route.who === 'station' || route.who === 'newStation') return false
  if (account === null) return false
  if (route.who === 'loggedIn') return true

  const allowed: readonly string[] = route.who
  return account.roles.some(({ role }) => allowed.includes(role))
}
