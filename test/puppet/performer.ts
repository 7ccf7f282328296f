import type { Scene } from '../../src/contract/kiosk.ts'
import type { Action } from '../../src/contract/signals.ts'
import { type Camera, toYuv } from './camera.ts'
import { type Pose, type Puppet, pose, still } from './warp.ts'

/** A simulated person before the camera who does what the screen asks. */
export interface Performer {
  /** Tells what stands on the screen now. */
  see(scene: Scene): void
  /** Nobody in front of the camera. */
  leave(): void
  /** Stands still before the camera again. */
  stand(): void
}

const targets: Record<Action, Partial<Pose>> = {
  turnLeft: { turn: 26 },
  turnRight: { turn: -26 },
  openMouth: { mouth: 0.85 },
  blink: { blink: 1 },
  comeCloser: { closer: 1.42 },
  openMouthTurnLeft: { turn: 26, mouth: 0.85 },
  openMouthTurnRight: { turn: -26, mouth: 0.85 },
  openMouthComeCloser: { closer: 1.42, mouth: 0.85 },
}

const reactionMs = 420
const rampSteps = 5
const frameMs = 70

export interface Habits {
  /** Degrees that make this photograph look straight ahead. */
  readonly straight: number
  /** How far the drawn lids must come down for the models to see a shut eye; 1 where absent. */
  readonly lids?: number
  /** A photograph held before the camera: it never moves whatever the screen asks. */
  readonly moves: boolean
}

/** All frames of all actions are drawn beforehand, so that playing them costs nothing. */
export function makePerformer(puppet: Puppet, camera: Camera, { straight, moves, lids = 1 }: Habits): Performer {
  const frameOf = (how: Partial<Pose>, share: number): Uint8Array =>
    toYuv(
      pose(puppet, {
        turn: straight + (how.turn ?? 0) * share,
        mouth: (how.mouth ?? 0) * share,
        blink: (how.blink ?? 0) * share * lids,
        closer: 1 + ((how.closer ?? 1) - 1) * share,
      }),
    )
  const neutral = frameOf(still, 0)
  const ramps = new Map<Action, Uint8Array[]>()
  for (const [action, how] of Object.entries(targets) as [Action, Partial<Pose>][]) {
    ramps.set(
      action,
      Array.from({ length: rampSteps }, (_, i) => frameOf(how, (i + 1) / rampSteps)),
    )
  }
  const empty = toYuv(new Uint8Array(640 * 480 * 3).fill(150))

  let playing: NodeJS.Timeout[] = []
  let busyUntil = 0
  let shown = ''
  const stop = () => {
    for (const timer of playing) clearTimeout(timer)
    playing = []
    busyUntil = 0
  }
  const showAll = (frames: readonly Uint8Array[], fromMs: number) => {
    for (const [i, frame] of frames.entries()) {
      playing.push(setTimeout(() => camera.show(frame), fromMs + i * frameMs - performance.now()))
    }
    return fromMs + frames.length * frameMs
  }
  /** A movement begins when the one before has ended: heads do not jump. */
  const play = (action: Action) => {
    const ramp = ramps.get(action) ?? []
    const back = [...ramp.slice(0, -1).toReversed(), neutral]
    const movement = action === 'blink' ? twoBlinks(ramp, neutral) : [...ramp, ...hold(ramp), ...back]
    busyUntil = showAll(movement, Math.max(performance.now() + reactionMs, busyUntil))
  }
  return {
    see: (scene) => {
      const now = scene.scene === 'step' ? `${scene.index} ${scene.action} ${scene.neutral}` : scene.scene
      if (now === shown) return
      shown = now
      if (moves && scene.scene === 'step' && !scene.neutral) play(scene.action)
    },
    leave: () => {
      stop()
      camera.show(empty)
    },
    stand: () => {
      stop()
      shown = ''
      camera.show(neutral)
    },
  }
}

const hold = (ramp: readonly Uint8Array[]): Uint8Array[] => new Array<Uint8Array>(6).fill(ramp.at(-1) as Uint8Array)

/** Down and up in about a third of a second, and once more. */
function twoBlinks(ramp: readonly Uint8Array[], open: Uint8Array): Uint8Array[] {
  const [half, shut] = [ramp[2] as Uint8Array, ramp.at(-1) as Uint8Array]
  const once = [half, shut, shut, half, open, open, open]
  return [...once, ...once]
}
