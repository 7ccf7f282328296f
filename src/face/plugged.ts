import { type Affine, crop, mapSquare, mirrorMap, type Square } from './crop.ts'
import { mapArcFaceChip, mapDlibChip, unit } from './describe.ts'
import { apart, type Detection, type Detector } from './detect.ts'
import { fillLetterbox, type Letterbox, letterboxOf } from './letterbox.ts'
import type { PluggedPassive, PluggedRecogniser } from './look.ts'
import { extentOf, type Mesh, squareAround } from './mesh.ts'
import { type Net, openNet } from './net.ts'
import type { Picture } from './picture.ts'
import type { ChipTemplate, DetectorPlugIn, PassivePlugIn, PlugIn, RecogniserPlugIn } from './plugin.ts'
import { pack, type Recipe } from './recipe.ts'

/** Loads a plugged-in recogniser and runs it once. Throws `FaceStartFailure`. */
export async function plugRecogniser(plugIn: RecogniserPlugIn): Promise<PluggedRecogniser> {
  const net = await openNet(plugIn.file, {
    name: plugIn.name,
    input: inputOf(plugIn),
    outputs: [{ name: plugIn.output, length: plugIn.dim }],
  })
  const describeIn = async (picture: Picture, map: Affine) => unit(await answerIn(net, plugIn, picture, map))
  return {
    name: plugIn.name,
    async describe(picture, mesh) {
      const map = mapChip(plugIn.template, picture, mesh, plugIn.inputSize)
      const plain = await describeIn(picture, map)
      if (!plugIn.flip) return plain
      const mirrored = await describeIn(picture, mirrorMap(map, plugIn.inputSize))
      return unit(plain.map((value, i) => value + (mirrored[i] ?? 0)))
    },
  }
}

/** Loads a plugged-in passive model and runs it once. Throws `FaceStartFailure`. */
export async function plugPassive(plugIn: PassivePlugIn): Promise<PluggedPassive> {
  const net = await openNet(plugIn.file, {
    name: plugIn.name,
    input: inputOf(plugIn),
    outputs: [{ name: plugIn.output, length: plugIn.dim }],
  })
  return {
    name: plugIn.name,
    async judge(picture, mesh) {
      const map = mapChip(plugIn.template, picture, mesh, plugIn.inputSize)
      return activate(await answerIn(net, plugIn, picture, map), plugIn.activation)
    },
  }
}

/** Loads a plugged-in detector and runs it once. Throws `FaceStartFailure`. */
export async function plugDetector(plugIn: DetectorPlugIn): Promise<Detector> {
  const { boxes, scores, inputSize } = plugIn
  const net = await openNet(plugIn.file, {
    name: plugIn.name,
    input: inputOf(plugIn),
    outputs: [
      { name: boxes.output, length: 'any' },
      { name: scores.output, length: 'any' },
    ],
  })
  const rgb = new Float32Array(inputSize * inputSize * 3)
  return async (picture, border) => {
    const box = letterboxOf(picture, inputSize, border)
    fillLetterbox(picture, box, { size: inputSize, gain: 1, offset: 0 }, rgb)
    pack(rgb, recipeOf(plugIn), net.input)
    const [corners, marks] = await net.run()
    if (!corners || !marks) return []
    return apart(readBoxes(plugIn, corners, marks, box))
  }
}

function readBoxes(plugIn: DetectorPlugIn, corners: Float32Array, marks: Float32Array, box: Letterbox): Detection[] {
  const unitSize = (plugIn.boxes.unit === 'fractions' ? plugIn.inputSize : 1) * box.scale
  const found: Detection[] = []
  for (const [i, mark] of marks.entries()) {
    const score = plugIn.scores.activation === 'sigmoid' ? sigmoid(mark) : mark
    const [left = 0, top = 0, right = 0, bottom = 0] = corners.subarray(i * 4, i * 4 + 4)
    if (!(score >= plugIn.leastScore && right > left && bottom > top)) continue
    found.push({
      score,
      x: left * unitSize + box.left,
      y: top * unitSize + box.top,
      width: (right - left) * unitSize,
      height: (bottom - top) * unitSize,
      angle: 0,
    })
  }
  return found
}

async function answerIn(net: Net, plugIn: PlugIn, picture: Picture, map: Affine): Promise<Float32Array> {
  const rgb = new Float32Array(plugIn.inputSize * plugIn.inputSize * 3)
  crop(picture, map, plugIn.inputSize, rgb)
  pack(rgb, recipeOf(plugIn), net.input)
  const [answer] = await net.run()
  if (!answer) throw new Error(`the plug-in ${plugIn.name} gave no output`)
  return answer
}

function mapChip(template: ChipTemplate, picture: Picture, mesh: Mesh, size: number): Affine {
  switch (template.kind) {
    case 'arcface112':
      return mapArcFaceChip(mesh, size)
    case 'dlib150':
      return mapDlibChip(mesh, size, template.pad)
    case 'meshbox': {
      const square = squareAround(template.roll ? extentOf(mesh) : extentOf(mesh, 0), template.k)
      return mapSquare(template.keepInside ? within(picture, square) : square, size)
    }
    default:
      return template satisfies never
  }
}

/** The square shrunk to the picture's shorter side and shifted to lie inside; a turned one may still cross the edge. */
function within({ width, height }: Picture, { x, y, side, angle }: Square): Square {
  const fitting = Math.min(side, width - 1, height - 1)
  const clamp = (value: number, length: number) => Math.max(fitting / 2, Math.min(length - 1 - fitting / 2, value))
  return { x: clamp(x, width), y: clamp(y, height), side: fitting, angle }
}

function activate(values: Float32Array, { kind, index }: PassivePlugIn['activation']): number {
  const value = values[index] ?? Number.NaN
  switch (kind) {
    case 'none':
      return value
    case 'sigmoid':
      return sigmoid(value)
    case 'softmax': {
      const highest = values.reduce((high, one) => Math.max(high, one), Number.NEGATIVE_INFINITY)
      return Math.exp(value - highest) / values.reduce((sum, one) => sum + Math.exp(one - highest), 0)
    }
    default:
      return kind satisfies never
  }
}

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value))

const inputOf = ({ layout, inputSize }: PlugIn): readonly number[] =>
  layout === 'nhwc' ? [1, inputSize, inputSize, 3] : [1, 3, inputSize, inputSize]

const recipeOf = ({ inputSize, layout, channelOrder, mean, scale }: PlugIn): Recipe => ({
  size: inputSize,
  layout,
  channelOrder,
  mean,
  scale,
})
