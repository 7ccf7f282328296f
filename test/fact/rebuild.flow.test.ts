import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { append } from '../../src/fact/append.ts'
import { erase } from '../../src/fact/erasure.ts'
import { compare, rebuild } from '../../src/fact/rebuild.ts'
import { withDb } from '../db.ts'
import { countyId, dutyFact, makeNotes, noteProjection, notesSeen } from './samples.ts'

test(
  'read tables are the same after a rebuild',
  withDb(async (db) => {
    await makeNotes(db)
    const notes = Array.from({ length: 700 }, (_, i) => `n${i % 40}`)
    await append(
      db,
      notes.map((note) => dutyFact(note)),
      [noteProjection],
    )
    await append(db, [dutyFact('far away', undefined, 110_101)], [noteProjection])
    const before = await notesSeen(db)

    const steps: number[] = []
    expect(await compare(db, [noteProjection])).toEqual([])
    expect(await rebuild(db, [noteProjection], (done) => steps.push(done))).toEqual({ facts: 701, erased: 0 })
    expect(await notesSeen(db)).toEqual(before)
    expect(steps).toEqual([500, 701])
  }),
)

test(
  'what facts do not say is shown, and is gone after a rebuild',
  withDb(async (db) => {
    await makeNotes(db)
    const [fact] = await append(db, [dutyFact('true'), dutyFact('erased')], [noteProjection])
    await sql`insert into note_seen values (${countyId}, 'false', 1)`.execute(db)
    await sql`delete from note_seen where note = 'true'`.execute(db)

    const row = (note: string) => `{"note": "${note}", "times": 1, "county_id": ${countyId}}`
    expect(await compare(db, [noteProjection])).toEqual([
      {
        table: 'note_seen',
        onlyBefore: { count: 1, some: [row('false')] },
        onlyAfter: { count: 1, some: [row('true')] },
      },
    ])
    expect(await notesSeen(db)).toEqual({ erased: 1, false: 1 })

    await erase(db, [fact?.id ?? ''], 'why', { countyId, now: fact?.at ?? '', by: { kind: 'system' } })
    expect(await rebuild(db, [noteProjection])).toEqual({ facts: 2, erased: 1 })
    expect(await notesSeen(db)).toEqual({ erased: 1 })
  }),
)
