import type { Action, LightSequence } from '../../../src/contract/signals.ts'
import { between, type Random } from '../../../src/presence/simulate/random.ts'
import { betweenHabits, drawPerson, type Habit, makeHabit, stanceAt } from './acting.ts'
import { openActor } from './actor.ts'
import { drawMasked, drawRigid, drawSilicone } from './disguises.ts'
import { drawDisplay, recordingSize } from './display.ts'
import { drawPrint } from './held.ts'
import type { Person } from './person.ts'
import {
  type ClipPlan,
  drawOther,
  drawSteps,
  groupRandomOf,
  lightOf,
  placeRandomOf,
  randomOf,
  reserveOf,
} from './plan.ts'
import type { Draw, Film, Props } from './props.ts'
import type { Canvas, Texture } from './raster.ts'
import { drawRoom, makeRoom } from './room.ts'
import { type Ability, anybody, type Course, courseOf, stillCourse, unansweredMs } from './script.ts'
import type { Kind } from './species.ts'
import { lightsAt, makeStage, roomLight, type Stage } from './stage.ts'
import type { World } from './world.ts'

/** Plans the film of a clip; all chance comes from the plan's seeds. */
export function filmOf(plan: ClipPlan, world: World, size: readonly [number, number]): Film {
  const place = placeRandomOf(plan, 'place')
  const stage = makeStage(place, plan)
  const room = makeRoom(size[0], size[1], place)
  const victim = world.enrolled(plan.split, plan.person)
  const steps = drawSteps(randomOf(plan, 'challenge'), plan.attempt)
  if (plan.kind === 'injectedRecording') return injected(plan, world, size, steps)
  const random = randomOf(plan, 'act')
  const habit = { ...habitOf(plan), phases: [0, 1, 2, 3].map(() => random() * 6.28) }
  const recording = plan.kind === 'screenReplay' ? genuineFilm(plan, world, recordingSize, steps) : null
  const actor = recording === null ? openActor(abilityOf(plan.kind, random), random) : null
  const course = actor ?? lastingFor(recording, steps, stillCourse(random))
  const light = lightOf(randomOf(plan, 'light'))
  const attacker = plan.kind === 'genuine' ? victim : world.stranger(plan.split, plan.groupSeed)
  const act = actOf(plan.kind, { victim, attacker, world, habit, course, stage, random, recording })
  const reserve = actor === null ? null : reserveOf(randomOf(plan, 'reserve'), steps)
  return { ...filmed(victim, stage, room, steps, light, course, act), actor, reserve }
}

/** Who comes back stands nearly as before: a third of the way to where somebody else might stand. */
function habitOf(plan: ClipPlan): Habit {
  const now = makeHabit(groupRandomOf(plan, 'habit'))
  return plan.placeSeed === plan.groupSeed ? now : betweenHabits(makeHabit(placeRandomOf(plan, 'habit')), now, 1 / 3)
}

/** A genuine clip of the same person at another time, with another challenge and another light. */
function genuineFilm(plan: ClipPlan, world: World, size: readonly [number, number], not: readonly Action[]): Film {
  const person = world.enrolled(plan.split, plan.person)
  const random = randomOf(plan, 'recording')
  const stage = makeStage(random, { kind: plan.kind, turn: Math.floor(random() * 1000), deck: plan.deck })
  const room = makeRoom(size[0], size[1], random)
  const habit = makeHabit(random)
  const steps = drawOther(not, random)
  const course = courseOf(steps, random)
  return filmed(person, stage, room, steps, lightOf(random), course, living(person, world, habit, course))
}

/** The recording takes the camera's place: what the screen asks and how it shines reaches nobody. */
function injected(plan: ClipPlan, world: World, size: readonly [number, number], steps: readonly Action[]): Film {
  const film = genuineFilm(plan, world, size, steps)
  const isWrongAtOnce = film.steps[0] !== steps[0]
  const { startsAt, endsAt } = film.course
  const course = isWrongAtOnce ? { ...film.course, endsAt: Math.min(endsAt, startsAt + unansweredMs) } : film.course
  return { ...film, steps, course, light: lightOf(randomOf(plan, 'light')) }
}

/** A recording that answers the first prompt by chance is played on. */
const lastingFor = (recording: Film | null, steps: readonly Action[], course: Course): Course =>
  recording === null || recording.steps[0] !== steps[0] ? course : { ...course, endsAt: recording.course.endsAt }

function filmed(
  person: Person,
  stage: Stage,
  room: Texture,
  steps: readonly Action[],
  light: LightSequence,
  course: Course,
  act: Draw,
): Film {
  const draw = (canvas: Canvas, at: number) => {
    const lights = lightsAt(stage, light, course.startsAt, at)
    drawRoom(canvas, room, roomLight(lights))
    act(canvas, at, lights)
  }
  return { person, stage, steps, reserve: null, light, lit: light, course, actor: null, draw }
}

function living(person: Person, { topology }: World, habit: Habit, course: Course): Draw {
  return (canvas, at, lights) => drawPerson(canvas, person, topology, stanceAt(habit, course.movements, at), lights, at)
}

/** Who cannot open a mouth or shut eyes does the rest, and all do as much as is needed. */
function abilityOf(kind: Kind, random: Random): Ability {
  switch (kind) {
    case 'genuine':
    case 'injectedRecording':
    case 'screenReplay':
      return anybody
    case 'cutMask':
    case 'maskSeries':
      return { ...anybody, factor: between(random, 1.25, 1.5) }
    case 'silicone':
      return { ...anybody, factor: between(random, 1, 1.2) }
    case 'bentPrint':
    case 'rigidMask':
      return { can: rigid, factor: between(random, 1.05, 1.25), blinks: false }
    case 'flatPrint':
    case 'screenPhoto':
      return { can: rigid, factor: 1, blinks: false }
    default:
      return kind satisfies never
  }
}
const rigid = ['left', 'right', 'closer'] as const

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
      return drawDisplay(props, props.recording)
    case 'rigidMask':
      return drawRigid(props)
    case 'silicone':
      return drawSilicone(props)
    default:
      return kind satisfies never
  }
}
