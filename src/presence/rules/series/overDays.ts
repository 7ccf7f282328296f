/** A check-in as the rules over days take it; milliseconds since 1970, surely between `earliest` and `latest`. */
export interface Seen {
  readonly checkInId: string
  readonly staffId: string
  readonly siteId: string
  readonly at: number
  readonly earliest: number
  readonly latest: number
}

export interface OverDaysPolicy {
  /** So many people at least come in together, and so large a share of all who came to the site that day. */
  readonly peopleAtLeast: number
  readonly shareAtLeast: number
  /** Seconds from one to the next in the mean, below which nobody can come in honestly: an attempt alone takes about four. */
  readonly paceBelow: number
  /** On so many days, and so large a share of the days looked at. */
  readonly daysAtLeast: number
  readonly daysShareAtLeast: number
  /** Minutes it takes at least from one site to another that is not at the same address. */
  readonly changeMinutes: number
}

export const overDaysPolicy: OverDaysPolicy = {
  peopleAtLeast: 3,
  shareAtLeast: 0.8,
  paceBelow: 5,
  daysAtLeast: 5,
  daysShareAtLeast: 0.5,
  changeMinutes: 5,
}

export interface Together {
  readonly day: string
  readonly members: readonly Seen[]
  /** Seconds from one to the next in the mean. */
  readonly pace: number
}

export interface AllAtOnce {
  readonly days: readonly Together[]
  /** How many days somebody came at all. */
  readonly of: number
}

/** Whether all of a site come in within seconds, day after day. `byDay`: the first check-ins of everybody on each day. */
export function judgeAllAtOnce(byDay: ReadonlyMap<string, readonly Seen[]>, policy: OverDaysPolicy): AllAtOnce | null {
  const days = [...byDay].flatMap(([day, all]) => togetherOn(day, all, policy) ?? [])
  const enough = days.length >= policy.daysAtLeast && days.length / byDay.size >= policy.daysShareAtLeast
  return enough ? { days, of: byDay.size } : null
}

/** The quickest run of as many as must be together on a day; null where it is slow enough to be honest. */
function togetherOn(day: string, all: readonly Seen[], policy: OverDaysPolicy): Together | null {
  const sorted = all.toSorted((a, b) => a.at - b.at)
  const count = Math.max(policy.peopleAtLeast, Math.ceil(policy.shareAtLeast * all.length))
  let best: Together | null = null
  for (let i = 0; i + count <= sorted.length; i += 1) {
    const members = sorted.slice(i, i + count)
    const [first, last] = [members[0]?.at ?? 0, members.at(-1)?.at ?? 0]
    const pace = (last - first) / 1000 / (count - 1)
    if (pace < policy.paceBelow && pace < (best?.pace ?? Number.POSITIVE_INFINITY)) best = { day, members, pace }
  }
  return best
}

export interface TooQuick {
  readonly first: Seen
  readonly second: Seen
  /** Seconds between both at most, with all that is uncertain about their times. */
  readonly seconds: number
}

/**
 * Check-ins of one person at two sites with less between them than the way takes, even if the first was as early and the
 * second as late as can be. `isSamePlace` tells sites at one address.
 */
export function listTooQuick(
  all: readonly Seen[],
  isSamePlace: (a: string, b: string) => boolean,
  policy: OverDaysPolicy,
): TooQuick[] {
  const sorted = all.toSorted((a, b) => a.at - b.at || (a.checkInId < b.checkInId ? -1 : 1))
  return sorted.flatMap((second, i): TooQuick[] => {
    const first = sorted[i - 1]
    if (first === undefined || first.siteId === second.siteId || isSamePlace(first.siteId, second.siteId)) return []
    const seconds = (second.latest - first.earliest) / 1000
    return seconds < policy.changeMinutes * 60 ? [{ first, second, seconds }] : []
  })
}
