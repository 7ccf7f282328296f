import type { DutyHours } from '../../../../src/contract/people.ts'

export type Weekday = keyof DutyHours
export const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const satisfies readonly Weekday[]

/** The same week with Monday's periods on every workday. */
export function likeMonday(hours: DutyHours): DutyHours {
  const monday = hours['1'] ?? []
  return { ...hours, '1': monday, '2': monday, '3': monday, '4': monday, '5': monday }
}

/** Whether any hour of the week is published. */
export const isEverOpen = (hours: DutyHours): boolean => Object.values(hours).some((periods) => periods.length > 0)
