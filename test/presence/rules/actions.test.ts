import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { baselineOf, isSteady, quantile, showingOf } from '../../../src/presence/rules/actions.ts'
import { type Eyes, eyesOf, readEyes } from '../../../src/presence/rules/blink.ts'
import { face, policy } from './film.ts'

const neutral = baselineOf([face(), face(), face()])

describe('a frame against the neutral face', () => {
  test.each([
    ['nothing', {}, [], true],
    ['turned to the own left', { turn: 0.29 }, ['left'], false],
    ['turned to the own right', { turn: 0.71 }, ['right'], false],
    ['turned too little', { turn: 0.33 }, [], false],
    ['mouth open', { mouth: 0.4 }, ['mouth'], false],
    ['mouth half open', { mouth: 0.27 }, [], false],
    ['closer', { scale: 0.19 }, ['closer'], false],
    ['a little closer', { scale: 0.165 }, [], true],
    ['mouth open and turned left', { mouth: 0.5, turn: 0.25 }, ['left', 'mouth'], false],
    ['mouth open and closer', { mouth: 0.5, scale: 0.2 }, ['closer', 'mouth'], false],
  ])('%s', (_, more, above, rest) => {
    expect(showingOf(face(more), neutral, policy)).toMatchObject({ above, rest })
  })

  test('what counts is the difference to the own neutral face, not a constant', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.35, max: 0.62, noNaN: true }), (own) => {
        const mine = baselineOf([face({ turn: own })])
        expect(showingOf(face({ turn: own - 0.21 }), mine, policy).above).toEqual(['left'])
        expect(showingOf(face({ turn: own + 0.21 }), mine, policy).above).toEqual(['right'])
        expect(showingOf(face({ turn: own }), mine, policy).rest).toBe(true)
      }),
    )
  })

  test('a face that moves sideways or grows steadily is not a neutral face', () => {
    expect(isSteady([face(), face({ turn: 0.52 }), face()])).toBe(true)
    expect(isSteady([face(), face({ turn: 0.6 })])).toBe(false)
    expect(isSteady([face(), face({ scale: 0.16 })])).toBe(false)
  })

  test('quantile interpolates, and of nothing is no number', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5)
    expect(quantile([1, 2, 3, 4, 5], 0.75)).toBe(4)
    expect(quantile([], 0.5)).toBeNaN()
  })
})

/** Reads eyes of the given openness, one frame every `everyMs`. */
function blinksIn(openness: readonly number[], everyMs: number, open = 0.3): number {
  let eyes: Eyes = eyesOf([face({ eyes: { left: open, right: open } })])
  let blinks = 0
  for (const [index, part] of openness.entries()) {
    const ratio = open * part
    const shown = face({ eyes: { left: ratio, right: ratio }, irisEyes: { left: 0.3 * part, right: 0.3 * part } })
    const read = readEyes(eyes, index * everyMs, shown, true, policy)
    eyes = read.eyes
    if (read.blink !== null) blinks += 1
  }
  return blinks
}

describe('blink', () => {
  test.each([
    ['one closed frame at 15 fps', [1, 1, 0.3, 1, 1], 67, 1],
    ['three closed frames at 12 fps', [1, 1, 0.3, 0.2, 0.3, 1], 83, 1],
    ['two blinks', [1, 0.3, 1, 1, 0.3, 1], 80, 2],
    ['eyes shut for a second', [1, ...Array(13).fill(0.2), 1], 80, 0],
    ['eyes that stay shut', [1, 0.2, 0.2, 0.2], 80, 0],
    ['a squint', [1, 0.8, 0.8, 1], 80, 0],
    ['faster than any eyelid at 100 fps', [1, 1, 0.2, 1, 1], 10, 0],
  ])('%s', (_, openness, everyMs, expected) => {
    expect(blinksIn(openness, everyMs)).toBe(expected)
  })

  test('narrow eyes blink like wide ones', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.2, max: 0.4, noNaN: true }), (open) => {
        expect(blinksIn([1, 1, 0.4, 0.4, 1], 75, open)).toBe(1)
      }),
    )
  })

  test('both together are enough where neither is; recordings from before that are read by either alone', () => {
    const shut = face({ eyes: { left: 0.21, right: 0.21 }, irisEyes: { left: 0.2, right: 0.2 } })
    const { blinkBelowBoth: _, ...before } = policy
    const blinkBy = (limits: typeof before) => {
      const first = readEyes(eyesOf([face(), face()]), 0, face(), true, limits)
      const second = readEyes(first.eyes, 80, shut, true, limits)
      return readEyes(second.eyes, 160, face(), true, limits).blink
    }
    expect(blinkBy(policy)).toEqual({ startedAt: 80, endedAt: 160 })
    expect(blinkBy(before)).toBeNull()
  })

  test('the iris ratio alone is enough', () => {
    const shut = face({ irisEyes: { left: 0.1, right: 0.1 } })
    const first = readEyes(eyesOf([face(), face()]), 0, face(), true, policy)
    const second = readEyes(first.eyes, 80, shut, true, policy)
    expect(readEyes(second.eyes, 160, face(), true, policy).blink).toEqual({ startedAt: 80, endedAt: 160 })
  })
})
