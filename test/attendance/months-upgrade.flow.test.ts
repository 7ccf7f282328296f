import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { standardRule } from '../../src/contract/standardRule.ts'
import { append } from '../../src/fact/append.ts'
import { draft } from '../../src/fact/draft.ts'
import type { FinalRow } from '../../src/fact/kinds/attendance.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { newId } from '../../src/kit/ids.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { freshDb } from '../db.ts'

const file = new URL('../../src/attendance/migrations/0002-month-rows.center.sql', import.meta.url)

const row = (name: string): FinalRow => ({
  staffId: newId(),
  name,
  post: '网格员',
  employeeNo: name,
  halves: Array.from({ length: 56 }, () => 'present'),
  totals: {
    ...{ expected: 20, present: 20, lateTimes: 0, earlyTimes: 0, noCheckIn: 0, absent: 0, outing: 0, dutyTimes: 0 },
    ...{ unknown: 0, leave: {} },
  },
  remark: { zh: '', en: '' },
})

test('months printed with their people inside come to have a row for each, as a rebuild makes them', async () => {
  const { app, owner, close } = await freshDb()
  const month = { monthId: newId(), unitId: newId(), month: '2026-02', revision: 1, reason: '' }
  const body = { ...month, legend: standardRule.legend, rows: [row('甲'), row('乙')] }
  const about = { countyId: 420101, by: { kind: 'system' as const }, now: '2026-03-02T02:00:00.000Z' }
  await append(app, [draft('monthFinalised', body, about)], centerProjections)
  await sql`drop table month_final_row`.execute(owner)
  await sql`alter table month_final drop column people, add column rows jsonb`.execute(owner)
  await sql`update month_final set rows = (select body -> 'rows' from fact)`.execute(owner)
  await sql.raw(readFileSync(file, 'utf8')).execute(owner)

  expect(await compare(owner, centerProjections)).toEqual([])
  const kept = await owner.selectFrom('month_final_row').select(['place', 'staff_id']).orderBy('place').execute()
  expect(kept).toEqual(body.rows.map(({ staffId }, place) => ({ place, staff_id: staffId })))
  await close()
})
