import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashOf } from '../../../../src/face/live/hash.ts'
import {
  bitsBetween,
  couldAnswer,
  hashFrom,
  type Mark,
  shareAgain,
  thinMarks,
} from '../../../../src/presence/rules/liveness/again.ts'
import { livenessPolicy } from '../../../../src/presence/rules/liveness/policy.ts'
import { seeded } from '../../../../src/presence/simulate/random.ts'

const { replay } = livenessPolicy
const anySeed = fc.integer({ min: 1, max: 10_000 })
const frameMs = 70

/** What somebody who moves looks like for a while: about four bits change from each quarter of a second to the next. Simulated. */
function looks(seed: number, ms = 6000, from = 0): readonly Mark[] {
  const random = seeded(seed)
  const word = (): number => Math.floor(random() * 2 ** 32)
  let [high, low] = [word(), word()]
  return Array.from({ length: Math.floor(ms / frameMs) }, (_, i) => {
    for (let flips = 0; flips < 2; flips += 1) {
      const bit = 1 << Math.floor(random() * 32)
      if (random() < 0.5) high = (high ^ bit) >>> 0
      else low = (low ^ bit) >>> 0
    }
    return { at: from + i * frameMs, hash: [high, low] as const }
  })
}

const later = (marks: readonly Mark[], ms: number): Mark[] => marks.map((mark) => ({ ...mark, at: mark.at + ms }))
const remembered = (marks: readonly Mark[]) => thinMarks(marks, replay.everyMs)

/** The same film seen again: a few bits of each frame differ. */
const filmed = (marks: readonly Mark[], bits: number): Mark[] =>
  marks.map(({ at, hash: [high, low] }) => ({ at, hash: [(high ^ (2 ** bits - 1)) >>> 0, low] }))

describe('what is remembered of an attempt', () => {
  test('is one frame for each span of time, in order and among its own', () => {
    fc.assert(
      fc.property(anySeed, fc.integer({ min: 500, max: 16_000 }), (seed, ms) => {
        const all = looks(seed, ms)
        const thin = remembered(all)
        expect(thin.length).toBeLessThanOrEqual(Math.ceil(ms / replay.everyMs))
        expect(thin[0]).toBe(all[0])
        expect(thin.every((mark) => all.includes(mark))).toBe(true)
        expect(remembered(thin)).toEqual(thin)
      }),
    )
    expect(remembered([])).toEqual([])
  })
})

describe('coming again', () => {
  // Coding a frame anew changes three bits at most in 95 of 100.
  test('a film does, whenever it begins, with some bits changed and with frames lost', () => {
    fc.assert(
      fc.property(
        anySeed,
        fc.integer({ min: 0, max: replay.againBits }),
        fc.integer({ min: 0, max: 900 }),
        (seed, bits, cut) => {
          const random = seeded(seed)
          const now = filmed(later(looks(seed), 86_400_000), bits).filter(({ at }) => at - 86_400_000 >= cut)
          expect(shareAgain(now, remembered(looks(seed)), replay)).toBeGreaterThan(0.6)
          const lossy = now.filter(() => random() > 0.2)
          if (bits <= 3) expect(shareAgain(lossy, remembered(looks(seed)), replay)).toBeGreaterThan(0.8)
        },
      ),
    )
  })

  test('with four and five bits changed and one frame in five lost nineteen of twenty films still do', () => {
    const films = Array.from({ length: 400 }, (_, i) => {
      const random = seeded(i + 1)
      const now = filmed(later(looks(i + 1), 86_400_000), 4 + (i % 2)).filter(() => random() > 0.2)
      return shareAgain(now, remembered(looks(i + 1)), replay) ?? 0
    })
    expect(Math.min(...films)).toBeGreaterThan(0.4)
    expect(films.filter((share) => share > replay.livingAgain).length).toBeGreaterThanOrEqual(380)
  })

  test('somebody else’s frames do not, and frames with more bits changed do not', () => {
    fc.assert(
      fc.property(anySeed, anySeed, (one, other) => {
        fc.pre(one !== other)
        expect(shareAgain(looks(one), remembered(looks(other)), replay)).toBe(0)
        expect(shareAgain(filmed(looks(one), 20), remembered(looks(one)), replay)).toBeLessThan(0.2)
      }),
    )
  })

  test('the same looks in another order are a face that moves, not a film', () => {
    const all = looks(5)
    const backwards = all.map(({ at }, i) => ({ at, hash: all.at(-1 - i)?.hash ?? [0, 0] }) as const)
    expect(shareAgain(backwards, remembered(all), replay)).toBeLessThanOrEqual(replay.livingAgain)
  })

  test('a film that runs at another pace comes less often', () => {
    const slow = looks(6).map(({ at, hash }) => ({ at: at * 1.5, hash }))
    const usual = shareAgain(looks(6), remembered(looks(6)), replay) ?? 0
    expect(shareAgain(slow, remembered(looks(6)), replay)).toBeLessThan(usual)
  })

  test('says nothing of a short stretch, and nothing comes again of no memory', () => {
    expect(shareAgain(looks(7, 1500), remembered(looks(7)), replay)).toBeUndefined()
    expect(shareAgain([], remembered(looks(7)), replay)).toBeUndefined()
    expect(shareAgain(looks(7), [], replay)).toBe(0)
  })
})

describe('an earlier attempt', () => {
  const asked = ['turnLeft', 'openMouth', 'openMouth', 'blink'] as const

  test.each([
    ['all of it', [...asked]],
    ['its beginning', ['turnLeft', 'openMouth', 'openMouth']],
    ['its end, where it was asked for one action more', ['openMouth', 'openMouth', 'blink']],
  ] as const)('could answer %s', (_, now) => {
    expect(couldAnswer(asked, now)).toBe(true)
  })

  test.each([
    ['another order', ['openMouth', 'turnLeft', 'openMouth']],
    ['what it left out in between', ['turnLeft', 'openMouth', 'blink']],
    ['more than it was asked', [...asked, 'turnRight']],
  ] as const)('could not answer %s', (_, now) => {
    expect(couldAnswer(asked, now)).toBe(false)
  })
})

describe('the hash', () => {
  const size = 160
  /** A picture of soft blobs, its samples through `seen`. Simulated. */
  const picture = (seed: number, scale: number, seen: (value: number) => number) => {
    const random = seeded(seed)
    const blobs = Array.from({ length: 30 }, () => [
      random() * size,
      random() * size,
      4 + random() * 14,
      random() * 2 - 1,
    ])
    const side = Math.round(size * scale)
    const rgb = new Uint8Array(side * side * 3)
    for (let y = 0; y < side; y += 1)
      for (let x = 0; x < side; x += 1) {
        let value = 0
        for (const [bx = 0, by = 0, wide = 1, high = 0] of blobs)
          value += 90 * high * Math.exp(-((x / scale - bx) ** 2 + (y / scale - by) ** 2) / (2 * wide * wide))
        rgb.fill(Math.round(seen(128 + 110 * Math.tanh(value / 110))), 3 * (y * side + x), 3 * (y * side + x) + 3)
      }
    const face = { x: 0.5 * side, y: 0.5 * side, width: 0.8 * side, height: 0.8 * side, angle: 0 }
    return hashFrom(hashOf({ kind: 'picture', width: side, height: side, rgb }, face))
  }

  test.each([
    ['half the size', 0.5, (value: number) => value],
    ['one and a half times the size', 1.5, (value: number) => value],
    ['darker', 1, (value: number) => 0.6 * value],
    ['lighter and flatter', 1, (value: number) => 60 + 0.7 * value],
  ])('of the same picture %s is nearly the same', (_, scale, seen) => {
    for (let seed = 1; seed <= 3; seed += 1) {
      const same = picture(seed, 1, (value) => value)
      expect(bitsBetween(same, picture(seed, scale, seen))).toBeLessThanOrEqual(replay.againBits)
      expect(bitsBetween(same, picture(seed + 100, scale, seen))).toBeGreaterThan(2 * replay.againBits)
    }
  })
})
