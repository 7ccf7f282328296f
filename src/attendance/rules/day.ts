import type { DayVerdict } from '../../contract/attendance.ts'
import type { Day } from '../../kit/time.ts'
import { minuteMs } from './clock.ts'
import { explain } from './explain.ts'
import { type Block, type Frame, frameOf, isExtra } from './frame.ts'
import { judgeDuty, judgeHalf, type Scene } from './half.ts'
import type { Ms, PersonInput, Seen } from './input.ts'
import type { DutyJudgement, JudgedDay } from './judged.ts'
import type { Attendance } from './outcome.ts'
import { firstAndLast } from './pairing.ts'
import { type Person, preparePerson } from './person.ts'
import { cutWindows, findWindow } from './window.ts'

/** A second check-in within this time says nothing new. */
export const againWithin = 10 * minuteMs

/** Judges one day of a person with all its sentences. `input.days` must hold the day. */
export function judgeDay(input: PersonInput, day: Day, now: Ms): DayVerdict {
  const judged = judgeMonth(input, now).find((it) => it.day === day)
  if (judged === undefined) throw new Error(`The input has no day ${day}`)
  return explain(judged)
}

/**
 * Judges all days of one person's input, in its order. The same input gives the same days however its lists are ordered.
 * `now` decides only what cannot be said yet.
 */
export function judgeMonth(input: PersonInput, now: Ms): readonly JudgedDay[] {
  const person = preparePerson(input)
  const frames = input.days.map((setting) => frameOf(setting, person))
  const came = attendancesOf(frames, person)
  return frames.map((frame) => {
    const scene: Scene = { frame, came: came.get(frame) ?? [], person, now }
    const [am, pm] = [judgeHalf('am', scene), judgeHalf('pm', scene)]
    const { setting, duties } = frame
    const { staffId, zone, checkIns } = person
    const windows = scene.came.length > 0 ? scene.came.map((it) => it.block) : duties
    return { staffId, day: setting.day, am, pm, duties: dutiesOf(scene), setting, zone, checkIns, windows }
  })
}

/** Hands every check-in to the block whose window holds it. */
function attendancesOf(frames: readonly Frame[], person: Person): ReadonlyMap<Frame, readonly Attendance[]> {
  const home = new Map<Block['halves'], Frame>()
  for (const frame of frames) for (const block of frame.blocks) home.set(block.halves, frame)
  const blocks = cutWindows(
    frames.flatMap((it) => it.blocks),
    'middle',
  )
  const seen = handOut(person.checkIns, blocks)
  const came = new Map<Frame, Attendance[]>()
  for (const [index, block] of blocks.entries()) {
    const frame = home.get(block.halves)
    if (frame === undefined) continue
    const others = came.get(frame)
    const one = attendanceOf(block, seen[index] ?? [], frame, others?.[0], person)
    if (others === undefined) came.set(frame, [one])
    else others.push(one)
  }
  return came
}

function handOut(checkIns: readonly Seen[], blocks: readonly Block[]): readonly (readonly Seen[] | undefined)[] {
  const seen: (Seen[] | undefined)[] = new Array(blocks.length)
  let first = 0
  for (const it of checkIns) {
    while (first < blocks.length && (blocks[first]?.closes ?? 0) < it.at) first += 1
    const index = findWindow(it.at, blocks, first)
    if (index < 0) continue
    const list = seen[index]
    if (list === undefined) seen[index] = [it]
    else list.push(it)
  }
  return seen
}

function attendanceOf(
  block: Block,
  seen: readonly Seen[],
  { setting, blocks }: Frame,
  firstOfDay: Attendance | undefined,
  person: Person,
): Attendance {
  const { arrival, departure } = endsOf(block, seen)
  const flex = (setting.plan.kind === 'shift' ? setting.plan.shift.flex : setting.rule.flex) * minuteMs
  if (flex === 0) return { block, arrival, departure, flexArrival: 0, flexDeparture: 0 }
  const first = firstOfDay ?? { block, arrival }
  const isLast = block.halves === blocks.at(-1)?.halves
  return {
    block,
    arrival,
    departure,
    flexArrival: firstOfDay === undefined ? flex : 0,
    flexDeparture: isLast ? flexUsed(first, flex, person) : 0,
  }
}

/** The first and the last check-in of a block; a lonely one is whichever of the two it is nearer to. */
function endsOf({ starts, ends }: Block, seen: readonly Seen[]): { arrival: Seen | null; departure: Seen | null } {
  const [first, last] = firstAndLast(seen)
  if (first === null) return { arrival: null, departure: null }
  if (last !== null && last.at - first.at >= againWithin) return { arrival: first, departure: last }
  return first.at * 2 <= starts + ends
    ? { arrival: first, departure: null }
    : { arrival: null, departure: last ?? first }
}

/** How much of the flexible time he used. A correction of his arrival may shorten what he owes, never lengthen it. */
function flexUsed({ block, arrival }: Pick<Attendance, 'block' | 'arrival'>, flex: Ms, person: Person): Ms {
  const half = block.halves[0]?.half ?? 'am'
  const correction = person.correctionOf(block.day, half, 'arrival')
  if (arrival === null) return 0
  const came = Math.min(arrival.earliest ?? block.starts, correction?.at ?? Number.POSITIVE_INFINITY)
  return Math.min(flex, Math.max(0, came - block.starts))
}

function dutiesOf(scene: Scene): readonly DutyJudgement[] {
  const { duties, blocks, setting } = scene.frame
  if (duties.length === 0) return []
  return duties
    .filter((it) => it.duty.day === setting.day)
    .map((it) => ({ ...judgeDuty(it, scene), extra: isExtra(it.duty, blocks) }))
}
