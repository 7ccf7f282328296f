import type { Staff } from '../../contract/people.ts'
import type { Day } from '../../kit/time.ts'

/** Somebody who left no longer works here from the day named on. */
export const hasLeft = ({ leftOn }: Pick<Staff, 'leftOn'>, today: Day): boolean => leftOn !== null && leftOn <= today
