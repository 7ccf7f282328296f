import { z } from 'zod'

export const uuid = z.uuid()
export const iso = z.iso.datetime({ offset: true })
export const day = z.iso.date()
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
