import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { FaceStartFailure, startFaceEngine } from '../../src/face/engine.ts'
import { onnxModel, onnxNode, onnxTensor } from '../../src/face/onnx.ts'
import { cameraFrame, emptyFolder, sharedModels } from './engine-fixtures.ts'

const folders: (() => void)[] = []
afterEach(() => {
  for (const remove of folders.splice(0)) remove()
})

/** Writes a model and its description into a new folder; gives the description's path. */
function plug(description: object, model: Buffer): string {
  const { path, remove } = emptyFolder()
  folders.push(remove)
  writeFileSync(join(path, 'model.onnx'), model)
  writeFileSync(join(path, 'plugin.json'), JSON.stringify({ file: 'model.onnx', ...description }))
  return join(path, 'plugin.json')
}

/** A recogniser of 48 numbers: the mean colour of 4 × 4 patches of a 16-pixel chip, channels first. */
const patches = onnxModel({
  nodes: [
    onnxNode('AveragePool', ['in'], ['pooled'], { kernel_shape: [4, 4], strides: [4, 4] }),
    onnxNode('Flatten', ['pooled'], ['out'], { axis: 1 }),
  ],
  tensors: [],
  inputs: [{ name: 'in', shape: [1, 3, 16, 16] }],
  outputs: ['out'],
})

/** A passive model of two outputs, fixed before the softmax: 1 and 3. */
const passive = onnxModel({
  nodes: [
    onnxNode('ReduceMean', ['in'], ['mean'], { axes: [1, 2, 3], keepdims: 0 }),
    onnxNode('Mul', ['mean', 'nought'], ['none']),
    onnxNode('Add', ['none', 'fixed'], ['out']),
  ],
  tensors: [onnxTensor('nought', [1], Float32Array.of(0)), onnxTensor('fixed', [2], Float32Array.of(1, 3))],
  inputs: [{ name: 'in', shape: [1, 16, 16, 3] }],
  outputs: ['out'],
})

/** A detector that always reports one box in the middle, as wide as a quarter of the picture, and a doubtful one. */
const detector = onnxModel({
  nodes: [
    onnxNode('ReduceMean', ['in'], ['mean'], { axes: [0, 1, 2, 3], keepdims: 0 }),
    onnxNode('Mul', ['mean', 'nought'], ['none']),
    onnxNode('Add', ['none', 'fixedBoxes'], ['boxes']),
    onnxNode('Add', ['none', 'fixedScores'], ['scores']),
  ],
  tensors: [
    onnxTensor('nought', [], Float32Array.of(0)),
    onnxTensor('fixedBoxes', [2, 4], Float32Array.of(0.3, 0.3, 0.7, 0.7, 0, 0, 0.1, 0.1)),
    onnxTensor('fixedScores', [2], Float32Array.of(0.9, 0.2)),
  ],
  inputs: [{ name: 'in', shape: [1, 64, 64, 3] }],
  outputs: ['boxes', 'scores'],
})

const pixels = {
  inputSize: 16,
  layout: 'nchw',
  channelOrder: 'rgb',
  mean: [127.5, 127.5, 127.5],
  scale: [0.0078125, 0.0078125, 0.0078125],
}
const recogniserPlugIn = {
  role: 'recogniser',
  name: 'patches',
  ...pixels,
  template: { kind: 'arcface112' },
  output: 'out',
  dim: 48,
  flip: true,
  calibration: { thresholds: { accept: 0.5, review: 0.4 } },
}
const passivePlugIn = {
  role: 'pad',
  name: 'fixed',
  ...pixels,
  layout: 'nhwc',
  template: { kind: 'meshbox', k: 2.7, roll: false },
  output: 'out',
  dim: 2,
  activation: { kind: 'softmax', index: 1 },
}
const detectorPlugIn = {
  role: 'detector',
  name: 'middle',
  ...pixels,
  inputSize: 64,
  layout: 'nhwc',
  boxes: { output: 'boxes', unit: 'fractions' },
  scores: { output: 'scores', activation: 'none' },
  leastScore: 0.5,
}

test('plugged-in models add their vector, their score and their version', async () => {
  const paths = [plug(recogniserPlugIn, patches), plug(passivePlugIn, passive)]
  const plain = await startFaceEngine({ modelsDir: sharedModels, plugins: [], workers: 1 })
  const engine = await startFaceEngine({ modelsDir: sharedModels, plugins: paths, workers: 1 })
  const frame = await cameraFrame(6, { left: 300, top: 100, side: 900 })
  const seen = await engine.openStream().look(frame, 'description')
  await Promise.all([engine.close(), plain.close()])
  if (seen.kind !== 'seen' || seen.description === undefined) throw new Error('no face')

  const { patches: vector } = seen.description.vectors
  expect(vector).toHaveLength(48)
  expect(Math.hypot(...(vector ?? []))).toBeCloseTo(1, 5)
  // With its mirror image summed in, the description is symmetric: patch columns 0 and 3 are equal.
  expect(vector?.[0]).toBeCloseTo(vector?.[3] ?? Number.NaN, 5)
  expect(seen.signals.face?.passive?.fixed).toBeCloseTo(1 / (1 + Math.exp(-2)), 6)
  expect(seen.description.version).toBe(engine.version)
  expect(engine.version).not.toBe(plain.version)
  expect(engine.models.map(({ name }) => name)).toContain('patches')
  expect(engine.plugIns[0]).toMatchObject({ calibration: { thresholds: { accept: 0.5, review: 0.4 } } })
})

test('a plugged-in detector says where to look', async () => {
  const engine = await startFaceEngine({
    modelsDir: sharedModels,
    plugins: [plug(detectorPlugIn, detector)],
    workers: 1,
  })
  const middle = await cameraFrame(6, { left: 80, top: 250, side: 500 })
  const seen = await engine.openStream().look(middle, 'geometry')
  await engine.close()
  if (seen.kind !== 'seen') throw new Error(seen.kind)
  expect(seen.signals.faces).toBe(1)
  expect(seen.signals.face?.confidence).toBeGreaterThan(0.8)
})

test.each<[string, () => string, string | RegExp]>([
  ['a description that is not there', () => '/nowhere/plugin.json', '/nowhere/plugin.json cannot be read'],
  ['a field that is missing', () => plug({ ...recogniserPlugIn, dim: undefined }, patches), /not valid \(dim: /],
  ['a field that nobody knows', () => plug({ ...recogniserPlugIn, colour: 1 }, patches), /colour/],
  [
    'a template that nobody knows',
    () => plug({ ...recogniserPlugIn, template: { kind: 'oval' } }, patches),
    /template/,
  ],
  ['a role that nobody knows', () => plug({ ...recogniserPlugIn, role: 'oracle' }, patches), /role/],
  [
    'thresholds the wrong way round',
    () => plug({ ...recogniserPlugIn, calibration: { thresholds: { accept: 0.4, review: 0.5 } } }, patches),
    /accept must be above review/,
  ],
  [
    'a softmax index beyond its outputs',
    () => plug({ ...passivePlugIn, activation: { kind: 'softmax', index: 2 } }, passive),
    /activation.index: must be smaller than dim/,
  ],
  [
    'a model file that is not there',
    () => plug({ ...passivePlugIn, file: 'gone.onnx' }, passive),
    /cannot be read.*gone/,
  ],
  ['a model file that is no model', () => plug(passivePlugIn, Buffer.from('hello')), '"fixed" does not load'],
  ['another number of outputs', () => plug({ ...recogniserPlugIn, dim: 512 }, patches), 'has 48 values instead of 512'],
  [
    'an output that the model lacks',
    () => plug({ ...recogniserPlugIn, output: 'fc1' }, patches),
    '"patches" does not run',
  ],
  ['another input size', () => plug({ ...recogniserPlugIn, inputSize: 112 }, patches), '"patches" does not run'],
  ['a name of our own', () => plug({ ...recogniserPlugIn, name: 'fa' }, patches), 'Two face models have the name "fa"'],
])('%s stops the start with a sentence', async (_, make, sentence) => {
  const start = startFaceEngine({ modelsDir: sharedModels, plugins: [make()], workers: 1 })
  await expect(start).rejects.toThrow(FaceStartFailure)
  await expect(start).rejects.toThrow(sentence)
})
