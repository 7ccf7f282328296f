import { z } from 'zod'
import { CalendarDay, DayOverride, HolidayNotice, NoticeDay } from '../calendar.ts'
import { Done, day, uuid } from '../common.ts'
import { route } from '../route.ts'
import { Second, why } from '../second.ts'

const deciders = ['county', 'systemAdmin'] as const
const localDeciders = ['county', 'head', 'clerk'] as const

export const listCalendar = route({
  name: 'listCalendar',
  method: 'GET',
  path: '/api/calendar',
  summary: 'What the days of a span (at most 400) are for the county, a unit or a person, and who decided so.',
  who: 'loggedIn',
  query: z.object({ from: day, to: day, unitId: uuid.optional(), staffId: uuid.optional() }),
  output: z.object({
    days: z.array(CalendarDay),
    /** From here to there every year is covered by a notice; outside, weekdays are a guess and no month can be finalised. */
    coverageFrom: day,
    coverageUntil: day,
    /** From November on until the notice of the next year is kept. */
    noticeWanted: z.number().int().nullable(),
  }),
})

export const readHolidayNotice = route({
  name: 'readHolidayNotice',
  method: 'POST',
  path: '/api/calendar/notices-read',
  summary: 'Reads the days out of the text of a holiday notice, for a person to look at; keeps nothing.',
  who: deciders,
  body: z.object({ year: HolidayNotice.shape.year, text: z.string().min(1).max(20_000) }),
  output: z.object({
    days: z.array(NoticeDay),
    /** Sentences with a date that were not understood or contradict themselves. */
    unread: z.array(z.string()),
    effect: z.object({ people: z.number().int(), days: z.number().int() }),
  }),
})

export const keepHolidayNotice = route({
  name: 'keepHolidayNotice',
  method: 'PUT',
  path: '/api/calendar/notices/:noticeId',
  summary:
    'Keeps the holiday notice of a year; keeping it again replaces its days, never the overrides. Where it changes days gone by, another person confirms it.',
  who: deciders,
  params: z.object({ noticeId: uuid }),
  body: HolidayNotice.omit({ noticeId: true }).extend({ why }),
  output: HolidayNotice.extend({ second: Second }),
})

export const listHolidayNotices = route({
  name: 'listHolidayNotices',
  method: 'GET',
  path: '/api/calendar/notices',
  summary: 'The holiday notices the calendar is made from; those shipped with the product have no id.',
  who: 'loggedIn',
  output: z.array(HolidayNotice.omit({ noticeId: true, text: true }).extend({ noticeId: uuid.nullable() })),
})

const localDay = z.object(DayOverride.shape)

export const previewDayOverride = route({
  name: 'previewDayOverride',
  method: 'POST',
  path: '/api/calendar/overrides-preview',
  summary: 'How many people and days an override would concern; keeps nothing.',
  who: localDeciders,
  body: localDay,
  output: z.object({ people: z.number().int(), days: z.number().int() }),
})

export const keepDayOverride = route({
  name: 'keepDayOverride',
  method: 'PUT',
  path: '/api/calendar/overrides/:overrideId',
  summary:
    'Decides about days otherwise than the notice, for the province, the county, a unit or a person; about days gone by once another person confirms it.',
  who: localDeciders,
  params: z.object({ overrideId: uuid }),
  body: localDay.omit({ overrideId: true }),
  output: localDay.extend({ second: Second }),
})

export const listDayOverrides = route({
  name: 'listDayOverrides',
  method: 'GET',
  path: '/api/calendar/overrides',
  summary: 'Overrides the caller may see, newest first.',
  who: ['systemAdmin', 'county', 'head', 'clerk', 'inspector'],
  output: z.array(localDay),
})

export const liftDayOverride = route({
  name: 'liftDayOverride',
  method: 'POST',
  path: '/api/calendar/overrides/:overrideId/lift',
  summary: 'Takes an override back, with a reason; one about days gone by once another person confirms it.',
  who: localDeciders,
  params: z.object({ overrideId: uuid }),
  body: z.object({ reason: z.string().trim().min(1).max(200) }),
  output: Done.extend({ second: Second }),
})
