import type { Half } from '../../contract/attendance.ts'
import { weekdayAt } from '../plainDay.ts'
import type { DayPlan, SpecialDay } from './plan.ts'

/** Why a day is worked or not. */
export interface DayReason {
  readonly works: boolean
  /** `noHours`: a weekday without hours. `startDay`: the day of the start, which limits in days leave out. */
  readonly why: SpecialDay['why'] | 'workday' | 'weekend' | 'noHours' | 'startDay'
  readonly name: string
  readonly reason: string
  readonly document: string
  /** The only half that is worked. */
  readonly half: Half | null
  /** False: taken for granted by weekday. */
  readonly known: boolean
}

export function reasonOf({ spans, special, known }: DayPlan, day: number): DayReason {
  const works = spans.length > 0
  if (special !== undefined) {
    const { why, name, reason, document, half = null } = special
    return { works, why, name, reason, document, half, known }
  }
  const why = works ? 'workday' : weekdayAt(day) > 5 ? 'weekend' : 'noHours'
  return { works, why, name: '', reason: '', document: '', half: null, known }
}
