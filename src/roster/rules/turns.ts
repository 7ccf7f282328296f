import type { Duty } from '../../contract/routes/duties.ts'
import type { Day } from '../../kit/time.ts'
import type { InstantOf } from './clock.ts'
import { type MsSpan, share } from './spans.ts'

/** A row of people who take turns at the same hours. */
export interface Slot {
  readonly on: 'workdays' | 'restDays' | 'everyDay'
  readonly from: string
  readonly to: string
  readonly as: Duty['as']
  readonly note: string
  readonly staffIds: readonly string[]
}

export interface Turn extends MsSpan {
  readonly slot: Slot
  /** null: nobody was free. */
  readonly staffId: string | null
}

export interface TurnFrame {
  readonly days: readonly Day[]
  readonly isWorkday: (day: Day) => boolean
  /** Whether somebody has time: has not left, is neither away nor on a duty already rostered. */
  readonly isFree: (staffId: string, span: MsSpan) => boolean
  /** Who has the duties of just these hours and this role that stand already. */
  readonly listKept: (span: MsSpan, as: Duty['as']) => readonly string[]
  /** When somebody last had a turn of this slot before the days; undefined where he had none. */
  readonly lastTurn: (staffId: string, slot: Slot) => number | undefined
  readonly at: InstantOf
}

/**
 * Gives out turns day by day: always to the one who has waited longest and is free, from where turns before left off. Whoever
 * is passed over keeps his place, whoever was taken goes to the end; nobody is given two things at once. A turn that stands
 * on the roster already is not given again but counts for whoever has it, so that filling twice is filling once.
 */
export function takeTurns(slots: readonly Slot[], frame: TurnFrame): Turn[] {
  const queues = slots.map((slot) => queueOf(slot, frame))
  const given = new Map<string, MsSpan[]>()
  const standing = new Map<string, string[]>()
  const isFree = (staffId: string, span: MsSpan): boolean =>
    frame.isFree(staffId, span) && !given.get(staffId)?.some((it) => share(it, span))

  const take = (slot: Slot, queue: string[], day: Day): Turn[] => {
    const span = spanOf(slot, day, frame.at)
    const holder = standingHolder(slot, span)
    if (holder !== undefined) {
      toTheEnd(queue, queue.indexOf(holder))
      return []
    }
    const staffId = toTheEnd(
      queue,
      queue.findIndex((it) => isFree(it, span)),
    )
    if (staffId !== null) {
      given.set(staffId, [...(given.get(staffId) ?? []), span])
    }
    return [{ ...span, slot, staffId }]
  }
  /** Of rows of the same hours each takes one that stands, its own people's first. */
  const standingHolder = (slot: Slot, span: MsSpan): string | undefined => {
    const key = `${span.starts} ${span.ends} ${slot.as}`
    const left = standing.get(key) ?? [...frame.listKept(span, slot.as)]
    standing.set(key, left)
    const own = left.findIndex((it) => slot.staffIds.includes(it))
    return left.splice(Math.max(own, 0), 1)[0]
  }
  return frame.days.flatMap((day) =>
    slots.flatMap((slot, i) => (falls(slot, frame.isWorkday(day)) ? take(slot, queues[i] ?? [], day) : [])),
  )
}

/** Who had no turn yet has waited longest, in the order given; then those whose last one is longest ago. */
function queueOf(slot: Slot, { lastTurn }: TurnFrame): string[] {
  const last = (staffId: string): number => lastTurn(staffId, slot) ?? Number.NEGATIVE_INFINITY
  return [...new Set(slot.staffIds)].sort((a, b) => (last(a) === last(b) ? 0 : last(a) - last(b)))
}

/** Takes one out of a queue and puts him at its end; nobody where the place is none. */
function toTheEnd(queue: string[], place: number): string | null {
  const [staffId = null] = place < 0 ? [] : queue.splice(place, 1)
  if (staffId !== null) queue.push(staffId)
  return staffId
}

const falls = ({ on }: Slot, workday: boolean): boolean => on === 'everyDay' || (on === 'workdays') === workday

/** Hours that end at or before their start end on the next day. */
function spanOf({ from, to }: Slot, day: Day, at: InstantOf): MsSpan {
  const starts = minutesOf(from)
  const ends = minutesOf(to)
  return { starts: at(day, starts), ends: at(day, ends <= starts ? ends + 1440 : ends) }
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
