import type { OutputOf } from '../../../../src/contract/route.ts'
import type { readToday } from '../../../../src/contract/routes/attendance.ts'
import type { Iso } from '../../../../src/kit/time.ts'
import { type Day, readSiteNow, type Standing } from './siteNow.ts'

export type PersonToday = OutputOf<typeof readToday>['people'][number]

/** In the order in which a site shows them. */
export const todayStates = ['in', 'expected', 'notSeen', 'inTheField', 'leave', 'unknown', 'left', 'rest'] as const
export type TodayState = (typeof todayStates)[number]

/** One person today: what is known live, else what the judging says. */
export interface TodayRow {
  readonly staffId: string
  readonly state: TodayState
  readonly live: Standing | undefined
  readonly judged: PersonToday | undefined
}

/** Everybody of some sites, by site; what is known is put to its site once, however many there are. */
export function readSitesToday(
  siteIds: readonly string[],
  { checkIns, duties, outings }: Day,
  people: readonly PersonToday[],
  now: Iso,
): Map<string, TodayRow[]> {
  const gone = goneOf(checkIns)
  const [seen, due, away, judged] = [bySite(checkIns), bySite(duties), bySite(outings), bySite(people)]
  return new Map(
    siteIds.map((siteId) => {
      const day = { checkIns: seen(siteId), duties: due(siteId), outings: away(siteId) }
      return [siteId, readSite(siteId, day, judged(siteId), now, gone)]
    }),
  )
}

/** Everybody of a site, each once, in the order of states; within a state as given. */
export const readSiteToday = (siteId: string, day: Day, people: readonly PersonToday[], now: Iso): TodayRow[] =>
  readSitesToday([siteId], day, people, now).get(siteId) ?? []

function bySite<T extends { readonly siteId: string }>(all: readonly T[]): (siteId: string) => readonly T[] {
  const found = new Map<string, T[]>()
  for (const one of all) {
    const its = found.get(one.siteId)
    if (its === undefined) found.set(one.siteId, [one])
    else its.push(one)
  }
  return (siteId) => found.get(siteId) ?? []
}

function readSite(
  siteId: string,
  day: Day,
  people: readonly PersonToday[],
  now: Iso,
  gone: ReadonlySet<string>,
): TodayRow[] {
  const live = new Map(readSiteNow(siteId, day, now).map((it) => [it.staffId, it]))
  const judged = new Map(people.map((it) => [it.staffId, it]))
  const rows = [...new Set([...live.keys(), ...judged.keys()])].map((staffId) => {
    const both = { live: live.get(staffId), judged: judged.get(staffId) }
    return { staffId, ...both, state: stateOf(both, gone.has(staffId)) }
  })
  return rows.toSorted((a, b) => todayStates.indexOf(a.state) - todayStates.indexOf(b.state))
}

/** Whose last check-in of the day, at whatever site, was a departure. */
function goneOf(checkIns: Day['checkIns']): Set<string> {
  const last = new Map<string, Day['checkIns'][number]>()
  for (const it of checkIns) {
    const before = last.get(it.staffId)
    const isLater = before === undefined || Date.parse(it.at) > Date.parse(before.at)
    if (it.direction !== 'again' && isLater) last.set(it.staffId, it)
  }
  return new Set([...last.values()].filter((it) => it.direction === 'departure').map((it) => it.staffId))
}

// What was seen and noted just now is nearer than what was judged a minute ago; a duty alone is only a plan.
function stateOf({ live, judged }: Pick<TodayRow, 'live' | 'judged'>, hasGone: boolean): TodayState {
  if (live?.state === 'in' || live?.state === 'inTheField') return live.state
  const was = judged?.state
  switch (was) {
    case undefined:
      return 'expected'
    case 'seen':
      return hasGone ? 'left' : 'in'
    case 'outing':
      return 'inTheField'
    case 'rest':
      return live ? 'expected' : 'rest'
    case 'expected':
    case 'notSeen':
    case 'leave':
    case 'unknown':
      return was
    default:
      return was satisfies never
  }
}

/** How many stand in each state. */
export function countStates(rows: readonly Pick<TodayRow, 'state'>[]): Readonly<Record<TodayState, number>> {
  const counts = Object.fromEntries(todayStates.map((it) => [it, 0])) as Record<TodayState, number>
  for (const { state } of rows) counts[state] += 1
  return counts
}
