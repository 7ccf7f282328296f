/** Rows of linear light, red, green, blue, without upper bound. */
export interface Texture {
  readonly width: number
  readonly height: number
  readonly rgb: Float32Array
}

/** A picture being drawn: light that reaches each pixel and, per pixel, one over the distance of what it shows. */
export interface Canvas extends Texture {
  readonly near: Float32Array
}

/** Triangles in front of the camera. Places are millimetres: x to the right, y down, z away from the camera. */
export interface Surface {
  readonly triangles: Uint16Array
  readonly places: Float32Array
  /** Two numbers a vertex, in texels. */
  readonly uv: Float32Array
  /** Three numbers a vertex: what the texture is multiplied with, and what is added. */
  readonly light: Float32Array
  readonly shine: Float32Array
  readonly texture: Texture
}

/** Pixels per unit of x/z: an angle of 60° across 640 pixels. */
export const focal = 554

export function newCanvas(width: number, height: number): Canvas {
  return { width, height, rgb: new Float32Array(width * height * 3), near: new Float32Array(width * height) }
}

let projected = new Float32Array(0)

/** Draws a surface seen from the origin; nearer things stay. The camera's middle is the canvas's middle. */
export function draw(canvas: Canvas, surface: Surface): void {
  project(canvas, surface.places)
  const { triangles } = surface
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [triangles[t] as number, triangles[t + 1] as number, triangles[t + 2] as number]
    if (isBefore(a) && isBefore(b) && isBefore(c)) drawTriangle(canvas, surface, a, b, c)
  }
}

/** Nothing behind the camera or at its glass is drawn. */
const isBefore = (i: number): boolean => projected[3 * i + 2] !== 0

function project({ width, height }: Canvas, places: Float32Array): void {
  if (projected.length < places.length) projected = new Float32Array(places.length)
  const scale = (focal * width) / 640
  for (let i = 0; i < places.length; i += 3) {
    const z = places[i + 2] as number
    const near = z > 20 ? 1 / z : 0
    projected[i] = width / 2 + (places[i] as number) * scale * near
    projected[i + 1] = height / 2 + (places[i + 1] as number) * scale * near
    projected[i + 2] = near
  }
}

function drawTriangle(canvas: Canvas, surface: Surface, a: number, b: number, c: number): void {
  const ax = projected[3 * a] as number
  const ay = projected[3 * a + 1] as number
  const ux = (projected[3 * b] as number) - ax
  const uy = (projected[3 * b + 1] as number) - ay
  const vx = (projected[3 * c] as number) - ax
  const vy = (projected[3 * c + 1] as number) - ay
  const area = ux * vy - uy * vx
  if (Math.abs(area) < 1e-4) return
  const top = Math.max(0, Math.ceil(ay + Math.min(0, uy, vy) - 0.5))
  const bottom = Math.min(canvas.height - 1, Math.floor(ay + Math.max(0, uy, vy) - 0.5))
  const left = Math.max(0, Math.ceil(ax + Math.min(0, ux, vx) - 0.5))
  const right = Math.min(canvas.width - 1, Math.floor(ax + Math.max(0, ux, vx) - 0.5))
  if (top > bottom || left > right) return
  measureSlopes(surface, a, b, c, vy / area, -uy / area)
  const dx = left + 0.5 - ax
  for (let y = top; y <= bottom; y += 1) {
    const dy = y + 0.5 - ay
    const p = (dx * vy - dy * vx) / area
    const q = (ux * dy - uy * dx) / area
    drawRow(canvas, surface.texture, y * canvas.width + left, right - left, p, q, vy / area, -uy / area)
  }
}

/** What changes evenly over a triangle: nearness, place in the texture, light and shine of three colours. */
const values = 9
const atA = new Float64Array(values)
const perP = new Float64Array(values)
const perQ = new Float64Array(values)
const perX = new Float64Array(values)

function measureSlopes(surface: Surface, a: number, b: number, c: number, stepP: number, stepQ: number): void {
  for (let k = 0; k < values; k += 1) {
    const from = valueAt(surface, a, k)
    const p = valueAt(surface, b, k) - from
    const q = valueAt(surface, c, k) - from
    atA[k] = from
    perP[k] = p
    perQ[k] = q
    perX[k] = p * stepP + q * stepQ
  }
}

function valueAt({ uv, light, shine }: Surface, i: number, k: number): number {
  if (k === 0) return projected[3 * i + 2] as number
  if (k < 3) return uv[2 * i + k - 1] as number
  return (k < 6 ? light[3 * i + k - 3] : shine[3 * i + k - 6]) as number
}

/** The pixels of one row, from `at` on, that lie in the triangle; `p` and `q` say where between its corners the first is. */
function drawRow(
  { rgb, near }: Canvas,
  texture: Texture,
  at: number,
  length: number,
  p: number,
  q: number,
  stepP: number,
  stepQ: number,
): void {
  const first = (atA[0] as number) + p * (perP[0] as number) + q * (perQ[0] as number)
  const slope = perX[0] as number
  for (let x = 0; x <= length; x += 1) {
    const u = p + x * stepP
    const v = q + x * stepQ
    if (u < -1e-4 || v < -1e-4 || u + v > 1.0001) continue
    const own = first + x * slope
    if (own <= (near[at + x] as number)) continue
    near[at + x] = own
    paint(rgb, 3 * (at + x), texture, u, v)
  }
}

const valueIn = (k: number, p: number, q: number): number =>
  (atA[k] as number) + p * (perP[k] as number) + q * (perQ[k] as number)

/** One pixel: the texture between its four nearest texels, lit as the three corners are. */
function paint(out: Float32Array, at: number, { rgb, width, height }: Texture, p: number, q: number): void {
  const x = Math.max(0, Math.min(width - 1.001, valueIn(1, p, q)))
  const y = Math.max(0, Math.min(height - 1.001, valueIn(2, p, q)))
  const x0 = x | 0
  const y0 = y | 0
  const fx = x - x0
  const fy = y - y0
  const i = (y0 * width + x0) * 3
  const j = i + width * 3
  const [w00, w10, w01, w11] = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy]
  for (let k = 0; k < 3; k += 1) {
    const colour =
      (rgb[i + k] as number) * w00 +
      (rgb[i + 3 + k] as number) * w10 +
      (rgb[j + k] as number) * w01 +
      (rgb[j + 3 + k] as number) * w11
    out[at + k] = colour * valueIn(3 + k, p, q) + valueIn(6 + k, p, q)
  }
}
