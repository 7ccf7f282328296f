import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { openEyes } from '../../../src/face/eyes.ts'
import type { Eyes } from '../../../src/face/look.ts'
import { extentOf, type Mesh } from '../../../src/face/mesh.ts'
import { keepModels } from '../../../src/face/models.ts'
import type { Picture } from '../../../src/face/picture.ts'
import { settle } from '../../../src/face/track.ts'
import type { Texture } from './raster.ts'
import { readTopology, type Topology } from './topology.ts'
import { shapeOf, textureOf } from './unwrap.ts'

/** A face taken off a photograph: its shape in millimetres (468 × 3, even on both sides) and its skin, laid flat. */
export interface Base {
  readonly shape: Float32Array
  readonly skin: Texture
}

/** What every rendered person is mixed from. The two splits never share a base. */
export interface Bases {
  readonly topology: Topology
  readonly calibrate: readonly Base[]
  readonly report: readonly Base[]
}

/** Where converted models are kept between runs. */
export const modelsDir = join(tmpdir(), `zaigang-faces-${userInfo().uid}`, 'models')

/** Faces with open eyes and shut mouths: photograph of the face-api package, and the place from the left. */
const chosen = {
  calibrate: [
    [3, 0],
    [5, 3],
    [6, 0],
    [6, 2],
  ],
  report: [
    [4, 0],
    [5, 2],
    [5, 4],
    [6, 3],
  ],
} as const

/** Takes the faces off the photographs with the product's own mesh. */
export async function readBases(): Promise<Bases> {
  const topology = readTopology()
  const eyes = await openEyes({ models: keepModels(modelsDir), plugIns: [] })
  const read = async (list: readonly (readonly [number, number])[]): Promise<Base[]> => {
    const bases: Base[] = []
    for (const [photo, place] of list) bases.push(await readBase(eyes, topology, photo, place))
    return bases
  }
  return { topology, calibrate: await read(chosen.calibrate), report: await read(chosen.report) }
}

async function readBase(eyes: Eyes, topology: Topology, photo: number, place: number): Promise<Base> {
  const home = dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json'))
  const file = join(home, 'demo', `sample${photo}.jpg`)
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const picture: Picture = { kind: 'picture', width: info.width, height: info.height, rgb: data }
  const meshes: Mesh[] = []
  for (const detection of await eyes.detect(picture, 0)) meshes.push(await settle(eyes.mesh, picture, detection))
  const mesh = meshes
    .filter(({ confidence }) => confidence > 0.8)
    .toSorted((a, b) => extentOf(a).x - extentOf(b).x)
    .at(place)
  if (mesh === undefined) throw new Error(`photograph ${photo} has no face number ${place}`)
  return { shape: shapeOf(mesh, topology), skin: textureOf(picture, mesh, topology) }
}
