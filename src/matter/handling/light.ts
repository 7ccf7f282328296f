import type { Light } from '../../contract/matters.ts'
import { type Iso, toMs } from '../../kit/time.ts'
import { type Clock, hasEnded, type Matter } from './matter.ts'

/** The instants a light follows from: the earliest of the clocks that run; null where none does. */
export interface Lamp {
  readonly state: Matter['standing']['state']
  readonly nextYellowAt: Iso | null
  readonly nextDueAt: Iso | null
}

/** The light of a matter: a comparison of instants. Red only strictly after what is due, yellow from its instant on. */
export function lightAt({ state, nextYellowAt, nextDueAt }: Lamp, now: Iso): Light {
  if (hasEnded({ standing: { state } as Matter['standing'] })) return 'done'
  if (state === 'lacking' || state === 'paused' || nextYellowAt === null || nextDueAt === null) return 'grey'
  if (toMs(now) > toMs(nextDueAt)) return 'red'
  return toMs(now) >= toMs(nextYellowAt) ? 'yellow' : 'green'
}

/** The worst of the clocks that run is the one that is due, or turns, first. */
export function lampOf({ standing, clocks }: Pick<Matter, 'standing' | 'clocks'>): Lamp {
  const running = clocks.filter(({ state }) => state === 'running')
  return {
    state: standing.state,
    nextYellowAt: earliest(running.map((it) => it.yellowAt)),
    nextDueAt: earliest(running.map((it) => it.dueAt)),
  }
}

/** Stopped only after it was due. */
export const ranOut = ({ stoppedAt, dueAt }: Pick<Clock, 'stoppedAt' | 'dueAt'>): boolean =>
  stoppedAt !== null && toMs(stoppedAt) > toMs(dueAt)

/**
 * Whether some clock of it ran out before its work was done, also of a step that is over: it stays so after the end, and
 * though the whole is in time.
 */
export const isLate = (matter: Pick<Matter, 'clocks' | 'accepted'>, now: Iso): boolean =>
  matter.accepted?.deemed === true ||
  matter.clocks.some((it) => ranOut(it) || (it.stoppedAt === null && toMs(now) > toMs(it.dueAt)))

const earliest = (them: readonly Iso[]): Iso | null => [...them].sort()[0] ?? null
