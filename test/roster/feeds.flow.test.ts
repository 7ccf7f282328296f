import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compare } from '../../src/fact/rebuild.ts'
import { newId } from '../../src/kit/ids.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { county, openAccount, staffBody } from '../people/house.ts'
import { dutyBody, giveLeave, keepDuty, type Name, type Office, openOffice, refusalOf } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.house.close())

/** Opens a feed and tells the path of its address. */
async function open(who: Name | 'clerk', of: object): Promise<string> {
  const browser = who === 'clerk' ? office.clerk : office.browsers[who]
  const { body } = await browser.put(`/api/feeds/${newId()}`, { of })
  return new URL(body.url).pathname
}
const own = (who: Name) => ({ kind: 'staff', staffId: office.people[who] })
const site = () => ({ kind: 'site', siteId: office.siteId })

interface Entry {
  readonly uid: string
  readonly summary: string
  readonly start: string
  readonly end: string
  readonly sequence: number
  readonly note: string
}

/** What another library reads out of the file, as a phone would. */
async function read(path: string): Promise<Entry[]> {
  const { status, body, raw } = await office.house.browser().get(path)
  expect([status, raw.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8'])
  const calendar = new ICAL.Component(ICAL.parse(body))
  return calendar.getAllSubcomponents('vevent').map((one) => {
    const event = new ICAL.Event(one)
    return {
      uid: event.uid,
      summary: event.summary,
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      sequence: event.sequence,
      note: event.description ?? '',
    }
  })
}

describe('one’s own calendar', () => {
  test('has duties, shifts and field days, and leave only as being away', async () => {
    const { dutyId } = await keepDuty(office, 'li', '2026-03-31 20:00', '2026-04-01 08:00', {
      note: '带好钥匙,雨具;\\',
    })
    await giveLeave(office, 'li', '2026-03-10', '2026-03-11')
    const outing = dutyBody(office, 'li', '2026-03-12 08:30', '17:30')
    await office.browsers.li.put(`/api/outings/${newId()}`, {
      staffId: outing.staffId,
      siteId: outing.siteId,
      starts: outing.starts,
      ends: outing.ends,
      where: '入户走访',
    })
    const [shiftId, patternId] = [newId(), newId()]
    const shift = { unitId: null, name: '中班', kind: 'work', flex: 0, retired: false }
    await office.clerk.put(`/api/shifts/${shiftId}`, {
      ...shift,
      unitId: office.unitId,
      periods: [
        { from: '12:00', to: '16:00' },
        { from: '17:00', to: '21:00' },
      ],
    })
    const pattern = { unitId: office.unitId, name: '两天', turns: 'cycle', followsCalendar: false, retired: false }
    await office.clerk.put(`/api/patterns/${patternId}`, { ...pattern, days: [shiftId, null] })
    const assignment = { staffId: office.people.li, patternId, from: '2026-03-16', to: '2026-03-17' }
    await office.clerk.put(`/api/assignments/${newId()}`, { ...assignment, phase: 0, post: 'full' })

    const entries = await read(await open('li', own('li')))
    expect(entries.map((it) => it.summary).sort()).toEqual(['中班', '中班', '值班', '外出', '离岗'].sort())
    expect(entries.find((it) => it.summary === '值班')).toEqual({
      uid: `duty-${dutyId}@${county.countyId}.zaigang`,
      summary: '值班',
      start: '2026-03-31T12:00:00.000Z',
      end: '2026-04-01T00:00:00.000Z',
      sequence: 0,
      note: '带好钥匙,雨具;\\',
    })
    expect(entries.filter((it) => it.summary === '中班').map((it) => it.start)).toEqual([
      '2026-03-16T04:00:00.000Z',
      '2026-03-16T09:00:00.000Z',
    ])
    expect(new Set(entries.map((it) => it.uid)).size).toBe(entries.length)
    expect(JSON.stringify(entries)).not.toContain('personal')
    expect(JSON.stringify(entries)).not.toContain('入户')
  })

  test('keeps the id of a duty that is moved, counts its changes, and forgets one that is cancelled', async () => {
    const path = await open('wang', own('wang'))
    const { dutyId } = await keepDuty(office, 'wang', '2026-03-06 08:30', '12:00')
    const [before] = await read(path)
    await office.clerk.put(`/api/duties/${dutyId}`, dutyBody(office, 'wang', '2026-03-06 14:00', '17:30'))
    const [after] = await read(path)
    expect([after?.uid, before?.sequence, after?.sequence]).toEqual([before?.uid, 0, 1])
    expect(after?.start).toBe('2026-03-06T06:00:00.000Z')
    await office.clerk.post(`/api/duties/${dutyId}/cancel`, { reason: '停电' })
    expect(await read(path)).toEqual([])
  })

  test('is nobody else’s to open', async () => {
    expect(refusalOf(await office.browsers.wang.put(`/api/feeds/${newId()}`, { of: own('li') }))).toBe('forbidden')
    expect(refusalOf(await office.clerk.put(`/api/feeds/${newId()}`, { of: own('li') }))).toBe('forbidden')
  })
})

describe('a site’s calendar', () => {
  test('has names only where the post is published', async () => {
    await keepDuty(office, 'wang', '2026-03-18 08:30', '12:00')
    await keepDuty(office, 'zhao', '2026-03-18 14:00', '17:30', { as: 'leader' })
    const entries = (await read(await open('wang', site()))).filter((it) => it.start.startsWith('2026-03-18'))
    expect(entries.map((it) => it.summary)).toEqual(['值班 王小明（窗口工作人员）', '带班 窗口工作人员'])
    expect(entries.map((it) => it.note)).toEqual(['13800000000', '027-1234567'])
  })

  test('is opened by its clerks and by those who work there', async () => {
    expect((await read(await open('clerk', site()))).length).toBeGreaterThan(0)
    const other = { kind: 'site', siteId: newId() }
    expect(refusalOf(await office.clerk.put(`/api/feeds/${newId()}`, { of: other }))).toBe('notFound')
  })
})

describe('a feed is over', () => {
  const house = () => office.house
  /** Somebody with an account of his own, and his feeds: of himself and of the site. */
  async function follower(login: string, grants: { role: string; unitId: string | null }[]) {
    const staffId = newId()
    const body = staffBody(house(), { name: login, employeeNo: `F-${login}` })
    await office.clerk.put(`/api/staff/${staffId}`, body)
    const { browser, accountId } = await openAccount(house(), login, grants, staffId)
    await browser.me()
    const feed = async (of: object) => new URL((await browser.put(`/api/feeds/${newId()}`, { of })).body.url).pathname
    return { staffId, accountId, body, paths: [await feed({ kind: 'staff', staffId }), await feed(site())] }
  }
  const stand = async (paths: readonly string[]) =>
    Promise.all(paths.map(async (path) => (await house().browser().get(path)).status))
  const staff = [{ role: 'staff', unitId: null }]

  test('when the account that opened it is closed', async () => {
    const { accountId, paths } = await follower('closing', staff)
    expect(await stand(paths)).toEqual([200, 200])
    const closed = await house().system.post(`/api/accounts/${accountId}/close`, { reason: '调离' })
    expect(closed.status).toBe(200)
    expect(await stand(paths)).toEqual([404, 404])
  })

  test('when the person has left, though the account be open', async () => {
    const { staffId, body, paths } = await follower('leaving', [...staff, { role: 'clerk', unitId: office.unitId }])
    expect(await stand(paths)).toEqual([200, 200])
    await office.clerk.put(`/api/staff/${staffId}`, { ...body, leftOn: '2026-03-02' })
    expect(await stand(paths)).toEqual([404, 404])
  })

  test('of a site, when the person works at another one', async () => {
    const { staffId, body, paths } = await follower('moving', staff)
    const other = newId()
    const place = { unitId: office.unitId, name: '另一站', address: '', hours: {}, dutyPhone: '', closed: false }
    await house().system.put(`/api/sites/${other}`, place)
    await office.clerk.put(`/api/staff/${staffId}`, { ...body, siteId: other })
    expect(await stand(paths)).toEqual([200, 404])
  })
})

describe('the secret of a feed', () => {
  test('is told once and kept nowhere', async () => {
    const feedId = newId()
    const { body } = await office.browsers.wang.put(`/api/feeds/${feedId}`, { of: own('wang') })
    expect(body.url).toMatch(/^http:\/\/zaigang\.test\/feeds\/[0-9A-Za-z_-]{43}\.ics$/)
    const secret = body.url.slice(-47, -4)
    expect(refusalOf(await office.browsers.wang.put(`/api/feeds/${feedId}`, { of: own('wang') }))).toBe('alreadyDone')
    const db = office.house.fresh.app
    const rows = [await db.selectFrom('feed').selectAll().execute(), await db.selectFrom('fact').selectAll().execute()]
    expect(JSON.stringify(rows)).not.toContain(secret)
    const listed = (await office.browsers.wang.get('/api/feeds')).body
    expect(listed.map((it: { feedId: string }) => it.feedId)).toContain(feedId)
    expect(JSON.stringify(listed)).not.toContain(secret)
    expect((await office.browsers.li.get('/api/feeds')).body.map((it: { feedId: string }) => it.feedId)).not.toContain(
      feedId,
    )
  })

  test('wrong, closed or of another form is not found, all in the same words', async () => {
    const feedId = newId()
    const { body } = await office.browsers.wang.put(`/api/feeds/${feedId}`, { of: own('wang') })
    const { pathname } = new URL(body.url)
    expect(refusalOf(await office.browsers.li.post(`/api/feeds/${feedId}/close`))).toBe('notFound')
    expect(refusalOf(await office.browsers.wang.post(`/api/feeds/${feedId}/close`))).toBe('done')
    expect(refusalOf(await office.browsers.wang.post(`/api/feeds/${feedId}/close`))).toBe('done')
    const visitor = office.house.browser()
    const closed = await visitor.get(pathname)
    const wrong = await visitor.get(`/feeds/${'A'.repeat(43)}.ics`)
    expect([closed.status, wrong.status]).toEqual([404, 404])
    expect(closed.raw.body).toBe(wrong.raw.body)
    expect((await visitor.get('/feeds/short')).status).toBe(400)
  })

  test('answers the same file with the same mark, and nothing when it has not changed', async () => {
    const path = await open('zhao', own('zhao'))
    const visitor = office.house.browser()
    const [one, two] = [await visitor.get(path), await visitor.get(path.replace('.ics', ''))]
    expect(one.raw.headers.etag).toBe(two.raw.headers.etag)
    expect(one.raw.headers['cache-control']).toContain('private')
    const again = await visitor.call('GET', path, undefined, { 'if-none-match': String(one.raw.headers.etag) })
    expect([again.status, again.body]).toEqual([304, ''])
    await keepDuty(office, 'zhao', '2026-03-20 08:30', '12:00')
    const changed = await visitor.call('GET', path, undefined, { 'if-none-match': String(one.raw.headers.etag) })
    expect(changed.status).toBe(200)
  })

  test('survives a rebuild of the read tables', async () => {
    expect(await compare(office.house.fresh.app, centerProjections)).toEqual([])
  })
})
