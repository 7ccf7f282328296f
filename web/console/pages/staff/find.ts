import type { StaffRow } from '../../../../src/contract/routes/people.ts'

export const staffStates = ['present', 'noPin', 'noConsent', 'notEnrolled', 'left'] as const
export type StaffState = (typeof staffStates)[number]

export interface Wanted {
  readonly text: string
  readonly siteId: string | undefined
  readonly state: StaffState
}

/** The staff that match text, site and state, in the order given. */
export function findStaff(staff: readonly StaffRow[], { text, siteId, state }: Wanted): StaffRow[] {
  const wanted = text.trim().toLowerCase()
  return staff.filter(
    (it) =>
      isIn(it, state) &&
      (siteId === undefined || it.siteId === siteId) &&
      [it.name, it.employeeNo, it.post, it.phone].some((field) => field.toLowerCase().includes(wanted)),
  )
}

function isIn(it: StaffRow, state: StaffState): boolean {
  const present = it.leftOn === null
  switch (state) {
    case 'present':
      return present
    case 'noPin':
      return present && !it.pinSet
    case 'noConsent':
      return present && it.consent !== 'given'
    case 'notEnrolled':
      return present && it.consent === 'given' && !it.enrolled
    case 'left':
      return !present
    default:
      return state satisfies never
  }
}
