/**
 * Writes ONNX models: the few protobuf messages of onnx.proto (ModelProto, GraphProto, NodeProto, TensorProto) that
 * our converters and tests need. IR version 7, operator set 12.
 */
export function onnxModel(graph: OnnxGraph): Buffer {
  const body = Buffer.concat([
    ...graph.nodes.map((node) => bytes(1, node)),
    bytes(2, 'graph'),
    ...graph.tensors.map((tensor) => bytes(5, tensor)),
    ...graph.inputs.map((input) => bytes(11, valueInfo(input.name, input.shape))),
    ...graph.outputs.map((name) => bytes(12, bytes(1, name))),
  ])
  const operatorSet = Buffer.concat([bytes(1, ''), integer(2, 12)])
  return Buffer.concat([integer(1, 7), bytes(2, 'zaigang'), bytes(7, body), bytes(8, operatorSet)])
}

export interface OnnxGraph {
  /** Made by `onnxNode`, in an order in which every input is known before it is used. */
  readonly nodes: readonly Buffer[]
  /** Made by `onnxTensor`: the constants. */
  readonly tensors: readonly Buffer[]
  /** Float inputs; a text in place of a length leaves that length open. */
  readonly inputs: readonly { readonly name: string; readonly shape: readonly (number | string)[] }[]
  readonly outputs: readonly string[]
}

/** A whole number, text or list of whole numbers. Operators used here need no other attributes. */
export type OnnxAttribute = number | string | readonly number[]

/** One operator with its inputs, its outputs and its settings. */
export function onnxNode(
  operator: string,
  inputs: readonly string[],
  outputs: readonly [string, ...string[]],
  attributes: Readonly<Record<string, OnnxAttribute>> = {},
): Buffer {
  return Buffer.concat([
    ...inputs.map((name) => bytes(1, name)),
    ...outputs.map((name) => bytes(2, name)),
    bytes(3, outputs[0]),
    bytes(4, operator),
    ...Object.entries(attributes).map(([name, value]) => bytes(5, attribute(name, value))),
  ])
}

/** A constant: 32-bit floats, or 64-bit integers for shapes and paddings. */
export function onnxTensor(name: string, shape: readonly number[], data: Float32Array | BigInt64Array): Buffer {
  const kind = data instanceof BigInt64Array ? int64 : float32
  const raw = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  return Buffer.concat([...shape.map((length) => integer(1, length)), integer(2, kind), bytes(8, name), bytes(9, raw)])
}

// Element types of TensorProto.
const float32 = 1
const int64 = 7

function attribute(name: string, value: OnnxAttribute): Buffer {
  const named = bytes(1, name)
  if (typeof value === 'string') return Buffer.concat([named, bytes(4, value), integer(20, 3)])
  if (typeof value === 'number') return Buffer.concat([named, integer(3, value), integer(20, 2)])
  return Buffer.concat([named, ...value.map((one) => integer(8, one)), integer(20, 7)])
}

function valueInfo(name: string, shape: readonly (number | string)[]): Buffer {
  const lengths = shape.map((one) => bytes(1, typeof one === 'string' ? bytes(2, one) : integer(1, one)))
  const tensorType = Buffer.concat([integer(1, float32), bytes(2, Buffer.concat(lengths))])
  return Buffer.concat([bytes(1, name), bytes(2, bytes(1, tensorType))])
}

/** A protobuf field of wire type 0. */
const integer = (field: number, value: number): Buffer => Buffer.concat([varint(field << 3), varint(value)])

/** A protobuf field of wire type 2: text, bytes or a message within. */
function bytes(field: number, value: Buffer | string): Buffer {
  const content = typeof value === 'string' ? Buffer.from(value) : value
  return Buffer.concat([varint((field << 3) | 2), varint(content.length), content])
}

function varint(value: number): Buffer {
  const out: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  for (; rest > 127n; rest >>= 7n) out.push(Number(rest & 127n) | 128)
  return Buffer.from([...out, Number(rest)])
}
