import pg from 'pg'
import { toIso } from '../kit/time.ts'

/**
 * How PostgreSQL's types arrive in the program, whatever the zone of the process:
 *
 * | column | value |
 * |---|---|
 * | date, time, timestamp, interval | text as PostgreSQL writes it (`2026-03-02`, `01:30:00`) |
 * | timestamptz | `Iso`: UTC with milliseconds; finer digits are cut off |
 * | int8, numeric | number. Counts, sums and averages; whoever needs more than 2^53 exactly stores text |
 * | bytea | Uint8Array |
 * | json, jsonb | the value |
 *
 * and arrays of these as arrays of the same values. int2, int4, float, bool, text and uuid are as node-postgres has them.
 */
export function parserOf(oid: number, format: 'text' | 'binary' = 'text'): (text: string) => unknown {
  if (format === 'binary') return (value) => value
  const scalar = scalars.get(oid)
  if (scalar) return scalar
  const element = arrays.get(oid)
  if (element) return (text) => eachText(parseTextArray(text), element)
  return pg.types.getTypeParser(oid, 'text')
}

type Parser = (text: string) => unknown
const asText: Parser = (text) => text

const scalars = new Map<number, Parser>([
  [17, (text) => toBytes(text)],
  [20, (text) => Number(text)],
  [1082, asText],
  [1083, asText],
  [1114, asText],
  [1184, (text) => toInstant(text)],
  [1186, asText],
  [1266, asText],
  [1700, (text) => Number(text)],
])

const arrays = new Map<number, Parser>([
  [1001, (text) => toBytes(text)],
  [1016, (text) => Number(text)],
  [1115, asText],
  [1182, asText],
  [1183, asText],
  [1185, (text) => toInstant(text)],
  [1187, asText],
  [1231, (text) => Number(text)],
])

const textArray = 1009 as number
const parseTextArray: Parser = (text) => pg.types.getTypeParser(textArray, 'text')(text)

function eachText(value: unknown, parse: Parser): unknown {
  if (Array.isArray(value)) return value.map((one) => eachText(one, parse))
  return typeof value === 'string' ? parse(value) : value
}

// A copy: a small Buffer shares its memory with others.
const toBytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.slice(2), 'hex'))

/** PostgreSQL writes `2026-03-02 08:30:00.123456+08` or `…+05:30`; `infinity` stays text, as no instant can say it. */
function toInstant(text: string): string {
  const parts = /^(\d{4,6}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{1,6})?([+-]\d\d)(:\d\d)?$/.exec(text)
  if (!parts) return text
  const [, day, clock, fraction = '.0', hours, minutes = ':00'] = parts
  return toIso(Date.parse(`${day}T${clock}${fraction.slice(0, 4).padEnd(4, '0')}${hours}${minutes}`))
}
