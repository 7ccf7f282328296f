import type { Projection } from '../../../fact/append.ts'
import type { Fact } from '../../../fact/fact.ts'
import type { Db } from '../../../store/open.ts'
import '../tables.ts'

/** What is known of the completeness of stations: their silences, what was wrong with their numbers, what they stated. */
export const completenessProjection: Projection = {
  name: 'completeness',
  tables: ['device_silence', 'device_alarm', 'device_count'],
  kinds: ['deviceSilent', 'deviceAlarmed', 'stationCounted'],
  async apply(db, facts) {
    for (const fact of facts) await applyOne(db, fact)
  },
}

async function applyOne(db: Db, fact: Fact): Promise<void> {
  if (fact.kind === 'deviceSilent') {
    const { deviceId, siteId, from, to } = fact.body
    const row = { fact_id: fact.id, device_id: deviceId, site_id: siteId, from_at: from, to_at: to }
    await db
      .insertInto('device_silence')
      .values({ county_id: fact.countyId, ...row })
      .execute()
  } else if (fact.kind === 'deviceAlarmed') {
    const { deviceId, siteId, alarm, seq } = fact.body
    const row = { fact_id: fact.id, device_id: deviceId, site_id: siteId, at: fact.at, alarm, seq }
    await db
      .insertInto('device_alarm')
      .values({ county_id: fact.countyId, ...row })
      .execute()
  } else if (fact.kind === 'stationCounted' && fact.deviceId !== undefined) {
    const { month, made, lastSeq } = fact.body
    const row = { at: fact.at, made, last_seq: lastSeq }
    await db
      .insertInto('device_count')
      .values({ county_id: fact.countyId, device_id: fact.deviceId, month, ...row })
      .onConflict((clash) => clash.columns(['county_id', 'device_id', 'month']).doUpdateSet(row))
      .execute()
  }
}
