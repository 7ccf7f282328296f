import * as client from 'openid-client'
import * as routes from '../../contract/routes/auth.ts'
import { type Answer, type Ask, answer } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import type { OidcSettings, PeopleSettings } from '../settings.ts'
import { findAccount, findAccountByLogin } from '../store/accounts.ts'
import { bindIdentity, findIdentity } from '../store/identities.ts'
import type { AccountRow } from '../tables.ts'
import { enter, noteRefusal, originOf } from './entry.ts'
import { recall, remember } from './second-factors.ts'

const startOidc = (settings: PeopleSettings, provider: Provider) =>
  answer(routes.startOidc, async (_, ask) => {
    const config = await provider()
    const verifier = client.randomPKCECodeVerifier()
    const [state, nonce] = [client.randomState(), client.randomNonce()]
    const address = client.buildAuthorizationUrl(config, {
      redirect_uri: `${originOf(ask, settings)}${routes.finishOidc.path}`,
      scope: 'openid profile',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    })
    remember(ask, 'oidc', JSON.stringify({ verifier, state, nonce } satisfies Started))
    return ask.reply.redirect(address.href)
  })

const finishOidc = (settings: PeopleSettings, provider: Provider) =>
  answer(routes.finishOidc, async (_, ask) => {
    const config = await provider()
    const started = recall(ask, 'oidc') ?? refuse('oidcFailed')
    const claims = await redeem(config, ask, settings, JSON.parse(started) as Started)
    const account = await accountOf(ask, claims)
    await enter(ask, account.account_id, 'oidc')
    return ask.reply.redirect('/console')
  })

interface Started {
  readonly verifier: string
  readonly state: string
  readonly nonce: string
}

async function redeem(
  config: client.Configuration,
  ask: Ask,
  settings: PeopleSettings,
  { verifier, state, nonce }: Started,
): Promise<client.IDToken> {
  const address = new URL(ask.request.url, originOf(ask, settings))
  try {
    const tokens = await client.authorizationCodeGrant(config, address, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    })
    return tokens.claims() ?? refuse('oidcFailed')
  } catch (failure) {
    ask.request.log.warn(failure)
    refuse('oidcFailed')
  }
}

/**
 * The account of whoever the provider named: bound by `iss` and `sub`. The first time the provider's
 * `preferred_username` has to be the login; after that the login may be called otherwise, and nobody else gets in by it.
 */
async function accountOf(ask: Ask, claims: client.IDToken): Promise<AccountRow> {
  const { db, countyId } = ask
  const login = typeof claims.preferred_username === 'string' ? claims.preferred_username : ''
  const bound = await findIdentity(db, countyId, claims.iss, claims.sub)
  const account = bound ? await findAccount(db, countyId, bound) : await findAccountByLogin(db, countyId, login)
  if (!account || account.closed) return refuseIdentity(ask, login, account ? 'closed' : 'unknown')
  if (!bound && !(await bindIdentity(db, countyId, claims.iss, claims.sub, account.account_id))) {
    return refuseIdentity(ask, login, 'unknown')
  }
  return account
}

async function refuseIdentity(ask: Ask, login: string, why: 'closed' | 'unknown'): Promise<never> {
  await noteRefusal(ask, login, why)
  refuse('oidcFailed')
}

type Provider = () => Promise<client.Configuration>

/** Asks the provider once what it is like, and again only when that failed. */
function providerOf(oidc: OidcSettings | undefined): Provider {
  let known: client.Configuration | undefined
  return async () => {
    if (oidc === undefined) refuse('oidcOff')
    known ??= await discover(oidc)
    return known
  }
}

async function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<client.Configuration> {
  const address = new URL(issuer)
  // Plain HTTP is bearable only where nobody else is on the wire.
  const isLocal = ['127.0.0.1', '[::1]', 'localhost'].includes(address.hostname)
  const execute = isLocal ? [client.allowInsecureRequests] : []
  return client.discovery(address, clientId, clientSecret, undefined, { execute }).catch(() => refuse('oidcFailed'))
}

export function oidcAnswers(settings: PeopleSettings): readonly Answer[] {
  const provider = providerOf(settings.oidc)
  return [startOidc(settings, provider), finishOidc(settings, provider)]
}
