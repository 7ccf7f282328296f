import { eventsOf } from '../../src/presence/kiosk/lookEvents.ts'
import { noSight, type Sight, takeSight } from '../../src/presence/kiosk/sight.ts'
import { type Attempt, advance, begin, isEnded } from '../../src/presence/rules/attempt.ts'
import type { Challenge } from '../../src/presence/rules/challenge.ts'
import type { AttemptEvent } from '../../src/presence/rules/events.ts'
import { allGates, type GateName } from '../../src/presence/rules/gates.ts'
import type { Looks } from './looks.ts'
import type { Site } from './play.ts'

/** Gates that judge an answer to a prompt; a clip in which nothing was asked has none. */
const asking: ReadonlySet<GateName> = new Set(['order', 'othersAbsent', 'timing', 'match'])
export const unaskedGates: readonly GateName[] = allGates.filter((gate) => !asking.has(gate))

/** So many steps that no clip gets through them: the attempt lasts as long as the clip does. */
const endless: Challenge = { steps: Array.from({ length: 500 }, () => 'openMouthComeCloser' as const) }
const describeEveryMs = 500

interface Folded {
  readonly attempt: Attempt
  readonly events: readonly AttemptEvent[]
}

/**
 * Folds a whole clip in which nothing was asked into an attempt that judges everything else: one face without a cut, large
 * and light enough, one and the same person. Descriptions are taken twice a second besides those the attempt wants.
 */
export async function foldUnasked(looks: Looks, site: Site): Promise<Folded> {
  const from = looks.times[0] ?? 0
  let attempt = begin(endless, site.policy, from, unaskedGates)
  const folded: AttemptEvent[] = []
  let sight: Sight = noSight
  let describedAt = Number.NEGATIVE_INFINITY
  for (const [frame, at] of looks.times.entries()) {
    const wanted = attempt.wants === 'description' || at - describedAt >= describeEveryMs
    const seen = wanted && attempt.state === 'challenged' ? await looks.describe(frame) : looks.geometry[frame]
    if (isEnded(attempt)) break
    if (seen === undefined) continue
    const events = eventsOf({ at, takenAtMs: at, seen }, attempt.lastAt, (description) => {
      describedAt = at
      const { sight: after, ...says } = takeSight(sight, description, site.gallery, site.claimed)
      sight = after
      return says
    })
    attempt = events.reduce(advance, attempt)
    folded.push(...events)
  }
  return { attempt, events: folded }
}
