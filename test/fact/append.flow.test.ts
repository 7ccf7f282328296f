import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { append } from '../../src/fact/append.ts'
import { openAppender } from '../../src/fact/appender.ts'
import { findFact, listFacts } from '../../src/fact/store.ts'
import { canonical } from '../../src/kit/canonical.ts'
import { atomically } from '../../src/store/atomically.ts'
import type { Db } from '../../src/store/open.ts'
import { freshDb, withDb, withStationDb } from '../db.ts'
import { listCommitments } from './commitments.ts'
import { countyId, deviceId, dutyFact, makeNotes, noteOf, noteProjection, notesSeen } from './samples.ts'

const positions = async (db: Db) => (await listCommitments(db, countyId, 0, 10_000)).map((one) => one.position)
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)

describe('a fact is kept once', () => {
  test(
    'it comes back as it was given, with its read row',
    withDb(async (db) => {
      await makeNotes(db)
      const fact = dutyFact('早班')
      expect(await append(db, [fact], [noteProjection])).toEqual([fact])
      expect(await findFact(db, countyId, fact.id)).toEqual(fact)
      expect(await notesSeen(db)).toEqual({ 早班: 1 })
    }),
  )

  test(
    'a repeat is the kept one, in a later call and in the same',
    withDb(async (db) => {
      await makeNotes(db)
      const first = dutyFact('a', 'key')
      const again = { ...first, id: dutyFact('x').id, recordedAt: '2026-03-02T01:00:00.000Z' }
      await append(db, [first, again], [noteProjection])
      expect(await append(db, [again], [noteProjection])).toEqual([first])
      expect(await listFacts(db, countyId)).toEqual([first])
      expect(await notesSeen(db)).toEqual({ a: 1 })
    }),
  )

  test(
    'the same key for something else is refused, and nothing of that call is kept',
    withDb(async (db) => {
      await makeNotes(db)
      await append(db, [dutyFact('a', 'key')], [noteProjection])
      const call = append(db, [dutyFact('b'), dutyFact('c', 'key')], [noteProjection])
      await expect(call).rejects.toMatchObject({ refusal: 'idempotencyConflict' })
      expect(await notesSeen(db)).toEqual({ a: 1 })
      expect(await positions(db)).toEqual([1])
    }),
  )

  test(
    'the same key in another county is another fact',
    withDb(async (db) => {
      await append(db, [dutyFact('a', 'key')], [])
      await append(db, [dutyFact('b', 'key', 110_101)], [])
      expect((await listFacts(db, 110_101)).map(noteOf)).toEqual(['b'])
    }),
  )

  test(
    'text that PostgreSQL cannot hold is refused',
    withDb(async (db) => {
      await expect(append(db, [dutyFact('a\u0000b')], [])).rejects.toMatchObject({ refusal: 'badInput' })
    }),
  )

  test(
    'a body that is not of its kind is not kept',
    withDb(async (db) => {
      const fact = { ...dutyFact('a'), body: { dutyId: 'no' } } as never
      await expect(append(db, [fact], [])).rejects.toThrow()
      expect(await positions(db)).toEqual([])
    }),
  )
})

test(
  'the commitment is the SHA-256 of salt and canonical fact, with the salt given',
  withDb(async (db) => {
    const salt = new Uint8Array(32).fill(7)
    const fact = dutyFact('a')
    await append(db, [{ ...fact, at: '2026-03-02T00:30:00Z' }], [], { salt: () => salt })
    const [kept] = await listCommitments(db, countyId, 0, 1)
    const whole = createHash('sha256').update(salt).update(canonical(fact)).digest()
    expect(Buffer.from(kept?.commitment ?? []).toString('hex')).toBe(whole.toString('hex'))
  }),
)

test(
  'facts are listed by kind, person, site and time',
  withDb(async (db) => {
    await append(db, [dutyFact('a'), dutyFact('b')], [])
    const all = { kinds: ['dutyKept' as const], staffId: '0192f0c1-0000-7abc-8def-000000000001' }
    expect((await listFacts(db, countyId, all)).map(noteOf)).toEqual(['a', 'b'])
    expect(await listFacts(db, countyId, { from: '2026-03-02T00:30:00.001Z' })).toEqual([])
    expect(await listFacts(db, countyId, { before: '2026-03-02T00:30:00.000Z' })).toEqual([])
    expect(await listFacts(db, countyId, { kinds: ['checkIn'] })).toEqual([])
  }),
)

describe('numbers of a device', () => {
  test(
    'are given from 1 without gaps, also when a call in between is undone',
    withStationDb(async (db) => {
      const keep = (note: string) => append(db, [dutyFact(note)], [], { device: deviceId })
      await keep('a')
      await atomically(db, async (tx) => {
        await append(tx, [dutyFact('lost')], [], { device: deviceId })
        throw new Error('no')
      }).catch(() => undefined)
      const [second] = await keep('b')
      expect(second).toMatchObject({ deviceId, deviceSeq: 2 })
    }),
  )

  test(
    'are not taken from the caller',
    withDb(async (db) => {
      const [kept] = await append(db, [{ ...dutyFact('a'), deviceId, deviceSeq: 9 }], [])
      expect(kept).not.toHaveProperty('deviceSeq')
    }),
  )
})

describe('many at once', () => {
  test('positions and numbers have no gaps when many connections append, some twice, some in vain', async () => {
    const { app, owner, close } = await freshDb('station')
    await makeNotes(owner, false)
    await sql`grant all on note_seen to public`.execute(owner)
    const work = upTo(120).map((i) => {
      const note = i % 10 === 0 ? 'poison' : `n${i % 40}`
      return append(app, [dutyFact(note, `key${i % 40}`)].map(sameDuty), [noteProjection], { device: deviceId })
    })
    const outcomes = await Promise.allSettled(work)
    const facts = await listFacts(app, countyId)
    expect(outcomes.filter((one) => one.status === 'rejected')).toHaveLength(12)
    expect(facts.map((fact) => fact.deviceSeq)).toEqual(upTo(36))
    expect(await positions(app)).toEqual(upTo(36))
    expect(Object.values(await notesSeen(app))).toEqual(upTo(36).map(() => 1))
    await close()
  })

  test('an appender keeps a crowd in few commits, and one bad fact fails alone', async () => {
    const { app, owner, close } = await freshDb()
    await makeNotes(owner, false)
    await sql`grant all on note_seen to public`.execute(owner)
    const appender = openAppender(app, [noteProjection])
    const notes = upTo(300).map((i) => (i === 77 ? 'poison' : i === 150 ? 'other county' : `n${i}`))
    const outcomes = await Promise.allSettled(
      notes.map((note) => appender.append(dutyFact(note, undefined, note === 'other county' ? 110_101 : countyId))),
    )
    await appender.idle()
    expect(outcomes.flatMap((one, i) => (one.status === 'rejected' ? [i + 1] : []))).toEqual([77])
    expect((await listFacts(app, countyId)).map(noteOf)).toEqual(notes.filter((note) => /^n/.test(note)))
    expect((await listFacts(app, 110_101)).map(noteOf)).toEqual(['other county'])
    await close()
  })
})

/** Repeats must say the same: one duty for all. */
const sameDuty = <F extends ReturnType<typeof dutyFact>>(fact: F): F =>
  ({ ...fact, body: { ...fact.body, dutyId: deviceId } }) as F
