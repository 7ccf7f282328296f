import { drawPerson, type Habit, makeHabit, stanceAt } from '../../scripts/lab/make/acting.ts'
import { drawPrint } from '../../scripts/lab/make/held.ts'
import type { Person } from '../../scripts/lab/make/person.ts'
import type { Topology } from '../../scripts/lab/make/topology.ts'
import type { Component } from '../../src/presence/rules/challenge.ts'
import type { Movement } from '../../src/presence/simulate/movement.ts'
import { seeded } from '../../src/presence/simulate/random.ts'
import type { Actor } from './actor.ts'
import { openAnswering } from './answering.ts'
import type { Place } from './place.ts'

const everything: readonly Component[] = ['left', 'right', 'mouth', 'closer', 'blink']
const nobody: Actor['see'] = () => undefined

/** How somebody stands there and looks at the screen; one seed, one stance. */
export function stanceOf(seed: number): Habit {
  const habit = makeHabit(seeded(seed))
  const { x, y, straight, pitch, roll } = habit
  return { ...habit, distance: 520, x: x / 2, y: y / 2, straight: straight / 4, pitch: pitch / 4, roll: roll / 4 }
}

/** Nobody: the room, lit by the screen. */
export const emptyRoom = (place: Place): Actor => ({
  see: nobody,
  take: (at, lights) => place.take(() => undefined, at, lights),
})

/** A living person who does what is asked and whose skin answers the light. */
export function livingPerson(place: Place, topology: Topology, person: Person, habit: Habit): Actor {
  const { movements, see } = openAnswering(everything, seeded(Date.now()))
  return {
    see,
    take: (at, lights) =>
      place.take(
        (canvas, now, light) => drawPerson(canvas, person, topology, stanceAt(habit, movements, now), light, now),
        at,
        lights,
      ),
  }
}

/**
 * Somebody behind a perfect mask of another: the body, hair and clothes of one, the face and its skin of the other, and it
 * moves and shines as a face does. Nothing about a single one gives it away but that it is nobody's body.
 */
export const masked = (wearer: Person, shown: Person): Person => ({
  ...wearer,
  name: `${wearer.name} as ${shown.name}`,
  shape: shown.shape,
  skin: shown.skin,
})

/** Near enough for a face on paper to be as large as the kiosk wants. */
const heldUp: Movement = {
  ...{ component: 'closer', size: 0.25, startsAt: Number.NEGATIVE_INFINITY, riseMs: 1 },
  ...{ releasedAt: Number.POSITIVE_INFINITY, fallMs: 1 },
}

/**
 * A photograph of `victim`, printed flat, in a hand that trembles. `able` is what the hand does with it when the screen
 * asks: it can turn it and bring it nearer; a mouth or eyes it cannot move.
 */
export function heldPrint(
  place: Place,
  topology: Topology,
  { victim, hand }: { readonly victim: Person; readonly hand: Person },
  able: readonly Component[],
): Actor {
  const { movements, see } = openAnswering(able, seeded(Date.now()))
  const world = { topology, enrolled: () => victim, stranger: () => hand }
  const draw = drawPrint(
    {
      ...{ victim, attacker: hand, world, habit: stanceOf(9), stage: place.stage, random: seeded(11) },
      course: {
        ...{ startsAt: 0, prompts: [], endsAt: Number.POSITIVE_INFINITY },
        get movements() {
          return [heldUp, ...movements]
        },
      },
      recording: null,
    },
    false,
  )
  return { see, take: (at, lights) => place.take(draw, at, lights) }
}
