import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { compare } from '../../../src/fact/rebuild.ts'
import type { Running } from '../../../src/presence/station/stations.ts'
import { listenToTerminals, type Terminals } from '../../../src/presence/terminal/station/listening.ts'
import { type County, openCounty, projections, type StaffMember } from '../county.ts'

const serial = 'CGKK204961234'
let county: County
let running: Running
let terminals: Terminals
let staff: StaffMember

beforeAll(async () => {
  county = await openCounty()
  staff = await county.addStaff()
  running = await county.openStation()
  const body = { siteId: county.siteId, name: '考勤机', closed: false, pins: [] }
  await county.clerk.put(`/api/terminals/${serial}`, body)
  await running.uplink.pullNow()
  const stations = county.stations()
  const onSurprise = (failure: unknown) => expect.unreachable(String(failure))
  terminals = await listenToTerminals({ stations, host: '127.0.0.1', port: 0, onSurprise })
})
afterAll(async () => {
  await terminals.stop()
  await county.close()
})

async function say(path: string, body?: string): Promise<string> {
  const asked = body === undefined ? {} : { method: 'POST', body }
  return (await fetch(`http://127.0.0.1:${terminals.port}/iclock/${path}`, asked)).text()
}
const poll = (): Promise<string> => say(`getrequest?SN=${serial}`)
const result = (text: string): Promise<string> => say(`devicecmd?SN=${serial}`, text)
const push = (days: readonly string[]): Promise<string> =>
  say(`cdata?SN=${serial}&table=ATTLOG`, days.map((day) => `${staff.employeeNo}\t${day} 08:00:00\t0\t15\n`).join(''))

async function months() {
  running.uplink.nudge()
  await vi.waitUntil(async () => (await running.countWaiting()) === 0, { timeout: 20_000 })
  return (await county.clerk.get('/api/terminals')).body.terminals[0].months
}

describe('the terminal holds N, we hold N', () => {
  test('is asked once a month, and where it holds more it is asked for the month again', async () => {
    expect(await push(['2026-02-02', '2026-02-03'])).toBe('OK: 2')
    const asked = 'StartTime=2026-02-01 00:00:00\tEndTime=2026-02-28 23:59:59\n'
    expect(await poll()).toBe(`C:A202602:VERIFY SUM ATTLOG ${asked}`)
    expect(await poll()).toBe('OK')
    expect(await result('ID=A202602&Return=0&CMD=VERIFY SUM&AttlogSum=4')).toBe('OK')
    expect(await months()).toMatchObject([{ month: '2026-02', holds: 4, kept: 2, again: false }])

    expect(await poll()).toBe(`C:Q202602:DATA QUERY ATTLOG ${asked}`)
    expect(await push(['2026-02-02', '2026-02-03', '2026-02-04'])).toBe('OK: 3')
    await result('ID=Q202602&Return=0&CMD=DATA')
    expect(await poll()).toBe('OK')
    county.run(61_000)
    expect(await poll()).toBe(`C:B202602:VERIFY SUM ATTLOG ${asked}`)
    await result('ID=B202602&Return=0&CMD=VERIFY SUM ATTLOG\nAttlogCount=4')
    expect(await months()).toMatchObject([{ month: '2026-02', holds: 4, kept: 3, again: true }])
    expect(await poll()).toBe('OK')
  })

  test('a station started anew does not ask again; the month after it does', async () => {
    await terminals.stop()
    const stations = county.stations()
    terminals = await listenToTerminals({ stations, host: '127.0.0.1', port: 0, onSurprise: () => undefined })
    expect(await poll()).toBe('OK')
    county.run(31 * 86_400_000)
    await push(['2026-03-05', '2026-03-06'])
    expect(await poll()).toMatch(/^C:A202603:VERIFY SUM ATTLOG /)
    await result('ID=A202603&Return=0&CMD=VERIFY SUM&AttlogSum=2')
    expect((await months())[0]).toMatchObject({ month: '2026-03', holds: 2, kept: 2, again: false })
    expect(await poll()).toBe('OK')
  })

  test('one that does not know the question is asked no more', async () => {
    county.run(30 * 86_400_000)
    expect(await poll()).toMatch(/^C:A202604:/)
    await result('ID=A202604&Return=-22&CMD=UNKNOWN CMD')
    expect((await months())[0]).toMatchObject({ month: '2026-04', holds: null })
    expect(await poll()).toBe('OK')
  })

  test('one that never answers is asked five times, ten minutes apart', async () => {
    county.run(30 * 86_400_000)
    const asked: string[] = []
    for (let n = 0; n < 8; n += 1) {
      asked.push((await poll()).slice(0, 9))
      county.run(601_000)
    }
    expect(asked.filter((it) => it.startsWith('C:A'))).toHaveLength(5)
    expect((await months())[0]).toMatchObject({ month: '2026-05', holds: null })
  })
})

describe('a file taken from the terminal', () => {
  const upload = (text: string, last = '') =>
    county.clerk.upload(`/api/terminals/${serial}/file${last}`, 'attlog.dat', Buffer.from(text))
  const row = (pin: string, wall: string): string => `${pin.padStart(9)}\t${wall}\t1\t0\t1\t0\r\n`

  test('is looked at first; every bad row is named and nothing is kept', async () => {
    const text = `${row(staff.employeeNo, '2026-06-02 07:58:01')}rubbish\r\n${row('5', '2026-13-01 08:00:00')}`
    expect((await upload(text, '/preview')).body).toMatchObject({
      rows: 3,
      fresh: 1,
      bad: [
        { row: 2, why: 'form', text: 'rubbish' },
        { row: 3, why: 'time' },
      ],
    })
    expect((await upload(text)).body.refusal).toBe('importHasBadRows')
  })

  test('adds what is not here, once; what was pushed is not kept twice', async () => {
    const text = `${row(staff.employeeNo, '2026-03-05 08:00:00')}${row(staff.employeeNo, '2026-05-28 07:58:01')}${row('77', '2026-05-28 07:59:00')}`
    expect((await upload(text, '/preview')).body).toMatchObject({ rows: 3, fresh: 2, unknownPins: ['77'], bad: [] })
    expect((await upload(text)).body).toEqual({ kept: 2 })
    expect((await upload(text)).body).toEqual({ kept: 0 })
    const files = await county.center.selectFrom('fact').selectAll().where('kind', '=', 'terminalFileKept').execute()
    expect(files).toMatchObject([{ by_kind: 'account', body: { serial, rows: 3, kept: 2 } }])
    const { body } = await county.clerk.get('/api/check-ins?day=2026-05-28')
    expect(body).toMatchObject([
      { staffId: staff.staffId, method: 'terminal', timeGrade: 'C', at: '2026-05-27T23:58:01.000Z' },
    ])
  })

  test('that is none is refused, and so is one for a terminal that is not listed', async () => {
    expect((await upload('\u0000\u0001')).body.refusal).toBe('terminalFileUnreadable')
    const other = await county.clerk.upload(
      '/api/terminals/NOSUCH01/file',
      'attlog.dat',
      Buffer.from(row('1', '2026-03-05 08:00:00')),
    )
    expect(other.status).toBe(404)
  })
})

test('numbers stand for one person of the site each', async () => {
  const elsewhere = await county.addStaff({ siteId: await county.addSite('别处') })
  const keep = (pins: object[]) =>
    county.clerk.put(`/api/terminals/${serial}`, { siteId: county.siteId, name: '考勤机', closed: false, pins })
  const own = { pin: '1', staffId: staff.staffId }
  expect((await keep([own, own])).body.refusal).toBe('terminalPinWrong')
  expect((await keep([{ pin: '1', staffId: elsewhere.staffId }])).body.refusal).toBe('terminalPinWrong')
  expect((await keep([own])).status).toBe(200)
  const bySystem = (name: string, pins: object[]) =>
    county.system.put(`/api/terminals/${serial}`, { siteId: county.siteId, name, closed: false, pins })
  expect((await bySystem('新名', [own])).status).toBe(200)
  expect((await bySystem('新名', [{ ...own, pin: '2' }])).status).toBe(404)
})

test('all of it can be made again from the facts', async () => {
  expect(await compare(county.centerOwner, projections)).toEqual([])
})
