import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import { isMissing } from '../../store/files.ts'
import { type EndMark, format, Header, Mark, magic, type TableMark, type TableSum, trailerBytes } from './format.ts'
import { Obstacle } from './obstacle.ts'
import { type Sum, startSum } from './rows.ts'

/** A backup whose heading was read; its rows are still to be looked at. */
export interface BackupFile {
  readonly path: string
  readonly header: Header
  /** Where the gzip stream begins and ends. */
  readonly from: number
  readonly to: number
}

const longestHeading = 1_000_000

/** Reads who made a backup, when and of what. Refuses `fileMissing`, `foreignFile`, `newerBackup`, `damaged`. */
export async function openBackup(path: string): Promise<BackupFile> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw isMissing(cause) ? new Obstacle('fileMissing', path, { cause }) : cause
  })
  try {
    const start = await readStart(file)
    if (!start.subarray(0, magic.length).equals(Buffer.from(magic))) throw new Obstacle('foreignFile', path)
    const lineEnd = start.indexOf('\n', magic.length)
    const from = lineEnd + 1
    const to = (await file.stat()).size - trailerBytes
    if (lineEnd < 0 || to <= from) throw new Obstacle('damaged', path)
    return { path, header: readHeader(path, start.toString('utf8', magic.length, lineEnd)), from, to }
  } finally {
    await file.close()
  }
}

async function readStart(file: FileHandle): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(longestHeading), 0, longestHeading, 0)
  return buffer.subarray(0, bytesRead)
}

function readHeader(path: string, line: string): Header {
  const header = parsed(line)
  const newer = z
    .object({
      format: z
        .number()
        .int()
        .min(format + 1),
      program: z.string(),
    })
    .safeParse(header)
  if (newer.success) throw new Obstacle('newerBackup', newer.data.program)
  const read = Header.safeParse(header)
  if (!read.success) throw new Obstacle('damaged', path)
  return read.data
}

/**
 * Reads every byte and compares both digests; returns the first of the keys that sealed it, or nothing when none did.
 * Refuses `damaged`.
 */
export async function findSealKey(
  { path, to }: BackupFile,
  keys: readonly Uint8Array[],
): Promise<Uint8Array | undefined> {
  const digest = createHash('sha256')
  const seals = keys.map((key) => createHmac('sha256', key))
  for await (const chunk of createReadStream(path, { end: to - 1 })) {
    digest.update(chunk)
    for (const seal of seals) seal.update(chunk)
  }
  const [said = '', sealed = ''] = (await readTrailer(path, to)).trimEnd().split(' ')
  if (!equal(said, digest.digest('hex'))) throw new Obstacle('damaged', path)
  const fitting = seals.findIndex((seal) => equal(sealed, seal.digest('hex')))
  return keys[fitting]
}

async function readTrailer(path: string, from: number): Promise<string> {
  let text = ''
  for await (const chunk of createReadStream(path, { start: from })) text += chunk
  // Its own bytes are under no digest: so it must be of the one form there is.
  return /^[0-9a-f]{64} [0-9a-f]{64}\n$/.test(text) ? text : ''
}

const equal = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

/** Some rows of one table, or the end. */
export type Part =
  | { readonly kind: 'rows'; readonly mark: TableMark; readonly rows: readonly string[] }
  | { readonly kind: 'end'; readonly end: EndMark }

/** The content of a backup in its order. Throws `damaged` at the latest at the end, when counts and digests differ. */
export async function* listParts(file: BackupFile): AsyncGenerator<Part> {
  const reading = startReading(file.path)
  try {
    for await (const lines of listLines(file)) yield* reading.take(lines)
  } catch (failure) {
    if (isZlib(failure)) throw new Obstacle('damaged', file.path, { cause: failure })
    throw failure
  }
  reading.demandEnd()
}

function startReading(path: string) {
  let now: { mark: TableMark; sum: Sum } | undefined
  let ended = false
  const sums: TableSum[] = []
  const damaged = () => new Obstacle('damaged', path)
  const readMark = (line: string): Part | undefined => {
    const read = Mark.safeParse(parsed(line.slice(1)))
    if (!read.success || ended) throw damaged()
    if (now) sums.push(now.sum.end())
    now = undefined
    if (read.data.kind === 'table') {
      now = { mark: read.data, sum: startSum(read.data.role, read.data.table) }
      return undefined
    }
    if (JSON.stringify(read.data.kept) !== JSON.stringify(sums)) throw damaged()
    ended = true
    return { kind: 'end', end: read.data }
  }
  const readRows = (rows: readonly string[]): Part => {
    if (now === undefined) throw damaged()
    now.sum.add(rows)
    return { kind: 'rows', mark: now.mark, rows }
  }
  return {
    *take(lines: readonly string[]): Generator<Part> {
      for (const run of listRuns(lines)) {
        const part = typeof run === 'string' ? readMark(run) : readRows(run)
        if (part) yield part
      }
    },
    demandEnd: () => {
      if (!ended) throw damaged()
    },
  }
}

/** A mark by itself, rows that follow each other together. */
function* listRuns(lines: readonly string[]): Generator<string | readonly string[]> {
  let from = 0
  for (const [i, line] of lines.entries()) {
    if (!line.startsWith('#')) continue
    if (i > from) yield lines.slice(from, i)
    yield line
    from = i + 1
  }
  if (lines.length > from) yield lines.slice(from)
}

/** Whole lines, those of one piece together. */
async function* listLines({ path, from, to }: BackupFile): AsyncGenerator<string[]> {
  const unpacked = createGunzip({ chunkSize: 256 * 1024 })
  // What goes wrong in reading arrives where the unpacked is read.
  pipeline(createReadStream(path, { start: from, end: to - 1 }), unpacked, () => undefined)
  let rest: Buffer[] = []
  for await (const chunk of unpacked as AsyncIterable<Buffer>) {
    const last = chunk.lastIndexOf(0x0a)
    if (last < 0) {
      rest.push(chunk)
      continue
    }
    yield Buffer.concat([...rest, chunk.subarray(0, last)])
      .toString('utf8')
      .split('\n')
    rest = [chunk.subarray(last + 1)]
  }
  if (Buffer.concat(rest).length > 0) throw new Obstacle('damaged', path)
}

const isZlib = (failure: unknown): boolean => /^Z_/.test(String((failure as NodeJS.ErrnoException).code ?? ''))

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
