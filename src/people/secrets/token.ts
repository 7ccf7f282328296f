import { createHash } from 'node:crypto'

/** A one-time token from 32 random bytes, fit for a link. */
export const tokenOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

/** What is kept of a token, a session id or a login nobody has: hex SHA-256. */
export const sha256Of = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

/** Six digits, each number equally likely, from random 32-bit words; undefined when all words had to be dropped. */
export function pinOf(words: readonly number[]): string | undefined {
  const limit = 2 ** 32 - (2 ** 32 % 1_000_000)
  const word = words.find((one) => one < limit)
  return word === undefined ? undefined : String(word % 1_000_000).padStart(6, '0')
}
