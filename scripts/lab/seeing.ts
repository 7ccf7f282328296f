import type { Description } from '../../src/face/description.ts'
import { eventsOf } from '../../src/presence/kiosk/lookEvents.ts'
import { noSight, type Sight, takeSight } from '../../src/presence/kiosk/sight.ts'
import type { AttemptEvent } from '../../src/presence/rules/events.ts'
import type { SiteGallery } from '../../src/presence/station/gallery.ts'
import type { Looks } from './looks.ts'

interface Glance {
  readonly frame: number
  /** The station's clock, and that of the last event before. */
  readonly at: number
  readonly lastAt: number
  readonly described: boolean
}

/** What the product makes of the frames of one attempt, one after the other. */
export function openSeeing({ gallery, claimed }: { readonly gallery: SiteGallery; readonly claimed: string | null }) {
  let sight: Sight = noSight
  return {
    /** The first description of the face. */
    first: (): Description | undefined => sight.shots[0]?.description,
    async see(looks: Looks, { frame, at, lastAt, described }: Glance): Promise<readonly AttemptEvent[]> {
      const seen = await (described ? looks.describe(frame) : looks.look(frame))
      if (seen === undefined) return []
      return eventsOf({ at, takenAtMs: at, seen }, lastAt, (description) => {
        const { sight: after, ...says } = takeSight(sight, description, gallery, claimed)
        sight = after
        return says
      })
    },
  }
}
