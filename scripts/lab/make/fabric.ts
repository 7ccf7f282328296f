import { between, pick, type Random } from '../../../src/presence/simulate/random.ts'
import type { Rgb } from './light.ts'
import type { Texture } from './raster.ts'

/** Strands of one colour. */
export function hairOf([r, g, b]: Rgb, random: Random): Texture {
  const size = 64
  const rgb = new Float32Array(size * size * 3)
  const strands = Array.from({ length: size }, () => between(random, 0.5, 1.6))
  for (let at = 0; at < size * size; at += 1) {
    const strand = (strands[at % size] as number) * between(random, 0.8, 1.2)
    rgb.set([r * strand, g * strand, b * strand], 3 * at)
  }
  return { width: size, height: size, rgb }
}

/** Plain, striped or checked. */
export function clothesOf(random: Random): Texture {
  const size = 128
  const rgb = new Float32Array(size * size * 3)
  const dye = (): Rgb => [random() ** 2 * 0.6, random() ** 2 * 0.6, random() ** 2 * 0.6]
  const [one, two] = [dye(), dye()]
  const pattern = pick(random, ['plain', 'plain', 'stripes', 'checks'] as const)
  const every = Math.floor(between(random, 6, 20))
  for (let at = 0; at < size * size; at += 1) {
    const across = Math.floor((at % size) / every) % 2 === 0
    const down = Math.floor(at / size / every) % 2 === 0
    const second = { plain: false, stripes: down, checks: across !== down }[pattern]
    const weave = between(random, 0.9, 1.1)
    rgb.set(
      (second ? two : one).map((value) => value * weave + 0.01),
      3 * at,
    )
  }
  return { width: size, height: size, rgb }
}
