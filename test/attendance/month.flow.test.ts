import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HalfState } from '../../src/contract/attendance.ts'
import type { MonthSheet } from '../../src/contract/routes/attendance.ts'
import type { Fact } from '../../src/fact/fact.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { newId } from '../../src/kit/ids.ts'
import { addDays, instantAt } from '../../src/kit/time.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { staffBody } from '../people/house.ts'
import {
  correction,
  fact,
  leave,
  names,
  type Office,
  openOffice,
  type Person,
  punch,
  regular,
  workdays,
} from './office.ts'

const march = workdays('2026-03-02', '2026-03-31')
const without = (...days: string[]) => march.filter((day) => !days.includes(day))

/** A month with something of everything, as facts that do not wait for one another. */
function factsOf(office: Office): Fact[] {
  const { people } = office
  return [
    ...regular(office, people.wang, without('2026-03-05', '2026-03-06')),
    punch(office, people.wang, '2026-03-05', '08:41:30'),
    punch(office, people.wang, '2026-03-05', '17:40:00'),
    punch(office, people.wang, '2026-03-06', '08:20:00'),
    punch(office, people.wang, '2026-03-06', '17:00:00'),
    ...regular(office, people.li, without('2026-03-09', '2026-03-10')),
    ...regular(office, people.zhao, without('2026-03-12', '2026-03-13')),
    punch(office, people.zhao, '2026-03-13', '17:40:00'),
    ...regular(
      office,
      people.qian,
      march.filter((day) => day < '2026-03-16'),
    ),
    ...nights(office),
    ...regular(office, people.wu, march),
    ...regular(office, people.zheng, march),
  ]
}

const nightDays = Array.from({ length: 16 }, (_, i) => addDays('2026-03-01', 2 * i))

/** Every second night from eight to eight; the last one ends on 1 April. */
const nights = (office: Office): Fact[] =>
  nightDays
    .filter((day) => day > '2026-03-02')
    .flatMap((day) => [
      punch(office, office.people.sun, day, '19:50:00'),
      punch(office, office.people.sun, addDays(day, 1), '08:05:00'),
    ])

async function fillIn(office: Office, facts: readonly Fact[]): Promise<void> {
  const { people } = office
  const [shiftId, patternId] = [newId(), newId()]
  const shift = { shiftId, unitId: office.unitId, name: '夜班', kind: 'work' as const, flex: 0, retired: false }
  const pattern = { patternId, unitId: office.unitId, name: '隔夜', turns: 'cycle' as const, followsCalendar: false }
  await office.keep(
    fact('shiftKept', { ...shift, periods: [{ from: '20:00', to: '08:00' }] }),
    fact('patternKept', { ...pattern, days: [shiftId, null], retired: false }),
    fact('assignmentKept', {
      assignmentId: newId(),
      staffId: people.sun,
      patternId,
      from: '2026-03-01',
      to: null,
      phase: 0,
      post: 'full',
    }),
    ...leave(people.li, 'sick', ['2026-03-09', 'am'], ['2026-03-10', 'am']),
    ...leave(people.li, 'personal', ['2026-03-10', 'am'], ['2026-03-10', 'pm']),
    ...correction(people.zhao, '2026-03-13', 'arrival', '08:25'),
    ...facts,
  )
  const gone = staffBody(office, { name: names.qian[0], post: names.qian[1], employeeNo: 'A004', leftOn: '2026-03-16' })
  expect((await office.clerk.put(`/api/staff/${people.qian}`, gone)).status).toBe(200)
  await office.hear()
}

const read = async (office: Office): Promise<MonthSheet> => {
  const { status, body } = await office.clerk.get(`/api/attendance/month?unitId=${office.unitId}&month=2026-03`)
  expect([status, body.refusal]).toEqual([200, undefined])
  return body
}

const rowOf = (sheet: MonthSheet, who: Person) => {
  const found = sheet.rows.find((it) => it.name === names[who][0])
  if (found === undefined) throw new Error(`no row of ${who}`)
  return found
}
const stateOn = (sheet: MonthSheet, who: Person, day: string): HalfState[] => {
  const cell = rowOf(sheet, who).cells[Number(day.slice(8)) - 1]
  return cell ? [cell.am.state, cell.pm.state] : []
}

/** A sheet without what differs from office to office. */
const bare = ({ unitId: _, rows, ...sheet }: MonthSheet) => ({
  ...sheet,
  rows: rows.map(({ staffId: _staff, ...row }) => row),
})

describe('a month', () => {
  let office: Office
  let sheet: MonthSheet
  beforeAll(async () => {
    office = await openOffice()
    await fillIn(office, factsOf(office))
    sheet = await read(office)
  })
  afterAll(() => office.close())

  test('lists whoever worked in it, those who lead first, then by name', () => {
    expect(sheet.rows.map((it) => it.name)).toEqual(['王小明', '李小红', '=1+1', '钱进', '孙夜', '赵强', '𠮷田😀'])
    expect(sheet.days.map((it) => it.type).filter((it) => it === 'workday')).toHaveLength(22)
  })

  test('counts lateness and earliness in times, to the second', () => {
    const { cells, totals } = rowOf(sheet, 'wang')
    expect(cells[4]?.am).toEqual({ state: 'late', lateSeconds: 690, earlySeconds: 0 })
    expect(cells[5]?.pm).toEqual({ state: 'early', earlySeconds: 1800 })
    expect(totals).toMatchObject({ expected: 22, present: 22, lateTimes: 1, earlyTimes: 1, noCheckIn: 0 })
  })

  test('counts each half of leaves that overlap once, by the one that began first', () => {
    expect(rowOf(sheet, 'li').totals).toMatchObject({ expected: 22, present: 20, leave: { sick: 1.5, personal: 0.5 } })
  })

  test('leaves a day nobody was seen open, and says what was corrected', () => {
    expect(stateOn(sheet, 'zhao', '2026-03-12')).toEqual(['noCheckIn', 'noCheckIn'])
    expect(stateOn(sheet, 'zhao', '2026-03-13')).toEqual(['present', 'present'])
    expect(rowOf(sheet, 'zhao').remark.zh).toContain('更正1处')
    expect(sheet.state).toEqual({ kind: 'open', openCases: 2, waitingRequests: 0 })
    expect(sheet.obstacles).toEqual([])
  })

  test('expects nobody from the day he left', () => {
    const { cells, totals, remark } = rowOf(sheet, 'qian')
    expect(totals).toMatchObject({ expected: 10, present: 10, noCheckIn: 0 })
    expect(cells[15]?.am).toEqual({ state: 'rest', why: 'notEmployed' })
    expect(remark.zh).toContain('3月16日起离岗')
  })

  test('gives a night that crosses midnight to the day it began, and the last one to its month', async () => {
    const worked = nightDays.filter((day) => day > '2026-03-02')
    expect(worked.map((day) => stateOn(sheet, 'sun', day))).toEqual(worked.map(() => ['present', 'present']))
    expect(rowOf(sheet, 'sun').totals).toMatchObject({ expected: 15, present: 15, noCheckIn: 0 })
    const april = await office.clerk.get(`/api/attendance/person?staffId=${office.people.sun}&month=2026-04`)
    expect(april.body.days[0].verdict.am.verdict).toEqual({ state: 'rest', why: 'notRostered' })
  })

  test('says the same however often it is asked, and after its read tables were made again', async () => {
    expect(await read(office)).toEqual(sheet)
    expect(await compare(office.fresh.owner, centerProjections)).toEqual([])
    expect(await read(office)).toEqual(sheet)
  })

  test('says that its check-ins are simulated when some are', async () => {
    expect(sheet.simulated).toBe(false)
    const simulated = { ...punch(office, office.people.wu, '2026-03-02', '08:21:00'), simulated: true }
    await office.keep(simulated)
    const again = await read(office)
    expect([again.simulated, bare({ ...again, simulated: false })]).toEqual([true, bare(sheet)])
  })

  test('is the same when every punch comes twice, a minute apart', async () => {
    const { checkIns } = await listed(office)
    await office.keep(
      ...checkIns.map(({ staff, at }) => {
        const later = new Date(Date.parse(at) + 60_000 + 8 * 3_600_000).toISOString()
        return punch(office, staff, later.slice(0, 10), later.slice(11, 19), { direction: 'again' })
      }),
    )
    const again = await read(office)
    expect(again.rows.map((it) => it.totals)).toEqual(sheet.rows.map((it) => it.totals))
    expect(again.rows.map((it) => it.cells.map(signs))).toEqual(sheet.rows.map((it) => it.cells.map(signs)))
  })
})

const signs = ({ am, pm }: MonthSheet['rows'][number]['cells'][number]) => [am.state, pm.state]

async function listed(office: Office): Promise<{ checkIns: { staff: string; at: string }[] }> {
  const rows = await office.fresh.app.selectFrom('check_in').select(['staff_id as staff', 'at']).execute()
  return { checkIns: rows }
}

describe('facts that do not wait for one another', () => {
  test('give the same month in whatever order they come', async () => {
    const sheets: unknown[] = []
    for (const order of ['forward', 'backward']) {
      const office = await openOffice()
      const facts = factsOf(office)
      await fillIn(office, order === 'forward' ? facts : facts.toReversed())
      sheets.push(bare(await read(office)))
      await office.close()
    }
    expect(sheets[1]).toEqual(sheets[0])
  })
})

describe('a night over New Year', () => {
  test('belongs to the old year and is judged from both', async () => {
    const office = await openOffice()
    await fillIn(office, [])
    const night = nightAt('2026-12-31')
    await office.keep(
      punch(office, office.people.sun, night, '19:50:00'),
      punch(office, office.people.sun, addDays(night, 1), '08:05:00'),
    )
    await office.goTo('2027-01-03', '10:00')
    await office.hear()
    const months = await Promise.all(
      ['2026-12', '2027-01'].map((month) =>
        office.inspector.get(`/api/attendance/person?staffId=${office.people.sun}&month=${month}`),
      ),
    )
    const verdictOn = (day: string) => {
      const found = months.flatMap((it) => it.body.days).find((it) => it.calendar.day === day)
      return [found.verdict.am.verdict.state, found.verdict.pm.verdict.state]
    }
    expect(verdictOn(night)).toEqual(['present', 'present'])
    expect(verdictOn(addDays(night, 1))).toEqual(['rest', 'rest'])
    await office.close()
  })
})

/** The last night of the pattern on or before a day. */
function nightAt(day: string): string {
  const apart = Math.round(
    (Date.parse(instantAt(day, '00:00')) - Date.parse(instantAt('2026-03-01', '00:00'))) / 86_400_000,
  )
  return addDays('2026-03-01', apart - (apart % 2))
}

describe('somebody who moved within the month', () => {
  test('stands on the sheet of both units, each with his days there, and under the nearer unit’s rule', async () => {
    const office = await openOffice()
    const village = newId()
    await office.system.put(`/api/units/${village}`, { parentId: office.unitId, name: '石桥村', kind: 'village' })
    await office.keep(...regular(office, office.people.zheng, march))
    const [name, post] = names.zheng
    const moved = staffBody(office, { name, post, employeeNo: 'A007', phone: '', unitId: village })
    const body = { staffId: office.people.zheng, ...moved } as never
    await office.keep(fact('staffKept', body, { now: instantAt('2026-03-17', '09:00') }))
    await office.hear()
    const sheetOf = async (unitId: string, more = ''): Promise<MonthSheet> =>
      (await office.clerk.get(`/api/attendance/month?unitId=${unitId}&month=2026-03${more}`)).body
    const [town, there] = [rowOf(await sheetOf(office.unitId), 'zheng'), rowOf(await sheetOf(village), 'zheng')]
    expect([town.totals.present, there.totals.present]).toEqual([11, 11])
    expect(town.cells[16]?.am).toEqual({ state: 'rest', why: 'notEmployed' })
    expect(there.cells[15]?.am).toEqual({ state: 'rest', why: 'notEmployed' })
    const whole = await sheetOf(office.unitId, '&below=true')
    expect(whole.rows.map((it) => it.name).filter((it) => it === name)).toHaveLength(2)
    const own = await office.clerk.get(`/api/attendance/person?staffId=${office.people.zheng}&month=2026-03`)
    expect(own.body.totals.present).toBe(22)

    const print = (unitId: string) =>
      office.clerk.post('/api/attendance/month-finalise', { unitId, month: '2026-03', reason: '' })
    expect((await print(village)).body.state.kind).toBe('final')
    expect((await sheetOf(office.unitId, '&below=true')).state.kind).toBe('open')
    expect((await print(office.unitId)).status).toBe(200)
    expect((await sheetOf(office.unitId, '&below=true')).state).toMatchObject({ kind: 'final', differences: 0 })
    await office.close()
  })
})
