import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Route } from '../../src/contract/route.ts'
import { allRoutes } from '../../src/contract/routes/index.ts'
import { newId } from '../../src/kit/ids.ts'
import { instantAt } from '../../src/kit/time.ts'
import { type Browser, openAccount, staffBody } from '../people/house.ts'
import { checkIn, type Peopled, people } from './county.ts'
import { openWholeHouse, type WholeHouse } from './house.ts'
import { addressOf, type Ids, sampleOf } from './samples.ts'

/** A role holds within its unit. Somebody with the same role elsewhere tries every route on people who are not theirs. */
let house: WholeHouse
let peopled: Peopled
let ids: Ids
const elsewhere: Record<string, Browser> = {}

beforeAll(async () => {
  house = await openWholeHouse()
  peopled = await people(house)
  const { staffId } = peopled
  const otherUnit = newId()
  const unit = { parentId: null, name: '另一个镇', kind: 'township' }
  expect((await house.system.put(`/api/units/${otherUnit}`, unit)).status).toBe(200)
  const otherStaff = newId()
  const person = staffBody(house, { unitId: otherUnit, employeeNo: 'B001', name: '赵六', phone: '13700000000' })
  expect((await house.system.put(`/api/staff/${otherStaff}`, person)).status).toBe(200)
  for (const role of ['clerk', 'head']) {
    elsewhere[role] = (await openAccount(house, `${role}-2`, [{ role, unitId: otherUnit }])).browser
  }
  elsewhere.staff = (await openAccount(house, 'staff-2', [{ role: 'staff', unitId: null }], otherStaff)).browser
  for (const browser of Object.values(elsewhere)) await browser.me()
  ids = await thingsOf(staffId)
})
afterAll(() => house.close())

/** One of everything that belongs to a person of the first unit. */
async function thingsOf(staffId: string): Promise<Ids> {
  const { clerk, siteId, unitId, device, clock } = house
  const [dutyId, outingId, requestId] = [newId(), newId(), newId()]
  const span = { staffId, siteId, starts: instantAt('2026-03-02', '14:00'), ends: instantAt('2026-03-02', '17:00') }
  expect((await clerk.put(`/api/duties/${dutyId}`, { ...span, note: '' })).status).toBe(200)
  expect((await clerk.put(`/api/outings/${outingId}`, { ...span, where: '田头' })).status).toBe(200)
  const half = { day: '2026-03-20', half: 'am' }
  const wish = { kind: 'leave', leave: 'sick', from: half, to: half, note: '' }
  expect((await clerk.put(`/api/requests/${requestId}`, { staffId, wish })).status).toBe(200)
  const { version, sha256 } = (await clerk.get('/api/consent-text')).body
  const given = { textVersion: version, textSha256: sha256, shownAt: clock.now(), how: 'paper' }
  const { body } = await clerk.post(`/api/staff/${staffId}/consent`, given)
  const checkInId = await checkIn(house, staffId, clock.now())
  const { deviceId } = device
  const made = { dutyId, outingId, requestId, consentId: body.consentId, checkInId }
  return { staffId, siteId, unitId, parentId: unitId, deviceId, ...made }
}

/**
 * The file previewed by another account: there is none here. Advice and an address for notices are one's own. Many
 * proposals at once are answered one by one, which has a test of its own.
 */
const elseways: ReadonlySet<string> = new Set(['confirmImport', 'giveAdvice', 'keepMailAddress', 'confirmProposals'])

/** Routes that change something of a person or place, by role. */
const writesOf = (role: 'clerk' | 'staff'): (readonly [string, Route])[] =>
  allRoutes
    .filter((it) => it.method !== 'GET' && Array.isArray(it.who) && it.who.includes(role) && !it.upload)
    .filter((it) => !elseways.has(it.name))
    .map((it) => [it.name, it] as const)

describe('beyond one’s own unit', () => {
  test.each(writesOf('clerk'))('a clerk of another unit is refused %s', async (_, route) => {
    await expectRefused(route, 'clerk')
  })

  test.each(writesOf('staff'))('somebody else is refused %s', async (_, route) => {
    await expectRefused(route, 'staff')
  })

  test('nothing was changed by all these tries', async () => {
    const { body } = await house.clerk.get('/api/duties?from=2026-03-02&to=2026-03-02')
    expect(body.duties.map((it: { dutyId: string }) => it.dutyId)).toEqual([ids.dutyId])
    const own = (await peopled.browsers.staff.get('/api/me/record')).body
    expect([own.consent, own.staff.name]).toEqual(['given', '王小明'])
    const [row] = (await house.clerk.get('/api/check-ins?day=2026-03-02')).body
    expect(row.countersignedBy).toBeNull()
  })

  test.each(['clerk', 'head'])('a %s of another unit reads nothing of the people of this one', async (role) => {
    const browser = elsewhere[role]
    const lists = allRoutes.filter(
      (it) => it.method === 'GET' && Array.isArray(it.who) && it.who.includes('head') && it.name !== 'followCheckIns',
    )
    expect(lists.length).toBeGreaterThan(5)
    for (const route of lists) {
      for (const given of [{}, ids]) {
        const sample = sampleOf(route, given)
        const query =
          'siteId' in given
            ? sample.query
            : { ...sample.query, siteId: undefined, staffId: undefined, unitId: undefined, left: undefined }
        const heard = await browser?.get(addressOf(route, { ...sample, query }))
        const seen = [ids.checkInId, ids.consentId, ids.requestId, '13800000000', '王小明'].filter((it) =>
          heard?.raw.body.includes(it as string),
        )
        expect([route.name, seen]).toEqual([route.name, []])
      }
    }
  })
})

async function expectRefused(route: Route, role: string): Promise<void> {
  const sample = sampleOf(route, ids)
  const body = route.name === 'keepStaff' ? staffBody(house, { name: '王大明' }) : bodyOf(route, sample.body)
  const heard = await elsewhere[role]?.call(route.method, addressOf(route, sample), body as object | undefined)
  expect([route.name, ['forbidden', 'notFound'].includes(heard?.body.refusal), heard?.body.refusal]).toEqual([
    route.name,
    true,
    heard?.body.refusal,
  ])
}

const bodyOf = (route: Route, body: unknown): unknown =>
  route.name === 'giveConsent' ? { ...(body as object), how: 'ownAccount' } : body
