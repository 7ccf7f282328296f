import type { IncomingMessage } from 'node:http'

/** A body nobody wants is let by up to this many bytes, so that whoever sends it hears his answer and goes on. */
export const mostLetBy = { listed: 64_000_000, stranger: 1_000_000 } as const
/** All bodies that are being read at once. */
const mostInAll = 32_000_000
let inAll = 0

/**
 * A request's body up to so many bytes; with 0 it is let by unread and the answer is empty. Null for one that is longer,
 * or broken off, or more than there is room for now.
 */
export async function readBody(
  request: IncomingMessage,
  most: number,
  letBy: number = mostLetBy.listed,
): Promise<Buffer | null> {
  try {
    return most === 0 ? await pass(request, letBy) : await take(request, most)
  } catch {
    return null
  }
}

const nothing = Buffer.alloc(0)

async function pass(request: AsyncIterable<Buffer>, most: number): Promise<Buffer | null> {
  let length = 0
  for await (const part of request) {
    length += part.length
    if (length > most) return null
  }
  return nothing
}

async function take(request: AsyncIterable<Buffer>, most: number): Promise<Buffer | null> {
  const parts: Buffer[] = []
  let length = 0
  try {
    for await (const part of request) {
      length += part.length
      inAll += part.length
      if (length > most || inAll > mostInAll) return null
      parts.push(part)
    }
    return Buffer.concat(parts)
  } finally {
    inAll -= length
  }
}
