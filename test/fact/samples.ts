import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { draft } from '../../src/fact/draft.ts'
import type { Fact } from '../../src/fact/fact.ts'
import type { Projection } from '../../src/fact/fold.ts'
import type { Db } from '../../src/store/open.ts'

export const countyId = 330_723
export const deviceId = '0192f0c1-2345-7abc-8def-0123456789ab'
export const staffId = '0192f0c1-0000-7abc-8def-000000000001'
const now = '2026-03-02T00:30:00.000Z'

/** A fact about a duty, with a note of one's own. */
export const dutyFact = (note: string, idemKey?: string, county: number = countyId): Fact =>
  draft(
    'dutyKept',
    {
      dutyId: randomUUID(),
      staffId,
      siteId: staffId,
      starts: now,
      ends: '2026-03-02T09:00:00.000Z',
      note,
      as: 'member',
    },
    { countyId: county, now, by: { kind: 'system' }, staffId, ...(idemKey !== undefined && { idemKey }) },
  )

/** A read table that counts how often a note was applied, and remembers the order. */
export const noteProjection: Projection = {
  name: 'notes',
  tables: ['note_seen'],
  kinds: ['dutyKept'],
  async apply(db, facts) {
    for (const fact of facts) {
      if (fact.kind !== 'dutyKept') continue
      if (fact.body.note === 'poison') throw new Error('poison')
      await sql`insert into note_seen values (${fact.countyId}, ${fact.body.note}, 1)
        on conflict (county_id, note) do update set times = note_seen.times + 1`.execute(db)
    }
  },
}

export const makeNotes = (db: Db, temporary = true) =>
  sql`create ${sql.raw(temporary ? 'temporary' : '')} table note_seen (
    county_id integer, note text, times integer, primary key (county_id, note))`.execute(db)

export async function notesSeen(db: Db): Promise<Record<string, number>> {
  const { rows } = await sql<{ note: string; times: number }>`select note, times from note_seen order by note`.execute(
    db,
  )
  return Object.fromEntries(rows.map((row) => [row.note, row.times]))
}

/** The note of a fact made by `dutyFact`. */
export const noteOf = (fact: Fact): string => (fact.kind === 'dutyKept' ? fact.body.note : '')
