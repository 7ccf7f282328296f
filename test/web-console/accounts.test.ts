import { expect, it } from 'vitest'
import { roles } from '../../src/contract/people.ts'
import { allRoutes } from '../../src/contract/routes/index.ts'
import { accountsWords } from '../../web/console/pages/accounts/words.ts'

const changes = (role: string): boolean =>
  allRoutes.some(({ method, who }) => method !== 'GET' && Array.isArray(who) && who.includes(role))

it.each(roles)('whoever grants %s is not told that it changes nothing when it does', (role) => {
  const [zh, en] = [accountsWords.zh.does[role], accountsWords.en.does[role]]
  const harmless = /不能改$|只看/.test(zh) || /changes nothing$|only$/.test(en)
  expect(harmless && changes(role)).toBe(false)
})
