import { sql } from 'kysely'
import type { Exclusion } from '../../contract/routes/ratings.ts'
import * as routes from '../../contract/routes/ratings.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { holdsWithin, pathOf } from '../../people/rules/tree.ts'
import { listAccountsOf } from '../../people/store/officers.ts'
import { readParents } from '../../people/store/tree.ts'
import { demandLines } from '../../people/texts.ts'
import { personOf } from '../handling/acting.ts'
import { holderOf } from '../handling/matter.ts'
import { findMatter } from '../handling/store.ts'
import './tables.ts'

const done = { done: true } as const

/** 剔除: what is left out of the measures takes a reason of the list and another person from outside the office. */
export const exclusionAnswers: readonly Answer[] = [
  answer(routes.listExclusions, async (_, ask) => {
    const all = await listExclusionsKept(ask)
    const decides = await deciderIn(ask)
    const parents = await readParents(ask.db, ask.countyId)
    const { grants } = callerOf(ask)
    const oversees = grants.some(({ role }) => role === 'county' || role === 'inspector')
    return all
      .filter((it) => oversees || holdsWithin(grants, ['head', 'clerk'], pathOf(parents, it.unitId)))
      .map(({ askedById, ...it }) => ({ ...it, mayDecide: it.granted === null && decides({ ...it, askedById }) }))
  }),

  answer(routes.askExclusion, async ({ params, body }, ask) => {
    demandLines('note', body.note)
    const { db, countyId } = ask
    const matter = (await findMatter(db, countyId, params.matterId)) ?? refuse('notFound')
    const { unitId } = holderOf(matter)
    const parents = await readParents(db, countyId)
    if (!holdsWithin(callerOf(ask).grants, ['head', 'clerk'], pathOf(parents, unitId))) return refuse('notFound')
    const { matterId } = matter.taken
    const known = await findOne(ask, matterId)
    if (known !== undefined && known.granted !== false) return refuse('alreadyDone')
    await ask.record('exclusionAsked', { matterId, unitId, ...body }, { simulated: matter.simulated })
    return done
  }),

  answer(routes.decideExclusion, async ({ params, body }, ask) => {
    demandLines('note', body.note)
    const { db, countyId } = ask
    const known = (await findOne(ask, params.matterId)) ?? refuse('notFound')
    if (known.granted !== null) return refuse('alreadyDone')
    if (!(await deciderIn(ask))(known)) return refuse('exclusionTooClose')
    const simulated = (await findMatter(db, countyId, known.matterId))?.simulated ?? false
    await ask.record('exclusionDecided', { matterId: known.matterId, ...body }, { simulated })
    return done
  }),
]

type Kept = Omit<Exclusion, 'mayDecide'> & { readonly askedById: string }

/** Somebody of the county who did not ask himself, by whichever of his accounts, and works neither in that office nor below it. */
async function deciderIn(ask: Ask): Promise<(it: Pick<Kept, 'unitId' | 'askedById'>) => boolean> {
  const caller = callerOf(ask)
  const isCounty = caller.grants.some(({ role }) => role === 'county')
  const own = await listAccountsOf(ask.db, ask.countyId, caller)
  const { unitId } = await personOf(ask)
  const parents = await readParents(ask.db, ask.countyId)
  return (it) => isCounty && !own.has(it.askedById) && (unitId === null || !pathOf(parents, unitId).includes(it.unitId))
}

const findOne = async (ask: Ask, matterId: string): Promise<Kept | undefined> =>
  (await listExclusionsKept(ask, matterId))[0]

/** Newest first, 500 at most; or one, locked. */
async function listExclusionsKept({ db, countyId }: Ask, matterId?: string): Promise<Kept[]> {
  if (matterId !== undefined) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`exclusion ${matterId}`}, ${countyId}))`.execute(db)
  }
  let query = db
    .selectFrom('rating_exclusion as it')
    .leftJoin('unit', (on) => on.onRef('unit.county_id', '=', 'it.county_id').onRef('unit.unit_id', '=', 'it.unit_id'))
    .leftJoin('account as asker', (on) =>
      on.onRef('asker.county_id', '=', 'it.county_id').onRef('asker.account_id', '=', 'it.asked_by'),
    )
    .leftJoin('account as decider', (on) =>
      on.onRef('decider.county_id', '=', 'it.county_id').onRef('decider.account_id', '=', 'it.decided_by'),
    )
    .selectAll('it')
    .select(['unit.name as unit_name', 'asker.name as asker_name', 'decider.name as decider_name'])
    .where('it.county_id', '=', countyId)
  if (matterId !== undefined) query = query.where('matter_id', '=', matterId)
  const rows = await query.orderBy('asked_at', 'desc').limit(500).execute()
  return rows.map((row) => ({
    matterId: row.matter_id,
    unitId: row.unit_id,
    unitName: row.unit_name ?? '',
    because: row.because,
    note: row.note,
    askedBy: row.asker_name ?? '',
    askedById: row.asked_by,
    askedAt: row.asked_at,
    granted: row.granted,
    decidedBy: row.decider_name,
    decidedAt: row.decided_at,
    decisionNote: row.decision_note,
  }))
}
