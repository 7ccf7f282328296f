import type { Draft } from './draft.ts'

/**
 * PReLU with a slope a for each channel, as a·x + (1 − a)·max(x, 0), both factors convolutions of single pixels: ONNX
 * Runtime's own PRelu takes as long as all convolutions of these networks together, for it asks of each number whether
 * it is negative and has pictures laid out anew before and after. Differences are rounding (below 1e-6 of a vector).
 */
export function addPrelu(draft: Draft, input: string, slopes: Float32Array, output: string): string {
  const times = (of: string, name: string, factors: Float32Array): string => {
    const kernel = draft.constant('slopes', [factors.length, 1, 1, 1], factors)
    const attributes = { kernel_shape: [1, 1], group: factors.length }
    return draft.add('Conv', [of, kernel], `${output}_${name}`, 'channelsFirst', attributes)
  }
  const positive = draft.add('Relu', [input], `${output}_positive`, 'channelsFirst')
  const parts = [
    times(input, 'sloped', slopes),
    times(
      positive,
      'rest',
      slopes.map((slope) => 1 - slope),
    ),
  ]
  return draft.add('Add', parts, output, 'channelsFirst')
}
