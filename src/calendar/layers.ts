import type { Half } from '../contract/attendance.ts'
import type { CalendarDay, DayOverride, Layer } from '../contract/calendar.ts'
import type { Day } from '../kit/time.ts'
import { type NoticeInForce, shippedNotices } from './nation.ts'
import { listDays } from './plainDay.ts'

/** All that decides about days, laid out for looking up. Made anew when a notice or an override is kept. */
export interface Calendar {
  readonly nation: ReadonlyMap<Day, Decision>
  readonly province: ByDay
  readonly county: ByDay
  readonly units: ReadonlyMap<string, ByDay>
  readonly persons: ReadonlyMap<string, ByDay>
  /** Years a notice is known of. */
  readonly years: ReadonlySet<number>
}

/** What a layer says of a day or half of it; `layer: null` is the week itself. */
export interface Decision extends Pick<CalendarDay, 'name' | 'reason' | 'document'> {
  readonly layer: Layer | null
  readonly work: boolean
}

/** The halves a layer decides about; `whole` is its last decision about the whole day. */
export type Halves = { [half in Half | 'whole']?: Decision }
export type ByDay = ReadonlyMap<Day, Halves>

/**
 * The calendar of a county: what is shipped, the notices kept by the county (one of a year takes the place of the shipped
 * ones of that year) and the overrides in force, both in the order they were kept: the later one wins within its layer.
 */
export function makeCalendar(notices: readonly NoticeInForce[], overrides: readonly DayOverride[]): Calendar {
  const inForce = listInForce(notices)
  const calendar = { province: new Map(), county: new Map(), units: new Map(), persons: new Map() }
  for (const override of overrides) layOver(mapFor(override, calendar), override)
  return { nation: layNation(inForce), ...calendar, years: listYears(inForce) }
}

/** The notices that count: of each year the county's own, or else the shipped ones; by year. */
export function listInForce<Own extends NoticeInForce>(own: readonly Own[]): (Own | NoticeInForce)[] {
  const lastOwn = new Map(own.map((it) => [it.year, it]))
  return [...shippedNotices.filter((it) => !lastOwn.has(it.year)), ...lastOwn.values()].sort((a, b) => a.year - b.year)
}

function layNation(notices: readonly NoticeInForce[]): Map<Day, Decision> {
  const nation = new Map<Day, Decision>()
  for (const { days, documentNo, source } of notices) {
    const document = documentNo || source
    for (const { day, off, name } of days) {
      nation.set(day, { layer: 'nation', work: !off, name, reason: '', document })
    }
  }
  return nation
}

/** A year counts as known when its New Year's Day is named, as in every notice of a whole year. */
function listYears(notices: readonly NoticeInForce[]): Set<number> {
  const whole = notices.filter(({ year, days }) => days.some((it) => it.off && it.day === `${year}-01-01`))
  return new Set(whole.map((it) => it.year))
}

type Layers = Record<'province' | 'county', Map<Day, Halves>> &
  Record<'units' | 'persons', Map<string, Map<Day, Halves>>>

function mapFor(
  { layer, unitId, staffId }: DayOverride,
  { province, county, units, persons }: Layers,
): Map<Day, Halves> {
  switch (layer) {
    case 'province':
      return province
    case 'county':
      return county
    case 'unit':
      return ofKey(units, unitId ?? '')
    case 'person':
      return ofKey(persons, staffId ?? '')
    default:
      return layer satisfies never
  }
}

function ofKey(maps: Map<string, Map<Day, Halves>>, key: string): Map<Day, Halves> {
  const known = maps.get(key) ?? new Map<Day, Halves>()
  maps.set(key, known)
  return known
}

function layOver(map: Map<Day, Halves>, { layer, work, name, reason, document, half, from, to }: DayOverride): void {
  const decision: Decision = { layer, work, name, reason, document }
  for (const day of listDays(from, to)) {
    const before = map.get(day)
    if (half) map.set(day, { ...before, [half]: decision })
    else map.set(day, { am: decision, pm: decision, whole: decision })
  }
}
