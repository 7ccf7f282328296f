import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { append } from '../../src/fact/append.ts'
import { draft } from '../../src/fact/draft.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { newId } from '../../src/kit/ids.ts'
import { instantAt } from '../../src/kit/time.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { listAbsences } from '../../src/roster/requests/store.ts'
import { freshDb } from '../db.ts'

const file = new URL('../../src/roster/migrations/0003-requests.center.sql', import.meta.url)
const fill =
  readFileSync(file, 'utf8')
    .split(';')
    .find((it) => it.includes('insert into request')) ?? ''

test('outings noted before they were requests come to wait, as a rebuild makes them', async () => {
  const { app, owner, close } = await freshDb()
  const about = { countyId: 420101, by: { kind: 'system' as const } }
  const outing = (from: string, to: string) => ({
    staffId: newId(),
    siteId: newId(),
    starts: instantAt('2026-03-02', from),
    ends: instantAt('2026-03-02', to),
    where: '入户走访',
  })
  const [first, ended] = [newId(), newId()]
  const [one, other] = [outing('08:30', '12:00'), outing('13:00', '17:30')]
  const facts = [
    draft('outingKept', { outingId: first, ...one }, { ...about, now: one.starts }),
    draft('outingKept', { outingId: ended, ...other }, { ...about, now: other.starts }),
    draft('outingKept', { outingId: first, ...one, where: '改了' }, { ...about, now: other.starts }),
    draft('outingEnded', { outingId: ended, ends: instantAt('2026-03-02', '15:00') }, { ...about, now: other.ends }),
  ]
  await append(
    app,
    facts,
    centerProjections.filter(({ tables }) => tables.includes('outing')),
  )
  await sql.raw(fill).execute(owner)

  expect(await compare(owner, centerProjections)).toEqual([])
  const span = { starts: one.starts, ends: other.ends }
  const found = await listAbsences(app, 420101, span)
  expect(found.map((it) => [it.requestId, it.kind, it.state, it.ends]).sort()).toEqual(
    [
      [first, 'outing', 'waiting', one.ends],
      [ended, 'outing', 'waiting', instantAt('2026-03-02', '15:00')],
    ].sort(),
  )
  await close()
})
