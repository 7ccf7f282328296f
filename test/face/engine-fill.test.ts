import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { openEyes } from '../../src/face/eyes.ts'
import type { Eyes } from '../../src/face/look.ts'
import { extentOf, type Mesh, pointOf } from '../../src/face/mesh.ts'
import { keepModels } from '../../src/face/models.ts'
import { findFace, settle } from '../../src/face/track.ts'
import { pictureOf, samplePhoto, samples, sharedModels } from './engine-fixtures.ts'

let eyes: Eyes
beforeAll(async () => {
  eyes = await openEyes({ models: keepModels(sharedModels), plugIns: [] })
})

/** Without a border around so tight a cut, the detector takes a part of some faces for the whole. */
test.each([1, 1.15])('a face is found where it is when it fills the frame: cut at %f of its size', async (share) => {
  const off: string[] = []
  for (const sample of samples) {
    const photo = samplePhoto(sample)
    const picture = await pictureOf(photo)
    for (const [i, detection] of (await eyes.detect(picture, 0)).entries()) {
      const whole = await settle(eyes.mesh, picture, detection)
      if (whole.confidence < 0.9) continue
      const { x, y, width, height } = extentOf(whole)
      const side = Math.round(Math.max(width, height) * share)
      const [left, top] = [Math.round(x - side / 2), Math.round(y - side / 2)]
      if (left < 0 || top < 0 || left + side > picture.width || top + side > picture.height) continue
      const cut = await sharp(photo)
        .extract({ left, top, width: side, height: side })
        .resize(350, 350)
        .jpeg({ quality: 95 })
        .toBuffer()
      const found = await findFace(eyes.detect, eyes.mesh, { kind: 'searching' }, await pictureOf(cut))
      const away = found.kind === 'following' ? distance(whole, found.mesh, { left, top, scale: side / 350 }) : 9
      if (away > 0.12) off.push(`photo ${sample} face ${i}: ${away.toFixed(2)}`)
    }
  }
  expect(off).toEqual([])
})

/** Mean distance of eye and mouth corners, as a share of the distance between the outer eye corners. */
function distance(whole: Mesh, part: Mesh, at: { left: number; top: number; scale: number }): number {
  const away = [33, 133, 362, 263, 61, 291].map((index) => {
    const [x, y] = pointOf(whole, index)
    const [u, v] = pointOf(part, index)
    return Math.hypot(u * at.scale + at.left - x, v * at.scale + at.top - y)
  })
  const [a, b] = [pointOf(whole, 33), pointOf(whole, 263)]
  return away.reduce((sum, one) => sum + one, 0) / away.length / Math.hypot(a[0] - b[0], a[1] - b[1])
}
