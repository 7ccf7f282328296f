import type { KeptFact } from '../../fact/kept.ts'
import { countUnsent, listUnsent, markAcknowledged, resendFrom } from '../../fact/outbox.ts'
import type { Db } from '../../store/open.ts'
import type { Center } from './center.ts'

/** `idle`: nothing waits. `sent`: some was taken, more may wait. `stuck`: the center took nothing of what was sent. */
export type Pushed = 'idle' | 'sent' | 'stuck'

const mostInOnePush = 200
/** The center takes a body of 1 MiB; an attempt with its curves has some 15 kB. */
const mostBytes = 700_000

/**
 * Sends the oldest facts the center has not acknowledged, in their order. Safe to repeat at any point: what was sent
 * twice is kept once, and an answer that was lost is given again. Refuses as the center does.
 */
export async function pushOnce(db: Db, deviceId: string, center: Center): Promise<Pushed> {
  const facts = firstOf(await listUnsent(db, deviceId, mostInOnePush))
  if (facts.length === 0) return 'idle'

  const before = await countUnsent(db, deviceId)
  const answer = await center.push({ waiting: before, facts })
  // The center was set back to an older state: what it has lost is sent again.
  if (answer.needFromSeq !== undefined) await resendFrom(db, deviceId, answer.needFromSeq)
  else await markAcknowledged(db, deviceId, answer.acknowledgedSeq)
  return (await countUnsent(db, deviceId)) === before ? 'stuck' : 'sent'
}

/** As many as fit one body, and one at least. */
function firstOf(facts: readonly KeptFact[]): readonly KeptFact[] {
  let bytes = 0
  const beyond = facts.findIndex((fact) => {
    bytes += Buffer.byteLength(JSON.stringify(fact)) + 1
    return bytes > mostBytes
  })
  return beyond === -1 ? facts : facts.slice(0, Math.max(1, beyond))
}
