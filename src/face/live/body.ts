import type { Extent } from '../mesh.ts'
import type { Picture } from '../picture.ts'
import { gather, gatherNone, linear, meanOf } from './linear.ts'

const bands = 3
const bins = 8
/** Pixels of a band: 16 beside each other, 8 below each other. */
const columns = 16
const rows = 8

/** In face widths: where the bands begin below the chin (the neck is skin), how high one is and how wide. */
const neck = 0.15
const bandHeight = 0.2
const bandWidth = 2

/**
 * Colours of the clothes: three bands below the chin, each with the shares of dark, medium and light grey and of five hues
 * from red on. Light is taken relative to the mean of the whole picture in each channel (grey world), so that brighter or
 * warmer lamps change little; a colour between two bins counts in both. A band mostly below the picture repeats the one
 * above it, so that a step nearer changes little; null when less than a third of the three is in the picture. `face` is the face's extent without its roll: the body stays upright.
 */
export function findBody(picture: Picture, face: Extent): number[] | null {
  const world = worldOf(picture)
  const shares = new Float64Array(bands * bins)
  let seen = 0
  for (let band = 0; band < bands; band += 1) {
    const top = face.y + face.height / 2 + (neck + band * bandHeight) * face.width
    const place = { left: face.x - (bandWidth / 2) * face.width, top, unit: face.width }
    const added = addBand(picture, place, world, { shares, at: band * bins })
    if (band > 0 && added < (columns * rows) / 2) shares.copyWithin(band * bins, (band - 1) * bins, band * bins)
    seen += added
  }
  return seen < (bands * columns * rows) / 3 ? null : Array.from(shares)
}

interface Into {
  readonly shares: Float64Array
  readonly at: number
}

/** Adds the pixels of one band that are in the picture, as shares of them, and says how many they were. */
function addBand(
  picture: Picture,
  { left, top, unit }: { left: number; top: number; unit: number },
  world: readonly number[],
  into: Into,
): number {
  let seen = 0
  for (let i = 0; i < rows * columns; i += 1) {
    const x = Math.round(left + (((i % columns) + 0.5) / columns) * bandWidth * unit)
    const y = Math.round(top + ((Math.floor(i / columns) + 0.5) / rows) * bandHeight * unit)
    if (!(x >= 0 && y >= 0 && x < picture.width && y < picture.height)) continue
    addColour(picture.rgb, (y * picture.width + x) * 3, world, into)
    seen += 1
  }
  for (let bin = into.at; bin < into.at + bins; bin += 1)
    into.shares[bin] = (into.shares[bin] as number) / Math.max(1, seen)
  return seen
}

/** Colours this much off grey (highest less lowest channel over the highest, square roots of light) begin to be a hue. */
const greyBelow = 0.12
const hueFrom = 0.4

function addColour(rgb: Uint8Array, p: number, world: readonly number[], into: Into): void {
  const red = Math.sqrt((linear[rgb[p] as number] as number) / (world[0] as number))
  const green = Math.sqrt((linear[rgb[p + 1] as number] as number) / (world[1] as number))
  const blue = Math.sqrt((linear[rgb[p + 2] as number] as number) / (world[2] as number))
  const most = Math.max(red, green, blue)
  const least = Math.min(red, green, blue)
  const off = most === 0 ? 0 : (most - least) / most
  const coloured = Math.min(1, Math.max(0, (off - greyBelow) / (hueFrom - greyBelow)))
  if (coloured < 1) addGrey(0.3 * red + 0.6 * green + 0.1 * blue, 1 - coloured, into)
  if (coloured > 0) addHue(hueOf(red, green, blue), coloured, into)
}

/** Dark, medium and light lie two steps of a doubling apart; `root` is the square root of light over the mean. */
function addGrey(root: number, weight: number, { shares, at }: Into): void {
  const place = Math.min(2, Math.max(0, Math.log2(root + 1e-6) + 1.25))
  const lower = Math.min(1, Math.floor(place))
  shares[at + lower] = (shares[at + lower] as number) + weight * (1 - (place - lower))
  shares[at + lower + 1] = (shares[at + lower + 1] as number) + weight * (place - lower)
}

/** `hue` goes once around from 0 to 5. */
function addHue(hue: number, weight: number, { shares, at }: Into): void {
  const lower = Math.floor(hue) % 5
  const upper = (lower + 1) % 5
  const share = hue - Math.floor(hue)
  shares[at + 3 + lower] = (shares[at + 3 + lower] as number) + weight * (1 - share)
  shares[at + 3 + upper] = (shares[at + 3 + upper] as number) + weight * share
}

function hueOf(red: number, green: number, blue: number): number {
  const most = Math.max(red, green, blue)
  const spread = most - Math.min(red, green, blue)
  if (most === red) return (((((green - blue) / spread + 6) % 6) * 5) / 6) % 5
  if (most === green) return (((blue - red) / spread + 2) * 5) / 6
  return (((red - green) / spread + 4) * 5) / 6
}

/** Mean light of the whole picture in each channel, from some 200 pixels; never nothing. */
function worldOf(picture: Picture): readonly number[] {
  const into = gatherNone()
  for (let i = 0; i < 12; i += 1)
    for (let j = 0; j < 16; j += 1)
      gather(picture, ((j + 0.5) / 16) * (picture.width - 1), ((i + 0.5) / 12) * (picture.height - 1), into)
  return meanOf(into).map((channel) => Math.max(channel, 1e-4))
}
