import type { Picture } from '../picture.ts'

/** The light of an sRGB byte, 0 to 1: the curve of IEC 61966-2-1 undone. */
export const linear: Float32Array = Float32Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
})

/** Light gathered pixel by pixel: sums of red, green and blue, and how many pixels they are of. */
export type Gathered = Float64Array

export const gatherNone = (): Gathered => new Float64Array(4)

/** Adds the pixel at a place given in pixels; whatever is outside of the picture is left out. */
export function gather({ rgb, width, height }: Picture, x: number, y: number, into: Gathered): void {
  const column = Math.round(x)
  const row = Math.round(y)
  if (!(column >= 0 && row >= 0 && column < width && row < height)) return
  const p = (row * width + column) * 3
  into[0] = (into[0] as number) + (linear[rgb[p] as number] as number)
  into[1] = (into[1] as number) + (linear[rgb[p + 1] as number] as number)
  into[2] = (into[2] as number) + (linear[rgb[p + 2] as number] as number)
  into[3] = (into[3] as number) + 1
}

/** Mean light of the gathered pixels, of which there must be one. */
export function meanOf([red = 0, green = 0, blue = 0, count = 0]: Gathered): [number, number, number] {
  return [red / count, green / count, blue / count]
}
