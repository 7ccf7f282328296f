import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openAccount, openHouse, openSetUpHouse, type SetUpHouse } from './house.ts'

const client = { clientId: 'zaigang', clientSecret: 'a-secret-of-the-test' }

/** A small identity provider: discovery, keys, token. What it says of the person is set by the test. */
class Provider {
  readonly #keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  readonly #server: Server
  readonly #codes = new Map<string, { challenge: string; nonce: string; claims: object }>()
  person: Record<string, unknown> = {}
  issuer = ''
  constructor() {
    this.#server = createServer((request, response) => {
      let body = ''
      request.on('data', (part) => (body += part))
      request.on('end', () => {
        const { status, json } = this.#answer(
          request.url ?? '',
          new URLSearchParams(body),
          request.headers.authorization,
        )
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json))
      })
    })
  }

  async open(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done))
    this.issuer = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  close = (): Promise<void> => new Promise((done) => this.#server.close(() => done()))

  /** What the person's browser is sent back with after agreeing; `more` overrides claims. */
  agree(address: URL, more: object = {}): string {
    const asked = address.searchParams
    expect(asked.get('code_challenge_method')).toBe('S256')
    const code = randomUUID()
    const nonce = asked.get('nonce') ?? ''
    const claims = { iss: this.issuer, aud: client.clientId, nonce, ...this.person, ...more }
    this.#codes.set(code, { challenge: asked.get('code_challenge') ?? '', nonce, claims })
    return `/api/log-in/oidc/back?code=${code}&state=${asked.get('state')}`
  }

  #answer(path: string, form: URLSearchParams, authorization = ''): { status: number; json: object } {
    if (path.startsWith('/.well-known/')) return { status: 200, json: this.#describe() }
    if (path === '/keys') {
      const jwk = this.#keys.publicKey.export({ format: 'jwk' })
      return { status: 200, json: { keys: [{ ...jwk, kid: 'k', use: 'sig', alg: 'RS256' }] } }
    }
    const code = this.#codes.get(form.get('code') ?? '')
    this.#codes.delete(form.get('code') ?? '')
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const basic = `Basic ${Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64')}`
    const secret = form.get('client_secret') === client.clientSecret || authorization === basic
    if (!code || verifier !== code.challenge || !secret) return { status: 400, json: { error: 'invalid_grant' } }
    return { status: 200, json: { access_token: 'x', token_type: 'Bearer', id_token: this.#token(code.claims) } }
  }

  #describe = (): object => ({
    issuer: this.issuer,
    authorization_endpoint: `${this.issuer}/authorize`,
    token_endpoint: `${this.issuer}/token`,
    jwks_uri: `${this.issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
  })

  #token(claims: object): string {
    const at = Math.floor(Date.now() / 1000)
    const part = (it: object) => Buffer.from(JSON.stringify(it)).toString('base64url')
    const text = `${part({ alg: 'RS256', kid: 'k' })}.${part({ iat: at, exp: at + 60, ...claims })}`
    return `${text}.${sign('sha256', Buffer.from(text), this.#keys.privateKey).toString('base64url')}`
  }
}

const provider = new Provider()
let house: SetUpHouse
let accountId: string
beforeAll(async () => {
  await provider.open()
  house = await openSetUpHouse({ oidc: { issuer: provider.issuer, ...client } })
  accountId = (await openAccount(house, 'wang', [])).accountId
  await openAccount(house, 'li', [])
})
afterAll(async () => {
  await house.close()
  await provider.close()
})

async function start(browser: Browser): Promise<URL> {
  const { raw, status } = await browser.get('/api/log-in/oidc')
  expect(status).toBe(302)
  return new URL(String(raw.headers.location))
}

async function logIn(person: object, more: object = {}) {
  provider.person = { ...person }
  const browser = house.browser()
  const answered = await browser.get(provider.agree(await start(browser), more))
  return { answered, account: (await browser.me()).account as { accountId: string } | null }
}

describe('logging in through the identity provider', () => {
  test('is offered only where it is set up', async () => {
    expect((await house.browser().me()).oidc).toBe(true)
    const plain = await openHouse()
    expect((await plain.browser().me()).oidc).toBe(false)
    expect((await plain.browser().get('/api/log-in/oidc')).status).toBe(404)
    await plain.close()
  })

  test('lets in whose login the provider names, and goes to the console', async () => {
    const { answered, account } = await logIn({ sub: 's-wang', preferred_username: 'wang' })
    expect([answered.status, answered.raw.headers.location]).toEqual([302, '/console'])
    expect(account?.accountId).toBe(accountId)
  })

  test('after that the person counts, not the name', async () => {
    expect((await logIn({ sub: 's-wang', preferred_username: 'li' })).account?.accountId).toBe(accountId)
    expect((await logIn({ sub: 's-other', preferred_username: 'wang' })).account).toBeNull()
  })

  test.each([
    ['somebody without an account', { sub: 's-new', preferred_username: 'nobody' }, {}],
    ['somebody without a name', { sub: 's-nameless' }, {}],
    ['a token for another program', { sub: 's-li', preferred_username: 'li' }, { aud: 'other' }],
    ['a token of another issuer', { sub: 's-li', preferred_username: 'li' }, { iss: 'http://127.0.0.1:1' }],
    ['a token for another log-in', { sub: 's-li', preferred_username: 'li' }, { nonce: 'other' }],
    ['a token that ran out', { sub: 's-li', preferred_username: 'li' }, { exp: 1000 }],
  ])('refuses %s', async (_, person, more) => {
    const { answered, account } = await logIn(person, more)
    expect(answered.status).toBe(401)
    expect(account).toBeNull()
  })

  test('refuses an answer to a log-in this browser did not begin', async () => {
    provider.person = { sub: 's-li', preferred_username: 'li' }
    const [thief, victim] = [house.browser(), house.browser()]
    const back = provider.agree(await start(thief))
    expect((await victim.get(back)).status).toBe(401)
    await start(victim)
    expect((await victim.get(provider.agree(await start(thief)))).status).toBe(401)
    expect((await victim.me()).account).toBeNull()
  })

  test('refuses an answer a second time', async () => {
    provider.person = { sub: 's-li', preferred_username: 'li' }
    const browser = house.browser()
    const back = provider.agree(await start(browser))
    expect((await browser.get(back)).status).toBe(302)
    expect((await browser.get(back)).status).toBe(401)
  })
})
