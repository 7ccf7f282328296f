import { crop, mapSquare } from '../crop.ts'
import { type Extent, squareAround } from '../mesh.ts'
import type { Picture } from '../picture.ts'
import { lumaFrom } from '../quality.ts'

/** Side of the picture that is hashed, and the frequencies of it that are kept in each direction: eight from the third on. */
const size = 32
const first = 3
const kept = 8
/** Share of the face's longer side: brows to chin, without background. */
const margin = 0.8

/** A frequency not above this is rounding: a blank picture has no bits. Those of faces are in the hundreds. */
const nothing = 1

/** Cosine transform of type II: `cosines[k * size + n]` for the kept frequencies. */
const cosines = Float32Array.from({ length: kept * size }, (_, at) => {
  const k = Math.floor(at / size) + first
  const n = at % size
  return Math.cos((Math.PI * k * (2 * n + 1)) / (2 * size))
})

/**
 * Perceptual hash of the upright face, 16 hex digits: the signs of 64 frequencies of its cosine transform. The lowest are
 * left out: they hold whose face it is and where the light comes from, the kept ones what it does right now.
 */
export function hashOf(picture: Picture, face: Extent): string {
  const rgb = new Float32Array(size * size * 3)
  crop(picture, mapSquare(squareAround(face, margin), size), size, rgb)
  const shares = transform(lumaOf(rgb))
  let hex = ''
  for (let i = 0; i < shares.length; i += 4) {
    let digit = 0
    for (let j = 0; j < 4; j += 1) digit = digit * 2 + ((shares[i + j] as number) > nothing ? 1 : 0)
    hex += digit.toString(16)
  }
  return hex
}

function lumaOf(rgb: Float32Array): Float32Array {
  const luma = new Float32Array(size * size)
  for (let i = 0, p = 0; i < luma.length; i += 1, p += 3)
    luma[i] = lumaFrom(rgb[p] as number, rgb[p + 1] as number, rgb[p + 2] as number)
  return luma
}

/** The kept frequencies in both directions: rows first, then columns. */
function transform(luma: Float32Array): Float32Array {
  const across = new Float32Array(kept * size)
  for (let k = 0; k < kept; k += 1)
    for (let y = 0; y < size; y += 1) across[k * size + y] = dotAt(luma, y * size, k * size)
  const both = new Float32Array(kept * kept)
  for (let l = 0; l < kept; l += 1)
    for (let k = 0; k < kept; k += 1) both[l * kept + k] = dotAt(across, k * size, l * size)
  return both
}

function dotAt(values: Float32Array, at: number, cosine: number): number {
  let sum = 0
  for (let n = 0; n < size; n += 1) sum += (values[at + n] as number) * (cosines[cosine + n] as number)
  return sum
}
