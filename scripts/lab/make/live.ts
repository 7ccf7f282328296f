import type { FaceEngine, Seen } from '../../../src/face/engine.ts'
import { allGates } from '../../../src/presence/rules/gates.ts'
import { attemptPolicy } from '../../../src/presence/rules/policy.ts'
import { sceneOf } from '../../../src/presence/rules/prompt.ts'
import type { Session } from '../../../src/presence/rules/session.ts'
import { openSiteGallery } from '../../../src/presence/station/gallery.ts'
import { type Looks, lookOnce } from '../looks.ts'
import { play, type Try } from '../play.ts'
import type { Actor, Shown } from './actor.ts'
import type { Film } from './props.ts'

/** Takes the picture of a moment. */
export type Shoot = (at: number) => Promise<Buffer>

/**
 * Films an actor before the product: each frame is looked at by its engine and folded into its attempt before the next one
 * is drawn, and what its screen says is what the actor does next. So the clip is what a camera would have recorded at the
 * kiosk. It ends soon after the verdict.
 */
export async function filmLive(
  { steps, reserve, light }: Film,
  actor: Actor,
  times: readonly number[],
  shoot: Shoot,
  engine: FaceEngine,
): Promise<readonly Buffer[]> {
  const frames: Buffer[] = []
  const looks = looksOf(times, frames, shoot, engine)
  const attempt: Try = {
    ...{ challenge: { steps: [...steps], ...(reserve !== null && { reserve }), light }, looks, how: 'once', from: 0 },
    get litAt() {
      return Number.isFinite(actor.startsAt) ? actor.startsAt : null
    },
    watch: (session, at) => actor.see(shownBy(session, at), at),
  }
  const gates = allGates.filter((gate) => gate !== 'match')
  await play([attempt], { policy: attemptPolicy, gates, gallery: openSiteGallery([]), claimed: null })
  for (let n = frames.length; n < times.length && (times[n] ?? 0) <= actor.endsAt; n += 1)
    frames.push(await shoot(times[n] ?? 0))
  looks.release()
  return frames
}

function shownBy(session: Session, at: number): Shown | null {
  const scene = sceneOf(session, at)
  if (scene.scene !== 'step') return null
  return { index: scene.index, action: scene.action, neutral: scene.neutral }
}

/** Looks that draw a frame when it is first wanted. */
function looksOf(times: readonly number[], frames: Buffer[], shoot: Shoot, engine: FaceEngine): Looks {
  const stream = engine.openStream()
  const seen: Seen[] = []
  async function look(wanted: number): Promise<Seen | undefined> {
    for (let n = seen.length; n <= wanted && n < times.length; n += 1) {
      const jpeg = await shoot(times[n] ?? 0)
      frames.push(jpeg)
      seen.push(await stream.look(jpeg, 'geometry'))
    }
    return seen[wanted]
  }
  return {
    times,
    still: false,
    look,
    async describe(wanted) {
      const own = await look(wanted)
      const jpeg = frames[wanted]
      if (jpeg === undefined || own?.kind !== 'seen' || own.signals.face === undefined) return own
      const known = await lookOnce(jpeg, engine)
      const description = known.kind === 'seen' ? known.description : undefined
      return description === undefined ? own : { ...own, description }
    },
    release: () => stream.close(),
  }
}
