import { createHash } from 'node:crypto'

/** A seed of 32 bits from words: different words, different streams. */
export function seedOf(...words: readonly (string | number)[]): number {
  return createHash('sha256').update(words.join('/')).digest().readUInt32BE()
}
