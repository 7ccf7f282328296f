import { append } from '../../src/fact/append.ts'
import { type Circumstances, draft } from '../../src/fact/draft.ts'
import type { Fact, FactBody, FactKind } from '../../src/fact/fact.ts'
import { newId } from '../../src/kit/ids.ts'
import { addDays, type Day, instantAt, toIso, toMs, weekdayOf } from '../../src/kit/time.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { openWholeHouse, type WholeHouse } from '../house/house.ts'
import { type Browser, county, openAccount, password, staffBody } from '../people/house.ts'

/** A township office on HTTP: people and a station from 2 March 2026 on, the clock on 2 April. */
export interface Office extends WholeHouse {
  readonly people: Readonly<Record<Person, string>>
  readonly county: Browser
  readonly head: Browser
  readonly inspector: Browser
  /** Of 王小明. */
  readonly staff: Browser
  keep(...facts: Fact[]): Promise<void>
  /** The station calls: all it stated has arrived. */
  hear(): Promise<void>
  /** Puts the clock and logs everybody in again. */
  goTo(day: Day, clock: string): Promise<void>
}

export const names = {
  wang: ['王小明', '镇党委书记'],
  li: ['李小红', '副镇长'],
  zhao: ['赵强', '窗口工作人员'],
  qian: ['钱进', '窗口工作人员'],
  sun: ['孙夜', '值守员'],
  wu: ['=1+1', '驻村干部'],
  zheng: ['𠮷田😀', '文书'],
} as const
export type Person = keyof typeof names
export const everyone = Object.keys(names) as Person[]

const first = '2026-03-02'

export async function openOffice(): Promise<Office> {
  const house = await openWholeHouse()
  const people = Object.fromEntries(everyone.map((who) => [who, newId()])) as Record<Person, string>
  for (const [i, who] of everyone.entries()) {
    const [name, post] = names[who]
    const body = staffBody(house, { name, post, employeeNo: `A00${i + 1}`, phone: '' })
    const { status } = await house.clerk.put(`/api/staff/${people[who]}`, body)
    if (status !== 200) throw new Error(`staff ${who}: ${status}`)
  }
  await house.clerk.post(`/api/sites/${house.siteId}/station`)
  house.clock.at = instantAt('2026-04-02', '10:00')
  const open = async (role: string, unitId: string | null, staffId: string | null = null): Promise<Browser> =>
    (await openAccount(house, role, [{ role, unitId }], staffId)).browser
  const logins = {
    county: await open('county', null),
    head: await open('head', house.unitId, people.wang),
    inspector: await open('inspector', null),
    staff: (await openAccount(house, 'staff', [{ role: 'staff', unitId: null }], people.li)).browser,
  }
  const logIn = async (): Promise<void> => {
    await house.system.post('/api/log-in', { login: county.login, password })
    await house.clerk.post('/api/log-in', { login: 'clerk', password })
    await house.clerk.me()
    for (const [login, browser] of Object.entries(logins)) {
      await browser.post('/api/log-in', { login, password })
      await browser.me()
    }
  }
  await logIn()
  return {
    ...house,
    ...logins,
    people,
    keep: async (...facts) => {
      for (let from = 0; from < facts.length; from += 400) {
        await append(house.fresh.app, facts.slice(from, from + 400), centerProjections)
      }
    },
    hear: async () => {
      const [path, body] = ['/api/station/facts', JSON.stringify({ waiting: 0, facts: [] })]
      const { status } = await house.browser().call('POST', path, JSON.parse(body), house.signed('POST', path, body))
      if (status !== 200) throw new Error(`station: ${status}`)
    },
    goTo: async (day, clock) => {
      house.clock.at = instantAt(day, clock)
      await logIn()
    },
  }
}

/** A fact of this county by nobody in particular. */
export const fact = <K extends FactKind>(kind: K, body: FactBody<K>, about: Partial<Circumstances> = {}): Fact =>
  draft(kind, body, { countyId: county.countyId, now: instantAt(first, '08:30'), by: { kind: 'system' }, ...about })

const bootId = newId()

/** A check-in whose time is known to two seconds. */
export function punch(office: WholeHouse, staffId: string, day: Day, clock: string, more: object = {}): Fact {
  const at = instantAt(day, clock)
  const beacon = {
    id: newId(),
    centerTime: toIso(toMs(at) - 500),
    monotonicMs: 0,
    wall: toIso(toMs(at) - 500),
    roundTripMs: 20,
  }
  const time = { wall: at, monotonicMs: 500, bootId, beacon, clockJumped: false }
  const body = {
    checkInId: newId(),
    staffId,
    siteId: office.siteId,
    method: 'face' as const,
    direction: clock < '12:00' ? ('arrival' as const) : ('departure' as const),
    time,
    attemptId: null,
    reason: null,
    ...more,
  }
  const { deviceId } = office.device
  return fact('checkIn', body, { now: at, siteId: office.siteId, staffId, deviceId, by: { kind: 'station', deviceId } })
}

/** Days from one to another that are Monday to Friday. */
export function workdays(from: Day, to: Day): Day[] {
  const days: Day[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) if (weekdayOf(day) < 6) days.push(day)
  return days
}

/** Somebody who comes at 8:20 and goes at 17:40 on some days. */
export const regular = (office: WholeHouse, staffId: string, days: readonly Day[]): Fact[] =>
  days.flatMap((day) => [punch(office, staffId, day, '08:20:00'), punch(office, staffId, day, '17:40:00')])

/** A leave as asked for and approved. */
export function leave(
  staffId: string,
  kind: 'sick' | 'personal' | 'annual',
  from: readonly [Day, 'am' | 'pm'],
  to: readonly [Day, 'am' | 'pm'],
  at = instantAt(first, '09:00'),
): Fact[] {
  const requestId = newId()
  const [start, end] = [from, to].map(([day, half]) => ({ day, half }))
  if (!start || !end) return []
  const wish = { kind: 'leave' as const, leave: kind, from: start, to: end, note: '' }
  return approved(staffId, requestId, wish, at)
}

/** A correction as asked for and approved. */
export function correction(
  staffId: string,
  day: Day,
  what: 'arrival' | 'departure',
  clock: string,
  at = instantAt(first, '09:00'),
): Fact[] {
  const half = what === 'arrival' ? ('am' as const) : ('pm' as const)
  const wish = { kind: 'correction' as const, day, half, what, at: clock, reason: 'forgot' as const, note: '' }
  return approved(staffId, newId(), wish, at)
}

function approved(staffId: string, requestId: string, wish: FactBody<'requestMade'>['wish'], at: string): Fact[] {
  const later = toIso(toMs(at) + 60_000)
  return [
    fact('requestMade', { requestId, staffId, wish, onBehalf: false }, { now: at, staffId }),
    fact('requestDecided', { requestId, decision: 'approved', reason: '' }, { now: later, staffId }),
  ]
}
