import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { usualDutyHours } from '../../src/contract/workingHours.ts'
import { createSetUpToken } from '../../src/people/store/set-up.ts'
import { county, type House, openHouse, password } from './house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

describe('the first start', () => {
  let links: { role: string; link: string }[] = []

  test('is refused with a link the program did not print', async () => {
    await createSetUpToken(house.fresh.app, house.clock.now())
    const { status, body } = await house.browser().post('/api/set-up', { token: 'x'.repeat(43), ...county })
    expect([status, body.refusal]).toEqual([403, 'setUpTokenWrong'])
    const rows = await house.fresh.app.selectFrom('account_password').selectAll().execute()
    expect(rows).toEqual([])
  })

  test('a later start makes the link of an earlier one worthless', async () => {
    const old = await createSetUpToken(house.fresh.app, house.clock.now())
    await createSetUpToken(house.fresh.app, house.clock.now())
    const { body } = await house.browser().post('/api/set-up', { token: old, ...county })
    expect(body.refusal).toBe('setUpTokenWrong')
  })

  test('makes county, unit, site and one administrator, and invites the other three', async () => {
    const token = await createSetUpToken(house.fresh.app, house.clock.now())
    const { status, body } = await house.browser().post('/api/set-up', { token, ...county })
    expect(status).toBe(200)
    links = body.invitations
    expect(links.map(({ role }) => role)).toEqual(['securityAdmin', 'auditAdmin', 'clerk'])
    const me = await house.browser().me()
    expect(me).toMatchObject({ county: { countyId: 420101, name: '江岸区', demo: false }, account: null })
    const sites = await house.fresh.app.selectFrom('site').select('hours').execute()
    expect(sites).toEqual([{ hours: usualDutyHours }])
  })

  test('happens once', async () => {
    expect(await createSetUpToken(house.fresh.app, house.clock.now())).toBeNull()
    const { body } = await house.browser().post('/api/set-up', { token: 'x'.repeat(43), ...county })
    expect(body.refusal).toBe('setUpDone')
  })

  test('an invitation opens the account with its role, logs in, and works once', async () => {
    const security = house.browser()
    const token = links[0]?.link.split('#')[1]
    const offered = await security.get(`/api/invitations/${token}`)
    expect(offered.body).toEqual({ roles: ['securityAdmin'], name: '', login: null })
    const accepted = await security.post(`/api/invitations/${token}`, { login: 'sec', name: '安全员', password })
    expect(accepted.status).toBe(200)
    expect(await security.me()).toMatchObject({ account: { roles: [{ role: 'securityAdmin', unitId: null }] } })
    const again = await house.browser().post(`/api/invitations/${token}`, { login: 'sec2', name: '另一人', password })
    expect(again.body.refusal).toBe('invitationGone')
  })

  test('an invitation does not take over a login that is in use', async () => {
    const token = links[1]?.link.split('#')[1]
    const { body } = await house.browser().post(`/api/invitations/${token}`, { login: 'SEC', name: '审计员', password })
    expect(body.refusal).toBe('loginTaken')
  })

  test('an invitation runs out after seven days', async () => {
    house.clock.forward(7 * 24 * 60)
    const { body } = await house.browser().get(`/api/invitations/${links[1]?.link.split('#')[1]}`)
    expect(body.refusal).toBe('invitationGone')
  })

  test('no token, password or digest of one stands in the facts', async () => {
    const facts = JSON.stringify(await house.fresh.app.selectFrom('fact').selectAll().execute())
    expect(facts.length).toBeGreaterThan(1000)
    for (const { link } of links) expect(facts).not.toContain(link.split('#')[1])
    expect(facts).not.toContain(password)
    expect(facts).not.toContain('argon2')
  })
})
