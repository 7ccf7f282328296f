import { z } from 'zod'
import { clockTime } from '../attendance.ts'
import { Done, day, iso, uuid } from '../common.ts'
import { Gap } from '../roster.ts'
import { route } from '../route.ts'
import { Second, why } from '../second.ts'

const keepers = ['clerk'] as const
const readers = ['systemAdmin', 'county', 'head', 'clerk', 'inspector', 'staff'] as const

export const Duty = z.object({
  dutyId: uuid,
  staffId: uuid,
  siteId: uuid,
  starts: iso,
  ends: iso,
  note: z.string().trim().max(120),
  /** 值班员, 带班领导 or 副班. */
  as: z.enum(['member', 'leader', 'deputy']).default('member'),
})
export type Duty = z.infer<typeof Duty>

/** Approved work elsewhere: shown on the board as “in the field”, with a phone. */
export const Outing = z.object({
  outingId: uuid,
  staffId: uuid,
  siteId: uuid,
  starts: iso,
  ends: iso,
  where: z.string().trim().max(80),
})
export type Outing = z.infer<typeof Outing>

export const listDuties = route({
  name: 'listDuties',
  method: 'GET',
  path: '/api/duties',
  summary: 'Duties that touch a span of days.',
  who: readers,
  query: z.object({ siteId: uuid.optional(), from: day, to: day }),
  output: z.object({ duties: z.array(Duty), outings: z.array(Outing) }),
})

export const listDutiesElsewhere = route({
  name: 'listDutiesElsewhere',
  method: 'GET',
  path: '/api/duties-elsewhere',
  summary: 'Duties of people of the units the caller looks after, at sites of others: who is lent, where and when.',
  who: ['county', 'head', 'clerk', 'inspector'],
  query: z.object({ from: day, to: day }),
  output: z.array(Duty),
})

export const keepDuty = route({
  name: 'keepDuty',
  method: 'PUT',
  path: '/api/duties/:dutyId',
  summary:
    'Makes or changes a duty of somebody who works at the site or belongs to a unit of the caller; the caller makes the id, and one that was cancelled is spent. Overlaps with another duty of the same person are refused; opening hours of these days with nobody rostered are named. On a day gone by it holds once another person confirms it.',
  who: keepers,
  params: z.object({ dutyId: uuid }),
  body: Duty.omit({ dutyId: true }).extend({ why }),
  output: Duty.extend({ gaps: z.array(Gap), second: Second }),
})

export const cancelDuty = route({
  name: 'cancelDuty',
  method: 'POST',
  path: '/api/duties/:dutyId/cancel',
  summary: 'Takes a duty off the roster, with a reason; one of a day gone by once another person confirms it.',
  who: keepers,
  params: z.object({ dutyId: uuid }),
  body: z.object({ reason: z.string().trim().min(1).max(200) }),
  output: z.object({ done: z.literal(true), gaps: z.array(Gap), second: Second }),
})

export const importDuties = route({
  name: 'importDuties',
  method: 'POST',
  path: '/api/duties-import',
  summary:
    'Reads duties from XLSX or CSV (employee number, site, start, end, note); names every bad row and imports nothing when one is bad.',
  who: keepers,
  upload: true,
  output: z.object({
    kept: z.number().int(),
    /** How many of days gone by wait for another person, or were kept by one alone; none of them is among `kept`. */
    past: z.number().int(),
    seconds: z.array(Second),
    bad: z.array(
      z.object({
        row: z.number().int(),
        problems: z.array(z.object({ field: z.string(), zh: z.string(), en: z.string() })),
      }),
    ),
  }),
})

export const keepOuting = route({
  name: 'keepOuting',
  method: 'PUT',
  path: '/api/outings/:outingId',
  summary: 'Notes that somebody works in the field; a person may note it for himself.',
  who: ['clerk', 'staff'],
  params: z.object({ outingId: uuid }),
  body: Outing.omit({ outingId: true }),
  output: Outing,
})

export const endOuting = route({
  name: 'endOuting',
  method: 'POST',
  path: '/api/outings/:outingId/end',
  summary: 'Back from the field.',
  who: ['clerk', 'staff'],
  params: z.object({ outingId: uuid }),
  output: Done,
})

export const fillDuties = route({
  name: 'fillDuties',
  method: 'POST',
  path: '/api/duties-fill',
  summary:
    'Rosters people in turn over a span of days: who is on leave, in the field or on duty elsewhere is passed over. With `keep` false it only shows what it would keep.',
  who: keepers,
  body: z.object({
    siteId: uuid,
    from: day,
    to: day,
    slots: z
      .array(
        z.object({
          on: z.enum(['workdays', 'restDays', 'everyDay']),
          from: clockTime,
          to: clockTime,
          as: Duty.shape.as,
          note: Duty.shape.note,
          /** In the order in which they take turns. */
          staffIds: z.array(uuid).min(1).max(200),
        }),
      )
      .min(1)
      .max(8),
    keep: z.boolean(),
  }),
  output: z.object({
    duties: z.array(Duty),
    /** Slots for which nobody was free. */
    unfilled: z.array(z.object({ starts: iso, ends: iso, as: Duty.shape.as })),
    gaps: z.array(Gap),
    /** For the duties of days gone by, when they are kept. */
    seconds: z.array(Second),
  }),
})

export const listGaps = route({
  name: 'listGaps',
  method: 'GET',
  path: '/api/duty-gaps',
  summary: 'Published opening hours for which nobody is rostered, in a span of at most 62 days.',
  who: ['systemAdmin', 'county', 'head', 'clerk', 'inspector'],
  query: z.object({ siteId: uuid.optional(), from: day, to: day }),
  output: z.array(Gap),
})
