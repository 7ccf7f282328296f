import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roles } from '../../src/contract/people.ts'
import { allRoutes } from '../../src/contract/routes/index.ts'
import { usualDutyHours } from '../../src/contract/workingHours.ts'
import { addDays, dayOf } from '../../src/kit/time.ts'
import { mayCall } from '../../web/console/may.ts'
import { menuParts, pages, pagesFor } from '../../web/console/menu.ts'
import { readActor } from '../../web/console/pages/audit/read.ts'
import { readHealth } from '../../web/console/pages/devices/health.ts'
import {
  dutiesIn,
  mondayOf,
  periodOf,
  periods,
  spanOf,
  typedOf,
  weekLater,
  weekOf,
} from '../../web/console/pages/duties/week.ts'
import { findStaff, type StaffState } from '../../web/console/pages/staff/find.ts'
import { readAbsence, readSiteNow, withRow } from '../../web/console/pages/today/siteNow.ts'
import { readStart } from '../../web/console/pages/today/start.ts'
import { isEverOpen, likeMonday } from '../../web/console/pages/units/hours.ts'
import { cutFrom, flattenTree, growTree, pruneTree } from '../../web/console/pages/units/tree.ts'
import { readClock } from '../../web/console/parts/clock.ts'
import { busyWorld, idOf } from './world.ts'

const noon = '2026-03-03T04:00:00.000Z'
const world = busyWorld(noon)
const withRoles = (...held: string[]) => ({ roles: held.map((role) => ({ role })) })

describe('the menu', () => {
  it.each([
    [
      'systemAdmin',
      ['today', 'duties', 'staff', 'consents', 'units', 'devices', 'terminals', 'accounts', 'proposals', 'calendar'],
    ],
    ['securityAdmin', ['staff', 'accounts', 'proposals']],
    ['auditAdmin', ['accounts', 'audit', 'proposals']],
    [
      'clerk',
      [
        'today',
        'month',
        'sheet',
        'duties',
        'requests',
        'staff',
        'consents',
        'units',
        'devices',
        'terminals',
        'proposals',
        'notices',
        'counter',
        'matters',
        'visits',
        'queue',
        'problems',
        'callBacks',
        'calendar',
        'bulletin',
        'matterTypes',
        'rules',
      ],
    ],
    [
      'head',
      [
        'today',
        'month',
        'sheet',
        'duties',
        'requests',
        'staff',
        'consents',
        'units',
        'devices',
        'proposals',
        'notices',
        'counter',
        'matters',
        'visits',
        'queue',
        'problems',
        'callBacks',
        'advice',
        'calendar',
        'bulletin',
        'matterTypes',
        'rules',
      ],
    ],
    ['staff', ['me', 'notices', 'counter', 'matters', 'queue', 'calendar', 'bulletin', 'rules']],
  ])('of %s follows from who may call what the pages read', (role, names) => {
    expect(pagesFor(withRoles(role))).toEqual(names)
  })

  it('has every page in one of its parts', () => {
    expect(Object.values(menuParts).flat().toSorted()).toEqual(Object.keys(pages).toSorted())
  })

  it('is empty for an account without a role and for nobody', () => {
    expect(pagesFor(withRoles())).toEqual([])
    expect(pagesFor(null)).toEqual([])
  })

  it('gives two roles the pages of both', () => {
    expect(pagesFor(withRoles('clerk', 'staff'))).toContain('me')
    expect(pagesFor(withRoles('clerk', 'staff'))).toContain('today')
  })

  it('never shows staff a page that lists check-ins of others', () => {
    const names = pagesFor(withRoles('staff'))
    expect(names.flatMap((name) => pages[name].reads.map((it) => it.name))).toEqual([
      'readOwnRecord',
      'listOwnNotices',
      'readCounter',
      'listMatters',
      'listQueues',
      'listCalendar',
      'readBulletin',
      'listRules',
    ])
  })

  it('lets no account call what only stations may call', () => {
    const closed = allRoutes.filter((it) => ['station', 'newStation'].includes(String(it.who)))
    expect(closed.length).toBeGreaterThan(0)
    expect(closed.filter((it) => mayCall(it, withRoles(...roles)))).toEqual([])
  })
})

describe('a site now', () => {
  const states = (siteId: string) =>
    readSiteNow(siteId, world, noon).map((it) => `${it.state} ${Number(it.staffId.slice(-3))}`)

  it('shows who is in, who is in the field and who is expected, each once', () => {
    expect(states(idOf(2, 1))).toEqual(expect.arrayContaining(['in 4', 'in 2', 'inTheField 3']))
    const ids = readSiteNow(idOf(2, 1), world, noon).map((it) => it.staffId)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('takes a departure as gone and a repeated check-in as still there', () => {
    expect(states(idOf(2, 3))).not.toContain('in 8')
    expect(states(idOf(2, 5))).toContain('in 12')
  })

  it('expects nobody whose duty has ended', () => {
    const [duty] = world.duties.filter((it) => it.siteId === idOf(2, 1))
    const after = new Date(Date.parse(duty!.ends) + 1).toISOString()
    expect(readSiteNow(idOf(2, 1), { checkIns: [], duties: [duty!], outings: [] }, after)).toEqual([])
    expect(readSiteNow(idOf(2, 1), { checkIns: [], duties: [duty!], outings: [] }, duty!.starts)).toHaveLength(1)
  })

  it('says nobody is there only when somebody should be', () => {
    const [duty] = world.duties
    const expected = { state: 'expected', staffId: duty!.staffId, duty: duty! } as const
    const before = new Date(Date.parse(duty!.starts) - 1).toISOString()
    expect(readAbsence([expected], duty!.starts)).toBe('nobody')
    expect(readAbsence([expected], before)).toBe('notYet')
    expect(readAbsence([], before)).toBe('noDuty')
    expect(
      readAbsence([{ state: 'in', staffId: 'x', seen: world.checkIns[0]! }, expected], duty!.starts),
    ).toBeUndefined()
  })

  it('keeps a check-in that arrives twice once, newest first', () => {
    const [first, second] = world.checkIns
    const rows = withRow(withRow([second!], first!), { ...first!, countersignedBy: 'clerk' })
    expect(rows.map((it) => it.checkInId)).toEqual([first!.checkInId, second!.checkInId])
    expect(rows[0]?.countersignedBy).toBe('clerk')
  })
})

describe('the week', () => {
  const clock = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((it) => String(it).padStart(2, '0')).join(':'))
  const day = fc.integer({ min: 0, max: 2000 }).map((n) => addDays('2025-01-01', n))

  it('starts on Monday, whatever the day', () => {
    expect(mondayOf('2026-03-01')).toBe('2026-02-23')
    fc.assert(fc.property(day, (it) => weekOf(mondayOf(it)).includes(it)))
  })

  it('reads back what was typed, over midnight too', () => {
    fc.assert(
      fc.property(day, clock, clock, (on, from, to) => {
        const span = spanOf({ day: on, from, to })
        expect(typedOf(span)).toEqual({ day: on, from, to })
        expect(Date.parse(span.ends)).toBeGreaterThan(Date.parse(span.starts))
        expect(Date.parse(span.ends) - Date.parse(span.starts)).toBeLessThanOrEqual(86_400_000)
      }),
    )
  })

  it('shows every duty of the week in exactly one cell', () => {
    const monday = mondayOf(dayOf(noon))
    const shown = weekOf(monday).flatMap((it) => periods.flatMap((period) => dutiesIn(world.duties, it, period)))
    expect(new Set(shown.map((it) => it.dutyId)).size).toBe(shown.length)
    expect(shown).toHaveLength(world.duties.length)
  })

  it.each([
    ['2026-03-03T00:30:00.000Z', 'morning'],
    ['2026-03-03T04:00:00.000Z', 'afternoon'],
    ['2026-03-03T10:00:00.000Z', 'night'],
    ['2026-03-02T16:00:00.000Z', 'morning'],
  ])('puts a start at %s into the %s of the county', (starts, period) => {
    expect(periodOf({ starts })).toBe(period)
  })

  it('keeps clock and length when a week is taken over', () => {
    for (const duty of world.duties) {
      const later = weekLater(duty)
      expect(typedOf(later)).toEqual({ ...typedOf(duty), day: addDays(dayOf(duty.starts), 7) })
      expect(Date.parse(later.ends) - Date.parse(later.starts)).toBe(Date.parse(duty.ends) - Date.parse(duty.starts))
    }
  })

  it.each([
    ['8:30', '08:30'],
    ['830', '08:30'],
    ['0830', '08:30'],
    ['8：30', '08:30'],
    ['8', '08:00'],
    ['24:00', undefined],
    ['8:75', undefined],
    ['früh', undefined],
  ])('reads %s as %s', (typed, read) => {
    expect(readClock(typed)).toBe(read)
  })
})

describe('the tree', () => {
  const [top] = growTree(world.units, world.sites)

  it('grows to any depth and shows what hangs on a unit one may not see at the top', () => {
    expect(top?.units.map((it) => it.unit.name)).toEqual(['上坪村', '下坪村', '溪口社区'])
    const below = world.units.filter((it) => it.parentId !== null)
    expect(growTree(below, []).map((it) => it.unit.name)).toEqual(['上坪村', '下坪村', '溪口社区'])
  })

  it('ends although parents form a ring', () => {
    const ring = [
      { unitId: 'a', parentId: null, name: 'a', kind: 'office' as const },
      { unitId: 'b', parentId: 'c', name: 'b', kind: 'office' as const },
      { unitId: 'c', parentId: 'b', name: 'c', kind: 'office' as const },
    ]
    expect(flattenTree(growTree(ring, [])).map((it) => it.unit.unitId)).toEqual(['a'])
  })

  it('keeps the way to what was looked for', () => {
    const found = pruneTree(growTree(world.units, world.sites), '溪口')
    expect(flattenTree(found).map((it) => [it.unit.name, it.depth])).toEqual([
      ['青山镇人民政府', 0],
      ['溪口社区', 1],
    ])
  })

  it('does not offer a unit or what is below it as its own parent', () => {
    const offered = flattenTree(cutFrom(growTree(world.units, []), idOf(1, 1)))
    expect(offered.map((it) => it.unit.name)).toEqual(['县行政服务中心'])
  })

  it('copies Monday to the workdays only', () => {
    const hours = likeMonday({ ...usualDutyHours, '1': [{ from: '09:00', to: '17:00' }] })
    expect(hours['5']).toEqual(hours['1'])
    expect(hours['6']).toEqual([])
  })

  it('tells a site that is closed all week from one that opens once', () => {
    expect(isEverOpen({})).toBe(false)
    expect(isEverOpen({ '1': [], '7': [] })).toBe(false)
    expect(isEverOpen({ '1': [], '7': [{ from: '09:00', to: '11:00' }] })).toBe(true)
  })
})

describe('finding staff', () => {
  it.each<[StaffState, number]>([
    ['present', 13],
    ['noPin', 2],
    ['notEnrolled', 1],
    ['left', 1],
  ])('%s are %i', (state, count) => {
    expect(findStaff(world.staff, { text: '', siteId: undefined, state })).toHaveLength(count)
  })

  it('looks into name, number, post and phone, in any case', () => {
    const find = (text: string) =>
      findStaff(world.staff, { text, siteId: undefined, state: 'present' }).map((it) => it.name)
    expect(find(' qs1004 ')).toEqual(['孙丽'])
    expect(find('民政')).toEqual(['孙丽'])
    expect(find('13800001004')).toEqual(['孙丽'])
  })
})

describe('getting started', () => {
  const person = { pinSet: false, consent: 'none', enrolled: false, leftOn: null } as const
  const device = { revoked: false, kiosks: [{ kioskId: 'k', boundAt: noon, revoked: false }] }
  const nothing = { staff: [], devices: [], duties: [], boardOpened: false }

  it.each([
    ['nothing', nothing, []],
    ['only staff who left', { ...nothing, staff: [{ ...person, leftOn: '2026-01-01' }] }, []],
    ['staff without PIN', { ...nothing, staff: [person] }, ['staff']],
    ['an unbound kiosk', { ...nothing, devices: [{ ...device, kiosks: [] }] }, []],
    [
      'PIN and kiosk where nobody wants to use the face',
      { ...nothing, staff: [{ ...person, pinSet: true }], devices: [device] },
      ['staff', 'pins', 'kiosk', 'enrol'],
    ],
    [
      'somebody who consented and is not enrolled',
      { ...nothing, staff: [{ ...person, pinSet: true, consent: 'given' as const }], devices: [device] },
      ['staff', 'pins', 'kiosk'],
    ],
  ])('with %s ticks what is done', (_, begun, steps) => {
    expect([...readStart(begun)]).toEqual(steps)
  })
})

describe('devices and the log', () => {
  it.each([
    [{ revoked: false, lastSeenAt: '2026-03-03T03:56:00.000Z' }, 'fine'],
    [{ revoked: false, lastSeenAt: '2026-03-03T03:50:00.000Z' }, 'late'],
    [{ revoked: false, lastSeenAt: null }, 'never'],
    [{ revoked: true, lastSeenAt: noon }, 'revoked'],
  ] as const)('%j is %s', (device, health) => {
    expect(readHealth(device, noon)).toBe(health)
  })

  it('reads who did it, and the system where the log does not tell', () => {
    expect(readActor({ kind: 'account', id: 'x' })).toEqual({ kind: 'account', id: 'x' })
    expect(readActor('?')).toEqual({ kind: 'system' })
  })
})
