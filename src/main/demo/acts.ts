import type { Iso } from '../../kit/time.ts'
import type { Office } from './office.ts'

/** Something somebody did at the center at a moment. What follows from it comes back. */
export interface Act {
  readonly at: Iso
  readonly run: (office: Office) => Promise<readonly Act[] | undefined>
}

/** Lets everything happen that happened before `now`, in the order of time, with the office's clock put to it. */
export async function happen(
  office: Office,
  acts: readonly Act[],
  now: Iso,
  tell: (done: number, all: number) => void,
): Promise<void> {
  const waiting = acts.filter((it) => it.at < now)
  for (let done = 0; ; done++) {
    tell(done, done + waiting.length)
    waiting.sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
    const next = waiting.shift()
    if (next === undefined) return
    office.clock.put(next.at)
    waiting.push(...((await next.run(office)) ?? []).filter((it) => it.at < now))
  }
}
