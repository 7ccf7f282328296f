import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { append, type Projection } from '../../fact/append.ts'
import { draft } from '../../fact/draft.ts'
import { dayOf, type Iso } from '../../kit/time.ts'
import { findCounty, readParents } from '../../people/store/tree.ts'
import { atomically } from '../../store/atomically.ts'
import type { Db } from '../../store/open.ts'
import { planReleases } from './rules/release.ts'
import type { RatingKey } from './sealing.ts'
import { listHeld, mixHeld } from './store.ts'

export interface ReleasingNeeds {
  readonly key: RatingKey
  readonly projections: readonly Projection[]
  /** From 0 to 1, for each group of answers. */
  readonly lot?: (group: string) => number
}

const fine = 1_000_000
const drawn = (): number => randomInt(fine) / fine

/** Once a day: tells the answers whose day has come and mixes those that go on waiting. Returns how many sets were told. */
export async function releaseRatings(
  db: Db,
  countyId: number,
  now: Iso,
  { key, projections, lot = drawn }: ReleasingNeeds,
): Promise<number> {
  return atomically(db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('rating release', ${countyId}))`.execute(tx)
    const held = await listHeld(tx, countyId, key)
    if (held.length === 0) return 0
    const parents = await readParents(tx, countyId)
    const { releases, left } = planReleases({ held, parents, today: dayOf(now), lot })
    await mixHeld(tx, countyId, key, { before: held, left })
    const simulated = (await findCounty(tx))?.demo === true
    const about = { countyId, now, by: { kind: 'system' }, simulated } as const
    const facts = releases.map((it) =>
      draft('ratingsReleased', { ...it, withUnits: [...it.withUnits], answers: [...it.answers] }, about),
    )
    await append(tx, facts, projections)
    return facts.length
  })
}
