import { z } from 'zod'
import { DayOverride, HolidayNotice } from '../../contract/calendar.ts'

/** Which days are days off, and who decided so. */
export const calendarKinds = {
  holidayNoticeKept: HolidayNotice,
  dayOverrideKept: DayOverride,
  dayOverrideLifted: z.object({ overrideId: z.uuid(), reason: z.string() }),
} as const
