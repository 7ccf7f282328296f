import type { Duty } from '../../src/contract/routes/duties.ts'
import { newId } from '../../src/kit/ids.ts'
import { instantAt } from '../../src/kit/time.ts'
import { openWholeHouse, type WholeHouse } from '../house/house.ts'
import { type Answered, type Browser, openAccount, password, staffBody } from '../people/house.ts'

/** An office with three colleagues who each have an account, and a site that publishes hours. It is Monday, half past eight. */
export interface Office {
  readonly house: WholeHouse
  readonly siteId: string
  readonly unitId: string
  readonly people: Readonly<Record<Name, string>>
  readonly browsers: Readonly<Record<Name, Browser>>
  readonly clerk: Browser
  /** Everybody anew, after the clock was put. */
  logIn(): Promise<void>
}

export const names = ['wang', 'li', 'zhao'] as const
export type Name = (typeof names)[number]

/** Monday to Friday, mornings and afternoons. */
const day = [
  { from: '08:30', to: '12:00' },
  { from: '14:00', to: '17:30' },
]

export async function openOffice(): Promise<Office> {
  const house = await openWholeHouse()
  const { clerk, siteId, unitId } = house
  const people = { wang: newId(), li: newId(), zhao: newId() }
  const full = { wang: '王小明', li: '李，红;\\\n霞', zhao: '赵刚' }
  for (const name of names) {
    const more = { name: full[name].replace('\n', ''), employeeNo: `N-${name}`, published: name !== 'zhao' }
    await clerk.put(`/api/staff/${people[name]}`, staffBody(house, more))
  }
  const hours = { '1': day, '2': day, '3': day, '4': day, '5': day }
  const site = { unitId, name: '便民服务中心', address: '', hours, dutyPhone: '027-1234567', closed: false }
  await house.system.put(`/api/sites/${siteId}`, site)
  const open = async (name: Name): Promise<Browser> =>
    (await openAccount(house, name, [{ role: 'staff', unitId: null }], people[name])).browser
  const browsers = { wang: await open('wang'), li: await open('li'), zhao: await open('zhao') }
  for (const name of names) await browsers[name].me()
  await clerk.me()
  const logIn = async (): Promise<void> => {
    for (const [login, browser] of [
      ['clerk', clerk] as const,
      ...names.map((name) => [name, browsers[name]] as const),
    ]) {
      await browser.post('/api/log-in', { login, password })
      await browser.me()
    }
  }
  return { house, siteId, unitId, people, browsers, clerk, logIn }
}

/** `2026-03-03 08:30` and `17:30` of the same day, or of another with its day before it. */
export function dutyBody(office: Office, who: Name, from: string, to: string, more: Partial<Duty> = {}) {
  const [on = '', clock = ''] = from.split(' ')
  const [last = '', end = ''] = to.includes(' ') ? to.split(' ') : [on, to]
  const span = { starts: instantAt(on, clock), ends: instantAt(last, end) }
  return { staffId: office.people[who], siteId: office.siteId, ...span, note: '', as: 'member' as const, ...more }
}

/** Keeps a duty and tells its id. */
export async function keepDuty(office: Office, ...its: [who: Name, from: string, to: string, more?: Partial<Duty>]) {
  const dutyId = newId()
  const answered = await office.clerk.put(`/api/duties/${dutyId}`, dutyBody(office, ...its))
  return { dutyId, answered }
}

export const refusalOf = ({ status, body }: Answered): string => (status < 400 ? 'done' : body.refusal)

/** Leave of one person, asked for and approved. */
export async function giveLeave(office: Office, who: Name, from: string, to: string): Promise<void> {
  const requestId = newId()
  const wish = {
    kind: 'leave',
    leave: 'personal',
    from: { day: from, half: 'am' },
    to: { day: to, half: 'pm' },
    note: '',
  }
  const asked = await office.browsers[who].put(`/api/requests/${requestId}`, { staffId: office.people[who], wish })
  const head = await openAccount(office.house, `head-${newId().slice(-6)}`, [{ role: 'head', unitId: office.unitId }])
  await head.browser.me()
  const decided = await head.browser.post(`/api/requests/${requestId}/decide`, { decision: 'approved', reason: '' })
  if (asked.status >= 400 || decided.status >= 400) throw new Error(JSON.stringify([asked.body, decided.body]))
}
