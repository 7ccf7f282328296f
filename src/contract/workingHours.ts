import { z } from 'zod'
import { day } from './common.ts'
import type { DutyHours } from './people.ts'

const clock = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)
const period = z
  .object({ from: clock, to: clock })
  .refine(({ from, to }) => from < to, { error: 'to must be after from' })
const periods = z
  .array(period)
  .max(6)
  .refine((all) => all.every((it, i) => i === 0 || (all[i - 1]?.to ?? '') <= it.from), {
    error: 'periods must follow one another',
  })

/** Half-open periods of wall clock, `from` within and `to` not, by weekday; a make-up workday has Monday's. */
export const Weekly = z.object({
  mon: periods,
  tue: periods,
  wed: periods,
  thu: periods,
  fri: periods,
  sat: periods,
  sun: periods,
})
export type Weekly = z.infer<typeof Weekly>

/** Working hours from a day on, until the next version begins (summer and winter hours). */
export const WorkingHours = z.object({ from: day, weekly: Weekly })
export type WorkingHours = z.infer<typeof WorkingHours>

/** What was decided from a day on: other hours, or (null) none of one's own any more, so that those above count again. */
export const HoursDecided = z.object({ from: day, weekly: Weekly.nullable() })
export type HoursDecided = z.infer<typeof HoursDecided>

const usual = [
  { from: '08:30', to: '12:00' },
  { from: '14:00', to: '17:30' },
]

/** What counts where a county has said nothing. */
export const usualHours: WorkingHours = {
  from: '1990-01-01',
  weekly: { mon: usual, tue: usual, wed: usual, thu: usual, fri: usual, sat: [], sun: [] },
}

/** What a new site publishes until somebody says otherwise: the same week. */
export const usualDutyHours: DutyHours = {
  '1': usual,
  '2': usual,
  '3': usual,
  '4': usual,
  '5': usual,
  '6': [],
  '7': [],
}
