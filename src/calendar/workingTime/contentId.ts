import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { type SpecialDay, type WorkingCalendarInput, weekdays } from './plan.ts'
import type { Period } from './span.ts'

/**
 * SHA-256, hex, of the content: lists in one order only, whatever order it was told in. Days that are alike stand
 * together and a text stands once, because hashing is most of what making a calendar costs.
 */
export function contentId({ zone, hours, special, known }: WorkingCalendarInput): string {
  const content = [
    zone,
    hours.map(({ from, weekly }) => [from, weekdays.map((name) => listPeriods(weekly[name]))]).sort(byFirst),
    listSpecial(special),
    known?.map(({ from, to }) => [from, to]).sort(byFirst) ?? null,
  ]
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(content))))
}

const byFirst = ([a]: readonly unknown[], [b]: readonly unknown[]): number => (String(a) < String(b) ? -1 : 1)

function listSpecial(special: readonly SpecialDay[]): readonly unknown[] {
  const texts = new Map<string, number>()
  const placeOf = (text: string): number => {
    const place = texts.get(text) ?? texts.size
    texts.set(text, place)
    return place
  }
  const alike = new Map<string, string[]>()
  for (const it of [...special].sort((a, b) => (a.day < b.day ? -1 : 1))) {
    const hours = typeof it.hours === 'string' ? it.hours : listPeriods(it.hours)
    const words = [it.name, it.reason, it.document].map(placeOf)
    const key = JSON.stringify([hours, it.half ?? null, listPeriods(it.breaks ?? []), it.why, words])
    const days = alike.get(key)
    if (days) days.push(it.day)
    else alike.set(key, [it.day])
  }
  return [[...texts.keys()], [...alike]]
}

const listPeriods = (periods: readonly Period[]): readonly string[] => periods.flatMap(({ from, to }) => [from, to])
