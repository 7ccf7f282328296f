import { wallOf } from '../../../src/attendance/rules/clock.ts'
import { type DayRecord, type RecordRule, recordOf } from '../../../src/attendance/rules/dayRecord.ts'
import { withoutRepeats } from '../../../src/attendance/rules/dedupe.ts'
import type { Ms } from '../../../src/attendance/rules/input.ts'
import type { ShiftOccurrence } from '../../../src/attendance/rules/occurrences.ts'
import { pairStamps, type Stamp, workedMs } from '../../../src/attendance/rules/pairing.ts'
import {
  type Adapter,
  type Answer,
  fieldsOf,
  instant,
  isFields,
  numberOf,
  placeholder,
  punchesOf,
  readTime,
  type Told,
  textOf,
  textsOf,
  zoneOf,
} from '../case.ts'
import { matchOf, occurrencesOf, termsOf } from '../shifts.ts'

/** A stamp as a case tells it: its direction and whether a person wrote it down. */
interface ToldStamp extends Stamp {
  readonly manual: boolean
}

export function stampsOf(it: Told): readonly ToldStamp[] {
  const directions = textsOf(it.punchDirections)
  const origins = textsOf(it.punchOrigins)
  return punchesOf(it).map((at, index): ToldStamp => {
    const direction = directions[index]
    const manual = origins[index] !== undefined && origins[index] !== 'device'
    return direction === 'in' || direction === 'out' ? { at, direction, manual } : { at, manual }
  })
}

/** What a device tells twice at the same second is one; what people wrote down stays as often as they did. */
const toldOnce = (it: Told): readonly ToldStamp[] =>
  withoutRepeats(stampsOf(it), (stamp) => (stamp.manual ? null : `${stamp.at}${stamp.direction ?? ''}`))

/** Lateness counts from the end of the grace: the rule of these sources, an option of the engine. */
export function recordRuleOf(it: Told, name = 'S'): RecordRule {
  const shift = fieldsOf(it.shift)
  const own = textOf(shift.start) === undefined ? fieldsOf(shift[name]) : shift
  const of = { ...shift, ...own }
  return {
    pairing: of.pairing === 'strict' ? 'strict' : 'alternating',
    basis: of.hoursBasis === 'every-valid-pair' ? 'everyPair' : 'firstInLastOut',
    wholeFrom: numberOf(of.halfDayUnderMin) ?? 0,
    halfFrom: numberOf(of.absentUnderMin) ?? 0,
    graceIn: numberOf(of.graceInMin) ?? 0,
    graceOut: numberOf(of.graceOutMin) ?? 0,
    lateCountsFrom: 'grace',
  }
}

export const dailyStatus: Adapter = ({ it, askedDays }) => {
  const occurrences = occurrencesOf(it)
  const stamps = toldOnce(it)
  const judged = occurrences.filter((one) => isJudged(one, it)).map((one) => judge(one, stamps, occurrences, it))
  const first = judged.find((one) => one.record.state !== 'unseen') ?? judged.find((one) => one.shift.day === dayOf(it))
  const kept = isFields(it.existing)
  const statusOn = (day: string): string | null => statusOf(judged.find((one) => one.shift.day === day)?.record, it)
  const byDate = Object.fromEntries(askedDays.map((day) => [day, statusOn(day)]))
  return {
    ...byDate,
    byDate,
    statusByDate: byDate,
    ...dayAnswer(first, it),
    ...countsOf(stamps, it),
    recordCount: kept ? 1 : judged.filter((one) => one.record.state !== 'unseen').length,
    punchesSkipped: kept && stamps.length > 0,
    absentDates: judged
      .filter((one) => one.record.state === 'unseen' && isComplete(one.shift, it))
      .map((one) => one.shift.day),
    byShift: byShift(judged, it),
  }
}

interface Judged {
  readonly shift: ShiftOccurrence
  readonly record: DayRecord
}

function judge(shift: ShiftOccurrence, stamps: readonly Stamp[], all: readonly ShiftOccurrence[], it: Told): Judged {
  const mine = stamps.filter((stamp) => matchOf(stamp.at, all) === shift)
  return { shift, record: recordOf(shift, mine, recordRuleOf(it, shift.name)) }
}

/** Free days are not judged unless the rule says so, nor a shift whose check-ins may still come, nor who is not employed. */
function isJudged(shift: ShiftOccurrence, it: Told): boolean {
  const calendar = fieldsOf(it.calendar)
  const isFree = textsOf(calendar.holidays).includes(shift.day) && calendar.markOnHolidays !== true
  return !isFree && isEmployed(shift.day, it) && (textOf(it.dataCompleteUntil) === undefined || isComplete(shift, it))
}

/** Days of joining and leaving are both worked; sources call them by many names. */
export function isEmployed(day: string, it: Told): boolean {
  const told = { ...fieldsOf(it.employee), ...fieldsOf(it.employment) }
  const named = (names: readonly string[]): string | undefined => names.flatMap((name) => textOf(told[name]) ?? [])[0]
  const from = named(['from', 'joined', 'joining', 'joiningDate', 'dateOfJoining', 'start', 'activeFrom'])
  const to = named(['to', 'left', 'leaving', 'relieving', 'relievingDate', 'end', 'activeTo'])
  const isActive = told.status !== 'inactive' && !/\binactive\b/i.test(it.description)
  return isActive && day >= (from ?? '') && day <= (to ?? '9999-12-31')
}

function isComplete(shift: ShiftOccurrence, it: Told): boolean {
  const until = textOf(it.dataCompleteUntil)
  return until !== undefined && shift.closes < readTime(until, zoneOf(it))
}

const dayOf = (it: Told): string => textsOf(it.punches)[0]?.slice(0, 10) ?? textOf(it.date) ?? placeholder

function dayAnswer(first: Judged | undefined, it: Told): Answer {
  const record = first?.record
  const own = fieldsOf(it.existing)
  return {
    status: own.status ?? leaveWord(it) ?? statusOf(record, it),
    ...otherHalf(record, it),
    attendanceDate: first?.shift.day ?? dayOf(it),
    workedMinutes: (record?.worked ?? 0) / 60_000,
    workedHours: (record?.worked ?? 0) / 3_600_000,
    late: (record?.lateSeconds ?? 0) > 0,
    early: (record?.earlySeconds ?? 0) > 0,
    lateMinutes: Math.floor((record?.lateSeconds ?? 0) / 60),
    earlyMinutes: Math.floor((record?.earlySeconds ?? 0) / 60),
    firstIn: instant(record?.firstIn ?? null),
    lastOut: instant(record?.lastOut ?? null),
  }
}

/** A whole day on leave, or half of one: then the other half is judged by the work there was. */
function leaveWord(it: Told): string | null {
  if (!isFields(it.leave)) return null
  return it.leave.halfDay === true ? 'half_day' : 'on_leave'
}

function otherHalf(record: DayRecord | undefined, it: Told): Answer {
  if (leaveWord(it) !== 'half_day') return {}
  const seen = record?.state === 'whole' || record?.state === 'half'
  return { halfDayStatus: seen ? 'present' : 'absent', otherHalf: seen ? 'present' : 'absent' }
}

/**
 * The engine never says that somebody is absent. Where a source calls a day below its threshold so, this is only its word
 * for `short`; a source that counts stamps gets their count in its words.
 */
function statusOf(record: DayRecord | undefined, it: Told): string | null {
  if (it.source.startsWith('zf0916')) return countWord(toldOnce(it).length)
  if (record === undefined) return null
  switch (record.state) {
    case 'whole':
      return 'present'
    case 'half':
      return 'half_day'
    case 'short':
      return 'absent'
    case 'unseen':
      return textOf(it.dataCompleteUntil) === undefined ? null : 'absent'
    default:
      return record.state satisfies never
  }
}

const countWord = (count: number): string => (count === 0 ? 'no_punch' : count === 1 ? 'one_punch' : 'punches_recorded')

function byShift(judged: readonly Judged[], it: Told): Record<string, string | null> {
  const { assigned, usual } = termsOf(it)
  const names = [...assigned.map((one) => one.shift.name), ...usual.map((shift) => shift.name)]
  const word = (name: string): string | null =>
    statusOf(judged.find((one) => one.shift.name === name && one.record.state !== 'unseen')?.record, it)
  return Object.fromEntries(names.map((name) => [name, word(name)]))
}

function countsOf(stamps: readonly ToldStamp[], it: Told): Answer {
  const manual = stamps.filter((stamp) => stamp.manual)
  return {
    punchCount: stamps.length,
    manualPunchCount: manual.length,
    devicePunchCount: stamps.length - manual.length,
    duplicatePushes: punchesOf(it).length - stamps.length,
    duplicates: punchesOf(it).length - stamps.length,
    firstInManual: stamps[0]?.manual ?? false,
    lastOutManual: stamps.length > 1 && (stamps.at(-1)?.manual ?? false),
  }
}

/** Time worked, without any shift. */
export const workedHours: Adapter = ({ it }) => {
  const stamps = stampsOf(it)
  const rule = recordRuleOf(it)
  const pairing = pairStamps(stamps, rule.pairing)
  const worked = workedMs(pairing, fieldsOf(it.shift).hoursBasis === undefined ? 'everyPair' : rule.basis)
  return {
    workedSeconds: worked / 1000,
    workedMinutes: worked / 60_000,
    workedHours: worked / 3_600_000,
    firstIn: instant(pairing.firstIn),
    lastOut: instant(pairing.lastOut),
    attendanceDate: localDay(stamps[0]?.at, it),
  }
}

const localDay = (at: Ms | undefined, it: Told): string | null => (at === undefined ? null : wallOf(at, zoneOf(it)).day)

export const shiftMatch: Adapter = ({ it }) => {
  const occurrences = occurrencesOf(it)
  const zone = zoneOf(it)
  const perPunch = textsOf(it.punches).map((text) => {
    const at = readTime(text, zone)
    const match = matchOf(at, occurrences)
    return {
      at: instant(at),
      ...matchAnswer(match),
      attendanceDate: match?.day ?? wallOf(at, zone).day,
      offShift: match === undefined,
    }
  })
  const own = occurrences.find((one) => one.day === dayOf(it))
  return { ...perPunch[0], perPunch, ...(perPunch.length === 0 ? matchAnswer(own) : {}), ...rematched(it) }
}

const matchAnswer = (match: ShiftOccurrence | undefined): Answer => ({
  shift: match?.name ?? null,
  start: instant(match?.starts ?? null),
  end: instant(match?.ends ?? null),
  shiftStart: instant(match?.starts ?? null),
  shiftEnd: instant(match?.ends ?? null),
  windowStart: instant(match?.opens ?? null),
  windowEnd: instant(match?.closes ?? null),
})

/** `first matched to default 08-12; after assigning 12:30-16:30 a re-match moves it`: what a day record used stays. */
function rematched(it: Told): Answer {
  const told = /default (\S+);.*assigning (\S+)/.exec(it.description)
  const [at] = punchesOf(it)
  if (told === null || at === undefined) return {}
  const words = { ...it, shift: null, description: `default ${told[1]}, assigned ${told[2]} today` }
  const [before, after] = [{ ...words, description: `default ${told[1]}` }, words].map((one) =>
    matchOf(at, occurrencesOf(one)),
  )
  const names: Record<string, string> = { default: 'S1', assigned: 'S2' }
  return { unmarked: names[after?.name ?? ''] ?? null, alreadyMarked: names[before?.name ?? ''] ?? null }
}
