import { z } from 'zod'
import { uuid } from '../common.ts'
import { Contact } from '../people.ts'
import { QueueNow } from '../queue.ts'
import { route } from '../route.ts'

/** Someone on the board. The name stands only where the post is published; never a check-in time. */
export const BoardPerson = z.object({
  name: z.string().nullable(),
  post: z.string(),
  phone: z.string(),
  state: z.enum(['seen', 'expected', 'inTheField']),
  /** Wall clock `HH:MM` of the duty, not of a check-in. */
  from: z.string(),
  to: z.string(),
  /** 带班领导 or 副班, where somebody is that. */
  as: z.enum(['leader', 'deputy']).optional(),
})
export type BoardPerson = z.infer<typeof BoardPerson>

export const BoardView = z.object({
  siteId: uuid,
  siteName: z.string(),
  unitName: z.string(),
  countyName: z.string(),
  demo: z.boolean(),
  open: z.boolean(),
  hoursToday: z.array(z.object({ from: z.string(), to: z.string() })),
  dutyPhone: z.string(),
  now: z.array(BoardPerson),
  next: z.object({ day: z.string(), from: z.string(), name: z.string().nullable(), post: z.string() }).nullable(),
  week: z.array(
    z.object({ day: z.string(), weekday: z.number().int(), duties: z.array(BoardPerson.omit({ state: true })) }),
  ),
  complaints: Contact,
  asOf: z.string(),
  /** Where the site gives numbers. */
  queue: QueueNow.optional(),
})
export type BoardView = z.infer<typeof BoardView>

export const showBoard = route({
  name: 'showBoard',
  method: 'GET',
  path: '/board/:siteId',
  summary: 'The public duty board of a site, as a page.',
  who: 'anyone',
  params: z.object({ siteId: uuid }),
  query: z.object({ lang: z.enum(['zh', 'en']).optional() }),
  output: z.any(),
  produces: 'html',
})

export const readBoard = route({
  name: 'readBoard',
  method: 'GET',
  path: '/api/board/:siteId',
  summary: 'The same board as data.',
  who: 'anyone',
  params: z.object({ siteId: uuid }),
  output: BoardView,
})

export const listBoards = route({
  name: 'listBoards',
  method: 'GET',
  path: '/boards',
  summary: 'All duty boards of the county, as a page.',
  who: 'anyone',
  query: z.object({ lang: z.enum(['zh', 'en']).optional() }),
  output: z.any(),
  produces: 'html',
})

export const showPoster = route({
  name: 'showPoster',
  method: 'GET',
  path: '/board/:siteId/poster',
  summary: 'An A4 poster with the QR code of the board, for the door.',
  who: 'anyone',
  params: z.object({ siteId: uuid }),
  query: z.object({ lang: z.enum(['zh', 'en']).optional() }),
  output: z.any(),
  produces: 'html',
})

/** “Somebody here served me today”: a villager’s word that countersigns a check-in made without a face. */
export const sayServed = route({
  name: 'sayServed',
  method: 'POST',
  path: '/board/:siteId/served',
  summary: 'A villager says that somebody on duty served them; works as a plain form.',
  who: 'anyone',
  perMinute: 6,
  params: z.object({ siteId: uuid }),
  body: z.object({ lang: z.enum(['zh', 'en']).optional() }),
  output: z.any(),
  produces: 'html',
})
