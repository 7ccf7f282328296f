import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Duty } from '../../src/contract/routes/duties.ts'
import { newId } from '../../src/kit/ids.ts'
import { instantAt } from '../../src/kit/time.ts'
import { giveDigests } from '../../src/roster/digest.ts'
import { type Browser, county, openAccount, staffBody } from '../people/house.ts'
import { type Office, openOffice, refusalOf } from './office.ts'

/** Two villages of a township, each with its clerk; 周 works in the first, 吴 of the first sits at the second one’s door. */
let office: Office
let here: Browser
let there: Browser
let head: Browser
let own: Browser
const [first, second, site] = [newId(), newId(), newId()]
const people = { zhou: newId(), wu: newId() }

beforeAll(async () => {
  office = await openOffice()
  const { system } = office.house
  for (const [unitId, name] of [
    [first, '石桥村'],
    [second, '柳树村'],
  ]) {
    await system.put(`/api/units/${unitId}`, { parentId: office.unitId, name, kind: 'village' })
  }
  const body = { unitId: second, name: '柳树村党群服务中心', address: '', hours: {}, dutyPhone: '', closed: false }
  await system.put(`/api/sites/${site}`, body)
  const staff = { zhou: { name: '周', employeeNo: 'Z1' }, wu: { name: '吴', employeeNo: 'Z2', siteId: site } }
  for (const who of ['zhou', 'wu'] as const) {
    const { status } = await office.clerk.put(
      `/api/staff/${people[who]}`,
      staffBody(office.house, { unitId: first, ...staff[who] }),
    )
    expect(status).toBe(200)
  }
  const open = async (login: string, role: string, unitId: string | null, staffId: string | null = null) => {
    const { browser } = await openAccount(office.house, login, [{ role, unitId }], staffId)
    await browser.me()
    return browser
  }
  here = await open('first-clerk', 'clerk', first)
  there = await open('second-clerk', 'clerk', second)
  head = await open('first-head', 'head', first)
  own = await open('zhou', 'staff', null, people.zhou)
})
afterAll(() => office.house.close())

const at = (day: string) => ({ starts: instantAt(day, '08:30'), ends: instantAt(day, '12:00') })
const bodyOf = (staffId: string, day: string) => ({ staffId, siteId: site, ...at(day), note: '', as: 'member' })
const keep = (clerk: Browser, who: keyof typeof people, day: string, dutyId = newId()) =>
  clerk.put(`/api/duties/${dutyId}`, bodyOf(people[who], day))
const elsewhere = async (browser: Browser): Promise<string[]> => {
  const { body } = await browser.get('/api/duties-elsewhere?from=2026-03-01&to=2026-03-31')
  return body.map((it: Duty) => it.dutyId)
}

describe('somebody of another unit', () => {
  test('is not put on a roster by a clerk who looks after the site alone, one by one, in turn, or from a file', async () => {
    expect(refusalOf(await keep(there, 'zhou', '2026-03-03'))).toBe('staffElsewhere')
    const slot = { on: 'everyDay', from: '08:30', to: '12:00', as: 'member', note: '', staffIds: [people.zhou] }
    const span = { siteId: site, from: '2026-03-03', to: '2026-03-04' }
    const filled = await there.post('/api/duties-fill', { ...span, slots: [slot], keep: true })
    expect(refusalOf(filled)).toBe('staffElsewhere')
    const lines = ['工号,站点,开始,结束', 'Z1,柳树村党群服务中心,2026-03-03 08:30,2026-03-03 12:00', '']
    const { body } = await there.upload('/api/duties-import', 'duties.csv', Buffer.from(lines.join('\n')))
    expect(body.bad.map((it: { problems: { field: string }[] }) => it.problems[0]?.field)).toEqual(['employeeNo'])
    // Nor does his own clerk put him at a door that is not his.
    expect(refusalOf(await keep(here, 'zhou', '2026-03-03'))).toBe('forbidden')
  })

  test('is put there by a clerk above both, where his own head, his clerk and he himself see it', async () => {
    const dutyId = newId()
    expect(refusalOf(await keep(office.clerk, 'zhou', '2026-03-03', dutyId))).toBe('done')
    expect([await elsewhere(here), await elsewhere(head)]).toEqual([[dutyId], [dutyId]])
    expect([await elsewhere(there), await elsewhere(office.clerk)]).toEqual([[], []])
    expect(refusalOf(await own.get('/api/duties-elsewhere?from=2026-03-01&to=2026-03-31'))).toBe('forbidden')
    expect((await own.get('/api/me/record')).body.duties.map((it: Duty) => it.dutyId)).toEqual([dutyId])
    await giveDigests(office.house.fresh.app, county.countyId, office.house.clock.now())
    expect((await own.get('/api/own/digest')).body.duties.map((it: Duty) => it.dutyId)).toEqual([dutyId])
    // Whoever looks after the site may still send him home.
    expect(refusalOf(await there.post(`/api/duties/${dutyId}/cancel`, { reason: '停电' }))).toBe('done')
    expect(await elsewhere(head)).toEqual([])
  })

  test('who works at the site is rostered there by its clerk, and his unit sees that too', async () => {
    const dutyId = newId()
    expect(refusalOf(await keep(there, 'wu', '2026-03-04', dutyId))).toBe('done')
    expect(await elsewhere(head)).toEqual([dutyId])
    const { body } = await there.get('/api/staff')
    expect(body.map((it: { name: string }) => it.name)).toEqual(['吴'])
  })

  test('is listed for two months at a time', async () => {
    const { body } = await head.get('/api/duties-elsewhere?from=2026-03-01&to=2026-05-02')
    expect(body.refusal).toBe('daysWrong')
  })
})

test('a duty that was cancelled does not come back under its id', async () => {
  const dutyId = newId()
  await keep(there, 'wu', '2026-03-05', dutyId)
  await there.post(`/api/duties/${dutyId}/cancel`, { reason: '停电' })
  expect(refusalOf(await keep(there, 'wu', '2026-03-05', dutyId))).toBe('dutyCancelled')
  expect(refusalOf(await there.post(`/api/duties/${dutyId}/cancel`, { reason: '停电' }))).toBe('notFound')
  expect(await elsewhere(head)).toHaveLength(1)
  expect(refusalOf(await keep(there, 'wu', '2026-03-05'))).toBe('done')
})
