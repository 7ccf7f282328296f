import { instantOf, minutesOf, wallOf, weekdayNumber } from '../../../src/attendance/rules/clock.ts'
import { nightMinutes } from '../../../src/attendance/rules/night.ts'
import { overtimeMinutes, overtimeOf } from '../../../src/attendance/rules/overtime.ts'
import { pairStamps } from '../../../src/attendance/rules/pairing.ts'
import { type RoundingMode, roundSpan } from '../../../src/attendance/rules/rounding.ts'
import { minutesIn } from '../../../src/attendance/rules/schedule.ts'
import { cutAtSegments, flagsOf, isInOrder, type Segment } from '../../../src/attendance/rules/segments.ts'
import {
  type Adapter,
  fieldsOf,
  instant,
  isFields,
  listOf,
  numberOf,
  punchesOf,
  readTime,
  type Told,
  textOf,
  textsOf,
  zoneOf,
} from '../case.ts'
import { scheduleOf, workingDays } from '../schedules.ts'
import { stampsOf } from './daily.ts'

const modes: Record<string, RoundingMode> = { default: 'outward', closest: 'closest', floor: 'down', ceil: 'up' }

export const rounding: Adapter = ({ it }) => {
  const told = fieldsOf(it.rounding)
  const [starts = 0, ends = 0] = punchesOf(it)
  const rounded = roundSpan(
    { starts, ends },
    {
      mode: modes[textOf(told.mode) ?? ''] ?? 'outward',
      begin: numberOf(told.beginMin) ?? 0,
      end: numberOf(told.endMin) ?? 0,
      duration: numberOf(told.durationMin) ?? 0,
    },
  )
  const { duration } = rounded
  return {
    start: instant(rounded.starts),
    end: instant(rounded.ends),
    workedSeconds: duration / 1000,
    workedMinutes: duration / 60_000,
  }
}

const eightHours = { rules: [{ kind: 'beyondDay', minutes: 480 }], tolerance: 0, shortfallTolerance: null } as const
const longestMs = 24 * 3_600_000

export const nightHours: Adapter = ({ it }) => {
  const zone = zoneOf(it)
  const told = textOf(fieldsOf(it.shift).nightWindow) ?? it.description
  const window = /(\d\d:\d\d)-(\d\d:\d\d)/.exec(told)
  const { pairs, firstIn } = pairStamps(stampsOf(it), 'alternating')
  const night = nightMinutes(pairs, { from: window?.[1] ?? '22:00', to: window?.[2] ?? '06:00' }, zone)
  const day = firstIn === null ? null : wallOf(firstIn, zone).day
  const worked = minutesIn(pairs)
  const accepted = pairs.every((pair) => pair.ends - pair.starts <= longestMs)
  return {
    nightMinutes: night,
    dayMinutes: worked - night,
    workedMinutes: worked,
    attendanceDate: day,
    dateType: typeOf(it, day),
    overtimeMinutes: overtimeMinutes(overtimeOf(pairs, scheduleOf(it), eightHours)),
    accepted,
    refused: !accepted,
  }
}

function typeOf(it: Told, day: string | null): string | null {
  if (day === null) return null
  if (textsOf(fieldsOf(it.calendar).holidays).includes(day)) return 'holiday'
  return weekdayNumber(day) === 7 ? 'sunday' : 'normal'
}

const flagWords = {
  inEarly: 'in_early',
  inLate: 'in_late',
  outEarly: 'out_early',
  outLate: 'out_late',
  noNext: 'no_next_segment',
  noPrevious: 'no_previous_segment',
} as const

/** A time of presence over the segments of a day; one that is still open is closed by the run at `now`. */
export const multiSegment: Adapter = ({ it }) => {
  const { pairs, open } = pairStamps(stampsOf(it), 'alternating')
  const closing = open === null ? null : closingOf(open, it)
  const span = pairs[0] ?? (open !== null && closing !== null ? { starts: open, ends: closing } : undefined)
  if (span === undefined) return { segments: [], flags: [] }
  const segments = segmentsOf(it, wallOf(span.starts, zoneOf(it)).day)
  const parts = cutAtSegments(span, segments)
  const own = flagsOf(span, segments).map((flag) => flagWords[flag])
  const rest = parts
    .slice(1)
    .flatMap((part) => flagsOf(part, segments, true).map((flag) => `${flagWords[flag]}_on_second`))
  return {
    segments: parts.map((part) => ({ from: instant(part.starts), to: instant(part.ends), overtime: part.overtime })),
    flags: closing === null ? own : ['auto_closed', ...(parts.length > 1 ? rest : own)],
  }
}

/** When the run closes what is open: not while the window of its segment is, in which he may still go. */
function closingOf(open: number, it: Told): number | null {
  const now = textOf(it.now)
  if (now === undefined) return null
  const run = readTime(now, zoneOf(it))
  const today = segmentsOf(it, wallOf(open, zoneOf(it)).day)
  return today.some((one) => one.inFrom <= open && open < one.outTo && run <= one.outTo) ? null : run
}

export function segmentsOf(it: Told, day: string): readonly Segment[] {
  if (!workingDays(it).includes(weekdayNumber(day))) return []
  const at = (clock: unknown): number => instantOf(day, minutesOf(textOf(clock) ?? '00:00'), zoneOf(it))
  return listOf(fieldsOf(it.shift).segments)
    .filter(isFields)
    .map((one) => ({
      inFrom: at(one.inFrom ?? one.start),
      inTo: at(one.inTo ?? one.start),
      outFrom: at(one.outFrom ?? one.end),
      outTo: at(one.outTo ?? one.end),
    }))
}

/** Whether hours make sense by themselves. */
export const validation: Adapter = ({ it }) => {
  const segments = [...segmentsOf(it, '2026-03-04'), ...dayShiftOf(it)]
  const { effectiveFrom, effectiveTo } = fieldsOf(it.shift)
  const days = [textOf(effectiveFrom) ?? '', textOf(effectiveTo) ?? '9999-12-31'] as const
  const [starts, ends] = punchesOf(it)
  const accepted =
    segments.every(isInOrder) && days[0] <= days[1] && (starts === undefined || ends === undefined || ends > starts)
  return { accepted, valid: accepted, refused: !accepted }
}

/** A shift that is said not to cross midnight, as the one segment of its day. */
function dayShiftOf(it: Told): readonly Segment[] {
  const { start, end, crossesMidnight } = fieldsOf(it.shift)
  if (crossesMidnight !== false || textOf(start) === undefined || textOf(end) === undefined) return []
  return segmentsOf({ ...it, shift: { segments: [{ start, end }] } }, '2026-03-04')
}
