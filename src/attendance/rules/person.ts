import type { Half } from '../../contract/attendance.ts'
import type { Day } from '../../kit/time.ts'
import { wallOf } from './clock.ts'
import { withoutRepeats } from './dedupe.ts'
import type {
  CorrectionPart,
  DecisionPart,
  DutyPart,
  LeavePart,
  Ms,
  OutingPart,
  PersonInput,
  Seen,
  Span,
} from './input.ts'

/** A duty with the day it starts on, to which it belongs. */
export interface DatedDuty extends DutyPart {
  readonly day: Day
}

/** One person's input made ready to be asked, so that nothing is sorted or searched twice. */
export interface Person {
  readonly staffId: string
  readonly zone: string
  /** In order of time, each once. */
  readonly checkIns: readonly Seen[]
  /** Those of grade C: their time is not known well enough to count against anybody. */
  readonly doubtful: readonly Seen[]
  readonly duties: readonly DatedDuty[]
  readonly silences: readonly Span[]
  leaveOn(day: Day, half: Half): LeavePart | undefined
  /** The outing that covers a whole span. */
  outingOver(span: Span): OutingPart | undefined
  /** The outing that covers an instant, ends included. */
  outingAt(at: Ms): OutingPart | undefined
  correctionOf(day: Day, half: Half, what: 'arrival' | 'departure'): CorrectionPart | undefined
  /** The decision that counts: an approved appeal, else the latest one unless it took the others back. */
  decisionOn(day: Day, half: Half): DecisionPart | undefined
}

export function preparePerson(input: PersonInput): Person {
  const { staffId, zone } = input
  const leaves = inOrder(input.leaves)
  const outings = input.outings.length < 2 ? input.outings : joinOutings(inOrder(input.outings))
  const corrections = latest(input.corrections, (it) => `${it.day}${it.half}${it.what}`)
  const decisions = latest(input.decisions, (it) => `${it.day}${it.half}`)
  const checkIns = uniqueCheckIns(input.checkIns)
  return {
    staffId,
    zone,
    silences: inOrder(input.silences),
    checkIns,
    doubtful: checkIns.filter((it) => it.grade === 'C'),
    duties: inOrder(input.duties).map((it) => ({ ...it, day: wallOf(it.starts, zone).day })),
    leaveOn: (day, half) =>
      leaves.find((it) => !isBefore(day, half, it.from) && !isBefore(it.to.day, it.to.half, { day, half })),
    outingOver: ({ starts, ends }) => outings.find((it) => it.starts <= starts && it.ends >= ends),
    outingAt: (at) => outings.find((it) => it.starts <= at && it.ends >= at),
    correctionOf: (day, half, what) => (corrections.size === 0 ? undefined : corrections.get(`${day}${half}${what}`)),
    decisionOn: (day, half) => {
      const found = decisions.size === 0 ? undefined : decisions.get(`${day}${half}`)
      return found?.decision === 'reopened' ? undefined : found
    },
  }
}

const isBefore = (day: Day, half: Half, than: { readonly day: Day; readonly half: Half }): boolean =>
  day < than.day || (day === than.day && half === 'am' && than.half === 'pm')

/** The same list in the same order however it came; what the order is matters to nobody. */
function inOrder<T>(parts: readonly T[]): readonly T[] {
  if (parts.length < 2) return parts
  const keyed = parts.map((part) => ({ part, key: JSON.stringify(part) }))
  return keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key))).map(({ part }) => part)
}

/** Check-ins in order, without those told twice. */
function uniqueCheckIns(checkIns: readonly Seen[]): readonly Seen[] {
  const sorted = checkIns.toSorted((a, b) => a.at - b.at || (a.checkInId < b.checkInId ? -1 : 1))
  return withoutRepeats(sorted, (it) => it.checkInId)
}

/** Outings that touch or overlap are one. */
function joinOutings(outings: readonly OutingPart[]): readonly OutingPart[] {
  const joined: OutingPart[] = []
  for (const it of outings.toSorted((a, b) => a.starts - b.starts || a.ends - b.ends)) {
    const last = joined.at(-1)
    if (last === undefined || it.starts > last.ends) joined.push(it)
    else joined[joined.length - 1] = { ...last, ends: Math.max(last.ends, it.ends) }
  }
  return joined
}

function latest<T extends { readonly decidedAt: Ms }>(parts: readonly T[], keyOf: (part: T) => string): Map<string, T> {
  const found = new Map<string, T>()
  for (const part of parts) {
    const key = keyOf(part)
    const other = found.get(key)
    if (other === undefined || outranks(part, other)) found.set(key, part)
  }
  return found
}

/** Approved appeals first, then the later; of two at the same instant always the same one, whatever their order. */
function outranks<T extends { readonly decidedAt: Ms }>(part: T, other: T): boolean {
  const rank = rankOf(part) - rankOf(other)
  if (rank !== 0) return rank > 0
  if (part.decidedAt !== other.decidedAt) return part.decidedAt > other.decidedAt
  return JSON.stringify(part) > JSON.stringify(other)
}

const rankOf = (part: object): number => ('decision' in part && part.decision === 'appealApproved' ? 1 : 0)
