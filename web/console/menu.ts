import type { Route } from '../../src/contract/route.ts'
import { listDuties } from '../../src/contract/routes/duties.ts'
import {
  listAccounts,
  listConsents,
  listStaff,
  readAudit,
  readOwnRecord,
  readTree,
} from '../../src/contract/routes/people.ts'
import { listCheckIns, listDevices, listEnrolments } from '../../src/contract/routes/presence.ts'
import { type Holder, mayCall } from './may.ts'

/** Every page behind the log-in with the routes it cannot do without. */
export const pages = {
  today: { path: '/today', reads: [listCheckIns, listStaff] },
  duties: { path: '/duties', reads: [listDuties, listStaff] },
  staff: { path: '/staff', reads: [listStaff] },
  consents: { path: '/consents', reads: [listConsents, listEnrolments] },
  units: { path: '/units', reads: [readTree, listDevices] },
  devices: { path: '/devices', reads: [listDevices] },
  accounts: { path: '/accounts', reads: [listAccounts] },
  audit: { path: '/audit', reads: [readAudit] },
  me: { path: '/me', reads: [readOwnRecord] },
} as const satisfies Record<string, { path: string; reads: readonly Route[] }>

export type PageName = keyof typeof pages

/** The pages an account can use, in the order of the menu. */
export function pagesFor(account: Holder | null): readonly PageName[] {
  const names = Object.keys(pages) as PageName[]
  return names.filter((name) => pages[name].reads.every((route) => mayCall(route, account)))
}
