import type { z } from 'zod'
import type { Account, Consent, County, Role, Site, Staff, Unit } from '../../src/contract/people.ts'
import type { OutputOf } from '../../src/contract/route.ts'
import type { Duty, Outing } from '../../src/contract/routes/duties.ts'
import type { readAudit, StaffRow } from '../../src/contract/routes/people.ts'
import type { CheckInRow, DeviceRow, listEnrolments } from '../../src/contract/routes/presence.ts'
import { addDays, dayOf, instantAt, weekdayOf } from '../../src/kit/time.ts'
import { idOf } from './ids.ts'
import { busyRoster, emptyRoster, type RosterWorld, swappable } from './worldRoster.ts'

export { idOf } from './ids.ts'

export type Enrolment = OutputOf<typeof listEnrolments>[number]
export type AuditRow = OutputOf<typeof readAudit>[number]

/** All the test-side server knows; tests change it and look at it. */
export interface World {
  county: z.infer<typeof County> | null
  units: Unit[]
  sites: Site[]
  staff: StaffRow[]
  accounts: Account[]
  consents: Consent[]
  duties: Duty[]
  outings: Outing[]
  checkIns: CheckInRow[]
  devices: DeviceRow[]
  enrolments: Enrolment[]
  audit: AuditRow[]
  roster: RosterWorld
  /** Next answer of the import preview. */
  bad: { row: number; problems: { field: string; zh: string; en: string }[] }[]
  /** Names of the routes called with a write, in order. */
  written: string[]
}

export const emptyWorld = (): World => ({
  county: null,
  units: [],
  sites: [],
  staff: [],
  accounts: [],
  consents: [],
  duties: [],
  outings: [],
  checkIns: [],
  devices: [],
  enrolments: [],
  audit: [],
  roster: emptyRoster(),
  bad: [],
  written: [],
})

const workday = [
  { from: '08:30', to: '12:00' },
  { from: '14:00', to: '17:30' },
]
const hours = { '1': workday, '2': workday, '3': workday, '4': workday, '5': workday, '6': [], '7': [] }

const units: Unit[] = [
  { unitId: idOf(1, 1), parentId: null, name: '青山镇人民政府', kind: 'township' },
  { unitId: idOf(1, 2), parentId: idOf(1, 1), name: '上坪村', kind: 'village' },
  { unitId: idOf(1, 3), parentId: idOf(1, 1), name: '下坪村', kind: 'village' },
  { unitId: idOf(1, 4), parentId: idOf(1, 1), name: '溪口社区', kind: 'community' },
  { unitId: idOf(1, 5), parentId: null, name: '县行政服务中心', kind: 'bureau' },
]

const siteRows: [unit: number, name: string, address: string][] = [
  [1, '青山镇便民服务中心', '青山镇人民路 18 号一楼'],
  [2, '上坪村党群服务中心', '上坪村村口'],
  [3, '下坪村党群服务中心', '下坪村文化礼堂旁'],
  [4, '溪口社区服务站', '溪口社区 3 幢'],
  [5, '县行政服务中心综合窗口', '县城建设大道 66 号二楼'],
]
const sites: Site[] = siteRows.map(([unit, name, address], n) => ({
  siteId: idOf(2, n + 1),
  unitId: idOf(1, unit),
  name,
  address,
  hours,
  dutyPhone: `0571-8800${n + 1}00${n}`,
  closed: false,
}))

const people: [name: string, post: string, site: number][] = [
  ['李明', '党支部书记', 2],
  ['王芳', '综合服务员', 1],
  ['赵建国', '主任', 1],
  ['孙丽', '民政窗口', 1],
  ['周志强', '社保窗口', 1],
  ['吴桂英', '村文书', 2],
  ['郑小红', '村委会主任', 3],
  ['冯国平', '村文书', 3],
  ['陈静', '社区工作者', 4],
  ['褚卫东', '社区书记', 4],
  ['卫海燕', '综合窗口', 5],
  ['蒋文斌', '综合窗口', 5],
  ['沈秀兰', '网格员', 4],
  ['韩志远', '驻村干部', 2],
]

const staff: StaffRow[] = people.map(([name, post, site], n) => ({
  staffId: idOf(3, n + 1),
  unitId: sites[site - 1]!.unitId,
  siteId: idOf(2, site),
  name,
  post,
  employeeNo: `QS${1001 + n}`,
  phone: `1380000${1001 + n}`,
  partyBranch: n % 2 === 0 ? '青山镇机关党支部' : null,
  published: n % 3 !== 2,
  cardNo: n === 3 ? '0004521873' : null,
  leftOn: n === 13 ? '2026-01-31' : null,
  pinSet: n !== 8 && n !== 12,
  consent: n % 5 === 4 ? 'none' : n === 7 ? 'withdrawn' : 'given',
  enrolled: n % 5 !== 4 && n !== 7 && n !== 10,
}))

const account = (n: number, login: string, name: string, role: Role, staffId: string | null = null): Account => ({
  accountId: idOf(4, n),
  login,
  name,
  staffId,
  closed: false,
  roles: [{ role, unitId: role === 'clerk' ? idOf(1, 1) : null }],
  secondFactors: n < 4 ? ['totp'] : [],
})

const accounts: Account[] = [
  account(1, 'zhouli', '周立', 'systemAdmin'),
  account(2, 'wujing', '吴静', 'securityAdmin'),
  account(3, 'zhengping', '郑平', 'auditAdmin'),
  account(4, 'wangfang', '王芳', 'clerk', idOf(3, 2)),
  account(5, 'liming', '李明', 'staff', idOf(3, 1)),
  account(6, 'chen', '陈主任', 'county'),
  { ...account(7, 'newcomer', '钱新', 'staff'), roles: [] },
  { ...account(8, 'former', '何某', 'head'), closed: true },
  account(9, 'hejian', '何健', 'head'),
]

/** A county at work, around an instant. Everything of today lies between midnight and that instant. */
export function busyWorld(now: string): World {
  const day = dayOf(now)
  const midnight = Date.parse(instantAt(day, '00:00'))
  const ago = (minutes: number) => new Date(Math.max(midnight, Date.parse(now) - minutes * 60_000)).toISOString()
  return {
    county: {
      countyId: 330199,
      name: '示例县',
      demo: true,
      complaints: { name: '县纪委监委信访室', phone: '0571-12388' },
    },
    units: structuredClone(units),
    sites: structuredClone(sites),
    staff: structuredClone(staff),
    accounts: structuredClone(accounts),
    consents: consentsOf(now),
    ...rosterOf(day, now),
    checkIns: checkInsOf(ago),
    devices: devicesOf(now),
    enrolments: enrolmentsOf(now),
    audit: auditOf(now),
    roster: busyRoster(now),
    bad: [],
    written: [],
  }
}

function checkInsOf(ago: (minutes: number) => string): CheckInRow[] {
  const row = (n: number, person: number, minutes: number, more: Partial<CheckInRow> = {}): CheckInRow => ({
    checkInId: idOf(5, n),
    staffId: idOf(3, person),
    siteId: staff[person - 1]!.siteId,
    at: ago(minutes),
    method: 'face',
    direction: 'arrival',
    timeGrade: 'A',
    earliest: ago(minutes),
    latest: ago(minutes),
    countersignedBy: null,
    simulated: true,
    ...more,
  })
  return [
    row(1, 2, 4),
    row(2, 4, 11, { method: 'pin', simulated: false }),
    row(3, 1, 19),
    row(4, 6, 26, { timeGrade: 'C', earliest: ago(40), latest: ago(20) }),
    row(5, 7, 33, { timeGrade: 'B', earliest: ago(33.1), latest: ago(33) }),
    row(6, 11, 41, { method: 'card' }),
    row(7, 12, 52),
    row(8, 12, 50, { direction: 'again' }),
    row(9, 8, 15, { direction: 'departure' }),
  ]
}

function rosterOf(day: string, now: string): Pick<World, 'duties' | 'outings'> {
  const monday = addDays(day, 1 - weekdayOf(day))
  const duty = (
    n: number,
    person: number,
    on: string,
    from: string,
    to: string,
    note = '',
    as: Duty['as'] = 'member',
  ): Duty => ({
    dutyId: idOf(6, n),
    staffId: idOf(3, person),
    siteId: staff[person - 1]!.siteId,
    starts: instantAt(on, from),
    ends: instantAt(to > from ? on : addDays(on, 1), to),
    note,
    as,
  })
  const week = [0, 1, 2, 3, 4].flatMap((n) => [
    duty(n * 4 + 1, 2 + (n % 4), addDays(monday, n), '08:30', '12:00', n === 0 ? '带班领导' : ''),
    duty(n * 4 + 2, 3 + (n % 3), addDays(monday, n), '14:00', '17:30'),
    duty(n * 4 + 3, 1, addDays(monday, n), '08:30', '12:00'),
  ])
  const night = duty(90, 5, addDays(monday, 5), '18:00', '08:00', '防汛值守')
  const late = duty(91, 10, day, '00:00', '23:59')
  const outing: Outing = {
    outingId: idOf(7, 1),
    staffId: idOf(3, 3),
    siteId: idOf(2, 1),
    starts: new Date(Date.parse(now) - 3_600_000).toISOString(),
    ends: new Date(Date.parse(now) + 2 * 3_600_000).toISOString(),
    where: '上坪村走访低保户',
  }
  const before: Outing = {
    ...outing,
    outingId: idOf(7, 2),
    staffId: idOf(3, 1),
    siteId: idOf(2, 2),
    where: '下坪村调解',
    starts: instantAt(addDays(day, -3), '09:00'),
    ends: instantAt(addDays(day, -3), '11:00'),
  }
  return { duties: [...week, night, late, ...swappable(day)], outings: [outing, before] }
}

function consentsOf(now: string): Consent[] {
  return staff
    .filter((it) => it.consent !== 'none')
    .map((it, n) => ({
      consentId: idOf(8, n + 1),
      staffId: it.staffId,
      purpose: 'faceCheckIn' as const,
      textVersion: '2026-01',
      givenAt: new Date(Date.parse(now) - (30 + n) * 86_400_000).toISOString(),
      how: n % 3 === 0 ? ('ownAccount' as const) : ('paper' as const),
      withdrawnAt: it.consent === 'withdrawn' ? new Date(Date.parse(now) - 3 * 86_400_000).toISOString() : null,
    }))
}

function enrolmentsOf(now: string): Enrolment[] {
  const enrolledAt = new Date(Date.parse(now) - 20 * 86_400_000).toISOString()
  const live = staff
    .filter((it) => it.enrolled)
    .map((it, n) => ({
      templateId: idOf(9, n + 1),
      staffId: it.staffId,
      siteId: it.siteId,
      enrolledAt,
      erasedAt: null,
      erasedWhy: null,
      certificate: null,
    }))
  const erased: Enrolment = {
    templateId: idOf(9, 90),
    staffId: idOf(3, 8),
    siteId: idOf(2, 3),
    enrolledAt,
    erasedAt: new Date(Date.parse(now) - 3 * 86_400_000).toISOString(),
    erasedWhy: 'consentWithdrawn',
    certificate: { factId: idOf(10, 1), ciphertextSha256: 'ab'.repeat(32), keyId: idOf(10, 2) },
  }
  return [erased, ...live]
}

function devicesOf(now: string): DeviceRow[] {
  const before = (seconds: number) => new Date(Date.parse(now) - seconds * 1000).toISOString()
  const device = (n: number, more: Partial<DeviceRow> = {}): DeviceRow => ({
    deviceId: idOf(11, n),
    siteId: idOf(2, n),
    name: `站点机 ${n} 号`,
    revoked: false,
    lastSeenAt: before(8),
    waiting: 0,
    lastSeq: 1200 + n,
    counted: null,
    alarms: [],
    version: '0.1.0',
    kiosks: [{ kioskId: idOf(12, n), boundAt: before(9 * 86_400), revoked: false }],
    trouble: [],
    ...more,
  })
  return [
    device(1),
    device(2, {
      lastSeenAt: before(5 * 3600),
      waiting: 12,
      trouble: [
        { at: before(5 * 3600), trouble: 'cameraLost', detail: '' },
        { at: before(30 * 3600), trouble: 'clockJump', detail: '' },
      ],
    }),
    device(3, { kiosks: [] }),
    device(5, { trouble: [{ at: before(86_400), trouble: 'virtualCamera', detail: 'OBS' }] }),
  ]
}

function auditOf(now: string): AuditRow[] {
  const kinds: [kind: string, by: number, body: Record<string, unknown>][] = [
    ['loggedIn', 4, { accountId: idOf(4, 4), how: 'password' }],
    ['roleGranted', 2, { accountId: idOf(4, 4), role: 'clerk', unitId: idOf(1, 1) }],
    ['staffImported', 4, { fileName: '名单.xlsx', sha256: 'cd'.repeat(32), rows: 14 }],
    ['logInRefused', 0, { login: 'admin', why: 'unknown' }],
    ['consentGiven', 4, { staffId: idOf(3, 1), purpose: 'faceCheckIn', how: 'paper' }],
    ['accountOpened', 1, { accountId: idOf(4, 7), login: 'newcomer', name: '钱新', staffId: null }],
  ]
  return Array.from({ length: 60 }, (_, n) => {
    const [kind, by, body] = kinds[n % kinds.length]!
    return {
      id: idOf(13, 1000 - n),
      at: new Date(Date.parse(now) - n * 17 * 60_000).toISOString(),
      kind,
      by: by === 0 ? { kind: 'public' } : { kind: 'account', id: idOf(4, by) },
      body,
    }
  })
}

export const staffOf = ({ pinSet: _, consent: __, enrolled: ___, ...it }: StaffRow): Staff => it
