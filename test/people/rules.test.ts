import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Role, roles } from '../../src/contract/people.ts'
import type { Grant } from '../../src/http/answer.ts'
import { toIso, toMs } from '../../src/kit/time.ts'
import { judgeConsent, type KeptConsent } from '../../src/people/rules/consent.ts'
import { freeFailures, lockedUntil } from '../../src/people/rules/lock-out.ts'
import { decideGrant, decideRevoke, mayMeet, type RoleHolder } from '../../src/people/rules/roles.ts'
import { isPlainText } from '../../src/people/rules/text.ts'
import { maySeeUnit, mayTouchUnit, pathOf, wouldCycle } from '../../src/people/rules/tree.ts'
import { seal, unseal } from '../../src/people/secrets/sealing.ts'
import { pinOf } from '../../src/people/secrets/token.ts'
import { judgeCode, secretOf, uriOf } from '../../src/people/secrets/totp.ts'

/** A tree of units named by number; each hangs below an earlier one or is a top. */
const trees = fc
  .array(fc.nat(), { minLength: 1, maxLength: 30 })
  .map((picks) => new Map(picks.map((pick, i) => [`u${i}`, i === 0 || pick % 7 === 0 ? null : `u${pick % i}`])))
const pickOf = (tree: ReadonlyMap<string, string | null>, n: number): string => [...tree.keys()][n % tree.size] ?? ''

describe('the tree', () => {
  test('a path begins with the unit, ends at a top, and every step goes up', () => {
    fc.assert(
      fc.property(trees, fc.nat(), (tree, n) => {
        const unit = pickOf(tree, n)
        const path = pathOf(tree, unit)
        expect(path[0]).toBe(unit)
        expect(tree.get(path.at(-1) ?? '')).toBeNull()
        for (const [i, id] of path.slice(1).entries()) expect(tree.get(path[i] ?? '')).toBe(id)
      }),
    )
  })

  test('a path ends although the rows have a ring', () => {
    const ring = new Map([
      ['a', 'b'],
      ['b', 'a'],
    ])
    expect(pathOf(ring, 'a')).toEqual(['a', 'b'])
  })

  test('whatever is moved where it makes no cycle, every unit still reaches a top', () => {
    fc.assert(
      fc.property(trees, fc.nat(), fc.nat(), (tree, n, m) => {
        const [unit, parent] = [pickOf(tree, n), pickOf(tree, m)]
        const moved = new Map(tree).set(unit, parent)
        const reachesTop = [...moved.keys()].every((id) => moved.get(pathOf(moved, id).at(-1) ?? '') === null)
        expect(wouldCycle(tree, unit, parent)).toBe(!reachesTop)
      }),
    )
  })
})

describe('reach', () => {
  const all = fc.constantFrom<Role>(...roles)

  test('a clerk or head touches exactly the units at or below his own', () => {
    fc.assert(
      fc.property(trees, fc.nat(), fc.nat(), fc.constantFrom<Role>('clerk', 'head'), (tree, n, m, role) => {
        const [own, unit] = [pickOf(tree, n), pickOf(tree, m)]
        const isBelow = (id: string | null | undefined): boolean =>
          id === own || (id !== null && id !== undefined && isBelow(tree.get(id)))
        expect(mayTouchUnit([{ role, unitId: own }], pathOf(tree, unit))).toBe(isBelow(unit))
      }),
    )
  })

  test('a further grant never takes reach away, and who may touch may see', () => {
    fc.assert(
      fc.property(trees, fc.nat(), fc.array(fc.tuple(all, fc.option(fc.nat())), { maxLength: 5 }), (tree, n, picks) => {
        const grants = picks.map(([role, at]): Grant => ({ role, unitId: at === null ? null : pickOf(tree, at) }))
        const path = pathOf(tree, pickOf(tree, n))
        for (const may of [mayTouchUnit, maySeeUnit]) {
          if (may(grants.slice(1), path)) expect(may(grants, path)).toBe(true)
        }
        if (mayTouchUnit(grants, path)) expect(maySeeUnit(grants, path)).toBe(true)
      }),
    )
  })

  test.each([
    ['securityAdmin', false, true],
    ['inspector', false, true],
    ['auditAdmin', false, false],
    ['staff', false, false],
    ['systemAdmin', true, true],
    ['county', true, true],
  ] as const)('%s anywhere: touches %s, sees %s', (role, touches, sees) => {
    const grants = [{ role, unitId: null }]
    expect([mayTouchUnit(grants, ['u']), maySeeUnit(grants, ['u'])]).toEqual([touches, sees])
  })
})

describe('roles', () => {
  const holder = (own: readonly Grant[], held = own): RoleHolder => ({
    accountId: 'receiver',
    staffId: 'person',
    closed: false,
    own,
    held,
  })
  const pairs = roles.flatMap((one) => roles.map((other) => [one, other] as const))
  const administrations: readonly Role[] = ['systemAdmin', 'securityAdmin', 'auditAdmin']

  test('there are 64 pairs', () => expect(pairs).toHaveLength(64))

  test.each(pairs)('%s and %s', (one, other) => {
    const alone = one === 'auditAdmin' || one === 'inspector' || other === 'auditAdmin' || other === 'inspector'
    const separate = administrations.includes(one) && administrations.includes(other)
    expect(mayMeet(one, other)).toBe(one === other || !(alone || separate))
    expect(mayMeet(one, other)).toBe(mayMeet(other, one))
    const decision = decideGrant('granter', holder([{ role: one, unitId: 'a' }]), { role: other, unitId: 'b' })
    expect(decision.kind).toBe(mayMeet(one, other) ? 'allowed' : 'refused')
  })

  test('whatever is granted in whatever order, what is held never conflicts and nobody granted to himself', () => {
    const steps = fc.array(
      fc.record({
        granter: fc.constantFrom('a', 'b', 'c'),
        receiver: fc.constantFrom('a', 'b', 'c'),
        role: fc.constantFrom<Role>(...roles),
        unitId: fc.constantFrom(null, 'u1', 'u2'),
        take: fc.boolean(),
      }),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(steps, (all) => {
        const held = new Map<string, Grant[]>([['a', [{ role: 'securityAdmin', unitId: null }]]])
        const admins = () => [...held.values()].flat().filter(({ role }) => role === 'securityAdmin').length
        for (const { granter, receiver, role, unitId, take } of all) {
          const own = held.get(receiver) ?? []
          const it = { ...holder(own), accountId: receiver }
          const grant = { role, unitId: role === 'securityAdmin' ? null : unitId }
          const decision = take ? decideRevoke(granter, it, grant, admins()) : decideGrant(granter, it, grant)
          if (decision.kind === 'refused') continue
          expect(granter).not.toBe(receiver)
          const rest = own.filter((one) => one.role !== grant.role || one.unitId !== grant.unitId)
          held.set(receiver, take ? rest : [...own, grant])
        }
        expect(admins()).toBeGreaterThan(0)
        for (const own of held.values()) {
          for (const one of own) for (const other of own) expect(mayMeet(one.role, other.role)).toBe(true)
        }
      }),
    )
  })
})

describe('the lock', () => {
  const at = '2026-03-02T00:00:00.000Z'
  test.each([
    [0, 0],
    [4, 0],
    [5, 1],
    [6, 2],
    [7, 4],
    [8, 8],
    [9, 15],
    [10, 15],
    [1_000_000, 15],
  ])('after %i failures it holds for %i minutes', (count, minutes) => {
    const until = lockedUntil({ count, lastAt: at }, at)
    expect(until).toBe(minutes === 0 ? null : toIso(toMs(at) + minutes * 60_000))
  })

  test('never holds longer than 15 minutes, never shorter after more failures, and always ends', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(20 * 60_000), (count, passed) => {
        const now = toIso(toMs(at) + passed)
        const until = lockedUntil({ count, lastAt: at }, now)
        if (passed >= 15 * 60_000 || count < freeFailures) expect(until).toBeNull()
        if (until !== null) expect(lockedUntil({ count: count + 1, lastAt: at }, now)).not.toBeNull()
      }),
    )
  })
})

describe('codes of an authenticator app', () => {
  // RFC 6238, appendix B, SHA-1: the last six of its eight digits.
  const secret = secretOf(Buffer.from('12345678901234567890'))
  test.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
  ])('at %i seconds the code of the standard is %s', (seconds, code) => {
    const step = Math.floor(seconds / 30)
    expect(judgeCode(secret, code, toIso(seconds * 1000), 0)).toEqual({ kind: 'right', step })
    expect(judgeCode(secret, code, toIso(seconds * 1000), step)).toEqual({ kind: 'replayed' })
    expect(judgeCode(secret, code, toIso((step * 30 + 59.9) * 1000), step - 1)).toEqual({ kind: 'right', step })
    expect(judgeCode(secret, code, toIso((step * 30 + 60) * 1000), step - 1)).toEqual({ kind: 'wrong' })
  })

  test.each(['', '12345', '1234567', 'abcdef', '٢٨٧٠٨٢'])('“%s” is wrong', (code) => {
    expect(judgeCode(secret, code, toIso(59_000), 0)).toEqual({ kind: 'wrong' })
  })

  test('full-width digits are digits', () => {
    expect(judgeCode(secret, '２８７０８２', toIso(59_000), 0).kind).toBe('right')
  })

  test('the address names program and login', () => {
    expect(uriOf(secret, '王 小明')).toContain('otpauth://totp/Zaigang:%E7%8E%8B%20%E5%B0%8F%E6%98%8E?')
  })
})

describe('sealed secrets', () => {
  const key = new Uint8Array(32).fill(1)
  const nonce = new Uint8Array(12).fill(2)

  test('come back under the same key for the same account', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, about) => {
        expect(unseal(key, seal(key, text, about, nonce), about)).toBe(text)
      }),
    )
  })

  test.each([
    ['another account', key, 'b', 0],
    ['another key', new Uint8Array(32).fill(9), 'a', 0],
    ['a changed byte', key, 'a', 1],
  ] as const)('%s opens nothing', (_, with_, about, flip) => {
    const bytes = Buffer.from(seal(key, 'secret', 'a', nonce), 'base64url')
    bytes[30] = (bytes[30] ?? 0) ^ flip
    expect(() => unseal(with_, bytes.toString('base64url'), about)).toThrow()
  })
})

describe('consent', () => {
  const text = 'current'
  const at = (day: number) => `2026-03-0${day}T00:00:00.000Z`
  const given = (day: number, more: Partial<KeptConsent> = {}): KeptConsent => ({
    consentId: `c${day}`,
    textSha256: text,
    givenAt: at(day),
    withdrawnAt: null,
    ...more,
  })
  test.each([
    ['none', [], { state: 'none' }],
    ['one given', [given(1)], { state: 'given', consentId: 'c1' }],
    ['one withdrawn', [given(1, { withdrawnAt: at(2) })], { state: 'withdrawn' }],
    ['withdrawn and given anew', [given(3), given(1, { withdrawnAt: at(2) })], { state: 'given', consentId: 'c3' }],
    ['the newest withdrawn', [given(1), given(3, { withdrawnAt: at(4) })], { state: 'withdrawn' }],
    ['given to an older text', [given(1, { textSha256: 'old' })], { state: 'renewalNeeded', consentId: 'c1' }],
    ['given anew to the new text', [given(1, { textSha256: 'old' }), given(2)], { state: 'given', consentId: 'c2' }],
  ])('%s', (_, consents, state) => {
    expect(judgeConsent(consents, text)).toEqual(state)
    expect(judgeConsent([...consents].reverse(), text)).toEqual(state)
  })
})

describe('PINs and texts', () => {
  test('a PIN has six digits, and words that would make some likelier are dropped', () => {
    fc.assert(fc.property(fc.nat(4_293_999_999), (word) => /^\d{6}$/.test(pinOf([word]) ?? '')))
    expect(pinOf([4_294_000_000 - 1])).toBe('999999')
    expect(pinOf([4_294_000_000])).toBeUndefined()
    expect(pinOf([4_294_000_000, 7])).toBe('000007')
  })

  test.each([
    ['𠮷野龘', true],
    ['👩‍👩‍👧', true],
    ['=cmd', true],
    ['a\tb', false],
    ['a\u2028b', false],
    ['\ud842', false],
    ['\u0085', false],
  ])('%j is kept: %s', (text, kept) => expect(isPlainText(text)).toBe(kept))
})
