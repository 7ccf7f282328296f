import { inflateRawSync } from 'node:zlib'
import { refuse } from '../../kit/refusals.ts'

/** What an uploaded archive may unpack to. */
export interface ZipLimits {
  readonly entries: number
  readonly unpackedBytes: number
  /** Unpacked to packed, looked at from 1 MB on: small files of white space may shrink to nothing. */
  readonly ratio: number
}

export const sheetLimits: ZipLimits = { entries: 50, unpackedBytes: 20 * 1024 * 1024, ratio: 100 }

/**
 * The wanted files of a ZIP archive. The central directory is judged before anything is unpacked, and no file may unpack to
 * more than it announced. Refuses `fileUnreadable` (no archive) and `fileSuspicious` (a bomb, or contradicting itself).
 */
export function unpack(
  bytes: Uint8Array,
  limits: ZipLimits,
  isWanted: (name: string) => boolean,
): Map<string, Uint8Array> {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = readDirectory(archive)
  judgeEntries(entries, limits)
  return new Map(entries.filter(({ name }) => isWanted(name)).map((entry) => [entry.name, inflate(archive, entry)]))
}

interface Entry {
  readonly name: string
  readonly method: number
  readonly encrypted: boolean
  readonly packed: number
  readonly unpacked: number
  readonly headerAt: number
}

const endSize = 22
const longestComment = 65_535

/** PKWARE APPNOTE 4.3.12 and 4.3.16. Archives of more than 4 GB or 65,535 files (ZIP64) are no sheets. */
function readDirectory(archive: Buffer): Entry[] {
  const end = findEnd(archive)
  if (end === undefined) refuse('fileUnreadable')
  const count = archive.readUInt16LE(end + 10)
  const entries: Entry[] = []
  let at = archive.readUInt32LE(end + 16)
  for (let i = 0; i < count; i++) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== 0x02014b50) refuse('fileSuspicious')
    const nameLength = archive.readUInt16LE(at + 28)
    entries.push({
      name: archive.toString('utf8', at + 46, at + 46 + nameLength),
      encrypted: (archive.readUInt16LE(at + 8) & 1) === 1,
      method: archive.readUInt16LE(at + 10),
      packed: archive.readUInt32LE(at + 20),
      unpacked: archive.readUInt32LE(at + 24),
      headerAt: archive.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return entries
}

function findEnd(archive: Buffer): number | undefined {
  const lowest = Math.max(0, archive.length - endSize - longestComment)
  for (let at = archive.length - endSize; at >= lowest; at--) if (archive.readUInt32LE(at) === 0x06054b50) return at
  return undefined
}

function judgeEntries(entries: readonly Entry[], limits: ZipLimits): void {
  const packed = entries.reduce((sum, one) => sum + one.packed, 0)
  const unpacked = entries.reduce((sum, one) => sum + one.unpacked, 0)
  if (entries.length > limits.entries || unpacked > limits.unpackedBytes) refuse('fileSuspicious')
  if (unpacked > 1024 * 1024 && unpacked > packed * limits.ratio) refuse('fileSuspicious')
  if (new Set(entries.map((one) => one.name)).size !== entries.length) refuse('fileSuspicious')
  if (entries.some((one) => one.encrypted)) refuse('fileUnreadable')
}

function inflate(archive: Buffer, { headerAt, method, packed, unpacked }: Entry): Uint8Array {
  if (headerAt + 30 > archive.length || archive.readUInt32LE(headerAt) !== 0x04034b50) refuse('fileSuspicious')
  const start = headerAt + 30 + archive.readUInt16LE(headerAt + 26) + archive.readUInt16LE(headerAt + 28)
  const content = archive.subarray(start, start + packed)
  const whole = method === 0 ? content : method === 8 ? inflateUpTo(content, unpacked) : refuse('fileUnreadable')
  if (whole.length !== unpacked) refuse('fileSuspicious')
  return whole
}

function inflateUpTo(content: Buffer, most: number): Uint8Array {
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(1, most) })
  } catch {
    refuse('fileSuspicious')
  }
}
