import { z } from 'zod'
import { Done, uuid } from '../common.ts'
import { CallOutcome, ExclusionReason, Quarter, RatingAnswer, Satisfied, Solved } from '../ratings.ts'
import { route } from '../route.ts'

const lang = z.enum(['zh', 'en']).optional()
const code = z.string().max(80)
const note = z.string().trim().min(1).max(300)

export const rateMatter = route({
  name: 'rateMatter',
  method: 'POST',
  path: '/matter/:code/rating',
  summary:
    'The holder of a receipt says how it ended; once each time he is asked, every question may be left out. Works as a plain form. Refused in a browser of somebody who works here.',
  who: 'anyone',
  perMinute: 10,
  params: z.object({ code }),
  body: z.object({
    round: z.enum(['1', '2']),
    solved: Solved.optional(),
    satisfied: Satisfied.optional(),
    told: z.enum(['yes', 'no']).optional(),
    lang,
  }),
  output: z.any(),
  produces: 'html',
})

export const reopenOwnMatter = route({
  name: 'reopenOwnMatter',
  method: 'POST',
  path: '/matter/:code/reopen',
  summary: 'The holder of a receipt has it done again; the office sees this. Works as a plain form.',
  who: 'anyone',
  perMinute: 10,
  params: z.object({ code }),
  body: z.object({ reason: z.string().trim().max(500), lang }),
  output: z.any(),
  produces: 'html',
})

/** A call-back as county and callers see it. */
export const CallBack = z.object({
  callBackId: uuid,
  unitId: uuid,
  unitName: z.string(),
  callerUnitId: uuid,
  callerUnitName: z.string(),
  period: z.string(),
  size: z.number().int(),
  population: z.number().int(),
  announcedAt: z.string(),
  drawn: z.object({ beacon: z.string(), logSize: z.number().int(), at: z.string() }).nullable(),
  /** How many of those drawn were called, by how it ended; what they answered is told with others' only. */
  called: z.object({
    answered: z.number().int(),
    declined: z.number().int(),
    notReached: z.number().int(),
    wrongNumber: z.number().int(),
  }),
  /** The caller of this route may call for it. */
  mine: z.boolean(),
})
export type CallBack = z.infer<typeof CallBack>

/** Somebody to call. Names and number are there only while he is to be called. */
export const CallItem = z.object({
  matterId: uuid,
  typeName: z.string(),
  title: z.string(),
  endedAt: z.string(),
  name: z.string(),
  phone: z.string(),
  attempts: z.number().int(),
  outcome: CallOutcome.nullable(),
  open: z.boolean(),
})
export type CallItem = z.infer<typeof CallItem>

const callers = ['head', 'clerk'] as const
const callBackId = z.object({ callBackId: uuid })

export const listCallBacks = route({
  name: 'listCallBacks',
  method: 'GET',
  path: '/api/call-backs',
  summary: 'Call-backs of the county, or those the caller’s unit makes; newest first.',
  who: ['county', 'inspector', ...callers],
  output: z.array(CallBack),
})

export const announceCallBack = route({
  name: 'announceCallBack',
  method: 'PUT',
  path: '/api/call-backs/:callBackId',
  summary:
    'Fixes which ended matters of a unit may be drawn and who will call: a unit neither above nor below. The log’s next checkpoint, which nobody knows yet, draws.',
  who: ['county'],
  params: callBackId,
  body: z.object({ unitId: uuid, callerUnitId: uuid, period: Quarter, size: z.number().int().min(5).max(200) }),
  output: CallBack,
})

export const drawCallBack = route({
  name: 'drawCallBack',
  method: 'POST',
  path: '/api/call-backs/:callBackId/draw',
  summary:
    'Draws with the first checkpoint of the log after the announcement; anybody can draw again: the smallest SHA-256(root ⏎ callBackId ⏎ matterId) in hex.',
  who: ['county'],
  params: callBackId,
  output: CallBack,
})

export const readCallBack = route({
  name: 'readCallBack',
  method: 'GET',
  path: '/api/call-backs/:callBackId',
  summary: 'Whom to call, for those who call.',
  who: callers,
  params: callBackId,
  output: CallBack.extend({ items: z.array(CallItem) }),
})

export const recordCall = route({
  name: 'recordCall',
  method: 'POST',
  path: '/api/call-backs/:callBackId/matters/:matterId/calls',
  summary: 'How one call ended, at most two to a matter; what was answered is sealed and told only with others’.',
  who: callers,
  params: callBackId.extend({ matterId: uuid }),
  body: z.object({ attempt: z.number().int().min(1).max(2), outcome: CallOutcome, answer: RatingAnswer.nullable() }),
  output: Done,
})

/** How many said that somebody told them what to answer or gave them something, of those who answered that. */
export const Pressure = z.object({
  unitId: uuid.nullable(),
  unitName: z.string(),
  period: z.string(),
  told: z.number().int(),
  answered: z.number().int(),
})
export type Pressure = z.infer<typeof Pressure>

export const listPressure = route({
  name: 'listPressure',
  method: 'GET',
  path: '/api/pressure',
  summary: 'Where citizens say that they were told what to answer; of answers told together only, newest period first.',
  who: ['county', 'inspector'],
  output: z.array(Pressure),
})

/** A matter that somebody asked to be left out of what is measured. */
export const Exclusion = z.object({
  matterId: uuid,
  unitId: uuid,
  unitName: z.string(),
  because: ExclusionReason,
  note: z.string(),
  askedBy: z.string(),
  askedAt: z.string(),
  granted: z.boolean().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decisionNote: z.string(),
  /** The caller may decide it. */
  mayDecide: z.boolean(),
})
export type Exclusion = z.infer<typeof Exclusion>

export const listExclusions = route({
  name: 'listExclusions',
  method: 'GET',
  path: '/api/exclusions',
  summary: 'What was asked to be left out, newest first: for the county all, for others their own units’.',
  who: ['county', 'inspector', 'head', 'clerk'],
  output: z.array(Exclusion),
})

export const askExclusion = route({
  name: 'askExclusion',
  method: 'POST',
  path: '/api/matters/:matterId/exclusion',
  summary: 'Asks that a matter be left out of what is measured (剔除), with a reason of the list.',
  who: ['head', 'clerk'],
  params: z.object({ matterId: uuid }),
  body: z.object({ because: ExclusionReason, note }),
  output: Done,
})

export const decideExclusion = route({
  name: 'decideExclusion',
  method: 'POST',
  path: '/api/matters/:matterId/exclusion/decision',
  summary:
    'The county decides; never whoever asked, and nobody who works in that unit. How many were left out is public.',
  who: ['county'],
  params: z.object({ matterId: uuid }),
  body: z.object({ granted: z.boolean(), note: z.string().trim().max(300) }),
  output: Done,
})
