import sharp, { type Sharp } from 'sharp'
import { trackedPoints } from '../../src/contract/signals.ts'
import { openEyes } from '../../src/face/eyes.ts'
import type { Eyes } from '../../src/face/look.ts'
import type { Mesh } from '../../src/face/mesh.ts'
import { keepModels } from '../../src/face/models.ts'
import type { Picture } from '../../src/face/picture.ts'
import { findFace } from '../../src/face/track.ts'
import { cameraFrame, pictureOf, sharedModels } from './engine-fixtures.ts'

/** A decoded frame with one face and the mesh that lies on it. */
export interface Face {
  readonly picture: Picture
  readonly mesh: Mesh
}

export const openSharedEyes = (): Promise<Eyes> => openEyes({ models: keepModels(sharedModels), plugIns: [] })

/** Two faces of the sample photos as a camera at a door would see them. */
export async function facesOf(eyes: Eyes): Promise<readonly Face[]> {
  const frames = [
    await cameraFrame(6, { left: 330, top: 150, side: 640 }),
    await cameraFrame(3, { left: 700, top: 200, side: 700 }),
  ]
  return Promise.all(frames.map((frame) => pictureOf(frame))).then(async (pictures) => {
    const faces: Face[] = []
    for (const picture of pictures) {
      const track = await findFace(eyes.detect, eyes.mesh, { kind: 'searching' }, picture)
      if (track.kind === 'searching') throw new Error('a frame of the tests shows no face')
      faces.push({ picture, mesh: track.mesh })
    }
    return faces
  })
}

/** Numbers of the mesh on the left and the right side of a face that change places in a mirror. */
const pairs = [
  ...[
    [69, 299],
    [108, 337],
    [107, 336],
    [117, 346],
    [118, 347],
    [205, 425],
    [187, 411],
    [174, 399],
    [3, 248],
  ],
  ...[
    [45, 275],
    [198, 420],
    [201, 421],
    [171, 396],
    [70, 300],
    [105, 334],
    [33, 263],
    [133, 362],
    [98, 327],
  ],
  ...[
    [50, 280],
    [61, 291],
    [172, 397],
    [234, 454],
  ],
] as unknown as readonly (readonly [number, number])[]
const partner = (index: number): number => {
  const pair = pairs.find((one) => one.includes(index))
  return pair === undefined ? index : pair[0] === index ? pair[1] : pair[0]
}
/** Where in `points` the other side of each tracked point stands. */
export const mirroredPlaces = trackedPoints.map((index) => (trackedPoints as readonly number[]).indexOf(partner(index)))

const rawOf = ({ rgb, width, height }: Picture) => sharp(rgb, { raw: { width, height, channels: 3 } })
async function taken(image: Sharp): Promise<Picture> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true })
  return { kind: 'picture', width: info.width, height: info.height, rgb: data }
}
const moved = ({ points, confidence }: Mesh, to: (x: number, y: number) => readonly [number, number]): Mesh => {
  const all = points.slice()
  for (let i = 0; i < all.length; i += 3) all.set(to(points[i]!, points[i + 1]!), i)
  return { points: all, confidence }
}

export async function mirrored({ picture, mesh }: Face): Promise<Face> {
  const seen = moved(mesh, (x, y) => [picture.width - 1 - x, y])
  const points = seen.points.slice()
  for (let i = 0; i < 468; i += 1) {
    const other = partner(i) * 3
    points.set(seen.points.subarray(other, other + 3), i * 3)
  }
  return { picture: await taken(rawOf(picture).flop()), mesh: { ...mesh, points } }
}

export async function enlarged({ picture, mesh }: Face, by: number): Promise<Face> {
  const width = Math.round(picture.width * by)
  const larger = await taken(rawOf(picture).resize(width, Math.round(picture.height * by), { fit: 'fill' }))
  return { picture: larger, mesh: moved(mesh, (x, y) => [(x + 0.5) * by - 0.5, (y + 0.5) * by - 0.5]) }
}

/** Every pixel sends `gain` times the light. */
export function dimmed({ picture, mesh }: Face, gain: number): Face {
  const curve = (light: number) => (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055)
  const back = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  return {
    picture: { ...picture, rgb: picture.rgb.map((byte) => Math.round(255 * curve(gain * back(byte / 255)))) },
    mesh,
  }
}

/** The same picture with the face elsewhere in it, or out of it. */
export const shifted = ({ picture, mesh }: Face, dx: number, dy: number): Face => ({
  picture,
  mesh: moved(mesh, (x, y) => [x + dx, y + dy]),
})

export const shrunk = ({ picture, mesh }: Face, to: number): Face => ({
  picture,
  mesh: moved(mesh, (x, y) => [300 + (x - 300) * to, 200 + (y - 200) * to]),
})

export async function compressed({ picture, mesh }: Face, quality: number): Promise<Face> {
  return { picture: await pictureOf(await rawOf(picture).jpeg({ quality }).toBuffer()), mesh }
}

/** The face cut out with a white border and held before a grey wall: as a print or as a round mask. */
export function cutOut({ picture, mesh }: Face, shape: 'square' | 'round'): Face {
  const xs = Array.from({ length: 468 }, (_, i) => mesh.points[3 * i]!)
  const ys = Array.from({ length: 468 }, (_, i) => mesh.points[3 * i + 1]!)
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const off = (i: number): number => {
    const x = Math.abs((2 * ((i % picture.width) - left)) / (right - left) - 1)
    const y = Math.abs((2 * (Math.floor(i / picture.width) - top)) / (bottom - top) - 1)
    return shape === 'square' ? Math.max(x, y) : Math.hypot(x, y)
  }
  const rgb = picture.rgb.map((byte, i) => {
    const out = off(Math.floor(i / 3))
    if (out < 1.3) return byte
    return out < 1.5 ? 240 : 110
  })
  return { picture: { ...picture, rgb }, mesh }
}

export function bitsApart(a: string, b: string): number {
  const apart = BigInt(`0x${a}`) ^ BigInt(`0x${b}`)
  return apart.toString(2).replaceAll('0', '').length
}

export const cosine = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, one, i) => sum + one * b[i]!, 0) / (Math.hypot(...a) * Math.hypot(...b))
