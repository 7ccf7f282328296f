import type { Callers } from '../contract/route.ts'
import type { Caller } from './answer.ts'

/** Who knocks, as far as the server could prove it. */
export interface Knock {
  readonly caller: Pick<Caller, 'grants'> | null
  readonly station: boolean
}

/** Whether a route lets a caller in; otherwise why not. The one place that reads `who`. */
export function mayCall(who: Callers, knock: Knock): 'yes' | 'notLoggedIn' | 'forbidden' {
  if (open.has(who)) return 'yes'
  if (who === 'station') return knock.station ? 'yes' : 'forbidden'
  if (knock.caller === null) return 'notLoggedIn'
  if (who === 'loggedIn') return 'yes'

  return knock.caller.grants.some((grant) => who.includes(grant.role)) ? 'yes' : 'forbidden'
}

/** A new station proves what it is by what it says; there is nobody yet to be known. */
const open: ReadonlySet<Callers> = new Set(['anyone', 'newStation'])
