import { readAttlogFile } from './attlog.ts'
import { isDahua, readDahua } from './dahua.ts'
import { readHikvision } from './hikvision.ts'
import type { ReadLine } from './punch.ts'

/**
 * Punches in a file that somebody took from a terminal: `attlog.dat` of a USB stick, or the saved answer of a Dahua or
 * Hikvision terminal. Names in it, in whatever coding, are not read. Undefined for bytes that are no text.
 */
export function readFile(bytes: Uint8Array): ReadLine[] | undefined {
  const text = decode(bytes)
  if (text === undefined) return undefined
  if (isDahua(text)) return readDahua(text)
  return text.trimStart().startsWith('{') ? readHikvision(text) : readAttlogFile(text)
}

function decode(bytes: Uint8Array): string | undefined {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      return text.includes('\0') ? undefined : text
    } catch {}
  }
  return undefined
}
