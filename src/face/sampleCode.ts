import { assemble, type Code, op, type WasmFunction } from './kernelAssembler.ts'

/** Where the sampler finds its numbers in memory, in bytes. Pairs are (x, y) of 64-bit floats. */
export const places = {
  /** Pair: where the crop's first pixel lies in the picture. */
  first: 0,
  /** Pair: one crop pixel to the right, and one down. */
  right: 16,
  down: 32,
  /** Four 32-bit floats: what the sum of a pixel's samples is multiplied by. */
  gain: 48,
  /** Pairs: (−1, −1), the picture's size, and its last pixel. Only read by `across…`. */
  before: 64,
  size: 80,
  last: 96,
  /** 16 pairs: from a pixel's middle to its samples. */
  samples: 112,
  /** The picture's rows of RGB bytes, and behind them a row that is read but weighs nothing. */
  picture: 512,
} as const

/** Most samples along one side of a pixel. */
export const mostSamples = 4

/** The module: `inside1` to `inside4` and `across1` to `across4`, each `(stride, out, size)`. */
export const sampleBytes = (): Uint8Array<ArrayBuffer> =>
  assemble(
    Array.from({ length: mostSamples }, (_, i) => i + 1).flatMap((n) => [
      sampler(`inside${n}`, n, false),
      sampler(`across${n}`, n, true),
    ]),
  )

/**
 * Writes `size` × `size` pixels of three 32-bit floats at `out`; four bytes behind the last are written too. `stride`
 * is the length of a picture row. `across` also takes samples outside the picture: less than a pixel outside they
 * have the edge's colour, farther out they are black.
 */
function sampler(name: string, perSide: number, across: boolean): WasmFunction {
  return {
    name,
    params: ['stride', 'out', 'size'],
    locals: {
      ...{ end: 'i32', rowEnd: 'i32', top: 'i32', bottom: 'i32' },
      ...{ row: 'v128', pixel: 'v128', sum: 'v128', place: 'v128', cell: 'v128', part: 'v128', mask: 'v128' },
      ...{ left: 'v128', next: 'v128', from: 'v128' },
    },
    body: (local) => {
      const get = (name: string) => op.get(local(name))
      const set = (name: string) => op.set(local(name))
      const step = (name: string, place: number): Code[] => [get(name), ...constant(place), pairAdd, set(name)]
      const bytes = (pixels: string): Code[] => [get(pixels), op.i32(12), multiply]
      return [
        ...[get('out'), ...bytes('size'), get('size'), multiply, op.add, set('end')],
        ...[...constant(places.first), set('row')],
        op.whileTrue(
          [get('out'), get('end'), op.lessThanUnsigned],
          [
            ...[get('out'), ...bytes('size'), op.add, set('rowEnd')],
            ...[get('row'), set('pixel')],
            op.whileTrue(
              [get('out'), get('rowEnd'), op.lessThanUnsigned],
              [
                ...[op.zero, set('sum')],
                ...Array.from({ length: perSide * perSide }, (_, i) => addSample(get, set, i, across)).flat(),
                ...[get('out'), get('sum'), ...constant(places.gain), op.vectorMul, store],
                ...[get('out'), op.i32(12), op.add, set('out')],
                ...step('pixel', places.right),
              ],
            ),
            ...step('row', places.down),
          ],
        ),
      ]
    },
  }
}

type Access = (name: string) => Code

/** Adds one bilinear sample to `sum`: down the left and the right pair of neighbours, then between both. */
function addSample(get: Access, set: Access, index: number, across: boolean): Code[] {
  const blend = (from: Code[], to: Code[], lane: number): Code[] => [
    ...[...from, set('from'), ...to, get('from'), vectorSub],
    ...[get('part'), get('part'), everywhere(lane), op.vectorMul, get('from'), op.vectorAdd],
  ]
  const colour = (row: string, pixel: number): Code[] => [get(row), loadEight(pixel * 3), lowerHalf, toFloats]
  return [
    ...[get('pixel'), ...constant(places.samples + 16 * index), pairAdd, set('place')],
    ...(across ? keepInside(get, set) : []),
    ...[get('place'), pairFloor, set('cell')],
    ...[get('place'), get('cell'), pairSub, pairToFloats, set('part')],
    ...[get('cell'), pairToIntegers, set('cell')],
    ...[get('cell'), integerLane(0), op.i32(3), multiply],
    ...[get('cell'), integerLane(1), get('stride'), multiply, op.add, set('top')],
    ...[get('top'), get('stride'), op.add, set('bottom')],
    ...[...blend(colour('top', 0), colour('bottom', 0), 1), set('left')],
    ...[...blend(colour('top', 1), colour('bottom', 1), 1), set('next')],
    ...blend([get('left')], [get('next')], 0),
    ...(across ? [get('mask'), and] : []),
    ...[get('sum'), op.vectorAdd, set('sum')],
  ]
}

/** Sets `mask` to all ones where the sample counts, and draws `place` onto the picture. */
const keepInside = (get: Access, set: Access): Code[] => [
  ...[get('place'), ...constant(places.before), pairGreater],
  ...[get('place'), ...constant(places.size), pairLess, and, set('mask')],
  ...[get('mask'), get('mask'), get('mask'), swapPair, and, set('mask')],
  ...[get('place'), op.zero, pairMax, ...constant(places.last), pairMin, set('place')],
]

/** The 16 bytes at a fixed place. */
const constant = (place: number): Code[] => [op.i32(0), op.load(place)]

// The instructions of the WebAssembly core specification 2.0 that the kernel's own list does not hold.
const simd = (opcode: number): Code => (opcode < 128 ? [0xfd, opcode] : [0xfd, opcode, 0x01])
const shuffle = (bytes: readonly number[]): Code => [...simd(0x0d), ...bytes]
const multiply: Code = [0x6c]
const pairAdd = simd(0xf0)
const pairSub = simd(0xf1)
const pairMin = simd(0xf4)
const pairMax = simd(0xf5)
const pairLess = simd(0x49)
const pairGreater = simd(0x4a)
const pairFloor = simd(0x75)
const pairToFloats = simd(0x5e)
const pairToIntegers = simd(0xfc)
const toFloats = simd(0xfb)
const vectorSub = simd(0xe5)
const and = simd(0x4e)
const integerLane = (lane: number): Code => [...simd(0x1b), lane]
/** Eight bytes as eight 16-bit numbers, `bytes` behind the address on the stack, from where the picture begins. */
const loadEight = (bytes: number): Code => {
  const offset = places.picture + bytes
  return [...simd(0x02), 0, (offset & 127) | 128, offset >> 7]
}
/** The lower four of eight 16-bit numbers as 32-bit ones. */
const lowerHalf = simd(0xa9)
/** `v128.store` without promise of alignment. */
const store: Code = [...simd(0x0b), 0, 0]
const swapPair = shuffle([8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7])
/** One float of a vector in all four lanes; the vector has to stand on the stack twice. */
const everywhere = (lane: number): Code => shuffle(Array.from({ length: 16 }, (_, i) => lane * 4 + (i % 4)))
