import sharp from 'sharp'
import type { Eyes } from '../../../src/face/look.ts'
import { extentOf, type Mesh } from '../../../src/face/mesh.ts'
import type { Picture } from '../../../src/face/picture.ts'
import { settle } from '../../../src/face/track.ts'
import type { Texture } from './raster.ts'
import { shapeOf } from './shape.ts'
import type { Topology } from './topology.ts'
import { textureOf } from './unwrap.ts'

/** A face taken off a photograph: its shape in millimetres (468 × 3, even on both sides) and its skin, laid flat. */
export interface Base {
  readonly shape: Float32Array
  readonly skin: Texture
}

/** Faces of a photograph from its left to its right. Of those at least so many pixels wide only such as can be laid flat; 0 takes all. */
export async function readFaces(eyes: Eyes, topology: Topology, file: string, least: number): Promise<readonly Base[]> {
  const { data, info } = await sharp(file)
    .rotate()
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const picture: Picture = { kind: 'picture', width: info.width, height: info.height, rgb: data }
  const meshes: Mesh[] = []
  for (const detection of await eyes.detect(picture, 0)) meshes.push(await settle(eyes.mesh, picture, detection))
  return meshes
    .filter(
      (mesh) =>
        mesh.confidence > (least === 0 ? 0.8 : 0.98) && (least === 0 || (widthOf(mesh) >= least && isAtRest(mesh))),
    )
    .toSorted((a, b) => extentOf(a).x - extentOf(b).x)
    .map((mesh) => ({ shape: shapeOf(mesh, topology), skin: textureOf(picture, mesh, topology) }))
    .filter(({ skin }) => least === 0 || hasEyes(skin, topology))
}

const widthOf = (mesh: Mesh): number => apart(mesh, 234, 454)
const apart = ({ points }: Mesh, a: number, b: number): number =>
  Math.hypot((points[3 * a] ?? 0) - (points[3 * b] ?? 0), (points[3 * a + 1] ?? 0) - (points[3 * b + 1] ?? 0))

/** Straight ahead, mouth shut, eyes open: only such a skin can be laid flat and moved. */
function isAtRest(mesh: Mesh): boolean {
  const turn = apart(mesh, 1, 234) / (apart(mesh, 1, 234) + apart(mesh, 1, 454))
  const lids = [
    [159, 145, 33, 133],
    [386, 374, 263, 362],
  ].map(([up = 0, low = 0, outer = 0, inner = 0]) => apart(mesh, up, low) / apart(mesh, outer, inner))
  const tall = apart(mesh, 10, 152) / widthOf(mesh)
  const mouth = apart(mesh, 13, 14) / apart(mesh, 78, 308)
  return Math.abs(turn - 0.5) < 0.12 && mouth < 0.1 && Math.min(...lids) > 0.13 && tall > 0.95 && tall < 1.5
}

/** What was taken for a face by mistake has no two eyes darker than the cheeks. */
function hasEyes(skin: Texture, { uv }: Topology): boolean {
  const [left, right] = meansAt(skin, cheeks) as [number, number]
  const eyes = meansAt(
    skin,
    [
      [159, 145],
      [386, 374],
    ].map(([up = 0, low = 0]) => [
      ((uv[2 * up] as number) + (uv[2 * low] as number)) / 2,
      ((uv[2 * up + 1] as number) + (uv[2 * low + 1] as number)) / 2,
    ]),
  )
  return eyes.every((eye) => eye < 0.75 * Math.min(left, right)) && Math.max(left, right) < 1.7 * Math.min(left, right)
}

const cheeks = [
  [0.32, 0.58],
  [0.68, 0.58],
] as const

/** Mean green light of 9 × 9 texels at places of a skin. */
const meansAt = ({ rgb, width }: Texture, places: readonly (readonly number[])[]): number[] =>
  places.map(([u = 0, v = 0]) => {
    let sum = 0
    for (let n = 0; n < 81; n += 1) {
      const at = (Math.round(v * width) + Math.floor(n / 9) - 4) * width + Math.round(u * width) + (n % 9) - 4
      sum += (rgb[3 * at + 1] as number) / 81
    }
    return sum
  })
