import { type LightColour, paints } from '../../../src/contract/lightColours.ts'

export type Rgb = readonly [number, number, number]

/** Everything that lights a scene at a moment, in lux by colour channel. */
export interface Lights {
  /** The room's light, and from where most of it comes (a unit vector from the face to the light). */
  readonly ambient: Rgb
  readonly from: Rgb
  /** The two halves of the screen as the person sees them: where each is, and what it gives a face 500 mm before it. */
  readonly halves: readonly Half[]
}
interface Half {
  readonly place: Rgb
  readonly lux: Rgb
}

/** How a surface answers light. `open` is the share of light that is not kept away by what stands around. */
export interface Material {
  readonly gloss: number
  /** Higher is a smaller, sharper highlight. */
  readonly polish: number
  readonly open: number
}

/** A screen: half the distance of its halves' middles, and lux on a face 500 mm before it when all white. */
export interface Screen {
  readonly aside: number
  readonly below: number
  readonly lux: number
}
export const monitor: Screen = { aside: 130, below: 150, lux: 110 }
export const tablet: Screen = { aside: 65, below: 85, lux: 38 }

/** Screen halves that show two colours of linear light. The person's left is to the right in the picture. */
export function halvesOf(screen: Screen, left: Rgb, right: Rgb): readonly Half[] {
  const lux = (colour: Rgb): Rgb => [0, 1, 2].map((k) => ((colour[k] as number) * screen.lux) / 2) as unknown as Rgb
  return [
    { place: [screen.aside, screen.below, 0], lux: lux(left) },
    { place: [-screen.aside, screen.below, 0], lux: lux(right) },
  ]
}

/** A paint of the page as linear light, 0 to 1. */
export function linearOf(colour: LightColour): Rgb {
  const hex = paints[colour]
  return [1, 3, 5].map((at) => undoCurve(Number.parseInt(hex.slice(at, at + 2), 16) / 255)) as unknown as Rgb
}

export const undoCurve = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4

export const doCurve = (value: number): number =>
  value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055

/** Normals of a surface, of length one and turned towards the camera. */
export function normalsOf(places: Float32Array, triangles: Uint16Array): Float32Array {
  const out = new Float32Array(places.length)
  for (let t = 0; t < triangles.length; t += 3) addNormal(places, out, triangles, t)
  for (let i = 0; i < out.length; i += 3) {
    const [x, y, z] = [out[i] as number, out[i + 1] as number, out[i + 2] as number]
    const towards = x * (places[i] as number) + y * (places[i + 1] as number) + z * (places[i + 2] as number)
    const scale = (towards > 0 ? -1 : 1) / (Math.sqrt(x * x + y * y + z * z) || 1)
    out[i] = x * scale
    out[i + 1] = y * scale
    out[i + 2] = z * scale
  }
  return out
}

function addNormal(places: Float32Array, out: Float32Array, triangles: Uint16Array, t: number): void {
  const [a, b, c] = [0, 1, 2].map((k) => 3 * (triangles[t + k] as number)) as [number, number, number]
  const ux = (places[b] as number) - (places[a] as number)
  const uy = (places[b + 1] as number) - (places[a + 1] as number)
  const uz = (places[b + 2] as number) - (places[a + 2] as number)
  const vx = (places[c] as number) - (places[a] as number)
  const vy = (places[c + 1] as number) - (places[a + 1] as number)
  const vz = (places[c + 2] as number) - (places[a + 2] as number)
  for (const i of [a, b, c]) {
    out[i] = (out[i] as number) + uy * vz - uz * vy
    out[i + 1] = (out[i + 1] as number) + uz * vx - ux * vz
    out[i + 2] = (out[i + 2] as number) + ux * vy - uy * vx
  }
}

/** What the room gives from its main direction; the rest comes from everywhere. */
const directed = 0.45

/** Light on every vertex, and its highlights (Lambert and Blinn). `openness` goes by vertex where given. */
export function lightOn(
  places: Float32Array,
  normals: Float32Array,
  lights: Lights,
  material: Material,
  openness?: Float32Array,
): { readonly light: Float32Array; readonly shine: Float32Array } {
  const light = new Float32Array(places.length)
  const shine = new Float32Array(places.length)
  const sources = sourcesOf(lights)
  for (let i = 0; i < places.length; i += 3) {
    const open = material.open * (openness?.[i / 3] ?? 1)
    for (const source of sources) shineOn(places, normals, i, source, material, open, light, shine)
    for (let k = 0; k < 3; k += 1)
      light[i + k] = (light[i + k] as number) + open * (1 - directed) * (lights.ambient[k] as number)
  }
  return { light, shine }
}

interface Source {
  readonly place: Rgb
  readonly lux: Rgb
  readonly near: boolean
}

function sourcesOf({ ambient, from, halves }: Lights): readonly Source[] {
  const room: Rgb = [ambient[0] * directed, ambient[1] * directed, ambient[2] * directed]
  return [{ place: from, lux: room, near: false }, ...halves.map(({ place, lux }) => ({ place, lux, near: true }))]
}

function shineOn(
  places: Float32Array,
  normals: Float32Array,
  i: number,
  { place, lux, near }: Source,
  { gloss, polish }: Material,
  open: number,
  light: Float32Array,
  shine: Float32Array,
): void {
  const [px, py, pz] = [places[i] as number, places[i + 1] as number, places[i + 2] as number]
  const [nx, ny, nz] = [normals[i] as number, normals[i + 1] as number, normals[i + 2] as number]
  let [lx, ly, lz] = near ? [place[0] - px, place[1] - py, place[2] - pz] : place
  const away = Math.sqrt(lx * lx + ly * ly + lz * lz)
  lx /= away
  ly /= away
  lz /= away
  const facing = nx * lx + ny * ly + nz * lz
  if (facing <= 0) return
  // A flat screen gives off less to its sides; 500 mm is where its lux are told.
  const strength = open * (near ? ((500 * 500) / (away * away)) * Math.max(0, -lz) : 1.6)
  const eye = Math.sqrt(px * px + py * py + pz * pz)
  const [hx, hy, hz] = [lx - px / eye, ly - py / eye, lz - pz / eye]
  const peak = (nx * hx + ny * hy + nz * hz) / Math.sqrt(hx * hx + hy * hy + hz * hz)
  const glint = gloss === 0 || peak <= 0 ? 0 : gloss * peak ** polish
  for (let k = 0; k < 3; k += 1) {
    const given = strength * (lux[k] as number)
    light[i + k] = (light[i + k] as number) + given * facing
    shine[i + k] = (shine[i + k] as number) + given * glint
  }
}
