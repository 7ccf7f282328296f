import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Gap } from '../../src/contract/roster.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { newId } from '../../src/kit/ids.ts'
import { clockOf, dayOf, instantAt } from '../../src/kit/time.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { openAccount, staffBody } from '../people/house.ts'
import { dutyBody, giveLeave, keepDuty, type Office, openOffice, refusalOf } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.house.close())

const said = (gaps: readonly Gap[]): string[] =>
  gaps.map(
    ({ starts, ends }) => `${dayOf(starts).slice(5)} ${clockOf(starts).slice(0, 5)}–${clockOf(ends).slice(0, 5)}`,
  )
const gapsOn = async (from: string, to = from): Promise<string[]> =>
  said((await office.clerk.get(`/api/duty-gaps?from=${from}&to=${to}`)).body)

describe('opening hours with nobody rostered', () => {
  test('warn at saving, again when asked, and when a duty is moved or taken off', async () => {
    const first = await keepDuty(office, 'wang', '2026-03-03 08:30', '10:00')
    expect(said(first.answered.body.gaps)).toEqual(['03-03 10:00–12:00', '03-03 14:00–17:30'])
    const second = await keepDuty(office, 'li', '2026-03-03 09:30', '17:30')
    expect(second.answered.body.gaps).toEqual([])
    expect(await gapsOn('2026-03-03')).toEqual([])

    const moved = dutyBody(office, 'li', '2026-03-04 08:30', '17:30')
    const { body } = await office.clerk.put(`/api/duties/${second.dutyId}`, moved)
    expect(said(body.gaps)).toEqual(['03-03 10:00–12:00', '03-03 14:00–17:30'])
    const gone = await office.clerk.post(`/api/duties/${second.dutyId}/cancel`, { reason: '开会' })
    expect(said(gone.body.gaps)).toEqual(['03-04 08:30–12:00', '03-04 14:00–17:30'])
  })

  test('come back when whoever has the duty is given leave', async () => {
    await keepDuty(office, 'wang', '2026-03-05 08:30', '17:30')
    expect(await gapsOn('2026-03-05')).toEqual([])
    await giveLeave(office, 'wang', '2026-03-05', '2026-03-05')
    expect(await gapsOn('2026-03-05')).toEqual(['03-05 08:30–12:00', '03-05 14:00–17:30'])
  })

  test('are covered by people who work a pattern at the site', async () => {
    const [shiftId, patternId] = [newId(), newId()]
    const shift = { unitId: office.unitId, name: '白班', kind: 'work', flex: 0, retired: false }
    const periods = [{ from: '08:00', to: '18:00' }]
    expect((await office.clerk.put(`/api/shifts/${shiftId}`, { ...shift, periods })).status).toBe(200)
    const pattern = { unitId: office.unitId, name: '三三制', turns: 'cycle', followsCalendar: false, retired: false }
    const days = [shiftId, null]
    expect((await office.clerk.put(`/api/patterns/${patternId}`, { ...pattern, days })).status).toBe(200)
    const assignment = { staffId: office.people.zhao, patternId, from: '2026-03-16', to: '2026-03-20' }
    const assignmentId = newId()
    const kept = await office.clerk.put(`/api/assignments/${assignmentId}`, { ...assignment, phase: 0, post: 'full' })
    expect(kept.status).toBe(200)
    expect(await gapsOn('2026-03-16', '2026-03-18')).toEqual(['03-17 08:30–12:00', '03-17 14:00–17:30'])
    await office.clerk.post(`/api/assignments/${assignmentId}/end`, { to: '2026-03-17', reason: '调岗' })
    expect(await gapsOn('2026-03-18')).toHaveLength(2)
  })

  test('are shown to whoever looks after the site, for at most 62 days', async () => {
    expect(refusalOf(await office.clerk.get('/api/duty-gaps?from=2026-03-01&to=2026-05-02'))).toBe('daysWrong')
    expect(refusalOf(await office.clerk.get('/api/duty-gaps?from=2026-03-02&to=2026-03-01'))).toBe('daysWrong')
    expect(refusalOf(await office.browsers.wang.get('/api/duty-gaps?from=2026-03-02&to=2026-03-02'))).toBe('forbidden')
    const unitId = newId()
    await office.house.system.put(`/api/units/${unitId}`, { parentId: null, name: '远镇', kind: 'township' })
    const stranger = await openAccount(office.house, 'far-clerk', [{ role: 'clerk', unitId }])
    expect((await stranger.browser.get('/api/duty-gaps?from=2026-03-09&to=2026-03-09')).body).toEqual([])
  })
})

describe('duties given out in turn', () => {
  const slot = (more: object = {}) => ({
    on: 'workdays',
    from: '08:30',
    to: '17:30',
    as: 'member',
    note: '',
    staffIds: [office.people.wang, office.people.li, office.people.zhao],
    ...more,
  })
  const fill = (from: string, to: string, slots: object[], keep: boolean) =>
    office.clerk.post('/api/duties-fill', { siteId: office.siteId, from, to, slots, keep })
  const named = (duties: readonly { staffId: string; starts: string }[]) =>
    duties.map(
      (it) => `${dayOf(it.starts).slice(8)} ${Object.entries(office.people).find(([, id]) => id === it.staffId)?.[0]}`,
    )

  test('pass over whoever is on leave or on duty, follow the calendar and leave no gap', async () => {
    await giveLeave(office, 'wang', '2026-04-02', '2026-04-02')
    await keepDuty(office, 'li', '2026-04-07 20:00', '2026-04-08 09:00')
    const whole = slot({ from: '08:15', to: '17:45' })
    const shown = await fill('2026-04-02', '2026-04-08', [whole], false)
    // 3 April is workday, 4 to 6 April are holidays of 清明.
    expect(named(shown.body.duties)).toEqual(['02 li', '03 wang', '07 zhao', '08 wang'])
    expect(shown.body.gaps.map((it: Gap) => dayOf(it.starts)).filter((day: string) => day < '2026-04-06')).toEqual([])
    expect((await office.clerk.get('/api/duties?from=2026-04-02&to=2026-04-03')).body.duties).toEqual([])

    const kept = await fill('2026-04-02', '2026-04-08', [whole], true)
    expect(named(kept.body.duties)).toEqual(named(shown.body.duties))
    expect(kept.body.unfilled).toEqual([])
    expect((await fill('2026-04-02', '2026-04-08', [whole], true)).body.duties).toEqual([])
    // The next round begins with whoever has waited longest, not with the first name again.
    const next = ['09 li', '10 zhao', '13 wang']
    expect(named((await fill('2026-04-09', '2026-04-13', [whole], false)).body.duties)).toEqual(next)
    expect(named((await fill('2026-04-02', '2026-04-13', [whole], false)).body.duties)).toEqual(next)
  })

  test('name what nobody was free for', async () => {
    const { body } = await fill(
      '2026-04-02',
      '2026-04-02',
      [slot({ staffIds: [office.people.wang], as: 'leader' })],
      false,
    )
    expect(body.duties).toEqual([])
    const span = { starts: instantAt('2026-04-02', '08:30'), ends: instantAt('2026-04-02', '17:30') }
    expect(body.unfilled).toEqual([{ ...span, as: 'leader' }])
  })

  test('give nothing to somebody who has left, and refuse people nobody knows', async () => {
    const gone = newId()
    await office.clerk.put(
      `/api/staff/${gone}`,
      staffBody(office.house, { name: '离任', employeeNo: 'gone', leftOn: '2026-03-01' }),
    )
    const { body } = await fill('2026-04-09', '2026-04-10', [slot({ staffIds: [gone, office.people.zhao] })], false)
    expect(named(body.duties)).toEqual(['09 zhao', '10 zhao'])
    expect(refusalOf(await fill('2026-04-09', '2026-04-10', [slot({ staffIds: [newId()] })], true))).toBe('notFound')
    expect(refusalOf(await keepDutyOf(gone))).toBe('staffLeft')
  })

  const keepDutyOf = (staffId: string) =>
    office.clerk.put(`/api/duties/${newId()}`, dutyBody(office, 'wang', '2026-04-20 08:30', '12:00', { staffId }))
})

describe('a duty', () => {
  test('over midnight, month and year is one duty', async () => {
    const { answered } = await keepDuty(office, 'wang', '2026-12-31 20:00', '2027-01-01 08:00', { as: 'leader' })
    expect(answered.status).toBe(200)
    const clash = await keepDuty(office, 'wang', '2027-01-01 07:59', '12:00')
    expect(refusalOf(clash.answered)).toBe('dutyOverlaps')
    const after = await keepDuty(office, 'wang', '2027-01-01 08:00', '12:00')
    expect(refusalOf(after.answered)).toBe('done')
    const { body } = await office.clerk.get('/api/duties?from=2027-01-01&to=2027-01-01')
    expect(body.duties.map((it: { as: string }) => it.as)).toEqual(['leader', 'member'])
  })

  test('of one person kept twice at once at the same time is kept once', async () => {
    const tries = ['08:30', '09:00', '10:00'].map((clock) => keepDuty(office, 'zhao', `2026-07-01 ${clock}`, '17:30'))
    const answers = (await Promise.all(tries)).map(({ answered }) => refusalOf(answered))
    expect(answers.sort()).toEqual(['done', 'dutyOverlaps', 'dutyOverlaps'])
  })

  test('cannot be taken over by a clerk of another unit by its id', async () => {
    const { dutyId } = await keepDuty(office, 'wang', '2026-05-06 08:30', '12:00')
    const [unitId, siteId] = [newId(), newId()]
    await office.house.system.put(`/api/units/${unitId}`, { parentId: null, name: '别镇', kind: 'township' })
    const site = { unitId, name: '别处', address: '', hours: {}, dutyPhone: '1', closed: false }
    await office.house.system.put(`/api/sites/${siteId}`, site)
    const other = await openAccount(office.house, 'other-clerk', [{ role: 'clerk', unitId }])
    const taken = dutyBody(office, 'wang', '2026-05-06 08:30', '12:00', { siteId })
    expect(refusalOf(await other.browser.put(`/api/duties/${dutyId}`, taken))).toBe('forbidden')
  })

  test('comes from a file with its role', async () => {
    const rows = [
      '工号,站点,开始,结束,备注,值班角色',
      'N-wang,便民服务中心,2026-06-01 08:30,2026-06-01 17:30,,带班领导',
      'N-li,便民服务中心,2026-06-01 08:30,2026-06-01 17:30,,',
    ]
    const file = Buffer.from(rows.join('\n'))
    const imported = await office.clerk.upload('/api/duties-import', 'duties.csv', file)
    expect(imported.body).toEqual({ kept: 2, past: 0, seconds: [], bad: [] })
    const { body } = await office.clerk.get('/api/duties?from=2026-06-01&to=2026-06-01')
    expect(body.duties.map((it: { as: string }) => it.as).sort()).toEqual(['leader', 'member'])
  })
})

test('the read tables of the roster can be made again from the facts', async () => {
  expect(await compare(office.house.fresh.app, centerProjections)).toEqual([])
})
