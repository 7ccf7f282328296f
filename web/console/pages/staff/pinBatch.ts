import type { Unit } from '../../../../src/contract/people.ts'
import type { StaffRow } from '../../../../src/contract/routes/people.ts'
import { Refused } from '../../../shared/ask.ts'
import { readScope } from '../../parts/attendance/scope.ts'
import { findStaff } from './find.ts'

/** Who has no PIN and may get one from this account: a clerk also sees people of other units who work at his sites. */
export function pinlessOf(
  staff: readonly StaffRow[],
  account: Parameters<typeof readScope>[0],
  units: readonly Unit[],
): readonly StaffRow[] {
  const own = readScope(account, units, ['clerk']).map(({ unitId }) => unitId)
  return findStaff(staff, { text: '', siteId: undefined, state: 'noPin' }).filter(({ unitId }) => own.includes(unitId))
}

export interface PinBatch {
  readonly made: readonly { readonly person: StaffRow; readonly pin: string }[]
  /** Who got none, with the failure; of somebody whose answer was lost nobody knows. */
  readonly without: readonly { readonly person: StaffRow; readonly failure: unknown }[]
  /** How many were not come to. */
  readonly left: number
}

/**
 * Gives PINs one after the other and tells how many are through. Who is refused is passed over; where no answer comes or the
 * center wants a pause, it ends there: what was made until then can be seen only here.
 */
export async function givePins(
  people: readonly StaffRow[],
  give: (person: StaffRow) => Promise<string>,
  tell: (through: number) => void,
): Promise<PinBatch> {
  const made: PinBatch['made'][number][] = []
  const without: PinBatch['without'][number][] = []
  for (const [n, person] of people.entries()) {
    try {
      made.push({ person, pin: await give(person) })
    } catch (failure) {
      without.push({ person, failure })
      if (!(failure instanceof Refused) || failure.status === 429) return { made, without, left: people.length - n - 1 }
    }
    tell(n + 1)
  }
  return { made, without, left: 0 }
}
