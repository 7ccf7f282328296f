import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { standardLegend, standardRule } from '../../src/contract/standardRule.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { newId } from '../../src/kit/ids.ts'
import { instantAt } from '../../src/kit/time.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { names, type Office, openOffice, punch, regular, workdays } from '../attendance/office.ts'
import { workbookOf } from '../attendance/sheet.ts'
import { type Answered, type Browser, confirmBy, openAccount, staffBody } from '../people/house.ts'

let office: Office
let hamlet: string
let otherClerk: Browser
/** Somebody of the hamlet. */
let lonelyId: string

beforeAll(async () => {
  office = await openOffice()
  await office.keep(...regular(office, office.people.li, workdays('2026-03-02', '2026-03-31')))
  await office.hear()
  hamlet = newId()
  const unit = { name: '小屋场', kind: 'village', parentId: office.unitId }
  expect((await office.system.put(`/api/units/${hamlet}`, unit)).status).toBe(200)
  lonelyId = newId()
  const person = { name: '孙七', post: '文书', employeeNo: 'H1', phone: '', partyBranch: null, published: true }
  const more = { cardNo: null, leftOn: null, unitId: hamlet, siteId: office.siteId }
  expect((await office.clerk.put(`/api/staff/${lonelyId}`, { ...person, ...more })).status).toBe(200)
  otherClerk = await open('clerk-hamlet', [{ role: 'clerk', unitId: hamlet }])
})
afterAll(() => office.close())

async function open(
  login: string,
  roles: Parameters<typeof openAccount>[2],
  staffId: string | null = null,
): Promise<Browser> {
  const { browser } = await openAccount(office, login, roles, staffId)
  await browser.me()
  return browser
}

const refusalOf = ({ status, body }: Answered): string => (status === 200 ? 'done' : `${status} ${body.refusal}`)

const ruleBody = (more: object = {}) => {
  const { ruleId: _, ...rule } = { ...standardRule, effectiveFrom: '2026-09-01', ...more }
  return { rule, seen: 0 }
}
const keepRule = (who: Browser, ruleId: string, more: object) =>
  who.put(`/api/attendance/rules/${ruleId}`, ruleBody(more))

describe('who may', () => {
  test('nobody takes over a rule of others by writing its id in capitals', async () => {
    const ruleId = newId()
    expect(refusalOf(await keepRule(office.county, ruleId, { basis: '县里定的' }))).toBe('done')
    const taken = await keepRule(otherClerk, ruleId.toUpperCase(), { basis: '我定的', unitId: hamlet })
    expect(refusalOf(taken)).toBe('403 forbidden')
    const { body } = await office.county.get('/api/attendance/rules')
    expect(body.filter((it: { ruleId: string }) => it.ruleId === ruleId)).toMatchObject([{ basis: '县里定的' }])
  })

  test('no unit puts its own rule in the place of the shipped one', async () => {
    const taken = await keepRule(otherClerk, standardRule.ruleId, { unitId: hamlet })
    expect(refusalOf(taken)).toBe('400 badInput')
    expect((await office.county.get('/api/attendance/rules')).body).toContainEqual(standardRule)
  })

  test('who administers the system and leads one unit reads no requests of other units', async () => {
    const leave = { kind: 'leave', leave: 'sick', note: '' }
    const day = { day: '2026-04-20', half: 'am' }
    const wish = { ...leave, from: day, to: day }
    const requestId = newId()
    expect(refusalOf(await office.staff.put(`/api/requests/${requestId}`, { staffId: office.people.li, wish }))).toBe(
      'done',
    )
    const both = await open('both', [
      { role: 'systemAdmin', unitId: null },
      { role: 'head', unitId: hamlet },
    ])
    expect((await both.get('/api/requests')).body).toEqual([])
    const ids = (await office.head.get('/api/requests')).body.map((it: { requestId: string }) => it.requestId)
    expect(ids).toContain(requestId)
  })

  test('how people checked in is told to the clerk of their unit, not to a head who is a clerk elsewhere', async () => {
    const hybrid = await open('hybrid', [
      { role: 'head', unitId: office.unitId },
      { role: 'clerk', unitId: hamlet },
    ])
    const headings = async (who: Browser): Promise<string[]> => {
      const url = `/api/attendance/month-file?unitId=${office.unitId}&month=2026-03&as=xlsx`
      const { punches } = await workbookOf((await who.get(url)).raw.rawPayload)
      return (punches.getRow(1).values as string[]).filter(Boolean)
    }
    expect(await headings(office.clerk)).toContain('方式')
    expect(await headings(hybrid)).not.toContain('方式')
  })

  test('whoever leads a unit by one account reads no complaint about it by another', async () => {
    const adviceId = newId()
    expect(refusalOf(await office.staff.put(`/api/advice/${adviceId}`, { text: '领导常不在。', named: true }))).toBe(
      'done',
    )
    const twin = await open('head-as-county', [{ role: 'county', unitId: null }], office.people.wang)
    expect((await twin.get('/api/advice')).body).toEqual([])
    expect(refusalOf(await twin.post(`/api/advice/${adviceId}/answer`, { text: '在的。' }))).toBe('404 notFound')
    expect((await office.county.get('/api/advice')).body).toHaveLength(1)
  })

  test('the bulletin of a few people does not count their requests', async () => {
    const leave = { kind: 'leave', leave: 'sick', from: { day: '2026-04-20', half: 'am' } }
    const wish = { ...leave, to: { day: '2026-04-20', half: 'pm' }, note: '' }
    expect(refusalOf(await otherClerk.put(`/api/requests/${newId()}`, { staffId: lonelyId, wish }))).toBe('done')
    const { body } = await otherClerk.get(`/api/attendance/bulletin?unitId=${hamlet}&month=2026-04`)
    expect(body).toMatchObject({ people: 1, totals: null, byDay: [], requests: null })
  })
})

describe('the clerk of a unit below', () => {
  const month = 'month=2026-03'
  const of = () => ({ unitId: office.unitId, siteId: office.siteId, ...office.people })
  const span = { starts: instantAt('2026-04-27', '08:30'), ends: instantAt('2026-04-27', '12:00') }
  const duty = () => ({ siteId: of().siteId, ...span, note: '', as: 'member' })
  const halfDay = { day: '2026-04-27', half: 'am' }
  const override = {
    from: '2026-04-27',
    to: '2026-04-27',
    half: null,
    work: false,
    name: '',
    reason: '我说的',
    document: '',
  }
  const get = (path: string) => otherClerk.get(path)
  const put = (path: string, body: object) => otherClerk.put(`${path}/${newId()}`, body)
  const post = (path: string, body: object) => otherClerk.post(path, body)
  const about = { name: '我的', retired: false }
  const shift = { ...about, kind: 'work', periods: [{ from: '08:00', to: '12:00' }], flex: 0 }
  const pattern = { ...about, turns: 'cycle', days: [null], followsCalendar: false }
  const assignment = { patternId: null, from: '2026-04-27', to: null, phase: 0, post: 'full' }
  const slot = () => ({ on: 'everyDay', from: '08:00', to: '09:00', as: 'member', note: '', staffIds: [of().li] })

  test.each<[string, () => Promise<Answered>]>([
    ['the month of the unit above', () => get(`/api/attendance/month?unitId=${of().unitId}&${month}`)],
    ['its file', () => get(`/api/attendance/month-file?unitId=${of().unitId}&${month}&as=csv`)],
    ['its differences', () => get(`/api/attendance/month-differences?unitId=${of().unitId}&${month}`)],
    ['its bulletin', () => get(`/api/attendance/bulletin?unitId=${of().unitId}&${month}`)],
    ['who is there now', () => get(`/api/attendance/today?unitId=${of().unitId}`)],
    ['its cases', () => get(`/api/attendance/cases?unitId=${of().unitId}&from=2026-03-02&to=2026-03-31`)],
    ['the month of a person there', () => get(`/api/attendance/person?staffId=${of().li}&${month}`)],
    ['the days of a person there', () => get(`/api/calendar?from=2026-03-02&to=2026-03-03&staffId=${of().li}`)],
    ['a print', () => post('/api/attendance/month-finalise', { unitId: of().unitId, month: '2026-03', reason: '' })],
    [
      'a case',
      () =>
        post('/api/attendance/cases/decide', {
          staffId: of().zhao,
          day: '2026-03-10',
          half: 'am',
          decision: 'excused',
          reason: '看过',
        }),
    ],
    ['a rule there', () => keepRule(otherClerk, newId(), { unitId: of().unitId })],
    ['a rule of the county', () => keepRule(otherClerk, newId(), {})],
    [
      'a day of the county',
      () => put('/api/calendar/overrides', { ...override, layer: 'county', unitId: null, staffId: null }),
    ],
    [
      'a day of the unit above',
      () => put('/api/calendar/overrides', { ...override, layer: 'unit', unitId: of().unitId, staffId: null }),
    ],
    [
      'a day of a person there',
      () => put('/api/calendar/overrides', { ...override, layer: 'person', unitId: null, staffId: of().li }),
    ],
    ['a duty there', () => put('/api/duties', { ...duty(), staffId: lonelyId })],
    [
      'duties filled there',
      () =>
        post('/api/duties-fill', {
          siteId: of().siteId,
          from: '2026-04-27',
          to: '2026-04-27',
          slots: [slot()],
          keep: false,
        }),
    ],
    ['a shift of the unit above', () => put('/api/shifts', { ...shift, unitId: of().unitId })],
    ['a shift of the county', () => put('/api/shifts', { ...shift, unitId: null })],
    ['a pattern of the unit above', () => put('/api/patterns', { ...pattern, unitId: of().unitId })],
    ['an assignment of a person there', () => put('/api/assignments', { ...assignment, staffId: of().li })],
    [
      'leave of a person there',
      () =>
        put('/api/requests', {
          staffId: of().li,
          wish: { kind: 'leave', leave: 'sick', from: halfDay, to: halfDay, note: '' },
        }),
    ],
    [
      'an outing of a person there',
      () => put('/api/outings', { staffId: of().li, siteId: of().siteId, ...span, where: '山上' }),
    ],
    ['a feed of its site', () => put('/api/feeds', { of: { kind: 'site', siteId: of().siteId } })],
    ['a feed of a person', () => put('/api/feeds', { of: { kind: 'staff', staffId: of().li } })],
  ])('is refused %s', async (_, ask) => {
    expect(refusalOf(await ask())).toMatch(/^40[34] (forbidden|notFound)$/)
  })
})

test('who has left reads no bulletin of his unit any more', async () => {
  const person = { name: '周走', post: '文书', employeeNo: 'H2', phone: '', partyBranch: null, published: true }
  const body = { ...person, cardNo: null, unitId: hamlet, siteId: office.siteId }
  const goneId = newId()
  expect((await office.clerk.put(`/api/staff/${goneId}`, { ...body, leftOn: null })).status).toBe(200)
  const gone = await open('gone', [{ role: 'staff', unitId: null }], goneId)
  const url = `/api/attendance/bulletin?unitId=${hamlet}&month=2026-03`
  expect((await gone.get(url)).status).toBe(200)
  expect((await office.clerk.put(`/api/staff/${goneId}`, { ...body, leftOn: '2026-04-01' })).status).toBe(200)
  expect(refusalOf(await gone.get(url))).toBe('404 notFound')
})

test('the bulletin leaves out a day with work for one alone', async () => {
  const span = { starts: instantAt('2026-03-15', '08:30'), ends: instantAt('2026-03-15', '12:00') }
  const body = { staffId: office.people.sun, siteId: office.siteId, ...span, note: '', as: 'member' }
  const kept = await office.clerk.put(`/api/duties/${newId()}`, body)
  expect(refusalOf(await confirmBy(office.county, kept))).toBe('done')
  const { byDay } = (await office.staff.get(`/api/attendance/bulletin?unitId=${office.unitId}&month=2026-03`)).body
  const days = byDay.map((it: { day: string }) => it.day)
  expect(days).not.toContain('2026-03-15')
  expect(days).toHaveLength(30)
})

test('nobody who was seen in a half-day is called absent in it', async () => {
  const four = { unitId: hamlet, checkInsPerDay: 4, fourReason: '轮流值守', effectiveFrom: '2026-03-01' }
  const ruleId = newId()
  const shown = await office.clerk.post('/api/attendance/rules-preview', { ruleId, ...ruleBody(four).rule })
  const kept = { ...ruleBody(four), seen: shown.body.total }
  const ruled = await office.clerk.put(`/api/attendance/rules/${ruleId}`, kept)
  expect(refusalOf(await confirmBy(office.county, ruled))).toBe('done')
  const staffId = newId()
  const person = staffBody(office, { name: '吴到', employeeNo: 'H3', unitId: hamlet })
  expect((await office.clerk.put(`/api/staff/${staffId}`, person)).status).toBe(200)
  await office.keep(punch(office, staffId, '2026-03-10', '08:20:00'), punch(office, staffId, '2026-03-11', '08:20:00'))
  await office.hear()
  const cases = await office.clerk.get(`/api/attendance/cases?unitId=${hamlet}&from=2026-03-10&to=2026-03-10`)
  const mine = cases.body.filter((it: { staffId: string }) => it.staffId === staffId)
  expect(mine).toMatchObject([
    { half: 'am', verdict: { state: 'noCheckIn', missing: 'departure' }, mayCallAbsent: false },
    { half: 'pm', verdict: { state: 'noCheckIn', missing: 'both' }, mayCallAbsent: true },
  ])
  const call = (half: string) => {
    const about = { staffId, day: '2026-03-10', half, decision: 'absent', reason: '没有说明' }
    return office.clerk.post('/api/attendance/cases/decide', about)
  }
  expect(refusalOf(await call('am'))).toBe('409 caseOtherwise')
  expect(refusalOf(await call('pm'))).toBe('done')
})

describe('at the same time', () => {
  test('of three decisions confirmed about one half-day two are refused', async () => {
    const about = { staffId: office.people.qian, day: '2026-03-12', half: 'pm', reason: '看过了' }
    const decide = (who: Browser, decision: string) => who.post('/api/attendance/cases/decide', { ...about, decision })
    const confirm = (who: Browser, { body }: Answered) => who.post(`/api/proposals/${body.second.proposalId}/confirm`)
    for (let round = 0; round < 5; round += 1) {
      const [clerks, countys, heads] = [
        await decide(office.clerk, 'excused'),
        await decide(office.county, 'absent'),
        await decide(office.head, 'excused'),
      ]
      const found = await Promise.all([
        confirm(office.head, clerks),
        confirm(office.clerk, countys),
        confirm(office.county, heads),
      ])
      expect(found.map(refusalOf).sort()).toEqual(['409 caseOtherwise', '409 caseOtherwise', 'done'])
      expect(refusalOf(await confirmBy(office.county, await decide(office.clerk, 'reopened')))).toBe('done')
    }
  })

  test('of two who print one month one is refused', async () => {
    const body = { unitId: office.unitId, month: '2026-03', reason: '' }
    const print = () => office.clerk.post('/api/attendance/month-finalise', body)
    expect((await Promise.all([print(), print()])).map(refusalOf).sort()).toEqual(['409 idempotencyConflict', 'done'])
  })

  test('of two who fill the same week the second finds it filled', async () => {
    const slot = { on: 'everyDay', from: '18:00', to: '21:00', as: 'member', note: '', staffIds: [office.people.sun] }
    const body = { siteId: office.siteId, from: '2026-05-04', to: '2026-05-10', slots: [slot], keep: true }
    const found = await Promise.all([office.clerk, office.clerk].map((who) => who.post('/api/duties-fill', body)))
    expect(found.map((it) => it.body.duties.length).sort()).toEqual([0, 7])
  })
})

const odd = { 'half a character': 'x\ud83d', 'a null': 'a\u0000b', 'a bell': 'a\u0007b' }

describe.each(Object.entries(odd))('%s in a text', (_, text) => {
  const span = { starts: instantAt('2026-06-01', '08:30'), ends: instantAt('2026-06-01', '12:00') }
  const about = () => ({ unitId: office.unitId, name: text, retired: false })
  const cases: readonly (readonly [string, () => Promise<Answered>])[] = [
    ['note of a duty', () => keepDuty({ note: text })],
    ['reason to cancel a duty', () => office.clerk.post(`/api/duties/${newId()}/cancel`, { reason: text })],
    ['note of duties filled', () => fill(text)],
    ['name of a shift', () => office.clerk.put(`/api/shifts/${newId()}`, { ...about(), ...shift })],
    ['name of a pattern', () => office.clerk.put(`/api/patterns/${newId()}`, { ...about(), ...pattern })],
    ['note of a swap', () => office.staff.put(`/api/swaps/${newId()}`, { ...swap(), note: text })],
    [
      'reason of a refusal',
      () => office.county.post(`/api/requests/${newId()}/decide`, { decision: 'refused', reason: text }),
    ],
    ['reason for a day', () => office.county.put(`/api/calendar/overrides/${newId()}`, { ...free, reason: text })],
    ['reason of a decision', () => office.clerk.post('/api/attendance/cases/decide', { ...halfDay, reason: text })],
    ['basis of a rule', () => keepRule(office.county, newId(), { basis: text })],
    ['reason for four', () => keepRule(office.county, newId(), { checkInsPerDay: 4, fourReason: text })],
    ['sign of a legend', () => keepRule(office.county, newId(), { legend: { ...standardLegend, late: text.at(1) } })],
    ['reason of a print', () => finalise(text)],
  ]
  const shift = { kind: 'work', periods: [{ from: '08:00', to: '12:00' }], flex: 0 }
  const pattern = { turns: 'cycle', days: [null], followsCalendar: false }
  const swap = () => ({ dutyId: newId(), toStaffId: office.people.zhao, returnDutyId: null })
  const whole = { half: null, work: false, name: '', document: '' }
  const free = { layer: 'county', unitId: null, staffId: null, from: '2026-09-01', to: '2026-09-01', ...whole }
  const halfDay = { staffId: '', day: '2026-03-11', half: 'am', decision: 'excused' }
  const keepDuty = (more: object) =>
    office.clerk.put(`/api/duties/${newId()}`, {
      ...{ staffId: office.people.zhao, siteId: office.siteId, ...span, as: 'member' },
      ...more,
    })
  const fill = (note: string) => {
    const slot = { on: 'everyDay', from: '08:00', to: '09:00', as: 'member', note, staffIds: [office.people.zheng] }
    const days = { from: '2026-06-02', to: '2026-06-02' }
    return office.clerk.post('/api/duties-fill', { siteId: office.siteId, ...days, slots: [slot], keep: true })
  }
  const finalise = (reason: string) =>
    office.clerk.post('/api/attendance/month-finalise', { unitId: hamlet, month: '2026-03', reason })

  test.each(cases)('is refused as %s', async (_, ask) => {
    halfDay.staffId = office.people.zhao
    expect(refusalOf(await ask())).toBe('400 badInput')
  })
})

test('a reason to take a day back may have two lines', async () => {
  const about = { layer: 'county', unitId: null, staffId: null, from: '2026-09-02', to: '2026-09-02', half: null }
  const body = { ...about, work: false, name: '', document: '', reason: '停电' }
  const overrideId = newId()
  expect(refusalOf(await office.county.put(`/api/calendar/overrides/${overrideId}`, body))).toBe('done')
  const lift = { reason: '来电了\n恢复' }
  expect(refusalOf(await office.county.post(`/api/calendar/overrides/${overrideId}/lift`, lift))).toBe('done')
})

describe('spans', () => {
  test.each([
    ['of 200 years', '1990-01-01', '2190-01-01'],
    ['backwards', '2026-03-05', '2026-03-01'],
  ])('%s are refused where duties are listed', async (_, from, to) => {
    expect(refusalOf(await office.clerk.get(`/api/duties?from=${from}&to=${to}`))).toBe('400 daysWrong')
  })

  test('at both ends of the years that can be written are answered', async () => {
    for (const day of ['1900-01-01', '2199-12-31']) {
      for (const path of ['duties', 'duty-gaps', 'calendar'])
        expect((await office.clerk.get(`/api/${path}?from=${day}&to=${day}`)).status).toBe(200)
    }
    for (const month of ['1900-01', '2199-12']) {
      for (const path of ['month', 'bulletin', 'month-differences'])
        expect((await office.clerk.get(`/api/attendance/${path}?unitId=${office.unitId}&month=${month}`)).status).toBe(
          200,
        )
    }
  })
})

test('a duty file with emoji, lines and formulas is kept within the length of a note', async () => {
  const lines = [
    '工号,站点,开始,结束,备注',
    `A006,${await siteName()},2026-06-08 08:00,2026-06-08 12:00,"${'😀'.repeat(59)}字😀尾"`,
    `A007,${await siteName()},2026-06-08 08:00,2026-06-08 12:00,"=cmd|'/c calc'!A1\r\nX-EVIL:1"`,
  ]
  const { body } = await office.clerk.upload('/api/duties-import', '值班.csv', Buffer.from(lines.join('\r\n')))
  expect(body).toEqual({ kept: 2, past: 0, seconds: [], bad: [] })
  const { duties } = (await office.clerk.get('/api/duties?from=2026-06-08&to=2026-06-08')).body
  const notes = duties.map((it: { note: string }) => it.note).sort()
  expect(notes).toEqual(["=cmd|'/c calc'!A1 X-EVIL:1", `${'😀'.repeat(59)}字`])
  expect(names.wu[0]).toBe('=1+1')
})

const siteName = async (): Promise<string> =>
  (await office.clerk.get('/api/tree')).body.sites.find((it: { siteId: string }) => it.siteId === office.siteId).name

test('after all of it the read tables come out of the facts as they are', async () => {
  expect(await compare(office.fresh.owner, centerProjections)).toEqual([])
})
