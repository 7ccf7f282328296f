import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { append } from '../../src/fact/append.ts'
import { draft } from '../../src/fact/draft.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { newId } from '../../src/kit/ids.ts'
import { addDays, instantAt } from '../../src/kit/time.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { listAbsences, listCorrections, listWaiting } from '../../src/roster/requests/store.ts'
import { openWholeHouse, type WholeHouse } from '../house/house.ts'
import { type Answered, type Browser, county, openAccount, staffBody } from '../people/house.ts'

// The clock of the house stands on Monday, 2 March 2026, 08:30.
const today = '2026-03-02'
const month = { starts: instantAt('2026-03-01', '00:00'), ends: instantAt('2026-04-01', '00:00') }
const days = { from: '2026-03-01', to: '2026-03-31' }

let house: WholeHouse
let village: string
let siteId: string
const people: Record<'wang' | 'li' | 'zhao', string> = { wang: newId(), li: newId(), zhao: newId() }
let by: Record<
  'wang' | 'li' | 'zhao' | 'head' | 'townHead' | 'clerk' | 'otherClerk' | 'otherHead' | 'county' | 'second',
  Browser
>

beforeAll(async () => {
  house = await openWholeHouse()
  village = await keepUnit('东村')
  siteId = newId()
  const site = { unitId: village, name: '东村站', address: '', hours: {}, dutyPhone: '027-1', closed: false }
  expect((await house.system.put(`/api/sites/${siteId}`, site)).status).toBe(200)
  const other = await keepUnit('西村')
  const person = async (staffId: string, name: string, employeeNo: string): Promise<void> => {
    const body = staffBody(house, { unitId: village, siteId, name, employeeNo })
    expect((await house.clerk.put(`/api/staff/${staffId}`, body)).status).toBe(200)
  }
  await person(people.wang, '王小明', 'A1')
  await person(people.li, '李小红', 'A2')
  await person(people.zhao, '赵六', 'A3')
  let accounts = 0
  const open = async (role: string, unitId: string | null, staffId: string | null = null, more: object[] = []) => {
    accounts += 1
    const roles = [{ role, unitId }, ...(more as { role: string; unitId: string | null }[])]
    return (await openAccount(house, `who-${accounts}-${role}`, roles, staffId)).browser
  }
  by = {
    wang: await open('staff', null, people.wang),
    li: await open('staff', null, people.li),
    // The head of the village is one of its people.
    zhao: await open('staff', null, people.zhao, [{ role: 'head', unitId: village }]),
    head: await open('head', village),
    townHead: await open('head', house.unitId),
    clerk: await open('clerk', village),
    otherClerk: await open('clerk', other),
    otherHead: await open('head', other),
    county: await open('county', null),
    second: await open('county', null),
  }
  for (const browser of Object.values(by)) await browser.me()
})
afterAll(() => house.close())

async function keepUnit(name: string): Promise<string> {
  const unitId = newId()
  const unit = { parentId: house.unitId, name, kind: 'village' }
  expect((await house.system.put(`/api/units/${unitId}`, unit)).status).toBe(200)
  return unitId
}

const half = (day: string, which = 'am') => ({ day, half: which })
const leave = (from: string, to = from, more: object = {}) => ({
  kind: 'leave',
  leave: 'annual',
  from: half(from, 'am'),
  to: half(to, 'pm'),
  note: '',
  ...more,
})
const outing = (day: string, from = '09:00', to = '12:00') => ({
  siteId,
  starts: instantAt(day, from),
  ends: instantAt(day, to),
  where: '三组走访',
})
const correction = (day: string, more: object = {}) => ({
  kind: 'correction',
  day,
  half: 'am',
  what: 'arrival',
  at: '08:25',
  reason: 'forgot',
  note: '',
  ...more,
})

const ask = (who: Browser, staffId: string, wish: object, requestId = newId()): Promise<Answered> =>
  who.put(`/api/requests/${requestId}`, { staffId, wish })
const decide = (who: Browser, requestId: string, decision = 'approved', reason = ''): Promise<Answered> =>
  who.post(`/api/requests/${requestId}/decide`, { decision, reason })
const withdraw = (who: Browser, requestId: string): Promise<Answered> => who.post(`/api/requests/${requestId}/withdraw`)
const stateOf = async (requestId: string, who: Browser = by.wang): Promise<string> =>
  (await who.get('/api/own/requests')).body.find((it: { requestId: string }) => it.requestId === requestId)?.state
const refusalOf = ({ status, body }: Answered): string => (status === 200 ? 'done' : body.refusal)
const absences = (staffId: string) => listAbsences(house.fresh.app, county.countyId, month, [staffId])

describe('leave', () => {
  test('waits, is approved by the head, and then counts, half-days precise', async () => {
    const wish = leave('2026-03-10', '2026-03-11', { from: half('2026-03-10', 'pm'), leave: 'sick', note: '感冒' })
    const asked = await ask(by.wang, people.wang, wish)
    expect(asked.body).toMatchObject({ state: 'waiting', onBehalf: false, wish, decidedAt: null, decidedBy: null })
    const { requestId } = asked.body
    expect(await absences(people.wang)).toEqual([])
    expect(await listWaiting(house.fresh.app, county.countyId, days, [people.wang])).toEqual(
      [half('2026-03-10', 'pm'), half('2026-03-11', 'am'), half('2026-03-11', 'pm')].map((it) => ({
        requestId,
        staffId: people.wang,
        kind: 'leave',
        ...it,
      })),
    )
    const shown = (await by.head.get('/api/requests?state=waiting')).body
    expect(shown.map((it: { requestId: string; mayDecide: boolean }) => [it.requestId, it.mayDecide])).toEqual([
      [requestId, true],
    ])
    const decided = await decide(by.head, requestId)
    expect(decided.body).toMatchObject({ state: 'approved', decidedAt: house.clock.at, decidedBy: expect.any(String) })
    expect(await absences(people.wang)).toEqual([
      {
        requestId,
        staffId: people.wang,
        kind: 'leave',
        leave: 'sick',
        state: 'approved',
        from: half('2026-03-10', 'pm'),
        to: half('2026-03-11', 'pm'),
        starts: instantAt('2026-03-10', '12:00'),
        ends: instantAt('2026-03-12', '00:00'),
      },
    ])
    const facts = await house.fresh.app
      .selectFrom('fact')
      .select(['kind', 'staff_id', 'by_kind'])
      .where('kind', 'in', ['requestMade', 'requestDecided'])
      .orderBy('position')
      .execute()
    expect(facts).toEqual([
      { kind: 'requestMade', staff_id: people.wang, by_kind: 'account' },
      { kind: 'requestDecided', staff_id: people.wang, by_kind: 'account' },
    ])
  })

  test('that overlaps other leave is refused and says which; refused leave is in nobody’s way', async () => {
    const { body } = await ask(by.li, people.li, leave('2026-03-10', '2026-03-12'))
    const again = await ask(by.li, people.li, leave('2026-03-12', '2026-03-13'))
    expect([again.status, again.body.refusal, again.body.detail.requestId]).toEqual([
      409,
      'requestOverlaps',
      body.requestId,
    ])
    expect(refusalOf(await decide(by.head, body.requestId, 'refused', ' '))).toBe('reasonWanted')
    expect((await decide(by.head, body.requestId, 'refused', '人手不足')).body).toMatchObject({
      state: 'refused',
      reason: '人手不足',
    })
    expect(refusalOf(await ask(by.li, people.li, leave('2026-03-12', '2026-03-13')))).toBe('done')
  })

  test('the same request twice is one, also at once; with another content it is refused', async () => {
    const [requestId, wish] = [newId(), leave('2026-05-04')]
    const both = await Promise.all([1, 2, 3].map(() => ask(by.wang, people.wang, wish, requestId)))
    expect(both.map(refusalOf)).toEqual(['done', 'done', 'done'])
    const made = await house.fresh.app
      .selectFrom('fact')
      .select('id')
      .where('idem_key', '=', `requestMade:${requestId}`)
      .execute()
    expect(made).toHaveLength(1)
    expect(refusalOf(await ask(by.wang, people.wang, leave('2026-05-05'), requestId))).toBe('idempotencyConflict')
    expect(refusalOf(await ask(by.li, people.li, wish, requestId))).toBe('idempotencyConflict')
    expect(refusalOf(await ask(by.wang, people.wang, wish, requestId.toUpperCase()))).toBe('done')
  })

  test('ids in capitals are the same ids, from asking to the decision', async () => {
    const [requestId, day] = [newId(), '2026-05-06']
    const asked = await ask(by.wang, people.wang.toUpperCase(), leave(day), requestId.toUpperCase())
    expect(asked.body).toMatchObject({ requestId, staffId: people.wang })
    expect(refusalOf(await ask(by.wang, people.wang, leave(day), requestId))).toBe('done')
    expect(refusalOf(await ask(by.wang, people.wang.toUpperCase(), leave(day)))).toBe('requestOverlaps')
    expect(refusalOf(await ask(by.li, people.wang.toUpperCase(), leave('2026-05-07')))).toBe('forbidden')
    expect(refusalOf(await decide(by.head, requestId.toUpperCase()))).toBe('done')
    expect(await stateOf(requestId)).toBe('approved')
  })

  test('one id used by two people at once is kept for one of them', async () => {
    const [requestId, wish] = [newId(), leave('2026-06-01')]
    const both = await Promise.all([ask(by.wang, people.wang, wish, requestId), ask(by.li, people.li, wish, requestId)])
    expect(both.map(refusalOf).sort()).toEqual(['done', 'idempotencyConflict'])
  })

  test('two leaves over the same day, asked at once, are not both kept', async () => {
    const both = await Promise.all([1, 2].map(() => ask(by.wang, people.wang, leave('2026-07-01', '2026-07-03'))))
    expect(both.map(refusalOf).sort()).toEqual(['done', 'requestOverlaps'])
  })

  test('approved leave is taken back until it begins, by the one who asked', async () => {
    const { requestId } = (await ask(by.wang, people.wang, leave('2026-03-20'))).body
    await decide(by.head, requestId)
    for (const who of [by.li, by.clerk]) expect(refusalOf(await withdraw(who, requestId))).toBe('forbidden')
    expect(refusalOf(await withdraw(by.wang, requestId))).toBe('done')
    expect(refusalOf(await withdraw(by.wang, requestId))).toBe('alreadyDone')
    expect(refusalOf(await decide(by.head, requestId))).toBe('alreadyDone')
    expect(await stateOf(requestId)).toBe('withdrawn')
    const begun = (await ask(by.wang, people.wang, leave(today))).body.requestId
    await decide(by.head, begun)
    expect(refusalOf(await withdraw(by.wang, begun))).toBe('leaveBegun')
  })
})

describe('who decides', () => {
  test('two at once: one wins, the other hears that it is done', async () => {
    const { requestId } = (await ask(by.wang, people.wang, leave('2026-08-03'))).body
    const both = await Promise.all([
      decide(by.head, requestId, 'approved'),
      decide(by.county, requestId, 'refused', '不行'),
      decide(by.second, requestId, 'approved'),
      decide(by.townHead, requestId, 'refused', '不行'),
    ])
    expect(both.map(refusalOf).sort()).toEqual(['alreadyDone', 'alreadyDone', 'alreadyDone', 'done'])
    const winner = both.find(({ status }) => status === 200)
    expect(await stateOf(requestId)).toBe(winner?.body.state)
    const decided = await house.fresh.app
      .selectFrom('fact')
      .select('body')
      .where('kind', '=', 'requestDecided')
      .where('staff_id', '=', people.wang)
      .execute()
    expect(decided.filter(({ body }) => (body as { requestId: string }).requestId === requestId)).toHaveLength(1)
  })

  test('a decision and a withdrawal at once: one of them holds', async () => {
    const { requestId } = (await ask(by.wang, people.wang, correction('2026-02-20'))).body
    const both = await Promise.all([decide(by.head, requestId), withdraw(by.wang, requestId)])
    expect(both.map(refusalOf).sort()).toEqual(['alreadyDone', 'done'])
  })

  test('a head decides neither about himself nor about another head of his unit; the one above does', async () => {
    const { requestId } = (await ask(by.zhao, people.zhao, leave('2026-03-25'))).body
    expect(refusalOf(await decide(by.zhao, requestId))).toBe('decisionOnSelf')
    expect(refusalOf(await decide(by.head, requestId))).toBe('forbidden')
    expect(refusalOf(await decide(by.otherHead, requestId))).toBe('forbidden')
    expect(refusalOf(await decide(by.clerk, requestId))).toBe('forbidden')
    expect(refusalOf(await decide(by.townHead, requestId))).toBe('done')
    const [own] = (await by.zhao.get(`/api/requests?staffId=${people.zhao}`)).body
    expect([own.state, own.mayDecide]).toEqual(['approved', false])
  })

  test('an appeal is neither read nor decided by the direct boss or the clerk', async () => {
    const wish = { kind: 'appeal', day: '2026-02-26', half: 'am', text: '我当天在岗，\n值班表可以证明。' }
    const { requestId } = (await ask(by.wang, people.wang, wish)).body
    for (const who of [by.head, by.zhao, by.otherHead])
      expect(refusalOf(await decide(who, requestId))).toBe('forbidden')
    for (const who of [by.head, by.zhao, by.clerk, by.otherClerk, by.otherHead]) {
      expect((await who.get('/api/requests')).raw.body).not.toContain('值班表可以证明')
    }
    for (const who of [by.townHead, by.county]) {
      expect((await who.get('/api/requests')).raw.body).toContain('值班表可以证明')
    }
    expect(refusalOf(await decide(by.townHead, requestId, 'approved', '监控属实'))).toBe('done')
    const found = await listCorrections(house.fresh.app, county.countyId, { from: '2026-02-01', to: '2026-02-28' }, [
      people.wang,
    ])
    expect(found.filter((it) => it.kind === 'appeal')).toEqual([
      {
        requestId,
        staffId: people.wang,
        kind: 'appeal',
        day: '2026-02-26',
        half: 'am',
        text: wish.text,
        reason: '监控属实',
        decidedAt: house.clock.at,
        decidedBy: expect.stringContaining('head'),
      },
    ])
  })

  test('whoever called somebody absent does not decide the appeal against it', async () => {
    const wish = { kind: 'appeal', day: '2026-02-27', half: 'pm', text: '有人作证' }
    const { requestId } = (await ask(by.wang, people.wang, wish)).body
    const { account } = await by.county.me()
    const body = {
      staffId: people.wang,
      day: '2026-02-27',
      half: 'pm',
      decision: 'absent',
      reason: '无人见到',
    } as const
    const about = { countyId: county.countyId, now: house.clock.at, staffId: people.wang }
    const called = draft('caseDecided', body, { ...about, by: { kind: 'account', id: account.accountId } })
    await append(house.fresh.app, [called], centerProjections)
    const shown = (await by.county.get(`/api/requests?state=waiting&staffId=${people.wang}`)).body
    const its = shown.find((it: { requestId: string }) => it.requestId === requestId)
    expect([its.wish.text, its.mayDecide]).toEqual(['有人作证', false])
    expect(refusalOf(await decide(by.county, requestId, 'refused', '维持'))).toBe('forbidden')
    expect(refusalOf(await decide(by.second, requestId, 'approved', '证人属实'))).toBe('done')
  })

  test('another office sees nothing of it', async () => {
    for (const who of [by.otherHead, by.otherClerk]) expect((await who.get('/api/requests')).body).toEqual([])
  })
})

describe('a forgotten check-in', () => {
  test('is one call with a reason from a short list, and counts when approved', async () => {
    const asked = await ask(by.li, people.li, correction(today))
    const { requestId } = asked.body
    expect(await listCorrections(house.fresh.app, county.countyId, days, [people.li])).toEqual([])
    expect(refusalOf(await ask(by.li, people.li, correction(today, { at: '08:10' })))).toBe('requestOverlaps')
    await decide(by.head, requestId, 'approved')
    expect(await listCorrections(house.fresh.app, county.countyId, days, [people.li])).toEqual([
      {
        requestId,
        staffId: people.li,
        kind: 'correction',
        day: today,
        half: 'am',
        what: 'arrival',
        at: instantAt(today, '08:25'),
        because: 'forgot',
        note: '',
        reason: '',
        decidedAt: house.clock.at,
        decidedBy: expect.any(String),
      },
    ])
  })

  test.each([
    ['a reason that is not on the list', { reason: 'tired' }],
    ['a time that is none', { at: '25:00' }],
    ['a day that does not exist', { day: '2026-02-30' }],
    ['SQL for a half', { half: "am'; drop table request; --" }],
  ])('with %s is not even read', async (_, change) => {
    expect(refusalOf(await ask(by.li, people.li, correction(today, change)))).toBe('badInput')
  })
})

describe('on behalf', () => {
  test('a clerk writes down and takes back for people of his unit, and it says so', async () => {
    const asked = await ask(by.clerk, people.li, leave('2026-04-07'))
    expect(asked.body).toMatchObject({ onBehalf: true, state: 'waiting', staffId: people.li })
    expect(refusalOf(await withdraw(by.otherClerk, asked.body.requestId))).toBe('forbidden')
    expect(refusalOf(await withdraw(by.clerk, asked.body.requestId))).toBe('done')
    const second = (await ask(by.clerk, people.li, leave('2026-04-07'))).body.requestId
    expect(refusalOf(await withdraw(by.li, second))).toBe('done')
  })

  test.each([
    ['a clerk of another unit', () => by.otherClerk, 'forbidden'],
    ['a colleague', () => by.wang, 'forbidden'],
    ['a head, who is no clerk', () => by.head, 'forbidden'],
  ])('%s does not', async (_, who, refusal) => {
    expect(refusalOf(await ask(who(), people.li, leave('2026-04-08')))).toBe(refusal)
  })

  test('of nobody at all is refused', async () => {
    expect(refusalOf(await ask(by.clerk, newId(), leave('2026-04-08')))).toBe('notFound')
  })

  test('of somebody who left is refused, and so is leave beyond the last day', async () => {
    const staffId = newId()
    const gone = staffBody(house, { unitId: village, siteId, name: '钱七', employeeNo: 'A9', leftOn: '2026-03-01' })
    expect((await by.clerk.put(`/api/staff/${staffId}`, gone)).status).toBe(200)
    expect(refusalOf(await ask(by.clerk, staffId, leave('2026-02-20')))).toBe('staffLeft')
    expect(refusalOf(await by.clerk.put(`/api/outings/${newId()}`, { staffId, ...outing(today) }))).toBe('staffLeft')
    await by.clerk.put(`/api/staff/${staffId}`, { ...gone, leftOn: '2026-03-31' })
    expect(refusalOf(await ask(by.clerk, staffId, leave('2026-03-30', '2026-04-02')))).toBe('staffLeft')
    expect(refusalOf(await ask(by.clerk, staffId, leave('2026-03-30')))).toBe('done')
  })
})

describe('an outing', () => {
  const onBoard = async (): Promise<string[]> =>
    (await house.browser().get(`/api/board/${siteId}`)).body.now
      .filter((it: { state: string }) => it.state === 'inTheField')
      .map((it: { phone: string }) => it.phone)

  test('holds from the moment it is noted, with a phone on the board, and waits for a word all the same', async () => {
    const outingId = newId()
    const its = { ...outing(today, '08:00', '11:00'), staffId: people.wang }
    const noted = await by.wang.put(`/api/outings/${outingId}`, its)
    expect(noted.body).toEqual({ outingId, ...its })
    expect(await onBoard()).toEqual(['13800000000'])
    expect(await absences(people.wang)).toContainEqual({
      requestId: outingId,
      staffId: people.wang,
      kind: 'outing',
      state: 'waiting',
      where: '三组走访',
      starts: its.starts,
      ends: its.ends,
    })
    const [waiting] = (await by.head.get(`/api/requests?state=waiting&staffId=${people.wang}`)).body.filter(
      (it: { requestId: string }) => it.requestId === outingId,
    )
    expect(waiting).toMatchObject({ mayDecide: true, wish: { kind: 'outing', where: '三组走访' } })
    expect(refusalOf(await decide(by.head, outingId, 'refused', '当天没有安排走访'))).toBe('done')
    expect(await onBoard()).toEqual([])
    expect((await absences(people.wang)).filter((it) => it.requestId === outingId)).toEqual([])
    const { outings } = (await by.clerk.get(`/api/duties?from=${today}&to=${today}`)).body
    expect(outings).toEqual([])
    expect(refusalOf(await by.wang.put(`/api/outings/${outingId}`, { ...its, where: '又改了' }))).toBe('alreadyDone')
    expect(refusalOf(await by.wang.put(`/api/outings/${outingId}`, its))).toBe('done')
    expect(await onBoard()).toEqual([])
  })

  test('asked as a request is the same thing', async () => {
    const wish = { kind: 'outing', ...outing('2026-03-04') }
    const { requestId } = (await ask(by.li, people.li, wish)).body
    const { outings } = (await by.clerk.get('/api/duties?from=2026-03-04&to=2026-03-04')).body
    expect(outings).toEqual([{ outingId: requestId, staffId: people.li, ...outing('2026-03-04') }])
    await decide(by.head, requestId)
    expect(await absences(people.li)).toContainEqual(expect.objectContaining({ requestId, state: 'approved' }))
    const longer = { staffId: people.li, ...outing('2026-03-04', '09:00', '17:00') }
    expect(refusalOf(await by.li.put(`/api/outings/${requestId}`, longer))).toBe('done')
    expect(await stateOf(requestId, by.li)).toBe('waiting')
    expect(await absences(people.li)).toContainEqual(expect.objectContaining({ requestId, ends: longer.ends }))
    expect(refusalOf(await withdraw(by.li, requestId))).toBe('done')
    expect((await by.clerk.get('/api/duties?from=2026-03-04&to=2026-03-04')).body.outings).toEqual([])
  })

  test('ends when somebody is back, never later than it was to end', async () => {
    const outingId = newId()
    await by.wang.put(`/api/outings/${outingId}`, { staffId: people.wang, ...outing(today, '08:00', '12:00') })
    const endsOf = async () => (await absences(people.wang)).find((it) => it.requestId === outingId)?.ends
    expect(refusalOf(await by.li.post(`/api/outings/${outingId}/end`))).toBe('forbidden')
    expect(refusalOf(await by.wang.post(`/api/outings/${outingId}/end`))).toBe('done')
    expect(await endsOf()).toBe(house.clock.at)
    expect(await onBoard()).toEqual([])
    house.clock.forward(5)
    expect(refusalOf(await by.clerk.post(`/api/outings/${outingId}/end`))).toBe('done')
    expect(await endsOf()).toBe('2026-03-02T00:30:00.000Z')
    house.clock.forward(-5)
    const later = newId()
    await by.wang.put(`/api/outings/${later}`, { staffId: people.wang, ...outing('2026-03-06') })
    expect(refusalOf(await by.wang.post(`/api/outings/${later}/end`))).toBe('done')
    expect((await absences(people.wang)).filter((it) => it.requestId === later)).toEqual([])
  })

  test('of a colleague is nobody else’s to note, take over or end', async () => {
    const outingId = newId()
    const its = { staffId: people.li, ...outing('2026-03-05') }
    await by.li.put(`/api/outings/${outingId}`, its)
    expect(refusalOf(await by.wang.put(`/api/outings/${outingId}`, { ...its, staffId: people.wang }))).toBe(
      'idempotencyConflict',
    )
    expect(refusalOf(await by.wang.put(`/api/outings/${newId()}`, its))).toBe('forbidden')
    expect(refusalOf(await by.otherClerk.put(`/api/outings/${newId()}`, its))).toBe('forbidden')
    expect(refusalOf(await by.otherClerk.post(`/api/outings/${outingId}/end`))).toBe('forbidden')
    const elsewhere = { ...its, siteId: newId() }
    expect(refusalOf(await by.li.put(`/api/outings/${newId()}`, elsewhere))).toBe('notFound')
    expect(refusalOf(await by.clerk.put(`/api/outings/${newId()}`, { ...its, siteId: house.siteId }))).toBe('forbidden')
  })
})

describe('rubbish', () => {
  test.each<[string, object, string]>([
    ['leave of ten years', leave(today, '2036-03-02'), 'leaveSpanWrong'],
    ['leave in 1900', leave('1900-01-01'), 'dayOutOfReach'],
    ['leave in 2199', leave('2199-12-31'), 'dayOutOfReach'],
    ['leave before our age', leave('0001-01-01'), 'badInput'],
    ['leave backwards', leave('2026-09-02', '2026-09-01'), 'leaveSpanWrong'],
    [
      'an outing of a year',
      {
        kind: 'outing',
        siteId: newId(),
        starts: instantAt(today, '08:00'),
        ends: instantAt(addDays(today, 365), '08:00'),
        where: '',
      },
      'notFound',
    ],
    ['a kind of leave nobody knows', leave('2026-09-01', '2026-09-01', { leave: 'gaming' }), 'badInput'],
    ['a kind of request nobody knows', { kind: 'raise', amount: 1000 }, 'badInput'],
    ['a note with a null', leave('2026-09-01', '2026-09-01', { note: 'a\u0000b' }), 'badInput'],
    ['a note of ten thousand signs', leave('2026-09-01', '2026-09-01', { note: '在'.repeat(10_000) }), 'badInput'],
    ['an appeal about the future', { kind: 'appeal', day: '2026-12-01', half: 'am', text: '?' }, 'dayOutOfReach'],
  ])('%s is refused', async (_, wish, refusal) => {
    expect(refusalOf(await ask(by.wang, people.wang, wish))).toBe(refusal)
  })

  test.each(["1' or '1'='1", '1;drop table request', '../..', '%00', 'null'])('the id “%s” is no id', async (id) => {
    const url = `/api/requests/${encodeURIComponent(id)}`
    expect((await by.wang.put(url, { staffId: people.wang, wish: leave('2026-09-01') })).status).toBe(400)
    expect((await by.head.post(`${url}/decide`, { decision: 'approved', reason: '' })).status).toBe(400)
    expect((await by.wang.get(`/api/requests?staffId=${encodeURIComponent(id)}`)).status).not.toBe(200)
  })

  test('what nobody asked is neither decided nor taken back', async () => {
    expect(refusalOf(await decide(by.county, newId()))).toBe('notFound')
    expect(refusalOf(await withdraw(by.wang, newId()))).toBe('notFound')
  })

  test('SQL in a note is a note', async () => {
    const note = "'); drop table request; --"
    const { body } = await ask(by.wang, people.wang, leave('2026-10-08', '2026-10-08', { note }))
    expect(body.wish.note).toBe(note)
  })
})

test('after all this the read tables come out of the facts as they are', async () => {
  expect(await compare(house.fresh.owner, centerProjections)).toEqual([])
  const rows = await house.fresh.app.selectFrom('request').select(['state']).execute()
  expect(new Set(rows.map((it) => it.state))).toEqual(new Set(['waiting', 'approved', 'refused', 'withdrawn']))
})
