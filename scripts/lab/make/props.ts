import type { Action, LightSequence } from '../../../src/contract/signals.ts'
import type { Random } from '../../../src/presence/simulate/random.ts'
import type { Habit } from './acting.ts'
import type { Actor } from './actor.ts'
import type { Lights } from './light.ts'
import type { Person } from './person.ts'
import type { Canvas } from './raster.ts'
import type { Course } from './script.ts'
import type { Stage } from './stage.ts'
import type { World } from './world.ts'

/** What stands before the camera at a moment, drawn onto what is behind it. */
export type Draw = (canvas: Canvas, at: number, lights: Lights) => void

/** A clip about to be rendered: what was shown on the screen, and what the camera sees. */
export interface Film {
  readonly person: Person
  readonly stage: Stage
  /** What the screen asked for and the light it played. */
  readonly steps: readonly Action[]
  /** What it would have asked for besides; null for a recording, that answers nothing. */
  readonly reserve: Action | null
  readonly light: LightSequence
  /** The light that fell on the person; a recording brings its own. */
  readonly lit: LightSequence
  readonly course: Course
  /** Who writes the course while it is played; null where it was written before. */
  readonly actor: Actor | null
  readonly draw: (canvas: Canvas, at: number) => void
}

/** What an attack is made of. */
export interface Props {
  readonly victim: Person
  readonly attacker: Person
  readonly world: World
  readonly habit: Habit
  readonly course: Course
  readonly stage: Stage
  readonly random: Random
  /** A genuine clip of the victim that answers another challenge, in another place; of species that play one. */
  readonly recording: Film | null
}
