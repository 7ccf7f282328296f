import type { Lights } from '../../scripts/lab/make/light.ts'
import type { Scene } from '../../src/contract/kiosk.ts'
import type { Shot } from './camera.ts'

/** What stands before the camera: a person, a print in a hand, a film that is played to it. Times are `performance.now()`. */
export interface Actor {
  /** What stands on the screen now. */
  see(scene: Scene): void
  /** What the camera takes at a moment, in the light of that moment. */
  take(at: number, lights: Lights): Shot
}
