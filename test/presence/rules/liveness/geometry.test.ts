import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitHomography, fitQuadratic, fitTrimmed, residuals } from '../../../../src/presence/rules/liveness/warp.ts'
import { normal, seeded } from '../../../../src/presence/simulate/random.ts'
import { mirrored, partFrom, read, surfaces, trail, valueFrom, withFaces, withLive, withLosses } from './trails.ts'

const seed = fc.integer({ min: 1, max: 500 })
const few = { numRuns: 12 }
/** What holds of nearly all simulated people is tried on the same ones each time. */
const same = { numRuns: 12, seed: 7 }
const names = ['solidity', 'jaw'] as const

describe.each(names)('%s', (name) => {
  test('does not depend on size, place and roll of the face in the picture', () => {
    const move = fc.record({
      size: fc.double({ min: 0.3, max: 3, noNaN: true }),
      x: fc.double({ min: -1, max: 1, noNaN: true }),
      y: fc.double({ min: -1, max: 1, noNaN: true }),
      roll: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
    })
    fc.assert(
      fc.property(seed, fc.constantFrom(...surfaces), move, (n, surface, { size, x, y, roll }) => {
        const of = trail(n, surface)
        const moved = withLive(of, ({ points }) => ({
          points: points.map((_, i) => {
            const [px, py] = [points[i & ~1] ?? 0, points[i | 1] ?? 0]
            const turned =
              i % 2 === 0 ? px * Math.cos(roll) - py * Math.sin(roll) : px * Math.sin(roll) + py * Math.cos(roll)
            return size * turned + (i % 2 === 0 ? x : y)
          }),
        }))
        expect(valueFrom(name, moved)).toBeCloseTo(valueFrom(name, of), 6)
      }),
      few,
    )
  })

  test('is the same in a mirror', () => {
    fc.assert(
      fc.property(seed, fc.constantFrom(...surfaces), (n, surface) => {
        const of = trail(n, surface)
        expect(valueFrom(name, mirrored(of))).toBeCloseTo(valueFrom(name, of), 6)
      }),
      few,
    )
  })

  test('tells a living head from a sheet of paper, also when one frame in five is lost', () => {
    const limit = { solidity: 0.6, jaw: 0.12 }[name]
    const wrong = (surface: 'living' | 'flat'): number =>
      Array.from({ length: 40 }, (_, n) => withLosses(trail(n + 1, surface), n)).filter((of) => {
        const reading = read(name, of)
        return reading.kind === 'measured' && reading.value > limit !== (surface === 'living')
      }).length
    expect([wrong('living'), wrong('flat')]).toEqual([0, 0])
  })
})

describe('solidity', () => {
  test('says nothing where no head turned, and nothing where nothing was measured', () => {
    expect(read('solidity', trail(3, 'living', {}, ['openMouth', 'blink']))).toMatchObject({ why: 'noTurn' })
    const unmeasured = { ...trail(3, 'living'), frames: trail(3, 'living').frames.map(bare) }
    expect(read('solidity', unmeasured)).toMatchObject({ why: 'notMeasured' })
    expect(read('jaw', unmeasured)).toMatchObject({ why: 'notMeasured' })
  })

  test('needs a neutral face to compare with', () => {
    const of = trail(3, 'living')
    const late = { ...of, frames: of.frames.filter(({ at }) => at >= (of.reads[0]?.onsetAt ?? 0)) }
    expect(read('solidity', late)).toMatchObject({ why: 'tooFewFrames' })
    expect(read('jaw', late)).toMatchObject({ why: 'tooFewFrames' })
  })

  test('finds that paper must be turned far to shift a nose', () => {
    fc.assert(
      fc.property(seed, (n) => {
        expect(partFrom('solidity', 'depth', trail(n, 'living'))).toBeGreaterThan(0.45)
        expect(partFrom('solidity', 'depth', trail(n, 'flat'))).toBeLessThan(0.3)
      }),
      same,
    )
  })
})

describe('jaw', () => {
  test('says nothing where no mouth opened', () => {
    expect(read('jaw', trail(5, 'living', {}, ['turnLeft', 'blink', 'turnRight']))).toMatchObject({ why: 'noMouth' })
  })

  test('grows with the way of the chin', () => {
    fc.assert(
      fc.property(seed, fc.double({ min: 0.05, max: 0.4, noNaN: true }), (n, more) => {
        const of = trail(n, 'living')
        const further = withFaces(of, (face) =>
          face.mouth < 0.25 ? face : { ...face, live: { ...face.live, points: lowered(face.live.points, more) } },
        )
        expect(valueFrom('jaw', further)).toBeGreaterThan(valueFrom('jaw', of))
      }),
      few,
    )
  })
})

describe('maps of the plane', () => {
  const points = (n: number, count: number): number[] => {
    const random = seeded(n)
    return Array.from({ length: 2 * count }, () => normal(random, 0, 1))
  }

  const bentBy = (n: number, from: readonly number[]): number[] => {
    const h = points(n + 1, 4).map((value) => 0.08 * value)
    return from.map((_, i) => {
      const [x, y] = [from[i & ~1] ?? 0, from[i | 1] ?? 0]
      const w = 1 + (h[0] ?? 0) * x + (h[1] ?? 0) * y
      return i % 2 === 0 ? (x + (h[2] ?? 0) * y + 0.3) / w : (y + (h[3] ?? 0) * x - 0.2) / w
    })
  }

  test('a homography is found exactly', () => {
    fc.assert(
      fc.property(seed, (n) => {
        const from = points(n, 20)
        const to = bentBy(n, from)
        const warp = fitHomography(from, to, [])
        expect(warp && Math.max(...residuals(warp, from, to))).toBeLessThan(1e-6)
      }),
      { numRuns: 50 },
    )
  })

  test('wild points, one in ten, are nearly always left out', () => {
    const errors = Array.from({ length: 100 }, (_, n) => {
      const from = points(n, 20)
      const to = bentBy(n, from)
      const wild = to.map((value, i) => (i < 4 ? value + 0.4 : value))
      const warp = fitTrimmed(fitHomography, from, wild, 0.8, 4)
      return warp ? Math.max(...residuals(warp, from, to)) : Number.POSITIVE_INFINITY
    })
    expect(errors.filter((error) => error < 1e-6).length).toBeGreaterThan(80)
  })

  test('polynomials of the second degree are found exactly', () => {
    const from = points(1, 12)
    const to = from.map((_, i) => {
      const [x, y] = [from[i & ~1] ?? 0, from[i | 1] ?? 0]
      return i % 2 === 0 ? 0.1 + x - 0.3 * x * y : y + 0.2 * x * x - 0.1 * y * y
    })
    const warp = fitQuadratic(from, to, [])
    expect(warp && Math.max(...residuals(warp, from, to))).toBeLessThan(1e-9)
  })

  test('points on one spot decide nothing', () => {
    const same = new Array<number>(40).fill(0.5)
    expect(fitHomography(same, same, [])).toBeUndefined()
    expect(fitQuadratic(same, same, [])).toBeUndefined()
  })
})

const bare = (frame: ReturnType<typeof trail>['frames'][number]) => {
  const { live: _, ...face } = frame.face
  return { ...frame, face }
}

/** The points of the chin (152 and 199) so many eye distances further down. */
function lowered(points: readonly number[], by: number): number[] {
  const eyes = Math.hypot((points[24] ?? 0) - (points[18] ?? 0), (points[25] ?? 0) - (points[19] ?? 0))
  return points.map((value, i) => (i === 57 || i === 59 ? value + by * eyes : value))
}
