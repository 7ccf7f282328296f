import { createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { day } from '../../contract/common.ts'
import { RatingAnswer, type RatingRound, RatingSource } from '../../contract/ratings.ts'
import { seal, unseal } from '../../people/secrets/sealing.ts'
import type { Held } from './rules/release.ts'

/** What the center's rating key opens and marks; without it a used right names no matter, and a held answer says nothing. */
export interface RatingKey {
  /** The mark of a matter's right: always the same for the same matter and round, and nothing to whoever lacks the key. */
  markOf(matterId: string, round: RatingRound): string
  /** A held answer under a random id, sealed, each as long as every other. */
  close(held: Omit<Held, 'heldId'>): { readonly heldId: string; readonly sealed: string }
  /** Nothing for what another key sealed, or another row. */
  open(heldId: string, sealed: string): Held | undefined
}

/** Two keys of one secret (at least 32 random bytes): one marks, one seals. */
export function ratingKeyOf(secret: Uint8Array): RatingKey {
  const [marking, sealing] = ['mark', 'seal'].map(
    (use) => new Uint8Array(hkdfSync('sha256', secret, '', `zaigang rating ${use}`, 32)),
  )
  if (marking === undefined || sealing === undefined) throw new Error('a key is missing')
  return {
    markOf: (matterId, round) =>
      createHmac('sha256', marking).update(`${matterId.toLowerCase()} ${round}`).digest('hex'),
    close: (held) => {
      const heldId = randomUUID()
      return { heldId, sealed: seal(sealing, padded(JSON.stringify(held)), heldId, randomBytes(12)) }
    },
    open: (heldId, sealed) => {
      const text = unsealed(sealing, sealed, heldId)
      return text === undefined ? undefined : { heldId, ...Content.parse(JSON.parse(text)) }
    },
  }
}

function unsealed(key: Uint8Array, sealed: string, about: string): string | undefined {
  try {
    return unseal(key, sealed, about)
  } catch {
    return undefined
  }
}

const Content = z.object({
  unitId: z.uuid(),
  period: z.string(),
  round: z.union([z.literal(1), z.literal(2)]),
  source: RatingSource,
  day,
  answer: RatingAnswer,
})

/** Longer than any answer: its length must not tell which it is. */
const length = 320

function padded(text: string): string {
  if (text.length > length) throw new Error('an answer is longer than it can be')
  return text.padEnd(length)
}
