import { expect, it } from 'vitest'
import { roles } from '../../src/contract/people.ts'
import { allRoutes } from '../../src/contract/routes/index.ts'
import { unheldOf } from '../../web/console/pages/accounts/unheld.ts'
import { accountsWords } from '../../web/console/pages/accounts/words.ts'

const changes = (role: string): boolean =>
  allRoutes.some(({ method, who }) => method !== 'GET' && Array.isArray(who) && who.includes(role))

it.each(roles)('whoever grants %s is not told that it changes nothing when it does', (role) => {
  const [zh, en] = [accountsWords.zh.does[role], accountsWords.en.does[role]]
  const harmless = /不能改$|只看/.test(zh) || /changes nothing$|only$/.test(en)
  expect(harmless && changes(role)).toBe(false)
})

const holding = (...held: (typeof roles)[number][]) => ({
  closed: false,
  roles: held.map((role) => ({ role, unitId: null })),
})

it('a county just set up still wants its county, heads and inspectors, and a second who grants', () => {
  const begun = [holding('systemAdmin'), holding('securityAdmin'), holding('auditAdmin'), holding('clerk')]
  expect(unheldOf(begun)).toEqual({ roles: ['county', 'head', 'inspector'], grantsAlone: true })
})

it('a role of a closed account is held by nobody', () => {
  const gone = { ...holding('inspector', 'securityAdmin'), closed: true }
  expect(unheldOf([gone, holding('county', 'head', 'clerk'), holding('securityAdmin')])).toEqual({
    roles: ['inspector'],
    grantsAlone: true,
  })
})

it('nothing is wanted where all are there', () => {
  const all = [holding('county'), holding('head'), holding('clerk', 'securityAdmin'), holding('inspector')]
  expect(unheldOf([...all, holding('securityAdmin')])).toEqual({ roles: [], grantsAlone: false })
})
