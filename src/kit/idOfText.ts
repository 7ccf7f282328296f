import { stringify } from 'uuid'
import { utf8 } from './tlog/bytes.ts'
import { sha256 } from './tlog/hash.ts'

/** The same for the same text, and it does not lead back to it: a UUID of version 8 (RFC 9562, 5.8) of its SHA-256. */
export function idOfText(text: string): string {
  const bytes = sha256(utf8(text)).slice(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return stringify(bytes)
}
