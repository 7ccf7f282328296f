import type { NoticeItem } from '../../contract/routes/notices.ts'
import { clockOf, type Day, dayOf, type Iso } from '../../kit/time.ts'

/** A thing one person has to know. */
export interface Concern extends NoticeItem {
  /** Which clock until which deadline, or which offer: yellow and red of one clock share it. */
  readonly of: string
  /** When it was noted. */
  readonly at: Iso
  /** He has the matter by name. */
  readonly own: boolean
}

/** What one person was told already. */
export interface Told {
  /** `thingOf` of each. */
  readonly things: ReadonlySet<string>
  readonly digestOn: ReadonlySet<Day>
}

export interface PlannedNotice {
  readonly kind: 'digest' | 'atOnce'
  readonly day: Day
  readonly concerns: readonly Concern[]
}

/** What a thing is told under, once to each person, whichever level of the line it reaches him by. */
export const thingOf = ({ what, of }: Pick<Concern, 'what' | 'of'>): string => `${what}|${of}`

/** The hours within which anybody is told anything, and from when the digest of the day is given. */
export const hours = { from: '08:00:00', digest: '08:30:00', to: '18:00:00' } as const

/** Nobody is told anything at night or on his day of rest. */
export const isQuiet = (now: Iso, workingDay: boolean): boolean =>
  !workingDay || clockOf(now) < hours.from || clockOf(now) >= hours.to

/**
 * What one person is told now: his own red ones at once, everything else in the one digest of his working day, the first
 * minute from 08:30 there is something to say. What was noted in quiet hours waits for the digest. Each thing once; a
 * yellow one that is red by now is not told any more.
 */
export function planNotices(
  news: readonly Concern[],
  { now, workingDay, sent }: { readonly now: Iso; readonly workingDay: boolean; readonly sent: Told },
): PlannedNotice[] {
  if (isQuiet(now, workingDay)) return []
  const day = dayOf(now)
  const fresh = listFresh(news, sent)
  const isUrgent = (it: Concern): boolean =>
    it.own && it.what === 'red' && dayOf(it.at) === day && !isQuiet(it.at, workingDay)
  const [urgent, rest] = [fresh.filter(isUrgent), fresh.filter((it) => !isUrgent(it))]
  const mayDigest = clockOf(now) >= hours.digest && !sent.digestOn.has(day)
  return [
    ...(urgent.length > 0 ? [{ kind: 'atOnce', day, concerns: urgent } as const] : []),
    ...(mayDigest && rest.length > 0 ? [{ kind: 'digest', day, concerns: rest } as const] : []),
  ]
}

function listFresh(news: readonly Concern[], sent: Told): Concern[] {
  const red = new Set(news.filter((it) => it.what === 'red').map((it) => it.of))
  const met = new Map<string, Concern>()
  for (const it of news) {
    const thing = thingOf(it)
    const outdone = it.what === 'yellow' && (red.has(it.of) || sent.things.has(thingOf({ what: 'red', of: it.of })))
    if (outdone || sent.things.has(thing)) continue
    const known = met.get(thing)
    if (known === undefined || (it.own && !known.own)) met.set(thing, it)
  }
  return [...met.values()]
}
