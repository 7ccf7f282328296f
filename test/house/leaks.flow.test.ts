import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roles } from '../../src/contract/people.ts'
import type { Route } from '../../src/contract/route.ts'
import { allRoutes } from '../../src/contract/routes/index.ts'
import { newId } from '../../src/kit/ids.ts'
import { clockOf, instantAt } from '../../src/kit/time.ts'
import type { Browser } from '../people/house.ts'
import { checkIn, type Peopled, people } from './county.ts'
import { openWholeHouse, type WholeHouse } from './house.ts'
import { addressOf, sampleOf } from './samples.ts'

const day = '2026-03-02'
const ownAt = '2026-03-01T23:41:13.517Z'
const colleagueAt = '2026-03-01T23:47:29.863Z'

let house: WholeHouse
let peopled: Peopled

beforeAll(async () => {
  house = await openWholeHouse()
  peopled = await people(house)
  const { siteId, clerk } = house
  for (const staffId of [peopled.staffId, peopled.colleagueId]) {
    const duty = { staffId, siteId, starts: instantAt(day, '08:00'), ends: instantAt(day, '12:00'), note: '' }
    expect((await clerk.put(`/api/duties/${newId()}`, duty)).status).toBe(200)
  }
  await checkIn(house, peopled.staffId, ownAt)
  await checkIn(house, peopled.colleagueId, colleagueAt)
})
afterAll(() => house.close())

/** Every form in which an instant could stand somewhere: on either clock, with or without its seconds. */
function traces(at: string): string[] {
  const local = clockOf(at)
  const utc = at.slice(11, 19)
  return [at.slice(0, 19), local, utc, local.slice(0, 5), utc.slice(0, 5), String(Date.parse(at))]
}

const gets = allRoutes.filter((it) => it.method === 'GET' && it.name !== 'followCheckIns')

async function readAll(browser: Browser): Promise<{ name: string; text: string; status: number }[]> {
  const { siteId, unitId, device } = house
  const ids = { siteId, unitId, deviceId: device.deviceId, staffId: peopled.staffId }
  const read = async (route: Route) => {
    const sample = sampleOf(route, ids)
    const { raw, status } = await browser.get(
      addressOf(route, { ...sample, query: { ...sample.query, ...queryOf(route) } }),
    )
    return { name: route.name, text: raw.body, status }
  }
  const all = []
  for (const route of gets) all.push(await read(route))
  return all
}

const queryOf = (route: Route): object =>
  route.name === 'exportStaff' ? { format: 'csv' } : route.name === 'listDuties' ? { from: day, to: day } : {}

const namesOf = (read: Awaited<ReturnType<typeof readAll>>, at: string): string[] =>
  read.filter(({ text }) => traces(at).some((trace) => text.includes(trace))).map(({ name }) => name)

describe('when somebody checked in', () => {
  test('the test would see it', async () => {
    const read = await readAll(house.clerk)
    expect(namesOf(read, colleagueAt)).toEqual(['listCheckIns', 'readToday'])
    expect(read.find(({ name }) => name === 'readBoard')?.text).toContain('"state":"seen"')
  })

  test('stands in nothing the public can read, in either language', async () => {
    const read = await readAll(house.browser())
    const pages = ['zh', 'en'].flatMap((lang) => [`/boards?lang=${lang}`, `/board/${house.siteId}?lang=${lang}`])
    for (const url of pages) {
      const { raw, status } = await house.browser().get(url)
      read.push({ name: url, text: raw.body, status })
    }
    expect(read.filter(({ status }) => status === 200).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['showBoard', 'readBoard', 'listBoards', 'showPoster', ...pages]),
    )
    expect([...namesOf(read, ownAt), ...namesOf(read, colleagueAt)]).toEqual([])
    const { body } = await house.browser().call('POST', `/board/${house.siteId}/served`, undefined)
    expect(traces(colleagueAt).filter((trace) => body.includes(trace))).toEqual([])
  })

  test('leaves no clock with seconds on a board, and no instant but that of the board itself', async () => {
    const stranger = house.browser()
    const { body, raw } = await stranger.get(`/api/board/${house.siteId}`)
    const instants = raw.body.match(/\d{4}-\d{2}-\d{2}T[\d:.]+Z?/g) ?? []
    expect(instants).toEqual([body.asOf])
    for (const url of ['/boards', `/board/${house.siteId}`, `/board/${house.siteId}/poster`]) {
      const page = (await stranger.get(url)).raw.body
      expect(page.replace(body.asOf, '').match(/\d{1,2}:\d{2}:\d{2}/g)).toBeNull()
    }
  })

  test.each(roles)('is read by %s only where it is theirs to see', async (role) => {
    const read = await readAll(peopled.browsers[role])
    const list = ['systemAdmin', 'county', 'head', 'clerk', 'inspector'].includes(role) ? ['listCheckIns'] : []
    const overseer = ['county', 'head', 'clerk', 'inspector'].includes(role)
    const today = overseer ? ['readToday'] : []
    expect(namesOf(read, colleagueAt)).toEqual([...list, ...today])
    // The month asked for is that of the first of the two.
    const months = overseer ? ['readPersonMonth'] : role === 'staff' ? ownAnswers : []
    expect(namesOf(read, ownAt)).toEqual([...list, ...today, ...months])
  })
})

describe('what nobody ever reads', () => {
  test('no answer holds a password, a PIN or a digest of one, a key or the secret of a session', async () => {
    const { body } = await house.clerk.post(`/api/staff/${peopled.colleagueId}/pin`)
    const secret = /\$argon2|BEGIN [A-Z ]*PRIVATE|privateKey|"d":"|sealed|id_sha256/
    const cookies = roles.flatMap((role) => [...peopled.browsers[role].cookies.values()])
    for (const role of roles) {
      for (const { name, text } of await readAll(peopled.browsers[role])) {
        const found = [...cookies, 'rice-and-tea-2026', `"${body.pin}"`].filter((it) => text.includes(it))
        expect([role, name, found, secret.test(text)]).toEqual([role, name, [], false])
      }
    }
  })
})

const ownAnswers = ['readOwnRecord', 'readOwnMonth', 'listOwnReceipts']

/** Pages with a press of their own: shown again to the next person, it would be the former one’s visit. */
const once = new Set(['showVisitEntrance', 'showQueue'])

describe('what a browser keeps', () => {
  test('no answer to anybody logged in, and of public pages nothing unasked', async () => {
    for (const route of gets) {
      const { siteId, unitId } = house
      const { raw } = await house.clerk.get(addressOf(route, sampleOf(route, { siteId, unitId })))
      const isPage = ['html', 'text'].includes(route.produces ?? '') && raw.statusCode === 200 && !once.has(route.name)
      expect([route.name, raw.headers['cache-control']]).toEqual([route.name, isPage ? 'no-cache' : 'no-store'])
    }
  })

  test('cookies that no script reads and no other site sends along', async () => {
    const browser = house.browser()
    const { raw } = await browser.get('/api/me')
    await browser.me()
    const entered = await browser.post('/api/log-in', { login: 'system', password: 'rice-and-tea-2026' })
    const cookies = [...raw.cookies, ...entered.raw.cookies]
    expect(cookies.map((it) => it.name)).toEqual(['zaigang-csrf', 'zaigang'])
    for (const { name, httpOnly, sameSite, path } of cookies) {
      expect([name, httpOnly, path]).toEqual([name, true, '/'])
      expect(['Lax', 'Strict']).toContain(sameSite)
    }
  })

  test('every page with a policy: own scripts only, in nobody’s frame', async () => {
    for (const url of ['/boards', `/board/${house.siteId}`, '/api/me', '/nothing']) {
      const { headers } = (await house.browser().get(url)).raw
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain("script-src 'self';")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe-eval')
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['x-powered-by']).toBeUndefined()
    }
  })
})
