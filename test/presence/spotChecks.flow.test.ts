import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '../../src/contract/people.ts'
import { append } from '../../src/fact/append.ts'
import { draft } from '../../src/fact/draft.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { newId } from '../../src/kit/ids.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { lookBack } from '../../src/presence/center/suspect/look.ts'
import { checkIn, type Peopled, people } from '../house/county.ts'
import { openWholeHouse, type WholeHouse } from '../house/house.ts'
import { type Browser, county, openAccount, staffBody } from '../people/house.ts'

let house: WholeHouse
let peopled: Peopled
let inspector: Browser
const spotCheckId = newId()
const secondSite = newId()
const beacon = '双色球 03 08 11 19 25 30 + 07'

beforeAll(async () => {
  house = await openWholeHouse()
  peopled = await people(house)
  inspector = peopled.browsers.inspector
  for (let n = 3; n <= 10; n += 1) {
    const body = staffBody(house, { name: `赵${n}`, employeeNo: `A0${n}` })
    expect((await house.clerk.put(`/api/staff/${newId()}`, body)).status).toBe(200)
  }
})
afterAll(() => house.close())

const refusal = async (asked: Promise<{ status: number; body: { refusal?: string } }>) => {
  const { status, body } = await asked
  return [status, body.refusal]
}
const plan = (more: object = {}) => ({
  unitId: house.unitId,
  confidence: 0.95,
  rate: 0.4,
  beaconSource: '双色球第2026025期，七个号码，按公布次序',
  beaconAt: '2026-03-02T00:35:00.000Z',
  ...more,
})
const announce = (body: object) => inspector.put(`/api/spot-checks/${spotCheckId}`, body)
const draw = (publishedAt: string, value = beacon) =>
  inspector.post(`/api/spot-checks/${spotCheckId}/draw`, { beacon: value, publishedAt })
const read = async () => (await inspector.get(`/api/spot-checks/${spotCheckId}`)).body

test('the size follows from what is wanted', async () => {
  const { body } = await inspector.get(`/api/spot-checks/size?unitId=${house.unitId}&confidence=0.95&rate=0.4`)
  expect(body).toEqual({ population: 10, size: 5 })
})

test('people and number are fixed before anybody knows the number', async () => {
  expect(await refusal(announce(plan({ beaconAt: house.clock.now() })))).toEqual([409, 'beaconTooOld'])
  expect(await refusal(announce(plan({ unitId: newId() })))).toEqual([409, 'nobodyToDraw'])
  expect((await announce(plan())).body).toMatchObject({ population: 10, size: 5, drawn: null })
  expect((await announce(plan())).status).toBe(200)
  expect(await refusal(announce(plan({ rate: 0.3 })))).toEqual([409, 'idempotencyConflict'])
})

test('a number that was known before, or is not published yet, does not draw', async () => {
  expect(await refusal(draw('2026-03-01T12:00:00.000Z'))).toEqual([409, 'beaconTooOld'])
  expect(await refusal(draw('2026-03-02T00:30:00.000Z'))).toEqual([409, 'beaconTooOld'])
  expect(await refusal(draw('2026-03-02T00:35:00.000Z'))).toEqual([409, 'beaconNotYet'])
})

test('the number draws whom anybody can draw again, once', async () => {
  await checkIn(house, peopled.staffId, '2026-03-02T00:01:00.000Z')
  house.clock.forward(6)
  expect((await draw('2026-03-02T00:35:30.000Z')).status).toBe(200)
  expect((await draw('2026-03-02T00:35:30.000Z')).status).toBe(200)
  expect(await refusal(draw('2026-03-02T00:35:30.000Z', '别的号码'))).toEqual([409, 'alreadyDone'])
  const { populationIds, items } = await read()
  const lotOf = (id: string) => createHash('sha256').update(`${beacon}\n${spotCheckId}\n${id}`).digest('hex')
  const wanted = populationIds.toSorted((a: string, b: string) => (lotOf(a) < lotOf(b) ? -1 : 1)).slice(0, 5)
  expect(items.map((it: { staffId: string }) => it.staffId).sort()).toEqual(wanted.sort())
})

test('what is found is recorded once, after the draw, and says how much was false', async () => {
  house.clock.forward(5)
  const { items } = await read()
  const ids: string[] = items.map((it: { staffId: string }) => it.staffId)
  for (const staffId of ids) await checkIn(house, staffId, '2026-03-02T00:37:00.000Z')
  const record = (staffId: string, found: string, at = house.clock.now()) =>
    inspector.put(`/api/spot-checks/${spotCheckId}/people/${staffId}`, { found, at, note: '', onPaper: true })
  expect(await refusal(record(ids[0] ?? '', 'present', '2026-03-02T00:20:00.000Z'))).toEqual([
    409,
    'spotCheckTimeWrong',
  ])
  expect(await refusal(record(newId(), 'present'))).toEqual([404, 'notFound'])
  const [fast, faster] = ['2026-03-02T00:45:00.000Z', '2026-03-02T00:47:00.000Z']
  expect(await refusal(record(ids[0] ?? '', 'present', faster))).toEqual([409, 'spotCheckTimeWrong'])
  for (const [i, found] of ['present', 'present', 'absent', 'otherPerson', 'excused'].entries())
    expect((await record(ids[i] ?? '', found, i === 0 ? fast : house.clock.now())).status).toBe(200)
  const first = (await read()).items.find((it: { staffId: string }) => it.staffId === ids[0])
  expect(first.found.at).toBe(house.clock.now())
  expect(await refusal(record(ids[2] ?? '', 'present'))).toEqual([409, 'alreadyDone'])
  // A phone that had no answer sends the same once more.
  expect((await record(ids[2] ?? '', 'absent')).status).toBe(200)
  const { figures } = await read()
  expect(figures).toMatchObject({ drawn: 5, recorded: 5, checked: 4, caught: 2, share: { value: 0.5 } })
  expect(figures.share.low).toBeCloseTo(0.0676, 3)
  expect(figures.share.high).toBeCloseTo(0.9324, 3)
})

test('nobody plans or draws for a unit that he leads or keeps, for one above it or one below it', async () => {
  const [lower, beside] = [newId(), newId()]
  const unit = (name: string, parentId: string | null) => ({ name, parentId, kind: 'township' })
  expect((await house.system.put(`/api/units/${beside}`, unit('另一个', null))).status).toBe(200)
  expect((await house.system.put(`/api/units/${lower}`, unit('下级', house.unitId))).status).toBe(200)
  const open = async (login: string, role: Role, unitId: string): Promise<Browser> =>
    (
      await openAccount(
        house,
        login,
        [
          { role: 'county', unitId: null },
          { role, unitId },
        ],
        null,
      )
    ).browser
  const announceOf = (by: Browser, unitId: string) =>
    by.put(`/api/spot-checks/${newId()}`, plan({ unitId, beaconAt: '2026-03-02T05:00:00.000Z' }))
  const tries = (by: Browser, unitId: string) => [
    announceOf(by, unitId),
    by.post(`/api/spot-checks/${spotCheckId}/draw`, { beacon, publishedAt: '2026-03-02T00:35:30.000Z' }),
  ]
  const far = await open('far', 'clerk', beside)
  for (const it of tries(far, house.unitId)) expect((await it).status).toBe(200)
  const [own, below] = [await open('own', 'head', house.unitId), await open('below', 'clerk', lower)]
  for (const it of [...tries(own, house.unitId), ...tries(below, house.unitId)])
    expect(await refusal(it)).toEqual([403, 'forbidden'])
  expect(await refusal(announceOf(own, lower))).toEqual([403, 'forbidden'])
})

test('head and clerk of the unit get nothing, and tables are what facts make', async () => {
  for (const role of ['head', 'clerk', 'staff'] as const)
    for (const path of ['', `/${spotCheckId}`])
      expect(await refusal(peopled.browsers[role].get(`/api/spot-checks${path}`))).toEqual([403, 'forbidden'])
  expect(await refusal(peopled.browsers.county.get(`/api/spot-checks/${spotCheckId}`))).toEqual([403, 'forbidden'])
  expect(await compare(house.fresh.owner, centerProjections)).toEqual([])
})

/** A check-in of a station that has just heard the center's time. */
async function surely(siteId: string, staffId: string, at: string): Promise<void> {
  const beacon = { id: 'b', centerTime: at, monotonicMs: 900, wall: at, roundTripMs: 20 }
  const time = { wall: at, monotonicMs: 1000, bootId: newId(), beacon, clockJumped: false }
  const rest = { method: 'pin', direction: 'again', attemptId: null, reason: null } as const
  const by = { kind: 'station', deviceId: house.device.deviceId } as const
  const fact = draft(
    'checkIn',
    { checkInId: newId(), staffId, siteId, time, ...rest },
    { countyId: county.countyId, siteId, staffId, deviceId: house.device.deviceId, now: at, by },
  )
  await append(house.fresh.app, [fact], centerProjections)
}

test('a look over days raises two sites too quickly once, and only where the times are sure', async () => {
  const site = { unitId: house.unitId, name: '二站', address: '河西路2号', hours: {}, dutyPhone: '1', closed: false }
  expect((await house.system.put(`/api/sites/${secondSite}`, site)).status).toBe(200)
  const look = async () => (await inspector.post('/api/suspects/look', { from: '2026-03-01', to: '2026-03-02' })).body
  await checkIn(house, peopled.colleagueId, '2026-03-02T00:39:00.000Z')
  await checkIn({ ...house, siteId: secondSite }, peopled.colleagueId, '2026-03-02T00:40:00.000Z')
  expect(await look()).toEqual({ raised: 0 })
  await surely(house.siteId, peopled.staffId, '2026-03-02T00:39:00.000Z')
  await surely(secondSite, peopled.staffId, '2026-03-02T00:40:00.000Z')
  expect(await look()).toEqual({ raised: 1 })
  expect(await look()).toEqual({ raised: 0 })
  const [one] = (await inspector.get('/api/suspects')).body
  expect(one).toMatchObject({ rule: 'twoSites', siteId: secondSite })
  expect(one.members).toHaveLength(2)
})

test('the daily look raises the same by itself, once, and nothing that is known', async () => {
  const now = '2026-03-05T01:00:00.000Z'
  const daily = () => lookBack(house.fresh.app, county.countyId, now)
  expect(await daily()).toBe(0)
  await surely(house.siteId, peopled.staffId, '2026-03-04T00:39:00.000Z')
  await surely(secondSite, peopled.staffId, '2026-03-04T00:40:00.000Z')
  expect(await daily()).toBe(1)
  expect(await daily()).toBe(0)
  expect((await inspector.get('/api/suspects')).body).toHaveLength(2)
})
