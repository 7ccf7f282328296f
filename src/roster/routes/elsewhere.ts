import * as routes from '../../contract/routes/duties.ts'
import { type Answer, answer, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { addDays } from '../../kit/time.ts'
import { maySeeUnit, pathOf } from '../../people/rules/tree.ts'
import { listVisibleSites } from '../../people/store/reach.ts'
import { listUnits } from '../../people/store/tree.ts'
import { spanOfDays } from '../duty.ts'
import { listDutiesOfUnits } from '../store.ts'

const longestDays = 62
const most = 2_000

/** So that nobody is rostered without those who answer for him knowing it: his own head and clerk see it. */
export const elsewhereAnswer: Answer = answer(routes.listDutiesElsewhere, async ({ query: { from, to } }, ask) => {
  if (to < from || to > addDays(from, longestDays - 1)) refuse('daysWrong', { most: longestDays })
  const caller = callerOf(ask)
  const units = await listUnits(ask.db, ask.countyId)
  const parents = new Map(units.map((it) => [it.unitId, it.parentId]))
  const unitIds = units.map((it) => it.unitId).filter((id) => maySeeUnit(caller.grants, pathOf(parents, id)))
  const butSiteIds = await listVisibleSites(ask.db, ask.countyId, caller)
  const found = await listDutiesOfUnits(ask.db, ask.countyId, spanOfDays(from, to), {
    unitIds,
    butSiteIds,
    most: most + 1,
  })
  if (found.length > most) refuse('tooManyRows', { most })
  return found
})
