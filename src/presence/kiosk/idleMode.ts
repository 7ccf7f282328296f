import type { FromKiosk, Scene } from '../../contract/kiosk.ts'
import type { Description } from '../../face/description.ts'
import type { Want } from '../../face/engine.ts'
import { readFrame } from '../rules/events.ts'
import { findClaimed } from './claims.ts'
import type { Desk, Look, Mode, Next, Served } from './mode.ts'
import { likeness } from './sight.ts'

/** A face this wide in the picture has come to the kiosk; smaller ones walk by. */
export const leastWidth = 0.1
/** Two looks that show somebody else than who was just served. */
const othersWanted = 2
/** Above this cosine it is still the same face, below it certainly another. */
const sameAbove = 0.93
/** Whoever was served and still stands there after this long is asked again. */
const patienceMs = 20_000

/**
 * Nobody in front. A few looks a second find a face and nothing else; the first one opens a session. Right after somebody
 * was served, their own face does not: either it goes away, or another one takes its place.
 */
export class IdleMode implements Mode {
  readonly pauseMs = 250
  readonly #desk: Desk
  readonly #since: number
  #served: Served | null
  #others = 0

  constructor(desk: Desk, at: number, served: Served | null = null) {
    this.#desk = desk
    this.#since = at
    this.#served = served
  }

  scene(): Scene {
    return { scene: 'idle' }
  }

  wants(): Want | null {
    if (this.#desk.engine() === null) return null
    return this.#served?.description === undefined ? 'geometry' : 'description'
  }

  async seen({ at, seen }: Look): Promise<Next> {
    const frame = seen.kind === 'seen' ? readFrame(at, seen.signals) : undefined
    if (seen.kind !== 'seen' || frame?.kind !== 'frame') return undefined
    const { faces, face } = frame.signals
    if (faces === 0) this.#served = null
    if (faces === 0 || face === undefined || face.box.width < leastWidth) return undefined
    if (this.#isServed(at, seen.description)) return undefined
    return openFace(this.#desk, at)
  }

  async said(message: FromKiosk): Promise<Next> {
    return message.say === 'claim' ? claimed(this.#desk, message.claim) : undefined
  }

  ticked = async (): Promise<Next> => undefined
  cut = async (): Promise<Next> => undefined
  leave = async (): Promise<void> => undefined

  #isServed(at: number, description: Description | undefined): boolean {
    if (this.#served === null || at - this.#since > patienceMs) return false
    const known = this.#served.description
    if (known === undefined) return true
    if (description !== undefined) this.#others = likeness(known, description) < sameAbove ? this.#others + 1 : 0
    return this.#others < othersWanted
  }
}

/** Up to this many enrolled people a face alone says who it is; above, a claim comes first. */
export const mostWithoutClaim = 30

export const asksClaim = (desk: Desk): boolean => desk.station.gallery().people.size > mostWithoutClaim

const openFace = (desk: Desk, at: number): Mode => (asksClaim(desk) ? desk.go.claim(at, null) : desk.go.face(at, null))

/** A claim opens a session in which the face must be that person's. */
export async function claimed(desk: Desk, claim: string): Promise<Mode> {
  const at = desk.station.clock.monotonic()
  const staff = desk.station.snapshot()?.staff ?? []
  const found = findClaimed(staff, claim, 'either')
  if (found === undefined || found.left) return desk.go.claim(at, 'claimUnknown')
  // Without a template a face cannot say anything about this person.
  if (!desk.station.gallery().people.has(found.staffId)) return desk.go.otherWay(at, { offered: true, refused: null })
  return desk.go.face(at, found.staffId)
}
