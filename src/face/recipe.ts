/** How a model wants its pixels: (value − mean) × scale, `mean` and `scale` in the model's own channel order. */
export interface Recipe {
  readonly size: number
  readonly layout: 'nhwc' | 'nchw'
  readonly channelOrder: 'rgb' | 'bgr'
  readonly mean: readonly [number, number, number]
  readonly scale: readonly [number, number, number]
}

/**
 * Turns a crop (RGB, 0 to 255, height × width × channels) into a model's input, written to `out` from `at` on.
 */
export function pack(rgb: Float32Array, recipe: Recipe, out: Float32Array, at = 0): void {
  const area = recipe.size * recipe.size
  const planar = recipe.layout === 'nchw'
  for (let channel = 0; channel < 3; channel += 1) {
    const from = recipe.channelOrder === 'rgb' ? channel : 2 - channel
    const mean = recipe.mean[channel] as number
    const scale = recipe.scale[channel] as number
    const first = at + channel * (planar ? area : 1)
    const step = planar ? 1 : 3
    for (let i = 0; i < area; i += 1) out[first + i * step] = ((rgb[i * 3 + from] as number) - mean) * scale
  }
}
