import { Draft } from './draft.ts'
import type { LiteModel, LiteOperator } from './liteModel.ts'
import { onnxModel } from './onnx.ts'
import { addPrelu } from './prelu.ts'

/**
 * A TensorFlow Lite network as ONNX: `input` n × height × width × 3, `description` n × channels × 1 × 1. `last` is the
 * end of the name of the tensor that becomes the description. Throws for a network built otherwise than MobileFaceNet.
 */
export function convertLite(model: LiteModel, last: string): Buffer {
  const writing = new Writing(model)
  const end = model.operators.find(({ output }) => model.tensors[output]?.name.endsWith(last))
  if (end === undefined) throw new Error(`the model has no tensor ${last}`)
  writing.add('Identity', [writing.value(end.output)], {}, 'description')
  const { nodes, tensors } = writing.draft
  const inputs = [{ name: 'input', shape: ['n', ...(model.tensors[model.input]?.shape ?? []).slice(1)] }]
  return onnxModel({ nodes, tensors, inputs, outputs: ['description'] })
}

/** The ONNX graph while it is being written, from the last operator back to the picture. */
class Writing {
  readonly draft = new Draft(new Map())
  readonly #model: LiteModel
  readonly #makers: ReadonlyMap<number, LiteOperator>
  readonly #names = new Map<number, string>()

  constructor(model: LiteModel) {
    this.#model = model
    this.#makers = new Map(model.operators.map((operator) => [operator.output, operator]))
  }

  add(operator: string, inputs: readonly string[], attributes: Parameters<Draft['add']>[4], name?: string): string {
    return this.draft.add(operator, inputs, name ?? `value${this.draft.nodes.length}`, 'channelsFirst', attributes)
  }

  /** The ONNX name of a tensor, channels first, whatever makes it written before it. */
  value(tensor: number): string {
    const known = this.#names.get(tensor)
    if (known !== undefined) return known
    const maker = this.#makers.get(tensor)
    if (maker === undefined && tensor !== this.#model.input) throw new Error('a constant where a picture belongs')
    const name = maker === undefined ? this.add('Transpose', ['input'], { perm: [0, 3, 1, 2] }) : this.#write(maker)
    this.#names.set(tensor, name)
    return name
  }

  #write(operator: LiteOperator): string {
    if (operator.kind === 'convolution' || operator.kind === 'depthwise') return this.#writeConvolution(operator)
    if (operator.kind !== 'add') throw new Error(`an operator ${operator.kind} outside of its place`)
    const slopes = this.#findSlopes(operator)
    if (slopes === undefined)
      return this.add(
        'Add',
        operator.inputs.map((input) => this.value(input)),
        {},
      )
    return addPrelu(this.draft, this.value(slopes.of), slopes.data, `value${this.draft.nodes.length}`)
  }

  #writeConvolution({ kind, inputs, strides, padding }: LiteOperator): string {
    const [picture = -1, kernel = -1, bias = -1] = inputs
    const [first = 0, height = 0, width = 0, last = 0] = this.#model.tensors[kernel]?.shape ?? []
    const isDepthwise = kind === 'depthwise'
    const [out, into] = isDepthwise ? [last, 1] : [first, last]
    const turned = channelsFirst(this.#values(kernel), { out, into, cell: height * width }, isDepthwise)
    const weights = this.draft.constant('kernel', [out, into, height, width], turned)
    const biases = this.draft.constant('bias', [out], this.#values(bias))
    return this.add('Conv', [this.value(picture), weights, biases], {
      kernel_shape: [height, width],
      strides,
      auto_pad: padding === 'same' ? 'SAME_UPPER' : 'VALID',
      group: isDepthwise ? out : 1,
    })
  }

  /** A parametric ReLU is written out in the file: relu(x) + slope · (x − |x|) · ½. */
  #findSlopes({ inputs }: LiteOperator): { readonly of: number; readonly data: Float32Array } | undefined {
    const [relu, halved] = inputs.map((input) => this.#makers.get(input))
    if (relu?.kind !== 'relu' || halved?.kind !== 'multiply') return undefined
    const sloped = this.#makers.get(halved.inputs[0] ?? -1)
    const below = this.#makers.get(sloped?.inputs[1] ?? -1)
    const absolute = this.#makers.get(below?.inputs[1] ?? -1)
    const [of = -1] = relu.inputs
    const isOne =
      this.#values(halved.inputs[1] ?? -1)[0] === 0.5 &&
      sloped?.kind === 'multiply' &&
      below?.kind === 'subtract' &&
      below.inputs[0] === of &&
      absolute?.kind === 'absolute' &&
      absolute.inputs[0] === of
    if (!isOne) throw new Error('an activation that is no parametric ReLU')
    return { of, data: this.#values(sloped.inputs[0] ?? -1) }
  }

  #values(tensor: number): Float32Array {
    const { data, name } = this.#model.tensors[tensor] ?? {}
    if (data === undefined) throw new Error(`the model has no values for ${name}`)
    return data
  }
}

/** Kernels lie out × height × width × in, depthwise 1 × height × width × out; ONNX wants out × in × height × width. */
function channelsFirst(
  data: Float32Array,
  { out, into, cell }: { out: number; into: number; cell: number },
  isDepthwise: boolean,
): Float32Array {
  const turned = new Float32Array(data.length)
  for (const [i, value] of data.entries()) {
    const [place, b] = isDepthwise ? [Math.floor(i / out), 0] : [Math.floor(i / into) % cell, i % into]
    const a = isDepthwise ? i % out : Math.floor(i / (into * cell))
    turned[(a * into + b) * cell + place] = value
  }
  return turned
}
