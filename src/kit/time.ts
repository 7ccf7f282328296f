import { Temporal } from 'temporal-polyfill'

/** ISO 8601 in UTC with milliseconds, e.g. `2026-03-02T00:30:00.000Z`. The form of an instant on every wire and in every row. */
export type Iso = string

/** A plain day, `YYYY-MM-DD`, in the county's time zone. */
export type Day = string

/** The one zone of every county. Rules that need another take it as an argument. */
export const countyZone = 'Asia/Shanghai'

/** Where time comes from. Only `main` makes a real one; rules never see it. */
export interface Clock {
  now(): Iso
  /** Milliseconds that never go back while the process lives. */
  monotonic(): number
}

export const toIso = (epochMs: number): Iso => new Date(epochMs).toISOString()

export const toMs = (iso: Iso): number => Date.parse(iso)

/** The day an instant falls on in a zone, whatever zone the process runs in. */
export function dayOf(iso: Iso, zone: string = countyZone): Day {
  return Temporal.Instant.from(iso).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** Wall clock to the second, `HH:MM:SS`, in a zone. */
export function clockOf(iso: Iso, zone: string = countyZone): string {
  return Temporal.Instant.from(iso).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'second' })
}

/** The instant at which a wall-clock time (`HH:MM` or `HH:MM:SS`) strikes on a day in a zone. */
export function instantAt(day: Day, clock: string, zone: string = countyZone): Iso {
  return toIso(Temporal.PlainDateTime.from(`${day}T${clock}`).toZonedDateTime(zone).epochMilliseconds)
}

export function addDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: Day): number => Temporal.PlainDate.from(day).dayOfWeek
