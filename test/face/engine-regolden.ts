import { writeFileSync } from 'node:fs'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { type Affine, mapSquare, mirrorMap } from '../../src/face/crop.ts'
import { mapArcFaceChip, mapDlibChip } from '../../src/face/describe.ts'
import { openEyes } from '../../src/face/eyes.ts'
import { extentOf, squareAround } from '../../src/face/mesh.ts'
import { keepModels } from '../../src/face/models.ts'
import type { Picture } from '../../src/face/picture.ts'
import { settle } from '../../src/face/track.ts'
import { golden, pictureOf, samplePhoto, sharedModels } from './engine-fixtures.ts'
import { plainCrop } from './engine-plainCrop.ts'

// Writes `fa`, `fr` and `mf` of engine-golden.json anew, in plain steps beside the product's: run after a change to its recipe with
// `node --import tsx test/face/engine-regolden.ts`. The other golden numbers are the prototype's and stay.

const models = keepModels(sharedModels)
const eyes = await openEyes({ models, plugIns: [] })
const faceres = await InferenceSession.create(models.files.faceres)
const recogniser = await InferenceSession.create(models.files.recogniser)
const mobilefacenet = await InferenceSession.create(models.files.mobilefacenet)

async function run(model: InferenceSession, input: Float32Array, size: number): Promise<number[]> {
  const outputs = await model.run({ [model.inputNames[0] ?? '']: new Tensor('float32', input, [1, size, size, 3]) })
  return Array.from(outputs[model.outputNames[0] ?? '']?.data as Float32Array)
}

async function boxAnswer(picture: Picture, map: Affine): Promise<number[]> {
  const rgb = plainCrop(picture, map, 224, 'edge')
  const input = Float32Array.from(rgb, (_, i) => {
    const channel = i % 3
    return (rgb[i - channel + 2 - channel] ?? Number.NaN) - ([103.939, 116.779, 123.68][channel] ?? Number.NaN)
  })
  const answer = await run(faceres, input, 224)
  return unit(answer.map((value) => Math.sign(value) * Math.sqrt(Math.abs(value))))
}

async function chipAnswer(picture: Picture, map: Affine): Promise<number[]> {
  return unit(await run(recogniser, plainCrop(picture, map, 150, 'edge'), 150))
}

async function arcAnswer(picture: Picture, map: Affine): Promise<number[]> {
  const rgb = plainCrop(picture, map, 112, 'edge')
  return unit(
    await run(
      mobilefacenet,
      Float32Array.from(rgb, (value) => (value - 127.5) / 128),
      112,
    ),
  )
}

const sumUp = (vectors: readonly (readonly number[])[]): string => {
  const sum = unit((vectors[0] ?? []).map((_, at) => vectors.reduce((s, vector) => s + (vector[at] ?? Number.NaN), 0)))
  return Buffer.from(Float32Array.from(sum).buffer).toString('base64')
}

function unit(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}

const anew = []
for (const [i, one] of golden.entries()) {
  if (one.fr === undefined) {
    anew.push(one)
    continue
  }
  const picture = await pictureOf(samplePhoto(one.sample))
  const face = (await eyes.detect(picture, 0))[i - golden.findIndex(({ sample }) => sample === one.sample)]
  if (face === undefined) throw new Error(`sample ${one.sample} has lost a face`)
  const mesh = await settle(eyes.mesh, picture, face)
  const map = mapSquare(squareAround(extentOf(mesh), 1.4), 224)
  const [plain, wide, close] = [0.25, 0.35, 0.15].map((pad) => mapDlibChip(mesh, 150, pad)) as [Affine, Affine, Affine]
  const fr = sumUp([await boxAnswer(picture, map), await boxAnswer(picture, mirrorMap(map, 224))])
  const seen = [plain, mirrorMap(plain, 150), mirrorMap(close, 150), wide]
  const fa = sumUp(await Promise.all(seen.map((one) => chipAnswer(picture, one))))
  const arc = mapArcFaceChip(mesh, 112)
  const mf = sumUp([await arcAnswer(picture, arc), await arcAnswer(picture, mirrorMap(arc, 112))])
  anew.push({ ...one, fa, fr, mf })
}
writeFileSync('test/face/engine-golden.json', `${JSON.stringify(anew, null, 2)}\n`)
process.exit(0)
