import { type Affine, crop, mapSimilar, mapSquare, mirrorMap, type Point } from './crop.ts'
import { extentOf, type Mesh, pointOf, squareAround } from './mesh.ts'
import type { Net, NetShape } from './net.ts'
import type { Picture } from './picture.ts'
import { pack, type Recipe } from './recipe.ts'

/** Raised whenever a step between mesh and vector changes; part of a description's version. */
export const describeVersion = 2

/** faceres, 224 pixels, 1,024 numbers. */
export const faceresShape: NetShape = {
  name: 'faceres',
  input: [1, 224, 224, 3],
  outputs: [{ name: 'global_pooling/Mean', length: 1024 }],
}

/** face-api's recogniser, 150 pixels, two pictures at once: the face and its mirror image. */
export const recogniserShape: NetShape = {
  name: 'recogniser',
  input: [2, 150, 150, 3],
  outputs: [{ name: 'description', length: 2 * 128 }],
}

/** `fa`: the aligned dlib chip and its mirror image, each answer brought to unit length, summed, unit length again. */
export async function describeAligned(net: Net, picture: Picture, mesh: Mesh): Promise<Float32Array> {
  const size = 150
  crop(picture, mapDlibChip(mesh, size, 0.25), size, net.input)
  mirrorInto(net.input, size, size * size * 3)
  const [answers] = await net.run()
  if (!answers) throw new Error('the recogniser gave no output')
  const plain = unit(answers.slice(0, 128))
  const mirrored = unit(answers.slice(128))
  return unit(plain.map((value, i) => value + (mirrored[i] ?? 0)))
}

/**
 * `fr`: faceres on the upright square 1.4 times the face and its mirror image, the picture's edge repeated outside of it;
 * each answer square-rooted and of unit length, summed, unit length again. (Measured, TAR at FAR 1e-3 with `fa` on
 * East-Asian faces: 1.1 times 88.4 %, 1.25 times 90.4, 1.4 times 91.8, with its mirror image 92.1, 1.6 times 91.5.)
 */
export async function describeBox(net: Net, picture: Picture, mesh: Mesh): Promise<Float32Array> {
  const map = mapSquare(squareAround(extentOf(mesh), boxMargin), faceresRecipe.size)
  const plain = await answerTo(net, picture, map)
  const mirrored = await answerTo(net, picture, mirrorMap(map, faceresRecipe.size))
  return unit(plain.map((value, i) => value + (mirrored[i] ?? 0)))
}

const boxMargin = 1.4

async function answerTo(net: Net, picture: Picture, map: Affine): Promise<Float32Array> {
  const { size } = faceresRecipe
  const rgb = new Float32Array(size * size * 3)
  crop(picture, map, size, rgb, { outside: 'edge' })
  pack(rgb, faceresRecipe, net.input)
  const [answer] = await net.run()
  if (!answer) throw new Error('faceres gave no output')
  return unit(answer.map((value) => Math.sign(value) * Math.sqrt(Math.abs(value))))
}

/** faceres wants what its training had: blue first, the mean colour of VGGFace2 taken away. */
const faceresRecipe: Recipe = {
  size: 224,
  layout: 'nhwc',
  channelOrder: 'bgr',
  mean: [103.939, 116.779, 123.68],
  scale: [1, 1, 1],
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

/** Writes the mirror image of the first `size` × `size` RGB pixels behind them, from `at` on. */
function mirrorInto(pixels: Float32Array, size: number, at: number): void {
  for (let y = 0, from = 0; y < size; y += 1) {
    let to = at + (y + 1) * size * 3 - 3
    for (let x = 0; x < size; x += 1, from += 3, to -= 3) {
      pixels[to] = pixels[from] as number
      pixels[to + 1] = pixels[from + 1] as number
      pixels[to + 2] = pixels[from + 2] as number
    }
  }
}

/** The vector brought to length one; a vector of zeros is an error, for it says nothing of a face. */
export function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
  if (!(length > 0)) throw new Error('a recogniser gave an empty description')
  return vector.map((value) => value / length)
}
