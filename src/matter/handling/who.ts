import type { Grant } from '../../http/answer.ts'
import { holdsWithin, type Parents, pathOf } from '../../people/rules/tree.ts'
import { holderOf, type Matter } from './matter.ts'

/** Somebody with an account. `unitId` is the unit he works in; null for accounts that belong to nobody of the staff. */
export interface Person {
  readonly staffId: string | null
  readonly unitId: string | null
  readonly grants: readonly Grant[]
}

/** What somebody is to a matter. */
export interface Hand {
  /** Has it: by name, or as one of those whose unit has it. */
  readonly holds: boolean
  /** Clerk or head of the unit that has it. */
  readonly leads: boolean
  /** Head of the unit that has it or took it. */
  readonly heads: boolean
  /** Of the unit that took it, where the citizen came. */
  readonly home: boolean
  /** It is offered to him or his unit. */
  readonly offered: boolean
  readonly county: boolean
  readonly inspector: boolean
}

export function handOf(matter: Matter, { staffId, unitId, grants }: Person, parents: Parents): Hand {
  const { unitId: heldBy, staffId: holder } = holderOf(matter)
  const { handOver, taken } = matter
  const within = (roles: readonly ('clerk' | 'head')[], its: string): boolean =>
    holdsWithin(grants, roles, pathOf(parents, its))
  const isHis = (its: string, person: string | null): boolean => {
    if (staffId === null) return false
    return person === null ? unitId === its : person === staffId
  }
  return {
    holds: isHis(heldBy, holder),
    leads: within(['clerk', 'head'], heldBy),
    heads: within(['head'], heldBy) || within(['head'], taken.unitId),
    home: (staffId !== null && unitId === taken.unitId) || within(['clerk', 'head'], taken.unitId),
    offered:
      handOver !== null &&
      (isHis(handOver.toUnitId, handOver.toStaffId) || within(['clerk', 'head'], handOver.toUnitId)),
    county: grants.some(({ role }) => role === 'county'),
    inspector: grants.some(({ role }) => role === 'inspector'),
  }
}

/** Whether somebody may see it at all; whoever may not is told there is none. */
export const maySee = (hand: Hand): boolean =>
  hand.holds || hand.leads || hand.home || hand.offered || hand.county || hand.inspector
