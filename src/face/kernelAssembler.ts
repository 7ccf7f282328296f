/** One instruction as its bytes. A body is a list of them, in the order of the WebAssembly text format's folded reading. */
export type Code = readonly number[]

/** One exported function: names of its i32 parameters, then of its further locals. The body gets their indices by name. */
export interface WasmFunction {
  readonly name: string
  readonly params: readonly string[]
  readonly locals: Readonly<Record<string, 'i32' | 'v128'>>
  readonly body: (local: (name: string) => number) => readonly Code[]
}

/**
 * The bytes of a module that imports `env.memory` and exports `functions`, none of which returns anything.
 * Encoding: WebAssembly core specification 2.0, chapter 5 (binary format); only what the kernel needs.
 */
export function assemble(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map((f) => [0x60, ...vector(f.params.map(() => [valueTypes.i32])), 0])
  const memory = [...text('env'), ...text('memory'), 0x02, 0x00, ...unsigned(1)]
  const exported = functions.map((f, index) => [...text(f.name), 0x00, ...unsigned(index)])
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, types),
    ...section(2, [memory]),
    ...section(
      3,
      functions.map((_, index) => unsigned(index)),
    ),
    ...section(7, exported),
    ...section(10, functions.map(bodyOf)),
  ])
}

const valueTypes = { i32: 0x7f, v128: 0x7b } as const

function bodyOf(f: WasmFunction): Code {
  const names = [...f.params, ...Object.keys(f.locals)]
  const indexOf = (name: string) => {
    const index = names.indexOf(name)
    if (index < 0) throw new Error(`no local ${name} in ${f.name}`)
    return index
  }
  const locals = Object.values(f.locals).map((type) => [...unsigned(1), valueTypes[type]])
  const code = [...vector(locals), ...f.body(indexOf).flat(), 0x0b]
  return [...unsigned(code.length), ...code]
}

const section = (id: number, items: readonly Code[]): Code => {
  const content = vector(items)
  return [id, ...unsigned(content.length), ...content]
}
const vector = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()]
const text = (name: string): Code => vector([...new TextEncoder().encode(name)].map((byte) => [byte]))

/** LEB128, unsigned. */
function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)]
}

/** LEB128, signed. */
function signed(value: number): Code {
  const rest = value >> 7
  const done = (rest === 0 && (value & 64) === 0) || (rest === -1 && (value & 64) !== 0)
  return done ? [value & 127] : [(value & 127) | 128, ...signed(rest)]
}

const simd = (opcode: number): Code => [0xfd, ...unsigned(opcode)]

/** The instructions the kernel is written in, under the names of the text format. */
export const op = {
  get: (local: number): Code => [0x20, ...unsigned(local)],
  set: (local: number): Code => [0x21, ...unsigned(local)],
  i32: (value: number): Code => [0x41, ...signed(value)],
  add: [0x6a],
  lessThanUnsigned: [0x49],
  f32Add: [0x92],
  /** `f32.store` of the value on the stack at the address below it plus `offset` bytes, a multiple of 4. */
  f32Store: (offset: number): Code => [0x38, 2, ...unsigned(offset)],
  /** `v128.load` at the address on the stack plus `offset` bytes. */
  load: (offset: number): Code => [...simd(0x00), 4, ...unsigned(offset)],
  zero: [...simd(0x0c), ...new Array<number>(16).fill(0)],
  lane: (index: number): Code => [...simd(0x1f), index],
  vectorXor: simd(0x51),
  vectorAdd: simd(0xe4),
  vectorMul: simd(0xe6),
  /** Runs `body` as long as the i32 that `condition` leaves is not zero. */
  whileTrue: (condition: readonly Code[], body: readonly Code[]): Code =>
    [
      [0x02, 0x40, 0x03, 0x40],
      ...condition,
      [0x45, 0x0d, ...unsigned(1)],
      ...body,
      [0x0c, ...unsigned(0), 0x0b, 0x0b],
    ].flat(),
} as const
