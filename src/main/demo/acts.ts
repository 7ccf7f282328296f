import type { Iso } from '../../kit/time.ts'
import type { Office } from './office.ts'

/** Something somebody did at the center at a moment. What follows from it comes back. */
export interface Act {
  readonly at: Iso
  readonly run: (office: Office) => Promise<readonly Act[] | undefined>
}

/** Lets everything happen that happened before `now`, in the order of time, with the office's clock put to it. */
export async function happen(office: Office, acts: readonly Act[], now: Iso): Promise<void> {
  const waiting = [...acts]
  for (;;) {
    waiting.sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
    const next = waiting.shift()
    if (next === undefined || next.at >= now) return
    office.clock.put(next.at)
    waiting.push(...((await next.run(office)) ?? []))
  }
}
