import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compare } from '../../src/fact/rebuild.ts'
import { newId } from '../../src/kit/ids.ts'
import { clockOf, toIso } from '../../src/kit/time.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { loadRoster } from '../../src/roster/plans.ts'
import { prepareRoster } from '../../src/roster/rules/expand.ts'
import { county, openAccount, staffBody } from '../people/house.ts'
import { type Office, openOffice, refusalOf } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.house.close())

const keepShift = (shiftId: string, periods: string[], more: object = {}) =>
  office.clerk.put(`/api/shifts/${shiftId}`, {
    unitId: office.unitId,
    name: '早班',
    kind: 'work',
    periods: periods.map((it) => ({ from: it.slice(0, 5), to: it.slice(6) })),
    flex: 15,
    retired: false,
    ...more,
  })
const keepPattern = (patternId: string, days: (string | null)[], more: object = {}) =>
  office.clerk.put(`/api/patterns/${patternId}`, {
    unitId: office.unitId,
    name: '轮班',
    turns: 'cycle',
    days,
    followsCalendar: false,
    retired: false,
    ...more,
  })
const keepAssignment = (
  assignmentId: string,
  staffId: string,
  patternId: string | null,
  from: string,
  to: string | null,
) => office.clerk.put(`/api/assignments/${assignmentId}`, { staffId, patternId, from, to, phase: 0, post: 'full' })

describe('shifts and patterns', () => {
  test('are data of the place, with several periods and over midnight', async () => {
    const [day, night, threes] = [newId(), newId(), newId()]
    expect(refusalOf(await keepShift(day, ['08:00-12:00', '14:00-17:30']))).toBe('done')
    expect(refusalOf(await keepShift(night, ['20:00-08:00'], { kind: 'duty', name: '夜班' }))).toBe('done')
    expect(refusalOf(await keepPattern(threes, [day, day, day, night, night, night, null, null, null]))).toBe('done')
    const { body } = await office.clerk.get('/api/roster')
    expect(body.shifts.map((it: { name: string }) => it.name).sort()).toEqual(['夜班', '早班'])
    expect(body.patterns[0].days).toHaveLength(9)
  })

  test('that cannot be worked are refused', async () => {
    const [late, early] = [newId(), newId()]
    expect(refusalOf(await keepShift(newId(), ['08:00-12:00', '11:00-17:00']))).toBe('periodsOverlap')
    await keepShift(late, ['22:00-10:00'])
    await keepShift(early, ['12:00-18:00'])
    const patternId = newId()
    expect(refusalOf(await keepPattern(patternId, [late, early]))).toBe('done')
    expect(refusalOf(await keepShift(early, ['08:00-18:00']))).toBe('shiftsOverlap')
    expect(refusalOf(await keepPattern(newId(), [late, late, null], { turns: 'weekly' }))).toBe('weekIncomplete')
    expect(refusalOf(await keepPattern(newId(), [newId()]))).toBe('notFound')
    expect(refusalOf(await keepShift(early, ['12:00-18:00'], { retired: true }))).toBe('stillUsed')
    expect(refusalOf(await keepPattern(patternId, [late, early], { retired: true }))).toBe('done')
    expect(refusalOf(await keepShift(early, ['12:00-18:00'], { retired: true }))).toBe('done')
  })

  test('belong to a unit: a clerk of another neither sees nor changes them, one of the county everything', async () => {
    const unitId = newId()
    await office.house.system.put(`/api/units/${unitId}`, { parentId: null, name: '别镇', kind: 'township' })
    const other = await openAccount(office.house, 'other', [{ role: 'clerk', unitId }])
    const shiftId = newId()
    await keepShift(shiftId, ['09:00-10:00'], { name: '本镇班' })
    const { body } = await other.browser.get('/api/roster')
    expect(body.shifts).toEqual([])
    const stolen = {
      unitId,
      name: '偷',
      kind: 'work',
      periods: [{ from: '01:00', to: '02:00' }],
      flex: 0,
      retired: false,
    }
    expect(refusalOf(await other.browser.put(`/api/shifts/${shiftId}`, stolen))).toBe('forbidden')
    expect(refusalOf(await other.browser.put(`/api/shifts/${newId()}`, { ...stolen, unitId: null }))).toBe('forbidden')
    const pattern = { unitId, name: '偷', turns: 'cycle', days: [shiftId], followsCalendar: false, retired: false }
    expect(refusalOf(await other.browser.put(`/api/patterns/${newId()}`, pattern))).toBe('notFound')
    const assignment = {
      staffId: office.people.li,
      patternId: null,
      from: '2026-03-02',
      to: null,
      phase: 0,
      post: 'part',
    }
    expect(refusalOf(await other.browser.put(`/api/assignments/${newId()}`, assignment))).toBe('forbidden')
  })
})

describe('assignments', () => {
  test('two at once for one person are refused, one after the other are not', async () => {
    const [shiftId, patternId, first] = [newId(), newId(), newId()]
    await keepShift(shiftId, ['08:00-12:00'])
    await keepPattern(patternId, [shiftId])
    const { wang } = office.people
    expect(refusalOf(await keepAssignment(first, wang, patternId, '2026-03-02', null))).toBe('done')
    expect(refusalOf(await keepAssignment(newId(), wang, null, '2026-04-01', '2026-04-30'))).toBe('assignmentOverlaps')
    const ended = await office.clerk.post(`/api/assignments/${first}/end`, { to: '2026-03-31', reason: '调整' })
    expect(refusalOf(ended)).toBe('done')
    expect(refusalOf(await keepAssignment(newId(), wang, null, '2026-04-01', '2026-04-30'))).toBe('done')
    expect(refusalOf(await keepAssignment(newId(), wang, null, '2026-06-02', '2026-06-01'))).toBe('daysWrong')
    expect(refusalOf(await keepPattern(patternId, [shiftId], { retired: true }))).toBe('stillUsed')
  })

  test('of somebody who has left or is not known are refused', async () => {
    const gone = newId()
    await office.clerk.put(
      `/api/staff/${gone}`,
      staffBody(office.house, { name: '离任', employeeNo: 'gone', leftOn: '2026-03-01' }),
    )
    expect(refusalOf(await keepAssignment(newId(), gone, null, '2026-03-02', null))).toBe('staffLeft')
    expect(refusalOf(await keepAssignment(newId(), newId(), null, '2026-03-02', null))).toBe('notFound')
  })
})

test('a changed shift holds from the day it is changed; the days before stay what they were', async () => {
  const [shiftId, patternId] = [newId(), newId()]
  await keepShift(shiftId, ['08:00-12:00'])
  await keepPattern(patternId, [shiftId])
  await keepAssignment(newId(), office.people.zhao, patternId, '2026-02-01', null)
  office.house.clock.forward(7 * 24 * 60)
  await office.clerk.post('/api/log-in', { login: 'clerk', password: county.password })
  await office.clerk.me()
  expect(refusalOf(await keepShift(shiftId, ['09:00-13:00']))).toBe('done')
  const data = await loadRoster(office.house.fresh.app, county.countyId, [office.people.zhao])
  const { expectedOn } = prepareRoster(data, () => ({ type: 'workday', am: 'work', pm: 'work' }))
  const starts = ['2026-02-01', '2026-03-08', '2026-03-09', '2026-04-01'].map((day) =>
    expectedOn(office.people.zhao, day).map((it) => clockOf(toIso(it.starts)).slice(0, 5)),
  )
  expect(starts).toEqual([['08:00'], ['08:00'], ['09:00'], ['09:00']])
  expect(await compare(office.house.fresh.app, centerProjections)).toEqual([])
})
