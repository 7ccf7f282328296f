import type { FactBody } from '../../fact/fact.ts'
import { type Ask, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { fits } from '../secrets/password.ts'
import { sha256Of } from '../secrets/token.ts'
import type { PeopleSettings } from '../settings.ts'
import { findAccount, findAccountByLogin } from '../store/accounts.ts'
import { findPassword, forgiveLogin, tryLogin } from '../store/passwords.ts'
import type { AccountRow } from '../tables.ts'

type How = FactBody<'loggedIn'>['how']
export type Why = FactBody<'logInRefused'>['why']

/** Lets an account in: records it and gives the browser a new session, so that one planted before is worth nothing. */
export async function enter(ask: Ask, accountId: string, how: How): Promise<void> {
  // First the session, which needs a connection of its own: while a fact waits for its commit all others wait for it.
  await ask.request.session.regenerate()
  await ask.record('loggedIn', { accountId, how }, { by: { kind: 'account', id: accountId } })
  ask.request.session.accountId = accountId
  ask.request.session.openedAt = ask.now
}

/** Records a refused log-in, kept although the request is refused. */
export async function noteRefusal(ask: Ask, login: string, why: Why): Promise<void> {
  if (ask.countyId === 0) return
  const known = await findAccountByLogin(ask.apart, ask.countyId, login)
  await ask.recordApart('logInRefused', { login: known ? known.login : maskOf(login), why }, { by: { kind: 'public' } })
}

/** People type passwords into the wrong field: of a login nobody has, only a mark is recorded. */
const maskOf = (login: string): string => `?${sha256Of(login.toLowerCase()).slice(0, 8)}`

/** An account whose password was right; `before` is for taking the counted try back. */
export interface Proven {
  readonly account: AccountRow
  readonly before: string
}

/** Checks a password within the lock-out, in the same time whether there is such an account or not. Refuses with `wrong`. */
export async function provePassword(
  ask: Ask,
  login: string,
  password: string,
  wrong: 'logInFailed' | 'passwordWrong' = 'logInFailed',
): Promise<Proven> {
  const guard = await tryLogin(ask.apart, ask.countyId, login, ask.now)
  if (guard.kind === 'locked') {
    await noteRefusal(ask, login, 'locked')
    refuse('logInLocked', { until: guard.until })
  }
  const account = await findAccountByLogin(ask.apart, ask.countyId, login)
  const digest = account ? await findPassword(ask.apart, ask.countyId, account.account_id) : null
  const right = await fits(password, digest)
  if (account && right && !account.closed) return { account, before: guard.before }
  await noteRefusal(ask, login, !account ? 'unknown' : right ? 'closed' : 'password')
  refuse(wrong)
}

/** The caller's account. Refuses `notLoggedIn` where it is gone. */
export const ownAccount = async (ask: Ask): Promise<AccountRow> =>
  (await findAccount(ask.db, ask.countyId, callerOf(ask).accountId)) ?? refuse('notLoggedIn')

/** Whether the caller gave the password of his own account again, within the same lock-out. Refuses `passwordWrong`. */
export async function proveOwnPassword(ask: Ask, { login }: AccountRow, password: string): Promise<void> {
  await provePassword(ask, login, password, 'passwordWrong')
  await forgiveLogin(ask.apart, ask.countyId, login)
}

/** Where the browser reached us, without a slash at the end. */
export const originOf = ({ request }: Ask, { publicUrl }: PeopleSettings): string =>
  publicUrl ?? `${request.protocol}://${request.host}`
