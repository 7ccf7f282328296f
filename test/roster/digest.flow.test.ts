import { afterAll, beforeAll, expect, test } from 'vitest'
import { instantAt } from '../../src/kit/time.ts'
import { giveDigests } from '../../src/roster/digest.ts'
import { county } from '../people/house.ts'
import { keepDuty, type Name, type Office, openOffice, refusalOf } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.house.close())

const give = (day: string, clock: string): Promise<number> => {
  office.house.clock.at = instantAt(day, clock)
  return giveDigests(office.house.fresh.app, county.countyId, office.house.clock.now())
}
const digestOf = async (who: Name) => {
  await office.browsers[who].post('/api/log-in', { login: who, password: county.password })
  await office.browsers[who].me()
  const { body } = await office.browsers[who].get('/api/own/digest')
  return body && { day: body.day, starts: body.duties.map((it: { starts: string }) => it.starts) }
}
const at = (day: string, clock = '09:00') => instantAt(day, clock)

async function logInClerk(): Promise<void> {
  await office.clerk.post('/api/log-in', { login: 'clerk', password: county.password })
  await office.clerk.me()
}

test('a duty is named once, on the working day before it, and to nobody else', async () => {
  // 2026-03-06 is a Friday.
  await keepDuty(office, 'wang', '2026-03-07 09:00', '12:00')
  await keepDuty(office, 'wang', '2026-03-09 09:00', '12:00')
  await keepDuty(office, 'wang', '2026-03-10 09:00', '12:00')
  expect(await digestOf('wang')).toBeNull()
  expect(await give('2026-03-06', '07:50')).toBe(0)
  expect(await give('2026-03-06', '08:00')).toBe(1)
  expect(await give('2026-03-06', '08:10')).toBe(0)
  expect(await digestOf('wang')).toEqual({ day: '2026-03-06', starts: [at('2026-03-07'), at('2026-03-09')] })
  expect(await digestOf('li')).toBeNull()
  expect(await give('2026-03-07', '10:00')).toBe(0)
  expect(await digestOf('wang')).toBeNull()
  expect(await give('2026-03-09', '08:05')).toBe(1)
  expect(await digestOf('wang')).toEqual({ day: '2026-03-09', starts: [at('2026-03-10')] })
})

test('what changes hands after the notice shows as it stands', async () => {
  await give('2026-03-10', '07:40')
  await logInClerk()
  const { dutyId } = await keepDuty(office, 'zhao', '2026-03-11 09:00', '12:00')
  await keepDuty(office, 'zhao', '2026-03-11 14:00', '17:00')
  expect(await give('2026-03-10', '08:00')).toBe(1)
  expect((await digestOf('zhao'))?.starts).toHaveLength(2)
  await logInClerk()
  expect(refusalOf(await office.clerk.post(`/api/duties/${dutyId}/cancel`, { reason: '改期' }))).toBe('done')
  await keepDuty(office, 'zhao', '2026-03-11 19:00', '20:00')
  expect((await digestOf('zhao'))?.starts).toEqual([at('2026-03-11', '14:00'), at('2026-03-11', '19:00')])
  expect(await give('2026-03-10', '17:00')).toBe(0)
})
