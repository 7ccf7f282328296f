import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MonthSheet } from '../../src/contract/routes/attendance.ts'
import { newId } from '../../src/kit/ids.ts'
import { correction, everyone, fact, leave, type Office, openOffice, punch, regular, workdays } from './office.ts'

let office: Office
const march = workdays('2026-03-02', '2026-03-31')

beforeAll(async () => {
  office = await openOffice()
  const { people } = office
  const without = (...days: string[]) => march.filter((day) => !days.includes(day))
  await office.keep(
    ...regular(office, people.wang, without('2026-03-05', '2026-03-06')),
    punch(office, people.wang, '2026-03-05', '08:41:30'),
    punch(office, people.wang, '2026-03-05', '17:40:00'),
    punch(office, people.wang, '2026-03-06', '08:20:00'),
    punch(office, people.wang, '2026-03-06', '17:00:00'),
    ...regular(office, people.li, without('2026-03-09', '2026-03-10')),
    ...leave(people.li, 'sick', ['2026-03-09', 'am'], ['2026-03-10', 'am']),
    ...leave(people.li, 'personal', ['2026-03-10', 'am'], ['2026-03-10', 'pm']),
    ...regular(office, people.zhao, without('2026-03-12', '2026-03-13')),
    punch(office, people.zhao, '2026-03-13', '17:40:00'),
    ...correction(people.zhao, '2026-03-13', 'arrival', '08:25'),
    ...regular(
      office,
      people.qian,
      march.filter((day) => day < '2026-03-16'),
    ),
    ...regular(office, people.wu, march),
    ...regular(office, people.zheng, march),
  )
  await office.hear()
})
afterAll(() => office.close())

const read = async (): Promise<MonthSheet> => {
  const { status, body } = await office.clerk.get(`/api/attendance/month?unitId=${office.unitId}&month=2026-03`)
  expect([status, body.refusal]).toEqual([200, undefined])
  return body
}

describe('look', () => {
  test('x', async () => {
    const sheet = await read()
    for (const row of sheet.rows) {
      console.log(
        row.name,
        row.remark.zh,
        JSON.stringify(row.totals),
        row.cells.map((c) => `${c.am.state}/${c.pm.state}`).join(' '),
      )
    }
    console.log(sheet.state, sheet.obstacles, sheet.days.length)
    expect(everyone.length).toBe(7)
    void newId
    void fact
  })
})
