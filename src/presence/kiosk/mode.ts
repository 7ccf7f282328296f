import type { FromKiosk, Scene } from '../../contract/kiosk.ts'
import type { Description } from '../../face/description.ts'
import type { FaceEngine, Seen, Want } from '../../face/engine.ts'
import type { RefusalName } from '../../kit/refusals.ts'
import type { AttemptPolicy } from '../rules/policy.ts'
import type { Redeemed } from '../station/center.ts'
import type { Station } from '../station/station.ts'
import type { Watching } from '../station/watching.ts'

/** What the modes of a kiosk work with. */
export interface Desk {
  readonly station: Station
  /** The other modes; here, so that they need not know each other. */
  readonly go: Modes
  readonly policy: AttemptPolicy
  /** The face engine, or null while it is not ready: then only the other way works. */
  engine(): Pick<FaceEngine, 'models'> | null
  /** Cryptographically random bytes. */
  random(count: number): Uint8Array
  /** Exchanges an enrolment code at the center. Refuses as the center does. */
  redeem(code: string): Promise<Redeemed>
  /** Takes in an attempt that ended, for series; never fails. */
  readonly watch: Watching
  /** Facts wait: they may go to the center now. */
  nudge(): void
}

/** A face that was served and may still be standing there; without a description any face counts as that one. */
export interface Served {
  readonly description: Description | undefined
}

export interface Offer {
  /** The product offers it because the face did not work; else the person chose it, which needs no reason. */
  readonly offered: boolean
  readonly refused: Refused
}

/** How the modes lead to each other. */
export interface Modes {
  idle(at: number, served?: Served): Mode
  claim(at: number, refused: Refused): Mode
  /** `claimed`: the staff id that was claimed before the face, if any. */
  face(at: number, claimed: string | null): Mode
  otherWay(at: number, offer: Offer): Mode
  done(at: number, done: Done, staffId: string, served: Served): Mode
}

export type Done = Extract<Scene, { scene: 'done' }>

/** A frame the engine has looked at: `at` is the station's monotonic clock when it arrived, `takenAtMs` the page's when it was taken. */
export interface Look {
  readonly at: number
  readonly takenAtMs: number
  readonly seen: Seen
}

/** Why a mode is left from outside. */
export type Leaving = 'otherWay' | 'cancelled' | 'closed'

/** The next mode, or nothing to stay. */
export type Next = Mode | undefined

/**
 * What a kiosk is doing: waiting, checking somebody in, enrolling. Its parts are called one at a time, never side by
 * side. `scene` is what stands on the screen now.
 */
export interface Mode {
  scene(): Scene
  /** What the next frame is wanted for; null when frames are of no interest. */
  wants(): Want | null
  /** Least time between two looks. */
  readonly pauseMs: number
  seen(look: Look): Promise<Next>
  said(message: FromKiosk): Promise<Next>
  ticked(at: number): Promise<Next>
  /** The camera was lost. */
  cut(at: number): Promise<Next>
  /** Records what has to be recorded when something else is begun. */
  leave(why: Leaving, at: number): Promise<void>
}

const stay = async (): Promise<Next> => undefined

/** A mode that does nothing but what is given. */
const modeOf = (parts: Partial<Mode> & Pick<Mode, 'scene'>): Mode => ({
  wants: () => null,
  pauseMs: 0,
  seen: stay,
  said: stay,
  ticked: stay,
  cut: stay,
  leave: async () => undefined,
  ...parts,
})

/** A scene that stands for a while by itself. */
export function notice(scene: Scene, until: number, next: () => Mode): Mode {
  return modeOf({ scene: () => scene, ticked: async (at) => (at >= until ? next() : undefined) })
}

/** What a scene says of a refusal: its name, which the page puts into words. */
export type Refused = RefusalName | null
