import { hash } from 'node:crypto'
import type { Hash } from '../kit/tlog/hash.ts'

/** RFC 6962 hashing by Node's own SHA-256: twice as fast as that of the pages, which must run in browsers too. */

/** An entry has at most the bytes that its length in a bundle can say. */
const message = Buffer.alloc(1 + 0xffff)

export function leafHash(entry: Uint8Array): Hash {
  message.set(entry, 1)
  return hash('sha256', message.subarray(0, entry.length + 1), 'buffer')
}

const both = Buffer.alloc(65, 1)

export function nodeHash(left: Hash, right: Hash): Hash {
  both.set(left, 1)
  both.set(right, 33)
  return hash('sha256', both, 'buffer')
}
