import type { Half, HalfVerdict, TimeGrade } from '../../contract/attendance.ts'
import { minuteMs } from './clock.ts'
import type { DutyWindow, Expected, Frame } from './frame.ts'
import type { HalfHours } from './hours.ts'
import type { Ms, Seen } from './input.ts'
import { type DutyJudgement, type Ground, type HalfJudgement, wasSeen } from './judged.ts'
import { type Attendance, arrivalOf, departureOf, type Outcome } from './outcome.ts'
import type { Person } from './person.ts'

/** A day with everything needed to judge its halves: `came` per block in the frame's order. */
export interface Scene {
  readonly frame: Frame
  readonly came: readonly Attendance[]
  readonly person: Person
  readonly now: Ms
}

/** The one verdict on a half-day: what was expected, what came of it, and what people decided about it. */
export function judgeHalf(half: Half, scene: Scene): HalfJudgement {
  const judged = judgeExpected(half, scene.frame[half], scene)
  const decision = scene.person.decisionOn(scene.frame.setting.day, half)
  if (decision === undefined) return judged
  const verdict = decided(judged, decision.decision)
  const ground: Ground = { kind: 'decision', decision, held: verdict !== undefined }
  return { ...judged, verdict: verdict ?? judged.verdict, grounds: [...judged.grounds, ground] }
}

function judgeExpected(half: Half, expected: Expected, scene: Scene): HalfJudgement {
  const plain = { half, timeGrade: null, hours: null }
  switch (expected.kind) {
    case 'rest':
      return { ...plain, verdict: { state: 'rest', why: expected.why }, planned: false, grounds: [] }
    case 'leave':
      return {
        ...plain,
        verdict: { state: 'leave', leave: expected.leave.leave },
        planned: true,
        grounds: [expected],
      }
    case 'outing': {
      const { outing, planned } = expected
      const ground: Ground = outing === null ? { kind: 'field' } : { kind: 'outing', outing }
      return { ...plain, verdict: { state: 'outing' }, planned, grounds: [ground] }
    }
    case 'duty':
      return judgeDutyHalf(half, expected.duties, scene)
    case 'work':
      return judgeWork(expected.hours, scene)
    default:
      return expected satisfies never
  }
}

/** A person may excuse what the machine found wanting; he may call an absence only what nobody was seen in. */
function decided(judged: HalfJudgement, decision: string): HalfVerdict | undefined {
  const { hours } = judged
  const { state } = judged.verdict
  const open = state === 'noCheckIn' || state === 'unknown'
  if (decision === 'absent') return open && !wasSeen(judged) ? { state: 'absent' } : undefined
  if (!open && state !== 'late' && state !== 'early') return undefined
  return hours === null ? { state: 'duty' } : { state: 'present' }
}

function judgeWork(hours: HalfHours, scene: Scene): HalfJudgement {
  const { frame, now } = scene
  const outcomes = outcomesOf(hours, scene)
  const settled = hours.ends + frame.setting.rule.openAfter * minuteMs
  const verdict = now < hours.ends ? notYet : verdictOf(outcomes, now < settled)
  return {
    half: hours.half,
    verdict: verdict.state === 'present' && isDutyShift(frame) ? { state: 'duty' } : verdict,
    timeGrade: verdict.state === 'notYet' ? null : weakest(outcomes),
    planned: true,
    hours,
    grounds: outcomes.map((it) => it.ground),
  }
}

const notYet: HalfVerdict = { state: 'notYet' }
const isDutyShift = ({ setting: { plan } }: Frame): boolean => plan.kind === 'shift' && plan.shift.kind === 'duty'

function outcomesOf(hours: HalfHours, { came, frame, person }: Scene): readonly Outcome[] {
  const { rule } = frame.setting
  const of = came.find((it) => it.block.halves.includes(hours))
  if (of === undefined) return []
  const { halves } = of.block
  const outcomes: Outcome[] = []
  if (halves[0] === hours) outcomes.push(arrivalOf(hours, of, rule, person))
  if (halves.at(-1) === hours) outcomes.push(departureOf(hours, of, rule, person))
  return outcomes
}

/** `open`: a check-in may still come, so what is wanting now may not be wanting in the end. */
function verdictOf(outcomes: readonly Outcome[], open: boolean): HalfVerdict {
  const late = secondsOf(outcomes, 'late')
  const early = secondsOf(outcomes, 'early')
  const wanting = late > 0 || early > 0 ? missingOf(outcomes) : (unknownOf(outcomes) ?? missingOf(outcomes))
  if (open && (wanting !== undefined || early > 0)) return notYet
  if (wanting !== undefined) return wanting
  if (late > 0) return { state: 'late', lateSeconds: late, earlySeconds: early }
  if (early > 0) return { state: 'early', earlySeconds: early }
  return outcomes.every((it) => it.state === 'waived') ? { state: 'outing' } : { state: 'present' }
}

const secondsOf = (outcomes: readonly Outcome[], state: 'late' | 'early'): number =>
  outcomes.find((it) => it.state === state)?.seconds ?? 0

function unknownOf(outcomes: readonly Outcome[]): HalfVerdict | undefined {
  if (outcomes.some((it) => it.state === 'silent')) return { state: 'unknown', why: 'stationSilent' }
  return outcomes.some((it) => it.state === 'uncertain') ? { state: 'unknown', why: 'timeUncertain' } : undefined
}

function missingOf(outcomes: readonly Outcome[]): HalfVerdict | undefined {
  const missing = outcomes.filter((it) => it.state === 'missing')
  const [first] = missing
  return first && { state: 'noCheckIn', missing: missing.length > 1 ? 'both' : first.what }
}

function weakest(outcomes: readonly Outcome[]): TimeGrade | null {
  let found: TimeGrade | null = null
  for (const { timeGrade } of outcomes) {
    if (timeGrade !== null && (found === null || timeGrade > found)) found = timeGrade
  }
  return found
}

function judgeDutyHalf(half: Half, windows: readonly DutyWindow[], scene: Scene): HalfJudgement {
  const judged = windows.map((it) => judgeDuty(it, scene))
  const best = dutyOrder.map((state) => judged.find((it) => it.state === state)).find((it) => it !== undefined)
  return {
    half,
    verdict: dutyVerdict(best?.state ?? 'unseen'),
    timeGrade: best?.seen?.grade ?? null,
    planned: false,
    hours: null,
    grounds: judged.map(({ duty, seen, state }) => ({ kind: 'duty', duty, seen, state })),
  }
}

const dutyOrder = ['seen', 'excused', 'notYet', 'unknown', 'unseen'] as const

function dutyVerdict(state: DutyJudgement['state']): HalfVerdict {
  switch (state) {
    case 'seen':
    case 'excused':
      return { state: 'duty' }
    case 'notYet':
      return notYet
    case 'unknown':
      return { state: 'unknown', why: 'stationSilent' }
    case 'unseen':
      return { state: 'noCheckIn', missing: 'both' }
    default:
      return state satisfies never
  }
}

/** Whether somebody was seen on a duty: one check-in in its window is enough, and it is never late. */
export function judgeDuty(
  window: DutyWindow,
  { person, frame, now }: Pick<Scene, 'person' | 'frame' | 'now'>,
): Omit<DutyJudgement, 'extra'> {
  const { duty, opens, closes } = window
  const seen = person.checkIns.find((it) => it.at >= opens && it.at <= closes) ?? null
  if (now < duty.ends) return { duty, state: 'notYet', seen }
  if (seen !== null) return { duty, state: 'seen', seen }
  if (person.outingOver(duty) !== undefined || isOnLeave(window, person)) return { duty, state: 'excused', seen }
  if (now < duty.ends + frame.setting.rule.openAfter * minuteMs) return { duty, state: 'notYet', seen }
  const silent = person.silences.some((it) => it.starts < duty.ends && it.ends > duty.starts)
  const doubtful = person.doubtful.some((it) => mayBe(it, opens, closes))
  return { duty, state: silent || doubtful ? 'unknown' : 'unseen', seen }
}

const isOnLeave = ({ halves, day }: DutyWindow, person: Person): boolean =>
  halves.every((half) => person.leaveOn(day, half) !== undefined)

const mayBe = ({ earliest, latest }: Seen, from: Ms, to: Ms): boolean =>
  (earliest === null || earliest <= to) && (latest === null || latest >= from)
