import { z } from 'zod'
import { type Attempt, advance, begin } from './attempt.ts'
import { Challenge } from './challenge.ts'
import { AttemptEvent } from './events.ts'
import { AttemptPolicy } from './policy.ts'

/** One attempt as numbers: enough to judge it again, and nothing that shows a face. Survives JSON unchanged. */
export const Recording = z.object({
  version: z.literal(1),
  simulated: z.boolean(),
  challenge: Challenge,
  policy: AttemptPolicy,
  beganAt: z.number(),
  events: z.array(AttemptEvent).max(5000),
})
export type Recording = z.infer<typeof Recording>

/** Folds a recording to the attempt it was, with all gates. */
export function replay(recording: Recording): Attempt {
  const opened = begin(recording.challenge, recording.policy, recording.beganAt)
  return recording.events.reduce(advance, opened)
}
