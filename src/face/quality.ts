import { crop, mapSquare } from './crop.ts'
import { type Extent, type Mesh, pointOf } from './mesh.ts'
import type { Picture } from './picture.ts'

const size = 96

/** Variance of the Laplacian of luma over the square as wide as the face, resampled to 96 × 96 pixels. */
export function sharpnessOf(picture: Picture, { x, y, width, angle }: Extent): number {
  const rgb = new Float32Array(size * size * 3)
  crop(picture, mapSquare({ x, y, side: width, angle }, size), size, rgb)
  const luma = new Float32Array(size * size)
  for (let i = 0, p = 0; i < luma.length; i += 1, p += 3)
    luma[i] = lumaFrom(rgb[p] ?? 0, rgb[p + 1] ?? 0, rgb[p + 2] ?? 0)
  return laplacianVariance(luma)
}

function laplacianVariance(luma: Float32Array): number {
  let sum = 0
  let squares = 0
  for (let y = 1; y < size - 1; y += 1) {
    for (let i = y * size + 1; i < (y + 1) * size - 1; i += 1) {
      const around =
        (luma[i - 1] as number) + (luma[i + 1] as number) + (luma[i - size] as number) + (luma[i + size] as number)
      const edge = around - 4 * (luma[i] as number)
      sum += edge
      squares += edge * edge
    }
  }
  const count = (size - 2) ** 2
  return squares / count - (sum / count) ** 2
}

/** Forehead, cheeks, nose and chin: places of bare skin. */
const skin = [9, 151, 50, 280, 205, 425, 117, 346, 5, 199] as const

/** Mean luma of the skin, 0 to 255; patches of 3 × 3 pixels, those outside the picture left out. */
export function lumaOf({ rgb, width, height }: Picture, mesh: Mesh): number {
  let sum = 0
  let count = 0
  for (const index of skin) {
    const [x, y] = pointOf(mesh, index).map(Math.round) as [number, number]
    if (x < 1 || y < 1 || x >= width - 1 || y >= height - 1) continue
    for (let n = 0; n < 9; n += 1) {
      const p = ((y - 1 + Math.floor(n / 3)) * width + x - 1 + (n % 3)) * 3
      sum += lumaFrom(rgb[p] ?? 0, rgb[p + 1] ?? 0, rgb[p + 2] ?? 0)
      count += 1
    }
  }
  return count === 0 ? 0 : sum / count
}

/** Luma of a colour, ITU-R BT.601. */
export const lumaFrom = (red: number, green: number, blue: number): number => 0.299 * red + 0.587 * green + 0.114 * blue
