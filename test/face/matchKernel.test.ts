import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dot, packRows } from '../../src/face/kernel.ts'
import { kernelBytes } from '../../src/face/kernelCode.ts'

const shapes = fc.record({ count: fc.integer({ min: 0, max: 23 }), quads: fc.integer({ min: 1, max: 40 }) })
const numbers = fc.float({ min: -1, max: 1, noNaN: true })

test('the SIMD kernel and the plain loop agree with the reference to 1e-5 for any rows', () => {
  fc.assert(
    fc.property(
      shapes.chain(({ count, quads }) => {
        const row = fc.array(numbers, { minLength: quads * 4, maxLength: quads * 4 }).map((r) => Float32Array.from(r))
        return fc.record({ rows: fc.array(row, { minLength: count, maxLength: count }), probe: row })
      }),
      ({ rows, probe }) => {
        const simd = packRows(rows, probe.length, 'simd')
        const plain = packRows(rows, probe.length, 'plain')
        const fast = simd.scan(probe)
        const slow = plain.scan(probe)
        expect(fast.length).toBe(rows.length)
        for (const [i, row] of rows.entries()) {
          const wanted = dot(row, probe)
          expect(Math.abs((fast[i] ?? Number.NaN) - wanted)).toBeLessThanOrEqual(1e-5)
          expect(Math.abs((slow[i] ?? Number.NaN) - wanted)).toBeLessThanOrEqual(1e-5)
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('this machine scans by SIMD, and the assembled bytes are a valid module', () => {
  expect(WebAssembly.validate(kernelBytes())).toBe(true)
  expect(packRows([new Float32Array(8)], 8).way).toBe('simd')
})

test('the bytes of the kernel are those of the source: start, memory import, one export', () => {
  const bytes = kernelBytes()
  expect([...bytes.subarray(0, 8)]).toEqual([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])
  const module = new WebAssembly.Module(bytes)
  expect(WebAssembly.Module.imports(module)).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }])
  expect(WebAssembly.Module.exports(module)).toEqual([{ name: 'scan', kind: 'function' }])
})

test('a number that is none stays in its own row', () => {
  const rows = [1, 2, 3, 4, 5, 6, 7].map((n) => new Float32Array(8).fill(n === 3 ? Number.NaN : n))
  const scores = packRows(rows, 8).scan(new Float32Array(8).fill(1))
  expect([...scores]).toEqual([8, 16, Number.NaN, 32, 40, 48, 56])
})

test('later scans do not change earlier answers, and packed rows do not follow their source', () => {
  const source = new Float32Array(4).fill(1)
  const rows = packRows([source], 4)
  const first = rows.scan(new Float32Array(4).fill(1))
  source.fill(9)
  const second = rows.scan(new Float32Array(4).fill(2))
  expect([first[0], second[0]]).toEqual([4, 8])
})

test.each([
  ['a length that is no multiple of 4', () => packRows([new Float32Array(6)], 6)],
  ['a row of another length', () => packRows([new Float32Array(8), new Float32Array(4)], 8)],
  ['a probe of another length', () => packRows([new Float32Array(8)], 8).scan(new Float32Array(4))],
])('%s is a mistake of the program', (_, act) => {
  expect(act).toThrow()
})
