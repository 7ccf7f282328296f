import type { CountName } from '../../contract/routes/counts.ts'
import { type Fact, type FactKind, factBodies } from '../../fact/fact.ts'
import { type Day, dayOf } from '../../kit/time.ts'

/** What is counted of facts one by one; silences are spans and deletions certificates, and counted where they are. */
export type FactCount = Exclude<CountName, 'silentHours' | 'deleted'>

/** What has to be known from earlier facts to judge one: the day a thing is over or begins, and silences of devices. */
export interface Known {
  /** Of a request: the last day it is about. Of a duty, a rule, an override: the first. */
  dayOf(thingId: string): Day | undefined
  /** Whether a device was silent towards the center at an instant and for long after. */
  silentAt(deviceId: string, at: string): boolean
}

// [Note: Counts say nothing of how people check in]
// Of a check-in only its envelope is looked at: device and instants. Attempts, templates, consents, witnesses, other ways
// and whatever else only some ways of checking in bring with them are counted nowhere. A test exchanges the ways.

/** Which of the public counts a fact belongs to. Pure. */
export function countsOf(fact: Fact, known: Known): FactCount[] {
  const counts = [countOfKind(fact, known), isAlone(fact) ? 'doneAlone' : null] as const
  return counts.filter((it) => it !== null)
}

function countOfKind(fact: Fact, known: Known): FactCount | null {
  switch (fact.kind) {
    case 'caseDecided':
      return 'changedAfter'
    case 'monthFinalised':
      return fact.body.revision > 1 ? 'monthRevised' : null
    case 'checkIn':
      return heldBack(fact, known)
    case 'terminalPunched':
      return fact.body.staffId === null ? null : heldBack(fact, known)
    default:
      return countOfDay(fact, known)
  }
}

const heldBack = ({ deviceId, recordedAt }: Fact, known: Known): FactCount | null =>
  deviceId !== undefined && known.silentAt(deviceId, recordedAt) ? 'arrivedLate' : null

/** What counts because its day was over when it was kept. */
function countOfDay(fact: Fact, known: Known): FactCount | null {
  const today = dayOf(fact.recordedAt)
  const over = (day: Day | undefined): boolean => day !== undefined && day < today
  if (over(changedDay(fact, known))) return 'changedAfter'
  if (over(writtenDay(fact))) return 'writtenLate'
  return over(ruledDay(fact, known)) ? 'pastRule' : null
}

/** The day that a decision changes. */
function changedDay(fact: Fact, known: Known): Day | undefined {
  switch (fact.kind) {
    case 'requestDecided':
      return fact.body.decision === 'approved' ? known.dayOf(fact.body.requestId) : undefined
    case 'dutyCancelled':
      return known.dayOf(fact.body.dutyId)
    default:
      return undefined
  }
}

/** The day that something written down happened on. */
function writtenDay(fact: Fact): Day | undefined {
  switch (fact.kind) {
    case 'dutyKept':
      return dayOf(fact.body.starts)
    case 'outingKept':
      return dayOf(fact.body.ends)
    case 'spotCheckRecorded':
      return dayOf(fact.body.foundAt)
    default:
      return undefined
  }
}

/** The first day that a rule, a calendar or a pattern of work holds for. */
function ruledDay(fact: Fact, known: Known): Day | undefined {
  switch (fact.kind) {
    case 'attendanceRuleKept':
      return fact.body.effectiveFrom
    case 'attendanceRuleLifted':
      return known.dayOf(fact.body.ruleId)
    case 'dayOverrideKept':
    case 'assignmentKept':
      return fact.body.from
    case 'dayOverrideLifted':
      return known.dayOf(fact.body.overrideId)
    case 'assignmentEnded':
      return fact.body.to
    case 'holidayNoticeKept':
      return fact.body.days.map((it) => it.day).sort()[0]
    default:
      return undefined
  }
}

/** Whatever needs two people and was done by one says so itself. */
const isAlone = ({ body }: Fact): boolean => 'alone' in body && body.alone === true

/** The thing a later fact may be about, and the day that decides whether it comes too late. */
export function dayIn(fact: Fact): { readonly thingId: string; readonly day: Day } | undefined {
  switch (fact.kind) {
    case 'dutyKept':
      return { thingId: fact.body.dutyId, day: dayOf(fact.body.starts) }
    case 'requestMade':
      return { thingId: fact.body.requestId, day: lastDayOf(fact.body.wish) }
    case 'attendanceRuleKept':
      return { thingId: fact.body.ruleId, day: fact.body.effectiveFrom }
    case 'dayOverrideKept':
      return { thingId: fact.body.overrideId, day: fact.body.from }
    default:
      return undefined
  }
}

function lastDayOf(wish: Extract<Fact, { kind: 'requestMade' }>['body']['wish']): Day {
  if (wish.kind === 'leave') return wish.to.day
  return wish.kind === 'outing' ? dayOf(wish.ends) : wish.day
}

/** Kinds that say of themselves that they were done alone. */
const aloneKinds = (Object.keys(factBodies) as FactKind[]).filter((kind) => {
  const body: { readonly shape?: object } = factBodies[kind]
  return body.shape !== undefined && 'alone' in body.shape
})

/** Every kind that is counted, or needed to judge one that is. */
export const lookedAt: readonly FactKind[] = [
  ...aloneKinds,
  'caseDecided',
  'requestMade',
  'requestDecided',
  'dutyKept',
  'dutyCancelled',
  'outingKept',
  'spotCheckRecorded',
  'attendanceRuleKept',
  'attendanceRuleLifted',
  'dayOverrideKept',
  'dayOverrideLifted',
  'assignmentKept',
  'assignmentEnded',
  'holidayNoticeKept',
  'monthFinalised',
  'checkIn',
  'terminalPunched',
  'deviceSilent',
]

/** The thing of an earlier fact that a fact is about. */
export function thingOf(fact: Fact): string | undefined {
  switch (fact.kind) {
    case 'requestDecided':
      return fact.body.requestId
    case 'dutyCancelled':
      return fact.body.dutyId
    case 'attendanceRuleLifted':
      return fact.body.ruleId
    case 'dayOverrideLifted':
      return fact.body.overrideId
    default:
      return undefined
  }
}
