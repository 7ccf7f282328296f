import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { append } from '../../src/fact/append.ts'
import { erase } from '../../src/fact/erasure.ts'
import { findFact, listFacts } from '../../src/fact/store.ts'
import { freshDb, withDb } from '../db.ts'
import { listCommitments } from './commitments.ts'
import { countyId, dutyFact } from './samples.ts'

const about = { countyId, now: '2026-03-03T00:00:00.000Z', by: { kind: 'system' } } as const

describe('erasing', () => {
  test(
    'destroys salt and content, keeps place and commitment, and leaves a certificate',
    withDb(async (db) => {
      const fact = dutyFact('secret', 'key')
      await append(db, [fact], [])
      const [before] = await listCommitments(db, countyId, 0, 1)
      const [certificate] = await erase(db, [fact.id], '撤回同意', about)

      expect(await findFact(db, countyId, fact.id)).toBeUndefined()
      const { rows } = await sql`select salt, body from fact where id = ${fact.id}`.execute(db)
      expect(rows).toEqual([{ salt: null, body: null }])
      const [after, second] = await listCommitments(db, countyId, 0, 9)
      expect(after).toEqual(before)
      expect(second?.position).toBe(2)
      expect((await listFacts(db, countyId)).map(({ id, kind }) => ({ id, kind }))).toEqual([
        { id: certificate?.id, kind: 'factErased' },
      ])
      expect((await listFacts(db, countyId)).map((one) => one.body)).toEqual([{ factId: fact.id, reason: '撤回同意' }])
      await expect(append(db, [dutyFact('secret', 'key')], [])).rejects.toMatchObject({ refusal: 'alreadyDone' })
    }),
  )

  test(
    'twice, of nothing, or of a certificate is refused and leaves no certificate',
    withDb(async (db) => {
      const fact = dutyFact('secret')
      await append(db, [fact], [])
      const [certificate] = await erase(db, [fact.id], 'why', about)
      for (const id of [fact.id, '0192f0c1-ffff-7abc-8def-000000000001', certificate?.id ?? '']) {
        await expect(erase(db, [id], 'why', about)).rejects.toMatchObject({ refusal: 'notFound' })
      }
      expect(await listCommitments(db, countyId, 0, 9)).toHaveLength(2)
    }),
  )

  test(
    'without a certificate the function destroys nothing',
    withDb(async (db) => {
      const fact = dutyFact('kept')
      await append(db, [fact], [])
      const { rows } = await sql`select erase_fact(${countyId}, ${fact.id}, ${fact.id}) as erased`.execute(db)
      expect(rows).toEqual([{ erased: 0 }])
      expect(await findFact(db, countyId, fact.id)).toEqual(fact)
    }),
  )
})

describe.each(['center', 'station'] as const)('the login of the %s', (role) => {
  test.each([
    ['change', 'update fact set kind = kind'],
    ['change the content of', 'update fact set body = null, salt = null'],
    ['remove', 'delete from fact'],
    ['empty', 'truncate fact'],
    ['drop', 'drop table fact'],
    ['disarm', 'alter table fact disable trigger all'],
    ['change the migrations of', "update migration set hash = ''"],
    ['make itself owner of', 'alter table fact owner to current_user'],
  ])('may not %s facts', async (_, statement) => {
    const { app, close } = await freshDb(role)
    await append(app, [dutyFact('a')], [])
    await expect(sql.raw(statement).execute(app)).rejects.toMatchObject({ code: '42501' })
    expect(await listFacts(app, countyId)).toHaveLength(1)
    await close()
  })
})
