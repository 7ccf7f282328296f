import type { Attempt } from '../../src/presence/rules/attempt.ts'
import { readAttempt } from '../../src/presence/rules/liveness/attemptLiveness.ts'
import type { Said } from '../../src/presence/rules/liveness/said.ts'

/** What the signals of liveness say of one attempt, and what they come to together. */
export type Liveness = Pick<Said, 'readings' | 'score'>

/** Reads the product's signals off an attempt; null where nothing was ever asked. */
export const livenessOf = (attempt: Attempt): Liveness | null => readAttempt(attempt) ?? null
