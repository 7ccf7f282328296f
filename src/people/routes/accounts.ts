import { randomBytes } from 'node:crypto'
import type { Told } from '../../contract/proposals.ts'
import * as routes from '../../contract/routes/people.ts'
import { type Answer, type Ask, answer, callerOf, type Grant } from '../../http/answer.ts'
import { newId } from '../../kit/ids.ts'
import { refuse } from '../../kit/refusals.ts'
import { act, doOrPropose } from '../proposing.ts'
import {
  decideClose,
  decideGrant,
  decideRevoke,
  isCountyWide,
  type RoleDecision,
  type RoleHolder,
} from '../rules/roles.ts'
import { sayRoles } from '../rules/roleWords.ts'
import { tokenOf } from '../secrets/token.ts'
import type { PeopleSettings } from '../settings.ts'
import * as accounts from '../store/accounts.ts'
import { keepInvitation } from '../store/invitations.ts'
import { endSessionsOf } from '../store/sessions.ts'
import { findStaff } from '../store/staff.ts'
import { listUnits, lockCounty, readParents } from '../store/tree.ts'
import { demandLines } from '../texts.ts'
import { linkOf } from './set-up.ts'
import { checkTexts } from './tree.ts'

const listAccounts = answer(routes.listAccounts, async (_, ask) => accounts.listAccounts(ask.db, ask.countyId))

const invite = (settings: PeopleSettings) =>
  answer(routes.invite, async ({ body: { login, name, staffId } }, ask) => {
    checkTexts({ login, name })
    await lockCounty(ask.db, ask.countyId)
    const taken = await accounts.findAccountByLogin(ask.db, ask.countyId, login)
    if (taken && !taken.closed) refuse('loginTaken')
    if (staffId !== null && !(await findStaff(ask.db, ask.countyId, staffId))) refuse('badInput', ['staffId'])
    const accountId = newId()
    const token = tokenOf(randomBytes(32))
    await keepInvitation(ask.db, ask.countyId, token, { accountId, login, name, roles: [] }, ask.now)
    await ask.record('accountOpened', { accountId, login, name, staffId })
    return { accountId, link: linkOf(ask, settings, token) }
  })

const closeAccount = answer(routes.closeAccount, async ({ params, body: { reason } }, ask) => {
  demandLines('reason', reason)
  const holder = await lockHolder(ask, params.accountId)
  const { accountId } = holder
  const admins = await accounts.countSecurityAdmins(ask.db, ask.countyId)
  demand(decideClose(callerOf(ask).accountId, holder, admins))
  await endSessionsOf(ask.db, accountId, ask.now)
  await ask.record('accountClosed', { accountId, reason })
  return { done: true as const }
})

const grantRole = answer(routes.grantRole, async ({ params, body: { why: reason, ...body } }, ask) => {
  const change = { kind: 'roleGrant', ...params, ...body } as const
  return { done: true as const, second: await doOrPropose(ask, roleGrantAct, change, { takesTwo: true, reason }) }
})

/** A role is given by one security administrator and confirmed by another. */
export const roleGrantAct = act('roleGrant', async (ask, { accountId, ...body }) => {
  // The route asks it of who proposes; when it is confirmed he may be none any more.
  if (!callerOf(ask).grants.some(({ role }) => role === 'securityAdmin')) refuse('forbidden')
  const holder = await lockHolder(ask, accountId)
  const grant = await readGrant(ask, body)
  demand(decideGrant(callerOf(ask).accountId, holder, grant))
  return {
    concern: { unitId: null, accountIds: [accountId], staffIds: holder.staffId === null ? [] : [holder.staffId] },
    told: await tellGrant(ask, holder, grant),
    keep: async () => [await ask.record('roleGranted', { accountId, ...grant })],
  }
})

async function tellGrant({ db, countyId }: Ask, { accountId, own }: RoleHolder, grant: Grant): Promise<Told> {
  const account = await accounts.findAccount(db, countyId, accountId)
  const units = new Map((await listUnits(db, countyId)).map((it) => [it.unitId, it.name]))
  const say = (grants: readonly Grant[]) => sayRoles(grants, (unitId) => units.get(unitId) ?? '')
  const [name, login] = [account?.name ?? '', account?.login ?? '']
  return {
    what: { zh: `为账号 ${name}（${login}）授予角色`, en: `A role for the account ${name} (${login})` },
    before: say(own),
    after: say([...own, grant]),
  }
}

const revokeRole = answer(routes.revokeRole, async ({ params, body: { reason, ...body } }, ask) => {
  demandLines('reason', reason)
  const holder = await lockHolder(ask, params.accountId)
  const { accountId } = holder
  const grant = { role: body.role, unitId: isCountyWide(body.role) ? null : body.unitId }
  const admins = await accounts.countSecurityAdmins(ask.db, ask.countyId)
  demand(decideRevoke(callerOf(ask).accountId, holder, grant, admins))
  await ask.record('roleRevoked', { accountId, ...grant, reason })
  return { done: true as const }
})

async function lockHolder(ask: Ask, accountId: string): Promise<RoleHolder> {
  await lockCounty(ask.db, ask.countyId)
  return (await accounts.findHolder(ask.db, ask.countyId, accountId)) ?? refuse('notFound')
}

async function readGrant(ask: Ask, { role, unitId }: Grant): Promise<Grant> {
  if (isCountyWide(role)) return { role, unitId: null }
  if (unitId !== null && !(await readParents(ask.db, ask.countyId)).has(unitId)) refuse('badInput', ['unitId'])
  return { role, unitId }
}

function demand(decision: RoleDecision): void {
  if (decision.kind === 'refused') refuse(decision.why)
}

export const accountAnswers = (settings: PeopleSettings): readonly Answer[] => [
  listAccounts,
  invite(settings),
  closeAccount,
  grantRole,
  revokeRole,
]
