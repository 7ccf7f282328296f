import type { BoardWord, EmptyFinding } from '../../contract/visits.ts'
import { clockOf, type Iso, toIso, toMs } from '../../kit/time.ts'

interface Span {
  readonly staffId: string
  readonly starts: Iso
  readonly ends: Iso
}

/** What the duty board of a site is drawn from, as far as it says whether somebody is there. */
export interface BoardFacts {
  /** The day's midnight at the county. */
  readonly midnight: Iso
  /** Opening hours of the day, `HH:MM`. */
  readonly hours: readonly { readonly from: string; readonly to: string }[]
  /** Without those on leave or gone. */
  readonly duties: readonly Span[]
  /** Outings and shifts in the field. */
  readonly outings: readonly Span[]
  /** Check-ins at the site, earliest first. */
  readonly checkIns: readonly {
    readonly staffId: string
    readonly direction: 'arrival' | 'departure' | 'again'
    readonly at: Iso
  }[]
}

/** What the board said as a whole at an instant, and since when it had said the same. */
export interface BoardSaid {
  readonly said: BoardWord
  readonly since: Iso
  /** Within the opening hours. */
  readonly open: boolean
}

/** The board's best word at an instant: somebody seen, else somebody expected, else in the field; else what its hours say. */
export function readBoardSaid(facts: BoardFacts, at: Iso): BoardSaid {
  const said = wordAt(facts, at)
  const earlier = changesBefore(facts, at)
  let since = at
  for (const instant of earlier) {
    if (wordAt(facts, instant) !== said) break
    since = instant
  }
  return { said, since, open: isOpenAt(facts, at) }
}

/** How “nobody was there” stands to it. In the field, or closed, the board promised nobody. */
export function judgeEmpty({ said, open }: Pick<BoardSaid, 'said' | 'open'>): EmptyFinding {
  switch (said) {
    case 'seen':
      return 'saidHere'
    case 'expected':
      return 'dutyEmpty'
    case 'noneListed':
      return open ? 'hoursEmpty' : 'none'
    case 'inTheField':
    case 'closed':
      return 'none'
    default:
      return said satisfies never
  }
}

/** Instants of the day at which the board's word may have changed, the latest first, none after `at`. */
function changesBefore({ midnight, hours, duties, outings, checkIns }: BoardFacts, at: Iso): Iso[] {
  const day = toMs(midnight)
  const clocks = hours.flatMap(({ from, to }) => [from, to]).map((clock) => day + minutesOf(clock) * 60_000)
  const spans = [...duties, ...outings].flatMap(({ starts, ends }) => [toMs(starts), toMs(ends)])
  const all = [day, ...clocks, ...spans, ...checkIns.map((it) => toMs(it.at))]
  const within = all.filter((it) => it >= day && it <= toMs(at))
  return [...new Set(within)].sort((a, b) => b - a).map(toIso)
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

function wordAt(facts: BoardFacts, at: Iso): BoardWord {
  const away = idsAt(facts.outings, at)
  const running = idsAt(facts.duties, at)
  if ([...seenAt(facts, at)].some((staffId) => !away.has(staffId))) return 'seen'
  if ([...running].some((staffId) => !away.has(staffId))) return 'expected'
  if (away.size > 0) return 'inTheField'
  return isOpenAt(facts, at) ? 'noneListed' : 'closed'
}

const covers = ({ starts, ends }: Span, at: Iso): boolean => toMs(starts) <= toMs(at) && toMs(at) < toMs(ends)

const idsAt = (spans: readonly Span[], at: Iso): Set<string> =>
  new Set(spans.filter((it) => covers(it, at)).map((it) => it.staffId))

const earlyMs = 4 * 3_600_000

/** Whoever came and did not leave: since midnight, or since shortly before his duty that still runs. */
function seenAt({ midnight, duties, checkIns }: BoardFacts, at: Iso): Set<string> {
  const since = new Map(
    duties
      .filter((it) => covers(it, at))
      .map((it) => [it.staffId, Math.min(toMs(midnight), toMs(it.starts) - earlyMs)]),
  )
  const counts = ({ staffId, at: when }: BoardFacts['checkIns'][number]): boolean =>
    toMs(when) <= toMs(at) && toMs(when) >= (since.get(staffId) ?? toMs(midnight))
  const here = new Map<string, boolean>()
  for (const { staffId, direction } of checkIns.filter(counts)) {
    // "Again" a moment after leaving does not bring anybody back.
    here.set(staffId, direction === 'again' ? (here.get(staffId) ?? true) : direction === 'arrival')
  }
  return new Set([...here].filter(([, isHere]) => isHere).map(([staffId]) => staffId))
}

function isOpenAt({ hours }: BoardFacts, at: Iso): boolean {
  const clock = clockOf(at).slice(0, 5)
  return hours.some(({ from, to }) => (from <= to ? from <= clock && clock < to : clock >= from || clock < to))
}
