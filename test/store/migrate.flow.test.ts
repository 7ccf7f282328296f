import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { rooms } from '../../src/main/rooms.ts'
import { listMigrations, type Migration, migrate } from '../../src/store/migrate.ts'
import { freshDb } from '../db.ts'

const first: Migration = { name: 'test/0001-one', sql: 'create table one (n integer); insert into one values (1);' }
const second: Migration = { name: 'test/0002-two', sql: 'create table two (n integer)' }

/** A database without any migration of ours. */
async function empty() {
  const db = await freshDb()
  await sql`drop schema public cascade; create schema public`.execute(db.owner)
  return db
}

describe('migrations', () => {
  test('run once, in order, and those that came later are added', async () => {
    const { owner, close } = await empty()
    expect(await migrate(owner, [first])).toEqual(['test/0001-one'])
    expect(await migrate(owner, [first, second])).toEqual(['test/0002-two'])
    expect(await migrate(owner, [first, second])).toEqual([])
    expect((await sql`select n from one`.execute(owner)).rows).toEqual([{ n: 1 }])
    await close()
  })

  test('run once when two programs start at the same moment', async () => {
    const { owner, close } = await empty()
    const ran = await Promise.all([migrate(owner, [first, second]), migrate(owner, [first, second])])
    expect(ran.flat().sort()).toEqual(['test/0001-one', 'test/0002-two'])
    await close()
  })

  test('that fail leave nothing', async () => {
    const { owner, close } = await empty()
    const broken = { name: 'test/0003-broken', sql: 'create table three (n integer); select 1/0' }
    await expect(migrate(owner, [first, broken])).rejects.toThrow('division by zero')
    expect(await migrate(owner, [first])).toEqual(['test/0001-one'])
    await close()
  })

  test('that were changed after they ran stop the start; other line ends are no change', async () => {
    const { owner, close } = await empty()
    await migrate(owner, [first])
    const changed = { ...first, sql: `${first.sql}\n-- harmless?` }
    await expect(migrate(owner, [changed])).rejects.toMatchObject({ reason: 'migrationChanged' })
    const twoLines = { ...second, sql: 'select 1;\nselect 2' }
    await migrate(owner, [first, twoLines])
    expect(await migrate(owner, [first, { ...twoLines, sql: 'select 1;\r\nselect 2' }])).toEqual([])
    await close()
  })

  test('the program does not know stop the start: the database is newer', async () => {
    const { owner, close } = await empty()
    await migrate(owner, [first, second])
    const start = migrate(owner, [first])
    await expect(start).rejects.toMatchObject({ reason: 'newerDatabase' })
    await expect(start).rejects.toThrow(/test\/0002-two[\s\S]*newer than the program/)
    await close()
  })

  test('of both roles are found in the rooms', async () => {
    for (const role of ['center', 'station'] as const) {
      const names = (await listMigrations(role, rooms)).map((one) => one.name)
      expect(names[0]).toBe('fact/0001-fact')
      expect(new Set(names).size).toBe(names.length)
    }
  })
})
