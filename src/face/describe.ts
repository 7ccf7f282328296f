import { type Affine, crop, mapSimilar, mapSquare, mirrorMap, type Point } from './crop.ts'
import { extentOf, type Mesh, pointOf, squareAround } from './mesh.ts'
import type { Net, NetShape } from './net.ts'
import type { Picture } from './picture.ts'
import { pack, type Recipe } from './recipe.ts'

/** Raised whenever a step between mesh and vector changes; part of a description's version. */
export const describeVersion = 5

/** faceres, 224 pixels, two pictures at once, 1,024 numbers each. */
export const faceresShape: NetShape = {
  name: 'faceres',
  input: [2, 224, 224, 3],
  outputs: [{ name: 'global_pooling/Mean', length: 2 * 1024 }],
}

/** face-api's recogniser, 150 pixels, four pictures at once, 128 numbers each. */
export const recogniserShape: NetShape = {
  name: 'recogniser',
  input: [4, 150, 150, 3],
  outputs: [{ name: 'description', length: 4 * 128 }],
}

/** MobileFaceNet, 112 pixels, two pictures at once, 192 numbers each. */
export const mobilefacenetShape: NetShape = {
  name: 'mobilefacenet',
  input: [2, 112, 112, 3],
  outputs: [{ name: 'description', length: 2 * 192 }],
}

/**
 * `fa`: four aligned dlib chips, each answer brought to unit length, summed, unit length again. More chips, or other
 * ones, were no better (docs/face-figures.md).
 */
export async function describeAligned(net: Net, picture: Picture, mesh: Mesh): Promise<Float32Array> {
  const size = 150
  for (const [i, { pad, mirrored }] of chips.entries()) {
    const map = mapDlibChip(mesh, size, pad)
    crop(picture, mirrored ? mirrorMap(map, size) : map, size, net.input, { at: i * size * size * 3, outside: 'edge' })
  }
  const [answers] = await net.run()
  if (!answers) throw new Error('the recogniser gave no output')
  return unit(sumOf(chips.map((_, i) => unit(answers.slice(i * 128, (i + 1) * 128)))))
}

/** `pad` is the border around dlib's mean face. */
const chips = [
  { pad: 0.25, mirrored: false },
  { pad: 0.25, mirrored: true },
  { pad: 0.15, mirrored: true },
  { pad: 0.35, mirrored: false },
] as const

/**
 * `fr`: faceres on the upright square 1.4 times the face and its mirror image, the picture's edge repeated outside of it;
 * each answer square-rooted and of unit length, summed, unit length again. Other margins: docs/face-figures.md.
 */
export async function describeBox(net: Net, picture: Picture, mesh: Mesh): Promise<Float32Array> {
  const map = mapSquare(squareAround(extentOf(mesh), boxMargin), faceresRecipe.size)
  const answers = await answerWithMirror(net, picture, map, faceresRecipe)
  const roots = answers.map((value) => Math.sign(value) * Math.sqrt(Math.abs(value)))
  return unit(sumOf([unit(roots.slice(0, 1024)), unit(roots.slice(1024))]))
}

const boxMargin = 1.4

/**
 * `mf`: MobileFaceNet on ArcFace's chip and its mirror image; each answer of unit length, summed, unit length again.
 * Chips that show more or less were no better (docs/face-figures.md).
 */
export async function describeChip(net: Net, picture: Picture, mesh: Mesh): Promise<Float32Array> {
  const map = mapArcFaceChip(mesh, mobilefacenetRecipe.size)
  const answers = await answerWithMirror(net, picture, map, mobilefacenetRecipe)
  return unit(sumOf([unit(answers.slice(0, 192)), unit(answers.slice(192))]))
}

/** As MobileFaceNet was trained (sirius-ai/MobileFaceNet_TF): about -1 to 1. */
const mobilefacenetRecipe: Recipe = {
  size: 112,
  layout: 'nhwc',
  channelOrder: 'rgb',
  mean: [127.5, 127.5, 127.5],
  scale: [1 / 128, 1 / 128, 1 / 128],
}

/** faceres wants what its training had: blue first, the mean colour of VGGFace2 taken away. */
const faceresRecipe: Recipe = {
  size: 224,
  layout: 'nhwc',
  channelOrder: 'bgr',
  mean: [103.939, 116.779, 123.68],
  scale: [1, 1, 1],
}

/** What a network for two pictures says of a crop and, behind it, of its mirror image. */
async function answerWithMirror(net: Net, picture: Picture, map: Affine, recipe: Recipe): Promise<Float32Array> {
  const { size } = recipe
  const rgb = new Float32Array(size * size * 3)
  crop(picture, map, size, rgb, { outside: 'edge' })
  pack(rgb, recipe, net.input)
  mirrorFirst(net.input, size)
  const [answers] = await net.run()
  if (!answers) throw new Error('a recogniser gave no output')
  return answers
}

/** Writes the mirror image of the first picture of two behind it; colours lie together. */
function mirrorFirst(pictures: Float32Array, size: number): void {
  for (let pixel = 0, out = size * size * 3; pixel < size * size; pixel += 1) {
    const column = pixel % size
    const from = (pixel - column + size - 1 - column) * 3
    for (let colour = 0; colour < 3; colour += 1, out += 1) pictures[out] = pictures[from + colour] as number
  }
}

/** Brings eye and mouth corners to their places in dlib's mean face; `pad` is the border around that face. */
export function mapDlibChip(mesh: Mesh, size: number, pad: number): Affine {
  const inCrop = dlibFace.map(
    ([x, y]): Point => [((pad + x) / (2 * pad + 1)) * size, ((pad + y) / (2 * pad + 1)) * size],
  )
  return mapSimilar(
    dlibCorners.map((index) => pointOf(mesh, index)),
    inCrop,
  )
}

/** Mesh points of the right eye's corners, the left eye's corners, the mouth's corners; then where dlib has them. */
const dlibCorners = [33, 133, 362, 263, 61, 291] as const
const dlibFace: readonly Point[] = [
  [0.121737, 0.216423],
  [0.334606, 0.231733],
  [0.645647, 0.231733],
  [0.858516, 0.216423],
  [0.254149, 0.780233],
  [0.726104, 0.780233],
]

/** Brings five points to their places in ArcFace's 112-pixel chip: eye centres, nose tip, mouth corners. */
export function mapArcFaceChip(mesh: Mesh, size: number): Affine {
  const middle = (a: number, b: number): Point => {
    const [ax, ay] = pointOf(mesh, a)
    const [bx, by] = pointOf(mesh, b)
    return [(ax + bx) / 2, (ay + by) / 2]
  }
  const inPicture = [middle(33, 133), middle(362, 263), pointOf(mesh, 1), pointOf(mesh, 61), pointOf(mesh, 291)]
  const scale = size / 112
  return mapSimilar(
    inPicture,
    arcFace.map(([x, y]): Point => [(x - 56) * scale + size / 2, (y - 56) * scale + size / 2]),
  )
}

const arcFace: readonly Point[] = [
  [38.2946, 51.6963],
  [73.5318, 51.5014],
  [56.0252, 71.7366],
  [41.5493, 92.3655],
  [70.7299, 92.2041],
]

const sumOf = (vectors: readonly Float32Array[]): Float32Array => {
  const sum = new Float32Array(vectors[0]?.length ?? 0)
  for (const vector of vectors) for (const [i, value] of vector.entries()) sum[i] = (sum[i] ?? 0) + value
  return sum
}

/** The vector brought to length one; a vector of zeros is an error, for it says nothing of a face. */
export function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
  if (!(length > 0)) throw new Error('a recogniser gave an empty description')
  return vector.map((value) => value / length)
}
