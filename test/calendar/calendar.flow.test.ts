import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayOf, everybody } from '../../src/calendar/days.ts'
import { loadCalendar } from '../../src/calendar/store.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { newId } from '../../src/kit/ids.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { type Peopled, people } from '../house/county.ts'
import { openWholeHouse, type WholeHouse } from '../house/house.ts'
import { type Answered, type Browser, county, openAccount, staffBody } from '../people/house.ts'
import { notices } from './notices.ts'

let house: WholeHouse
let peopled: Peopled
let other: { unitId: string; staffId: string; clerk: Browser }

beforeAll(async () => {
  house = await openWholeHouse()
  peopled = await people(house)
  const [unitId, staffId] = [newId(), newId()]
  await house.system.put(`/api/units/${unitId}`, { parentId: null, name: '另一个镇', kind: 'township' })
  await house.system.put(`/api/staff/${staffId}`, staffBody(house, { unitId, employeeNo: 'B001' }))
  const { browser } = await openAccount(house, 'clerk-2', [{ role: 'clerk', unitId }])
  await browser.me()
  other = { unitId, staffId, clerk: browser }
})
afterAll(() => house.close())

const body = (more: object = {}) => ({
  layer: 'county',
  unitId: null,
  staffId: null,
  from: '2026-05-01',
  to: '2026-05-01',
  half: null,
  work: true,
  name: '',
  reason: '防汛',
  document: '',
  ...more,
})
const ofUnit = (more: object = {}) => body({ layer: 'unit', unitId: house.unitId, ...more })
const ofPerson = (more: object = {}) => body({ layer: 'person', staffId: peopled.colleagueId, ...more })

const keep = (browser: Browser, given: object, overrideId = newId()): Promise<Answered> =>
  browser.put(`/api/calendar/overrides/${overrideId}`, given)

/** Keeps an override, looks, and lifts it again. */
async function during(browser: Browser, given: object, look: (overrideId: string) => Promise<void>): Promise<void> {
  const overrideId = newId()
  expect((await keep(browser, given, overrideId)).status).toBe(200)
  await look(overrideId)
  const lifted = await browser.post(`/api/calendar/overrides/${overrideId}/lift`, { reason: '收回' })
  expect(lifted.body).toEqual({ done: true, second: { state: 'notNeeded' } })
}

async function day(of: string, who = '', browser: Browser = house.clerk) {
  const { body } = await browser.get(`/api/calendar?from=${of}&to=${of}${who}`)
  return body.days?.[0] ?? body
}

describe('the calendar', () => {
  test('answers the days of a span, how far it knows, and which notice is wanted', async () => {
    const { body } = await peopled.browsers.staff.get('/api/calendar?from=2026-02-13&to=2026-02-15')
    expect(body).toMatchObject({ coverageFrom: '2007-01-01', coverageUntil: '2026-12-31', noticeWanted: null })
    expect(body.days.map((it: { type: string }) => it.type)).toEqual(['workday', 'makeUpWorkday', 'holiday'])
  })

  test.each([
    ['backwards', 'from=2026-02-02&to=2026-02-01', 'daysWrong'],
    ['of 401 days', 'from=2026-01-01&to=2027-02-05', 'daysWrong'],
    ['on no day', 'from=2026-02-30&to=2026-03-01', 'badInput'],
    ['of a unit that is not', `from=2026-02-01&to=2026-02-01&unitId=${newId()}`, 'notFound'],
    ['of a person who is not', `from=2026-02-01&to=2026-02-01&staffId=${newId()}`, 'notFound'],
  ])('refuses a span %s', async (_, query, refusal) => {
    expect((await house.clerk.get(`/api/calendar?${query}`)).body.refusal).toBe(refusal)
  })

  test('a person’s days are seen by himself and by those who look after him', async () => {
    const { staffId, colleagueId, browsers } = peopled
    expect((await day('2026-05-01', `&staffId=${staffId}`, browsers.staff)).type).toBe('holiday')
    expect((await day('2026-05-01', `&staffId=${colleagueId}`, browsers.staff)).refusal).toBe('forbidden')
    expect((await day('2026-05-01', `&staffId=${staffId}`, other.clerk)).refusal).toBe('forbidden')
    expect((await day('2026-05-01', `&staffId=${staffId}`, browsers.head)).type).toBe('holiday')
  })
})

describe('overrides', () => {
  test('hold for the county, a unit and all below it, or a person, until they are lifted', async () => {
    await during(peopled.browsers.county, body(), async () => {
      expect(await day('2026-05-01')).toMatchObject({ am: 'work', layer: 'county', reason: '防汛' })
      await during(peopled.browsers.head, ofUnit({ work: false, half: 'pm', name: '端午' }), async () => {
        expect(await day('2026-05-01', `&unitId=${house.unitId}`)).toMatchObject({ am: 'work', pm: 'rest' })
        expect(await day('2026-05-01', `&unitId=${other.unitId}`)).toMatchObject({ am: 'work', pm: 'work' })
        await during(house.clerk, ofPerson({ work: false, reason: '调休' }), async () => {
          expect(await day('2026-05-01', `&staffId=${peopled.colleagueId}`)).toMatchObject({
            type: 'dayOff',
            reason: '调休',
          })
          expect(await day('2026-05-01', `&staffId=${peopled.staffId}`)).toMatchObject({ am: 'work', pm: 'rest' })
        })
      })
    })
    expect(await day('2026-05-01')).toMatchObject({ am: 'rest', layer: 'nation' })
  })

  test('the preview counts people at work and days that change', async () => {
    const preview = async (given: object, browser = peopled.browsers.county) =>
      (await browser.post('/api/calendar/overrides-preview', { overrideId: newId(), ...given })).body
    const leftId = newId()
    const left = { employeeNo: 'A009', leftOn: '2026-03-01' }
    await house.clerk.put(`/api/staff/${leftId}`, staffBody(house, left))

    expect(await preview(body())).toEqual({ people: 3, days: 1 })
    expect(await preview(ofUnit(), house.clerk)).toEqual({ people: 2, days: 1 })
    expect(await preview(ofPerson(), house.clerk)).toEqual({ people: 1, days: 1 })
    expect(await preview(ofPerson({ staffId: leftId }), house.clerk)).toEqual({ people: 0, days: 1 })
    expect(await preview(body({ work: false }))).toEqual({ people: 0, days: 0 })
    expect(await preview(body({ from: '2026-04-27', to: '2026-05-10' }))).toEqual({ people: 3, days: 6 })
    expect(await preview(body({ from: '2026-05-06', to: '2026-05-10', half: 'am', work: false }))).toEqual({
      people: 3,
      days: 4,
    })
    await during(house.clerk, ofPerson({ work: true }), async () => {
      expect(await preview(body())).toEqual({ people: 2, days: 1 })
    })
  })

  test('an override kept again is changed, and counts as the later one', async () => {
    const { county } = peopled.browsers
    const first = newId()
    await keep(county, body({ reason: '先' }), first)
    await during(county, body({ reason: '后' }), async () => {
      expect((await day('2026-05-01')).reason).toBe('后')
      house.clock.forward(1)
      await keep(county, body({ reason: '改' }), first)
      expect((await day('2026-05-01')).reason).toBe('改')
    })
    const { body: listed } = await county.get('/api/calendar/overrides')
    expect(listed.map((it: { reason: string }) => it.reason)).toEqual(['改'])
    expect((await county.post(`/api/calendar/overrides/${first}/lift`, { reason: '完' })).status).toBe(200)
  })

  test('ids in capitals propose the same once more, for days gone by', async () => {
    const gone = { from: '2026-02-11', to: '2026-02-11' }
    const overrideId = newId()
    const { body: first } = await keep(house.clerk, ofUnit(gone), overrideId)
    expect(first.second).toEqual({ state: 'awaited', proposalId: expect.any(String) })
    const shouted = ofUnit({ ...gone, unitId: house.unitId.toUpperCase() })
    const { body: again } = await keep(house.clerk, shouted, overrideId.toUpperCase())
    expect(again).toEqual(first)
    const withdraw = `/api/proposals/${first.second.proposalId.toUpperCase()}/withdraw`
    expect((await house.clerk.post(withdraw)).status).toBe(200)
    expect((await keep(house.clerk, ofUnit(gone), overrideId)).body.second.proposalId).not.toBe(first.second.proposalId)
  })

  test('what is lifted stays lifted', async () => {
    const [overrideId, { county }] = [newId(), peopled.browsers]
    await keep(county, body(), overrideId)
    const lift = () => county.post(`/api/calendar/overrides/${overrideId}/lift`, { reason: '完' })
    expect((await lift()).status).toBe(200)
    expect((await lift()).body.refusal).toBe('alreadyDone')
    expect((await keep(county, body(), overrideId)).body.refusal).toBe('alreadyDone')
    expect((await county.post(`/api/calendar/overrides/${newId()}/lift`, { reason: '完' })).body.refusal).toBe(
      'notFound',
    )
  })

  test.each<[string, () => Promise<Answered>]>([
    ['a head about the county', () => keep(peopled.browsers.head, body())],
    ['a clerk about the province', () => keep(house.clerk, body({ layer: 'province' }))],
    ['a clerk of another unit', () => keep(other.clerk, ofUnit())],
    ['a clerk about people of another unit', () => keep(other.clerk, ofPerson())],
    ['a system administrator', () => keep(house.system, ofUnit())],
    ['staff', () => keep(peopled.browsers.staff, ofPerson({ staffId: peopled.staffId }))],
    ['an inspector', () => keep(peopled.browsers.inspector, ofUnit())],
  ])('%s decides nothing', async (_, attempt) => {
    expect((await attempt()).body.refusal).toBe('forbidden')
  })

  test('nobody takes over, lifts or previews what another unit decided', async () => {
    await during(house.clerk, ofUnit(), async (overrideId) => {
      const theirs = body({ layer: 'unit', unitId: other.unitId })
      expect((await keep(other.clerk, theirs, overrideId)).body.refusal).toBe('forbidden')
      const lift = await other.clerk.post(`/api/calendar/overrides/${overrideId}/lift`, { reason: 'x' })
      expect(lift.body.refusal).toBe('forbidden')
      const preview = await other.clerk.post('/api/calendar/overrides-preview', { overrideId, ...ofUnit() })
      expect(preview.body.refusal).toBe('forbidden')
      const seen = async (browser: Browser) =>
        (await browser.get('/api/calendar/overrides')).body.map((it: { overrideId: string }) => it.overrideId)
      expect(await seen(other.clerk)).toEqual([])
      expect(await seen(peopled.browsers.head)).toEqual([overrideId])
      expect(await seen(peopled.browsers.inspector)).toEqual([overrideId])
    })
  })

  test('who looks after a unit below sees what was decided above it', async () => {
    const below = newId()
    await house.system.put(`/api/units/${below}`, { parentId: house.unitId, name: '村', kind: 'village' })
    const { browser } = await openAccount(house, 'clerk-3', [{ role: 'clerk', unitId: below }])
    await browser.me()
    await during(house.clerk, ofUnit(), async () => {
      expect((await browser.get('/api/calendar/overrides')).body).toHaveLength(1)
      expect(await day('2026-05-01', `&unitId=${below}`)).toMatchObject({ am: 'work', layer: 'unit' })
    })
  })

  test('nobody decides about his own days', async () => {
    const { browser } = await openAccount(
      house,
      'own-clerk',
      [{ role: 'clerk', unitId: house.unitId }],
      peopled.colleagueId,
    )
    await browser.me()
    expect((await keep(browser, ofPerson())).body.refusal).toBe('ownCase')
    const shouted = ofPerson({ staffId: peopled.colleagueId.toUpperCase() })
    expect((await keep(browser, shouted)).body.refusal).toBe('ownCase')
    const gone = { ...shouted, from: '2026-02-10', to: '2026-02-10' }
    expect((await keep(browser, gone)).body.refusal).toBe('ownCase')
    expect((await keep(browser, ofPerson({ staffId: peopled.staffId }))).status).toBe(200)
  })

  test.each<[string, object, string]>([
    ['a span backwards', { from: '2026-05-02' }, 'badInput'],
    ['a span of 401 days', { to: '2027-06-05' }, 'daysWrong'],
    ['a day that is not', { from: '2026-02-30' }, 'badInput'],
    ['a year beyond', { to: '9999-01-01' }, 'badInput'],
    ['no reason', { reason: ' ' }, 'badInput'],
    ['a reason of two lines', { reason: 'a\nb' }, 'badInput'],
    ['a unit without the layer', { unitId: newId() }, 'badInput'],
    ['the layer without a unit', { layer: 'unit' }, 'notFound'],
    ['a unit that is not', { layer: 'unit', unitId: newId() }, 'notFound'],
    ['a person who is not', { layer: 'person', staffId: newId() }, 'notFound'],
    ['the layer of the nation', { layer: 'nation' }, 'badInput'],
  ])('an override with %s is refused', async (_, more, refusal) => {
    expect((await keep(peopled.browsers.county, body(more))).body.refusal).toBe(refusal)
  })
})

const text2027 = `国务院办公厅关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。1月31日（周日）上班。`

describe('notices', () => {
  const read = (year: number, text: string, browser = peopled.browsers.county) =>
    browser.post('/api/calendar/notices-read', { year, text })
  const keepNotice = (given: object, noticeId = newId(), browser = peopled.browsers.county) =>
    browser.put(`/api/calendar/notices/${noticeId}`, given)

  test('the text is read and its effect counted, and nothing is kept', async () => {
    const { body } = await read(2027, text2027)
    expect(body.unread).toEqual([])
    expect(body.days).toHaveLength(11)
    expect(body.days[0]).toEqual({ day: '2027-01-01', off: true, name: '元旦' })
    // New Year’s Friday, five days of the Spring Festival and the Sunday before.
    expect(body.effect).toEqual({ people: 3, days: 7 })
    expect((await house.clerk.get('/api/calendar?from=2027-01-01&to=2027-01-01')).body.coverageUntil).toBe('2026-12-31')
  })

  test('kept, it is the calendar of its year; kept again, overrides stay', async () => {
    const [noticeId, { county: browser }] = [newId(), peopled.browsers]
    const { days } = (await read(2027, text2027)).body
    const notice = { year: 2027, documentNo: '试〔2026〕9号', source: 'https://example.cn/9', text: text2027, days }
    const { body } = await keepNotice(notice, noticeId)
    expect(body).toEqual({ noticeId, ...notice, second: { state: 'notNeeded' } })
    const heard = (await house.clerk.get('/api/calendar?from=2027-02-05&to=2027-02-05')).body
    expect(heard.coverageUntil).toBe('2027-12-31')
    expect(heard.days[0]).toMatchObject({ type: 'holiday', name: '春节', document: '试〔2026〕9号' })

    await during(browser, bodyOn('2027-02-05'), async () => {
      await keepNotice(notice, noticeId)
      await keepNotice(notice)
      expect(await day('2027-02-05')).toMatchObject({ am: 'work', layer: 'county', reason: '防汛' })
    })
    expect((await day('2027-02-05')).am).toBe('rest')
    const { body: listed } = await house.clerk.get('/api/calendar/notices')
    expect(listed.filter((it: { year: number }) => it.year === 2027)).toHaveLength(1)
    expect(listed.filter((it: { noticeId: string | null }) => it.noticeId === null)).toHaveLength(23)
  })

  test('a notice that makes a holiday longer is laid over those in force', async () => {
    const { body } = await read(2026, '延长2026年春节假期至2月25日（星期三），2月26日（星期四）起正常上班。')
    const names = body.days.filter((it: { off: boolean }) => it.off).map((it: { day: string }) => it.day)
    expect(names).toEqual(
      expect.arrayContaining(['2026-01-01', '2026-02-23', '2026-02-24', '2026-02-25', '2026-10-07']),
    )
    expect(body.effect).toEqual({ people: 3, days: 2 })
  })

  test('a year of its own takes the place of the shipped one, and nothing else', async () => {
    const { text = '' } = notices.find((it) => it.year === 2026) ?? {}
    const { days } = (await read(2026, text)).body
    expect((await read(2026, text)).body.effect).toEqual({ people: 0, days: 0 })
    await keepNotice({ year: 2026, documentNo: '国办发明电〔2025〕7号', source: '', text, days })
    expect(await day('2026-10-10')).toMatchObject({ type: 'makeUpWorkday', document: '国办发明电〔2025〕7号' })
    expect(await day('2025-10-11')).toMatchObject({ type: 'makeUpWorkday' })
  })

  test('kept for the wrong year, then for the right one, it counts only there', async () => {
    const noticeId = newId()
    const notice = (year: number) => ({
      year,
      documentNo: '',
      source: '',
      text: '',
      days: [{ day: `${year}-01-01`, off: true, name: '元旦' }],
    })
    await keepNotice(notice(2029), noticeId)
    await keepNotice(notice(2028), noticeId)
    const years = (await house.clerk.get('/api/calendar/notices')).body.map((it: { year: number }) => it.year)
    expect([years.includes(2028), years.includes(2029)]).toEqual([true, false])
  })

  test.each<[string, object]>([
    ['a day twice', { days: [1, 2].map(() => ({ day: '2027-01-01', off: true, name: '' })) }],
    ['a day of another year', { days: [{ day: '2028-05-01', off: true, name: '' }] }],
    ['no days', { days: [] }],
    ['a day that is not', { days: [{ day: '2027-02-29', off: true, name: '' }] }],
    ['a name of two lines', { days: [{ day: '2027-01-01', off: true, name: 'a\nb' }] }],
    ['a year beyond', { year: 9999 }],
    ['half a character', { text: '\ud800' }],
    ['a text with a zero', { text: '1月1日\u0000' }],
    ['too long a text', { text: '假'.repeat(20_001) }],
  ])('a notice with %s is refused', async (_, more) => {
    const days = [{ day: '2027-01-01', off: true, name: '元旦' }]
    const { body } = await keepNotice({ year: 2027, documentNo: '', source: '', text: '', days, ...more })
    expect(body.refusal).toBe('badInput')
  })

  test.each([
    ['nonsense', '胡说八道。'.repeat(4_000)],
    ['impossible days', '2月30日放假。'.repeat(2_000)],
    ['a range of 400 days', '2025年1月1日至2026年2月5日放假'],
  ])('%s gives no days and no failure', async (_, text) => {
    const { status, body } = await read(2026, text)
    expect([status, body.days, body.effect]).toEqual([200, [], { people: 0, days: 0 }])
  })

  test.each(['head', 'clerk', 'staff', 'inspector', 'auditAdmin'] as const)('%s keeps no notice', async (role) => {
    const days = [{ day: '2027-01-01', off: true, name: '' }]
    const given = { year: 2027, documentNo: '', source: '', text: '', days }
    expect((await keepNotice(given, newId(), peopled.browsers[role])).body.refusal).toBe('forbidden')
    expect((await read(2027, 'x', peopled.browsers[role])).body.refusal).toBe('forbidden')
  })
})

const bodyOn = (of: string) => body({ from: of, to: of })

test('the read tables of the calendar come out of the facts again as they were', async () => {
  expect(await compare(house.fresh.owner, centerProjections)).toEqual([])
  const calendar = await loadCalendar(house.fresh.app, county.countyId)
  expect(dayOf(calendar, '2027-02-05', everybody).type).toBe('holiday')
  expect(dayOf(await loadCalendar(house.fresh.app, 999999), '2027-02-05', everybody).type).toBe('workday')
})

test('from the first of November by the county’s clock the next notice is wanted', async () => {
  house.clock.at = '2028-10-31T15:59:00.000Z'
  const { browser } = await openAccount(house, 'november', [{ role: 'county', unitId: null }])
  await browser.me()
  const wanted = async () => (await browser.get('/api/calendar?from=2028-11-01&to=2028-11-01')).body.noticeWanted
  expect(await wanted()).toBeNull()
  house.clock.forward(1)
  expect(await wanted()).toBe(2029)
})
