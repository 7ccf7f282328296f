import { z } from 'zod'
import { Done, uuid } from '../common.ts'
import { Request, Wish } from '../roster.ts'
import { route } from '../route.ts'

export const listRequests = route({
  name: 'listRequests',
  method: 'GET',
  path: '/api/requests',
  summary: 'Requests of the people the caller looks after, those waiting first, then newest first.',
  who: ['county', 'head', 'clerk', 'inspector'],
  query: z.object({
    state: z.enum(['waiting', 'all']).optional(),
    staffId: uuid.optional(),
  }),
  /** `mayDecide`: this caller may approve or refuse it now. */
  output: z.array(Request.extend({ mayDecide: z.boolean() })),
})

export const listOwnRequests = route({
  name: 'listOwnRequests',
  method: 'GET',
  path: '/api/own/requests',
  summary: 'What the caller asked for, newest first.',
  who: ['staff'],
  output: z.array(Request),
})

export const makeRequest = route({
  name: 'makeRequest',
  method: 'PUT',
  path: '/api/requests/:requestId',
  summary:
    'Asks for leave, a correction or a review of a verdict, or notes an outing, for oneself; a clerk writes it down for somebody else.',
  who: ['staff', 'clerk'],
  params: z.object({ requestId: uuid }),
  body: z.object({ staffId: uuid, wish: Wish }),
  output: Request,
})

export const decideRequest = route({
  name: 'decideRequest',
  method: 'POST',
  path: '/api/requests/:requestId/decide',
  summary:
    'Approves or refuses; a refusal gives its reason. Nobody decides about himself, and an appeal is decided above the head of the unit.',
  who: ['county', 'head'],
  params: z.object({ requestId: uuid }),
  body: z.object({ decision: z.enum(['approved', 'refused']), reason: z.string().trim().max(300) }),
  output: Request,
})

export const withdrawRequest = route({
  name: 'withdrawRequest',
  method: 'POST',
  path: '/api/requests/:requestId/withdraw',
  summary: 'Takes back a request that nobody has decided yet, or leave that has not begun.',
  who: ['staff', 'clerk'],
  params: z.object({ requestId: uuid }),
  output: Done,
})

const Advice = z.object({
  adviceId: uuid,
  unitId: uuid,
  /** null: given without a name. */
  staffId: uuid.nullable(),
  text: z.string(),
  at: z.string(),
  answer: z.object({ text: z.string(), at: z.string() }).nullable(),
})

export const giveAdvice = route({
  name: 'giveAdvice',
  method: 'PUT',
  path: '/api/advice/:adviceId',
  summary: 'A complaint or suggestion from staff: goes above the head of the unit, without a name if wished.',
  who: ['staff'],
  params: z.object({ adviceId: uuid }),
  body: z.object({ text: z.string().trim().min(1).max(2000), named: z.boolean() }),
  output: Done,
})

export const listAdvice = route({
  name: 'listAdvice',
  method: 'GET',
  path: '/api/advice',
  summary: 'What staff wrote, for the county and inspectors, and for heads of a higher unit; never for their own head.',
  who: ['county', 'inspector', 'head'],
  output: z.array(Advice),
})

export const answerAdvice = route({
  name: 'answerAdvice',
  method: 'POST',
  path: '/api/advice/:adviceId/answer',
  summary: 'Answers a complaint or suggestion.',
  who: ['county', 'inspector', 'head'],
  params: z.object({ adviceId: uuid }),
  body: z.object({ text: z.string().trim().min(1).max(2000) }),
  output: Done,
})

export const listOwnAdvice = route({
  name: 'listOwnAdvice',
  method: 'GET',
  path: '/api/own/advice',
  summary: 'What the caller wrote under his name, with answers.',
  who: ['staff'],
  output: z.array(Advice),
})
