import { z } from 'zod'
import { Envelope, Fact } from './fact.ts'

const hex32 = z.string().regex(/^[0-9a-f]{64}$/)

/** What stays of a fact whose content was destroyed: enough to keep its place in every order. */
export const Husk = Envelope.extend({ kind: z.string() })
export type Husk = z.infer<typeof Husk>

/** A fact as a table keeps it and as a station sends it. `salt` and `commitment` are 32 bytes in lower-case hex. */
export const KeptFact = z.discriminatedUnion('state', [
  z.object({ state: z.literal('whole'), fact: Fact, salt: hex32, commitment: hex32 }),
  z.object({ state: z.literal('erased'), husk: Husk, commitment: hex32 }),
])
export type KeptFact = z.infer<typeof KeptFact>

export const envelopeOf = (kept: KeptFact): Husk => (kept.state === 'whole' ? kept.fact : kept.husk)
