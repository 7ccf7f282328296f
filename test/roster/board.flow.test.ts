import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BoardView } from '../../src/contract/routes/board.ts'
import { newId } from '../../src/kit/ids.ts'
import { instantAt } from '../../src/kit/time.ts'
import { giveLeave, keepDuty, type Office, openOffice } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.house.close())

const board = async (): Promise<BoardView> => (await office.house.browser().get(`/api/board/${office.siteId}`)).body
const page = async (): Promise<string> => (await office.house.browser().get(`/board/${office.siteId}`)).body

test('the board names who leads, and does not promise somebody who is on leave', async () => {
  await keepDuty(office, 'wang', '2026-03-02 08:30', '17:30', { as: 'leader' })
  await keepDuty(office, 'li', '2026-03-02 08:30', '17:30')
  expect((await board()).now.map((it) => [it.name?.slice(0, 1), it.as])).toEqual([
    ['王', 'leader'],
    ['李', undefined],
  ])
  expect(await page()).toContain('带班')
  await giveLeave(office, 'li', '2026-03-02', '2026-03-02')
  expect((await board()).now.map((it) => it.name)).toEqual(['王小明'])
  expect((await board()).week[0]?.duties).toHaveLength(1)
})

test('a shift in the field needs no trip to the kiosk: the board says so, with a phone', async () => {
  const [shiftId, patternId] = [newId(), newId()]
  const { unitId, clerk, people } = office
  await clerk.put(`/api/shifts/${shiftId}`, {
    unitId,
    name: '包村走访',
    kind: 'field',
    periods: [{ from: '08:00', to: '12:00' }],
    flex: 0,
    retired: false,
  })
  const pattern = { unitId, name: '每天', turns: 'cycle', days: [shiftId], followsCalendar: false, retired: false }
  await clerk.put(`/api/patterns/${patternId}`, pattern)
  const assignment = { staffId: people.zhao, patternId, from: '2026-03-02', to: null, phase: 0, post: 'full' }
  await clerk.put(`/api/assignments/${newId()}`, assignment)
  const found = (await board()).now.find((it) => it.state === 'inTheField')
  expect(found).toEqual({
    name: null,
    post: '窗口工作人员',
    phone: '027-1234567',
    state: 'inTheField',
    from: '08:00',
    to: '12:00',
  })
  office.house.clock.at = instantAt('2026-03-02', '13:00')
  expect((await board()).now.some((it) => it.state === 'inTheField')).toBe(false)
})
