import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { toMs } from '../../src/kit/time.ts'
import { openAccount, openSetUpHouse, password, type SetUpHouse } from './house.ts'

let house: SetUpHouse
beforeAll(async () => {
  house = await openSetUpHouse()
})
afterAll(() => house.close())
beforeEach(() => house.clock.forward(20))

const logIn = (login: string, secret: string, code?: string) =>
  house.browser().post('/api/log-in', { login, password: secret, ...(code && { code }) })

const refusalsOf = async (kind: string) =>
  (await house.fresh.app.selectFrom('fact').select('body').where('kind', '=', kind).orderBy('position').execute()).map(
    (row) => row.body as Record<string, string>,
  )

describe('logging in', () => {
  test('a right password lets in, with a new session and a fact', async () => {
    const browser = house.browser()
    await browser.me()
    const { status, body } = await browser.post('/api/log-in', { login: 'SYSTEM', password })
    expect([status, body]).toEqual([200, { state: 'in' }])
    expect((await browser.me()).account).toMatchObject({ name: '系统管理员' })
    expect((await refusalsOf('loggedIn')).at(-1)).toMatchObject({ how: 'password' })
  })

  test('the id of a session planted before the log-in opens nothing after it', async () => {
    const victim = house.browser()
    await victim.post('/api/log-in/passkey')
    const planted = victim.cookies.get('zaigang')
    expect(planted).toBeDefined()
    await victim.post('/api/log-in', { login: 'system', password })
    expect(victim.cookies.get('zaigang')).not.toBe(planted)
    const thief = house.browser()
    thief.cookies.set('zaigang', planted ?? '')
    expect((await thief.me()).account).toBeNull()
  })

  test('the cookie is not for scripts and not for other sites', async () => {
    const { raw } = await logIn('system', password)
    const cookie = raw.cookies.find(({ name }) => name === 'zaigang')
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  })

  test('no session id stands in the database', async () => {
    const browser = house.browser()
    await browser.post('/api/log-in', { login: 'system', password })
    const id = browser.cookies.get('zaigang')?.split('.')[0] ?? ''
    expect(id.length).toBeGreaterThan(20)
    expect(JSON.stringify(await house.fresh.app.selectFrom('session').selectAll().execute())).not.toContain(id)
  })

  test.each([
    ['a wrong password', 'system', 'not-the-password', 'password', 'system'],
    ['a login nobody has', 'my-secret-typed-here', password, 'unknown', '?'],
    ['a login that is SQL', "' or 1=1; drop table account;--", password, 'unknown', '?'],
  ])('%s is refused with the same words, and recorded', async (_, login, secret, why, recorded) => {
    const { status, body } = await logIn(login, secret)
    expect([status, body.refusal, body.detail]).toEqual([401, 'logInFailed', undefined])
    const fact = (await refusalsOf('logInRefused')).at(-1)
    expect(fact?.why).toBe(why)
    expect(fact?.login?.startsWith(recorded)).toBe(true)
    expect(fact?.login).not.toContain('secret')
  })

  test('a write without the token against forged requests is refused', async () => {
    const browser = house.browser()
    await browser.post('/api/log-in', { login: 'system', password })
    const { status, body } = await browser.call('POST', '/api/log-out', {}, { 'x-csrf-token': '' })
    expect([status, body.refusal]).toEqual([403, 'csrfWrong'])
    expect((await browser.get('/api/tree')).status).toBe(200)
  })

  test('logging out ends the session', async () => {
    const browser = house.browser()
    await browser.post('/api/log-in', { login: 'system', password })
    const kept = browser.cookies.get('zaigang') ?? ''
    expect((await browser.post('/api/log-out')).status).toBe(200)
    browser.cookies.set('zaigang', kept)
    expect((await browser.me()).account).toBeNull()
  })
})

describe('the lock after failures', () => {
  test('five failures lock a login for a minute, and the right password does not open it', async () => {
    for (let i = 0; i < 5; i++) expect((await logIn('clerk', 'wrong-wrong-wrong')).body.refusal).toBe('logInFailed')
    const locked = await logIn('clerk', password)
    expect([locked.status, locked.body.refusal]).toEqual([429, 'logInLocked'])
    house.clock.forward(1)
    expect((await logIn('clerk', password)).body).toEqual({ state: 'in' })
    expect((await refusalsOf('logInRefused')).at(-1)).toEqual({ login: 'clerk', why: 'locked' })
  })

  test('a login nobody has locks just the same', async () => {
    for (let i = 0; i < 5; i++) await logIn('nobody-here', 'wrong-wrong-wrong')
    expect((await logIn('nobody-here', 'wrong-wrong-wrong')).body.refusal).toBe('logInLocked')
  })

  test('twelve tries at once are no more than five tries', async () => {
    const tries = await Promise.all(Array.from({ length: 8 }, () => logIn('auditAdmin', 'wrong-wrong-wrong')))
    const words = tries.map(({ body }) => body.refusal)
    expect(words.filter((word) => word === 'logInFailed')).toHaveLength(5)
    expect(words.filter((word) => word === 'logInLocked')).toHaveLength(3)
  })
})

describe('a second factor', () => {
  let secret = ''
  const codeAt = (iso: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: toMs(iso) })

  test('is in force only after a right code', async () => {
    const { browser } = await openAccount(house, 'factor', [])
    expect((await browser.post('/api/me/totp', { password: 'not-the-password' })).body.refusal).toBe('passwordWrong')
    expect((await browser.post('/api/me/totp/confirm', { code: '000000' })).body.refusal).toBe('notFound')
    const started = await browser.post('/api/me/totp', { password })
    secret = started.body.secret
    expect(started.body.uri).toMatch(/^otpauth:\/\/totp\/Zaigang/)
    expect(started.body.qrSvg).toMatch(/^<svg/)
    expect((await logIn('factor', password)).body).toEqual({ state: 'in' })
    expect((await browser.post('/api/me/totp/confirm', { code: '000000' })).body.refusal).toBe('codeWrong')
    expect((await browser.post('/api/me/totp/confirm', { code: codeAt(house.clock.at) })).status).toBe(200)
    expect((await browser.me()).account).toMatchObject({ secondFactors: ['totp'] })
  })

  test('the secret is sealed in the database', async () => {
    const rows = await house.fresh.app.selectFrom('account_totp').selectAll().execute()
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(secret)
  })

  test('the password alone asks for the code, and a right one lets in', async () => {
    expect((await logIn('factor', password)).body).toEqual({ state: 'codeWanted' })
    expect((await logIn('factor', password, codeAt(house.clock.at))).body).toEqual({ state: 'in' })
  })

  test('a code that was used is worth nothing, even in its own half minute', async () => {
    const code = codeAt(house.clock.at)
    expect((await logIn('factor', password, code)).body).toEqual({ state: 'in' })
    const again = await logIn('factor', password, code)
    expect([again.status, again.body.refusal]).toEqual([401, 'codeWrong'])
  })

  test('wrong codes lock as wrong passwords do, and asking for the code in between does not help', async () => {
    await logIn('factor', password, codeAt(house.clock.at))
    house.clock.forward(1)
    for (let i = 0; i < 5; i++) {
      expect((await logIn('factor', password)).body).toEqual({ state: 'codeWanted' })
      expect((await logIn('factor', password, '000000')).body.refusal).toBe('codeWrong')
    }
    expect((await logIn('factor', password, codeAt(house.clock.at))).body.refusal).toBe('logInLocked')
  })
})

describe('a session', () => {
  test('ends when nothing came for 30 minutes', async () => {
    const browser = house.browser()
    await browser.post('/api/log-in', { login: 'system', password })
    house.clock.forward(29)
    expect((await browser.me()).account).not.toBeNull()
    house.clock.forward(29)
    expect((await browser.me()).account).not.toBeNull()
    house.clock.forward(31)
    expect((await browser.me()).account).toBeNull()
  })

  test('ends after twelve hours although it is used all the time', async () => {
    const browser = house.browser()
    await browser.post('/api/log-in', { login: 'system', password })
    for (let i = 0; i < 35; i++) {
      house.clock.forward(20)
      expect((await browser.me()).account).not.toBeNull()
    }
    house.clock.forward(20)
    expect((await browser.me()).account).toBeNull()
  })

  test('a new password ends every other session, not this one', async () => {
    const [here, there] = [house.browser(), house.browser()]
    const { browser } = await openAccount(house, 'changer', [])
    await browser.post('/api/log-out')
    for (const one of [here, there]) await one.post('/api/log-in', { login: 'changer', password })
    expect((await here.get('/api/me/sessions')).body).toHaveLength(2)
    const wrong = await here.post('/api/me/password', { old: 'not-the-old-one', new: 'another-word-2026' })
    expect(wrong.body.refusal).toBe('passwordWrong')
    const weak = await here.post('/api/me/password', { old: password, new: 'changer-changer' })
    expect(weak.body.refusal).toBe('passwordWeak')
    expect((await here.post('/api/me/password', { old: password, new: 'another-word-2026' })).status).toBe(200)
    expect((await here.me()).account).not.toBeNull()
    expect((await there.me()).account).toBeNull()
    expect((await logIn('changer', password)).body.refusal).toBe('logInFailed')
    expect((await logIn('changer', 'another-word-2026')).body).toEqual({ state: 'in' })
  })
})
