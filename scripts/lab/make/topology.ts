import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The mesh of 468 points as a surface: its triangles, its flat map (u, v from 0 to 1) and each point's mirror image. */
export interface Topology {
  readonly triangles: Uint16Array
  readonly uv: Float32Array
  readonly mirror: Uint16Array
}

/** Read from the text of the package that brings the mesh network; throws when it is built otherwise. */
export function readTopology(): Topology {
  const home = dirname(createRequire(import.meta.url).resolve('@vladmandic/human'))
  const text = readFileSync(join(home, 'human.esm.js'), 'utf8')
  const triangles = Uint16Array.from(listOf<number>(text, 'TRI468'))
  const uv = Float32Array.from(listOf<readonly [number, number]>(text, 'UV468').flat())
  if (uv.length !== 2 * 468 || triangles.length % 3 !== 0) throw new Error('the face mesh has another shape')
  return { triangles, uv, mirror: mirrorOf(uv) }
}

function listOf<T>(text: string, name: string): T[] {
  const from = text.indexOf(`var ${name} = [`)
  const until = text.indexOf('\n];', from)
  if (from < 0 || until < 0) throw new Error(`the package has no ${name}`)
  return JSON.parse(text.slice(text.indexOf('[', from), until + 2)) as T[]
}

function mirrorOf(uv: Float32Array): Uint16Array {
  const count = uv.length / 2
  return Uint16Array.from({ length: count }, (_, i) => {
    let nearest = i
    let least = Number.POSITIVE_INFINITY
    for (let j = 0; j < count; j += 1) {
      const away =
        ((uv[2 * j] as number) - 1 + (uv[2 * i] as number)) ** 2 +
        ((uv[2 * j + 1] as number) - (uv[2 * i + 1] as number)) ** 2
      if (away < least) [nearest, least] = [j, away]
    }
    return nearest
  })
}

/** The outline of the face, from the forehead over the person's left ear and the chin to the right ear. */
export const outline = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136,
  172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
] as const

/** Rims of the lips from the person's right to left without the corners; pairs of upper and lower face each other. */
export const innerUpperLip = [191, 80, 81, 82, 13, 312, 311, 310, 415] as const
export const innerLowerLip = [95, 88, 178, 87, 14, 317, 402, 318, 324] as const
export const lowerLip: readonly number[] = [
  ...innerLowerLip,
  ...[96, 89, 179, 86, 15, 316, 403, 319, 325],
  ...[77, 90, 180, 85, 16, 315, 404, 320, 307],
  ...[146, 91, 181, 84, 17, 314, 405, 321, 375],
]
export const upperLip: readonly number[] = [
  ...innerUpperLip,
  ...[183, 42, 41, 38, 12, 268, 271, 272, 407],
  ...[184, 74, 73, 72, 11, 302, 303, 304, 408],
  ...[185, 40, 39, 37, 0, 267, 269, 270, 409],
]
export const mouthCorners: readonly number[] = [61, 76, 62, 78, 291, 306, 292, 308]

/** Lids from the outer to the inner corner; `fold` lies above the upper lid, `bag` below the lower. */
export const eyes = [
  {
    outer: 33,
    inner: 133,
    upper: [246, 161, 160, 159, 158, 157, 173],
    lower: [7, 163, 144, 145, 153, 154, 155],
    fold: [247, 30, 29, 27, 28, 56, 190],
    bag: [25, 110, 24, 23, 22, 26, 112],
    rim: [130, 243],
  },
  {
    outer: 263,
    inner: 362,
    upper: [466, 388, 387, 386, 385, 384, 398],
    lower: [249, 390, 373, 374, 380, 381, 382],
    fold: [467, 260, 259, 257, 258, 286, 414],
    bag: [255, 339, 254, 253, 252, 256, 341],
    rim: [359, 463],
  },
] as const
