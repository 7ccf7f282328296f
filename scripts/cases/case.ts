import { instantOf, minutesOf } from '../../src/attendance/rules/clock.ts'
import type { Ms } from '../../src/attendance/rules/input.ts'

/** A case without what is expected; what else it says is read by whoever needs it. */
export interface Told {
  readonly id: string
  readonly kind: string
  readonly description: string
  readonly source: string
  readonly timezone: string | null
  readonly [more: string]: unknown
}

/** A case as it stands in a file. */
export interface Case extends Told {
  readonly expected: Readonly<Record<string, unknown>>
}

/** What an adapter is told: the case without what is expected, the names asked for, and the cases of the same source. */
export interface Question {
  readonly it: Told
  readonly asked: readonly string[]
  /** The days asked for, where an answer is by day. */
  readonly askedDays: readonly string[]
  readonly siblings: readonly Told[]
}

/** The engine's answers in the words of the cases; an instant is wrapped so that it compares whatever its notation. */
export type Answer = Readonly<Record<string, unknown>>
export type Adapter = (question: Question) => Answer

export interface Instant {
  readonly instant: Ms
}
export const instant = (at: Ms | null): Instant | null => (at === null ? null : { instant: at })

/** The day on which cases play that their source tells relative to "today". */
export const placeholder = '2026-03-04'

export type Fields = Readonly<Record<string, unknown>>
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
export const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)
export const textsOf = (value: unknown): readonly string[] => listOf(value).flatMap((it) => textOf(it) ?? [])

/** The zone of a case: its own, the offset of its times, or, for times without any zone, one without clock changes. */
export function zoneOf(it: Told): string {
  if (it.timezone) return it.timezone
  const offset = /T[\d:.]+([+-]\d\d:\d\d)/.exec(JSON.stringify([it.punches, it.existing, it.newPunch]))
  return offset?.[1] ?? 'UTC'
}

/** An instant as a case writes it: with an offset, or by the wall clock of the case's zone. A day is its midnight. */
export function readTime(text: string, zone: string): Ms {
  if (/(?:Z|[+-]\d\d:\d\d)$/.test(text)) return Date.parse(text)
  const [day = '', clock = '00:00'] = text.split('T')
  return instantOf(day, minutesOf(clock), zone)
}

export const punchesOf = (it: Told): readonly Ms[] => textsOf(it.punches).map((text) => readTime(text, zoneOf(it)))

/** Times of the clock in a text, `8-12`, `08:00-12:00`, `07:30-08`, as pairs. */
export function clockSpansIn(text: string): readonly { readonly from: string; readonly to: string }[] {
  const found = text.matchAll(/\b(\d{1,2}(?::\d\d)?)-(\d{1,2}(?::\d\d)?)\b/g)
  return [...found].map(([, from = '', to = '']) => ({ from: clockIn(from), to: clockIn(to) }))
}

export function clockIn(text: string): string {
  const [hour = '0', minute = '00'] = text.split(':')
  return `${hour.padStart(2, '0')}:${minute}`
}
