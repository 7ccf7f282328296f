import type { Ms, Span } from './rules/input.ts'

/** What the center knows of a station. All instants by the center's clock, or by the station's graded one. */
export interface StationHealth {
  /** When it was made, or stated its first fact if that was earlier. */
  readonly since: Ms
  /** The last call of any kind. */
  readonly lastSeen: Ms | null
  /** Facts it still had in its outbox then; null: it never said. */
  readonly waiting: number | null
  /** When the newest fact that arrived was made there; null: none did. */
  readonly newestFact: Ms | null
  /** Each start of the program, with the newest fact it had made before (null: none). */
  readonly starts: readonly { readonly at: Ms; readonly before: Ms | null }[]
}

/** A station that called so recently is not silent: calls come every minute or so. */
export const calledLatelyMs = 10 * 60_000

/**
 * The spans in which check-ins of a site may be missing at the center, or could not be made: the half-days they touch
 * may be `unknown`, never counted against anybody.
 *
 * - before the site's first station was there (a site without any: always);
 * - after the last instant up to which everything of a station has arrived: its last call if its outbox was empty then,
 *   else the newest fact that arrived;
 * - between the last sign of life before a start of its program and that start: it may have been off.
 *
 * With several stations at a site, one silent station is enough. A station that called within ten minutes with an empty
 * outbox is not silent. Gaps shorter than ten minutes do not count.
 */
export function silentSpans(stations: readonly StationHealth[], now: Ms): Span[] {
  const first = Math.min(...stations.map((it) => it.since))
  const before = { starts: Number.NEGATIVE_INFINITY, ends: first }
  return joined([before, ...stations.flatMap((it) => [...endOf(it, now), ...gapsOf(it)])])
}

function endOf(station: StationHealth, now: Ms): Span[] {
  const heard = heardUntil(station)
  return now - heard > calledLatelyMs ? [{ starts: heard, ends: Number.POSITIVE_INFINITY }] : []
}

/** Up to when everything a station stated has arrived. */
function heardUntil({ since, lastSeen, waiting, newestFact }: StationHealth): Ms {
  const facts = Math.max(since, newestFact ?? since)
  return lastSeen !== null && waiting === 0 ? Math.max(facts, lastSeen) : facts
}

const gapsOf = ({ since, starts }: StationHealth): Span[] =>
  starts
    .map(({ at, before }) => ({ starts: Math.max(since, before ?? since), ends: at }))
    .filter((it) => it.ends - it.starts > calledLatelyMs)

/** In order, overlapping ones as one. */
function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = []
  for (const span of spans.toSorted((a, b) => a.starts - b.starts)) {
    const last = all.at(-1)
    if (last !== undefined && span.starts <= last.ends)
      all[all.length - 1] = { ...last, ends: Math.max(last.ends, span.ends) }
    else all.push(span)
  }
  return all
}
