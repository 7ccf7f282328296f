import { concat, textOf, utf8 } from './bytes.ts'

/** Reads one field after another; `TooShort` is thrown where the bytes end too early. */
export interface BytesIn {
  byte(): number
  /** A whole number below 2^53, seven bits to a byte, the lowest first. */
  number(): number
  bytes(count: number): Uint8Array
  /** Its length as a number, then UTF-8. */
  text(): string
  rest(): Uint8Array
}

export class TooShort extends Error {
  override name = 'TooShort'
}

export function bytesIn(whole: Uint8Array): BytesIn {
  let at = 0
  const bytes = (count: number): Uint8Array => {
    if (at + count > whole.length) throw new TooShort(`${whole.length} bytes`)
    at += count
    return whole.subarray(at - count, at)
  }
  const byte = (): number => bytes(1)[0] ?? 0
  const number = (): number => {
    let [sum, factor] = [0, 1]
    for (let next = byte(); ; next = byte()) {
      sum += (next & 127) * factor
      factor *= 128
      if (!Number.isSafeInteger(sum)) throw new TooShort('a number too large')
      if (next < 128) return sum
    }
  }
  return { byte, number, bytes, text: () => textOf(bytes(number())), rest: () => bytes(whole.length - at) }
}

export function numberBytes(whole: number): Uint8Array {
  const bytes: number[] = []
  let rest = whole
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128)
  return Uint8Array.from([...bytes, rest])
}

export const textBytes = (text: string): Uint8Array => {
  const bytes = utf8(text)
  return concat(numberBytes(bytes.length), bytes)
}
