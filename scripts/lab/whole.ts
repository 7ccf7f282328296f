import { eventsOf } from '../../src/presence/kiosk/lookEvents.ts'
import { noSight, type Sight, takeSight } from '../../src/presence/kiosk/sight.ts'
import { type Attempt, advance, begin, isEnded } from '../../src/presence/rules/attempt.ts'
import type { Challenge } from '../../src/presence/rules/challenge.ts'
import type { AttemptEvent } from '../../src/presence/rules/events.ts'
import { allGates, type GateName } from '../../src/presence/rules/gates.ts'
import type { Looks } from './looks.ts'
import type { Site } from './play.ts'

/** A whole clip as one attempt, and the events it was folded from. */
export interface Folded {
  readonly attempt: Attempt
  readonly events: readonly AttemptEvent[]
}

/** Gates that judge an answer to a prompt; a clip in which nothing was asked has none. */
const asking: ReadonlySet<GateName> = new Set(['order', 'othersAbsent', 'timing', 'match'])
export const unaskedGates: readonly GateName[] = allGates.filter((gate) => !asking.has(gate))

/** So many steps that no clip gets through them: the attempt lasts as long as the clip does. */
const endless: Challenge = { steps: Array.from({ length: 500 }, () => 'openMouthComeCloser' as const) }

/**
 * Folds a whole clip in which nothing was asked into an attempt that judges everything else: one face without a cut, large
 * and light enough, one and the same person. Descriptions are taken twice a second besides those the attempt wants.
 */
export const foldUnasked = (looks: Looks, site: Site): Promise<Folded> =>
  fold(looks, { challenge: endless, litAt: null }, { ...site, gates: unaskedGates }, 500)

/** Folds a whole clip with its challenge and no gate to end it early: what the signals say of all of it. */
export const foldWhole = (
  looks: Looks,
  asked: { readonly challenge: Challenge; readonly litAt: number | null },
  site: Site,
): Promise<Folded> => fold(looks, asked, { ...site, gates: [] }, Number.POSITIVE_INFINITY)

async function fold(
  looks: Looks,
  { challenge, litAt }: { readonly challenge: Challenge; readonly litAt: number | null },
  site: Site,
  describeEveryMs: number,
): Promise<Folded> {
  const events: AttemptEvent[] = []
  let attempt = begin(challenge, site.policy, looks.times[0] ?? 0, site.gates)
  const see = openSight(looks, site, describeEveryMs)
  for (const frame of looks.times.keys()) {
    if (isEnded(attempt)) break
    const found = await see(attempt, frame)
    const { lastAt } = attempt
    const lit = litAt !== null && attempt.evidence.litAt === null && lastAt >= litAt
    if (lit) found.unshift({ kind: 'lit', at: lastAt, startedAt: litAt })
    attempt = found.reduce(advance, attempt)
    events.push(...found)
  }
  return { attempt, events }
}

function openSight(looks: Looks, { gallery, claimed }: Site, describeEveryMs: number) {
  let sight: Sight = noSight
  let describedAt = Number.NEGATIVE_INFINITY
  return async (attempt: Attempt, frame: number): Promise<AttemptEvent[]> => {
    const at = looks.times[frame] ?? 0
    const due = attempt.state === 'challenged' && at - Math.max(describedAt, 0) >= describeEveryMs
    const wanted = attempt.wants === 'description' || due
    const seen = wanted ? await looks.describe(frame) : looks.geometry[frame]
    if (seen === undefined) return []
    return eventsOf({ at, takenAtMs: at, seen }, attempt.lastAt, (description) => {
      describedAt = at
      const { sight: after, ...says } = takeSight(sight, description, gallery, claimed)
      sight = after
      return says
    })
  }
}
