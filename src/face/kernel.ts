import { blockRows, kernelBytes } from './kernelCode.ts'

/** Rows of equal length packed for exact scanning. Nothing changes after `packRows`. */
export interface Rows {
  readonly count: number
  /** Length of a row; a multiple of 4. */
  readonly dimension: number
  /** Which of the two ways scans: `simd` where the machine has WebAssembly SIMD, else `plain`. */
  readonly way: 'simd' | 'plain'
  /** The dot product of `probe` with every row, in their order. The caller owns the answer. */
  readonly scan: (probe: Float32Array) => Float32Array
}

/** Packs rows of `dimension` numbers, a multiple of 4. Throws if a row has another length: that is a mistake of the program. */
export function packRows(rows: readonly Float32Array[], dimension: number, way = bestWay): Rows {
  if (dimension % 4 !== 0 || dimension <= 0) throw new Error(`rows of ${dimension} numbers cannot be packed`)
  const wrong = rows.findIndex((row) => row.length !== dimension)
  if (wrong >= 0) throw new Error(`row ${wrong} has ${rows[wrong]?.length} numbers instead of ${dimension}`)

  return way === 'simd' ? packSimd(rows, dimension) : packPlain(rows, dimension)
}

/** The plain loop the kernel must agree with. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? Number.NaN) * (b[i] ?? Number.NaN)
  return sum
}

const kernel: WebAssembly.Module | undefined = (() => {
  const bytes = kernelBytes()
  return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : undefined
})()
const bestWay: Rows['way'] = kernel === undefined ? 'plain' : 'simd'

function packPlain(rows: readonly Float32Array[], dimension: number): Rows {
  const kept = rows.map((row) => row.slice())
  const scan = (probe: Float32Array) => {
    expectLength(probe, dimension)
    return Float32Array.from(kept, (row) => dot(probe, row))
  }
  return { count: rows.length, dimension, way: 'plain', scan }
}

type Scan = (probe: number, block: number, end: number, out: number, width: number) => void
const pageBytes = 65536

/** Memory: the probe, padded to 64 bytes, then the blocks of rows, the last filled up with zeros, then one f32 for each row. */
function packSimd(rows: readonly Float32Array[], dimension: number): Rows {
  if (kernel === undefined) throw new Error('this machine has no WebAssembly SIMD')
  const places = Math.ceil(rows.length / blockRows) * blockRows
  const first = Math.ceil((dimension * 4) / 64) * 64
  const end = first + places * dimension * 4
  const memory = new WebAssembly.Memory({ initial: Math.ceil((end + places * 4) / pageBytes) })
  const run = new WebAssembly.Instance(kernel, { env: { memory } }).exports.scan as Scan
  layInBlocks(rows, new Float32Array(memory.buffer, first, places * dimension), dimension)

  const scan = (probe: Float32Array) => {
    expectLength(probe, dimension)
    new Float32Array(memory.buffer, 0, dimension).set(probe)
    run(0, first, end, end, dimension * 4)
    return new Float32Array(memory.buffer, end, rows.length).slice()
  }
  return { count: rows.length, dimension, way: 'simd', scan }
}

function layInBlocks(rows: readonly Float32Array[], into: Float32Array, dimension: number): void {
  for (const [i, row] of rows.entries()) {
    const inBlock = i % blockRows
    const block = (i - inBlock) * dimension
    for (let at = 0; at < dimension; at += 4) into.set(row.subarray(at, at + 4), block + at * blockRows + inBlock * 4)
  }
}

function expectLength(probe: Float32Array, dimension: number): void {
  if (probe.length !== dimension) throw new Error(`a probe of ${probe.length} numbers cannot meet rows of ${dimension}`)
}
