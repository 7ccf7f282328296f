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

/** Everybody of a site, each once, in the order of states; within a state as given. */
export function readSiteToday(siteId: string, day: Day, people: readonly PersonToday[], now: Iso): TodayRow[] {
  const live = new Map(readSiteNow(siteId, day, now).map((it) => [it.staffId, it]))
  const judged = new Map(people.filter((it) => it.siteId === siteId).map((it) => [it.staffId, it]))
  const rows = [...new Set([...live.keys(), ...judged.keys()])].map((staffId) => {
    const both = { live: live.get(staffId), judged: judged.get(staffId) }
    return { staffId, ...both, state: stateOf(both, gone(day, staffId)) }
  })
  return rows.toSorted((a, b) => todayStates.indexOf(a.state) - todayStates.indexOf(b.state))
}

/** Whether the last check-in of the day was a departure. */
const gone = ({ checkIns }: Day, staffId: string): boolean =>
  checkIns
    .filter((it) => it.staffId === staffId && it.direction !== 'again')
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))[0]?.direction === 'departure'

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
