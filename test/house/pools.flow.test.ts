import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, county, password } from '../people/house.ts'
import { openWholeHouse, type WholeHouse } from './house.ts'

let house: WholeHouse

beforeAll(async () => {
  house = await openWholeHouse()
})
afterAll(() => house.close())

// Each write holds a connection while it asks for one apart and one for its session: with one pool for all three, thirty
// at once wait for each other until they give up.
test('sixty log-ins at once are all answered', async () => {
  const browsers = Array.from({ length: 60 }, () => house.browser())
  await Promise.all(browsers.map((browser) => browser.me()))
  const answered = await Promise.all(browsers.map((browser, i) => logIn(browser, i)))
  const statuses = answered.map((it) => it.status)
  expect(statuses.filter((_, i) => isGood(i))).toEqual(Array.from({ length: 4 }, () => 200))
  expect(statuses.filter((_, i) => !isGood(i))).toEqual(Array.from({ length: 56 }, () => 401))
  const { body } = await house.audit.get('/api/audit?kind=logInRefused')
  expect(body).toHaveLength(56)
})

/** Of one account no more than may fail freely: a try counts as failed until it is known to be good. */
const isGood = (i: number): boolean => i % 15 === 0

const logIn = (browser: Browser, i: number) =>
  browser.post('/api/log-in', isGood(i) ? { login: county.login, password } : { login: `nobody${i}`, password })
