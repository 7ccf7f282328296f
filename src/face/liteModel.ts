/** A tensor of a TensorFlow Lite model: its name, its shape and, where it is a constant, its values. */
export interface LiteTensor {
  readonly name: string
  readonly shape: readonly number[]
  readonly data?: Float32Array
}

/** One operator; `inputs` and `output` count tensors. Stride and padding where it is a convolution. */
export interface LiteOperator {
  readonly kind: LiteKind
  readonly inputs: readonly number[]
  readonly output: number
  readonly strides: readonly [down: number, across: number]
  readonly padding: 'same' | 'valid'
}

/** A TensorFlow Lite model as far as a picture's description needs it. */
export interface LiteModel {
  readonly tensors: readonly LiteTensor[]
  readonly operators: readonly LiteOperator[]
  readonly input: number
}

/** BuiltinOperator of schema.fbs, version 3. */
const kinds = {
  0: 'add',
  3: 'convolution',
  4: 'depthwise',
  11: 'unitLength',
  18: 'multiply',
  19: 'relu',
  22: 'reshape',
  41: 'subtract',
  101: 'absolute',
} as const
type LiteKind = (typeof kinds)[keyof typeof kinds]

/** Reads a .tflite file of 32-bit floats. Throws for operators that our model does not have and for anything else. */
export function readLite(bytes: Buffer): LiteModel {
  if (bytes.toString('latin1', 4, 8) !== 'TFL3') throw new Error('not a TensorFlow Lite model')
  const model = new Table(bytes, bytes.readUInt32LE(0))
  const codes = model.tables(1)
  const [graph] = model.tables(2)
  const buffers = model.tables(4)
  if (graph === undefined) throw new Error('the model has no graph')
  const [input = 0] = graph.integers(1)
  return {
    tensors: graph.tables(0).map((tensor) => readTensor(tensor, buffers)),
    operators: graph.tables(3).map((operator) => readOperator(operator, codes)),
    input,
  }
}

function readTensor(tensor: Table, buffers: readonly Table[]): LiteTensor {
  const bytes = buffers[tensor.integer(2)]?.bytes(0)
  const isFloat = tensor.byte(1) === 0
  const data = bytes !== undefined && bytes.length > 0 && isFloat ? floatsOf(bytes) : undefined
  return { name: tensor.text(3), shape: tensor.integers(0), ...(data && { data }) }
}

const floatsOf = (bytes: Buffer): Float32Array => new Float32Array(Uint8Array.from(bytes).buffer)

function readOperator(operator: Table, codes: readonly Table[]): LiteOperator {
  const kind = kindOf(codes[operator.integer(0)])
  const [output = -1] = operator.integers(2)
  const plain = { kind, inputs: operator.integers(1), output, strides: [1, 1], padding: 'same' } as const
  const options = operator.table(4)
  if ((kind !== 'convolution' && kind !== 'depthwise') || options === undefined) return plain
  if (options.byte(kind === 'depthwise' ? 4 : 3) !== 0) throw new Error('a convolution with an activation of its own')
  const padding = options.byte(0) === 1 ? 'valid' : 'same'
  return { ...plain, strides: [options.integer(2), options.integer(1)], padding }
}

function kindOf(code: Table | undefined): LiteKind {
  // Numbers above 127 stand in a field of their own.
  const number = Math.max(code?.byte(0) ?? -1, code?.integer(3) ?? -1)
  const kind = kinds[number as keyof typeof kinds]
  if (kind === undefined) throw new Error(`no conversion for TensorFlow Lite operator ${number}`)
  return kind
}

/** A table of a FlatBuffer: fields by their number, absent ones zero or empty (google.github.io/flatbuffers, internals). */
class Table {
  readonly #all: Buffer
  readonly #at: number
  constructor(all: Buffer, at: number) {
    this.#all = all
    this.#at = at
  }

  #place(field: number): number | undefined {
    const list = this.#at - this.#all.readInt32LE(this.#at)
    const entry = 4 + 2 * field
    const offset = entry < this.#all.readUInt16LE(list) ? this.#all.readUInt16LE(list + entry) : 0
    return offset === 0 ? undefined : this.#at + offset
  }

  #vector(field: number): { readonly at: number; readonly count: number } {
    const place = this.#place(field)
    if (place === undefined) return { at: 0, count: 0 }
    const at = place + this.#all.readUInt32LE(place)
    return { at: at + 4, count: this.#all.readUInt32LE(at) }
  }

  byte(field: number): number {
    const place = this.#place(field)
    return place === undefined ? 0 : this.#all.readInt8(place)
  }

  integer(field: number): number {
    const place = this.#place(field)
    return place === undefined ? 0 : this.#all.readInt32LE(place)
  }

  bytes(field: number): Buffer {
    const { at, count } = this.#vector(field)
    return this.#all.subarray(at, at + count)
  }

  text(field: number): string {
    return this.bytes(field).toString()
  }

  integers(field: number): readonly number[] {
    const { at, count } = this.#vector(field)
    return Array.from({ length: count }, (_, i) => this.#all.readInt32LE(at + 4 * i))
  }

  table(field: number): Table | undefined {
    const place = this.#place(field)
    return place === undefined ? undefined : new Table(this.#all, place + this.#all.readUInt32LE(place))
  }

  tables(field: number): readonly Table[] {
    const { at, count } = this.#vector(field)
    const places = Array.from({ length: count }, (_, i) => at + 4 * i)
    return places.map((place) => new Table(this.#all, place + this.#all.readUInt32LE(place)))
  }
}
