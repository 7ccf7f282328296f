import { writeFileSync } from 'node:fs'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { type Affine, mapSquare, mirrorMap } from '../../src/face/crop.ts'
import { openEyes } from '../../src/face/eyes.ts'
import { extentOf, squareAround } from '../../src/face/mesh.ts'
import { keepModels } from '../../src/face/models.ts'
import type { Picture } from '../../src/face/picture.ts'
import { settle } from '../../src/face/track.ts'
import { golden, pictureOf, samplePhoto, sharedModels } from './engine-fixtures.ts'
import { plainCrop } from './engine-plainCrop.ts'

// Writes `fr` of engine-golden.json anew, in plain steps beside the product's: run after a change to its recipe with
// `node --import tsx test/face/engine-regolden.ts`. The other golden numbers are the prototype's and stay.

const models = keepModels(sharedModels)
const eyes = await openEyes({ models, plugIns: [] })
const faceres = await InferenceSession.create(models.files.faceres)

async function answerTo(picture: Picture, map: Affine): Promise<number[]> {
  const rgb = plainCrop(picture, map, 224, 'edge')
  const input = Float32Array.from(rgb, (_, i) => {
    const channel = i % 3
    return (rgb[i - channel + 2 - channel] ?? Number.NaN) - ([103.939, 116.779, 123.68][channel] ?? Number.NaN)
  })
  const outputs = await faceres.run({ [faceres.inputNames[0] ?? '']: new Tensor('float32', input, [1, 224, 224, 3]) })
  const answer = Array.from(outputs['global_pooling/Mean']?.data as Float32Array)
  return unit(answer.map((value) => Math.sign(value) * Math.sqrt(Math.abs(value))))
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
  const [plain, mirrored] = [await answerTo(picture, map), await answerTo(picture, mirrorMap(map, 224))]
  const fr = unit(plain.map((value, at) => value + (mirrored[at] ?? Number.NaN)))
  anew.push({ ...one, fr: Buffer.from(Float32Array.from(fr).buffer).toString('base64') })
}
writeFileSync('test/face/engine-golden.json', `${JSON.stringify(anew, null, 2)}\n`)
process.exit(0)
