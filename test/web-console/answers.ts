import * as auth from '../../src/contract/routes/auth.ts'
import * as duties from '../../src/contract/routes/duties.ts'
import * as people from '../../src/contract/routes/people.ts'
import * as presence from '../../src/contract/routes/presence.ts'
import * as setup from '../../src/contract/routes/setup.ts'
import { newId } from '../../src/kit/ids.ts'
import { dayOf, toMs } from '../../src/kit/time.ts'
import { awaited, done, find, No, notNeeded, on, put, type TestAnswer } from './answering.ts'
import { attendanceAnswers } from './answersAttendance.ts'
import { matterAnswers } from './answersMatters.ts'
import { proposalAnswers } from './answersProposals.ts'
import { ratingAnswers } from './answersRatings.ts'
import { receiptAnswers } from './answersReceipts.ts'
import { rosterAnswers } from './answersRoster.ts'
import { spotCheckAnswers } from './answersSpotChecks.ts'
import { suspectAnswers } from './answersSuspects.ts'
import { terminalAnswers } from './answersTerminals.ts'
import { staffOf, type World } from './world.ts'
import { gapsOf } from './worldRoster.ts'

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h3v3H0zM6 0h3v3H6zM0 6h3v3H0zM4 4h1v1H4zM6 7h2v1H6z"/></svg>'
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
const touches = (it: { starts: string; ends: string }, { from, to }: { from: string; to: string }) =>
  dayOf(it.starts) <= to && dayOf(it.ends) >= from
const gapsAt = (world: World, { siteId, starts, ends }: Omit<duties.Duty, 'dutyId'>) =>
  gapsOf(world, { siteId, from: dayOf(starts), to: dayOf(ends) })
/** The password of every account; the code of those with a second factor. */
export const password = 'ten green bottles'
export const code = '123456'

const doors: TestAnswer[] = [
  on(setup.whoAmI, ({ world, accountId }) => {
    const account = world.accounts.find((it) => it.accountId === accountId && !it.closed)
    return {
      county: world.county,
      account: account
        ? { ...account, roles: account.roles.map((it) => ({ ...it })), secondFactors: account.secondFactors }
        : null,
      csrf: `csrf-${accountId}`,
      oidc: false,
    }
  }),
  on(setup.setUp, ({ world, body }) => {
    if (body.token !== 'setup-token-0123456789') throw new No('forbidden')
    const { countyId, countyName, complaints } = body
    world.county = { countyId, name: countyName, demo: false, complaints }
    const unitId = newId()
    world.units.push({ unitId, parentId: null, name: body.unitName, kind: 'township' })
    world.sites.push({
      siteId: newId(),
      unitId,
      name: body.siteName,
      address: '',
      hours: {},
      dutyPhone: body.dutyPhone,
      closed: false,
    })
    const accountId = newId()
    world.accounts.push({
      accountId,
      login: body.login,
      name: body.name,
      staffId: null,
      closed: false,
      roles: [{ role: 'systemAdmin', unitId: null }],
      secondFactors: [],
    })
    return {
      invitations: ['securityAdmin', 'auditAdmin', 'clerk'].map((role) => ({
        role,
        link: `/console/invitation#invite-${role}-0123456789abcdef`,
      })),
    }
  }),
  on(setup.readInvitation, ({ params }) => {
    if (!params.token.startsWith('invite-')) throw new No('invitationGone')
    return { roles: [params.token.split('-')[1] ?? ''], name: '', login: null }
  }),
  on(setup.acceptInvitation, ({ world, params, body, enter }) => {
    const accountId = newId()
    const role = params.token.split('-')[1] as 'clerk'
    world.accounts.push({
      accountId,
      login: body.login,
      name: body.name,
      staffId: null,
      closed: false,
      roles: [{ role, unitId: null }],
      secondFactors: [],
    })
    enter(accountId)
    return { accountId }
  }),
  on(auth.logIn, ({ world, body, enter }) => {
    const account = world.accounts.find((it) => it.login === body.login && !it.closed)
    if (account === undefined || body.password !== password) throw new No('notLoggedIn')
    if (account.secondFactors.includes('totp') && body.code === undefined) return { state: 'codeWanted' as const }
    if (account.secondFactors.includes('totp') && body.code !== code) throw new No('notLoggedIn')
    enter(account.accountId)
    return { state: 'in' as const }
  }),
  on(auth.logOut, ({ enter }) => {
    enter(null)
    return done
  }),
  on(auth.changePassword, () => done),
  on(auth.startTotp, () => ({ secret: 'JBSWY3DPEHPK3PXP', uri: 'otpauth://totp/x', qrSvg: svg })),
  on(auth.confirmTotp, ({ world, accountId }) => {
    find(world.accounts, (it) => it.accountId === accountId).secondFactors = ['totp']
    return done
  }),
  on(auth.listSessionsOfAccount, () => [
    { sessionId: newId(), openedAt: later(-90), lastSeenAt: later(-1), current: true },
    { sessionId: newId(), openedAt: later(-3000), lastSeenAt: later(-600), current: false },
  ]),
]

const persons: TestAnswer[] = [
  on(people.readTree, ({ world }) => ({
    county: world.county!,
    units: world.units,
    sites: world.sites,
    visibleSites: world.sites.map((it) => it.siteId),
  })),
  on(people.keepCounty, ({ world, body }) => {
    world.county = { ...world.county!, ...body }
    return done
  }),
  on(people.keepUnit, ({ world, params, body }) =>
    put(world.units, { ...params, ...body }, (it) => it.unitId === params.unitId),
  ),
  on(people.keepSite, ({ world, params, body }) =>
    put(world.sites, { ...params, ...body }, (it) => it.siteId === params.siteId),
  ),
  on(people.listStaff, ({ world }) => world.staff),
  on(people.keepStaff, ({ world, params, body }) => {
    const known = world.staff.find((it) => it.staffId === params.staffId)
    const { pinSet = false, consent = 'none' as const, enrolled = false } = known ?? {}
    const row = { ...params, ...body, pinSet, consent, enrolled }
    return staffOf(put(world.staff, row, (it) => it.staffId === params.staffId))
  }),
  on(people.setPin, ({ world, params }) => {
    find(world.staff, (it) => it.staffId === params.staffId).pinSet = true
    return { pin: '481526' }
  }),
  on(people.previewImport, ({ world }) => ({
    importId: newId(),
    fileName: '名单.xlsx',
    good: world.staff.slice(0, 3).map((it, n) => ({
      row: n + 2,
      change: (['new', 'changed', 'same'] as const)[n]!,
      staff: staffOf(it),
    })),
    bad: world.bad,
  })),
  on(people.confirmImport, () => ({ kept: 3 })),
  on(people.listAccounts, ({ world }) => world.accounts),
  on(people.invite, ({ world, body }) => {
    const accountId = newId()
    world.accounts.push({ accountId, ...body, closed: false, roles: [], secondFactors: [] })
    return { accountId, link: '/console/invitation#invite-none-0123456789abcdef' }
  }),
  on(people.closeAccount, ({ world, params }) => {
    find(world.accounts, (it) => it.accountId === params.accountId).closed = true
    return done
  }),
  on(people.grantRole, ({ world, params, body, accountId }) => {
    if (params.accountId === accountId) throw new No('forbidden')
    find(world.accounts, (it) => it.accountId === params.accountId).roles.push({ role: body.role, unitId: body.unitId })
    return { ...done, second: notNeeded }
  }),
  on(people.revokeRole, ({ world, params, body }) => {
    const account = find(world.accounts, (it) => it.accountId === params.accountId)
    account.roles = account.roles.filter((it) => it.role !== body.role)
    return done
  }),
  on(people.readConsentText, () => ({ version: '2026-01', sha256: 'ef'.repeat(32), zh: consentZh, en: consentEn })),
  on(people.listConsents, ({ world, query }) =>
    world.consents.filter((it) => query.staffId === undefined || it.staffId === query.staffId),
  ),
  on(people.giveConsent, ({ world, params, body }) => {
    find(world.staff, (it) => it.staffId === params.staffId).consent = 'given'
    const consent = {
      consentId: newId(),
      staffId: params.staffId,
      purpose: 'faceCheckIn' as const,
      textVersion: body.textVersion,
      givenAt: new Date().toISOString(),
      how: body.how,
      withdrawnAt: null,
    }
    world.consents.push(consent)
    return consent
  }),
  on(people.withdrawConsent, ({ world, params }) => {
    const consent = find(world.consents, (it) => it.consentId === params.consentId)
    consent.withdrawnAt = new Date().toISOString()
    find(world.staff, (it) => it.staffId === consent.staffId).consent = 'withdrawn'
    return consent
  }),
  on(people.readAudit, ({ world, query }) => {
    const rows = world.audit.filter((it) => query.kind === undefined || it.kind === query.kind)
    const from = query.before === undefined ? 0 : rows.findIndex((it) => it.id === query.before) + 1
    return rows.slice(from, from + 25)
  }),
  on(people.readOwnRecord, ({ world, accountId }) => {
    const account = find(world.accounts, (it) => it.accountId === accountId)
    const row = find(world.staff, (it) => it.staffId === account.staffId)
    return {
      staff: staffOf(row),
      consents: world.consents.filter((it) => it.staffId === row.staffId),
      consent: row.consent,
      enrolled: row.enrolled,
      checkIns: world.checkIns.filter((it) => it.staffId === row.staffId),
      duties: world.duties.filter((it) => it.staffId === row.staffId),
    }
  }),
]

const atSites: TestAnswer[] = [
  on(duties.listDuties, ({ world, query }) => {
    const here = (it: { siteId: string; starts: string; ends: string }) =>
      (query.siteId === undefined || it.siteId === query.siteId) && touches(it, query)
    return { duties: world.duties.filter(here), outings: world.outings.filter(here) }
  }),
  on(duties.listDutiesElsewhere, ({ world, query }) => world.duties.filter((it) => touches(it, query)).slice(0, 1)),
  on(duties.keepDuty, ({ world, params, body }) => {
    const busy = world.duties.some(
      (it) =>
        it.dutyId !== params.dutyId &&
        it.staffId === body.staffId &&
        toMs(it.starts) < toMs(body.ends) &&
        toMs(body.starts) < toMs(it.ends),
    )
    if (busy) throw new No('alreadyDone')
    return {
      ...put(world.duties, { ...params, ...body }, (it) => it.dutyId === params.dutyId),
      gaps: gapsAt(world, body),
      second: toMs(body.starts) < Date.now() - 86_400_000 ? awaited : notNeeded,
    }
  }),
  on(duties.cancelDuty, ({ world, params }) => {
    const gone = find(world.duties, (it) => it.dutyId === params.dutyId)
    world.duties = world.duties.filter((it) => it !== gone)
    return { ...done, gaps: gapsAt(world, gone), second: notNeeded }
  }),
  on(duties.importDuties, ({ world }) => ({
    kept: world.bad.length === 0 ? 5 : 0,
    past: 0,
    seconds: [],
    bad: world.bad,
  })),
  on(duties.keepOuting, ({ world, params, body }) =>
    put(world.outings, { ...params, ...body }, (it) => it.outingId === params.outingId),
  ),
  on(duties.endOuting, ({ world, params }) => {
    find(world.outings, (it) => it.outingId === params.outingId).ends = new Date().toISOString()
    return done
  }),
  on(presence.listCheckIns, ({ world, query }) =>
    world.checkIns.filter((it) => dayOf(it.at) === query.day).toSorted((a, b) => toMs(b.at) - toMs(a.at)),
  ),
  on(presence.countersign, ({ world, params }) => {
    find(world.checkIns, (it) => it.checkInId === params.checkInId).countersignedBy = 'clerk'
    return done
  }),
  on(presence.listDevices, ({ world }) => world.devices),
  on(presence.revokeStation, ({ world, params }) => {
    find(world.devices, (it) => it.deviceId === params.deviceId).revoked = true
    return done
  }),
  on(presence.inviteStation, ({ world, params }) => {
    const deviceId = newId()
    world.devices.push({
      deviceId,
      siteId: params.siteId,
      name: '站点机',
      revoked: false,
      lastSeenAt: null,
      waiting: null,
      lastSeq: 0,
      counted: null,
      alarms: [],
      version: null,
      kiosks: [],
      trouble: [],
    })
    return { deviceId }
  }),
  on(presence.readStationPlaces, () => ({ here: true, fingerprint: '1A2B 3C4D 5E6F 7A8B' })),
  on(presence.inviteStationElsewhere, () => ({
    code: 'K7QM-2XHP-9RTD',
    expiresAt: later(30),
    fingerprint: '1A2B 3C4D 5E6F 7A8B',
  })),
  on(presence.inviteKiosk, () => ({ link: '/kiosk/#bind-0123456789abcdefghij', expiresAt: later(10) })),
  on(presence.openEnrolment, () => ({ code: '402718', expiresAt: later(10) })),
  on(presence.listEnrolments, ({ world }) => world.enrolments),
]

const consentZh = `一、目的：仅用于在您的工作站点确认“本人到岗”，不用于考核打分，不用于其他任何目的。
二、处理的信息：由站点机从摄像头画面即时算出的人脸特征模板。画面不保存；模板加密后只保存在站点机内，不经过网络。
三、不同意怎么办：用工号加 PIN 签到，效果完全一样，任何人不得因此区别对待。
四、保存多久：到您撤回同意、离职或调离本站点为止，届时删除并出具可核对的删除证明。
五、您的权利：随时撤回，不需要理由；可查询、复制、更正、删除，也可向县里投诉。`
const consentEn = `1. Purpose: only to confirm at your place of work that you are there. Not for scoring, not for anything else.
2. Data: a face template computed in the station from the camera. Pictures are not kept; the template is encrypted and never leaves the station.
3. Without consent: number and PIN, which counts exactly the same; nobody may treat you differently for it.
4. How long: until you withdraw, leave, or move to another site; then it is erased with a certificate that can be checked.
5. Your rights: withdraw at any time without a reason; ask, copy, correct, erase, and complain to the county.`

export const testAnswers: readonly TestAnswer[] = [
  ...doors,
  ...persons,
  ...atSites,
  ...rosterAnswers,
  ...attendanceAnswers,
  ...suspectAnswers,
  ...proposalAnswers,
  ...spotCheckAnswers,
  ...receiptAnswers,
  ...matterAnswers,
  ...ratingAnswers,
  ...terminalAnswers,
]
