import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { actions } from '../../../src/contract/signals.ts'
import {
  drawChallenge,
  guessChance,
  isAllowed,
  isNonRigid,
  listChallenges,
} from '../../../src/presence/rules/challenge.ts'
import { policy } from './film.ts'

describe('challenge', () => {
  test('has 340 forms with three steps and 3,408 with four', () => {
    expect(listChallenges(3, policy)).toHaveLength(340)
    expect(listChallenges(4, policy)).toHaveLength(3408)
  })

  test('is guessed blindly in at most 0.5 % of sessions', () => {
    expect(guessChance(policy)).toBeCloseTo(1 - (339 / 340) * (3407 / 3408), 12)
    expect(guessChance(policy)).toBeLessThanOrEqual(0.005)
  })

  test('with two steps in the first attempt it would be guessed too often', () => {
    expect(guessChance({ ...policy, stepsByAttempt: [2, 3] })).toBeGreaterThan(0.005)
  })

  test.each([
    ['nothing but turns', ['turnLeft', 'turnRight', 'turnLeft'], false],
    ['blinks without the mouth', ['blink', 'blink', 'turnLeft'], false],
    ['one step that a picture cannot do', ['openMouth', 'turnLeft', 'comeCloser'], false],
    ['mouth and blink', ['openMouth', 'blink', 'comeCloser'], true],
    ['the same three times', ['openMouth', 'openMouth', 'openMouth'], true],
  ] as const)('%s: %s → %s', (_, steps, allowed) => {
    expect(isAllowed(steps, policy)).toBe(allowed)
  })

  test('turns and coming closer are all that a rigid picture can do', () => {
    expect(actions.filter((action) => !isNonRigid(action))).toEqual(['turnLeft', 'turnRight', 'comeCloser'])
  })

  test('every draw is an allowed challenge of its attempt, and the same bytes draw the same', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), fc.constantFrom(1, 2), (bytes, attempt) => {
        const { steps } = drawChallenge(bytes, attempt, policy)
        expect(steps).toHaveLength(attempt === 1 ? 3 : 4)
        expect(isAllowed(steps, policy)).toBe(true)
        expect(drawChallenge(bytes, attempt, policy)).toEqual({ steps })
      }),
    )
  })

  test('draws are even: each of the 340 comes up as often as chance has it', () => {
    const counts = new Map<string, number>()
    const draws = 10_200
    for (let draw = 0; draw < draws; draw += 1) {
      const bytes = new Uint8Array(8)
      // A low-discrepancy walk over all 32-bit values: any bias of the mapping would show at once.
      new DataView(bytes.buffer).setUint32(0, Math.floor(((draw * 0.6180339887498949) % 1) * 2 ** 32))
      const key = drawChallenge(bytes, 1, policy).steps.join()
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    expect(counts.size).toBe(340)
    expect(Math.min(...counts.values())).toBeGreaterThan(15)
    expect(Math.max(...counts.values())).toBeLessThan(50)
  })

  test('values beyond the last whole multiple are thrown away instead of favouring the first challenges', () => {
    const bytes = new Uint8Array(8).fill(255)
    new DataView(bytes.buffer).setUint32(4, 7)
    expect(drawChallenge(bytes, 1, policy)).toEqual(listChallenges(3, policy)[7])
  })

  test('running out of bytes is an error, not a weak draw', () => {
    expect(() => drawChallenge(new Uint8Array(4).fill(255), 1, policy)).toThrow(RangeError)
    expect(() => drawChallenge(new Uint8Array(0), 1, policy)).toThrow(RangeError)
  })
})
