import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, type Day } from '../../../src/kit/time.ts'
import { type Office, openOffice, type Person, workdays } from '../../attendance/office.ts'

const serial = 'CGKK204961234'
const march = workdays('2026-03-02', '2026-03-31')
const numbers: Readonly<Partial<Record<Person, string>>> = { wang: 'A001', li: 'A002', zhao: 'A003' }
let office: Office

const row = (who: Person, day: Day, clock: string): string => `${numbers[who]}\t${day} ${clock}\t1\t0\t1\t0\n`
const minutes: Readonly<Partial<Record<Person, number>>> = { wang: 0, li: 4, zhao: 9 }
/** Comes at about 8:15 and goes at about 17:40. */
const regular = (who: Person, days: readonly Day[]): string =>
  days.map((day) => row(who, day, `08:1${minutes[who]}:00`) + row(who, day, `17:4${minutes[who]}:00`)).join('')

/** On nine days three films in one hand at noon. */
const films = march
  .slice(1, 10)
  .map((day) => row('wang', day, '12:30:00') + row('li', day, '12:30:01') + row('zhao', day, '12:30:03'))
  .join('')

beforeAll(async () => {
  office = await openOffice()
  const body = { siteId: office.siteId, name: '老考勤机', closed: false, pins: [] }
  expect((await office.clerk.put(`/api/terminals/${serial}`, body)).status).toBe(200)
  const wang =
    regular(
      'wang',
      march.filter((day) => day !== '2026-03-05'),
    ) + row('wang', '2026-03-05', '08:55:00')
  const text =
    wang +
    row('wang', '2026-03-05', '17:40:00') +
    regular('li', march) +
    regular(
      'zhao',
      march.filter((day) => day !== '2026-03-24'),
    ) +
    films
  const { body: answered } = await office.clerk.upload(`/api/terminals/${serial}/file`, 'attlog.dat', Buffer.from(text))
  expect(answered).toEqual({ kept: text.trimEnd().split('\n').length })
  await office.hear()
})
afterAll(() => office.close())

const sheet = async () => (await office.clerk.get(`/api/attendance/month?unitId=${office.unitId}&month=2026-03`)).body
const stateOn = async (who: Person, day: Day): Promise<string[]> => {
  const rows: { staffId: string; cells: { am: { state: string }; pm: { state: string } }[] }[] = (await sheet()).rows
  const cell = rows.find((it) => it.staffId === office.people[who])?.cells[Number(day.slice(8)) - 1]
  return cell ? [cell.am.state, cell.pm.state] : []
}

describe('a month of punches at another maker’s terminal', () => {
  test('counts as presence in the month sheet', async () => {
    const { rows } = await sheet()
    const li = rows.find((it: { staffId: string }) => it.staffId === office.people.li)
    expect(li.totals).toMatchObject({ expected: 22, present: 22, lateTimes: 0, earlyTimes: 0, noCheckIn: 0 })
  })

  test('its word alone makes nobody late: a person looks', async () => {
    expect(await stateOn('wang', '2026-03-05')).toEqual(['unknown', 'present'])
  })

  test('a day without any is a day without', async () => {
    expect(await stateOn('zhao', '2026-03-24')).toEqual(['noCheckIn', 'noCheckIn'])
  })

  test('whom it may concern is told that it was a terminal, others are not', async () => {
    const path = '/api/check-ins?day=2026-03-06'
    const methods = async (browser: Office['clerk']) =>
      new Set(((await browser.get(path)).body as { method: string | null }[]).map((it) => it.method))
    expect([await methods(office.clerk), await methods(office.inspector), await methods(office.head)]).toEqual([
      new Set(['terminal']),
      new Set(['terminal']),
      new Set([null]),
    ])
  })
})

test('the same three within seconds on nine days are for somebody above to look at, once', async () => {
  const look = () => office.county.post('/api/suspects/look', { from: '2026-03-01', to: addDays('2026-03-31', 0) })
  expect((await look()).body).toMatchObject({ raised: 1 })
  expect((await look()).body).toMatchObject({ raised: 0 })
  const { body } = await office.county.get('/api/suspects')
  expect(body).toMatchObject([{ rule: 'terminalBurst', score: 9, siteId: office.siteId, decided: null }])
  expect(body[0].members).toHaveLength(27)
  expect(body[0].because.rule.zh).toContain('由人决定')
})

test('no public page knows that there is a terminal', async () => {
  const visitor = office.browser()
  for (const path of [`/board/${office.siteId}`, '/counts', '/measures', '/log']) {
    const { raw } = await visitor.get(path)
    expect([path, /考勤终端|attendance terminal|CGKK/i.test(raw.body)]).toEqual([path, false])
  }
})
