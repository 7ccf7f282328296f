import type { Clock } from '../../kit/time.ts'
import type { Policy } from '../../kit/tlog/policy.ts'
import type { Db } from '../../store/open.ts'
import type { Cosign } from '../publish.ts'
import { askWitnesses } from './ask.ts'
import { keepSaid } from './said.ts'

export interface Cosigning {
  readonly db: Db
  readonly countyId: number
  readonly policy: Policy
  readonly clock: Clock
}

/** Asks all witnesses from where each was left off, and keeps what they answered for the public page. */
export function cosignWith({ db, countyId, policy, clock }: Cosigning): Cosign {
  const lastSizes = new Map<string, number>()
  return async (note, proveGrowth) => {
    const { lines, outcomes } = await askWitnesses({ policy, note, proveGrowth, lastSizes })
    for (const one of outcomes) if (one.state === 'cosigned') lastSizes.set(one.witness, one.size)
    await keepSaid(db, countyId, outcomes, clock.now())
    return lines
  }
}
