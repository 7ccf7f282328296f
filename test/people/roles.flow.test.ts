import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../src/kit/ids.ts'
import { openAccount, openSetUpHouse, type SetUpHouse, staffBody } from './house.ts'

let house: SetUpHouse
beforeAll(async () => {
  house = await openSetUpHouse()
})
afterAll(() => house.close())

const accountOf = async (login: string): Promise<string> =>
  (await house.system.get('/api/accounts')).body.find((one: { login: string }) => one.login === login).accountId

describe('roles', () => {
  test('what was revoked is gone with the next call of an open session', async () => {
    const { browser, accountId } = await openAccount(house, 'county', [{ role: 'county', unitId: null }])
    expect((await browser.get('/api/staff')).status).toBe(200)
    const revoke = { role: 'county', unitId: null, reason: '调离' }
    expect((await house.security.post(`/api/accounts/${accountId}/roles/revoke`, revoke)).status).toBe(200)
    const after = await browser.get('/api/staff')
    expect([after.status, after.body.refusal]).toEqual([403, 'forbidden'])
    expect((await browser.me()).account).toMatchObject({ roles: [] })
  })

  test('a closed account is out with its next call, and its login is free again', async () => {
    const { browser, accountId } = await openAccount(house, 'closing', [{ role: 'county', unitId: null }])
    expect((await house.system.post(`/api/accounts/${accountId}/close`, { reason: '离职' })).status).toBe(200)
    expect((await browser.get('/api/staff')).status).toBe(401)
    expect((await openAccount(house, 'closing', [])).accountId).not.toBe(accountId)
  })

  test('nobody grants to himself, closes himself, or opens accounts with roles', async () => {
    const own = await accountOf('securityAdmin')
    const grant = await house.security.post(`/api/accounts/${own}/roles`, { role: 'county', unitId: null })
    expect(grant.body.refusal).toBe('grantToSelf')
    const close = await house.system.post(`/api/accounts/${await accountOf('system')}/close`, { reason: 'x' })
    expect(close.body.refusal).toBe('grantToSelf')
    const shouted = (await accountOf('system')).toUpperCase()
    expect((await house.system.post(`/api/accounts/${shouted}/close`, { reason: 'x' })).body.refusal).toBe(
      'grantToSelf',
    )
    const granting = await house.system.post(`/api/accounts/${own}/roles`, { role: 'county', unitId: null })
    expect(granting.body.refusal).toBe('forbidden')
  })

  test('the last security administrator can neither be revoked nor closed', async () => {
    const own = await accountOf('securityAdmin')
    const closing = await house.system.post(`/api/accounts/${own}/close`, { reason: 'x' })
    expect(closing.body.refusal).toBe('lastSecurityAdmin')
    const shouted = await house.system.post(`/api/accounts/${own.toUpperCase()}/close`, { reason: 'x' })
    expect(shouted.body.refusal).toBe('lastSecurityAdmin')
    const second = await openAccount(house, 'second', [{ role: 'securityAdmin', unitId: null }])
    const revoke = { role: 'securityAdmin', unitId: null, reason: 'x' }
    const both = await Promise.all([
      house.security.post(`/api/accounts/${second.accountId}/roles/revoke`, revoke),
      second.browser.post(`/api/accounts/${own}/roles/revoke`, revoke),
    ])
    expect(both.map(({ body }) => body.refusal)).toEqual(['secondSecurityAdmin', 'secondSecurityAdmin'])
    expect((await house.system.post(`/api/accounts/${second.accountId}/close`, { reason: '离任' })).status).toBe(200)
    const left = (await house.system.get('/api/accounts')).body.filter(
      (one: { closed: boolean; roles: { role: string }[] }) =>
        !one.closed && one.roles.some(({ role }) => role === 'securityAdmin'),
    )
    expect(left).toHaveLength(1)
  })

  test('two administrations do not meet in one person, not even over two accounts', async () => {
    const staffId = newId()
    await house.clerk.put(`/api/staff/${staffId}`, staffBody(house, { employeeNo: 'TWO' }))
    const one = await openAccount(house, 'one', [{ role: 'systemAdmin', unitId: null }], staffId)
    const other = await openAccount(house, 'other', [], staffId)
    expect(one.accountId).not.toBe(other.accountId)
    for (const role of ['securityAdmin', 'auditAdmin', 'inspector']) {
      const { body } = await house.security.post(`/api/accounts/${other.accountId}/roles`, { role, unitId: null })
      expect([role, body.refusal]).toEqual([role, 'rolesExclude'])
    }
  })

  test('the role of staff needs a person', async () => {
    const { accountId } = await openAccount(house, 'nobody', [])
    const { body } = await house.security.post(`/api/accounts/${accountId}/roles`, { role: 'staff', unitId: null })
    expect(body.refusal).toBe('staffWanted')
  })

  test('only the audit administrator reads what happened, newest first, page by page', async () => {
    expect((await house.system.get('/api/audit')).body.refusal).toBe('forbidden')
    const { body } = await house.audit.get('/api/audit')
    const kinds = new Set(body.map((one: { kind: string }) => one.kind))
    expect(kinds).toContain('roleRevoked')
    expect(kinds).toContain('accountClosed')
    const next = await house.audit.get(`/api/audit?before=${body[9].id}`)
    expect(next.body[0].id).toBe(body[10].id)
    const grants = await house.audit.get('/api/audit?kind=roleGranted')
    expect(new Set(grants.body.map((one: { kind: string }) => one.kind))).toEqual(new Set(['roleGranted']))
    expect((await house.audit.get('/api/audit?kind=checkIn')).status).toBe(400)
  })
})
