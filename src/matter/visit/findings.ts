import type { Selectable } from 'kysely'
import type { Words } from '../../contract/attendance.ts'
import type { Site } from '../../contract/people.ts'
import type { BoardWord, BreachRow, EmptyRow, VisitFinding } from '../../contract/visits.ts'
import type { Ask } from '../../http/answer.ts'
import { clockOf, type Iso, toMs } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import { readTrips } from './rows.ts'
import { listVisitsBegun } from './store.ts'
import type { VisitBoardTable, VisitDecisionTable } from './tables.ts'

type Where = Pick<Ask, 'db' | 'countyId'>
interface Span {
  readonly from: Iso
  readonly to: Iso
}

/** What stood against the board when somebody found nobody: only where it had promised somebody. Newest first. */
export async function listEmpties(
  { db, countyId }: Where,
  { from, to }: Span,
  sites: ReadonlyMap<string, Site>,
): Promise<EmptyRow[]> {
  const rows = await db
    .selectFrom('visit_board')
    .innerJoin('visit_word', (on) =>
      on
        .onRef('visit_word.county_id', '=', 'visit_board.county_id')
        .onRef('visit_word.fact_id', '=', 'visit_board.word_id'),
    )
    .selectAll('visit_board')
    .select(['visit_word.simulated as simulated', 'visit_word.entered as entered'])
    .where('visit_board.county_id', '=', countyId)
    .where('visit_board.at', '>=', from)
    .where('visit_board.at', '<', to)
    .where('visit_board.finding', '<>', 'none')
    .orderBy('visit_board.at', 'desc')
    .execute()
  const reached = rows.filter((it) => sites.has(it.site_id))
  const decided = await listDecisions(db, countyId, 'empty')
  const later = await listServedLater(db, countyId, reached)
  return reached.map((row) => ({
    factId: row.word_id,
    visitId: row.visit_id,
    siteId: row.site_id,
    siteName: sites.get(row.site_id)?.name ?? '',
    unitId: sites.get(row.site_id)?.unitId ?? row.site_id,
    at: row.at,
    finding: row.finding,
    said: row.said,
    forMinutes: minutesOf(row),
    open: row.open,
    ...explain(row),
    servedAfterSeconds: later.get(row.visit_id) ?? null,
    decided: decidedOf(decided.get(row.word_id)),
    simulated: row.simulated,
  }))
}

const minutesOf = ({ at, since }: Pick<VisitBoardTable, 'at' | 'since'>): number =>
  Math.max(0, Math.floor((toMs(at) - toMs(since)) / 60_000))

const saidWords: Record<BoardWord, Words> = {
  seen: { zh: '有人已到岗', en: 'somebody is here' },
  expected: { zh: '有人值班，预计到岗', en: 'somebody is on duty and expected' },
  inTheField: { zh: '外出办公，请打电话', en: 'out on official work, please call' },
  noneListed: { zh: '没有列出值班人员', en: 'nobody is listed' },
  closed: { zh: '不是对外办公时间', en: 'not open to the public' },
}

/** Why it stands here, in sentences; no name, and never when somebody checked in. */
function explain(row: Selectable<VisitBoardTable> & { entered: boolean }): Pick<EmptyRow, 'why' | 'used' | 'ignored'> {
  const { zh, en } = saidWords[row.said]
  const minutes = minutesOf(row)
  const clock = clockOf(row.at).slice(0, 5)
  return {
    why: [
      {
        zh: `${clock} 来的人说没有人；当时值班公示上写着“${zh}”，已写了 ${minutes} 分钟。`,
        en: `At ${clock} a visitor found nobody; the duty board said “${en}”, and had for ${minutes} minutes.`,
      },
    ],
    used: [
      { zh: '站点对外办公时间', en: 'opening hours of the site' },
      { zh: '值班安排、请假、外出', en: 'duties, leave, outings' },
      {
        zh: '中心记下此事时已收到的签到（任何方式都一样）',
        en: 'check-ins the center had when it noted this, by any method alike',
      },
      row.entered
        ? { zh: '工作人员代电话来访者登记', en: 'entered by the office for a caller' }
        : { zh: '来访者自己按的', en: 'pressed by the visitor' },
    ],
    ignored: [
      { zh: '谁在值班、谁签到（看的是站点，不看个人）', en: 'who was on duty or checked in: this is about the site' },
      { zh: '站点断网时还没有传到的签到', en: 'check-ins that had not arrived from a station without network' },
    ],
  }
}

/** Seconds from “nobody there” until the same visitor said that he was served. */
async function listServedLater(
  db: Db,
  countyId: number,
  rows: readonly { visit_id: string; at: string }[],
): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map()
  const served = await db
    .selectFrom('visit_word')
    .select(['visit_id', 'at'])
    .where('county_id', '=', countyId)
    .where('visit_id', 'in', [...new Set(rows.map((it) => it.visit_id))])
    .where('outcome', '=', 'served')
    .orderBy('at', 'desc')
    .execute()
  const firstServed = new Map(served.map((it) => [it.visit_id, toMs(it.at)]))
  return new Map(
    rows.flatMap(({ visit_id: id, at }) => {
      const then = firstServed.get(id)
      return then === undefined || then < toMs(at) ? [] : [[id, Math.round((then - toMs(at)) / 1000)]]
    }),
  )
}

/** Visits that ended “sent away” again, against the one-time notice; the unclear ones too, for a person to read. */
export async function listBreaches(
  where: Where,
  span: Span,
  sites: ReadonlyMap<string, Site>,
): Promise<(BreachRow & { siteId: string })[]> {
  const { db, countyId } = where
  const all = await listVisitsBegun(db, countyId, { ...span, siteIds: [...sites.keys()] })
  const visits = all.filter((it) => it.outcome === 'sentAway' && it.matterId !== null)
  const { breachOf } = await readTrips(where, visits)
  const decided = await listDecisions(db, countyId, 'breach')
  return visits.flatMap((visit) => {
    const breach = breachOf(visit)
    const { endedFact, matterId, siteId } = visit
    if (breach === null || breach.verdict === 'none' || endedFact === null || matterId === null) return []
    return [
      {
        factId: endedFact,
        visitId: visit.visitId,
        matterId,
        siteId,
        siteName: sites.get(siteId)?.name ?? '',
        unitId: sites.get(siteId)?.unitId ?? siteId,
        at: visit.endedAt ?? visit.begunAt,
        told: visit.words.at(-1)?.told ?? '',
        breach,
        decided: decidedOf(decided.get(endedFact)),
        simulated: visit.simulated,
      },
    ]
  })
}

type Decision = Selectable<VisitDecisionTable>

async function listDecisions(db: Db, countyId: number, finding: VisitFinding): Promise<Map<string, Decision>> {
  const rows = await db
    .selectFrom('visit_decision')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('finding', '=', finding)
    .execute()
  return new Map(rows.map((it) => [it.word_id, it]))
}

const decidedOf = (row: Decision | undefined): EmptyRow['decided'] =>
  row === undefined ? null : { decision: row.decision, words: row.words, at: row.at }

/** The site of a word on which there can be such a finding; undefined where there is none. */
export async function wordExists(
  db: Db,
  countyId: number,
  wordId: string,
  finding: VisitFinding,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('visit_word')
    .select('site_id')
    .where('county_id', '=', countyId)
    .where('fact_id', '=', wordId)
    .where('outcome', '=', finding === 'empty' ? 'nobodyThere' : 'sentAway')
    .executeTakeFirst()
  return row?.site_id
}
