import * as routes from '../../contract/routes/matters.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { holdsWithin, pathOf } from '../../people/rules/tree.ts'
import { readParents } from '../../people/store/tree.ts'
import { actOn, personOf, seenBy } from './acting.ts'
import { readCounterOf } from './counter.ts'
import { recompute } from './recompute.ts'
import { describeMatters } from './rows.ts'
import { countLights, listMattersBy, type Place, pageLength, type Reach } from './store.ts'
import { take } from './taking.ts'
import { viewMatter } from './view.ts'

const takeMatter = answer(routes.takeMatter, async ({ body }, ask) => {
  const [row] = await describeMatters(ask.db, ask.countyId, [await take(ask, body)], ask.now)
  return row ?? refuse('notFound')
})

const listMatters = answer(routes.listMatters, async ({ query }, ask) => {
  const { db, countyId, now } = ask
  const reach = await reachOf(ask, query.mine === '1')
  const { after, mine: _, ...filter } = query
  const place = after === undefined ? undefined : readPlace(after)
  const found = await listMattersBy(db, countyId, reach, { ...filter, after: place }, now)
  const page = found.slice(0, pageLength)
  const last = found.length > pageLength ? page.at(-1) : undefined
  return {
    rows: await describeMatters(
      db,
      countyId,
      page.map((it) => it.matter),
      now,
    ),
    next: last ? `${last.place.urgency}.${last.place.matterId}` : null,
    lights: await countLights(db, countyId, reach, filter, now),
  }
})

/** Units whose clerk or head somebody is, and the one he works in; the county and inspectors see all. */
async function reachOf(ask: Ask, mine: boolean): Promise<Reach> {
  const [parents, person] = [await readParents(ask.db, ask.countyId), await personOf(ask)]
  const { grants } = callerOf(ask)
  const sees = (unitId: string): boolean =>
    unitId === person.unitId || holdsWithin(grants, ['clerk', 'head', 'county', 'inspector'], pathOf(parents, unitId))
  return {
    unitIds: [...parents.keys()].filter(sees),
    staffId: person.staffId,
    mine: mine ? { unitId: person.unitId } : null,
  }
}

/** Where a page begins, as `next` said it. */
function readPlace(after: string): Place {
  const [, urgency = '', matterId = ''] =
    /^(\d{1,15})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/.exec(after) ?? []
  return matterId === '' ? refuse('badInput', ['after']) : { urgency: Number(urgency), matterId }
}

const readMatter = answer(routes.readMatter, async ({ params }, ask) =>
  viewMatter(ask.db, ask.countyId, await seenBy(ask, params.matterId), ask.now),
)

const actOnMatter = answer(routes.actOnMatter, async ({ params, body }, ask) => {
  const { person, parents } = await seenBy(ask, params.matterId)
  const matter = await actOn(ask, params.matterId, body)
  return viewMatter(ask.db, ask.countyId, { matter, person, parents }, ask.now)
})

const recomputeClocks = answer(routes.recomputeClocks, ({ body }, ask) => recompute(ask, body))

const readCounter = answer(routes.readCounter, (_, ask) => readCounterOf(ask))

/** Taking matters, and all that is done with them. */
export const matterAnswers: readonly Answer[] = [
  takeMatter,
  listMatters,
  readMatter,
  actOnMatter,
  recomputeClocks,
  readCounter,
]
