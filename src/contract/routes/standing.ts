import { z } from 'zod'
import type { MatterStanding } from '../matters.ts'
import type { Contact } from '../people.ts'
import type { RatingRound } from '../ratings.ts'
import { route } from '../route.ts'

const lang = z.enum(['zh', 'en']).optional()
/** As somebody typed it; what it is is decided by whoever reads it. */
const code = z.string().max(80)

export const showMatterForm = route({
  name: 'showMatterForm',
  method: 'GET',
  path: '/matter',
  summary: '“Where is my matter?”: a form for the code on a receipt, as a page.',
  who: 'anyone',
  query: z.object({ lang }),
  output: z.any(),
  produces: 'html',
})

export const findMatterByCode = route({
  name: 'findMatterByCode',
  method: 'POST',
  path: '/matter',
  summary: 'Sends whoever typed a code to the page of that matter; works as a plain form.',
  who: 'anyone',
  perMinute: 20,
  body: z.object({ code, lang }),
  output: z.any(),
  produces: 'html',
})

/** What was just done, said on top of the page. */
export const MatterSaid = z.enum(['rated', 'reopened'])

export const showMatter = route({
  name: 'showMatter',
  method: 'GET',
  path: '/matter/:code',
  summary:
    'Where a matter stands, for whoever holds its receipt: step, post, time, what is missing, and how it ended, as a page. A code nobody has and a mistyped one are answered alike.',
  who: 'anyone',
  perMinute: 60,
  params: z.object({ code }),
  query: z.object({ lang, said: MatterSaid.optional() }),
  output: z.any(),
  produces: 'html',
})

/** The county as every page for citizens names it. */
export interface CitizenCounty {
  readonly countyName: string
  readonly demo: boolean
  readonly complaints: Contact
}

/** What the page of a matter is drawn from. */
export interface MatterPageView extends CitizenCounty {
  readonly code: string
  readonly standing: MatterStanding
  readonly said: z.infer<typeof MatterSaid> | null
  /** Whether its holder is asked how it ended. `used`: he, or whoever had his code, said it. */
  readonly right:
    | { readonly kind: 'open' | 'used'; readonly round: RatingRound; readonly until: string }
    | { readonly kind: 'none' }
  /** This browser is logged in as somebody who works here. */
  readonly staff: boolean
  readonly mayReopen: boolean
}
