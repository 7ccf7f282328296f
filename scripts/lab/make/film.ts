import type { Action, LightSequence } from '../../../src/contract/signals.ts'
import { between, type Random } from '../../../src/presence/simulate/random.ts'
import { drawPerson, type Habit, makeHabit, stanceAt } from './acting.ts'
import { drawMasked, drawRigid, drawSilicone } from './disguises.ts'
import { drawDisplay, drawPrint, recordingSize } from './held.ts'
import type { Person } from './person.ts'
import { type ClipPlan, drawOther, drawSteps, groupRandomOf, randomOf } from './plan.ts'
import type { Draw, Film, Props } from './props.ts'
import type { Canvas, Texture } from './raster.ts'
import { drawRoom, makeRoom } from './room.ts'
import { type Ability, anybody, type Course, courseOf, drawLight } from './script.ts'
import type { Kind } from './species.ts'
import { lightsAt, makeStage, roomLight, type Stage } from './stage.ts'
import type { World } from './world.ts'

/** Plans the film of a clip; all chance comes from the plan's seeds. */
export function filmOf(plan: ClipPlan, world: World, size: readonly [number, number]): Film {
  const place = groupRandomOf(plan, 'place')
  const stage = makeStage(place)
  const room = makeRoom(size[0], size[1], place)
  const victim = world.enrolled(plan.split, plan.person)
  const steps = drawSteps(randomOf(plan, 'challenge'))
  if (plan.kind === 'injectedRecording') return injected(plan, world, size, steps)
  const random = randomOf(plan, 'act')
  const habit = { ...makeHabit(groupRandomOf(plan, 'habit')), phases: [0, 1, 2, 3].map(() => random() * 6.28) }
  const course = courseOf(steps, abilityOf(plan.kind, random), random)
  const light = drawLight(course.endsAt - course.startsAt - 300, randomOf(plan, 'light'))
  const attacker = plan.kind === 'genuine' ? victim : world.stranger(plan.split, plan.groupSeed)
  const recording = () => genuineFilm(plan, world, recordingSize, steps)
  const act = actOf(plan.kind, { victim, attacker, world, habit, course, stage, random, recording })
  return filmed(victim, stage, room, steps, light, course, act)
}

/** A genuine clip of the same person at another time, with another challenge and another light. */
function genuineFilm(plan: ClipPlan, world: World, size: readonly [number, number], not: readonly Action[]): Film {
  const person = world.enrolled(plan.split, plan.person)
  const random = randomOf(plan, 'recording')
  const stage = makeStage(random)
  const room = makeRoom(size[0], size[1], random)
  const habit = makeHabit(random)
  const steps = drawOther(not, random)
  const course = courseOf(steps, anybody, random)
  const light = drawLight(course.endsAt - course.startsAt - 300, random)
  return filmed(person, stage, room, steps, light, course, living(person, world, habit, course))
}

/** The recording takes the camera's place: what the screen asks and how it shines reaches nobody. */
function injected(plan: ClipPlan, world: World, size: readonly [number, number], steps: readonly Action[]): Film {
  const film = genuineFilm(plan, world, size, steps)
  const light = drawLight(film.endsAt - film.startsAt - 300, randomOf(plan, 'light'))
  return { ...film, steps, light }
}

function filmed(
  person: Person,
  stage: Stage,
  room: Texture,
  steps: readonly Action[],
  light: LightSequence,
  { startsAt, endsAt }: Course,
  act: Draw,
): Film {
  const draw = (canvas: Canvas, at: number) => {
    const lights = lightsAt(stage, light, startsAt, at)
    drawRoom(canvas, room, roomLight(lights))
    act(canvas, at, lights)
  }
  return { person, stage, steps, light, startsAt, endsAt, draw }
}

function living(person: Person, { topology }: World, habit: Habit, { movements }: Course): Draw {
  return (canvas, at, lights) => drawPerson(canvas, person, topology, stanceAt(habit, movements, at), lights, at)
}

/** Who cannot open a mouth or shut eyes does the rest. */
function abilityOf(kind: Kind, random: Random): Ability {
  switch (kind) {
    case 'genuine':
    case 'injectedRecording':
    case 'cutMask':
    case 'maskSeries':
      return anybody
    case 'silicone':
      return { ...anybody, factor: between(random, 0.8, 1) }
    case 'flatPrint':
    case 'bentPrint':
    case 'screenPhoto':
    case 'rigidMask':
      return { can: ['left', 'right', 'closer'], factor: 1, blinks: false }
    case 'screenReplay':
      return { can: [], factor: 0, blinks: false }
    default:
      return kind satisfies never
  }
}

function actOf(kind: Kind, props: Props): Draw {
  switch (kind) {
    case 'genuine':
    case 'injectedRecording':
      return living(props.victim, props.world, props.habit, props.course)
    case 'flatPrint':
      return drawPrint(props, false)
    case 'bentPrint':
      return drawPrint(props, true)
    case 'cutMask':
    case 'maskSeries':
      return drawMasked(props)
    case 'screenPhoto':
      return drawDisplay(props, null)
    case 'screenReplay':
      return drawDisplay(props, props.recording())
    case 'rigidMask':
      return drawRigid(props)
    case 'silicone':
      return drawSilicone(props)
    default:
      return kind satisfies never
  }
}
