import type { Description } from '../../src/face/description.ts'
import type { Seen } from '../../src/face/engine.ts'
import { failedShownMs } from '../../src/presence/kiosk/faceMode.ts'
import { leastWidth } from '../../src/presence/kiosk/idleMode.ts'
import type { Verdict } from '../../src/presence/rules/attempt.ts'
import type { Challenge } from '../../src/presence/rules/challenge.ts'
import type { AttemptEvent } from '../../src/presence/rules/events.ts'
import type { GateName } from '../../src/presence/rules/gates.ts'
import { leavesDoubt } from '../../src/presence/rules/liveness/attemptLiveness.ts'
import type { AttemptPolicy } from '../../src/presence/rules/policy.ts'
import { advanceSession, openSession, retry, type Session } from '../../src/presence/rules/session.ts'
import type { SiteGallery } from '../../src/presence/station/gallery.ts'
import type { Looks } from './looks.ts'
import { openReel, type Reel } from './reel.ts'
import { openSeeing, type Remembering } from './seeing.ts'

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
  /** Hears how the session stands after each frame: whoever acts before the kiosk sees its screen. */
  readonly watch?: (session: Session, at: number) => void
}

export interface Site {
  readonly policy: AttemptPolicy
  readonly gates: readonly GateName[]
  readonly gallery: SiteGallery
  readonly claimed: string | null
  /** What the station remembers of earlier attempts; without it everybody comes for the first time. */
  readonly remembering?: Remembering
}

/** An attempt that is over, and the events it was folded from. */
export interface Tried {
  readonly verdict: Verdict
  readonly events: readonly AttemptEvent[]
  /** The first description of the face. */
  readonly description: Description | undefined
  /** The reserve was asked for, or would have been: a clip with a script knows of none and cannot answer it. */
  readonly reserveWanted: boolean
}

export interface Played {
  readonly session: Session | null
  readonly tries: readonly Tried[]
}

const tickMs = 250

/**
 * Plays clips before the product: from the idle kiosk's first face through the attempts of one session to its end. The
 * session is null where nobody ever came; it stays `between` where there is no clip for the next attempt. No frame is
 * looked at after the verdict.
 */
export async function play(tries: readonly Try[], site: Site): Promise<Played> {
  const done: Tried[] = []
  let session: Session | null = null
  let clock = 0
  for (const attempt of tries) {
    const reel = openReel(attempt.looks, attempt.how, attempt.from, clock)
    session = session === null ? await arrive(reel, attempt.challenge, site) : retry(session, attempt.challenge, clock)
    if (session === null) break
    const ran = await run(session, reel, attempt, site)
    session = ran.session
    const verdict = session.past.at(-1)
    if (verdict !== undefined) done.push({ verdict, ...ran.tried })
    if (session.state !== 'between' || verdict === undefined) break
    clock = verdict.lastAt + failedShownMs
  }
  return { session, tries: done }
}

/** The idle kiosk: frames go by until one shows a face near enough. */
async function arrive(reel: Reel, challenge: Challenge, site: Site): Promise<Session | null> {
  for (let looked = 0; looked < reel.length; looked += 1) {
    const shown = reel.next()
    if (shown === undefined) return null
    if (isNear(await reel.looks.look(shown.frame))) return openSession(challenge, site.policy, shown.at, site.gates)
  }
  return null
}

const isNear = (seen: Seen | undefined): boolean =>
  seen?.kind === 'seen' && (seen.signals.face?.box.width ?? 0) >= leastWidth

interface Ran {
  readonly session: Session
  readonly tried: Omit<Tried, 'verdict'>
}

/** One attempt to its verdict. When the clip is over, time goes on without pictures. */
async function run(opened: Session, reel: Reel, attempt: Try, site: Site): Promise<Ran> {
  let session = opened
  let reserveWanted = false
  const events: AttemptEvent[] = []
  const seeing = openSeeing(site)
  const fold = (event: AttemptEvent): void => {
    if (session.state === 'attempting') events.push(event)
    const before = session
    session = advanceSession(session, event)
    reserveWanted ||= wantsReserve(before, session)
  }
  if (site.claimed !== null) fold({ kind: 'claimed', at: lastOf(session), person: site.claimed })
  while (session.state === 'attempting') {
    const shown = reel.next()
    const lastAt = lastOf(session)
    const glance = { lastAt, described: session.attempt.wants === 'description', attempt: session.attempt }
    const found =
      shown === undefined
        ? [{ kind: 'tick', at: lastAt + tickMs } as const]
        : await seeing.see(attempt.looks, { ...shown, ...glance })
    for (const event of found) fold(event)
    attempt.watch?.(session, shown?.at ?? lastAt + tickMs)
    const lit = litOf(session, attempt, reel)
    if (lit !== null) fold(lit)
  }
  seeing.keep(session)
  return { session, tried: { events, reserveWanted, description: seeing.first() } }
}

/** The last step was just done: the fold asked for the reserve, or would have if the challenge had one. */
function wantsReserve(before: Session, after: Session): boolean {
  if (before.state !== 'attempting' || before.attempt.evidence.reserve !== 'open') return false
  const attempt = after.state === 'attempting' ? after.attempt : after.past.at(-1)
  if (attempt === undefined || attempt.evidence.reserve === 'open') return false
  return attempt.evidence.reserve === 'asked' || (attempt.challenge.reserve === undefined && leavesDoubt(attempt))
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
