import { z } from 'zod'
import type { Fact } from './fact.ts'

/** The fact that stays for each destroyed content: which, and why. It is never destroyed itself. */
export const certificateKinds = {
  factErased: z.object({ factId: z.uuid(), reason: z.string().min(1) }),
} as const

/** A certificate as it is, checked; nothing for any other fact. */
export function findCertificate(fact: Fact): Fact | undefined {
  if ((fact.kind as string) !== 'factErased') return undefined
  certificateKinds.factErased.parse(fact.body)
  return fact
}
