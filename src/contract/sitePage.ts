import { z } from 'zod'
import { uuid } from './common.ts'
import { Contact } from './people.ts'

/** What every page of a site for citizens is drawn from. */
export const SitePage = z.object({
  siteId: uuid,
  siteName: z.string(),
  countyName: z.string(),
  demo: z.boolean(),
  dutyPhone: z.string(),
  complaints: Contact,
  asOf: z.string(),
})
