import { onnxModel, onnxNode, onnxTensor } from './onnx.ts'
import type { Weight } from './weights.ts'

/**
 * face-api's recogniser (dlib's ResNet-34 variant) as ONNX. Input `x`: n × 150 × 150 × RGB, 0 to 255. Output
 * `description`: n × 128. The network's structure is in face-api's code, only its weights are in the file.
 */
export function convertRecogniser(weights: ReadonlyMap<string, Weight>): Buffer {
  const net = new Net(weights)
  net.normalise('x', 'normal')
  let last = net.conv('normal', 'conv32_down', { stride: 2, padding: 'VALID', relu: true })
  last = net.add('MaxPool', [last], 'pool', { kernel_shape: [3, 3], strides: [2, 2], auto_pad: 'VALID' })
  for (const name of ['conv32_1', 'conv32_2', 'conv32_3']) last = net.residual(last, name)
  last = net.residualDown(last, 'conv64_down', { grow: 32 })
  for (const name of ['conv64_1', 'conv64_2', 'conv64_3']) last = net.residual(last, name)
  last = net.residualDown(last, 'conv128_down', { grow: 64 })
  for (const name of ['conv128_1', 'conv128_2']) last = net.residual(last, name)
  last = net.residualDown(last, 'conv256_down', { grow: 128, padded: true })
  for (const name of ['conv256_1', 'conv256_2']) last = net.residual(last, name)
  last = net.residualDown(last, 'conv256_down_out', { grow: 0, padded: true })
  return net.finish(last)
}

interface Conv {
  readonly stride: 1 | 2
  readonly padding: 'VALID' | 'SAME_UPPER'
  readonly relu: boolean
}

class Net {
  readonly #weights: ReadonlyMap<string, Weight>
  readonly #nodes: Buffer[] = []
  readonly #tensors: Buffer[] = []

  constructor(weights: ReadonlyMap<string, Weight>) {
    this.#weights = weights
  }

  add(operator: string, inputs: string[], output: string, attributes = {}): string {
    this.#nodes.push(onnxNode(operator, inputs, [output], attributes))
    return output
  }

  normalise(input: string, output: string): void {
    const mean = this.#constant('mean', [3, 1, 1], Float32Array.of(122.782, 117.001, 104.298))
    const range = this.#constant('range', [], Float32Array.of(255))
    this.add('Transpose', [input], 'channelsFirst', { perm: [0, 3, 1, 2] })
    this.add('Sub', ['channelsFirst', mean], 'centred')
    this.add('Div', ['centred', range], output)
  }

  /** A convolution with the scale layer behind it folded in. */
  conv(input: string, name: string, { stride, padding, relu }: Conv): string {
    const { kernel, bias, shape } = this.#foldedConv(name)
    const inputs = [
      input,
      this.#constant(`${name}_kernel`, shape, kernel),
      this.#constant(`${name}_bias`, [bias.length], bias),
    ]
    const out = this.add('Conv', inputs, name, {
      kernel_shape: shape.slice(2),
      strides: [stride, stride],
      auto_pad: padding,
    })
    return relu ? this.add('Relu', [out], `${name}_relu`) : out
  }

  residual(input: string, name: string): string {
    const first = this.conv(input, `${name}/conv1`, { stride: 1, padding: 'SAME_UPPER', relu: true })
    const second = this.conv(first, `${name}/conv2`, { stride: 1, padding: 'SAME_UPPER', relu: false })
    return this.#sum(input, second, name)
  }

  /** Halves the picture and adds `grow` channels of zeros to the short cut; `padded` where the halves do not fit. */
  residualDown(input: string, name: string, { grow, padded }: { grow: number; padded?: boolean }): string {
    const first = this.conv(input, `${name}/conv1`, { stride: 2, padding: 'VALID', relu: true })
    let second = this.conv(first, `${name}/conv2`, { stride: 1, padding: 'SAME_UPPER', relu: false })
    if (padded) second = this.#pad(second, [0, 0, 0, 0, 0, 0, 1, 1])
    const half = { kernel_shape: [2, 2], strides: [2, 2], auto_pad: 'VALID' }
    let short = this.add('AveragePool', [input], `${name}_half`, half)
    if (grow > 0) short = this.#pad(short, [0, 0, 0, 0, 0, grow, 0, 0])
    return this.#sum(short, second, name)
  }

  finish(last: string): Buffer {
    const { shape, data } = this.#weight('fc')
    this.add('ReduceMean', [last], 'mean_all', { axes: [2, 3], keepdims: 0 })
    this.add('MatMul', ['mean_all', this.#constant('fc', shape, data)], 'description')
    return onnxModel({
      nodes: this.#nodes,
      tensors: this.#tensors,
      inputs: [{ name: 'x', shape: ['n', 150, 150, 3] }],
      outputs: ['description'],
    })
  }

  #sum(a: string, b: string, name: string): string {
    return this.add('Relu', [this.add('Add', [a, b], `${name}_sum`)], `${name}_out`)
  }

  #pad(input: string, amounts: number[]): string {
    const padding = this.#constant(`${input}_amounts`, [8], BigInt64Array.from(amounts.map(BigInt)))
    return this.add('Pad', [input, padding], `${input}_padded`)
  }

  #constant(name: string, shape: readonly number[], data: Float32Array | BigInt64Array): string {
    this.#tensors.push(onnxTensor(name, shape, data))
    return name
  }

  #weight(name: string): Weight {
    const weight = this.#weights.get(name)
    if (weight === undefined) throw new Error(`the recogniser's weights lack ${name}`)
    return weight
  }

  /** From height × width × in × out to out × in × height × width, each output channel times its scale. */
  #foldedConv(name: string): { kernel: Float32Array; bias: Float32Array; shape: number[] } {
    const { shape, data } = this.#weight(`${name}/conv/filters`)
    const scale = this.#weight(`${name}/scale/weights`).data
    const shift = this.#weight(`${name}/scale/biases`).data
    const [height = 0, width = 0, channelsIn = 0, channelsOut = 0] = shape
    const kernel = new Float32Array(data.length)
    const cell = height * width
    for (let i = 0; i < data.length; i += 1) {
      const out = i % channelsOut
      const into = Math.floor(i / channelsOut) % channelsIn
      const place = Math.floor(i / (channelsOut * channelsIn))
      kernel[(out * channelsIn + into) * cell + place] = (data[i] ?? 0) * (scale[out] ?? 0)
    }
    const bias = this.#weight(`${name}/conv/bias`).data.map((b, out) => b * (scale[out] ?? 0) + (shift[out] ?? 0))
    return { kernel, bias, shape: [channelsOut, channelsIn, height, width] }
  }
}
