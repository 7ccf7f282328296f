import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { atomically } from '../../src/store/atomically.ts'
import type { Db } from '../../src/store/open.ts'
import { freshDb, withDb } from '../db.ts'

const add = (db: Db, word: string) => sql`insert into word values (${word})`.execute(db)
const words = async (db: Db) => {
  const { rows } = await sql<{ word: string }>`select word from word order by word`.execute(db)
  return rows.map((row) => row.word)
}

test(
  'an inner part that fails is undone alone',
  withDb(async (db) => {
    await sql`create temporary table word (word text)`.execute(db)
    await add(db, 'outer')
    await expect(
      atomically(db, async (tx) => {
        await add(tx, 'inner')
        await atomically(tx, () => add(tx, 'innermost'))
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    await atomically(db, () => add(db, 'second'))
    expect(await words(db)).toEqual(['outer', 'second'])
  }),
)

test(
  'an inner part that broke on an SQL error leaves the outer one usable',
  withDb(async (db) => {
    await expect(atomically(db, (tx) => sql`select 1/0`.execute(tx))).rejects.toThrow('division by zero')
    const { rows } = await sql`select 1 as one`.execute(db)
    expect(rows).toEqual([{ one: 1 }])
  }),
)

test('nothing of a failed whole is kept, all of a finished one is', async () => {
  const { owner, close } = await freshDb()
  await sql`create table word (word text)`.execute(owner)
  await expect(
    atomically(owner, async (tx) => {
      await add(tx, 'lost')
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  await atomically(owner, (tx) => add(tx, 'kept'))
  expect(await words(owner)).toEqual(['kept'])
  await close()
})

test('a whole in which an SQL error was swallowed does not pass for kept', async () => {
  const { owner, close } = await freshDb()
  await sql`create table word (word text)`.execute(owner)
  const whole = atomically(owner, async (tx) => {
    await add(tx, 'lost')
    await sql`select 1/0`.execute(tx).catch(() => undefined)
  })
  await expect(whole).rejects.toThrow('rolled back')
  expect(await words(owner)).toEqual([])
  await close()
})
