import type { Circumstances } from '../../fact/draft.ts'
import type { Ask } from '../../http/answer.ts'
import type { Day } from '../../kit/time.ts'
import { findCounty } from '../../people/store/tree.ts'
import type { Move } from './decide.ts'

/** Appends what was decided, in order. The site's line must be locked. */
export async function record(
  ask: Ask,
  siteId: string,
  day: Day,
  moves: readonly Move[],
  speaker: Partial<Circumstances> = {},
): Promise<void> {
  const about = { siteId, simulated: (await findCounty(ask.db))?.demo ?? false, ...speaker }
  for (const it of moves) {
    const ticket = { ticketId: it.ticketId, siteId, day }
    switch (it.move) {
      case 'numberCalled':
        await ask.record('numberCalled', { ...ticket, counter: it.counter }, about)
        break
      case 'numberHeld':
        await ask.record('numberHeld', { ...ticket, counter: it.counter }, about)
        break
      case 'numberDone':
        await ask.record('numberDone', { ...ticket, counter: it.counter }, about)
        break
      case 'numberPutBack':
        await ask.record('numberPutBack', { ...ticket, places: it.places }, about)
        break
      case 'numberLeft':
        await ask.record('numberLeft', { ...ticket, why: it.why }, about)
        break
      default:
        it satisfies never
    }
  }
}
