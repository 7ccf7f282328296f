import { append, type Projection } from '../../fact/append.ts'
import { draft } from '../../fact/draft.ts'
import type { Iso } from '../../kit/time.ts'
import { atomically } from '../../store/atomically.ts'
import type { Db } from '../../store/open.ts'
import { type Keep, keepPassed } from './keeping.ts'
import { noteLights } from './news.ts'
import { findMatter, lockMatter, typeOf } from './store.ts'
import { loadWorkingTimes } from './working.ts'

/** What one minute brought about. */
export interface Minute {
  /** Matters whose pause ended by itself, or that are accepted by law. */
  readonly passed: number
  /** Rows of news: who has to know of which light. */
  readonly news: number
}

/** What has to be done each minute, by the clock alone. Safe to repeat, and to miss: each thing is kept at its own instant. */
export async function runMinute(
  db: Db,
  countyId: number,
  now: Iso,
  projections: readonly Projection[],
): Promise<Minute> {
  const ripe = await listRipe(db, countyId, now)
  const failures: unknown[] = []
  for (const matterId of ripe) {
    await passOne(db, { countyId, matterId, now, projections }).catch((failure: unknown) => failures.push(failure))
  }
  const news = await atomically(db, (tx) => noteLights(tx, countyId, now))
  // One that fails keeps none of the others waiting, and is told.
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${ripe.length} matters`)
  return { passed: ripe.length, news }
}

/** A range of the index of what time alone will bring about. */
async function listRipe(db: Db, countyId: number, now: Iso): Promise<string[]> {
  const rows = await db
    .selectFrom('matter')
    .select('matter_id')
    .where('county_id', '=', countyId)
    .where('passes_at', '<', now)
    .orderBy('passes_at')
    .orderBy('matter_id')
    .execute()
  return rows.map((it) => it.matter_id)
}

interface One {
  readonly countyId: number
  readonly matterId: string
  readonly now: Iso
  readonly projections: readonly Projection[]
}

const passOne = (db: Db, { countyId, matterId, now, projections }: One): Promise<void> =>
  atomically(db, async (tx) => {
    await lockMatter(tx, countyId, matterId)
    const matter = await findMatter(tx, countyId, matterId)
    if (matter === undefined) return
    const [type, times] = [await typeOf(tx, countyId, matter), await loadWorkingTimes(tx, countyId)]
    const keep: Keep = async (kind, body, about) => {
      const fact = draft(kind, body, { countyId, now, by: { kind: 'system' }, ...about })
      const [kept] = await append(tx, [fact], projections)
      return kept ?? fact
    }
    await keepPassed(matter, { keep, type, clockworkOf: times.of, now })
  })
