import { expect, test } from 'vitest'
import { compare, rebuild } from '../../src/fact/rebuild.ts'
import { newId } from '../../src/kit/ids.ts'
import { peopleProjections } from '../../src/people/projections.ts'
import { listStaff } from '../../src/people/store/staff.ts'
import { county, openAccount, openSetUpHouse, staffBody } from './house.ts'

test('the read tables of people come out of the facts again as they were', async () => {
  const house = await openSetUpHouse()
  const staffIds = [newId(), newId(), newId()]
  for (const [i, staffId] of staffIds.entries()) {
    await house.clerk.put(`/api/staff/${staffId}`, staffBody(house, { employeeNo: `R${i}`, name: '𠮷野' }))
  }
  await house.clerk.put(`/api/staff/${staffIds[0]}`, staffBody(house, { employeeNo: 'R0', leftOn: '2026-03-01' }))
  await house.clerk.put(`/api/staff/${newId()}`, staffBody(house, { employeeNo: 'R0' }))
  const { body: text } = await house.clerk.get('/api/consent-text')
  const { body: consent } = await house.clerk.post(`/api/staff/${staffIds[1]}/consent`, {
    textVersion: text.version,
    textSha256: text.sha256,
    shownAt: house.clock.at,
    how: 'paper',
  })
  await house.clerk.post(`/api/consents/${consent.consentId}/withdraw`)
  const { accountId } = await openAccount(house, 'gone', [{ role: 'head', unitId: house.unitId }])
  const revoke = { role: 'head', unitId: house.unitId, reason: 'x' }
  expect((await house.security.post(`/api/accounts/${accountId}/roles/revoke`, revoke)).status).toBe(200)
  expect((await house.system.post(`/api/accounts/${accountId}/close`, { reason: 'x' })).status).toBe(200)

  expect(await compare(house.fresh.owner, peopleProjections)).toEqual([])
  const before = await listStaff(house.fresh.app, county.countyId)
  expect(before).toHaveLength(4)
  await rebuild(house.fresh.owner, peopleProjections)
  expect(await listStaff(house.fresh.app, county.countyId)).toEqual(before)
  await house.close()
})
