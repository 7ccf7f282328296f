import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../src/kit/ids.ts'
import { addDays, dayOf } from '../../src/kit/time.ts'
import { type Browser, confirmBy, openAccount } from '../people/house.ts'
import { dutyBody, type Name, type Office, openOffice, refusalOf } from './office.ts'

let office: Office
/** A clerk who works in the office himself, as Wang. */
let clerk: Browser
let head: Browser
let today: string

beforeAll(async () => {
  office = await openOffice()
  const roles = [{ role: 'clerk', unitId: office.unitId }]
  clerk = (await openAccount(office.house, 'wang-clerk', roles, office.people.wang)).browser
  head = (await openAccount(office.house, 'head', [{ role: 'head', unitId: office.unitId }])).browser
  await Promise.all([clerk.me(), head.me()])
  today = dayOf(office.house.clock.now())
})
afterAll(() => office.house.close())

const keepDuty = async (who: Name, day: string, id = newId()) =>
  refusalOf(await clerk.put(`/api/duties/${id}`, dutyBody(office, who, `${day} 18:00`, '20:00')))
const assign = async (who: Name, from: string, id = newId()) => {
  const body = { staffId: office.people[who], patternId: null, from, to: null, phase: 0, post: 'full' }
  return refusalOf(await clerk.put(`/api/assignments/${id}`, body))
}

describe('a clerk who is on the roster himself', () => {
  test('puts himself on duty for what is to come, never for what was', async () => {
    expect(await keepDuty('wang', addDays(today, 1))).toBe('done')
    expect(await keepDuty('wang', addDays(today, -1))).toBe('ownCase')
    expect(await keepDuty('li', addDays(today, -1))).toBe('done')
  })

  test('takes no duty of his own back that has begun, nor moves one there', async () => {
    const [past, ahead] = [newId(), newId()]
    const body = dutyBody(office, 'wang', `${addDays(today, -2)} 18:00`, '20:00')
    await confirmBy(head, await office.clerk.put(`/api/duties/${past}`, body))
    expect(refusalOf(await clerk.post(`/api/duties/${past}/cancel`, { reason: '记错了' }))).toBe('ownCase')
    expect(await keepDuty('wang', addDays(today, 2), ahead)).toBe('done')
    expect(await keepDuty('wang', addDays(today, -3), ahead)).toBe('ownCase')
    expect(await keepDuty('li', addDays(today, 5), past)).toBe('ownCase')
  })

  test('fills no turn of his own backwards', async () => {
    const slot = { on: 'everyDay', from: '06:00', to: '07:00', as: 'member', note: '' }
    const fill = async (who: Name) =>
      refusalOf(
        await clerk.post('/api/duties-fill', {
          siteId: office.siteId,
          from: addDays(today, -5),
          to: addDays(today, -5),
          slots: [{ ...slot, staffIds: [office.people[who]] }],
          keep: true,
        }),
      )
    expect(await fill('wang')).toBe('ownCase')
    expect(await fill('li')).toBe('done')
  })

  test('changes how he works from today on, not before', async () => {
    const id = newId()
    expect(await assign('wang', addDays(today, -10), id)).toBe('ownCase')
    const body = { staffId: office.people.wang, patternId: null, from: addDays(today, -10), to: null, phase: 0 }
    await confirmBy(head, await office.clerk.put(`/api/assignments/${id}`, { ...body, post: 'full' }))
    expect(await assign('wang', today, id)).toBe('ownCase')
    const end = async (to: string) =>
      refusalOf(await clerk.post(`/api/assignments/${id}/end`, { to, reason: '不再适用' }))
    expect(await end(addDays(today, -2))).toBe('ownCase')
    expect(await end(addDays(today, -1))).toBe('done')
    expect(await assign('wang', today)).toBe('done')
  })
})
