import { readdirSync } from 'node:fs'
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

/** Takes the faces off the photographs with the product's own mesh: those of the package, or of a folder of one's own. */
export async function readBases(folder: string | null = null): Promise<Bases> {
  const topology = readTopology()
  const eyes = await openEyes({ models: keepModels(modelsDir), plugIns: [] })
  const facesOf = (file: string, least: number) => readFaces(eyes, topology, file, least)
  return { topology, ...(folder === null ? await readChosen(facesOf) : await readFolder(folder, facesOf)) }
}

type FacesOf = (file: string, least: number) => Promise<readonly Base[]>

async function readChosen(facesOf: FacesOf): Promise<Omit<Bases, 'topology'>> {
  const home = dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json'))
  const read = async (list: readonly (readonly [number, number])[]): Promise<Base[]> => {
    const bases: Base[] = []
    for (const [photo, place] of list) {
      const base = (await facesOf(join(home, 'demo', `sample${photo}.jpg`), 0))[place]
      if (base === undefined) throw new Error(`photograph ${photo} has no face number ${place}`)
      bases.push(base)
    }
    return bases
  }
  return { calibrate: await read(chosen.calibrate), report: await read(chosen.report) }
}

/** Narrower faces give too little of a skin. */
const leastWidth = 90
const mostBases = 60

/**
 * Every face of a folder's pictures, in turn for one split and the other. Names that differ in nothing but a number at
 * their end show one person (`Li_Na_0001.jpg`): the first is taken.
 */
async function readFolder(folder: string, facesOf: FacesOf): Promise<Omit<Bases, 'topology'>> {
  const files = readdirSync(folder).filter((name) => /\.(jpe?g|png)$/i.test(name))
  const people = new Map(
    files
      .sort()
      .toReversed()
      .map((name) => [name.replace(/[-_ ]*\d*\.\w+$/, ''), name]),
  )
  const names = [...people.values()].toReversed()
  const splits: [Base[], Base[]] = [[], []]
  for (const [n, name] of names.entries()) {
    const split = splits[n % 2 === 0 ? 0 : 1]
    if (split.length < mostBases) split.push(...(await facesOf(join(folder, name), leastWidth)))
  }
  const [calibrate, report] = splits
  if (calibrate.length === 0 || report.length === 0)
    throw new NoFaces(`${folder} has no faces of ${leastWidth} pixels for both splits.`)
  return { calibrate, report }
}

/** A folder that gives no faces; the message is a sentence. */
export class NoFaces extends Error {}

async function readFaces(eyes: Eyes, topology: Topology, file: string, least: number): Promise<readonly Base[]> {
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
