import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compare } from '../../src/fact/rebuild.ts'
import { newId } from '../../src/kit/ids.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { mostFromAfar } from '../../src/matter/queue/taking.ts'
import { pressedOf } from '../../src/presence/kiosk/press.ts'
import { type Peopled, people } from '../house/county.ts'
import { openWholeHouse, type WholeHouse } from '../house/house.ts'
import { type Answered, type Browser, openAccount, staffBody } from '../people/house.ts'

let house: WholeHouse
let peopled: Peopled
let villager: Browser
let staff: Browser

beforeAll(async () => {
  house = await openWholeHouse()
  peopled = await people(house)
  villager = house.browser()
  staff = peopled.browsers.staff
})
afterAll(() => house.close())

const page = () => villager.get(`/queue/${house.siteId}`)
const take = (press: string, lane = 'usual'): Promise<Answered> =>
  villager.post(`/queue/${house.siteId}/take`, { press, lane, lang: 'zh' })
const ticket = async (press: string): Promise<string> =>
  (await villager.get(`/queue/ticket/${pressedOf(press).code}`)).body
const act = (name: string, counter = '1 号窗口', more: object = {}): Promise<Answered> =>
  staff.post(`/api/queues/${house.siteId}/acts`, { act: name, counter, ...more })
const [first, second, helped] = [randomUUID(), randomUUID(), randomUUID()]

describe('a queue', () => {
  test('gives no numbers until the clerk opens it', async () => {
    expect((await page()).body).toContain('现在不取号')
    expect((await take(randomUUID())).status).toBe(409)
    const body = { open: true, counters: ['1 号窗口', '2 号窗口'] }
    expect((await staff.put(`/api/queues/${house.siteId}`, body)).status).toBe(403)
    expect((await house.clerk.put(`/api/queues/${house.siteId}`, body)).status).toBe(200)
    const open = await page()
    expect(open.body).toContain('取号')
    expect(open.raw.headers.refresh).toBe('30')
  })

  test('a number is taken with one press, twice the same; it begins a visit; whoever needs help comes first', async () => {
    const places = await Promise.all([take(first), take(first)])
    for (const { raw } of places) expect(raw.headers.location).toBe(`/queue/ticket/${pressedOf(first).code}?lang=zh`)
    await take(second)
    await take(helped, 'helped')
    expect(await ticket(first)).toContain('001 号')
    expect(await ticket(second)).toContain('前面还有 2 位')
    expect(await ticket(helped)).toContain('下一个就是您')
    expect(await ticket(helped)).toContain('不能估计')
    const visit = await villager.get(`/visit/${pressedOf(first).code}`)
    expect(visit.body).toContain('取号时登记')
    const kept = JSON.stringify(await house.fresh.app.selectFrom('fact').selectAll().execute())
    expect(kept).not.toContain(pressedOf(first).code)
  })

  test('a call is silent: the page of the number and the duty board say where to go', async () => {
    const { body } = await act('next')
    expect(body.called).toMatchObject([{ number: 3, lane: 'helped' }])
    expect(await ticket(helped)).toContain('请到 1 号窗口')
    expect((await villager.get(`/board/${house.siteId}`)).body).toContain('请 003 号到 1 号窗口')
    expect((await villager.get(`/api/board/${house.siteId}`)).body.queue).toMatchObject({ waiting: 2 })
    await act('next', '2 号窗口')
    expect(await ticket(first)).toContain('请到 2 号窗口')
  })

  test('two counters that press at once never call the same number', async () => {
    const press = [randomUUID(), randomUUID()]
    for (const it of press) await take(it)
    await Promise.all([act('next', '1 号窗口'), act('next', '2 号窗口')])
    const { body } = await staff.get(`/api/queues/${house.siteId}`)
    const numbers = body.called.map((it: { number: number }) => it.number)
    expect(new Set(numbers).size).toBe(2)
  })

  test('missed three times it goes back, on hold it comes back, given back it has left', async () => {
    const { body: before } = await staff.get(`/api/queues/${house.siteId}`)
    const at1 = before.called.find((it: { is: { counter: string } }) => it.is.counter === '1 号窗口')
    for (let n = 0; n < 3; n++) await act('noShow')
    const { body: after } = await staff.get(`/api/queues/${house.siteId}`)
    expect(after.waiting.map((it: { number: number }) => it.number)).toContain(at1.number)
    const held = (await act('hold', '2 号窗口')).body.held[0]
    expect((await act('resume', '2 号窗口', { ticketId: held.ticketId })).body.held).toEqual([])
    const gone = randomUUID()
    await take(gone)
    const leave = () => villager.post(`/queue/ticket/${pressedOf(gone).code}/leave`, { lang: 'zh' })
    expect([(await leave()).status, (await leave()).status]).toEqual([303, 303])
    expect(await ticket(gone)).toContain('已退号')
  })

  test('a counter nobody named, and an empty press, are refused', async () => {
    expect((await act('next', '9 号窗口')).body.refusal).toBe('badInput')
    await act('done')
    expect((await act('done')).body.refusal).toBe('nobodyToCall')
  })

  test('is for those who work there; others find nothing', async () => {
    const other = newId()
    await house.system.put(`/api/units/${other}`, { parentId: null, name: '另一个镇', kind: 'township' })
    const { browser } = await openAccount(house, 'clerk-9', [{ role: 'clerk', unitId: other }])
    await browser.me()
    expect((await browser.get(`/api/queues/${house.siteId}`)).status).toBe(404)
    expect((await browser.get('/api/queues')).body).toEqual([])
    expect((await browser.post(`/api/queues/${house.siteId}/acts`, { act: 'next', counter: '1 号窗口' })).status).toBe(
      404,
    )
    expect((await villager.get('/queue/ticket/nonsense')).status).toBe(404)
    expect(staffBody(house).siteId).toBe(house.siteId)
  })

  test('the line is the day’s: tomorrow it begins anew, and an old number says so', async () => {
    house.clock.forward(24 * 60)
    expect(await ticket(second)).toContain('以前的号')
    expect((await page()).body).toContain('现在没有人排队')
    const press = randomUUID()
    await take(press)
    expect(await ticket(press)).toContain('001 号')
  })

  test('people come at hours that are counted, nobody by name', async () => {
    await staff.post('/api/log-in', { login: 'staff-1', password: 'rice-and-tea-2026' })
    const { body } = await staff.get(`/api/queues/${house.siteId}/peaks`)
    expect(body.days).toBe(2)
    expect(body.hours.reduce((sum: number, it: { taken: number }) => sum + it.taken, 0)).toBe(7)
  })

  test('where a hundred wait phones get no more numbers, whoever has one keeps it, and after a call there is room', async () => {
    const waiting = async (): Promise<number> => (await staff.get(`/api/queues/${house.siteId}`)).body.waiting.length
    const presses = Array.from({ length: mostFromAfar - (await waiting()) }, () => randomUUID())
    const phones = Array.from({ length: 5 }, () => house.browser())
    const from = (n: number, press: string) =>
      (phones[n % 5] as Browser).post(`/queue/${house.siteId}/take`, { press, lane: 'usual', lang: 'zh' })
    for (const [n, press] of presses.entries()) expect((await from(n, press)).status).toBe(303)
    expect(await waiting()).toBe(mostFromAfar)
    const late = randomUUID()
    expect(await from(0, late)).toMatchObject({ status: 409, body: expect.stringContaining('请到现场取号') })
    expect((await from(1, presses[0] as string)).status).toBe(303)
    await act('next', '2 号窗口')
    expect((await from(0, late)).status).toBe(303)
  })
})

test('the tables are made again from the facts alone', async () => {
  expect(await compare(house.fresh.owner, centerProjections)).toEqual([])
})
