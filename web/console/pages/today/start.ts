import type { Duty } from '../../../../src/contract/routes/duties.ts'
import type { StaffRow } from '../../../../src/contract/routes/people.ts'
import type { DeviceRow } from '../../../../src/contract/routes/presence.ts'

/** The steps by which a new county comes to work, in order. */
export const startSteps = ['staff', 'pins', 'kiosk', 'enrol', 'duties', 'board'] as const
export type StartStep = (typeof startSteps)[number]

export interface Begun {
  readonly staff: readonly Pick<StaffRow, 'pinSet' | 'consent' | 'enrolled' | 'leftOn'>[]
  readonly devices: readonly Pick<DeviceRow, 'revoked' | 'kiosks'>[]
  readonly duties: readonly Duty[]
  readonly boardOpened: boolean
}

/** Which steps are done, read from what is there; one person is a beginning. Nobody has to use the face: where nobody consents, PINs are enough. */
export function readStart({ staff, devices, duties, boardOpened }: Begun): ReadonlySet<StartStep> {
  const present = staff.filter((it) => it.leftOn === null)
  const pinned = present.some((it) => it.pinSet)
  const bound = devices.some((it) => !it.revoked && it.kiosks.some((kiosk) => !kiosk.revoked))
  const done: Record<StartStep, boolean> = {
    staff: present.length > 0,
    pins: pinned,
    kiosk: bound,
    enrol: present.some((it) => it.enrolled) || (pinned && bound && !present.some((it) => it.consent === 'given')),
    duties: duties.length > 0,
    board: boardOpened,
  }
  return new Set(startSteps.filter((step) => done[step]))
}
