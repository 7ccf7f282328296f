import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MonthSheet } from '../../src/contract/routes/attendance.ts'
import { append } from '../../src/fact/append.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { listFacts } from '../../src/fact/store.ts'
import { newId } from '../../src/kit/ids.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { type Browser, confirmBy, county, openAccount, staffBody } from '../people/house.ts'
import { fact, names, type Office, openOffice, punch, regular, workdays } from './office.ts'

let office: Office
const march = workdays('2026-03-02', '2026-03-31')
const reason = '3月12日的签到记录晚到'

beforeAll(async () => {
  office = await openOffice()
  const { people } = office
  await office.keep(
    ...regular(office, people.wang, march),
    ...regular(
      office,
      people.zhao,
      march.filter((day) => day !== '2026-03-12'),
    ),
  )
  await office.hear()
  await finalise('')
  await office.keep(
    punch(office, people.zhao, '2026-03-12', '08:15:00'),
    punch(office, people.zhao, '2026-03-12', '17:45:00'),
  )
  await finalise(reason)
})
afterAll(() => office.close())

const of = (rest = '') => `unitId=${office.unitId}&month=2026-03${rest}`
async function finalise(why: string): Promise<void> {
  const body = { unitId: office.unitId, month: '2026-03', reason: why }
  const finalised = await office.clerk.post('/api/attendance/month-finalise', body)
  expect((await confirmBy(office.county, finalised)).status).toBe(200)
}
const read = async (rest = ''): Promise<MonthSheet> =>
  (await office.clerk.get(`/api/attendance/month?${of(rest)}`)).body
const revisions = async () => (await office.clerk.get(`/api/attendance/month-revisions?${of()}`)).body
const cellOf = (sheet: MonthSheet) => sheet.rows.find((it) => it.staffId === office.people.zhao)?.cells[11]?.am.state

describe('a month that was printed twice', () => {
  test('tells of both times who printed it, why, and what changed', async () => {
    const zhao = { staffId: office.people.zhao, day: '2026-03-12', after: { state: 'present' } }
    const at = office.clock.now()
    expect(await revisions()).toEqual([
      {
        ...{ revision: 2, at, by: 'clerk', reason, people: 7, erased: 0 },
        changes: [
          { ...zhao, half: 'am', before: { state: 'noCheckIn', missing: 'arrival' } },
          { ...zhao, half: 'pm', before: { state: 'noCheckIn', missing: 'departure' } },
        ],
      },
      { revision: 1, at, by: 'clerk', reason: '', people: 7, erased: 0, changes: [] },
    ])
  })

  test('is shown as it was printed then', async () => {
    const first = await read('&revision=1')
    expect(first.state).toMatchObject({ kind: 'final', revision: 1, reason: '', differences: 2 })
    expect([cellOf(first), cellOf(await read())]).toEqual(['noCheckIn', 'present'])
    const { raw } = await office.clerk.get(`/api/attendance/month-file?${of('&revision=1&as=print')}`)
    expect(raw.body).toContain('第1次定稿')
    const third = await office.clerk.get(`/api/attendance/month?${of('&revision=3')}`)
    expect(third.body.refusal).toBe('notFound')
  })

  test('is not told outside its unit', async () => {
    const village = newId()
    await office.system.put(`/api/units/${village}`, { parentId: office.unitId, name: '石桥村', kind: 'village' })
    const { browser } = await openAccount(office, 'villageClerk', [{ role: 'clerk', unitId: village }])
    const { body } = await browser.get(`/api/attendance/month-revisions?${of()}`)
    expect(body.refusal).toBe('notFound')
  })
})

describe('taking a month out', () => {
  test.each(['xlsx', 'csv', 'print'] as const)(
    'as %s leaves who took what, where the audit finds it',
    async (format) => {
      await office.clerk.get(`/api/attendance/month-file?${of(`&below=true&as=${format}`)}`)
      const exported = await listFacts(office.fresh.app, county.countyId, { kinds: ['monthExported'] })
      expect(exported.at(-1)).toMatchObject({
        at: office.clock.now(),
        by: { kind: 'account' },
        body: { unitId: office.unitId, below: true, month: '2026-03', revision: 2, format, rows: 7 },
      })
      const { browser: auditor } = await openAccount(office, `auditor-${format}`, [
        { role: 'auditAdmin', unitId: null },
      ])
      const { body } = await auditor.get('/api/audit?kind=monthExported')
      expect(body[0]).toMatchObject({ id: exported.at(-1)?.id, body: { format } })
    },
  )
})

describe('somebody who is erased from printed months', () => {
  /** Another one of the county. */
  let another: Browser
  beforeAll(async () => {
    another = (await openAccount(office, 'county-2', [{ role: 'county', unitId: null }])).browser
    await another.me()
  })
  const erase = (browser = office.county) =>
    browser.post('/api/attendance/month-erasures', { staffId: office.people.zhao, reason: '本人离岗后申请删除' })

  test('has left before', async () => {
    expect((await erase()).body.refusal).toBe('stillEmployed')
    expect((await erase(office.clerk)).body.refusal).toBe('forbidden')
  })

  test('is gone from every revision with a certificate each, and everybody else stays as printed', async () => {
    const before = await read()
    const [name, post] = names.zhao
    const gone = staffBody(office, { name, post, employeeNo: 'A003', phone: '', leftOn: '2026-04-01' })
    expect((await office.clerk.put(`/api/staff/${office.people.zhao}`, gone)).status).toBe(200)
    const { body: asked } = await erase()
    expect(asked).toMatchObject({ rows: 2, second: { state: 'awaited' } })
    const confirm = (browser: Browser) => browser.post(`/api/proposals/${asked.second.proposalId}/confirm`)
    expect((await confirm(office.county)).body.refusal).toBe('confirmOwn')
    expect((await confirm(office.clerk)).body.refusal).toBe('notFound')
    expect((await read()).rows).toEqual(before.rows)
    expect((await confirm(another)).status).toBe(200)
    expect((await erase()).body).toEqual({ rows: 0, second: { state: 'notNeeded' } })

    const after = await read()
    expect(after.rows).toEqual(before.rows.filter((it) => it.staffId !== office.people.zhao))
    expect(after.state).toMatchObject({ kind: 'final', revision: 2, differences: 0, erased: 1 })
    expect((await revisions()).map((it: { people: number; erased: number }) => [it.people, it.erased])).toEqual([
      [7, 1],
      [7, 1],
    ])
    const certificates = await listFacts(office.fresh.app, county.countyId, { kinds: ['factErased'] })
    expect(certificates.map((it) => it.body.reason)).toEqual(['本人离岗后申请删除', '本人离岗后申请删除'])
    const left = await listFacts(office.fresh.app, county.countyId, { kinds: ['monthRowPrinted', 'monthFinalised'] })
    expect(JSON.stringify(left)).not.toContain(names.zhao[0])
    expect(await compare(office.fresh.owner, centerProjections)).toEqual([])
  })
})

describe('a month printed before people had facts of their own', () => {
  test('is read all the same, and nobody is erased from it alone', async () => {
    const { rows, legend } = await read()
    const row = { ...rows[0], halves: Array.from({ length: 56 }, () => 'present') }
    const { cells: _, ...person } = row as typeof row & { cells: unknown }
    const old = { monthId: newId(), unitId: office.unitId, month: '2026-02', revision: 1, reason: '', legend }
    const wu = { ...person, staffId: office.people.zhao } as never
    await append(office.fresh.app, [fact('monthFinalised', { ...old, rows: [wu] })], centerProjections)
    const { body } = await office.clerk.get(`/api/attendance/month?unitId=${office.unitId}&month=2026-02`)
    expect(body.rows.map((it: { staffId: string }) => it.staffId)).toEqual([office.people.zhao])
    const refused = { staffId: office.people.zhao, reason: '离岗' }
    expect((await office.county.post('/api/attendance/month-erasures', refused)).body.refusal).toBe('monthKeptWhole')
  })
})
