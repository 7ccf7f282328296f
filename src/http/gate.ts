import type { FastifyReply } from 'fastify'
import { refuse } from '../kit/refusals.ts'

/**
 * Lets as many calls in as are answered at the same time; for each a connection to the database is free, and none waits
 * with its body in memory. Refuses `centerBusy`, with `Retry-After`, when it is full.
 */
export function openGate(most = Number.POSITIVE_INFINITY): { enter(reply: FastifyReply): void } {
  const inside = new Set<FastifyReply>()
  return {
    enter: (reply) => {
      if (most === Number.POSITIVE_INFINITY) return
      if (inside.size >= most) {
        void reply.header('retry-after', String(comeLaterSeconds))
        refuse('centerBusy')
      }
      inside.add(reply)
      // Whoever hangs up leaves too: `finish` never comes then, `close` does.
      for (const end of ['finish', 'close']) reply.raw.once(end, () => inside.delete(reply))
    },
  }
}

/** How long whoever finds the gate full is asked to stay away. */
const comeLaterSeconds = 5
