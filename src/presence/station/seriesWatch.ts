import type { FactBody } from '../../fact/fact.ts'
import { newId } from '../../kit/ids.ts'
import { arriveAt, type Door, forget, isOneWearer, newDoor, seriesAt } from '../rules/series/door.ts'
import type { EndedAttempt } from '../rules/series/ended.ts'
import { type SeriesPolicy, seriesPolicy } from '../rules/series/policy.ts'
import type { Series } from '../rules/series/series.ts'
import { neededAt, nothingKnown, type Usual } from '../rules/series/usual.ts'
import { becauseOf, findingsOf } from '../rules/series/words.ts'
import type { KnownDoor } from './doors.ts'

/** What is to be stated. */
export interface Raised {
  readonly kind: 'suspectRaised'
  readonly idemKey: string
  readonly body: FactBody<'suspectRaised'>
}

/** Watches the attempts of one station for series, those of each kiosk by themselves: two doors are two queues. */
export interface SeriesWatch {
  /** Takes in an attempt that ended at a kiosk. A series that grows is raised again under its id. */
  take(one: EndedAttempt, kioskId: string): void
  /** What was raised and is not on the disk yet, oldest first; of a series that grew meanwhile only the last. */
  unstated(): readonly Raised[]
  /** It is on the disk now. */
  stated(raised: Raised): void
  /** Forgets what is too old at a monotonic time; of those whom nobody doubted the doors learn what is usual. */
  forget(now: number): void
  /** Doors that have learnt something that is not on the disk yet. */
  unkept(): readonly KnownDoor[]
  kept(door: KnownDoor): void
  /** How many attempts of all kiosks are remembered. */
  remembered(): number
}

/** A series that was raised: only ids and times of its members, which is what its fact has. */
interface Suspect {
  readonly suspectId: string
  readonly members: readonly Member[]
}
type Member = Pick<EndedAttempt, 'attemptId' | 'checkInId' | 'at' | 'endedAt'>

/** Opens a watch with what its doors had learnt when it last ran. */
export function openSeriesWatch(
  siteId: string,
  known: readonly KnownDoor[] = [],
  policy: SeriesPolicy = seriesPolicy,
): SeriesWatch {
  const doors = new Map<string, Door>(known.map(({ kioskId, usual }) => [kioskId, { ...newDoor, usual }]))
  const onDisk = new Map<string, Usual>(known.map(({ kioskId, usual }) => [kioskId, usual]))
  let suspects: Suspect[] = []
  let unstated: Raised[] = []

  // Longer than a series can last no attempt is remembered; attempts are in memory only and end with the program.
  const forgetAll = (now: number): void => {
    for (const [id, door] of doors) doors.set(id, forget(door, now, isSuspected, policy))
    suspects = suspects.filter(({ members }) => members.some(({ endedAt }) => now - endedAt < policy.windowMs))
  }
  const isSuspected = ({ attemptId }: EndedAttempt): boolean => suspects.some((it) => has(it, attemptId))

  /** Those of a suspect that are still remembered, at any door. */
  const rememberedOf = (suspect: Suspect): EndedAttempt[] =>
    [...doors.values()].flatMap(({ recent }) => recent.flatMap(({ one }) => (has(suspect, one.attemptId) ? [one] : [])))
  const findBefore = ({ members }: Series, { usual }: Door): Suspect | undefined =>
    suspects.find((it) => members.some(({ attemptId }) => has(it, attemptId))) ??
    suspects.find((it) => isOneWearer(rememberedOf(it), members, usual, policy))

  const raise = (series: Series, door: Door): void => {
    const before = findBefore(series, door)
    const news = series.members.filter(({ attemptId }) => before === undefined || !has(before, attemptId))
    const suspect: Suspect = {
      suspectId: before?.suspectId ?? newId(),
      members: [...(before?.members ?? []), ...news.map(idsOf)],
    }
    suspects = [...suspects.filter((it) => it !== before), suspect]
    const others = unstated.filter(({ body }) => body.suspectId !== suspect.suspectId)
    unstated = [...others, statementOf(siteId, suspect, series, door, policy)]
  }
  return {
    take: (one, kioskId) => {
      forgetAll(one.endedAt)
      const door = arriveAt(doors.get(kioskId) ?? newDoor, one, policy)
      doors.set(kioskId, door)
      const series = door.recent.at(-1)?.one === one ? seriesAt(door, policy) : null
      if (series !== null) raise(series, door)
    },
    unstated: () => unstated,
    stated: (one) => {
      unstated = unstated.filter((it) => it !== one)
    },
    forget: forgetAll,
    unkept: () =>
      [...doors].flatMap(([kioskId, { usual }]) =>
        usual === (onDisk.get(kioskId) ?? nothingKnown) ? [] : [{ kioskId, usual }],
      ),
    kept: ({ kioskId, usual }) => void onDisk.set(kioskId, usual),
    remembered: () => [...doors.values()].reduce((sum, { recent }) => sum + recent.length, 0),
  }
}

const has = ({ members }: Suspect, attemptId: string): boolean => members.some((it) => it.attemptId === attemptId)
const idsOf = ({ attemptId, checkInId, at, endedAt }: EndedAttempt): Member => ({ attemptId, checkInId, at, endedAt })

function statementOf(
  siteId: string,
  { suspectId, members }: Suspect,
  series: Series,
  door: Door,
  policy: SeriesPolicy,
): Raised {
  return {
    kind: 'suspectRaised',
    idemKey: `${suspectId}:raised:${members.length}`,
    body: {
      suspectId,
      siteId,
      rule: 'series',
      members: members.map(({ attemptId, checkInId, at }) => ({ attemptId, checkInId, at })),
      from: members[0]?.at ?? '',
      to: members.at(-1)?.at ?? '',
      score: Math.round(series.points * 10) / 10,
      limit: Math.round(neededAt(door.usual, policy) * 10) / 10,
      findings: findingsOf(series, door.usual, policy),
      because: becauseOf(series, door.usual, policy),
    },
  }
}
