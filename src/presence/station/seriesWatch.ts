import type { FactBody } from '../../fact/fact.ts'
import { newId } from '../../kit/ids.ts'
import type { EndedAttempt } from '../rules/series/ended.ts'
import { type SeriesPolicy, seriesPolicy } from '../rules/series/policy.ts'
import { judgeSeries, type Series } from '../rules/series/series.ts'
import { becauseOf, findingsOf } from '../rules/series/words.ts'

/** More attempts than a kiosk can take in that time. */
const mostRemembered = 400

/** What is to be stated. */
interface Raised {
  readonly kind: 'suspectRaised'
  readonly idemKey: string
  readonly body: FactBody<'suspectRaised'>
}

/** Watches the attempts of one station for series. */
export interface SeriesWatch {
  /** Takes in an ended attempt; what it raises, or nothing. A series that grows is raised again under its id. */
  take(one: EndedAttempt): Raised | null
  /** How many attempts are remembered at a monotonic time. */
  remembered(now: number): number
}

export function openSeriesWatch(siteId: string, policy: SeriesPolicy = seriesPolicy): SeriesWatch {
  // Longer than a series can last nothing is remembered; it is in memory only and ends with the program.
  const rememberedMs = policy.windowMs
  let window: EndedAttempt[] = []
  let raised: { readonly suspectId: string; readonly members: readonly EndedAttempt[] }[] = []
  const forget = (now: number): void => {
    const isFresh = ({ endedAt }: EndedAttempt): boolean => now - endedAt < rememberedMs
    window = window.filter(isFresh).slice(-mostRemembered)
    raised = raised.filter(({ members }) => members.some(isFresh))
  }
  return {
    take: (one) => {
      forget(one.endedAt)
      window.push(one)
      const series = judgeSeries(window, policy)
      if (series === null) return null
      const before = raised.find(({ members }) => members.some((it) => series.members.includes(it)))
      const members = [...new Set([...(before?.members ?? []), ...series.members])]
      const suspect = { suspectId: before?.suspectId ?? newId(), members }
      raised = [...raised.filter((it) => it !== before), suspect]
      return statementOf(siteId, suspect, series, policy)
    },
    remembered: (now) => {
      forget(now)
      return window.length
    },
  }
}

function statementOf(
  siteId: string,
  { suspectId, members }: { readonly suspectId: string; readonly members: readonly EndedAttempt[] },
  series: Series,
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
      score: series.beyond,
      limit: policy.beyondAtLeast,
      findings: findingsOf(series, policy),
      because: becauseOf(series, policy),
    },
  }
}
