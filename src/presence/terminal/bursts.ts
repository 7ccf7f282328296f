import { type Day, dayOf, toIso } from '../../kit/time.ts'

/** A punch of somebody known at one terminal; milliseconds since 1970, whole seconds. */
export interface BurstPunch {
  readonly checkInId: string
  readonly staffId: string
  readonly at: number
}

export interface BurstPolicy {
  /** So many different people at one terminal within so many seconds, the same ones, on so many days of a month. */
  readonly people: 3
  readonly withinSeconds: number
  readonly daysAtLeast: number
}

// [Note: Who may stand in a queue]
// Colleagues do come together at eight and leave together, day after day, and queue in the order of their friendship: then
// the times between them are what one needs to step up and be known. Somebody who presses one film after the other needs no
// step. Three people in three seconds, the same three on eight days, is what simulated queues do not come to in which one
// takes two and a half seconds, though all come and leave together in one order every day; at two seconds they would
// (test/presence/terminal/bursts.test.ts). Somebody who takes his time with the films is not seen by this. The limits
// come from that simulation, not from terminals.
export const burstPolicy: BurstPolicy = { people: 3, withinSeconds: 3, daysAtLeast: 8 }

export interface Bursts {
  readonly days: readonly { readonly day: Day; readonly members: readonly BurstPunch[] }[]
  readonly staffIds: readonly string[]
}

/** Whether the same people are known by one terminal within seconds, day after day; `punches` are of one month. */
export function judgeBursts(punches: readonly BurstPunch[], policy: BurstPolicy): Bursts | null {
  const byThree = new Map<string, Map<Day, Set<BurstPunch>>>()
  for (const group of listGroups(punches, policy)) {
    for (const three of threesOf(group)) noteThree(byThree, three)
  }
  const often = [...byThree.values()].filter((days) => days.size >= policy.daysAtLeast)
  if (often.length === 0) return null
  const members = new Map<Day, Set<BurstPunch>>()
  for (const days of often) for (const [day, all] of days) addAll(members, day, all)
  const days = [...members].map(([day, all]) => ({ day, members: [...all].sort(inTime) }))
  const staffIds = new Set(days.flatMap((it) => it.members.map((one) => one.staffId)))
  return { days: days.sort((a, b) => (a.day < b.day ? -1 : 1)), staffIds: [...staffIds].sort() }
}

const inTime = (a: BurstPunch, b: BurstPunch): number => a.at - b.at || (a.checkInId < b.checkInId ? -1 : 1)

/** More people than this within the seconds are looked at only as far: the same ones come out. */
const mostInGroup = 12

/** For each punch those of other people that follow within the seconds, itself first. */
function listGroups(punches: readonly BurstPunch[], { withinSeconds }: BurstPolicy): BurstPunch[][] {
  const sorted = punches.toSorted(inTime)
  return sorted.map((first, i) => {
    const group = [first]
    for (let j = i + 1; j < sorted.length && group.length < mostInGroup; j += 1) {
      const next = sorted[j]
      if (next === undefined || next.at - first.at > withinSeconds * 1000) break
      if (group.every((it) => it.staffId !== next.staffId)) group.push(next)
    }
    return group
  })
}

/** Every three of a group that its first one belongs to. */
function threesOf([first, ...others]: readonly BurstPunch[]): BurstPunch[][] {
  if (first === undefined) return []
  return others.flatMap((second, i) => others.slice(i + 1).map((third) => [first, second, third]))
}

function noteThree(byThree: Map<string, Map<Day, Set<BurstPunch>>>, three: readonly BurstPunch[]): void {
  const key = three
    .map((it) => it.staffId)
    .sort()
    .join()
  const days = byThree.get(key) ?? new Map<Day, Set<BurstPunch>>()
  byThree.set(key, days)
  addAll(days, dayOf(toIso(three[0]?.at ?? 0)), three)
}

function addAll(days: Map<Day, Set<BurstPunch>>, day: Day, all: Iterable<BurstPunch>): void {
  const known = days.get(day) ?? new Set<BurstPunch>()
  for (const one of all) known.add(one)
  days.set(day, known)
}
