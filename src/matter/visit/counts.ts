import type { VisitCounts } from '../../contract/visits.ts'
import { groupBy } from '../../kit/grouping.ts'
import { daysOfMonth, monthOf } from '../../kit/month.ts'
import { addDays, type Day, dayOf, instantAt } from '../../kit/time.ts'
import { listSites, listUnits } from '../../people/store/tree.ts'
import type { Db } from '../../store/open.ts'
import { readTrips } from './rows.ts'
import { countVisits, toldFigure } from './standing.ts'
import { listVisitsBegun } from './store.ts'

/**
 * Visits by unit and month for the public, of the months that lie wholly within some days; give none that has not ended.
 * Figures below five are not told, no sum is. A unit's own sites only, so that no unit can be found by taking another away.
 * In the order of the tree's ids: no ranking.
 */
export async function listVisitCounts(
  db: Db,
  countyId: number,
  span: { readonly from: Day; readonly to: Day },
): Promise<VisitCounts[]> {
  const sites = new Map((await listSites(db, countyId)).map((it) => [it.siteId, it]))
  const units = await listUnits(db, countyId)
  const [from, to] = [instantAt(span.from, '00:00'), instantAt(addDays(span.to, 1), '00:00')]
  const all = await listVisitsBegun(db, countyId, { from, to, siteIds: [...sites.keys()] })
  const isWhole = (month: string): boolean => {
    const days = daysOfMonth(month)
    return span.from <= days.from && days.to <= span.to
  }
  const visits = all.filter((it) => isWhole(monthOf(dayOf(it.begunAt))))
  const { breachOf } = await readTrips({ db, countyId }, visits)
  const read = visits.map((it) => ({ ...it, breach: breachOf(it)?.verdict === 'breach' }))
  const byMonth = groupBy(read, (it) => monthOf(dayOf(it.begunAt)))
  return [...byMonth]
    .sort(([a], [b]) => a.localeCompare(b))
    .flatMap(([month, its]) => {
      const byUnit = groupBy(its, (it) => sites.get(it.siteId)?.unitId ?? '')
      return units.flatMap(({ unitId, name }) => {
        const own = byUnit.get(unitId)
        return own === undefined ? [] : [{ month, unitId, unitName: name, ...toldOf(own) }]
      })
    })
}

function toldOf(visits: Parameters<typeof countVisits>[0]) {
  const { served, nobodyThere, sentAway, unknown, breaches } = countVisits(visits)
  return {
    served: toldFigure(served),
    nobodyThere: toldFigure(nobodyThere),
    sentAway: toldFigure(sentAway),
    unknown: toldFigure(unknown),
    breaches: toldFigure(breaches),
  }
}
