import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Trail } from '../../../../src/presence/rules/liveness/reading.ts'
import { mirrored, partFrom, read, trail, valueFrom, withFaces, withLive, withLosses } from './trails.ts'

const seed = fc.integer({ min: 1, max: 500 })
const few = { numRuns: 12 }
/** What holds of nearly all simulated people is tried on the same ones each time. */
const same = { numRuns: 12, seed: 7 }
const share = fc.double({ min: 0, max: 1, noNaN: true })

const described = (of: Trail, change: (i: number) => Partial<Trail['descriptions'][number]>): Trail => ({
  ...of,
  descriptions: of.descriptions.map((one, i) => ({ ...one, ...change(i) })),
})

describe('timing', () => {
  test('people answer and move as people do, also in a mirror and when one frame in five is lost', () => {
    fc.assert(
      fc.property(seed, (n) => {
        const of = trail(n, 'living')
        expect(valueFrom('timing', of)).toBeGreaterThanOrEqual(0.5)
        expect(valueFrom('timing', mirrored(of))).toBeCloseTo(valueFrom('timing', of), 9)
        expect(valueFrom('timing', withLosses(of, n))).toBeGreaterThanOrEqual(0.5)
      }),
      same,
    )
  })

  test('answers that come at once, and answers as regular as a clock, are no reactions', () => {
    const of = trail(2, 'living')
    const answering = (ms: number) => ({
      ...of,
      reads: of.reads.map((one) => ({ ...one, onsetAt: one.promptAt + ms })),
    })
    expect(valueFrom('timing', answering(60))).toBe(0)
    expect(valueFrom('timing', answering(400))).toBeCloseTo(0.5, 9)
  })

  test('what is there between two frames was put there', () => {
    const of = trail(2, 'living')
    const put = withFaces(of, (face) => ({
      ...face,
      turn: face.turn > 0.6 ? 0.8 : face.turn < 0.4 ? 0.2 : 0.5,
      mouth: face.mouth > 0.2 ? 0.6 : 0.02,
    }))
    expect(valueFrom('timing', put)).toBe(0)
  })

  test('says nothing before anything was answered', () => {
    expect(read('timing', { ...trail(1, 'living'), reads: [] })).toMatchObject({ why: 'tooFewFrames' })
  })
})

describe('sameness', () => {
  test('falls with the least likeness and with jumps beyond what heads can do', () => {
    fc.assert(
      fc.property(seed, share, (n, lowest) => {
        const of = described(trail(n, 'living'), (i) => ({ sameAsTrack: i === 1 ? lowest : 1 }))
        expect(valueFrom('sameness', of)).toBeCloseTo(lowest, 9)
        const jumped = withFaces(of, (face, i) => ({
          ...face,
          box: { ...face.box, x: face.box.x + (i < 20 ? 0 : 0.4) },
        }))
        expect(valueFrom('sameness', jumped)).toBeLessThan(lowest)
      }),
      few,
    )
  })

  test('says nothing of one description', () => {
    const of = trail(1, 'living')
    expect(read('sameness', { ...of, descriptions: of.descriptions.slice(0, 1) })).toMatchObject({
      why: 'tooFewFrames',
    })
  })
})

describe('template', () => {
  test('falls as the face comes nearer to what is remembered than living captures do', () => {
    fc.assert(
      fc.property(seed, share, share, (n, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)]
        const like = (toEarlier: number) => described(trail(n, 'living'), () => ({ toEarlier, toTemplate: 0.5 }))
        expect(valueFrom('template', like(high))).toBeLessThanOrEqual(valueFrom('template', like(low)))
      }),
      few,
    )
    const print = described(trail(1, 'living'), () => ({ toEarlier: 0.9995 }))
    expect(valueFrom('template', print)).toBeLessThan(0.2)
  })

  test('likeness to the enrolment is told and does not count: the living come as near minutes after it', () => {
    const near = described(trail(2, 'living'), () => ({ toTemplate: 0.9995 }))
    expect(valueFrom('template', near)).toBe(valueFrom('template', trail(2, 'living')))
    expect(partFrom('template', 'toTemplate', near)).toBe(0.9995)
  })

  test('what the mean of all descriptions says counts, not what the first of them said', () => {
    const settled = described(trail(2, 'living'), (i) => ({ toEarlier: i === 0 ? 0.999 : 0.95 }))
    expect(valueFrom('template', settled)).toBeGreaterThan(1)
  })

  test('a head that turns does not look the same in every pose', () => {
    const constant = described(trail(2, 'living'), (i) => ({ sameAsTrack: i === 0 ? 1 : 0.9931 }))
    expect(valueFrom('template', constant)).toBeLessThan(0.01)
    expect(valueFrom('template', trail(2, 'living'))).toBeGreaterThan(1)
  })

  test('says nothing where nothing is remembered and no head turned', () => {
    const still = trail(2, 'living', {}, ['openMouth', 'blink'])
    expect(read('template', still)).toMatchObject({ why: 'nothingRemembered' })
  })
})

describe('replay', () => {
  test('a living face never comes again, also in a mirror and when frames are lost', () => {
    fc.assert(
      fc.property(seed, (n) => {
        const of = trail(n, 'living')
        expect(valueFrom('replay', of)).toBeGreaterThan(0.95)
        expect(valueFrom('replay', mirrored(of))).toBeGreaterThan(0.95)
        expect(valueFrom('replay', withLosses(of, n))).toBeGreaterThan(0.95)
      }),
      same,
    )
  })

  test('a frozen picture, a loop and the film of an earlier attempt do', () => {
    const of = trail(3, 'living')
    const [first] = of.frames
    const frozen = { ...of, frames: of.frames.map((frame) => ({ ...frame, face: first?.face ?? frame.face })) }
    expect(valueFrom('replay', frozen)).toBeLessThan(0.1)

    const length = Math.floor(of.frames.length / 2)
    const looped = {
      ...of,
      frames: of.frames.map((frame, i) => ({ ...frame, face: of.frames[i % length]?.face ?? frame.face })),
    }
    expect(valueFrom('replay', looped)).toBeLessThan(0.6)
    expect(valueFrom('replay', withLosses(looped, 1))).toBeLessThan(0.95)

    const film = (replayed: number) => described(of, () => ({ replayed }))
    expect(valueFrom('replay', film(0.92))).toBe(0)
    expect(valueFrom('replay', film(0.76))).toBeLessThan(0.5)
  })

  test('a living face that now and then looks as it did is not held against anybody', () => {
    fc.assert(
      fc.property(seed, fc.double({ min: 0, max: 0.6, noNaN: true }), (n, replayed) => {
        const of = trail(n, 'living')
        expect(
          valueFrom(
            'replay',
            described(of, () => ({ replayed })),
          ),
        ).toBe(valueFrom('replay', of))
      }),
      few,
    )
  })

  test('says nothing of few frames and of none', () => {
    const of = trail(3, 'living')
    expect(read('replay', { ...of, frames: of.frames.slice(0, 5) })).toMatchObject({ why: 'tooFewFrames' })
    expect(read('replay', { ...of, frames: [] })).toMatchObject({ why: 'notMeasured' })
  })
})

describe('scene', () => {
  test('falls with straight edges, second faces and a body that changes, each alone', () => {
    const calm = withLive(trail(4, 'living'), () => ({ edge: 0 }))
    expect(valueFrom('scene', calm)).toBeGreaterThan(0.9)
    expect(
      valueFrom(
        'scene',
        withLive(calm, () => ({ edge: 1 })),
      ),
    ).toBeCloseTo(0.4, 9)
    expect(
      valueFrom(
        'scene',
        withFaces(calm, (face) => ({ ...face, secondFace: 0.3 })),
      ),
    ).toBe(0)
    const other = withLive(calm, ({ body }, i) => (i < 30 ? {} : { body: body?.toReversed() ?? null }))
    expect(partFrom('scene', 'changed', other)).toBeGreaterThan(0.2)
  })

  test('no body in the picture counts for nothing', () => {
    const of = withLive(trail(4, 'living'), () => ({ edge: 0, body: null }))
    expect(valueFrom('scene', of)).toBe(1)
    expect(partFrom('scene', 'bodiless', of)).toBe(1)
  })

  test('says nothing of few frames and of none', () => {
    const of = trail(4, 'living')
    expect(read('scene', { ...of, frames: of.frames.slice(0, 3) })).toMatchObject({ why: 'tooFewFrames' })
    expect(read('scene', { ...of, frames: [] })).toMatchObject({ why: 'notMeasured' })
  })
})

describe('passive', () => {
  test('is the mean over the models of their medians, and nothing without models', () => {
    const of = withFaces(trail(4, 'living'), (face, i) => ({ ...face, passive: { one: 0.9, two: i === 0 ? 1 : 0.5 } }))
    expect(valueFrom('passive', of)).toBeCloseTo(0.7, 9)
    expect(read('passive', trail(4, 'living'))).toMatchObject({ why: 'notMeasured' })
  })
})
