import { between, type Random } from '../../../src/presence/simulate/random.ts'
import { settled } from './camera.ts'
import { distanceFor, heldAt, lifeSize, portraitOf, tall } from './held.ts'
import type { Draw, Film, Props } from './props.ts'
import { draw, newCanvas, type Texture } from './raster.ts'
import { bezelOf, displayOf, fingersOf, makeHold, type Part, type Sheet } from './sheet.ts'

/** A telephone, tablet or laptop before the camera that shows a picture, or plays a recording. */
export function drawDisplay(props: Props, recording: Film | null): Draw {
  const { victim, attacker, world, random, stage } = props
  const size = recording === null ? between(random, 0.5, 1) : between(random, 0.75, 1.1)
  const sheet: Sheet = { width: lifeSize * size, height: lifeSize * size * tall, radius: 0 }
  const distance = distanceFor(138 * size, between(random, 118, 165))
  const white = between(random, 0.8, 1.5) * (0.5 * stage.lux + 60)
  const hold = makeHold(random)
  const show = recording === null ? stillOf(portraitOf(victim, world, random)) : playing(recording)
  const moire = moireOf(random)
  return (canvas, at, lights) => {
    const stance = heldAt(distance, 1.5, props, at)
    const { texture, part } = show(at)
    draw(canvas, bezelOf(sheet, stance, lights))
    draw(canvas, displayOf(sheet, moire(texture, at), stance, lights, white * (1 + 0.02 * Math.sin(at * 0.9)), part))
    for (const finger of fingersOf(sheet, attacker.skinColour, hold, stance, lights)) draw(canvas, finger)
  }
}

interface Shown {
  readonly texture: Texture
  readonly part: Part
}

function stillOf(texture: Texture): (at: number) => Shown {
  const shown: Shown = { texture, part: [0, 0, texture.width - 1, texture.height - 1] }
  return () => shown
}

/** The recording, as large as its canvas is drawn; the part around the face fills the screen. */
export const recordingSize = [480, 360] as const

function playing(film: Film): (at: number) => Shown {
  const canvas = newCanvas(...recordingSize)
  film.draw(canvas, 0)
  const exposure = settled(canvas)
  const part: Part = [135, 32, 345, 284]
  const rgb = new Float32Array(canvas.rgb.length)
  return (at) => {
    film.draw(canvas, Math.min(at, film.course.endsAt))
    for (let i = 0; i < rgb.length; i += 1) rgb[i] = Math.min(1, (canvas.rgb[i] as number) / exposure)
    return { texture: { width: canvas.width, height: canvas.height, rgb }, part }
  }
}

/** Stripes where the pixels of the screen and of the camera beat; they wander as the screen moves. */
function moireOf(random: Random): (texture: Texture, at: number) => Texture {
  const depth = between(random, 0.02, 0.1)
  const [fx, fy] = [between(random, -0.9, 0.9), between(random, -0.9, 0.9)]
  const wave = Float32Array.from({ length: 1024 }, (_, i) => 1 + depth * Math.sin((2 * Math.PI * i) / 1024))
  return ({ width, height, rgb }, at) => {
    const out = new Float32Array(rgb.length)
    const shift = 160 * Math.sin(at / 300) + 90 * Math.sin(at / 77)
    for (let y = 0, i = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1, i += 3) {
        const phase = (x * fx + y * fy) * 163 + shift + 65536
        out[i] = (rgb[i] as number) * (wave[phase & 1023] as number)
        out[i + 1] = (rgb[i + 1] as number) * (wave[(phase + 300) & 1023] as number)
        out[i + 2] = (rgb[i + 2] as number) * (wave[(phase + 600) & 1023] as number)
      }
    return { width, height, rgb: out }
  }
}
