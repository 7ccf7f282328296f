import * as routes from '../../contract/routes/auth.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { digestOf, judgePassword } from '../secrets/password.ts'
import { unseal } from '../secrets/sealing.ts'
import { judgeCode } from '../secrets/totp.ts'
import type { PeopleSettings } from '../settings.ts'
import { forgiveLogin, keepPassword, takeBackTry } from '../store/passwords.ts'
import { findTotp, spendStep } from '../store/second-factors.ts'
import { endSessionsOf, listSessions } from '../store/sessions.ts'
import { enter, noteRefusal, ownAccount, proveOwnPassword, provePassword } from './entry.ts'

const logIn = (settings: PeopleSettings) =>
  answer(routes.logIn, async ({ body: { login, password, code } }, ask) => {
    if (ask.countyId === 0) refuse('logInFailed')
    const { account, before } = await provePassword(ask, login, password)
    const state = await proveCode(ask, settings, account.account_id, code)
    if (state === 'codeWanted') {
      await takeBackTry(ask.apart, ask.countyId, login, before)
      return { state }
    }
    if (state === 'wrong') {
      await noteRefusal(ask, login, 'code')
      refuse('codeWrong')
    }
    await forgiveLogin(ask.apart, ask.countyId, login)
    await enter(ask, account.account_id, 'password')
    return { state: 'in' as const }
  })

async function proveCode(
  { apart, countyId, now }: Ask,
  settings: PeopleSettings,
  accountId: string,
  code: string | undefined,
): Promise<'in' | 'wrong' | 'codeWanted'> {
  const totp = await findTotp(apart, countyId, accountId)
  if (!totp?.sealed) return 'in'
  if (!code) return 'codeWanted'
  const verdict = judgeCode(unseal(settings.sealingKey, totp.sealed, accountId), code, now, totp.last_step)
  if (verdict.kind !== 'right') return 'wrong'
  return (await spendStep(apart, countyId, accountId, verdict.step)) ? 'in' : 'wrong'
}

const logOut = answer(routes.logOut, async (_, ask) => {
  const { accountId } = callerOf(ask)
  await ask.request.session.destroy()
  await ask.record('loggedOut', { accountId })
  return { done: true as const }
})

const changePassword = answer(routes.changePassword, async ({ body }, ask) => {
  const account = await ownAccount(ask)
  const { account_id: accountId } = account
  if (judgePassword(body.new, account.login) !== null) refuse('passwordWeak')
  await proveOwnPassword(ask, account, body.old)
  await keepPassword(ask.db, ask.countyId, accountId, await digestOf(body.new), ask.now)
  await endSessionsOf(ask.db, accountId, ask.now, ask.request.session.sessionId)
  await ask.record('passwordChanged', { accountId })
  return { done: true as const }
})

const listSessionsOfAccount = answer(routes.listSessionsOfAccount, async (_, ask) =>
  listSessions(ask.db, callerOf(ask).accountId, ask.request.session.sessionId, ask.now),
)

export const logInAnswers = (settings: PeopleSettings): readonly Answer[] => [
  logIn(settings),
  logOut,
  changePassword,
  listSessionsOfAccount,
]
