import { z } from 'zod'

const Actor = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('account'), id: z.string() }),
    z.object({ kind: z.literal('staff') }),
    z.object({ kind: z.literal('station') }),
    z.object({ kind: z.literal('system') }),
    z.object({ kind: z.literal('public') }),
  ])
  .catch({ kind: 'system' })

/** Who did it, as far as the log tells; the system where it does not. */
export const readActor = (by: unknown): z.infer<typeof Actor> => Actor.parse(by)

/** The content of a record as names and short values; what is nested stays JSON. */
export function readBody(body: unknown): [name: string, value: string][] {
  if (typeof body !== 'object' || body === null) return []
  return Object.entries(body)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)])
}
