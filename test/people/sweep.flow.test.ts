import { expect, test } from 'vitest'
import { sweepPeople } from '../../src/people/sweep.ts'
import { county, openSetUpHouse } from './house.ts'

test('what ran out is cleared away, what still holds stays, and a second time finds nothing', async () => {
  const house = await openSetUpHouse()
  const { app } = house.fresh
  const list = Buffer.from(`工号,姓名,单位,站点\nA1,王,${county.unitName},${county.siteName}\n`)
  await house.clerk.upload('/api/staff-import/preview', 'a.csv', list)
  await house.browser().post('/api/log-in', { login: 'nobody', password: 'wrong-wrong-wrong' })
  const counts = async () => {
    const tables = ['session', 'staff_import', 'log_in_guard', 'invitation'] as const
    return Promise.all(tables.map(async (table) => (await app.selectFrom(table).selectAll().execute()).length))
  }
  const sweep = () => sweepPeople(app, county.countyId, house.clock.now())

  const [sessions = 0, ...rest] = await counts()
  expect(sessions).toBeGreaterThanOrEqual(4)
  expect(rest).toEqual([1, 1, 3])
  expect(await sweep()).toBe(0)
  house.clock.forward(31)
  expect(await sweep()).toBe(sessions + 1)
  expect(await counts()).toEqual([0, 0, 1, 3])
  house.clock.forward(24 * 60)
  expect(await sweep()).toBe(1)
  house.clock.forward(7 * 24 * 60)
  expect(await sweep()).toBe(3)
  expect(await sweep()).toBe(0)
  await house.close()
})
