import type { Movement } from '../../../src/presence/simulate/movement.ts'
import { between, type Random } from '../../../src/presence/simulate/random.ts'
import { bodyOf, glassesOf } from './body.ts'
import { headOf, skinMaterial } from './head.ts'
import type { Lights, Material, Rgb } from './light.ts'
import type { Stance } from './mount.ts'
import type { Person } from './person.ts'
import { type Canvas, draw } from './raster.ts'
import { reachAt } from './script.ts'
import type { Topology } from './topology.ts'

/** How somebody stands before the camera and sways. */
export interface Habit {
  readonly distance: number
  readonly x: number
  readonly y: number
  readonly straight: number
  readonly pitch: number
  readonly roll: number
  readonly phases: readonly number[]
  readonly sway: number
}

export function makeHabit(random: Random): Habit {
  return {
    distance: between(random, 470, 600),
    x: between(random, -35, 35),
    y: between(random, -20, 35),
    straight: between(random, -0.06, 0.06),
    pitch: between(random, -0.08, 0.08),
    roll: between(random, -0.05, 0.05),
    phases: [0, 1, 2, 3].map(() => random() * 6.28),
    sway: between(random, 0.5, 1.4),
  }
}

/** The stance that lies a share of the way from one to another. */
export function betweenHabits(from: Habit, to: Habit, share: number): Habit {
  const way = (a: number, b: number): number => a + (b - a) * share
  return {
    distance: way(from.distance, to.distance),
    x: way(from.x, to.x),
    y: way(from.y, to.y),
    straight: way(from.straight, to.straight),
    pitch: way(from.pitch, to.pitch),
    roll: way(from.roll, to.roll),
    phases: to.phases,
    sway: way(from.sway, to.sway),
  }
}

/** Radians of a head for one of shift of the nose between the cheeks. */
const yawPerTurn = 1.2

/** Where the head is at a moment of its movements. Coming closer moves eyes by that factor towards the camera. */
export function stanceAt(habit: Habit, movements: readonly Movement[], at: number): Stance {
  const { turn, mouth, closer, lids } = reachAt(movements, at)
  const [a = 0, b = 0, c = 0, d = 0] = habit.phases
  const { sway } = habit
  const eyes = 60
  return {
    x: habit.x + sway * 2.5 * Math.sin(at / 900 + a),
    y: habit.y + sway * 1.2 * Math.sin(at / 1300 + b) + 14 * closer,
    z: eyes + habit.distance / (1 + closer) + sway * 2 * Math.sin(at / 1700 + c),
    yaw: habit.straight - yawPerTurn * turn + sway * 0.015 * Math.sin(at / 1100 + d),
    pitch: habit.pitch + sway * 0.012 * Math.sin(at / 800 + a) - 0.04 * closer,
    roll: habit.roll + sway * 0.01 * Math.sin(at / 1500 + b) + 0.05 * turn,
    jaw: mouth,
    lids,
  }
}

/** Blood in the skin: half a percent at its pulse, most of it in green. */
export function flushAt(perMinute: number, at: number): Rgb {
  const wave = 0.005 * Math.sin((2 * Math.PI * perMinute * at) / 60_000)
  return [1 + 0.35 * wave, 1 + wave, 1 + 0.55 * wave]
}

/** Draws a living person. */
export function drawPerson(
  canvas: Canvas,
  person: Person,
  topology: Topology,
  stance: Stance,
  lights: Lights,
  at: number,
  material: Material = skinMaterial,
): void {
  const surfaces = [
    ...bodyOf(person.skinColour, person.clothes, stance, lights),
    ...headOf(person, topology, stance, lights, material, flushAt(person.pulsePerMinute, at)),
    ...(person.glasses ? glassesOf(person.shape, stance, lights) : []),
  ]
  for (const surface of surfaces) draw(canvas, surface)
}
