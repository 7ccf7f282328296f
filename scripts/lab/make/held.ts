import { between, normal, type Random } from '../../../src/presence/simulate/random.ts'
import { drawPerson, type Habit, stanceAt } from './acting.ts'
import { settled } from './camera.ts'
import { halvesOf, type Lights, type Material, monitor } from './light.ts'
import { printOf } from './mask.ts'
import type { Stance } from './mount.ts'
import type { Person } from './person.ts'
import type { Draw, Props } from './props.ts'
import { type Canvas, draw, newCanvas, type Texture } from './raster.ts'
import { reachAt } from './script.ts'
import { fingersOf, makeHold, paperOf, type Sheet } from './sheet.ts'
import type { World } from './world.ts'

/** A wall in even light: how the victim's picture was taken. */
const studio: Lights = {
  ambient: [320, 320, 320],
  from: [0.2, -0.5, -0.84],
  halves: halvesOf(monitor, [0.6, 0.6, 0.6], [0.6, 0.6, 0.6]),
}
/** Width of the victim's picture in millimetres at life size. */
export const lifeSize = 262
/** Its height over its width. */
export const tall = 1.2

/** The victim's picture: head and shoulders, as reflectance. */
export function portraitOf(victim: Person, { topology }: World, random: Random): Texture {
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
export function heldAt(distance: number, turns: number, { habit, course }: Props, at: number): Stance {
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
export const distanceFor = (face: number, pixels: number): number => (face * 554) / pixels

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
