import type { Role } from '../../src/contract/people.ts'
import { roles } from '../../src/contract/people.ts'
import { append } from '../../src/fact/append.ts'
import { draft } from '../../src/fact/draft.ts'
import { newId } from '../../src/kit/ids.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { type Browser, county, openAccount, staffBody } from '../people/house.ts'
import type { WholeHouse } from './house.ts'

/** Two colleagues, a station, and an account for every role. */
export interface Peopled {
  readonly staffId: string
  readonly colleagueId: string
  /** An account nobody needs. */
  readonly spareId: string
  readonly browsers: Readonly<Record<Role, Browser>>
}

/** Fills a house: the account with the role `staff` belongs to the first of two colleagues. */
export async function people(house: WholeHouse): Promise<Peopled> {
  const [staffId, colleagueId] = [newId(), newId()]
  await house.clerk.put(`/api/staff/${staffId}`, staffBody(house))
  await house.clerk.put(`/api/staff/${colleagueId}`, staffBody(house, { name: '李小红', employeeNo: 'A002' }))
  await house.clerk.post(`/api/sites/${house.siteId}/station`)
  const open = async (role: Role, unitId: string | null = null, whose: string | null = null): Promise<Browser> =>
    (await openAccount(house, `${role}-1`, [{ role, unitId }], whose)).browser
  const browsers: Record<Role, Browser> = {
    systemAdmin: house.system,
    securityAdmin: house.security,
    auditAdmin: house.audit,
    county: await open('county'),
    head: await open('head', house.unitId),
    clerk: house.clerk,
    inspector: await open('inspector'),
    staff: await open('staff', null, staffId),
  }
  for (const role of roles) await browsers[role].me()
  const spare = await openAccount(house, 'spare', [])
  return { staffId, colleagueId, spareId: spare.accountId, browsers }
}

/** A check-in as the station would have stated it. */
export async function checkIn(house: WholeHouse, staffId: string, at: string): Promise<string> {
  const checkInId = newId()
  const { siteId, device } = house
  const time = { wall: at, monotonicMs: 1000, bootId: newId(), beacon: null, clockJumped: false }
  const body = {
    checkInId,
    staffId,
    siteId,
    method: 'pin',
    direction: 'arrival',
    time,
    attemptId: null,
    reason: null,
  } as const
  const about = { countyId: county.countyId, siteId, staffId, deviceId: device.deviceId, now: at }
  const by = { kind: 'station', deviceId: device.deviceId } as const
  await append(house.fresh.app, [draft('checkIn', body, { ...about, by })], centerProjections)
  return checkInId
}
