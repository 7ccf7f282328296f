import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { livenessPolicy } from '../../../../src/presence/rules/liveness/policy.ts'
import { fitRelief, type Pair } from '../../../../src/presence/rules/liveness/warp.ts'
import { normal, seeded } from '../../../../src/presence/simulate/random.ts'
import { mirrored, read, surfaces, trail, valueFrom, withFaces, withLive, withLosses } from './trails.ts'

const seed = fc.integer({ min: 1, max: 500 })
const few = { numRuns: 12 }
/** What holds of nearly all simulated people is tried on the same ones each time. */
const same = { numRuns: 12, seed: 7 }
describe('solidity', () => {
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
        const [cos, sin] = [size * Math.cos(roll), size * Math.sin(roll)]
        const place = (px: number, py: number) => [px * cos - py * sin + x, px * sin + py * cos + y] as const
        const moved = withLive(of, ({ points, flow }) => ({
          points: points.flatMap((px, i) => (i % 2 === 0 ? place(px, points[i + 1] ?? 0) : [])),
          ...(flow === undefined ? {} : { flow: { ...flow, points: placedFlow(flow.points, place) } }),
        }))
        expect(valueFrom('solidity', moved)).toBeCloseTo(valueFrom('solidity', of), 6)
      }),
      few,
    )
  })

  test('is the same in a mirror', () => {
    fc.assert(
      fc.property(seed, fc.constantFrom(...surfaces), (n, surface) => {
        const of = trail(n, surface)
        expect(valueFrom('solidity', mirrored(of))).toBeCloseTo(valueFrom('solidity', of), 6)
      }),
      few,
    )
  })

  test('tells a living head from a sheet of paper, also when one frame in five is lost', () => {
    const wrong = (surface: 'living' | 'flat'): number =>
      Array.from({ length: 40 }, (_, n) => withLosses(trail(n + 1, surface), n)).filter((of) => {
        const reading = read('solidity', of)
        return reading.kind === 'measured' && reading.value > 0.6 !== (surface === 'living')
      }).length
    expect([wrong('living'), wrong('flat')]).toEqual([0, 0])
  })

  test('says nothing where no head turned, and nothing where nothing was measured', () => {
    expect(read('solidity', trail(3, 'living', {}, ['openMouth', 'blink']))).toMatchObject({ why: 'noTurn' })
    const unmeasured = { ...trail(3, 'living'), frames: trail(3, 'living').frames.map(bare) }
    expect(read('solidity', unmeasured)).toMatchObject({ why: 'notMeasured' })
  })

  test('needs a neutral face to compare with', () => {
    const of = trail(3, 'living')
    const late = { ...of, frames: of.frames.filter(({ at }) => at >= (of.reads[0]?.onsetAt ?? 0)) }
    expect(read('solidity', late)).toMatchObject({ why: 'tooFewFrames' })
  })

  test('is about 1 for heads and films of heads, less for paper worn on one, about 0 or below for flat and bent paper', () => {
    fc.assert(
      fc.property(seed, (n) => {
        for (const surface of ['living', 'film'] as const) {
          expect(valueFrom('solidity', trail(n, surface))).toBeGreaterThan(0.7)
          expect(valueFrom('solidity', trail(n, surface))).toBeLessThan(1.4)
        }
        for (const surface of ['flat', 'bent'] as const)
          expect(valueFrom('solidity', trail(n, surface))).toBeLessThan(0.25)
        expect(valueFrom('solidity', trail(n, 'mask'))).toBeLessThan(0.75)
      }),
      same,
    )
  })

  test('counts the flatter of two sides more: a face that is a head on one and paper on the other is rather paper', () => {
    const both = ['turnLeft', 'openMouth', 'turnRight'] as const
    for (let n = 1; n <= 6; n += 1) {
      const [head, paper] = [trail(n, 'living', {}, both), trail(n, 'flat', {}, both)]
      const turned = head.reads.findIndex(({ asked }) => asked === 'turnRight')
      const from = head.reads[turned]?.promptAt ?? 0
      const half = {
        ...head,
        frames: head.frames.map((frame, i) => (frame.at < from ? frame : (paper.frames[i] ?? frame))),
      }
      expect(read('solidity', head)).toMatchObject({ parts: { sides: 2 } })
      expect(valueFrom('solidity', head)).toBeGreaterThan(0.6)
      expect(valueFrom('solidity', half)).toBeLessThan(0.4)
      const together = { ...livenessPolicy, solidity: { ...livenessPolicy.solidity, bySide: false } }
      expect(read('solidity', half, together)).toMatchObject({ parts: { sides: 1 } })
    }
    expect(read('solidity', trail(3, 'living', {}, ['turnLeft', 'openMouth', 'blink']))).toMatchObject({
      parts: { sides: 1 },
    })
  })

  test('does not mind points that are laid anew between two turns, each group by itself', () => {
    fc.assert(
      fc.property(seed, (n) => {
        const of = trail(n, 'living')
        const half = Math.floor(of.frames.length / 2)
        const anew = withLive(of, ({ flow }, i) =>
          flow === undefined || i < half
            ? {}
            : { flow: { anchor: 1, points: flow.points.map((at) => at && at + 0.2) } },
        )
        expect(Math.abs(valueFrom('solidity', anew) - valueFrom('solidity', of))).toBeLessThan(0.25)
      }),
      same,
    )
  })

  test('leaves out wild points, one in ten, or says nothing', () => {
    let counted = 0
    fc.assert(
      fc.property(seed, (n) => {
        const of = trail(n, 'flat')
        const wild = withLive(of, ({ flow }, i) =>
          flow === undefined
            ? {}
            : {
                flow: {
                  ...flow,
                  points: flow.points.map((at, k) => (at !== null && k % 20 === i % 20 ? at + 0.05 : at)),
                },
              },
        )
        const said = read('solidity', wild)
        if (said.kind === 'unusable') return
        counted += 1
        expect(said.value).toBeLessThan(0.4)
      }),
      same,
    )
    expect(counted).toBeGreaterThan(same.numRuns / 2)
  })

  test('says nothing from recordings without flow, and nothing from a handful of points', () => {
    const of = trail(3, 'living')
    const bare = withFaces(of, ({ live: { flow: _, ...live }, ...face }) => ({ ...face, live }))
    expect(read('solidity', bare)).toMatchObject({ why: 'notMeasured' })
    const few = withLive(of, ({ flow }) =>
      flow === undefined ? {} : { flow: { ...flow, points: flow.points.map((at, k) => (k < 20 ? at : null)) } },
    )
    expect(read('solidity', few)).toMatchObject({ why: 'noTurn' })
  })
})

describe('relief', () => {
  const bent = (x: number, y: number) =>
    [1.2 * x - 0.1 * y + 0.2 * x * x - 0.1 * x * y, y + 0.3 * x - 0.15 * y * y] as const
  const pairsOf = (n: number, across: number, down: number): Pair[] => {
    const random = seeded(n)
    return Array.from({ length: 40 }, () => {
      const [x, y, depth] = [normal(random, 0, 1), normal(random, 0, 1), normal(random, 0, 0.3)]
      const [u, v] = bent(x, y)
      return { from: [x, y], to: [u + across * depth, v + down * depth], depth }
    })
  }
  const shift = fc.double({ min: -0.5, max: 0.5, noNaN: true })

  test('is found exactly on any bent sheet', () => {
    fc.assert(
      fc.property(seed, shift, shift, (n, across, down) => {
        const relief = fitRelief(pairsOf(n, across, down), 0.8, 3)
        expect(relief?.across).toBeCloseTo(across, 6)
        expect(relief?.down).toBeCloseTo(down, 6)
        expect(relief?.rest).toBeLessThan(1e-6)
      }),
      { numRuns: 50 },
    )
  })

  test('finds besides how far the rims of spectacles moved, and nothing of that where there are none', () => {
    fc.assert(
      fc.property(seed, shift, shift, (n, across, rims) => {
        const rimmed = pairsOf(n, across, 0).map((pair, i): Pair => {
          const [u, v] = pair.to
          return i % 4 === 0 ? { ...pair, rim: true, to: [u + rims, v] } : pair
        })
        const relief = fitRelief(rimmed, 0.8, 3, true)
        expect(relief?.across).toBeCloseTo(across, 6)
        expect(relief?.rims).toBeCloseTo(rims, 6)
        expect(fitRelief(pairsOf(n, across, 0), 0.8, 3, true)).toBeUndefined()
      }),
      { numRuns: 50 },
    )
  })

  test('is as sure as it says: two of three lie within a standard error', () => {
    const within = Array.from({ length: 300 }, (_, n) => {
      const random = seeded(n + 5000)
      const noisy = pairsOf(n, 0.3, 0).map((pair): Pair => {
        const [u, v] = pair.to
        return { ...pair, to: [u + normal(random, 0, 0.02), v + normal(random, 0, 0.02)] }
      })
      const relief = fitRelief(noisy, 1, 0)
      return relief !== undefined && Math.abs(relief.across - 0.3) <= relief.error
    }).filter(Boolean).length
    expect(within / 300).toBeGreaterThan(0.6)
    expect(within / 300).toBeLessThan(0.76)
  })

  test('does not see wild points, one in ten, but for few cases', () => {
    const errors = Array.from({ length: 100 }, (_, n) => {
      const wild = pairsOf(n, 0.3, 0).map((pair, i): Pair => {
        const [u, v] = pair.to
        return i < 4 ? { ...pair, to: [u + 0.4, v] } : pair
      })
      return Math.abs((fitRelief(wild, 0.8, 4)?.across ?? Number.POSITIVE_INFINITY) - 0.3)
    })
    expect(errors.filter((error) => error < 1e-6).length).toBeGreaterThan(90)
  })

  test('is told by nothing where points lie on one spot or all depths are a sheet', () => {
    const spot = pairsOf(1, 0, 0).map((pair): Pair => ({ ...pair, from: [0.5, 0.5] }))
    expect(fitRelief(spot, 0.8, 2)).toBeUndefined()
    const sheet = pairsOf(1, 0, 0).map((pair): Pair => ({ ...pair, depth: 0.3 + 0.1 * pair.from[0] ** 2 }))
    expect(fitRelief(sheet, 0.8, 2)).toBeUndefined()
  })
})

function placedFlow(
  points: readonly (number | null)[],
  place: (x: number, y: number) => readonly [number, number],
): (number | null)[] {
  return points.flatMap((x, i) => {
    const y = points[i + 1] ?? null
    if (i % 2 !== 0) return []
    return x === null || y === null ? [null, null] : place(x, y)
  })
}

const bare = (frame: ReturnType<typeof trail>['frames'][number]) => {
  const { live: _, ...face } = frame.face
  return { ...frame, face }
}
