import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Claims, SoftPasskey } from './authenticator.ts'
import { type Browser, openAccount, openSetUpHouse, password, type SetUpHouse } from './house.ts'

let house: SetUpHouse
let owner: { browser: Browser; accountId: string }
const passkey = new SoftPasskey()
const here = { origin: 'http://zaigang.test', rpId: 'zaigang.test' }

beforeAll(async () => {
  house = await openSetUpHouse()
  owner = await openAccount(house, 'owner', [])
})
afterAll(() => house.close())

async function register(claims: Partial<Claims> = {}, key = passkey) {
  const { body } = await owner.browser.post('/api/me/passkeys', { password })
  return owner.browser.post('/api/me/passkeys/confirm', key.register({ ...here, challenge: body.challenge, ...claims }))
}

async function logIn(claims: Partial<Claims> = {}, key = passkey, browser = house.browser()) {
  const { body } = await browser.post('/api/log-in/passkey')
  const answered = await browser.post(
    '/api/log-in/passkey/confirm',
    key.logIn({ ...here, challenge: body.challenge, ...claims }),
  )
  return { answered, browser }
}

const wrongs: [string, Partial<Claims>][] = [
  ['another site’s origin', { origin: 'http://zaigang.example' }],
  ['another site’s id', { rpId: 'example.test' }],
  ['a challenge of its own', { challenge: Buffer.alloc(32).toString('base64url') }],
  ['nobody’s finger', { userVerified: false }],
]

describe('a passkey', () => {
  test.each(wrongs)('is not kept with %s', async (_, claims) => {
    expect((await register(claims)).body.refusal).toBe('passkeyFailed')
  })

  test('is not begun by whoever only finds the session open', async () => {
    const { body } = await owner.browser.post('/api/me/passkeys', { password: 'not-the-password' })
    expect(body.refusal).toBe('passwordWrong')
    expect((await owner.browser.post('/api/me/passkeys', {})).status).toBe(400)
    const nothingBegun = passkey.register({ ...here, challenge: Buffer.alloc(32).toString('base64url') })
    expect((await owner.browser.post('/api/me/passkeys/confirm', nothingBegun)).body.refusal).toBe('passkeyFailed')
  })

  test('is kept once for its account, and counts as a second factor', async () => {
    expect((await register()).status).toBe(200)
    expect((await owner.browser.me()).account).toMatchObject({ secondFactors: ['passkey'] })
    expect((await register()).body.refusal).toBe('alreadyDone')
  })

  test('logs in without a password', async () => {
    const { answered, browser } = await logIn()
    expect(answered.status).toBe(200)
    expect((await browser.me()).account).toMatchObject({ accountId: owner.accountId })
  })

  test.each(wrongs)('does not log in with %s', async (_, claims) => {
    const { answered, browser } = await logIn(claims)
    expect([answered.status, answered.body.refusal]).toEqual([401, 'passkeyFailed'])
    expect((await browser.me()).account).toBeNull()
  })

  test('of nobody, or another’s key under a known name, does not log in', async () => {
    expect((await logIn({}, new SoftPasskey())).answered.body.refusal).toBe('passkeyFailed')
    const forged = new SoftPasskey()
    passkey.id.copy(forged.id)
    expect((await logIn({}, forged)).answered.body.refusal).toBe('passkeyFailed')
  })

  test('an answer is good for one call', async () => {
    const browser = house.browser()
    const { body } = await browser.post('/api/log-in/passkey')
    const answer = passkey.logIn({ ...here, challenge: body.challenge })
    expect((await browser.post('/api/log-in/passkey/confirm', answer)).status).toBe(200)
    expect((await browser.post('/api/log-in/passkey/confirm', answer)).body.refusal).toBe('passkeyFailed')
  })

  test('a counter that goes back shows a copy and is refused', async () => {
    expect((await logIn({ counter: 9 })).answered.status).toBe(200)
    expect((await logIn({ counter: 5 })).answered.body.refusal).toBe('passkeyFailed')
  })

  test.each([{}, { id: 7 }, { id: 'x', response: {} }, { id: passkey.id.toString('base64url'), response: null }])(
    'rubbish is refused: %j',
    async (rubbish) => {
      const browser = house.browser()
      await browser.post('/api/log-in/passkey')
      const { status, body } = await browser.post('/api/log-in/passkey/confirm', rubbish)
      expect([status, body.refusal]).toEqual([401, 'passkeyFailed'])
    },
  )

  test('refusals are recorded under the login where it is known', async () => {
    const rows = await house.fresh.app.selectFrom('fact').select('body').where('kind', '=', 'logInRefused').execute()
    const logins = rows.map(({ body }) => (body as { login: string }).login)
    expect(new Set(logins)).toContain('owner')
  })

  test('of a closed account does not log in', async () => {
    await house.system.post(`/api/accounts/${owner.accountId}/close`, { reason: '离职' })
    expect((await logIn({ counter: 20 })).answered.body.refusal).toBe('passkeyFailed')
  })
})
