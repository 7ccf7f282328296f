import type { Route } from '../../src/contract/route.ts'
import { listRules, readBulletin, readMonthSheet } from '../../src/contract/routes/attendance.ts'
import { listCalendar } from '../../src/contract/routes/calendar.ts'
import { listDuties } from '../../src/contract/routes/duties.ts'
import { listMatters, readCounter } from '../../src/contract/routes/matters.ts'
import { listMatterTypes } from '../../src/contract/routes/matterTypes.ts'
import { listOwnNotices } from '../../src/contract/routes/notices.ts'
import { listProblems } from '../../src/contract/routes/open311.ts'
import {
  listAccounts,
  listConsents,
  listStaff,
  readAudit,
  readOwnRecord,
  readTree,
} from '../../src/contract/routes/people.ts'
import { listCheckIns, listDevices, listEnrolments } from '../../src/contract/routes/presence.ts'
import { listProposals } from '../../src/contract/routes/proposals.ts'
import { listQueues } from '../../src/contract/routes/queue.ts'
import { listCallBacks } from '../../src/contract/routes/ratings.ts'
import { listAdvice, listRequests } from '../../src/contract/routes/requests.ts'
import { listSpotChecks } from '../../src/contract/routes/spotChecks.ts'
import { listSuspects } from '../../src/contract/routes/suspects.ts'
import { listTerminals } from '../../src/contract/routes/terminals.ts'
import { listVisits } from '../../src/contract/routes/visits.ts'
import { type Holder, mayCall } from './may.ts'

const atWork = ['county', 'head', 'clerk', 'inspector', 'staff'] as const

/** Every page behind the log-in with the routes it cannot do without; `roles` where everybody may call them but not everybody has use for the page. */
export const pages = {
  today: { path: '/today', reads: [listCheckIns, listStaff] },
  month: { path: '/month', reads: [readMonthSheet, listStaff] },
  sheet: { path: '/sheet', reads: [readMonthSheet, listStaff] },
  duties: { path: '/duties', reads: [listDuties, listStaff] },
  requests: { path: '/requests', reads: [listRequests, listStaff] },
  staff: { path: '/staff', reads: [listStaff] },
  consents: { path: '/consents', reads: [listConsents, listEnrolments] },
  units: { path: '/units', reads: [readTree, listDevices] },
  devices: { path: '/devices', reads: [listDevices] },
  terminals: { path: '/terminals', reads: [listTerminals] },
  accounts: { path: '/accounts', reads: [listAccounts] },
  audit: { path: '/audit', reads: [readAudit] },
  proposals: { path: '/proposals', reads: [listProposals] },
  me: { path: '/me', reads: [readOwnRecord] },
  notices: { path: '/notices', reads: [listOwnNotices] },
  counter: { path: '/counter', reads: [readCounter] },
  matters: { path: '/matters', reads: [listMatters] },
  visits: { path: '/visits', reads: [listVisits] },
  queue: { path: '/queue', reads: [listQueues] },
  problems: { path: '/problems', reads: [listProblems] },
  callBacks: { path: '/call-backs', reads: [listCallBacks] },
  advice: { path: '/advice', reads: [listAdvice] },
  suspects: { path: '/suspects', reads: [listSuspects] },
  spotChecks: { path: '/spot-checks', reads: [listSpotChecks] },
  calendar: { path: '/calendar', reads: [listCalendar], roles: [...atWork, 'systemAdmin'] },
  bulletin: { path: '/bulletin', reads: [readBulletin], roles: atWork },
  matterTypes: { path: '/matter-types', reads: [listMatterTypes], roles: ['county', 'head', 'clerk', 'inspector'] },
  rules: { path: '/rules', reads: [listRules], roles: atWork },
} as const satisfies Record<string, PageEntry>

interface PageEntry {
  readonly path: string
  readonly reads: readonly Route[]
  readonly roles?: readonly string[]
}

export type PageName = keyof typeof pages

/** The menu in parts; every page is in one of them. */
export const menuParts = {
  service: ['counter', 'matters', 'visits', 'queue', 'problems', 'callBacks'],
  duty: ['today', 'month', 'sheet', 'duties', 'requests', 'suspects', 'spotChecks', 'bulletin'],
  office: [
    'me',
    'notices',
    'proposals',
    'advice',
    'staff',
    'consents',
    'units',
    'devices',
    'terminals',
    'accounts',
    'audit',
  ],
  rules: ['calendar', 'matterTypes', 'rules'],
} as const satisfies Record<string, readonly PageName[]>
export type MenuPart = keyof typeof menuParts

/** The pages an account can use. */
export function pagesFor(account: Holder | null): readonly PageName[] {
  const names = Object.keys(pages) as PageName[]
  return names.filter((name) => {
    const { reads, roles }: PageEntry = pages[name]
    const held = roles === undefined || account?.roles.some(({ role }) => roles.includes(role))
    return held && reads.every((route) => mayCall(route, account))
  })
}
