import { randomBytes } from 'node:crypto'
import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransportFuture,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import qrcode from 'qrcode'
import * as routes from '../../contract/routes/auth.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { seal, unseal } from '../secrets/sealing.ts'
import { judgeCode, secretOf, uriOf } from '../secrets/totp.ts'
import type { PeopleSettings } from '../settings.ts'
import { findAccount } from '../store/accounts.ts'
import * as factors from '../store/second-factors.ts'
import { enter, noteRefusal, originOf, ownAccount, proveOwnPassword } from './entry.ts'

const startTotp = (settings: PeopleSettings) =>
  answer(routes.startTotp, async ({ body }, ask) => {
    const account = await ownAccount(ask)
    await proveOwnPassword(ask, account, body.password)
    const secret = secretOf(randomBytes(20))
    const sealed = seal(settings.sealingKey, secret, account.account_id, randomBytes(12))
    await factors.keepPendingTotp(ask.db, ask.countyId, account.account_id, sealed)
    const uri = uriOf(secret, account.login)
    return { secret, uri, qrSvg: await qrcode.toString(uri, { type: 'svg', margin: 2 }) }
  })

const confirmTotp = (settings: PeopleSettings) =>
  answer(routes.confirmTotp, async ({ body: { code } }, ask) => {
    const { accountId } = callerOf(ask)
    const totp = await factors.findTotp(ask.db, ask.countyId, accountId)
    if (!totp?.pending) refuse('notFound')
    const verdict = judgeCode(unseal(settings.sealingKey, totp.pending, accountId), code, ask.now, 0)
    if (verdict.kind !== 'right') refuse('codeWrong')
    await factors.confirmPendingTotp(ask.db, ask.countyId, accountId, verdict.step)
    await ask.record('secondFactorSet', { accountId, factor: 'totp' })
    return { done: true as const }
  })

const startPasskey = (settings: PeopleSettings) =>
  answer(routes.startPasskey, async ({ body }, ask) => {
    const account = await ownAccount(ask)
    await proveOwnPassword(ask, account, body.password)
    const known = await factors.listPasskeys(ask.db, ask.countyId, account.account_id)
    const options = await generateRegistrationOptions({
      rpName: 'Zaigang 在岗',
      rpID: rpOf(ask, settings).id,
      userID: Uint8Array.from(Buffer.from(account.account_id)),
      userName: account.login,
      userDisplayName: account.name,
      attestationType: 'none',
      excludeCredentials: known.map(({ passkeyId }) => ({ id: passkeyId })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    remember(ask, 'passkeyChallenge', options.challenge)
    return { ...options }
  })

const confirmPasskey = (settings: PeopleSettings) =>
  answer(routes.confirmPasskey, async ({ body }, ask) => {
    const { accountId } = callerOf(ask)
    const { id, origin } = rpOf(ask, settings)
    const expectedChallenge = recall(ask, 'passkeyChallenge') ?? refuse('passkeyFailed')
    const checked = await verifyRegistrationResponse({
      response: body as unknown as RegistrationResponseJSON,
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
    }).catch(() => refuse('passkeyFailed'))
    if (!checked.verified || !checked.registrationInfo) refuse('passkeyFailed')
    const { credential } = checked.registrationInfo
    if (await factors.findPasskey(ask.db, ask.countyId, credential.id)) refuse('alreadyDone')
    const { publicKey, counter, transports = [] } = credential
    const kept = { passkeyId: credential.id, accountId, publicKey: Uint8Array.from(publicKey), counter, transports }
    await factors.keepPasskey(ask.db, ask.countyId, kept, ask.now)
    await ask.record('secondFactorSet', { accountId, factor: 'passkey' })
    return { done: true as const }
  })

const startPasskeyLogIn = (settings: PeopleSettings) =>
  answer(routes.startPasskeyLogIn, async (_, ask) => {
    const options = await generateAuthenticationOptions({
      rpID: rpOf(ask, settings).id,
      userVerification: 'required',
    })
    remember(ask, 'passkeyChallenge', options.challenge)
    return { ...options }
  })

/** A passkey asks for a finger or a PIN of its own, so it is both factors. */
const confirmPasskeyLogIn = (settings: PeopleSettings) =>
  answer(routes.confirmPasskeyLogIn, async ({ body }, ask) => {
    const expectedChallenge = recall(ask, 'passkeyChallenge')
    const passkey = await factors.findPasskey(ask.db, ask.countyId, String(body.id))
    const account = passkey && (await findAccount(ask.db, ask.countyId, passkey.accountId))
    if (!expectedChallenge || !passkey || !account) return refusePasskey(ask, '')
    if (account.closed) return refusePasskey(ask, account.login)
    const counter = await provePasskey(ask, settings, body, passkey, expectedChallenge)
    if (counter === undefined) return refusePasskey(ask, account.login)
    await factors.keepCounter(ask.db, ask.countyId, passkey.passkeyId, counter)
    await enter(ask, account.account_id, 'passkey')
    return { done: true as const }
  })

async function provePasskey(
  ask: Ask,
  settings: PeopleSettings,
  body: Record<string, unknown>,
  { passkeyId, publicKey, counter, transports }: factors.Passkey,
  expectedChallenge: string,
): Promise<number | undefined> {
  const { id, origin } = rpOf(ask, settings)
  const checked = await verifyAuthenticationResponse({
    response: body as unknown as AuthenticationResponseJSON,
    expectedChallenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
    credential: { id: passkeyId, publicKey, counter, transports: [...transports] as AuthenticatorTransportFuture[] },
  }).catch(() => undefined)
  return checked?.verified ? checked.authenticationInfo.newCounter : undefined
}

async function refusePasskey(ask: Ask, login: string): Promise<never> {
  await noteRefusal(ask, login, 'passkey')
  refuse('passkeyFailed')
}

/** The relying party: the host without its port, and the address with it. */
function rpOf(ask: Ask, settings: PeopleSettings): { id: string; origin: string } {
  const origin = originOf(ask, settings)
  return { id: new URL(origin).hostname, origin }
}

/** Keeps something in the session between two calls. */
export function remember({ request }: Ask, name: string, value: string): void {
  request.session.pending = { ...request.session.pending, [name]: value }
}

/** Takes it out again: it is good for one call. */
export function recall({ request }: Ask, name: string): string | undefined {
  const { [name]: value, ...rest } = request.session.pending ?? {}
  request.session.pending = rest
  return value
}

export const secondFactorAnswers = (settings: PeopleSettings): readonly Answer[] =>
  [startTotp, confirmTotp, startPasskey, confirmPasskey, startPasskeyLogIn, confirmPasskeyLogIn].map((it) =>
    it(settings),
  )
