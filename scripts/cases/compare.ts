import { type Case, type Fields, type Instant, isFields, listOf, readTime, zoneOf } from './case.ts'

/** What differs between expected and got, in words; empty if nothing does. Only what is expected is looked at. */
export function differences(it: Case, got: Fields): readonly string[] {
  return Object.entries(it.expected)
    .filter(([name, expected]) => !agrees(name, expected, got, zoneOf(it)))
    .map(([name, expected]) => `${name}: expected ${show(expected)}, got ${show(got[name])}`)
}

function agrees(name: string, expected: unknown, got: Fields, zone: string): boolean {
  if (name === 'relation') return holds(String(expected), got)
  // Days that a source looks up in the list of missing ones, or finds out of it.
  if (name === 'notMissing' || name === 'missing')
    return listOf(expected).every((day) => listOf(got[name]).includes(day))
  if (name === 'flags') return sameSet(listOf(expected), listOf(got[name]))
  return same(expected, got[name], zone)
}

function same(expected: unknown, got: unknown, zone: string): boolean {
  if (isInstant(got)) return typeof expected === 'string' && readTime(expected, zone) === got.instant
  if (Array.isArray(expected)) return sameList(expected, got, zone)
  if (isFields(expected))
    return isFields(got) && Object.entries(expected).every(([key, it]) => same(it, got[key], zone))
  if (typeof expected === 'string') return typeof got === 'string' && wordOf(expected) === wordOf(got)
  if (typeof expected === 'number') return typeof got === 'number' && Math.abs(expected - got) < 1e-6
  return expected === got
}

const sameList = (expected: readonly unknown[], got: unknown, zone: string): boolean =>
  Array.isArray(got) && got.length === expected.length && expected.every((it, index) => same(it, got[index], zone))

const sameSet = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((it) => b.includes(it))

/** One word may be written half_day, half-day or Half Day. */
const wordOf = (text: string): string => text.toLowerCase().replace(/[-_ ]/g, '')

const isInstant = (value: unknown): value is Instant => isFields(value) && typeof value.instant === 'number'

/** A relation in words: `a == b - 480 for each pair`, tried on the facts about the pairs, before and after recomputing. */
function holds(relation: string, got: Fields): boolean {
  const found = /^(\w+) == (\w+) ([-+]) (\d+) for each pair/.exec(relation)
  const pairs = listOf(got.pairs).filter(isFields)
  if (found === null || pairs.length === 0) return false
  const [, left = '', right = '', sign, amount] = found
  const more = (sign === '-' ? -1 : 1) * Number(amount)
  return pairs.every((it) => it[left] === Number(it[right]) + more) && got.recomputedAlike === true
}

export function show(value: unknown): string {
  if (value === undefined) return 'no answer'
  return JSON.stringify(value, (_, it: unknown) => (isInstant(it) ? new Date(it.instant).toISOString() : it))
}
