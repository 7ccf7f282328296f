import { daysBetween } from '../../../src/attendance/rules/balance.ts'
import { dayAfter } from '../../../src/attendance/rules/clock.ts'
import { isChangeable } from '../../../src/attendance/rules/lock.ts'
import { type ShiftTerm, termsCollide } from '../../../src/attendance/rules/occurrences.ts'
import {
  findRecordFault,
  type PresenceRecord,
  type RecordChange,
  type RecordFault,
} from '../../../src/attendance/rules/records.ts'
import { type DayRange, requestDays, shareDay } from '../../../src/attendance/rules/requestDays.ts'
import {
  type Adapter,
  type Answer,
  type Fields,
  fieldsOf,
  isFields,
  listOf,
  numberOf,
  placeholder,
  readTime,
  type Told,
  textOf,
  textsOf,
  zoneOf,
} from '../case.ts'

/** A new or changed time of presence beside the ones there are. */
export const recordOverlap: Adapter = (question) => {
  const { it } = question
  const isOfDays = listOf(it.existing).some((one) => isFields(one) && one.in === undefined && one.from !== undefined)
  if (Array.isArray(it.shifts) || isOfDays) return assignmentOverlap(question)
  const records = listOf(it.existing)
    .filter(isFields)
    .map((one, index) => recordOf(one, index, it))
  const fault = findRecordFault(records, changeOf(it))
  return { accepted: fault === undefined, reason: fault === undefined ? null : reasonOf(fault) }
}

function recordOf(one: Fields, index: number, it: Told): PresenceRecord {
  const ends = textOf(one.out)
  return {
    id: String(one.id ?? index + 1),
    starts: readTime(textOf(one.in) ?? '', zoneOf(it)),
    ends: ends === undefined ? null : readTime(ends, zoneOf(it)),
  }
}

function changeOf(it: Told): RecordChange {
  const { dir, at } = fieldsOf(it.newPunch)
  if (dir === 'in' || dir === 'out') return { kind: dir, at: readTime(textOf(at) ?? '', zoneOf(it)) }
  const [came, went] = textsOf(it.punches)
  const told = [it.edit, it.newRecord, it.new, it.record].find(isFields) ?? { in: came, out: went }
  const { starts, ends } = recordOf(told, 0, it)
  return { kind: 'whole', id: it.edit === undefined ? null : String(told.id), starts, ends }
}

function reasonOf(fault: RecordFault): string {
  switch (fault.kind) {
    case 'alreadyIn':
      return 'already punched in'
    case 'nothingOpen':
      return 'already punched out'
    case 'endsBeforeStart':
      return 'out must be later than in'
    case 'overlaps':
      return `overlap with record ${fault.id}`
    default:
      return fault satisfies never
  }
}

/** Shifts of one person side by side: touching is allowed. Without days they go on from the same day. */
export const assignmentOverlap: Adapter = ({ it }) => {
  const told = [it.existing, it.shifts, it.assignments, it.new, it.newAssignment].flatMap((one) =>
    Array.isArray(one) ? one : [one],
  )
  const terms = told.filter(isFields).map((one) => termOf(one, it))
  const last = terms.at(-1)
  const only = it.allowMultiple === false
  const accepted = last !== undefined && terms.slice(0, -1).every((other) => !meet(last, other, only))
  return { accepted }
}

function termOf(one: Fields, it: Told): ShiftTerm {
  const shift = fieldsOf(it.shift)
  const own = { ...shift, ...fieldsOf(shift[textOf(one.shift) ?? '']), ...one }
  return {
    shift: {
      name: '',
      from: textOf(own.start) ?? '08:00',
      to: textOf(own.end) ?? '12:00',
      opensBefore: 0,
      closesAfter: 0,
    },
    from: textOf(own.from) ?? placeholder,
    to: textOf(own.to) ?? null,
  }
}

/** `only`: no two on one day, whatever their hours. */
function meet(a: ShiftTerm, b: ShiftTerm, only: boolean): boolean {
  if (only) return !((a.to !== null && a.to < b.from) || (b.to !== null && b.to < a.from))
  const apart = (a.to !== null && a.to < dayAfter(b.from, -1)) || (b.to !== null && b.to < dayAfter(a.from, -1))
  return !apart && termsCollide(a, b)
}

/** What may still be changed: a month closed with a grace, or days of a person that were closed. */
export const lock: Adapter = ({ it, asked }) => {
  if (isFields(it.lock)) return monthLock(it.lock)
  const [from, to] = textsOf(it.closedPeriod)
  const period = { from: from ?? '', to: to ?? '', graceDays: 0, before: 'open' } as const
  return Object.fromEntries(
    asked.map((question) => {
      const days = question.match(/\d{4}-\d\d-\d\d/g) ?? ['']
      const closed = /other/i.test(question) ? [] : [period]
      return [question, days.every((day) => isChangeable(day, placeholder, closed)) ? 'accepted' : 'refused']
    }),
  )
}

/** The last month, told by days from its first and from the first of this one. */
function monthLock(told: Fields): Answer {
  const [month, last] = ['2026-03-01', '2026-02-01']
  const day = dayAfter(last, numberOf(told.recordOffsetDaysFromPeriodStart) ?? 0)
  const today = dayAfter(month, numberOf(told.nowOffsetDaysFromMonthStart) ?? 0)
  const period = {
    from: last,
    to: dayAfter(month, -1),
    graceDays: numberOf(told.graceDays) ?? 0,
    before: 'closed',
  } as const
  const editable = isChangeable(day, today, [period], told.override === true)
  return { editable }
}

/** Requests that state days: each of them becomes one record, free days only if they are asked for too. */
export const correctionRequest: Adapter = ({ it }) => {
  const ranges = rangesTold(it.description)
  if (ranges !== undefined) return ranges
  const { from, to } = fieldsOf(it.request)
  const range = { from: textOf(from) ?? placeholder, to: textOf(to) ?? textOf(from) ?? placeholder }
  const free = freeDays(it, range)
  const days = requestDays(range, (day) => free.includes(day), /include-holidays ticked/i.test(it.description))
  return {
    records: days.length,
    dates: days,
    status: /home/i.test(it.description) ? 'work_from_home' : 'present',
  }
}

/** Days off and days on leave; where only the words tell of one, it is the last of the days. */
function freeDays(it: Told, { to }: DayRange): readonly string[] {
  const leaves = (Array.isArray(it.leave) ? it.leave : [it.leave]).filter(isFields)
  const away = leaves.flatMap((one) => daysBetween(textOf(one.from) ?? to, textOf(one.to) ?? textOf(one.from) ?? to))
  const told = [...textsOf(fieldsOf(it.calendar).holidays), ...away]
  return told.length === 0 && /\b(holiday|leave)\b/i.test(it.description) ? [to] : told
}

/** `Requests D-2..D, D..D against an existing D-1..D are refused; D-3..D-2 accepted`: D is the day the case plays on. */
function rangesTold(text: string): Answer | undefined {
  const [asked, rest = ''] = text.split(/against an existing/)
  const [own, ...more] = rangesIn(rest)
  if (asked === undefined || own === undefined) return undefined
  const all = [...rangesIn(asked), ...more]
  const refused = all.filter((range) => shareDay(range, own)).length
  return { refused, accepted: all.length - refused }
}

const rangesIn = (text: string): readonly DayRange[] =>
  [...text.matchAll(/D([+-]\d+)?\.\.D([+-]\d+)?/g)].map(([, from, to]) => ({
    from: dayAfter(placeholder, Number(from ?? 0)),
    to: dayAfter(placeholder, Number(to ?? 0)),
  }))
