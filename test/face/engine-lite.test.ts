import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { convertLite } from '../../src/face/convertLite.ts'
import { readLite } from '../../src/face/liteModel.ts'

const home = dirname(dirname(createRequire(import.meta.url).resolve('capacitor-face-recognition')))
const file = readFileSync(join(home, 'android/src/main/assets/mobilefacenet.tflite'))

test('MobileFaceNet is read whole: 35 convolutions and 17 by depth of the picture, each parametric ReLU in its place', () => {
  const { operators, tensors, input } = readLite(file)
  const count = (wanted: string) => operators.filter(({ kind }) => kind === wanted).length
  expect([count('convolution'), count('depthwise'), count('relu'), count('unitLength')]).toEqual([35, 17, 33, 1])
  expect(tensors[input]?.shape).toEqual([1, 112, 112, 3])
  const written = convertLite({ operators, tensors, input }, 'LinearConv1x1/BatchNorm/FusedBatchNorm').toString(
    'latin1',
  )
  expect(written.match(/Relu/g)).toHaveLength(33)
})

test.each([
  ['another file', Buffer.from('{"a": 1}, not a model at all'), /not a TensorFlow Lite model/],
  ['the wanted tensor missing', file, /has no tensor nowhere/],
])('%s is an error with a name', (_, bytes, sentence) => {
  expect(() => convertLite(readLite(bytes), 'nowhere')).toThrow(sentence)
})

test('a file cut short anywhere is an error, never a model', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: file.length - 100_000 }), (length) => {
      expect(() => convertLite(readLite(file.subarray(0, length)), 'LinearConv1x1/BatchNorm/FusedBatchNorm')).toThrow()
    }),
    { numRuns: 30 },
  )
})
