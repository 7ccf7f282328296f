import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../src/kit/ids.ts'
import { type Browser, openAccount, openSetUpHouse, type SetUpHouse, staffBody } from './house.ts'

let house: SetUpHouse
beforeAll(async () => {
  house = await openSetUpHouse()
})
afterAll(() => house.close())

async function keepUnit(name: string, parentId: string | null, unitId = newId()): Promise<string> {
  const { status } = await house.system.put(`/api/units/${unitId}`, { parentId, name, kind: 'village' })
  expect(status).toBe(200)
  return unitId
}

const siteBody = (unitId: string, name: string) => ({
  unitId,
  name,
  address: '',
  hours: { 1: [{ from: '08:30', to: '12:00' }] },
  dutyPhone: '',
  closed: false,
})

describe('the tree', () => {
  test('may be twelve deep, and hangs nowhere below itself', async () => {
    const chain = [house.unitId]
    for (let i = 0; i < 12; i++) chain.push(await keepUnit(`第${i}层`, chain.at(-1) ?? null))
    for (const below of chain.slice(2)) {
      const { body } = await house.system.put(`/api/units/${chain[1]}`, { parentId: below, name: 'x', kind: 'office' })
      expect(body.refusal).toBe('unitCycle')
    }
    const self = await house.system.put(`/api/units/${chain[1]}`, { parentId: chain[1], name: 'x', kind: 'office' })
    expect(self.body.refusal).toBe('unitCycle')
    const shouted = `/api/units/${chain[1]?.toUpperCase()}`
    const below = await house.system.put(shouted, { parentId: chain[3], name: 'x', kind: 'office' })
    expect(below.body.refusal).toBe('unitCycle')
    const orphan = await house.system.put(`/api/units/${newId()}`, { parentId: newId(), name: 'x', kind: 'office' })
    expect(orphan.body.refusal).toBe('badInput')
  })

  test('two moves at once that make a ring together are not both kept', async () => {
    const [a, b] = [await keepUnit('甲', house.unitId), await keepUnit('乙', house.unitId)]
    const moves = await Promise.all([
      house.system.put(`/api/units/${a}`, { parentId: b, name: '甲', kind: 'village' }),
      house.system.put(`/api/units/${b}`, { parentId: a, name: '乙', kind: 'village' }),
    ])
    expect(moves.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('the county keeps its new name and contact, and stays what it was', async () => {
    const named = { name: '江岸区（新）', complaints: { name: '督查室', phone: '12345' } }
    expect((await house.system.put('/api/county', named)).status).toBe(200)
    const { county } = (await house.system.get('/api/tree')).body
    expect(county).toEqual({ countyId: 420101, demo: false, ...named })
    expect((await house.clerk.put('/api/county', named)).body.refusal).toBe('forbidden')
  })

  test('hours of a site come back as they were given', async () => {
    const siteId = newId()
    await house.system.put(`/api/sites/${siteId}`, siteBody(house.unitId, '窗口'))
    const { sites } = (await house.system.get('/api/tree')).body
    expect(sites.find((site: { siteId: string }) => site.siteId === siteId)).toEqual({
      siteId,
      ...siteBody(house.unitId, '窗口'),
    })
  })

  test.each([
    ['a rare character beyond the basic plane', '𠮷野𪚥龘'],
    ['an emoji with joiners', '👩‍👩‍👧‍👦村'],
    ['a formula', "=cmd|' /C calc'!A0"],
    ['SQL', "Robert'); drop table staff;--"],
    ['mark-up', '<img src=x onerror=alert(1)>'],
  ])('a name that is %s is kept as it is', async (_, name) => {
    const unitId = await keepUnit(name, house.unitId)
    const { units } = (await house.system.get('/api/tree')).body
    expect(units.find((unit: { unitId: string }) => unit.unitId === unitId).name).toBe(name)
  })

  test.each([
    ['a line break', 'a\nb'],
    ['a null', 'a\u0000b'],
    ['half a character', 'a\ud842b'],
  ])('a name with %s is refused', async (_, name) => {
    const payload = JSON.stringify({ parentId: null, name, kind: 'village' })
    const { status, body } = await house.system.call('PUT', `/api/units/${newId()}`, payload as never, {
      'content-type': 'application/json',
    })
    expect([status, body.refusal]).toEqual([400, 'badInput'])
  })
})

describe('staff', () => {
  test('an employee number and a card belong to one present person each', async () => {
    const [first, second] = [newId(), newId()]
    const kept = await house.clerk.put(`/api/staff/${first}`, staffBody(house, { cardNo: '777' }))
    expect([kept.status, kept.body.staffId]).toEqual([200, first])
    const taken = await house.clerk.put(`/api/staff/${second}`, staffBody(house))
    expect(taken.body.refusal).toBe('employeeNoTaken')
    const card = await house.clerk.put(`/api/staff/${second}`, staffBody(house, { employeeNo: 'A002', cardNo: '777' }))
    expect(card.body.refusal).toBe('cardNoTaken')
    await house.clerk.put(`/api/staff/${first}`, staffBody(house, { cardNo: '777', leftOn: '2026-03-02' }))
    const now = await house.clerk.put(`/api/staff/${second}`, staffBody(house, { cardNo: '777' }))
    expect(now.status).toBe(200)
    const back = await house.clerk.put(`/api/staff/${first}`, staffBody(house))
    expect(back.body.refusal).toBe('employeeNoTaken')
  })

  test('two at once do not get the same number', async () => {
    const both = await Promise.all(
      [newId(), newId()].map((id) => house.clerk.put(`/api/staff/${id}`, staffBody(house, { employeeNo: 'RACE' }))),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test.each(["1' or '1'='1", '../../etc', 'A 1', '工号', ''])('the number “%s” is refused', async (employeeNo) => {
    const { status } = await house.clerk.put(`/api/staff/${newId()}`, staffBody(house, { employeeNo }))
    expect(status).toBe(400)
  })

  test('an id that is SQL is no id', async () => {
    const { status } = await house.clerk.put(
      `/api/staff/${encodeURIComponent("1';drop table staff")}`,
      staffBody(house),
    )
    expect(status).toBe(400)
  })

  test('a PIN is shown once and kept as a digest, in no fact', async () => {
    const staffId = newId()
    await house.clerk.put(`/api/staff/${staffId}`, staffBody(house, { employeeNo: 'PIN1' }))
    const { body } = await house.clerk.post(`/api/staff/${staffId}/pin`)
    expect(body.pin).toMatch(/^\d{6}$/)
    const row = await house.fresh.app.selectFrom('staff_pin').selectAll().executeTakeFirstOrThrow()
    expect(row.digest).toMatch(/^\$argon2id\$/)
    const fact = await house.fresh.app.selectFrom('fact').select('body').where('kind', '=', 'pinSet').execute()
    expect(fact).toEqual([{ body: { staffId } }])
    const listed = (await house.clerk.get('/api/staff')).body
    expect(listed.find((one: { staffId: string }) => one.staffId === staffId).pinSet).toBe(true)
  })
})

describe('clerk and head', () => {
  let east: { unitId: string; clerk: Browser; head: Browser; staffId: string; siteId: string }
  let west: { unitId: string; staffId: string; siteId: string }

  async function village(name: string) {
    const unitId = await keepUnit(name, house.unitId)
    const [siteId, staffId] = [newId(), newId()]
    await house.system.put(`/api/sites/${siteId}`, siteBody(unitId, name))
    const body = staffBody(house, { unitId, siteId, employeeNo: `${name === '东村' ? 'E' : 'W'}1` })
    expect((await house.system.put(`/api/staff/${staffId}`, body)).status).toBe(200)
    return { unitId, siteId, staffId }
  }

  beforeAll(async () => {
    const [first, second] = [await village('东村'), await village('西村')]
    const clerk = await openAccount(house, 'east-clerk', [{ role: 'clerk', unitId: first.unitId }])
    const head = await openAccount(house, 'east-head', [{ role: 'head', unitId: first.unitId }])
    east = { ...first, clerk: clerk.browser, head: head.browser }
    west = second
  })

  test('see the people of their own units and no others', async () => {
    for (const browser of [east.clerk, east.head]) {
      const { body } = await browser.get('/api/staff')
      expect(body.map((one: { staffId: string }) => one.staffId)).toEqual([east.staffId])
      expect((await browser.get(`/api/staff?unitId=${west.unitId}`)).body).toEqual([])
      expect((await browser.get(`/api/staff?siteId=${west.siteId}`)).body).toEqual([])
    }
  })

  test('a clerk changes nobody outside, takes nobody over and sends nobody away', async () => {
    const into = staffBody(house, { unitId: east.unitId, siteId: east.siteId, employeeNo: 'W1' })
    const out = staffBody(house, { unitId: west.unitId, siteId: west.siteId, employeeNo: 'E1' })
    for (const [staffId, body] of [
      [west.staffId, into],
      [west.staffId, out],
      [east.staffId, out],
    ] as const) {
      expect((await east.clerk.put(`/api/staff/${staffId}`, body)).body.refusal).toBe('forbidden')
    }
    expect((await east.clerk.post(`/api/staff/${west.staffId}/pin`)).body.refusal).toBe('forbidden')
    const site = await east.clerk.put(`/api/sites/${west.siteId}`, siteBody(east.unitId, 'x'))
    expect(site.body.refusal).toBe('forbidden')
  })

  test('a head only reads', async () => {
    const body = staffBody(house, { unitId: east.unitId, siteId: east.siteId, employeeNo: 'E1' })
    expect((await east.head.put(`/api/staff/${east.staffId}`, body)).body.refusal).toBe('forbidden')
  })
})
