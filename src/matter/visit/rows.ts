import type { MatterType } from '../../contract/matterTypes.ts'
import type { Site } from '../../contract/people.ts'
import type { BreachView, VisitRow } from '../../contract/visits.ts'
import type { Ask } from '../../http/answer.ts'
import { dayOf } from '../../kit/time.ts'
import type { Matter } from '../handling/matter.ts'
import { findMatter } from '../handling/store.ts'
import { findType } from '../types/store.ts'
import { judgeBreach } from './breach.ts'
import { listNoticesOfAll, listVisitsOfAll, type VisitKept } from './store.ts'

type Where = Pick<Ask, 'db' | 'countyId'>

/** What the rule on the one-time notice reads of the matters some visits are about. */
export interface Trips {
  /** Which visit about its matter it is, from 1; 0 where it is about none. */
  tripOf(visit: VisitKept): number
  breachOf(visit: VisitKept): BreachView | null
  typeNameOf(visit: VisitKept): string
}

/** Loads it once for all of them. */
export async function readTrips({ db, countyId }: Where, visits: readonly VisitKept[]): Promise<Trips> {
  const ids = [...new Set(visits.flatMap((it) => it.matterId ?? []))]
  const trips = await listVisitsOfAll(db, countyId, ids)
  const notices = await listNoticesOfAll(db, countyId, ids)
  const matters = new Map<string, Matter>()
  for (const id of ids) {
    const known = await findMatter(db, countyId, id)
    if (known) matters.set(id, known)
  }
  const types = await readTypes({ db, countyId }, visits, matters)
  const matterOf = (visit: VisitKept): Matter | undefined => matters.get(visit.matterId ?? '')
  return {
    tripOf: (visit) => (trips.get(visit.matterId ?? '') ?? []).findIndex((it) => it.visitId === visit.visitId) + 1,
    typeNameOf: (visit) => types.get(visit.visitId)?.name ?? '',
    breachOf: (visit) => {
      const matter = matterOf(visit)
      if (matter === undefined) return null
      const its = trips.get(matter.taken.matterId) ?? []
      const type = types.get(visit.visitId)
      return judgeBreach(
        {
          takenAt: matter.takenAt,
          trips: its.map(withLastWord),
          notices: notices.get(matter.taken.matterId) ?? [],
          nameOf: (key) => type?.materials.find((it) => it.key === key)?.name ?? key,
        },
        visit.visitId,
      )
    },
  }
}

/** The last word of a visit is what is judged. */
function withLastWord(visit: VisitKept) {
  const last = visit.words.at(-1)
  return { ...visit, told: last?.told ?? '', materials: last?.materials ?? [] }
}

/** The kind of matter of each visit, in the version its matter was taken with. */
async function readTypes(
  { db, countyId }: Where,
  visits: readonly VisitKept[],
  matters: ReadonlyMap<string, Matter>,
): Promise<Map<string, MatterType>> {
  const known = new Map<string, MatterType | undefined>()
  const found = new Map<string, MatterType>()
  for (const visit of visits) {
    const taken = matters.get(visit.matterId ?? '')?.taken
    const typeId = taken?.typeId ?? visit.typeId
    if (typeId === null) continue
    const which = taken?.typeVersion ?? dayOf(visit.begunAt)
    const key = `${typeId} ${which}`
    if (!known.has(key)) known.set(key, await findType(db, countyId, typeId, which))
    const type = known.get(key)
    if (type) found.set(visit.visitId, type)
  }
  return found
}

/** Visits as the console lists them. */
export async function rowsOf(
  where: Where,
  visits: readonly VisitKept[],
  sites: ReadonlyMap<string, Site>,
): Promise<VisitRow[]> {
  const trips = await readTrips(where, visits)
  return visits.map((visit) => ({
    visitId: visit.visitId,
    siteId: visit.siteId,
    siteName: sites.get(visit.siteId)?.name ?? '',
    unitId: sites.get(visit.siteId)?.unitId ?? visit.siteId,
    channel: visit.channel,
    begunAt: visit.begunAt,
    outcome: visit.outcome,
    endedAt: visit.endedAt,
    words: [...visit.words],
    matterId: visit.matterId,
    typeName: trips.typeNameOf(visit),
    trip: trips.tripOf(visit),
    breach: trips.breachOf(visit),
    simulated: visit.simulated,
  }))
}
