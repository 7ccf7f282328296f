import { contentId } from './contentId.ts'
import { ends, makePlan, type Plan, type WorkingCalendarInput } from './plan.ts'
import { msPerDay } from './span.ts'
import { layTrack, type Track } from './track.ts'
import { makeWallClock } from './zone.ts'

/** Which time is worked, somewhere, by one state of what is known. Made once, asked millions of times; never changes. */
export interface WorkingCalendar {
  /** SHA-256 of its content, hex, unless whoever made it gave another: the version a due date is kept with. */
  readonly id: string
  readonly zone: string
  readonly plan: Plan
  /** Days laid out so far; grows as questions reach further, the answers stay. */
  readonly laid: { track: Track | null }
}

/** Two calendars made from the same content have the same id, in whatever order it was told. */
export function makeWorkingCalendar(input: WorkingCalendarInput, id: string = contentId(input)): WorkingCalendar {
  return { id, zone: input.zone, plan: makePlan(input), laid: { track: null } }
}

/** A track on which an instant, in ms since 1970, lies with days to spare. Throws for instants before 1900 or after 2199. */
export function trackAround(calendar: WorkingCalendar, at: number): Track {
  const { track } = calendar.laid
  if (track && at >= (track.midnights[2] ?? 0) && at < (track.midnights[track.days - 2] ?? 0)) return track

  const day = Math.floor(at / msPerDay)
  if (!(day - 4 > ends.first && day + 4 < ends.last)) throw new RangeError(`no calendar tells of the instant ${at}`)
  return lay(calendar, Math.min(day - 30, track?.first ?? day), Math.max(day + 400, lastOf(track) ?? day))
}

/** A longer track, years further on or back; undefined where a calendar ends. */
export function further(calendar: WorkingCalendar, track: Track, direction: 1 | -1): Track | undefined {
  const more = Math.max(400, track.days)
  const last = track.first + track.days - 1
  if (direction > 0) return last >= ends.last ? undefined : lay(calendar, track.first, last + more)
  return track.first <= ends.first ? undefined : lay(calendar, track.first - more, last)
}

const lastOf = (track: Track | null): number | undefined => (track === null ? undefined : track.first + track.days - 1)

function lay(calendar: WorkingCalendar, from: number, to: number): Track {
  const [first, last] = [Math.max(from, ends.first), Math.min(to, ends.last)]
  const track = layTrack(calendar.plan, makeWallClock(calendar.zone, first, last), first, last)
  calendar.laid.track = track
  return track
}
