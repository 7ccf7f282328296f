import { between, normal, type Random } from '../../../src/presence/simulate/random.ts'
import { drawPerson, type Habit, stanceAt } from './acting.ts'
import { settled } from './camera.ts'
import { halvesOf, type Lights, type Material, monitor } from './light.ts'
import { printOf } from './mask.ts'
import type { Stance } from './mount.ts'
import type { Person } from './person.ts'
import type { Draw, Film, Props } from './props.ts'
import { type Canvas, draw, newCanvas, type Texture } from './raster.ts'
import { reachAt } from './script.ts'
import { bezelOf, displayOf, fingersOf, makeHold, type Part, paperOf, type Sheet } from './sheet.ts'
import type { World } from './world.ts'

/** A wall in even light: how the victim's picture was taken. */
const studio: Lights = {
  ambient: [320, 320, 320],
  from: [0.2, -0.5, -0.84],
  halves: halvesOf(monitor, [0.6, 0.6, 0.6], [0.6, 0.6, 0.6]),
}
/** Width of the victim's picture in millimetres at life size, and its height over its width. */
const lifeSize = 262
const tall = 1.2

/** The victim's picture: head and shoulders, as reflectance. */
function portraitOf(victim: Person, { topology }: World, random: Random): Texture {
  const canvas = newCanvas(512, 384)
  canvas.rgb.fill(between(random, 60, 260))
  const stance: Stance = {
    x: 0,
    y: -12,
    z: 445,
    yaw: normal(random, 0, 0.04),
    pitch: 0,
    roll: normal(random, 0, 0.02),
    jaw: 0,
    lids: 0,
  }
  drawPerson(canvas, victim, topology, stance, studio, 0)
  const width = 300
  const height = Math.round(width * tall)
  const rgb = new Float32Array(width * height * 3)
  const scale = 1.25 / settled(canvas)
  for (let y = 0; y < height; y += 1)
    for (let i = 0; i < 3 * width; i += 1)
      rgb[3 * width * y + i] = Math.min(0.9, (canvas.rgb[3 * ((y + 12) * 512 + 106) + i] as number) * scale)
  return { width, height, rgb }
}

/** How a hand moves what it holds: it trembles, turns it about an upright line, brings it closer, and shakes it where it can do no more. */
function heldAt(distance: number, turns: number, { habit, course }: Props, at: number): Stance {
  const { turn, closer } = reachAt(course.movements, at)
  const [a = 0, b = 0, c = 0, d = 0] = habit.phases
  const tremble = 0.5 * Math.sin(at / 22 + a) + 0.8 * Math.sin(at / 61 + b)
  return {
    x: habit.x + tremble + 5 * Math.sin(at / 700 + a),
    y: habit.y + 0.7 * tremble + 4 * Math.sin(at / 900 + b),
    z: distance / (1 + closer) + 4 * Math.sin(at / 800 + c),
    yaw: habit.straight - turns * turn + 0.04 * Math.sin(at / 600 + d),
    pitch: habit.pitch + 0.06 * Math.sin(at / 750 + c),
    roll: habit.roll * 2 + 0.03 * Math.sin(at / 820 + d),
    jaw: 0,
    lids: 0,
  }
}

/** Distance at which a face of that many millimetres is that wide in the picture. */
const distanceFor = (face: number, pixels: number): number => (face * 554) / pixels

/** A print in a hand, turned and brought closer as the screen asks; a bent one is bent more and less the while. */
export function drawPrint(props: Props, bends: boolean): Draw {
  const { victim, attacker, world, random, habit, course } = props
  const size = between(random, 0.72, 1.05)
  const flat: Sheet = { width: lifeSize * size, height: lifeSize * size * tall, radius: 0 }
  const print = printOf(portraitOf(victim, world, random), random)
  const distance = distanceFor(138 * size, between(random, 118, 170))
  const turns = between(random, 1.9, 2.6)
  const radius = flat.width * between(random, 0.36, 0.6)
  const material: Material = { gloss: between(random, 0, 0.12), polish: between(random, 8, 40), open: 1 }
  const hold = makeHold(random)
  const behind = random() < 0.5
  return (canvas, at, lights) => {
    const stance = heldAt(distance, turns, props, at)
    const sheet = bends ? { ...flat, radius: radius * (1 + 0.15 * Math.sin(at / 420)) } : flat
    if (behind) drawHolder(canvas, attacker, world, habit, course.movements.length, distance, lights)
    draw(canvas, paperOf(sheet, print, stance, lights, material))
    for (const finger of fingersOf(sheet, attacker.skinColour, hold, stance, lights)) draw(canvas, finger)
  }
}

/** Whoever holds it stays behind it. */
function drawHolder(
  canvas: Canvas,
  attacker: Person,
  world: World,
  habit: Habit,
  at: number,
  distance: number,
  lights: Lights,
): void {
  const stance: Stance = { ...stanceAt(habit, [], at), z: distance + 320, x: habit.x * 1.5, y: habit.y * 1.5 }
  drawPerson(canvas, attacker, world.topology, stance, lights, at)
}

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
    film.draw(canvas, Math.min(at, film.endsAt))
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
