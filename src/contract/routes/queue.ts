import { z } from 'zod'
import { Done, uuid } from '../common.ts'
import { CounterAct, CounterName, Lane, QueueView } from '../queue.ts'
import { route } from '../route.ts'

const lang = z.enum(['zh', 'en']).optional()
const site = z.object({ siteId: uuid })
const code = z.string().max(40)
const atWork = ['staff', 'clerk', 'head'] as const

export const showQueue = route({
  name: 'showQueue',
  method: 'GET',
  path: '/queue/:siteId',
  summary: 'The queue of a site as a page: who is called where, how many wait, taking a number. Without script.',
  who: 'anyone',
  perMinute: 600,
  params: site,
  query: z.object({ lang }),
  output: z.any(),
  produces: 'html',
})

export const takeNumber = route({
  name: 'takeNumber',
  method: 'POST',
  path: '/queue/:siteId/take',
  summary:
    'Takes a number; a visit begins with it. Pressed twice it is one. Nobody asks who he is, or for proof of need.',
  who: 'anyone',
  perMinute: 30,
  params: site,
  body: z.object({ press: uuid, lane: Lane, lang }),
  output: z.any(),
  produces: 'html',
})

export const showTicket = route({
  name: 'showTicket',
  method: 'GET',
  path: '/queue/ticket/:code',
  summary: 'A number, for whoever holds its code: where to go, or how many come before.',
  who: 'anyone',
  perMinute: 600,
  params: z.object({ code }),
  query: z.object({ lang }),
  output: z.any(),
  produces: 'html',
})

export const leaveQueue = route({
  name: 'leaveQueue',
  method: 'POST',
  path: '/queue/ticket/:code/leave',
  summary: 'Gives a number back.',
  who: 'anyone',
  perMinute: 30,
  params: z.object({ code }),
  body: z.object({ lang }),
  output: z.any(),
  produces: 'html',
})

export const listQueues = route({
  name: 'listQueues',
  method: 'GET',
  path: '/api/queues',
  summary: 'Sites whose queue the caller may serve or keep.',
  who: atWork,
  output: z.array(z.object({ siteId: uuid, siteName: z.string(), open: z.boolean(), mayKeep: z.boolean() })),
})

export const readQueue = route({
  name: 'readQueue',
  method: 'GET',
  path: '/api/queues/:siteId',
  summary: 'The queue of a site today, for its counters.',
  who: atWork,
  params: site,
  output: QueueView,
})

export const actAtCounter = route({
  name: 'actAtCounter',
  method: 'POST',
  path: '/api/queues/:siteId/acts',
  summary: 'One press at a counter: next, done, no-show, hold, back from hold.',
  who: atWork,
  params: site,
  body: CounterAct,
  output: QueueView,
})

export const keepQueue = route({
  name: 'keepQueue',
  method: 'PUT',
  path: '/api/queues/:siteId',
  summary: 'Whether a site gives numbers, and what its counters are called.',
  who: ['clerk', 'head'],
  params: site,
  body: z.object({ open: z.boolean(), counters: z.array(CounterName).max(30) }),
  output: Done,
})

export const readPeaks = route({
  name: 'readPeaks',
  method: 'GET',
  path: '/api/queues/:siteId/peaks',
  summary: 'When people come: numbers taken by hour of the day, over the last four weeks.',
  who: atWork,
  params: site,
  output: z.object({
    days: z.number().int(),
    hours: z.array(z.object({ hour: z.number().int(), taken: z.number().int() })),
  }),
})
