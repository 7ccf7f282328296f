import { type Fields, fieldsOf, isFields, textOf } from '../case.ts'

/** A case of working time: a calendar, a question and its answer. Times without offset are wall clock in `zone`. */
export interface HoursCase {
  readonly id: string
  readonly source: string
  readonly zone: string
  readonly calendar: Fields
  readonly op: string
  readonly input: Fields
  readonly note: string
  readonly expected: unknown
  /** False: libraries answer this in different ways. */
  readonly plain: boolean
}

export const isHoursCase = (value: unknown): boolean =>
  isFields(value) && typeof value.op === 'string' && isFields(value.input) && isFields(value.calendar)

/** What cannot be a case at all is undefined. `floating` is any zone without clock changes. */
export function readHoursCase(value: unknown): HoursCase | undefined {
  if (!isHoursCase(value) || !isFields(value)) return undefined
  const { id, source, timezone, calendar, op, input, note, expected, agreesWithPlain } = value
  const told = textOf(timezone) ?? textOf(fieldsOf(calendar).timezone) ?? 'UTC'
  return {
    id: textOf(id) ?? '?',
    source: textOf(source) ?? '',
    zone: /^(floating|local|none)?$/i.test(told) ? 'UTC' : told,
    calendar: fieldsOf(calendar),
    op: textOf(op) ?? '',
    input: fieldsOf(input),
    note: textOf(note) ?? '',
    expected,
    plain: agreesWithPlain !== false,
  }
}
