import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import type { Eyes } from '../../src/face/look.ts'
import { extentOf, type Mesh } from '../../src/face/mesh.ts'
import type { Picture } from '../../src/face/picture.ts'
import { settle } from '../../src/face/track.ts'

const require = createRequire(import.meta.url)
/** The folder of the sample photographs of the face-api package: sample1.jpg … sample6.jpg, 1920 pixels wide. */
export const samples = join(dirname(require.resolve('@vladmandic/face-api/package.json')), 'demo')

export interface FoundFace {
  readonly file: string
  readonly mesh: Mesh
  readonly width: number
  readonly x: number
  readonly y: number
}

async function readPicture(file: string): Promise<Picture> {
  const { data, info } = await sharp(file).rotate().removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { kind: 'picture', width: info.width, height: info.height, rgb: data }
}

/** All faces of a sample photograph, left to right. */
export async function listFaces(eyes: Eyes, name: string): Promise<FoundFace[]> {
  const file = join(samples, name)
  const picture = await readPicture(file)
  const found: FoundFace[] = []
  for (const detection of await eyes.detect(picture, 0)) {
    const mesh = await settle(eyes.mesh, picture, detection)
    const { x, y, width } = extentOf(mesh)
    if (mesh.confidence > 0.8) found.push({ file, mesh, width, x, y })
  }
  return found.sort((a, b) => a.x - b.x)
}

const frame = { width: 640, height: 480 }

/** A camera frame of 640 × 480 with the face in the middle, `faceWidth` pixels wide, and its mesh. */
export async function frameFace(
  eyes: Eyes,
  face: FoundFace,
  faceWidth = 150,
): Promise<{ picture: Picture; mesh: Mesh }> {
  const scale = faceWidth / face.width
  const source = await sharp(face.file).rotate().removeAlpha().toBuffer({ resolveWithObject: true })
  const width = Math.round(source.info.width * scale)
  const height = Math.round(source.info.height * scale)
  const margin = 640
  const { data, info } = await sharp(
    await sharp(source.data)
      .resize(width, height, { fit: 'fill', kernel: 'lanczos3' })
      .extend({ top: margin, bottom: margin, left: margin, right: margin, extendWith: 'copy' })
      .toBuffer(),
  )
    .extract({
      left: Math.round(face.x * scale - frame.width / 2) + margin,
      top: Math.round(face.y * scale - frame.height / 2) + margin,
      ...frame,
    })
    .raw()
    .toBuffer({ resolveWithObject: true })
  alone(data, faceWidth)
  const picture: Picture = { kind: 'picture', width: info.width, height: info.height, rgb: data }
  const [nearest] = (await eyes.detect(picture, 0)).toSorted((a, b) => Math.abs(a.x - 320) - Math.abs(b.x - 320))
  if (nearest === undefined) throw new Error('the framed face was not found again')
  return { picture, mesh: await settle(eyes.mesh, picture, nearest) }
}

/** Neighbours on the photograph fade into a grey wall: one person stands before the camera. */
function alone(rgb: Uint8Array, faceWidth: number): void {
  for (let y = 0; y < frame.height; y += 1) {
    for (let x = 0; x < frame.width; x += 1) {
      const away = Math.hypot((x - frame.width / 2) / (faceWidth * 0.72), (y - frame.height / 2) / (faceWidth * 0.95))
      const wall = Math.min(1, Math.max(0, (away - 1) * 4))
      const at = (y * frame.width + x) * 3
      for (let k = 0; k < 3; k += 1) rgb[at + k] = (rgb[at + k] ?? 0) * (1 - wall) + 150 * wall
    }
  }
}
