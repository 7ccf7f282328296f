import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { append } from '../../src/fact/append.ts'
import { draft } from '../../src/fact/draft.ts'
import { newId } from '../../src/kit/ids.ts'
import { peopleProjections } from '../../src/people/projections.ts'
import { snapshotStaff } from '../../src/people/store/staff.ts'
import { type Browser, county, openAccount, openSetUpHouse, type SetUpHouse, staffBody } from './house.ts'

let house: SetUpHouse
let text: { version: string; sha256: string }
let me: { staffId: string; browser: Browser }
let other: { staffId: string; browser: Browser }

beforeAll(async () => {
  house = await openSetUpHouse()
  text = (await house.browser().get('/api/consent-text')).body
  const person = async (employeeNo: string) => {
    const staffId = newId()
    await house.clerk.put(`/api/staff/${staffId}`, staffBody(house, { employeeNo }))
    const { browser } = await openAccount(house, employeeNo, [{ role: 'staff', unitId: null }], staffId)
    return { staffId, browser }
  }
  me = await person('ME')
  other = await person('OTHER')
})
afterAll(() => house.close())

const bodyOf = (how: 'ownAccount' | 'paper', more: object = {}) => ({
  textVersion: text.version,
  textSha256: text.sha256,
  shownAt: house.clock.at,
  how,
  ...more,
})
const give = (by: Browser, staffId: string, how: 'ownAccount' | 'paper', more: object = {}) =>
  by.post(`/api/staff/${staffId}/consent`, bodyOf(how, more))
const snapshot = async (staffId: string) =>
  (await snapshotStaff(house.fresh.app, county.countyId, house.siteId, '2026-03-02')).find(
    (one) => one.staffId === staffId,
  )

describe('consent', () => {
  test('a person signs only for himself, and not in the way of the clerk', async () => {
    expect((await give(me.browser, other.staffId, 'ownAccount')).body.refusal).toBe('forbidden')
    expect((await give(me.browser, other.staffId, 'paper')).body.refusal).toBe('forbidden')
    expect((await give(me.browser, me.staffId, 'paper')).body.refusal).toBe('forbidden')
  })

  test('a clerk never signs in the name of another’s account', async () => {
    expect((await give(house.clerk, me.staffId, 'ownAccount')).body.refusal).toBe('forbidden')
  })

  test.each([
    ['another version', { textVersion: '1999-01' }],
    ['another text', { textSha256: '0'.repeat(64) }],
  ])('%s than the one in force is refused', async (_, more) => {
    const { status, body } = await give(me.browser, me.staffId, 'ownAccount', more)
    expect([status, body.refusal]).toEqual([409, 'consentTextChanged'])
  })

  test('one’s own consent goes to the station, and is recorded with the text that was shown', async () => {
    const { status, body } = await give(me.browser, me.staffId, 'ownAccount')
    expect(status).toBe(200)
    expect(body).toMatchObject({ staffId: me.staffId, purpose: 'faceCheckIn', how: 'ownAccount', withdrawnAt: null })
    expect((await snapshot(me.staffId))?.consentId).toBe(body.consentId)
    const { body: fact } = await house.fresh.app
      .selectFrom('fact')
      .select('body')
      .where('kind', '=', 'consentGiven')
      .executeTakeFirstOrThrow()
    expect(fact).toMatchObject({ textSha256: text.sha256, shownAt: house.clock.at })
    expect((await give(me.browser, me.staffId, 'ownAccount')).body.refusal).toBe('alreadyDone')
  })

  test('a clerk records a signed paper; somebody else cannot withdraw it, its owner can, twice without harm', async () => {
    const { body } = await give(house.clerk, other.staffId, 'paper')
    const path = `/api/consents/${body.consentId}/withdraw`
    expect((await me.browser.post(path)).body.refusal).toBe('forbidden')
    const withdrawn = await other.browser.post(path)
    expect(withdrawn.body.withdrawnAt).toBe(house.clock.at)
    expect((await other.browser.post(path)).body).toEqual(withdrawn.body)
    expect((await snapshot(other.staffId))?.consentId).toBeNull()
    const listed = (await house.clerk.get(`/api/consents?staffId=${other.staffId}`)).body
    expect(listed).toEqual([withdrawn.body])
    const row = (await house.clerk.get('/api/staff')).body.find(
      (one: { staffId: string }) => one.staffId === other.staffId,
    )
    expect(row).toMatchObject({ consent: 'withdrawn', enrolled: false })
  })

  test('given anew after a withdrawal it holds again', async () => {
    house.clock.forward(1)
    const { body } = await give(other.browser, other.staffId, 'ownAccount')
    expect((await snapshot(other.staffId))?.consentId).toBe(body.consentId)
  })

  test('a consent to an older text lets no station keep a template', async () => {
    const staffId = newId()
    await house.clerk.put(`/api/staff/${staffId}`, staffBody(house, { employeeNo: 'OLD' }))
    const consentId = newId()
    const old = { consentId, staffId, purpose: 'faceCheckIn', textVersion: 'old', textSha256: '0'.repeat(64) } as const
    const fact = draft(
      'consentGiven',
      { ...old, shownAt: house.clock.at, how: 'paper' },
      { countyId: county.countyId, now: house.clock.at, by: { kind: 'system' } },
    )
    await append(house.fresh.app, [fact], peopleProjections)
    expect((await snapshot(staffId))?.consentId).toBeNull()
    expect((await give(house.clerk, staffId, 'paper')).status).toBe(200)
    expect((await snapshot(staffId))?.consentId).not.toBeNull()
  })

  test('a consent withdrawn at the kiosk counts', async () => {
    const [consent] = (await house.clerk.get(`/api/consents?staffId=${me.staffId}`)).body
    const fact = draft(
      'consentWithdrawn',
      { consentId: consent.consentId, staffId: me.staffId, how: 'kiosk' },
      { countyId: county.countyId, now: house.clock.at, by: { kind: 'staff', id: me.staffId } },
    )
    await append(house.fresh.app, [fact], peopleProjections)
    expect((await snapshot(me.staffId))?.consentId).toBeNull()
  })

  test('who left has no PIN at the station and is told as gone', async () => {
    const staffId = newId()
    const body = staffBody(house, { employeeNo: 'GONE' })
    await house.clerk.put(`/api/staff/${staffId}`, body)
    await house.clerk.post(`/api/staff/${staffId}/pin`)
    expect(await snapshot(staffId)).toMatchObject({ left: false, pinHash: expect.stringMatching(/^\$argon2id/) })
    await house.clerk.put(`/api/staff/${staffId}`, { ...body, leftOn: '2026-03-02' })
    expect(await snapshot(staffId)).toMatchObject({ left: true, pinHash: null })
    expect((await house.clerk.post(`/api/staff/${staffId}/pin`)).body.refusal).toBe('notFound')
  })
})

describe('one’s own record', () => {
  test('shows one’s own data and nobody else’s', async () => {
    const { status, body } = await me.browser.get('/api/me/record')
    expect(status).toBe(200)
    expect(body.staff.staffId).toBe(me.staffId)
    expect(JSON.stringify(body)).not.toContain(other.staffId)
    expect(body.consents).toHaveLength(1)
  })

  test('is not for accounts without a person', async () => {
    expect((await house.clerk.get('/api/me/record')).body.refusal).toBe('forbidden')
  })
})
