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
  /** How many duties of just these hours and this role stand already. */
  readonly countKept: (span: MsSpan, as: Duty['as']) => number
  readonly at: InstantOf
}

/**
 * Gives out turns day by day: always to the one who has waited longest and is free. Whoever is passed over keeps his place,
 * whoever was taken goes to the end; nobody is given two things at once. A turn that stands on the roster already is not
 * given again, so that filling twice is filling once.
 */
export function takeTurns(slots: readonly Slot[], frame: TurnFrame): Turn[] {
  const queues = slots.map((slot) => [...new Set(slot.staffIds)])
  const given = new Map<string, MsSpan[]>()
  const standing = new Map<string, number>()
  const isFree = (staffId: string, span: MsSpan): boolean =>
    frame.isFree(staffId, span) && !given.get(staffId)?.some((it) => share(it, span))

  const take = (slot: Slot, queue: string[], day: Day): Turn[] => {
    const span = spanOf(slot, day, frame.at)
    if (stands(slot, span)) return []
    const place = queue.findIndex((staffId) => isFree(staffId, span))
    const [staffId = null] = place < 0 ? [] : queue.splice(place, 1)
    if (staffId !== null) {
      queue.push(staffId)
      given.set(staffId, [...(given.get(staffId) ?? []), span])
    }
    return [{ ...span, slot, staffId }]
  }
  const stands = (slot: Slot, span: MsSpan): boolean => {
    const key = `${span.starts} ${span.ends} ${slot.as}`
    const left = standing.get(key) ?? frame.countKept(span, slot.as)
    standing.set(key, left - 1)
    return left > 0
  }
  return frame.days.flatMap((day) =>
    slots.flatMap((slot, i) => (falls(slot, frame.isWorkday(day)) ? take(slot, queues[i] ?? [], day) : [])),
  )
}

const falls = ({ on }: Slot, workday: boolean): boolean => on === 'everyDay' || (on === 'workdays') === workday

/** Hours that end at or before their start end on the next day. */
function spanOf({ from, to }: Slot, day: Day, at: InstantOf): MsSpan {
  const starts = minutesOf(from)
  const ends = minutesOf(to)
  return { starts: at(day, starts), ends: at(day, ends <= starts ? ends + 1440 : ends) }
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
