import { onnxNode, onnxTensor } from './onnx.ts'
import { plainName } from './tfjsGraph.ts'
import type { Weight } from './weights.ts'

/** The ONNX graph while it is being written. */
export class Draft {
  readonly nodes: Buffer[] = []
  readonly tensors: Buffer[] = []
  readonly #weights: ReadonlyMap<string, Weight>
  readonly #layouts = new Map<string, Layout>()
  readonly #aliases = new Map<string, string>()

  constructor(weights: ReadonlyMap<string, Weight>) {
    this.#weights = weights
  }

  add(
    operator: string,
    inputs: readonly string[],
    output: string,
    layout: Layout,
    attributes: Parameters<typeof onnxNode>[3] = {},
  ): string {
    this.nodes.push(onnxNode(operator, inputs, [output], attributes))
    this.#layouts.set(output, layout)
    return output
  }

  constant(name: string, shape: readonly number[], data: Float32Array | readonly number[]): string {
    const unique = `${name}#${this.tensors.length}`
    const numbers = data instanceof Float32Array ? data : BigInt64Array.from(data.map(BigInt))
    this.tensors.push(onnxTensor(unique, shape, numbers))
    return unique
  }

  alias(name: string, means: string): void {
    this.#aliases.set(name, means)
  }

  /** The value's name in the ONNX graph. */
  value(input: string): string {
    const name = plainName(input)
    return this.#aliases.get(name) ?? name
  }

  layoutOf(input: string): Layout {
    return this.#layouts.get(this.value(input)) ?? 'asWritten'
  }

  findWeight(input: string): Weight | undefined {
    return this.#weights.get(plainName(input))
  }

  weight(input: string | undefined): Weight {
    const weight = input === undefined ? undefined : this.findWeight(input)
    if (weight === undefined) throw new Error(`the model's weights lack ${input}`)
    return weight
  }
}

/** How the numbers of a value lie: a picture with channels first, or as tfjs has them. */
export type Layout = 'channelsFirst' | 'asWritten'
