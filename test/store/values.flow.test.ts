import { execFileSync } from 'node:child_process'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { openDb } from '../../src/store/open.ts'
import { freshDb, withDb } from '../db.ts'

const query = `select date '2026-03-02' as day, time '08:30' as clock, interval '90 minutes' as span,
  timestamp '2026-03-02 08:30' as wall, timestamptz '2026-03-02 08:30:00.123456+08' as instant,
  timestamptz '2026-03-02 08:30:00+05:30' as half_hour_zone, 5::int8 as big, count(*) as counted, 1.5::numeric as exact,
  '\\x00ff'::bytea as bytes, '{"a":[1]}'::jsonb as json, array[date '2026-03-02'] as days,
  array[[1::int8, 2], [3, null]] as numbers, array[timestamptz '2026-03-02 08:30+08'] as instants, null::date as nothing`

const expected = {
  day: '2026-03-02',
  clock: '08:30:00',
  span: '01:30:00',
  wall: '2026-03-02 08:30:00',
  instant: '2026-03-02T00:30:00.123Z',
  half_hour_zone: '2026-03-02T03:00:00.000Z',
  big: 5,
  counted: 1,
  exact: 1.5,
  bytes: [0, 255],
  json: { a: [1] },
  days: ['2026-03-02'],
  numbers: [
    [1, 2],
    [3, null],
  ],
  instants: ['2026-03-02T00:30:00.000Z'],
  nothing: null,
}

const script = `
  import { sql } from 'kysely'
  import { openDb } from './src/store/open.ts'
  const db = openDb(process.env.URL_OF_TEST)
  const { rows } = await sql.raw(${JSON.stringify(query)}).execute(db)
  const { rows: back } = await sql\`select \${new Date('2026-03-02T00:30:00Z')}::timestamptz as instant,
    \${new Uint8Array([0, 255])}::bytea as bytes\`.execute(db)
  console.log(JSON.stringify({ ...rows[0], bytes: [...rows[0].bytes], kind: rows[0].bytes.constructor.name, back }))
  await db.destroy()
`

describe('values arrive the same whatever the zone of the process', () => {
  test.each(['UTC', 'Asia/Shanghai', 'America/New_York'])('%s', async (zone) => {
    const { appUrl, close } = await freshDb()
    const out = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      env: { ...process.env, TZ: zone, URL_OF_TEST: appUrl },
      encoding: 'utf8',
    })
    await close()
    const back = [{ instant: '2026-03-02T00:30:00.000Z', bytes: { 0: 0, 1: 255 } }]
    expect(JSON.parse(out)).toEqual({ ...expected, kind: 'Uint8Array', back })
  })
})

test('a statement that runs too long is ended by the server', async () => {
  const { appUrl, close } = await freshDb()
  const db = openDb(appUrl, { statementTimeoutMs: 50 })
  await expect(sql`select pg_sleep(60)`.execute(db)).rejects.toMatchObject({ code: '57014' })
  await db.destroy()
  await close()
})

test(
  'text with a zero character is refused as bad input',
  withDb(async (db) => {
    await expect(sql`select ${'a\u0000b'}::text`.execute(db)).rejects.toMatchObject({ refusal: 'badInput' })
  }),
)
