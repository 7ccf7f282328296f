import type { Seen } from '../../src/face/engine.ts'
import { eventsOf } from '../../src/presence/kiosk/lookEvents.ts'
import { noSight, type Sight, takeSight } from '../../src/presence/kiosk/sight.ts'
import type { Verdict } from '../../src/presence/rules/attempt.ts'
import type { Challenge } from '../../src/presence/rules/challenge.ts'
import type { AttemptEvent } from '../../src/presence/rules/events.ts'
import type { GateName } from '../../src/presence/rules/gates.ts'
import type { AttemptPolicy } from '../../src/presence/rules/policy.ts'
import { advanceSession, openSession, retry, type Session } from '../../src/presence/rules/session.ts'
import type { SiteGallery } from '../../src/presence/station/gallery.ts'
import type { Looks } from './looks.ts'
import { openReel, type Reel } from './reel.ts'

/** A clip before the camera, and what the station asks for meanwhile. */
export interface Try {
  readonly challenge: Challenge
  readonly looks: Looks
  /** `once`: to its end, then nothing comes any more; `forever`: there and back again without a jump. */
  readonly how: 'once' | 'forever'
  /** The frame it begins with. */
  readonly from: number
  /** When, in milliseconds of the clip, the page began to play the challenge's light; null: when the first prompt stood. */
  readonly litAt: number | null
}

export interface Site {
  readonly policy: AttemptPolicy
  readonly gates: readonly GateName[]
  readonly gallery: SiteGallery
  readonly claimed: string | null
}

/** An attempt that is over, and the events it was folded from. */
export interface Tried {
  readonly verdict: Verdict
  readonly events: readonly AttemptEvent[]
}

export interface Played {
  readonly session: Session | null
  readonly tries: readonly Tried[]
}

/** How long the kiosk explains a failed attempt before the next begins. */
const failedShownMs = 2500
/** A face this wide in the picture has come to the kiosk. */
const leastWidth = 0.1
const tickMs = 250

/**
 * Plays clips before the product: from the idle kiosk's first face through the attempts of one session to its end. The
 * session is null where nobody ever came; it stays `between` where there is no clip for the next attempt.
 */
export async function play(tries: readonly Try[], site: Site): Promise<Played> {
  const done: Tried[] = []
  let session: Session | null = null
  let clock = 0
  for (const attempt of tries) {
    const reel = openReel(attempt.looks, attempt.how, attempt.from, clock)
    session = session === null ? arrive(reel, attempt.challenge, site) : retry(session, attempt.challenge, clock)
    if (session === null) break
    const events: AttemptEvent[] = []
    session = await run({ session, reel, attempt, site, events })
    const verdict = session.past.at(-1)
    if (verdict !== undefined) done.push({ verdict, events })
    if (session.state !== 'between' || verdict === undefined) break
    clock = verdict.lastAt + failedShownMs
  }
  return { session, tries: done }
}

/** The idle kiosk: frames go by until one shows a face near enough. */
function arrive(reel: Reel, challenge: Challenge, site: Site): Session | null {
  for (let looked = 0; looked < reel.length; looked += 1) {
    const shown = reel.next()
    if (shown === undefined) return null
    if (isNear(reel.looks.geometry[shown.frame])) return openSession(challenge, site.policy, shown.at, site.gates)
  }
  return null
}

const isNear = (seen: Seen | undefined): boolean =>
  seen?.kind === 'seen' && (seen.signals.face?.box.width ?? 0) >= leastWidth

interface Running {
  readonly session: Session
  readonly reel: Reel
  readonly attempt: Try
  readonly site: Site
  readonly events: AttemptEvent[]
}

/** One attempt to its verdict. When the clip is over, time goes on without pictures. */
async function run({ session: opened, reel, attempt, site, events }: Running): Promise<Session> {
  let session = opened
  const see = openSight(site)
  const fold = (event: AttemptEvent): void => {
    if (session.state === 'attempting') events.push(event)
    session = advanceSession(session, event)
  }
  if (site.claimed !== null) fold({ kind: 'claimed', at: lastOf(session), person: site.claimed })
  while (session.state === 'attempting') {
    const shown = reel.next()
    const found =
      shown === undefined ? [{ kind: 'tick', at: lastOf(session) + tickMs } as const] : await see(session, reel, shown)
    for (const event of found) fold(event)
    const lit = litOf(session, attempt, reel)
    if (lit !== null) fold(lit)
  }
  return session
}

type Shown = NonNullable<ReturnType<Reel['next']>>

/** What the product makes of each frame, described where the attempt wants it. */
function openSight({ gallery, claimed }: Site) {
  let sight: Sight = noSight
  return async (session: Session, { looks }: Reel, { frame, at }: Shown): Promise<readonly AttemptEvent[]> => {
    const wanted = session.state === 'attempting' && session.attempt.wants === 'description'
    const seen = wanted ? await looks.describe(frame) : looks.geometry[frame]
    if (seen === undefined) return []
    return eventsOf({ at, takenAtMs: at, seen }, lastOf(session), (description) => {
      const { sight: after, ...says } = takeSight(sight, description, gallery, claimed)
      sight = after
      return says
    })
  }
}

const lastOf = (session: Session): number => (session.state === 'attempting' ? session.attempt.lastAt : 0)

/** The page says once when it began to play the light of a challenge that has one. */
function litOf(session: Session, { challenge, litAt }: Try, reel: Reel): AttemptEvent | null {
  if (session.state !== 'attempting' || challenge.light === undefined) return null
  const { evidence, lastAt } = session.attempt
  if (evidence.litAt !== null) return null
  if (litAt === null) return evidence.promptedAt === null ? null : { kind: 'lit', at: lastAt, startedAt: lastAt }
  const startedAt = litAt + reel.offset
  return lastAt >= startedAt ? { kind: 'lit', at: lastAt, startedAt } : null
}
