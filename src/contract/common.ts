import { z } from 'zod'

export const uuid = z.uuid()
// Beyond these years a day before or after can no longer be written, or kept, as text of the same length.
const isOurAge = (text: string): boolean => text >= '1900' && text < '2200'
export const iso = z.iso.datetime({ offset: true }).refine(isOurAge)
export const day = z.iso.date().refine(isOurAge)
/** Empty answer of a write that has nothing to tell. */
export const Done = z.object({ done: z.literal(true) })
export type Done = z.infer<typeof Done>

/** What every refusal answers. */
export const RefusalAnswer = z.object({
  refusal: z.string(),
  zh: z.string(),
  en: z.string(),
  detail: z.unknown().optional(),
})
export type RefusalAnswer = z.infer<typeof RefusalAnswer>
