import { describe, expect, test } from 'vitest'
import { digestOf, fits, judgePassword } from '../../src/people/secrets/password.ts'

describe('passwords', () => {
  test('are kept as argon2id with the recommended cost, each with a salt of its own', async () => {
    const [one, other] = [await digestOf('rice-and-tea'), await digestOf('rice-and-tea')]
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(one).not.toBe(other)
    expect(await fits('rice-and-tea', one)).toBe(true)
    expect(await fits('rice-and-teA', one)).toBe(false)
  })

  test('fit however the keyboard composes them', async () => {
    expect(await fits('Ｒｉｃｅ１２３４５é', await digestOf('Rice12345é'))).toBe(true)
  })

  test.each(['', 'x', 'rice-and-tea'])('nothing fits where there is no password: %j', async (secret) => {
    expect(await fits(secret, null)).toBe(false)
  })

  test.each([
    ['rice-and-tea', 'wang', null],
    ['my-name-is-Wang', 'wang', 'holdsLogin'],
    ['1212121212', 'wang', 'fewCharacters'],
    ['1234512345', 'wang', null],
  ] as const)('%s of %s: %s', (password, login, verdict) => expect(judgePassword(password, login)).toBe(verdict))
})
