import { z } from 'zod'

/**
 * An id in the one form in which ids are kept and compared: however it was written, what comes out is in lower case. Kinds of
 * facts have an id of their own that changes nothing, for a fact keeps the text it was hashed with; shapes of the contract
 * inside them hold ids that came through here or that the house made.
 */
export const uuid = z.uuid().toLowerCase()
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
