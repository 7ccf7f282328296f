import type { Projection } from '../../../fact/append.ts'
import type { Fact, FactOf } from '../../../fact/fact.ts'
import type { Db } from '../../../store/open.ts'
import './tables.ts'

/** Keeps spot checks in step with their facts. */
export const spotCheckProjection: Projection = {
  name: 'spotCheck',
  tables: ['spot_check', 'spot_check_person'],
  kinds: ['spotCheckAnnounced', 'spotCheckDrawn', 'spotCheckRecorded'],
  async apply(db, facts) {
    for (const fact of facts) {
      if (fact.kind === 'spotCheckAnnounced') await announce(db, fact)
      else if (fact.kind === 'spotCheckDrawn') await draw(db, fact)
      else if (fact.kind === 'spotCheckRecorded') await record(db, fact)
    }
  },
}

async function announce(db: Db, { countyId, at, by, body }: FactOf<'spotCheckAnnounced'>): Promise<void> {
  const { spotCheckId, unitId, confidence, rate, size, staffIds, beaconSource, beaconAt } = body
  await db
    .insertInto('spot_check')
    .values({
      county_id: countyId,
      spot_check_id: spotCheckId,
      unit_id: unitId,
      confidence,
      rate,
      size,
      population: staffIds.length,
      staff_ids: JSON.stringify(staffIds),
      beacon_source: beaconSource,
      beacon_at: beaconAt,
      announced_at: at,
      announced_by: accountOf(by),
      beacon: null,
      published_at: null,
      drawn_at: null,
    })
    .onConflict((clash) => clash.columns(['county_id', 'spot_check_id']).doNothing())
    .execute()
}

async function draw(db: Db, { countyId, at, body }: FactOf<'spotCheckDrawn'>): Promise<void> {
  const { spotCheckId, beacon, publishedAt, staffIds } = body
  await db
    .updateTable('spot_check')
    .set({ beacon, published_at: publishedAt, drawn_at: at })
    .where('county_id', '=', countyId)
    .where('spot_check_id', '=', spotCheckId)
    .execute()
  if (staffIds.length === 0) return
  const nothing = { found: null, found_at: null, note: null, on_paper: null, checked_in: null, recorded_by: null }
  await db
    .insertInto('spot_check_person')
    .values(
      staffIds.map((staff_id, place) => ({
        county_id: countyId,
        spot_check_id: spotCheckId,
        staff_id,
        place,
        ...nothing,
      })),
    )
    .onConflict((clash) => clash.columns(['county_id', 'spot_check_id', 'staff_id']).doNothing())
    .execute()
}

/** The first record stays. */
async function record(db: Db, { countyId, by, body }: FactOf<'spotCheckRecorded'>): Promise<void> {
  const { spotCheckId, staffId, found, foundAt, note, onPaper, checkedIn } = body
  await db
    .updateTable('spot_check_person')
    .set({ found, found_at: foundAt, note, on_paper: onPaper, checked_in: checkedIn, recorded_by: accountOf(by) })
    .where('county_id', '=', countyId)
    .where('spot_check_id', '=', spotCheckId)
    .where('staff_id', '=', staffId)
    .where('found', 'is', null)
    .execute()
}

const accountOf = (by: Fact['by']): string | null => (by.kind === 'account' ? by.id : null)
