import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fewestPeople } from '../../src/attendance/bulletin.ts'
import { newId } from '../../src/kit/ids.ts'
import { type Browser, openAccount, staffBody } from '../people/house.ts'
import { everyone, leave, type Office, openOffice, regular, workdays } from './office.ts'

let office: Office
let elsewhere: string
const march = workdays('2026-03-02', '2026-03-31')

beforeAll(async () => {
  office = await openOffice()
  const { people } = office
  for (const who of everyone) {
    const days = who === 'zhao' ? march.filter((day) => day !== '2026-03-04') : march
    await office.keep(...regular(office, people[who], days))
  }
  await office.keep(...leave(people.zhao, 'sick', ['2026-03-04', 'am'], ['2026-03-04', 'pm']))
  await office.hear()
  elsewhere = newId()
  await office.system.put(`/api/units/${elsewhere}`, { parentId: null, name: '小村', kind: 'village' })
  await office.system.put(
    `/api/staff/${newId()}`,
    staffBody(office, { unitId: elsewhere, name: '孤', employeeNo: 'B1' }),
  )
})
afterAll(() => office.close())

const read = (browser: Browser, unitId = office.unitId, month = '2026-03') =>
  browser.get(`/api/attendance/bulletin?unitId=${unitId}&month=${month}`)

describe('the bulletin', () => {
  test('gives sums, never a name or a number of a person', async () => {
    const { body, raw } = await read(office.staff)
    expect(body).toMatchObject({ people: 7, final: false, totals: { expected: 154, present: 153 }, unitName: '城关镇' })
    for (const id of Object.values(office.people)) expect(raw.body.includes(id)).toBe(false)
    for (const name of ['王小明', '李小红', '赵强', 'A001']) expect(raw.body.includes(name)).toBe(false)
    expect(body.requests).toEqual({ leave: 1, outing: 0, correction: 0 })
    const day = body.byDay.find((it: { day: string }) => it.day === '2026-03-04')
    expect(day).toEqual({ day: '2026-03-04', expected: 7, present: 6, away: 1, open: 0 })
  })

  test('tells a kind of leave that few took as any other', async () => {
    expect((await read(office.staff)).body.totals.leave).toEqual({ other: 1 })
  })

  test('says how the office was open against its published hours', async () => {
    const hours = Object.fromEntries(['1', '2', '3', '4', '5'].map((it) => [it, [{ from: '09:00', to: '17:00' }]]))
    const site = { unitId: office.unitId, name: '便民服务中心', address: '', hours, dutyPhone: '1', closed: false }
    expect((await office.system.put(`/api/sites/${office.siteId}`, { ...site, hours: {} })).status).toBe(200)
    expect((await read(office.staff)).body.openShare).toBeNull()
    expect((await office.system.put(`/api/sites/${office.siteId}`, site)).status).toBe(200)
    expect((await read(office.staff)).body.openShare).toBe(1)
    const longer = { ...hours, '1': [{ from: '06:20', to: '17:40' }] }
    await office.system.put(`/api/sites/${office.siteId}`, { ...site, hours: longer })
    // Five Mondays (2, 9, 16, 23, 30 March) were open from 8:20: two hours short each; 17 other days of eight hours.
    const share = (await read(office.staff)).body.openShare
    expect(share).toBeCloseTo((17 * 8 + (5 * 28) / 3) / (17 * 8 + 5 * (34 / 3)), 10)
  })

  test('counts that it was opened and keeps nowhere by whom', async () => {
    const before = (await read(office.head)).body.opened
    const after = (await read(office.staff)).body.opened
    expect(after).toBe(before + 1)
    const facts = await office.fresh.app
      .selectFrom('fact')
      .select(['by_kind', 'by_id', 'staff_id', 'body'])
      .where('kind', '=', 'bulletinOpened')
      .execute()
    expect(facts).toHaveLength(after)
    for (const it of facts) {
      expect(it).toEqual({
        by_kind: 'system',
        by_id: null,
        staff_id: null,
        body: { unitId: office.unitId, month: '2026-03' },
      })
    }
  })

  test('stands beside the three months before, each as printed or named as not final', async () => {
    const { totals } = (await read(office.staff)).body
    const earlier = async () => (await read(office.staff, office.unitId, '2026-04')).body.before
    const months = ['2026-01', '2026-02', '2026-03']
    const march = { month: '2026-03', people: 7, totals }
    expect((await earlier()).map((it: { month: string }) => it.month)).toEqual(months)
    expect((await earlier()).at(-1)).toEqual({ ...march, final: false })

    const printing = { unitId: office.unitId, month: '2026-03', reason: '' }
    expect((await office.clerk.post('/api/attendance/month-finalise', printing)).status).toBe(200)
    await office.keep(...leave(office.people.wang, 'sick', ['2026-03-05', 'am'], ['2026-03-05', 'pm']))
    await office.hear()
    expect((await earlier()).at(-1)).toEqual({ ...march, final: true })
  })

  test('gives no totals of fewer people than could hide in them', async () => {
    const { body } = await read(office.county, elsewhere, '2026-04')
    expect(fewestPeople).toBe(5)
    expect([body.people, body.totals, body.byDay]).toEqual([1, null, []])
    for (const it of body.before) expect(it.totals).toBeNull()
  })

  test('is read by the people of the unit and those who look after it, by nobody else', async () => {
    const security = (await openAccount(office, 'nobody', [])).browser
    await security.me()
    for (const browser of [office.staff, office.head, office.clerk, office.county, office.inspector]) {
      expect((await read(browser)).status).toBe(200)
    }
    for (const browser of [office.system, office.security, security]) expect((await read(browser)).status).toBe(404)
    expect((await read(office.staff, elsewhere)).status).toBe(404)
    expect((await read(office.head, elsewhere)).status).toBe(404)
  })

  test('does not change by being asked again', async () => {
    const [one, two] = [(await read(office.staff)).body, (await read(office.staff)).body]
    expect({ ...two, opened: 0 }).toEqual({ ...one, opened: 0 })
  })
})
