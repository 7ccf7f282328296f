import type { Site } from '../../contract/people.ts'
import type { EmptyFinding } from '../../contract/visits.ts'
import { append } from '../../fact/append.ts'
import { draft } from '../../fact/draft.ts'
import type { Projection } from '../../fact/fold.ts'
import { type Iso, toIso, toMs } from '../../kit/time.ts'
import { findSite } from '../../people/store/tree.ts'
import type { Db } from '../../store/open.ts'
import { type BoardSaid, judgeEmpty, readBoardSaid } from './boardSaid.ts'
import { momentOf } from './standing.ts'
import { readBoardFacts } from './store.ts'
import './tables.ts'

/** What the board said when somebody said “nobody there”, and how that stands to it; `at` is the instant it is read for. */
export async function readSaid(
  db: Db,
  countyId: number,
  site: Site,
  word: { readonly begunAt: Iso; readonly at: Iso },
): Promise<BoardSaid & { readonly finding: EmptyFinding; readonly at: Iso }> {
  const at = momentOf(word.begunAt, word.at)
  const board = readBoardSaid(await readBoardFacts(db, countyId, site, at), at)
  return { ...board, finding: judgeEmpty(board), at }
}

/** A station may have been without a network for so long. */
const backMs = 14 * 24 * 3_600_000
const mostAtOnce = 200

/**
 * Notes what the board said where somebody said “nobody there” at a station, whose word comes when there is a network.
 * How many were noted. Safe to repeat.
 */
export async function noteBoards(
  db: Db,
  countyId: number,
  now: Iso,
  projections: readonly Projection[],
): Promise<number> {
  const rows = await db
    .selectFrom('visit_word')
    .innerJoin('visit', (on) =>
      on.onRef('visit.county_id', '=', 'visit_word.county_id').onRef('visit.visit_id', '=', 'visit_word.visit_id'),
    )
    .leftJoin('visit_board', (on) =>
      on
        .onRef('visit_board.county_id', '=', 'visit_word.county_id')
        .onRef('visit_board.word_id', '=', 'visit_word.fact_id'),
    )
    .selectAll('visit_word')
    .select('visit.begun_at')
    .where('visit_word.county_id', '=', countyId)
    .where('visit_word.outcome', '=', 'nobodyThere')
    .where('visit_word.at', '>=', toIso(toMs(now) - backMs))
    .where('visit_board.word_id', 'is', null)
    .orderBy('visit_word.at')
    .limit(mostAtOnce)
    .execute()
  for (const row of rows) {
    const site = await findSite(db, countyId, row.site_id)
    if (site === undefined) continue
    const { at, ...said } = await readSaid(db, countyId, site, { begunAt: row.begun_at, at: row.at })
    const { fact_id: wordId, visit_id: visitId, site_id: siteId, simulated } = row
    const body = { wordId, visitId, siteId, ...said }
    const by = { kind: 'system' } as const
    const about = { countyId, now, by, at, siteId, simulated, idemKey: `boardNoted:${wordId}` }
    await append(db, [draft('boardNoted', body, about)], projections)
  }
  return rows.length
}
