import type { Attempt } from '../../src/presence/rules/attempt.ts'
import { readAttempt, type Said } from '../../src/presence/rules/liveness/attemptLiveness.ts'

/** What the signals of liveness say of one attempt, and what they come to together. */
export type Liveness = Pick<Said, 'readings' | 'score'>

/** Reads the product's signals off an attempt; null where nothing was ever asked. */
export const livenessOf = (attempt: Attempt): Liveness | null => readAttempt(attempt) ?? null
