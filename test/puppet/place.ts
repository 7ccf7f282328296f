import { adjust, develop, fullWellAt, settled } from '../../scripts/lab/make/camera.ts'
import { halvesOf, type Lights, monitor, type Rgb } from '../../scripts/lab/make/light.ts'
import type { Draw } from '../../scripts/lab/make/props.ts'
import { newCanvas } from '../../scripts/lab/make/raster.ts'
import { drawRoom, makeRoom } from '../../scripts/lab/make/room.ts'
import { roomLight, type Stage } from '../../scripts/lab/make/stage.ts'
import { seeded } from '../../src/presence/simulate/random.ts'
import { height, type Shot, toYuv, width } from './camera.ts'

/** An office with a lamp above: what is drawn into it, a camera on the screen's upper edge takes. */
export interface Place {
  readonly stage: Stage
  /** The light there while the screen shows these two colours, linear. */
  lights(left: Rgb, right: Rgb): Lights
  take(draw: Draw, at: number, lights: Lights): Shot
}

const stage: Stage = {
  lux: 180,
  ambient: [185, 180, 176],
  from: [0.2, -0.62, -0.76],
  screen: monitor,
  lagMs: 0,
  fps: 15,
  droppedShare: 0,
  balance: [0.98, 1, 1.03],
}

export function openPlace(): Place {
  const canvas = newCanvas(width, height)
  const room = makeRoom(width, height, seeded(3))
  const { lux, balance } = stage
  const camera = { exposure: 0, balance, fullWell: fullWellAt(lux), random: seeded(4) }
  const rgb = new Uint8Array(width * height * 3)
  let last = 0
  let taken = 0
  return {
    stage,
    lights: (left, right) => ({
      ambient: stage.ambient,
      from: stage.from,
      halves: halvesOf(stage.screen, left, right),
    }),
    take: (draw, at, lights) => {
      drawRoom(canvas, room, roomLight(lights))
      draw(canvas, at, lights)
      if (camera.exposure === 0) camera.exposure = settled(canvas)
      adjust(camera, canvas, at - last)
      develop(camera, canvas, rgb)
      last = at
      taken += 1
      return { yuv: toYuv(rgb), grain: taken }
    },
  }
}
