import { createHash } from 'node:crypto'

/** So many bytes that follow from a text and from nothing else: SHA-256 of the text and a counter. */
export function bytesOf(text: string, count: number): Uint8Array {
  const bytes = new Uint8Array(count)
  for (let at = 0; at < count; at += 32) {
    bytes.set(
      createHash('sha256')
        .update(`${text} ${at}`)
        .digest()
        .subarray(0, count - at),
      at,
    )
  }
  return bytes
}

/** A whole number from 0 up to below `bound` that follows from a text. */
export const numberOf = (text: string, bound: number): number =>
  bound <= 0 ? 0 : createHash('sha256').update(text).digest().readUInt32BE(0) % bound
