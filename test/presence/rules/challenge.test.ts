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

const { turnStepsAtLeast: _, ...before } = policy

describe('challenge', () => {
  test('has 290 forms with three steps and 3,176 with four', () => {
    expect(listChallenges(3, policy)).toHaveLength(290)
    expect(listChallenges(4, policy)).toHaveLength(3176)
  })

  test('drawn by a policy from before turns were always among the steps it has 340 and 3,408', () => {
    expect(listChallenges(3, before)).toHaveLength(340)
    expect(listChallenges(4, before)).toHaveLength(3408)
    expect(isAllowed(['openMouth', 'blink', 'comeCloser'], before)).toBe(true)
  })

  test('is guessed blindly in at most 0.5 % of sessions', () => {
    expect(guessChance(policy)).toBeCloseTo(1 - (289 / 290) * (3175 / 3176), 12)
    expect(guessChance(policy)).toBeLessThanOrEqual(0.005)
  })

  test('with two steps in the first attempt it would be guessed too often', () => {
    expect(guessChance({ ...policy, stepsByAttempt: [2, 3] })).toBeGreaterThan(0.005)
  })

  test.each([
    ['nothing but turns', ['turnLeft', 'turnRight', 'turnLeft'], false],
    ['blinks without the mouth', ['blink', 'blink', 'turnLeft'], false],
    ['one step that a picture cannot do', ['openMouth', 'turnLeft', 'comeCloser'], false],
    ['mouth and blink, but no turn', ['openMouth', 'blink', 'comeCloser'], false],
    ['mouth, blink and turn', ['openMouth', 'blink', 'turnLeft'], true],
    ['the same three times', ['openMouthTurnLeft', 'openMouthTurnLeft', 'openMouthTurnLeft'], true],
  ] as const)('%s: %s → %s', (_, steps, allowed) => {
    expect(isAllowed(steps, policy)).toBe(allowed)
  })

  test('turns and coming closer are all that a rigid picture can do', () => {
    expect(actions.filter((action) => !isNonRigid(action))).toEqual(['turnLeft', 'turnRight', 'comeCloser'])
  })

  test('every draw is an allowed challenge of its attempt, and the same bytes draw the same', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 256, maxLength: 256 }), fc.constantFrom(1, 2), (bytes, attempt) => {
        const { steps } = drawChallenge(bytes, attempt, policy)
        expect(steps).toHaveLength(attempt === 1 ? 3 : 4)
        expect(isAllowed(steps, policy)).toBe(true)
        expect(drawChallenge(bytes, attempt, policy)).toEqual({ steps })
      }),
    )
  })

  test('draws are even: every action has 32 of the 256 bytes, and each of the 290 one triple of actions', () => {
    const bytes = Array.from({ length: 256 }, (_, byte) => byte)
    const firsts = bytes.map((byte) => drawChallenge(new Uint8Array([byte, 5, 3]), 1, policy).steps[0])
    for (const action of actions) expect(firsts.filter((first) => first === action)).toHaveLength(32)

    const triples = bytes
      .slice(0, 8)
      .flatMap((a) => bytes.slice(0, 8).flatMap((b) => bytes.slice(0, 8).map((c) => [a, b, c])))
    const drawn = triples.flatMap((triple) => tryToDraw(new Uint8Array(triple)) ?? [])
    expect(drawn).toHaveLength(290)
    expect(new Set(drawn).size).toBe(290)
  })

  test('a sequence that is not allowed is thrown away whole, and the next one is read', () => {
    const turns = [0, 0, 0]
    const good = [actions.indexOf('openMouth'), actions.indexOf('blink'), actions.indexOf('turnRight')]
    expect(drawChallenge(new Uint8Array([...turns, ...good]), 1, policy).steps).toEqual([
      'openMouth',
      'blink',
      'turnRight',
    ])
  })

  test('running out of bytes is an error, not a weak draw', () => {
    expect(() => drawChallenge(new Uint8Array(30).fill(0), 1, policy)).toThrow(RangeError)
    expect(() => drawChallenge(new Uint8Array(0), 1, policy)).toThrow(RangeError)
  })
})

function tryToDraw(bytes: Uint8Array): string | undefined {
  try {
    return drawChallenge(bytes, 1, policy).steps.join()
  } catch (e) {
    if (e instanceof RangeError) return undefined
    throw e
  }
}
