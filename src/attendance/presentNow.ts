import type { OutputOf } from '../contract/route.ts'
import type { readToday } from '../contract/routes/attendance.ts'
import { toIso } from '../kit/time.ts'
import type { JudgedPerson } from './judging.ts'
import { minuteMs } from './rules/clock.ts'
import type { Ms, Span } from './rules/input.ts'
import type { JudgedDay } from './rules/judged.ts'

export type PresentNow = Omit<OutputOf<typeof readToday>['people'][number], 'staffId' | 'siteId'>

/**
 * Where somebody is now, as far as check-ins tell. `days` of the person are yesterday, today and tomorrow. Seen is who
 * came since midnight, or for hours that began yesterday and still run, and did not check out; approved absence goes
 * before it. While a site is silent nobody is said to be missing there.
 */
export function presentNow(judged: JudgedPerson, now: Ms, silences: readonly Span[], midnight: Ms): PresentNow {
  const { file, days } = judged
  const hours = [...days.flatMap(hoursOf), ...file.duties].sort((a, b) => a.starts - b.starts)
  const running = hours.find((it) => it.starts <= now && now < it.ends)
  const since = Math.min(midnight, (running?.starts ?? midnight) - earlyMs)
  const came = file.seen.filter((it) => it.at >= since && it.at <= now).sort((a, b) => a.at - b.at)
  const scene: Scene = { today: days[1], now, midnight, hours, running, came, silences }
  const state = file.outings.some((it) => it.starts <= now && now < it.ends) ? 'outing' : stateOf(scene)
  const next = hours.find((it) => it.starts > now)
  const from = state === 'expected' && running !== undefined ? running.starts : next?.starts
  return {
    state,
    since: came[0] ? toIso(came[0].at) : null,
    from: state === 'seen' || from === undefined ? null : toIso(from),
  }
}

interface Scene {
  readonly today: JudgedDay | undefined
  readonly now: Ms
  readonly midnight: Ms
  /** Hours and duties from yesterday to tomorrow, in order. */
  readonly hours: readonly Span[]
  readonly running: Span | undefined
  /** Check-ins that count for now, in order. */
  readonly came: JudgedPerson['file']['seen']
  readonly silences: readonly Span[]
}

function stateOf(scene: Scene): PresentNow['state'] {
  const { today, now, midnight, running, came, silences } = scene
  if (isHere(came)) return 'seen'
  if (isOnLeave(today, now, midnight)) return 'leave'
  if (running === undefined) return offHours(scene)
  const grace = (today?.setting.rule.graceIn ?? 0) * minuteMs
  if (came.length === 0 && now <= running.starts + grace) return 'expected'
  return isSilent(silences, { starts: running.starts, ends: now }) ? 'unknown' : 'notSeen'
}

/** Between hours, or when the day's are over. */
function offHours({ now, midnight, hours, came, silences }: Scene): PresentNow['state'] {
  const passed = hours.findLast((it) => it.ends <= now && it.starts >= midnight)
  if (passed !== undefined && came.length === 0) return isSilent(silences, passed) ? 'unknown' : 'notSeen'
  return hours.some((it) => it.starts > now && it.starts < midnight + dayMs) ? 'expected' : 'rest'
}

const earlyMs = 4 * 3_600_000
const dayMs = 86_400_000

const hoursOf = ({ am, pm }: JudgedDay): Span[] => [am.hours, pm.hours].filter((it) => it !== null)

/** "Again" a moment after leaving does not bring anybody back. */
const isHere = (came: JudgedPerson['file']['seen']): boolean => {
  const last = came.findLast((it) => it.direction !== 'again') ?? came.at(-1)
  return last !== undefined && last.direction !== 'departure'
}

function isOnLeave(today: JudgedDay | undefined, now: Ms, midnight: Ms): boolean {
  const half = now < midnight + dayMs / 2 ? today?.am : today?.pm
  return half?.verdict.state === 'leave'
}

const isSilent = (silences: readonly Span[], { starts, ends }: Span): boolean =>
  silences.some((it) => it.starts < ends && it.ends > starts)
