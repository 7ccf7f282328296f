import type { Site } from '../../../contract/people.ts'
import type { CheckInRow } from '../../../contract/routes/presence.ts'
import { append } from '../../../fact/append.ts'
import { draft } from '../../../fact/draft.ts'
import type { FactBody } from '../../../fact/fact.ts'
import type { Ask } from '../../../http/answer.ts'
import { groupBy } from '../../../kit/grouping.ts'
import { idOfText } from '../../../kit/idOfText.ts'
import { refuse } from '../../../kit/refusals.ts'
import { addDays, type Day, dayOf, type Iso, instantAt, toIso, toMs } from '../../../kit/time.ts'
import { listSites } from '../../../people/store/tree.ts'
import type { Db } from '../../../store/open.ts'
import { judgeAllAtOnce, listTooQuick, overDaysPolicy, type Seen } from '../../rules/series/overDays.ts'
import { allAtOnceWords, twoSitesWords } from '../../rules/series/overDaysWords.ts'
import { listBursts } from '../../terminal/center/bursting.ts'
import { listGradedCheckIns } from '../checkIns.ts'
import { suspectProjection } from './projection.ts'
import { judgeOf, maySee } from './reach.ts'
import { listSuspectsKept } from './store.ts'

type Raised = FactBody<'suspectRaised'>

const longestDays = 62

/**
 * Raises what can only be seen over days and sites, once each, and says how many were new to a caller who may see them.
 */
export async function lookOver(ask: Ask, from: Day, to: Day): Promise<number> {
  if (to < from || addDays(from, longestDays) <= to) refuse('daysWrong')
  let raised = 0
  for (const { body, simulated } of await listNew(ask, from, to)) {
    await ask.record('suspectRaised', body, { ...about(body), simulated })
    raised += (await isSeen(ask, body.suspectId)) ? 1 : 0
  }
  return raised
}

/** The same for the last month, without anybody asking. Returns how many were new. */
export async function lookBack(db: Db, countyId: number, now: Iso): Promise<number> {
  const today = dayOf(now)
  const found = await listNew({ db, countyId, now }, addDays(today, -31), today)
  const facts = found.map(({ body, simulated }) =>
    draft('suspectRaised', body, { countyId, now, simulated, ...about(body) }),
  )
  return facts.length === 0 ? 0 : (await append(db, facts, [suspectProjection])).length
}

/** The machine says it, whoever asked it to look. */
const about = ({ siteId, suspectId }: Raised) =>
  ({ by: { kind: 'system' }, siteId, idemKey: `suspect:${suspectId}` }) as const

async function listNew({ db, countyId, now }: Looking, from: Day, to: Day): Promise<Found[]> {
  const span = { from: instantAt(from, '00:00'), before: instantAt(addDays(to, 1), '00:00') }
  const rows = await listGradedCheckIns(db, countyId, span, now)
  // A terminal takes less time than an attempt before a camera, and has a rule of its own.
  const atStations = rows.filter((row) => row.method !== 'terminal')
  const found = [
    ...findAllAtOnce(atStations),
    ...findTwoSites(await listSites(db, countyId), rows),
    ...(await listBursts(db, countyId, span)),
  ]
  const known = await Promise.all(
    found.map(({ body }) => listSuspectsKept(db, countyId, { suspectId: body.suspectId })),
  )
  return found.filter((_, i) => known[i]?.length === 0)
}
type Looking = Pick<Ask, 'db' | 'countyId' | 'now'>

async function isSeen(ask: Ask, suspectId: string): Promise<boolean> {
  const [one] = await listSuspectsKept(ask.db, ask.countyId, { suspectId })
  return one !== undefined && maySee(await judgeOf(ask), one)
}

interface Found {
  readonly body: Raised
  readonly simulated: boolean
}

function findAllAtOnce(rows: readonly CheckInRow[]): Found[] {
  const bySite = groupBy(rows, ({ siteId, at }) => `${siteId} ${dayOf(at).slice(0, 7)}`)
  return [...bySite].flatMap(([key, all]): Found[] => {
    const judged = judgeAllAtOnce(firstsByDay(all), overDaysPolicy)
    if (judged === null) return []
    const members = judged.days.flatMap((it) => it.members)
    const pace = Math.max(...judged.days.map((it) => it.pace))
    const { peopleAtLeast: people, paceBelow, daysAtLeast } = overDaysPolicy
    const fewest = Math.min(...judged.days.map((it) => it.members.length))
    return [
      foundOf(all, members, {
        suspectId: idOf(`allAtOnce ${key}`),
        siteId: key.slice(0, 36),
        rule: 'allAtOnce',
        score: judged.days.length,
        limit: daysAtLeast,
        findings: [
          { sign: 'together', value: fewest, limit: people, weight: 1 },
          { sign: 'gap', value: Math.round(pace * 100) / 100, limit: paceBelow, weight: 1 },
          { sign: 'days', value: judged.days.length, limit: daysAtLeast, weight: 1 },
        ],
        because: allAtOnceWords(judged, overDaysPolicy),
      }),
    ]
  })
}

function firstsByDay(rows: readonly CheckInRow[]): Map<string, Seen[]> {
  const byDay = new Map<string, Seen[]>()
  for (const [day, all] of groupBy(rows, ({ at }) => dayOf(at))) {
    const firsts = new Map<string, Seen>()
    for (const one of all.map(seenOf).sort((a, b) => a.at - b.at))
      if (!firsts.has(one.staffId)) firsts.set(one.staffId, one)
    byDay.set(day, [...firsts.values()])
  }
  return byDay
}

function findTwoSites(all: readonly Site[], rows: readonly CheckInRow[]): Found[] {
  const sites = new Map(all.map((site) => [site.siteId, site.address.trim()]))
  const isSamePlace = (a: string, b: string): boolean => sites.get(a) !== '' && sites.get(a) === sites.get(b)
  return [...groupBy(rows, ({ staffId }) => staffId).values()].flatMap((all) =>
    listTooQuick(all.map(seenOf), isSamePlace, overDaysPolicy).map((it) =>
      foundOf(all, [it.first, it.second], {
        suspectId: idOf(`twoSites ${it.first.checkInId} ${it.second.checkInId}`),
        siteId: it.second.siteId,
        rule: 'twoSites',
        score: 1,
        limit: 1,
        findings: [
          { sign: 'change', value: Math.round(it.seconds), limit: overDaysPolicy.changeMinutes * 60, weight: 1 },
        ],
        because: twoSitesWords(it, overDaysPolicy),
      }),
    ),
  )
}

const seenOf = ({ checkInId, staffId, siteId, at, earliest, latest }: CheckInRow): Seen => ({
  checkInId,
  staffId,
  siteId,
  at: toMs(at),
  earliest: toMs(earliest),
  latest: toMs(latest),
})

function foundOf(
  rows: readonly CheckInRow[],
  seen: readonly Seen[],
  rest: Omit<Raised, 'members' | 'from' | 'to'>,
): Found {
  const members = seen
    .toSorted((a, b) => a.at - b.at)
    .map(({ checkInId, at }) => ({ attemptId: null, checkInId, at: toIso(at) }))
  const ids = new Set(members.map((it) => it.checkInId))
  return {
    body: { ...rest, members, from: members[0]?.at ?? '', to: members.at(-1)?.at ?? '' },
    simulated: rows.some((row) => ids.has(row.checkInId) && row.simulated),
  }
}

/** The same for the same finding, so that a second look raises nothing twice. */
const idOf = (finding: string): string => idOfText(`suspect ${finding}`)
