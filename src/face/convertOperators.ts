import type { Draft } from './draft.ts'
import { addPrelu } from './prelu.ts'
import { type GraphNode, plainName } from './tfjsGraph.ts'
import type { Weight } from './weights.ts'

/** Writes one tfjs operator into the draft. Throws for an operator that our models do not have. */
export function convertOperator(draft: Draft, node: GraphNode): void {
  const convert = converters[node.op]
  if (convert === undefined) throw new Error(`no conversion for operator ${node.op} (${node.name})`)
  convert(draft, node)
}

type Converter = (draft: Draft, node: GraphNode) => void

const converters: Readonly<Record<string, Converter>> = {
  Const: () => {},
  Placeholder: (draft, { name }) => {
    const first = draft.add('Transpose', [name], `${name}_channelsFirst`, 'channelsFirst', { perm: [0, 3, 1, 2] })
    draft.alias(name, first)
  },
  Conv2D: convolution,
  _FusedConv2D: convolution,
  DepthwiseConv2dNative: convolution,
  FusedDepthwiseConv2dNative: convolution,
  Add: elementwise('Add'),
  AddV2: elementwise('Add'),
  Mul: elementwise('Mul'),
  Sub: elementwise('Sub'),
  Minimum: bounded('Min'),
  Maximum: bounded('Max'),
  Relu: same('Relu'),
  Sigmoid: same('Sigmoid'),
  Identity: same('Identity'),
  Prelu: (draft, node) => {
    addPrelu(draft, draft.value(inputOf(node, 0)), slopesOf(draft, node.input[1]), node.name)
  },
  MaxPool: (draft, node) => {
    const attributes = {
      kernel_shape: numbers(node, 'ksize').slice(1, 3),
      strides: numbers(node, 'strides').slice(1, 3),
      auto_pad: paddingOf(node),
    }
    draft.add('MaxPool', [draft.value(inputOf(node, 0))], node.name, 'channelsFirst', attributes)
  },
  Pad: (draft, node) => {
    // Weights hold before, after for each of n, height, width, channels; ONNX wants all befores, then all afters.
    const amounts = [...draft.weight(node.input[1]).data]
    const turned = [0, 6, 2, 4, 1, 7, 3, 5].map((i) => amounts[i] ?? 0)
    const padding = draft.constant('padding', [8], turned)
    draft.add('Pad', [draft.value(inputOf(node, 0)), padding], node.name, 'channelsFirst')
  },
  Reshape: (draft, node) => {
    const input = inputOf(node, 0)
    const shape = [...draft.weight(node.input[1]).data]
    const shapeName = draft.constant('shape', [shape.length], shape)
    draft.add('Reshape', [asWritten(draft, input, node.name), shapeName], node.name, 'asWritten')
  },
  Mean: (draft, node) => {
    const keep = node.attr.keep_dims?.b === true
    const attributes = { axes: [2, 3], keepdims: keep ? 1 : 0 }
    const layout = keep ? 'channelsFirst' : 'asWritten'
    draft.add('ReduceMean', [draft.value(inputOf(node, 0))], node.name, layout, attributes)
  },
  ConcatV2: (draft, node) => {
    const parts = node.input.slice(0, -1)
    const written = draft.weight(node.input.at(-1)).data[0] ?? 0
    const layout = draft.layoutOf(inputOf(node, 0))
    const axis = layout === 'channelsFirst' ? ([0, 2, 3, 1].at(written) ?? 1) : written
    const inputs = parts.map((part) => draft.value(part))
    draft.add('Concat', inputs, node.name, layout, { axis })
  },
}

function convolution(draft: Draft, node: GraphNode): void {
  const weight = draft.weight(node.input[1])
  const depthwise = node.op.includes('Depthwise')
  const [, , channelsIn = 0] = weight.shape
  const kernel = channelsFirstKernel(weight, depthwise)
  const fused = (node.attr.fused_ops?.list?.s ?? []).map(text)
  const inputs = [draft.value(inputOf(node, 0)), draft.constant('kernel', kernel.shape, kernel.data)]
  if (fused[0] === 'BiasAdd') {
    const { data } = draft.weight(node.input[2])
    inputs.push(draft.constant('bias', [data.length], data))
  }
  const dilations = numbers(node, 'dilations').slice(1, 3)
  const attributes = {
    kernel_shape: kernel.shape.slice(2),
    strides: numbers(node, 'strides').slice(1, 3),
    auto_pad: paddingOf(node),
    group: depthwise ? channelsIn : 1,
    ...(dilations.length === 2 ? { dilations } : {}),
  }
  const activation = fused.find((one) => one !== 'BiasAdd')
  const output = activation === undefined ? node.name : `${node.name}_before`
  draft.add('Conv', inputs, output, 'channelsFirst', attributes)
  if (activation !== undefined) activate(draft, node, activation, output)
}

function activate(draft: Draft, node: GraphNode, activation: string, input: string): void {
  if (activation === 'Relu') draft.add('Relu', [input], node.name, 'channelsFirst')
  else if (activation === 'Prelu') addPrelu(draft, input, slopesOf(draft, node.input.at(-1)), node.name)
  else throw new Error(`no conversion for activation ${activation} (${node.name})`)
}

/** Kernels lie height × width × in × out; ONNX wants out × in × height × width, depthwise in·out × 1 × height × width. */
function channelsFirstKernel({ shape, data }: Weight, depthwise: boolean): Weight {
  const [height = 0, width = 0, channelsIn = 0, channelsOut = 0] = shape
  const cell = height * width
  const turned = new Float32Array(data.length)
  for (let i = 0; i < data.length; i += 1) {
    const out = i % channelsOut
    const into = Math.floor(i / channelsOut) % channelsIn
    const place = Math.floor(i / (channelsOut * channelsIn))
    const filter = depthwise ? into * channelsOut + out : out * channelsIn + into
    turned[filter * cell + place] = data[i] ?? 0
  }
  const channels = depthwise ? [channelsIn * channelsOut, 1] : [channelsOut, channelsIn]
  return { shape: [...channels, height, width], data: turned }
}

function elementwise(operator: string): Converter {
  return (draft, node) => {
    const values = node.input.filter((input) => draft.findWeight(input) === undefined)
    const layout = values.some((input) => draft.layoutOf(input) === 'channelsFirst') ? 'channelsFirst' : 'asWritten'
    const inputs = node.input.map((input) => {
      const weight = draft.findWeight(input)
      if (weight === undefined) return draft.value(input)
      const shape = layout === 'channelsFirst' ? perChannel(weight.shape) : weight.shape
      return draft.constant(plainName(input), shape, weight.data)
    })
    draft.add(operator, inputs, node.name, layout)
  }
}

/**
 * The smaller or larger of a value and one number, written so that ONNX Runtime makes it a part of the convolution before:
 * `Min` and `Max` have pictures laid out anew.
 */
function bounded(operator: 'Min' | 'Max'): Converter {
  return (draft, node) => {
    const [input = '', bound = ''] = node.input
    const { data } = draft.weight(bound)
    if (data.length !== 1) throw new Error(`no conversion for a ${node.op} by ${data.length} numbers (${node.name})`)
    const place = [node.name, draft.layoutOf(input)] as const
    if (operator === 'Max' && data[0] === 0) return draft.add('Relu', [draft.value(input)], ...place)
    const limit = draft.constant(plainName(bound), [], data)
    draft.add('Clip', [draft.value(input), ...(operator === 'Min' ? ['', limit] : [limit])], ...place)
  }
}

function same(operator: string): Converter {
  return (draft, node) => {
    const input = inputOf(node, 0)
    draft.add(operator, [draft.value(input)], node.name, draft.layoutOf(input))
  }
}

function perChannel(shape: readonly number[]): readonly number[] {
  if (shape.length === 1) return [shape[0] ?? 1, 1, 1]
  if (shape.length === 0) return shape
  throw new Error(`a constant of ${shape.length} dimensions beside a picture`)
}

const slopesOf = (draft: Draft, input: string | undefined): Float32Array => Float32Array.from(draft.weight(input).data)

function asWritten(draft: Draft, input: string, name: string): string {
  if (draft.layoutOf(input) === 'asWritten') return draft.value(input)
  return draft.add('Transpose', [draft.value(input)], `${name}_channelsLast`, 'asWritten', { perm: [0, 2, 3, 1] })
}

function inputOf(node: GraphNode, at: number): string {
  const input = node.input[at]
  if (input === undefined) throw new Error(`operator ${node.name} has no input ${at}`)
  return input
}

const text = (base64: string): string => Buffer.from(base64, 'base64').toString()
const numbers = (node: GraphNode, name: string): readonly number[] => node.attr[name]?.list?.i ?? []
const paddingOf = (node: GraphNode): string => (text(node.attr.padding?.s ?? '') === 'SAME' ? 'SAME_UPPER' : 'VALID')
