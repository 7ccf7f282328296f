import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { append } from '../../src/fact/append.ts'
import type { Fact } from '../../src/fact/fact.ts'
import { newId } from '../../src/kit/ids.ts'
import { instantAt } from '../../src/kit/time.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { type Browser, confirmBy, openAccount } from '../people/house.ts'
import { fact, type Office, openOffice, type Person, punch, regular, workdays } from './office.ts'

let office: Office
const week = workdays('2026-03-02', '2026-03-06')

beforeAll(async () => {
  office = await openOffice()
  const { people } = office
  for (const who of ['qian', 'wu', 'zheng', 'sun'] as const) await office.keep(...regular(office, people[who], week))
  const some = week.filter((day) => day !== '2026-03-04')
  for (const who of ['wang', 'li', 'zhao'] as const) await office.keep(...regular(office, people[who], some))
  const appeal = { kind: 'appeal' as const, day: '2026-03-04', half: 'am' as const, text: '那天在村里' }
  await office.keep(
    punch(office, people.zhao, '2026-03-04', '09:10:00'),
    punch(office, people.zhao, '2026-03-04', '17:40:00'),
    fact(
      'requestMade',
      { requestId: newId(), staffId: people.li, wish: appeal, onBehalf: false },
      { staffId: people.li, now: instantAt('2026-03-05', '09:00') },
    ),
  )
  await office.hear()
})
afterAll(() => office.close())

interface Told {
  staffId: string
  day: string
  half: string
  verdict: { state: string }
  because: { rule: { zh: string }; used: unknown[] }
  requestId: string | null
  decided: { decision: string; reason: string } | null
  mayCallAbsent: boolean
}

const list = async (browser: Browser = office.clerk, more = ''): Promise<Told[]> =>
  (await browser.get(`/api/attendance/cases?unitId=${office.unitId}&from=2026-03-02&to=2026-03-06${more}`)).body
const decide = async (who: Person, decision: string, browser: Browser = office.clerk, half = 'am') => {
  const body = { staffId: office.people[who], day: '2026-03-04', half, decision, reason: '核实过' }
  const decided = await browser.post('/api/attendance/cases/decide', body)
  return (await confirmBy(office.county, decided)).body
}
const of = (told: Told[], who: Person) => told.filter((it) => it.staffId === office.people[who])

describe('cases', () => {
  test('are what a person should look at, explained, with the request that waits for it', async () => {
    const told = await list()
    expect(told.map((it) => `${it.day} ${it.half} ${it.verdict.state}`).sort()).toEqual([
      '2026-03-04 am late',
      '2026-03-04 am noCheckIn',
      '2026-03-04 am noCheckIn',
      '2026-03-04 pm noCheckIn',
      '2026-03-04 pm noCheckIn',
    ])
    for (const it of told)
      expect([it.because.rule.zh !== '', it.because.used.length > 0, it.decided]).toEqual([true, true, null])
    expect(of(told, 'li').map((it) => it.requestId !== null)).toEqual([true, false])
    expect(of(told, 'wang').every((it) => it.requestId === null)).toBe(true)
  })

  test('may be called an absence by the clerk and the county, not by the direct boss, nor by an inspector', async () => {
    const may = async (browser: Browser) => of(await list(browser), 'li').map((it) => it.mayCallAbsent)
    expect(await may(office.clerk)).toEqual([true, true])
    expect(await may(office.county)).toEqual([true, true])
    expect(await may(office.head)).toEqual([false, false])
    expect(await may(office.inspector)).toEqual([false, false])
    expect(of(await list(), 'zhao').map((it) => it.mayCallAbsent)).toEqual([false])
  })

  test('are decided by nobody about himself, and called an absence by no direct boss', async () => {
    expect(await decide('wang', 'excused', office.head)).toMatchObject({ refusal: 'ownCase' })
    expect(await decide('li', 'absent', office.head)).toMatchObject({ refusal: 'directBoss' })
    expect(await decide('li', 'absent', office.inspector)).toMatchObject({ refusal: 'forbidden' })
    const both = await openAccount(office, 'both', [
      { role: 'head', unitId: office.unitId },
      { role: 'clerk', unitId: office.unitId },
    ])
    await both.browser.me()
    expect(await decide('li', 'absent', both.browser)).toMatchObject({ refusal: 'directBoss' })
  })

  test('are an absence only where nothing was seen', async () => {
    expect(await decide('zhao', 'absent')).toMatchObject({ refusal: 'caseOtherwise', detail: { state: 'late' } })
    expect(await decide('qian', 'absent')).toMatchObject({ refusal: 'caseOtherwise', detail: { state: 'present' } })
  })

  test('leave the list when decided, and come back when reopened', async () => {
    expect(await decide('li', 'absent')).toMatchObject({ done: true, second: { state: 'awaited' } })
    expect(await decide('li', 'excused', office.clerk, 'pm')).toMatchObject({
      done: true,
      second: { state: 'awaited' },
    })
    expect(of(await list(), 'li')).toEqual([])
    const all = of(await list(office.clerk, '&all=true'), 'li')
    expect(all.map((it) => [it.verdict.state, it.decided?.decision, it.decided?.reason])).toEqual([
      ['absent', 'absent', '核实过'],
      ['present', 'excused', '核实过'],
    ])
    expect(await decide('li', 'excused')).toMatchObject({ refusal: 'caseOtherwise' })
    expect(await decide('li', 'reopened')).toMatchObject({ done: true, second: { state: 'awaited' } })
    expect(of(await list(), 'li').map((it) => it.verdict.state)).toEqual(['noCheckIn'])
  })

  test('are what the month counts', async () => {
    await decide('li', 'absent')
    const { body } = await office.clerk.get(`/api/attendance/month?unitId=${office.unitId}&month=2026-03`)
    const totals = body.rows.find((it: { staffId: string }) => it.staffId === office.people.li).totals
    expect([totals.absent, totals.present]).toEqual([0.5, 4.5])
  })

  test('are not decided before the half-day is over', async () => {
    const body = { staffId: office.people.li, day: '2026-04-02', half: 'pm', decision: 'excused', reason: '早' }
    expect((await office.clerk.post('/api/attendance/cases/decide', body)).body.refusal).toBe('halfNotOver')
  })

  test('are not listed for more days than anybody looks at', async () => {
    const { body } = await office.clerk.get(
      `/api/attendance/cases?unitId=${office.unitId}&from=2026-01-01&to=2026-03-06`,
    )
    expect(body.refusal).toBe('daysWrong')
  })
})

describe('one person’s month', () => {
  test('is explained half-day by half-day, for himself and for whoever looks after him', async () => {
    const own = (await office.staff.get('/api/own/month?month=2026-03')).body
    const seen = (await office.head.get(`/api/attendance/person?staffId=${office.people.li}&month=2026-03`)).body
    expect(own).toEqual(seen)
    expect(own.days).toHaveLength(31)
    expect(own.days[1].verdict.am.because.rule.zh).not.toBe('')
    expect((await office.staff.get(`/api/attendance/person?staffId=${office.people.li}&month=2026-03`)).status).toBe(
      403,
    )
    expect((await office.head.get('/api/own/month?month=2026-03')).status).toBe(403)
  })
})

describe('today', () => {
  const stateAt = async (clock: string): Promise<Record<string, unknown>> => {
    await office.goTo('2026-03-09', clock)
    await office.hear()
    const { body } = await office.head.get('/api/attendance/today')
    const found = body.people.map((it: { staffId: string; state: string }) => [it.staffId, it.state])
    const by = Object.fromEntries(found)
    return Object.fromEntries(
      Object.entries(office.people)
        .slice(0, 4)
        .map(([who, id]) => [who, by[id]]),
    )
  }

  test('says who is there, expected, missing or away', async () => {
    const { people } = office
    const wish = {
      kind: 'outing' as const,
      siteId: office.siteId,
      starts: instantAt('2026-03-09', '08:00'),
      ends: instantAt('2026-03-09', '12:00'),
      where: '石桥村',
    }
    await office.keep(
      fact(
        'requestMade',
        { requestId: newId(), staffId: people.qian, wish, onBehalf: false },
        { staffId: people.qian, now: instantAt('2026-03-09', '08:00') },
      ),
    )
    expect(await stateAt('08:10')).toEqual({ wang: 'expected', li: 'expected', zhao: 'expected', qian: 'outing' })
    await office.keep(
      punch(office, people.wang, '2026-03-09', '08:20:00'),
      punch(office, people.li, '2026-03-09', '08:25:00'),
      punch(office, people.li, '2026-03-09', '11:59:00', { direction: 'departure' }),
    )
    expect(await stateAt('09:00')).toEqual({ wang: 'seen', li: 'seen', zhao: 'notSeen', qian: 'outing' })
    expect(await stateAt('12:30')).toEqual({ wang: 'seen', li: 'expected', zhao: 'notSeen', qian: 'expected' })
  })

  test('says nobody is missing where the station is silent', async () => {
    await office.goTo('2026-03-10', '11:00')
    const { body } = await office.head.get('/api/attendance/today')
    expect(new Set(body.people.map((it: { state: string }) => it.state))).toEqual(new Set(['unknown']))
  })
})

describe('while a station is silent', () => {
  const statesOn = async (day: string): Promise<string[]> => {
    const { body } = await office.clerk.get(`/api/attendance/cases?unitId=${office.unitId}&from=${day}&to=${day}`)
    return of(body, 'zheng').map((it) => it.verdict.state)
  }

  test('nobody is counted as missing, until it called and all it stated has arrived', async () => {
    await office.goTo('2026-03-12', '11:00')
    expect(await statesOn('2026-03-11')).toEqual(['unknown', 'unknown'])
    await office.hear()
    expect(await statesOn('2026-03-11')).toEqual(['noCheckIn', 'noCheckIn'])
    await office.keep(
      punch(office, office.people.zheng, '2026-03-11', '08:20:00'),
      punch(office, office.people.zheng, '2026-03-11', '17:40:00'),
    )
    expect(await statesOn('2026-03-11')).toEqual([])
  })

  test('nobody is counted as missing in the month in which it went off, though it came on in the next', async () => {
    const { people, siteId, device, fresh } = office
    const by = { kind: 'station', deviceId: device.deviceId } as const
    const start = (at: string): Fact =>
      fact(
        'stationStarted',
        { siteId, bootId: newId(), version: '1', models: [] },
        {
          now: at,
          siteId,
          by,
          deviceId: device.deviceId,
        },
      )
    const stated = [
      punch(office, people.zheng, '2026-03-16', '08:20:00'),
      start(instantAt('2026-04-20', '10:00')),
      punch(office, people.zheng, '2026-04-20', '10:05:00'),
    ]
    await append(fresh.app, stated, centerProjections, { device: device.deviceId })
    await office.goTo('2026-04-20', '10:30')
    await office.hear()
    expect(await statesOn('2026-03-24')).toEqual(['unknown', 'unknown'])
    expect(await statesOn('2026-04-17')).toEqual(['unknown', 'unknown'])
  })
})
