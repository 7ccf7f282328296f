import type { Scene } from '../../src/contract/kiosk.ts'
import type { Action, FrameSignals } from '../../src/contract/signals.ts'
import type { Description } from '../../src/face/description.ts'
import type { FaceEngine, Seen } from '../../src/face/engine.ts'
import { componentsOf } from '../../src/presence/rules/challenge.ts'
import { anyBody, measure, type Pose } from '../../src/presence/simulate/body.ts'
import { closure, type Movement, poseOf } from '../../src/presence/simulate/movement.ts'
import { normal, type Random, seeded } from '../../src/presence/simulate/random.ts'

/** What a test puts where the picture of a frame would be: what the camera showed, and whose face it was. */
export interface Showing {
  readonly signals: unknown
  readonly looks: number
}

/**
 * An engine for tests: "sees" what a frame's file says. All that recognises anybody is real; only the vectors of a face
 * are made from a number instead of a picture: alike for one number, unlike for two.
 */
export function engineForTests(): FaceEngine & { looked: number; wanted: string[] } {
  const random = seeded(99)
  const engine = {
    looked: 0,
    wanted: [] as string[],
    version: 'test-1',
    models: [{ name: 'test', version: '1' }],
    plugIns: [],
    close: async () => undefined,
    openStream: () => ({
      look: async (jpeg: Uint8Array, want: 'geometry' | 'description'): Promise<Seen> => {
        engine.looked += 1
        engine.wanted.push(want)
        const showing = read(jpeg)
        if (showing === undefined) return { kind: 'unreadable', why: 'damaged' }
        const signals = showing.signals as FrameSignals
        if (want === 'geometry' || signals.face === undefined) return { kind: 'seen', signals }
        return { kind: 'seen', signals, description: faceOf(showing.looks, random) }
      },
      close: () => undefined,
    }),
  }
  return engine
}

function read(jpeg: Uint8Array): Showing | undefined {
  try {
    return JSON.parse(Buffer.from(jpeg.subarray(3)).toString().replaceAll('"NaN"', 'null'))
  } catch {
    return undefined
  }
}

/** How unlike two looks at one face are: cosines of about 0.978, as living faces that move have them. */
const unlike = 0.15

/** Vectors of a face: the same direction for the same number, with the noise of another look. */
export function faceOf(looks: number, random: Random): Description {
  const vector = (length: number, seed: number, noise: number): Float32Array => {
    const own = seeded(seed)
    const values = Float32Array.from({ length }, () => normal(own, 0, 1) + normal(random, 0, noise))
    const norm = Math.hypot(...values)
    return values.map((value) => value / norm)
  }
  return {
    version: 'test-1',
    vectors: {
      fa: vector(128, looks * 2 + 1, unlike),
      fr: vector(1024, looks * 2 + 2, unlike),
      mf: vector(192, looks * 2 + 3, unlike),
    },
  }
}

/** Somebody before the camera who reads the screen and does what it says, as people do it. Simulated. */
export class Performer {
  readonly #random: Random
  readonly #body
  readonly looks: number
  #movements: Movement[] = []
  #key = ''
  #released = true
  /** Does this instead of what is asked, if anything. */
  does: (asked: Action) => Action | null = (asked) => asked

  constructor(seed: number, looks: number) {
    this.#random = seeded(seed)
    this.#body = anyBody(this.#random)
    this.looks = looks
  }

  see(scene: Scene | undefined, at: number): void {
    if (scene?.scene !== 'step') {
      this.#release(at)
      this.#key = ''
      return
    }
    const key = `${scene.index} ${scene.action}`
    if (key !== this.#key) this.#begin(key, scene.action, at)
    else if (scene.neutral) this.#release(at + 150)
  }

  showing(at: number): Showing {
    const pose: Pose = poseOf(this.#movements, at)
    return { signals: measure(this.#body, pose, this.#random), looks: this.looks }
  }

  #begin(key: string, asked: Action, at: number): void {
    this.#release(at)
    this.#key = key
    this.#released = false
    const action = this.does(asked)
    if (action === null) return
    const startsAt = at + 450
    this.#movements = [
      ...this.#movements,
      ...componentsOf[action].flatMap((component): Movement[] => {
        if (component === 'blink') {
          const first = closure(this.#random, startsAt)
          return [first, closure(this.#random, first.releasedAt + 260)]
        }
        const size = { left: 0.29, right: 0.29, mouth: 0.55, closer: 0.38 }[component]
        return [{ component, size, startsAt, riseMs: 350, releasedAt: Number.POSITIVE_INFINITY, fallMs: 280 }]
      }),
    ]
  }

  #release(at: number): void {
    if (this.#released) return
    this.#released = true
    this.#movements = this.#movements
      .filter((movement) => movement.releasedAt > at - 2000)
      .map((movement) => ({ ...movement, releasedAt: Math.min(movement.releasedAt, at) }))
  }
}
