import type { DutyHours } from '../../../../src/contract/people.ts'

export type Weekday = keyof DutyHours
export const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const satisfies readonly Weekday[]

const workday = [
  { from: '08:30', to: '12:00' },
  { from: '14:00', to: '17:30' },
]

/** What a new site starts with. */
export const usualHours: DutyHours = {
  '1': workday,
  '2': workday,
  '3': workday,
  '4': workday,
  '5': workday,
  '6': [],
  '7': [],
}

/** The same week with Monday's periods on every workday. */
export function likeMonday(hours: DutyHours): DutyHours {
  const monday = hours['1'] ?? []
  return { ...hours, '1': monday, '2': monday, '3': monday, '4': monday, '5': monday }
}

/** Whether any hour of the week is published. */
export const isEverOpen = (hours: DutyHours): boolean => Object.values(hours).some((periods) => periods.length > 0)
