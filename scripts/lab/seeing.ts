import type { Description } from '../../src/face/description.ts'
import { eventsOf } from '../../src/presence/kiosk/lookEvents.ts'
import { keepSight, type Memory, noSight, type Sight, takeSight } from '../../src/presence/kiosk/sight.ts'
import type { Case } from '../../src/presence/rules/attemptState.ts'
import type { AttemptEvent } from '../../src/presence/rules/events.ts'
import type { Session } from '../../src/presence/rules/session.ts'
import type { Captures } from '../../src/presence/station/captures.ts'
import type { SiteGallery } from '../../src/presence/station/gallery.ts'
import type { Looks } from './looks.ts'

interface Glance {
  readonly frame: number
  /** The station's clock, and that of the last event before. */
  readonly at: number
  readonly lastAt: number
  readonly described: boolean
  /** What the attempt is asked and has shown so far. */
  readonly attempt: Case
}

/** Earlier attempts, and the time of the station's clock at which this one's begins. */
export interface Remembering {
  readonly captures: Captures
  readonly from: number
}

interface By {
  readonly gallery: SiteGallery
  readonly claimed: string | null
  readonly remembering?: Remembering
}

/** What the product makes of the frames of one attempt, one after the other. */
export function openSeeing({ gallery, claimed, remembering }: By) {
  let sight: Sight = noSight
  const memoryAt = (at: number, { challenge: { steps }, evidence }: Case): Memory | undefined =>
    remembering && { captures: remembering.captures, steps, frames: evidence.trail, now: remembering.from + at }
  return {
    /** The first description of the face. */
    first: (): Description | undefined => sight.shots[0]?.description,
    async see(looks: Looks, { frame, at, lastAt, described, attempt }: Glance): Promise<readonly AttemptEvent[]> {
      const seen = await (described ? looks.describe(frame) : looks.look(frame))
      if (seen === undefined) return []
      return eventsOf({ at, takenAtMs: at, seen }, lastAt, (description) => {
        const { sight: after, ...says } = takeSight(sight, description, gallery, claimed, memoryAt(at, attempt))
        sight = after
        return says
      })
    },
    /** Remembers an attempt that passed as somebody, as the kiosk does. */
    keep({ past, ...session }: Session): void {
      const verdict = past.at(-1)
      const memory = verdict && memoryAt(verdict.lastAt, verdict)
      if (session.state === 'passed' && memory !== undefined) keepSight(sight, session.person, memory)
    },
  }
}
