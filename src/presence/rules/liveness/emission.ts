import { type LightColour, paints } from '../../../contract/lightColours.ts'
import type { LightSequence } from '../../../contract/signals.ts'

export type Rgb = readonly [number, number, number]

/** What the two halves of the screen emit, linear, 0 to 1; `left` and `right` as the person sees them. */
export interface Emitted {
  readonly left: Rgb
  readonly right: Rgb
}

/** What a page emits so many milliseconds after the sequence began; nothing before and after. */
export function emittedAt(sequence: LightSequence, elapsedMs: number): Emitted | undefined {
  const flash = sequence.flashes[Math.floor(elapsedMs / sequence.flashMs)]
  return flash && { left: linear[flash[0]], right: linear[flash[1]] }
}

export const lengthOf = (sequence: LightSequence): number => sequence.flashMs * sequence.flashes.length

/** Relative luminance of linear sRGB (IEC 61966-2-1). */
export const lumaOf = ([red, green, blue]: Rgb): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue

const linear = Object.fromEntries(
  Object.entries(paints).map(([colour, paint]) => [
    colour,
    [1, 3, 5].map((at) => linearOf(Number.parseInt(paint.slice(at, at + 2), 16) / 255)),
  ]),
) as unknown as Readonly<Record<LightColour, Rgb>>

function linearOf(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}
