import { randomBytes } from 'node:crypto'
import type { Role } from '../../contract/people.ts'
import * as routes from '../../contract/routes/setup.ts'
import { usualDutyHours } from '../../contract/workingHours.ts'
import type { Circumstances } from '../../fact/draft.ts'
import type { Actor } from '../../fact/fact.ts'
import { type Answer, type Ask, answer, type Grant, type Input } from '../../http/answer.ts'
import { newId } from '../../kit/ids.ts'
import { refuse } from '../../kit/refusals.ts'
import { sayRoles } from '../rules/roleWords.ts'
import { digestOf, judgePassword } from '../secrets/password.ts'
import { tokenOf } from '../secrets/token.ts'
import type { PeopleSettings } from '../settings.ts'
import { findAccount, findAccountByLogin } from '../store/accounts.ts'
import { findInvitation, type Invitation, keepInvitation, spendInvitation } from '../store/invitations.ts'
import { keepPassword } from '../store/passwords.ts'
import { listSecondFactors } from '../store/second-factors.ts'
import { spendSetUpToken } from '../store/set-up.ts'
import { findCounty, listUnits, lockCounty } from '../store/tree.ts'
import { enter, originOf } from './entry.ts'
import { checkTexts } from './tree.ts'

const bySystem = { kind: 'system' } as const satisfies Actor

const whoAmI = (settings: PeopleSettings) =>
  answer(routes.whoAmI, async (_, ask) => {
    const county = (await findCounty(ask.db)) ?? null
    return { county, account: await describeCaller(ask), csrf: ask.reply.generateCsrf(), oidc: !!settings.oidc }
  })

async function describeCaller({ db, countyId, caller }: Ask) {
  if (caller === null) return null
  const { accountId, name, staffId, grants } = caller
  const factors = await listSecondFactors(db, countyId, accountId)
  return { accountId, name, staffId, roles: [...grants], secondFactors: factors.get(accountId) ?? [] }
}

const setUp = (settings: PeopleSettings) =>
  answer(routes.setUp, async ({ body }, ask) => {
    if (ask.countyId !== 0) refuse('setUpDone')
    checkTexts({ ...body.complaints, ...body, complaints: null, password: null })
    if (judgePassword(body.password, body.login) !== null) refuse('passwordWeak')
    const digest = await digestOf(body.password)
    if (!(await spendSetUpToken(ask.db, body.token))) refuse('setUpTokenWrong')

    const { countyId } = body
    const accountId = newId()
    await keepPassword(ask.db, countyId, accountId, digest, ask.now)
    const unitId = newId()
    const invitations = await inviteOthers(ask, settings, countyId, unitId)
    await recordCounty(ask, body, { accountId, unitId })
    return { invitations }
  })

async function recordCounty(
  ask: Ask,
  body: Input<typeof routes.setUp>['body'],
  { accountId, unitId }: { accountId: string; unitId: string },
): Promise<void> {
  const about = { countyId: body.countyId, by: bySystem }
  const { countyName, complaints, unitName, siteName, dutyPhone, login, name } = body
  const siteId = newId()
  const site = { siteId, unitId, name: siteName, address: '', hours: usualDutyHours, dutyPhone, closed: false }
  await ask.record('countyNamed', { name: countyName, demo: false, complaints }, about)
  await ask.record('unitKept', { unitId, parentId: null, name: unitName, kind: 'county' }, about)
  await ask.record('siteKept', site, { ...about, siteId })
  await ask.record('accountOpened', { accountId, login, name, staffId: null }, about)
  await grantAtSetUp(ask, accountId, { role: 'systemAdmin', unitId: null }, about)
}

/** The first roles have nobody to confirm them: each is marked as given alone. */
async function grantAtSetUp(ask: Ask, accountId: string, grant: Grant, about: Partial<Circumstances>): Promise<void> {
  const granted = await ask.record('roleGranted', { accountId, ...grant }, about)
  const units = new Map((await listUnits(ask.db, about.countyId ?? ask.countyId)).map((it) => [it.unitId, it.name]))
  const say = (grants: readonly Grant[]) => sayRoles(grants, (unitId) => units.get(unitId) ?? '')
  const told = {
    what: { zh: '初始设置时授予角色', en: 'A role given at the set-up' },
    before: say([]),
    after: say([grant]),
  }
  const change = { kind: 'roleGrant', accountId, ...grant } as const
  const concern = { unitId: null, staffIds: [], accountIds: [accountId] }
  const its = { proposalId: newId(), change, told, concern, reason: '', factIds: [granted.id] }
  await ask.record('changeMadeAlone', { ...its, alone: true, why: 'setUp', unitId: null }, about)
}

/** The other two administrations and the first clerk get links of their own: one person is not all of them. */
async function inviteOthers(ask: Ask, settings: PeopleSettings, countyId: number, unitId: string) {
  const offers: { role: Role; unitId: string | null }[] = [
    { role: 'securityAdmin', unitId: null },
    { role: 'auditAdmin', unitId: null },
    { role: 'clerk', unitId },
  ]
  const invitations: { role: string; link: string }[] = []
  for (const offer of offers) {
    const token = tokenOf(randomBytes(32))
    await keepInvitation(ask.db, countyId, token, { accountId: null, login: null, name: '', roles: [offer] }, ask.now)
    invitations.push({ role: offer.role, link: linkOf(ask, settings, token) })
  }
  return invitations
}

/** The token stands behind the # and so in no server's log. */
export const linkOf = (ask: Ask, settings: PeopleSettings, token: string): string =>
  `${originOf(ask, settings)}/console/invitation#${token}`

const readInvitation = answer(routes.readInvitation, async ({ params: { token } }, ask) => {
  const it = (await findInvitation(ask.db, ask.countyId, token, ask.now)) ?? refuse('invitationGone')
  return { roles: it.roles.map(({ role }) => role), name: it.name, login: it.login }
})

const acceptInvitation = answer(routes.acceptInvitation, async ({ params: { token }, body }, ask) => {
  const it = (await findInvitation(ask.db, ask.countyId, token, ask.now)) ?? refuse('invitationGone')
  const login = it.login ?? body.login
  checkTexts({ login, name: body.name })
  if (judgePassword(body.password, login) !== null) refuse('passwordWeak')
  const digest = await digestOf(body.password)
  await lockCounty(ask.db, ask.countyId)
  if (!(await spendInvitation(ask.db, ask.countyId, token, ask.now))) refuse('invitationGone')

  const accountId = it.accountId ? await demandOpen(ask, it.accountId) : await demandFreeLogin(ask, login)
  await keepPassword(ask.db, ask.countyId, accountId, digest, ask.now)
  await openInvited(ask, accountId, { ...it, login, name: body.name })
  await enter(ask, accountId, 'invitation')
  return { accountId }
})

async function demandOpen(ask: Ask, accountId: string): Promise<string> {
  const account = await findAccount(ask.db, ask.countyId, accountId)
  if (!account || account.closed) refuse('invitationGone')
  return accountId
}

async function demandFreeLogin(ask: Ask, login: string): Promise<string> {
  const taken = await findAccountByLogin(ask.db, ask.countyId, login)
  if (taken && !taken.closed) refuse('loginTaken')
  return newId()
}

async function openInvited(
  ask: Ask,
  accountId: string,
  { login, name, roles, accountId: known }: Invitation & { login: string },
): Promise<void> {
  const before = known ? await findAccount(ask.db, ask.countyId, known) : undefined
  const staffId = before?.staff_id ?? null
  await ask.record('accountOpened', { accountId, login, name, staffId }, { by: { kind: 'account', id: accountId } })
  for (const grant of roles) await grantAtSetUp(ask, accountId, grant, { by: bySystem })
}

export const setUpAnswers = (settings: PeopleSettings): readonly Answer[] => [
  whoAmI(settings),
  setUp(settings),
  readInvitation,
  acceptInvitation,
]
