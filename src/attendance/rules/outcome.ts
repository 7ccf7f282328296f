import type { TimeGrade } from '../../contract/attendance.ts'
import { dayMs, instantOf, minuteMs } from './clock.ts'
import type { Block } from './frame.ts'
import type { HalfHours } from './hours.ts'
import type { CorrectionPart, DayRule, Ms, Seen, Span } from './input.ts'
import type { Ground } from './judged.ts'
import type { Person } from './person.ts'

/** What came of one thing expected of a half-day: to arrive, or to stay until its end. */
export interface Outcome {
  readonly what: 'arrival' | 'departure'
  readonly state: 'met' | 'late' | 'early' | 'missing' | 'silent' | 'uncertain' | 'waived'
  readonly seconds: number
  readonly timeGrade: TimeGrade | null
  readonly ground: Ground
  /** An approved correction stands for the check-in. */
  readonly corrected: boolean
}

/** Who came and went in a block, and how much later than his hours he may go because he came later. */
export interface Attendance {
  readonly block: Block
  readonly arrival: Seen | null
  readonly departure: Seen | null
  readonly flexArrival: Ms
  readonly flexDeparture: Ms
}

/** Silence so long before a start or after an end still explains a missing check-in. */
const silenceReach = 30 * minuteMs

/** Lateness in whole seconds beyond the hour, 0 while the grace forgives it. The hour is `hour`; instants in ms. */
export function lateSeconds(at: Ms, hour: Ms, rule: Pick<DayRule, 'graceIn' | 'lateCountsFrom'>): number {
  return secondsBeyond(at - hour, rule.graceIn, rule.lateCountsFrom)
}

/** Seconds somebody went before the hour, 0 while the grace forgives it. */
export function earlySeconds(at: Ms, hour: Ms, rule: Pick<DayRule, 'graceOut' | 'lateCountsFrom'>): number {
  return secondsBeyond(hour - at, rule.graceOut, rule.lateCountsFrom)
}

function secondsBeyond(beyond: Ms, graceMinutes: number, from: DayRule['lateCountsFrom']): number {
  const grace = graceMinutes * minuteMs
  if (beyond <= grace) return 0
  return Math.floor((from === 'grace' ? beyond - grace : beyond) / 1000)
}

/** Judges an arrival at the beginning of a half. */
export function arrivalOf(hours: HalfHours, came: Attendance, rule: DayRule, person: Person): Outcome {
  const hour = hours.starts + came.flexArrival
  const limit = hour + rule.graceIn * minuteMs
  const correction = person.correctionOf(came.block.day, hours.half, 'arrival')
  if (correction !== undefined) {
    const seconds = lateSeconds(claimedAt(correction, hour, person.zone), hour, rule)
    return {
      ...base('arrival', seconds > 0 ? 'late' : 'met', { kind: 'corrected', correction }),
      seconds,
      timeGrade: 'A',
      corrected: true,
    }
  }
  const reach: Reach = { what: 'arrival', from: came.block.opens, to: hours.ends, limit, hours }
  const seen = came.arrival
  if (seen === null || !mayBeBefore(seen, hours.ends)) return withoutCheckIn(reach, came.block, person)
  const seconds = isSurelyAfter(seen, limit) ? lateSeconds(seen.at, hour, rule) : 0
  return withCheckIn(seen, seconds > 0 ? 'late' : 'met', seconds, reach, person)
}

/** Judges a departure at the end of a half. */
export function departureOf(hours: HalfHours, came: Attendance, rule: DayRule, person: Person): Outcome {
  const hour = hours.ends + came.flexDeparture
  const limit = hour - rule.graceOut * minuteMs
  const correction = person.correctionOf(came.block.day, hours.half, 'departure')
  if (correction !== undefined) {
    const seconds = earlySeconds(claimedAt(correction, hour, person.zone), hour, rule)
    return {
      ...base('departure', seconds > 0 ? 'early' : 'met', { kind: 'corrected', correction }),
      seconds,
      timeGrade: 'A',
      corrected: true,
    }
  }
  const reach: Reach = { what: 'departure', from: hours.starts, to: came.block.closes, limit, hours }
  const seen = came.departure
  if (seen === null || !mayBeAfter(seen, hours.starts)) return withoutCheckIn(reach, came.block, person)
  const seconds = isSurelyBefore(seen, limit) ? earlySeconds(seen.at, hour, rule) : 0
  return withCheckIn(seen, seconds > 0 ? 'early' : 'met', seconds, reach, person)
}

/** Somebody who claims 08:05 for the end of a night that began the day before means the morning after. */
function claimedAt({ at, day }: CorrectionPart, hour: Ms, zone: string): Ms {
  const isNextDay = hour >= instantOf(day, 1440, zone)
  return isNextDay && Math.abs(at + dayMs - hour) < Math.abs(at - hour) ? at + dayMs : at
}

interface Reach {
  readonly what: 'arrival' | 'departure'
  readonly from: Ms
  readonly to: Ms
  readonly limit: Ms
  readonly hours: Span
}

const base = (what: Outcome['what'], state: Outcome['state'], ground: Ground): Outcome => ({
  what,
  state,
  seconds: 0,
  timeGrade: null,
  ground,
  corrected: false,
})

function withCheckIn(
  seen: Seen,
  state: 'met' | 'late' | 'early',
  seconds: number,
  reach: Reach,
  person: Person,
): Outcome {
  const { what, limit, hours } = reach
  const ground: Ground = { kind: what, seen, limit, sure: isSure(seen, limit) }
  const outcome: Outcome = { ...base(what, state, ground), seconds, timeGrade: seen.grade }
  const isUnclear = saysNothing(seen, reach)
  if (state === 'met' && !isUnclear) return outcome
  const outing = person.outingAt(what === 'arrival' ? hours.starts : hours.ends)
  if (outing !== undefined) return base(what, 'waived', { kind: 'outing', outing })
  if (isUnclear) return { ...outcome, state: 'uncertain', seconds: 0 }
  const span =
    what === 'arrival'
      ? silenceIn(person, hours.starts - silenceReach, seen.at)
      : silenceIn(person, seen.at, hours.ends + silenceReach)
  return span === undefined ? outcome : base(what, 'silent', { kind: 'silent', span })
}

function withoutCheckIn(reach: Reach, block: Block, person: Person): Outcome {
  const { what, hours } = reach
  const outing = person.outingAt(what === 'arrival' ? hours.starts : hours.ends)
  if (outing !== undefined) return base(what, 'waived', { kind: 'outing', outing })
  const [from, to] = what === 'arrival' ? [reach.from, reach.to] : [reach.from, block.closes]
  const span = silenceIn(person, hours.starts - silenceReach, hours.ends + silenceReach)
  if (span !== undefined) return base(what, 'silent', { kind: 'silent', span })
  const doubtful = person.doubtful.find((it) => mayBeBefore(it, to) && mayBeAfter(it, from))
  if (doubtful === undefined) return base(what, 'missing', { kind: 'missing', what, from, to })
  const ground: Ground = { kind: what, seen: doubtful, limit: reach.limit, sure: false }
  return { ...base(what, 'uncertain', ground), timeGrade: doubtful.grade }
}

/** Grade C, and it may have been outside the time in question: a person must confirm it. */
function saysNothing(seen: Seen, { what, from, to, limit }: Reach): boolean {
  if (seen.grade !== 'C') return false
  const inside = seen.earliest !== null && seen.latest !== null && seen.earliest >= from && seen.latest <= to
  if (!inside) return true
  return what === 'arrival' ? (seen.earliest ?? 0) > limit : (seen.latest ?? 0) < limit
}

const silenceIn = (person: Person, from: Ms, to: Ms): Span | undefined =>
  person.silences.find((it) => it.starts < to && it.ends > from)

const mayBeBefore = ({ earliest }: Seen, at: Ms): boolean => earliest === null || earliest < at
const mayBeAfter = ({ latest }: Seen, at: Ms): boolean => latest === null || latest > at
const isSurelyAfter = ({ grade, earliest }: Seen, at: Ms): boolean =>
  grade !== 'C' && earliest !== null && earliest > at
const isSurelyBefore = ({ grade, latest }: Seen, at: Ms): boolean => grade !== 'C' && latest !== null && latest < at
const isSure = (seen: Seen, limit: Ms): boolean =>
  seen.grade !== 'C' &&
  ((seen.earliest !== null && seen.earliest > limit) || (seen.latest !== null && seen.latest <= limit))
