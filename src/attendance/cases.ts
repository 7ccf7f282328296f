import type { Half, HalfState, JudgedHalf } from '../contract/attendance.ts'
import type { Day } from '../kit/time.ts'
import type { JudgedPerson } from './judging.ts'
import { explain } from './rules/explain.ts'
import type { DecisionPart } from './rules/input.ts'
import { type HalfJudgement, type JudgedDay, wasSeen } from './rules/judged.ts'

/** What a person should look at. */
const wanting: ReadonlySet<HalfState> = new Set(['late', 'early', 'noCheckIn', 'unknown'])

/** A half-day somebody should look at, or looked at. */
export interface Case extends JudgedHalf {
  readonly staffId: string
  readonly day: Day
  readonly half: Half
  readonly decision: DecisionPart | null
  /** Nobody decided, and nothing was seen: a person may call it an absence. */
  readonly mayBeAbsent: boolean
}

/** The cases of one person's days; `all` with those that were decided. */
export function casesOf({ days }: JudgedPerson, all: boolean): Case[] {
  return days.flatMap((day) => (['am', 'pm'] as const).flatMap((half) => caseOf(day, half, all)))
}

function caseOf(day: JudgedDay, half: Half, all: boolean): Case[] {
  const decision = standingOf(day[half])
  const open = wanting.has(day[half].verdict.state) && decision === null
  if (!open && !(all && decision !== null)) return []
  const mayBeAbsent = decision === null && isUnseen(day[half])
  return [{ ...explain(day)[half], staffId: day.staffId, day: day.day, half, decision, mayBeAbsent }]
}

const isUnseen = (judged: HalfJudgement): boolean => judged.verdict.state === 'noCheckIn' && !wasSeen(judged)

/** The decision of a person that stands on a half-day, if there is one; an approved appeal is decided elsewhere. */
export function standingOf({ grounds }: HalfJudgement): DecisionPart | null {
  const found = grounds.findLast((it) => it.kind === 'decision')
  return found?.kind === 'decision' && found.decision.decision !== 'appealApproved' ? found.decision : null
}

/** Whether a decision fits what the half-day is now; otherwise why not. */
export function fits(judged: HalfJudgement, decision: 'excused' | 'absent' | 'reopened'): 'yes' | 'notOver' | 'no' {
  const { state } = judged.verdict
  if (state === 'notYet') return 'notOver'
  const standing = standingOf(judged) !== null
  if (decision === 'reopened') return standing ? 'yes' : 'no'
  if (standing) return 'no'
  return (decision === 'absent' ? isUnseen(judged) : wanting.has(state)) ? 'yes' : 'no'
}
