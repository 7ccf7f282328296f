import { z } from 'zod'
import { Done, day, uuid } from '../common.ts'
import { Assignment, Pattern, Shift, Swap } from '../roster.ts'
import { route } from '../route.ts'
import { Second, why } from '../second.ts'
import { Duty } from './duties.ts'

const keepers = ['clerk'] as const
const readers = ['systemAdmin', 'county', 'head', 'clerk', 'inspector'] as const
const reason = z.string().trim().min(1).max(200)

export const readRoster = route({
  name: 'readRoster',
  method: 'GET',
  path: '/api/roster',
  summary:
    'Shifts, patterns and who follows which, as far as the caller may see; of a unit and those below it where one is named.',
  who: readers,
  query: z.object({ unitId: uuid.optional() }),
  output: z.object({
    shifts: z.array(Shift),
    patterns: z.array(Pattern),
    /** Those still running first. */
    assignments: z.array(Assignment),
    /** There are more assignments than are listed. */
    more: z.boolean(),
  }),
})

export const keepShift = route({
  name: 'keepShift',
  method: 'PUT',
  path: '/api/shifts/:shiftId',
  summary: 'Makes or changes a shift. What days in the past were judged by stays what it was.',
  who: keepers,
  params: z.object({ shiftId: uuid }),
  body: Shift.omit({ shiftId: true }),
  output: Shift,
})

export const keepPattern = route({
  name: 'keepPattern',
  method: 'PUT',
  path: '/api/patterns/:patternId',
  summary: 'Makes or changes a pattern of shifts. What days in the past were judged by stays what it was.',
  who: keepers,
  params: z.object({ patternId: uuid }),
  body: Pattern.omit({ patternId: true }),
  output: Pattern,
})

export const keepAssignment = route({
  name: 'keepAssignment',
  method: 'PUT',
  path: '/api/assignments/:assignmentId',
  summary:
    'Lets somebody work by a pattern for a time. Two at once for one person are refused; what changes days gone by holds once another person confirms it.',
  who: keepers,
  params: z.object({ assignmentId: uuid }),
  body: z.object(Assignment.shape).omit({ assignmentId: true }).extend({ why }),
  output: Assignment.safeExtend({ second: Second }),
})

export const endAssignment = route({
  name: 'endAssignment',
  method: 'POST',
  path: '/api/assignments/:assignmentId/end',
  summary: 'Ends an assignment after a day, with a reason; after a day gone by once another person confirms it.',
  who: keepers,
  params: z.object({ assignmentId: uuid }),
  body: z.object({ to: day, reason }),
  output: Done.extend({ second: Second }),
})

export const listSwaps = route({
  name: 'listSwaps',
  method: 'GET',
  path: '/api/swaps',
  summary: 'Swaps of the last 62 days and those still asked: own ones, and for clerks and heads those of their people.',
  who: 'loggedIn',
  output: z.array(Swap.extend({ fromName: z.string(), toName: z.string(), duty: Duty, returnDuty: Duty.nullable() })),
})

export const askSwap = route({
  name: 'askSwap',
  method: 'PUT',
  path: '/api/swaps/:swapId',
  summary: 'Asks a colleague to take over one’s own duty, or to exchange it for one of his.',
  who: ['staff', 'clerk'],
  params: z.object({ swapId: uuid }),
  body: z.object({
    dutyId: uuid,
    toStaffId: uuid,
    returnDutyId: uuid.nullable(),
    note: z.string().trim().max(120),
  }),
  output: Swap,
})

export const answerSwap = route({
  name: 'answerSwap',
  method: 'POST',
  path: '/api/swaps/:swapId/answer',
  summary:
    'The one asked agrees or declines; whoever asked may withdraw. Agreed, the duties change hands at once, unless somebody is then on leave, away, gone or on duty elsewhere.',
  who: 'loggedIn',
  params: z.object({ swapId: uuid }),
  body: z.object({ answer: z.enum(['agreed', 'declined', 'withdrawn']) }),
  output: Swap,
})

export const swapPartners = route({
  name: 'swapPartners',
  method: 'GET',
  path: '/api/swaps-partners',
  summary: 'Colleagues of the site who are free at the time of one’s own duty, by name only.',
  who: ['staff', 'clerk'],
  query: z.object({ dutyId: uuid }),
  output: z.array(z.object({ staffId: uuid, name: z.string() })),
})

const feedOf = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('staff'), staffId: uuid }),
  z.object({ kind: z.literal('site'), siteId: uuid }),
])

export const listFeeds = route({
  name: 'listFeeds',
  method: 'GET',
  path: '/api/feeds',
  summary: 'Calendar feeds the caller opened or, for clerks, of their sites; without their secrets.',
  who: 'loggedIn',
  output: z.array(z.object({ feedId: uuid, of: feedOf, openedAt: z.string() })),
})

export const openFeed = route({
  name: 'openFeed',
  method: 'PUT',
  path: '/api/feeds/:feedId',
  summary: 'Opens an iCalendar feed of one’s own duties or of a site. Its secret address is told this once.',
  who: ['staff', 'clerk'],
  params: z.object({ feedId: uuid }),
  body: z.object({ of: feedOf }),
  output: z.object({ feedId: uuid, url: z.string() }),
})

export const closeFeed = route({
  name: 'closeFeed',
  method: 'POST',
  path: '/api/feeds/:feedId/close',
  summary: 'The address works no longer.',
  who: ['staff', 'clerk'],
  params: z.object({ feedId: uuid }),
  output: Done,
})

export const readFeed = route({
  name: 'readFeed',
  method: 'GET',
  path: '/feeds/:secret',
  summary: 'Duties, field days and leave (only as “away”) as iCalendar, for whoever has the secret address.',
  who: 'anyone',
  params: z.object({ secret: z.string().regex(/^[0-9A-Za-z_-]{43}(\.ics)?$/) }),
  output: z.any(),
  produces: 'file',
})

export const readDigest = route({
  name: 'readDigest',
  method: 'GET',
  path: '/api/own/digest',
  summary: 'The one notice of this working day: own duties until the next working day.',
  who: ['staff'],
  output: z.object({ day, duties: z.array(Duty) }).nullable(),
})
