import type { FactBody } from '../../fact/fact.ts'
import { newId } from '../../kit/ids.ts'
import type { EndedAttempt } from '../rules/series/ended.ts'
import { type SeriesPolicy, seriesPolicy } from '../rules/series/policy.ts'
import { judgeSeries, type Series } from '../rules/series/series.ts'
import { becauseOf, findingsOf } from '../rules/series/words.ts'

/** More attempts than a kiosk can take in that time. */
const mostRemembered = 400

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
  /** How many attempts of all kiosks are remembered at a monotonic time. */
  remembered(now: number): number
}

interface Suspect {
  readonly suspectId: string
  readonly kioskId: string
  readonly members: readonly EndedAttempt[]
}

export function openSeriesWatch(siteId: string, policy: SeriesPolicy = seriesPolicy): SeriesWatch {
  // Longer than a series can last nothing is remembered; it is in memory only and ends with the program.
  const isFreshAt =
    (now: number) =>
    ({ endedAt }: EndedAttempt): boolean =>
      now - endedAt < policy.windowMs
  const windows = new Map<string, EndedAttempt[]>()
  let raised: Suspect[] = []
  let unstated: Raised[] = []
  const forget = (now: number): void => {
    const isFresh = isFreshAt(now)
    for (const [kioskId, window] of windows) windows.set(kioskId, window.filter(isFresh).slice(-mostRemembered))
    raised = raised.filter(({ members }) => members.some(isFresh))
  }
  const raise = (series: Series, kioskId: string): void => {
    const before = raised.find((it) => it.members.some((member) => series.members.includes(member)))
    const members = [...new Set([...(before?.members ?? []), ...series.members])]
    const suspect = { suspectId: before?.suspectId ?? newId(), kioskId, members }
    raised = [...raised.filter((it) => it !== before), suspect]
    const others = unstated.filter(({ body }) => body.suspectId !== suspect.suspectId)
    unstated = [...others, statementOf(siteId, suspect, series, policy)]
  }
  return {
    take: (one, kioskId) => {
      forget(one.endedAt)
      const window = [...(windows.get(kioskId) ?? []), one]
      windows.set(kioskId, window)
      const series = judgeSeries(window, policy)
      if (series !== null) raise(series, kioskId)
    },
    unstated: () => unstated,
    stated: (one) => {
      unstated = unstated.filter((it) => it !== one)
    },
    remembered: (now) => {
      forget(now)
      return [...windows.values()].reduce((sum, { length }) => sum + length, 0)
    },
  }
}

function statementOf(siteId: string, { suspectId, members }: Suspect, series: Series, policy: SeriesPolicy): Raised {
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
      score: series.beyond,
      limit: policy.beyondAtLeast,
      findings: findingsOf(series, policy),
      because: becauseOf(series, policy),
    },
  }
}
