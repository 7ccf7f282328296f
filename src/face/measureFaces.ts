import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Description } from './description.ts'
import type { FaceEngine } from './engine.ts'

/** What became of a listed file. */
export type Described =
  | { readonly kind: 'described'; readonly description: Description }
  | { readonly kind: 'noFace' }
  | { readonly kind: 'unreadable'; readonly why: string }
  | { readonly kind: 'missing' }

/**
 * Describes each file, named relative to `folder` or absolutely, by the product's own engine, two at a time. Descriptions are kept in `cache` under the
 * file's hash and the engine's version, readable for this user only; they are of research pictures, never of staff.
 */
export async function describeFiles(
  folder: string,
  files: readonly string[],
  engine: FaceEngine,
  cache: string,
  progress: (done: number, of: number) => void,
): Promise<Map<string, Described>> {
  const place = join(cache, createHash('sha256').update(engine.version).digest('hex').slice(0, 16))
  mkdirSync(place, { recursive: true, mode: 0o700 })
  const described = new Map<string, Described>()
  const waiting = [...files]
  async function work(): Promise<void> {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      described.set(file, await describeFile(resolve(folder, file), engine, place))
      progress(described.size, files.length)
    }
  }
  await Promise.all([work(), work()])
  return described
}

async function describeFile(path: string, engine: FaceEngine, place: string): Promise<Described> {
  const bytes = findBytes(path)
  if (bytes === undefined) return { kind: 'missing' }
  const kept = join(place, createHash('sha256').update(bytes).digest('hex'))
  const known = findKept(kept, engine.version)
  if (known !== undefined) return known

  const described = await lookOnce(bytes, engine)
  writeFileSync(`${kept}.${process.pid}`, write(described), { mode: 0o600 })
  renameSync(`${kept}.${process.pid}`, kept)
  return described
}

/** A stream of its own for each picture, so that nothing is tracked from one to the next. */
async function lookOnce(bytes: Uint8Array, engine: FaceEngine): Promise<Described> {
  const stream = engine.openStream()
  try {
    const seen = await stream.look(bytes, 'description')
    if (seen.kind === 'unreadable') return { kind: 'unreadable', why: seen.why }
    if (seen.kind === 'dropped') throw new Error('a stream of one picture dropped it')
    return seen.description === undefined ? { kind: 'noFace' } : { kind: 'described', description: seen.description }
  } finally {
    stream.close()
  }
}

function findBytes(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}

interface Kept {
  readonly kind: 'noFace' | 'unreadable' | 'described'
  readonly why?: string
  readonly vectors?: Readonly<Record<string, string>>
}

function write(described: Described): string {
  if (described.kind !== 'described') return JSON.stringify(described)
  const { vectors } = described.description
  const texts = Object.entries(vectors).map(([name, { buffer, byteOffset, byteLength }]) => {
    return [name, Buffer.from(buffer, byteOffset, byteLength).toString('base64')] as const
  })
  return JSON.stringify({ kind: 'described', vectors: Object.fromEntries(texts) } satisfies Kept)
}

function findKept(path: string, version: string): Described | undefined {
  const bytes = findBytes(path)
  if (bytes === undefined) return undefined
  const { kind, why = '', vectors = {} } = JSON.parse(Buffer.from(bytes).toString()) as Kept
  if (kind === 'noFace') return { kind }
  if (kind === 'unreadable') return { kind, why }
  const read = Object.entries(vectors).map(([name, text]) => {
    const raw = Uint8Array.from(Buffer.from(text, 'base64'))
    return [name, new Float32Array(raw.buffer)] as const
  })
  return { kind: 'described', description: { version, vectors: Object.fromEntries(read) } }
}
