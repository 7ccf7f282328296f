import { eyes, lowerLip, mouthCorners, upperLip } from './topology.ts'

/** The face with its jaw dropped and its lids down, in the head's own millimetres. */
export function express(shape: Float32Array, jaw: number, lids: number): Float32Array {
  const out = Float32Array.from(shape)
  if (jaw > 0) dropJaw(shape, out, jaw)
  if (lids > 0) shutLids(shape, out, lids)
  return out
}

const corners = new Set(mouthCorners)
const fixedLip = new Set(upperLip)
const movingLip = new Set(lowerLip)

/** While the jaw turns, its joint slides forward: 10 to 15 mm where a mouth is open by 45 (anatomy). */
const slides = 0.28

/**
 * The jaw turns about the ears and slides forward; what lies below the line from the corners of the mouth to the ears goes
 * along. Without the slide a chin swings back into the neck, and the engine sees less of a mouth the wider it opens.
 */
function dropJaw(shape: Float32Array, out: Float32Array, jaw: number): void {
  const lipY = ((shape[3 * 13 + 1] as number) + (shape[3 * 14 + 1] as number)) / 2
  const half = ((shape[3 * 308] as number) - (shape[3 * 78] as number)) / 2
  const [hingeY, hingeZ] = [8, -8]
  const opening = jaw * 2 * half
  const drop = opening / (hingeZ - (shape[3 * 14 + 2] as number))
  for (let i = 0; i < 468; i += 1) {
    const [x, y, z] = [shape[3 * i] as number, shape[3 * i + 1] as number, shape[3 * i + 2] as number]
    const share = jawShare(i, x, y, lipY, half)
    const angle = drop * share
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    out[3 * i] = x * (1 - 0.12 * angle)
    out[3 * i + 1] = hingeY + (y - hingeY) * cos - (z - hingeZ) * sin
    out[3 * i + 2] = hingeZ + (z - hingeZ) * cos + (y - hingeY) * sin - slides * opening * share
  }
}

function jawShare(i: number, x: number, y: number, lipY: number, half: number): number {
  if (fixedLip.has(i)) return 0
  if (corners.has(i)) return 0.35
  const aside = Math.abs(x) / half
  if (movingLip.has(i)) return 0.35 + 0.65 * Math.sqrt(Math.max(0, 1 - Math.min(1, aside) ** 2))
  const below = Math.min(1, Math.max(0, (y - lipY + 6) / 22))
  return below * below * (3 - 2 * below)
}

/** The upper lid comes down over the eye, a little beyond the lower one, and pulls the fold above it along. */
function shutLids(shape: Float32Array, out: Float32Array, lids: number): void {
  for (const { upper, lower, fold } of eyes)
    for (const [n, up] of upper.entries()) {
      const low = lower[n] as number
      const crease = fold[n] as number
      const height = Math.abs((shape[3 * low + 1] as number) - (shape[3 * up + 1] as number))
      // The ball of the eye keeps the shut lid in front of the straight line between its rims.
      const more = [0, 0.1 * lids * height, -1.5 * lids]
      for (let k = 0; k < 3; k += 1) {
        const gap = (shape[3 * low + k] as number) - (shape[3 * up + k] as number)
        out[3 * up + k] = (shape[3 * up + k] as number) + gap * lids + (more[k] as number)
        out[3 * crease + k] = (shape[3 * crease + k] as number) + gap * lids * 0.35
        out[3 * low + k] = (shape[3 * low + k] as number) + (more[k] as number)
      }
    }
}
