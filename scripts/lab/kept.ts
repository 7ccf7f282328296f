import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Description } from '../../src/face/description.ts'
import type { Seen } from '../../src/face/engine.ts'

/** What was seen of a clip so far: its first frames in turn by one stream, and single frames with their descriptions. */
export interface Kept {
  readonly geometry: Seen[]
  readonly described: Map<number, Seen>
}

interface Written {
  readonly geometry: readonly Seen[]
  readonly described: readonly (readonly [number, Seen, Readonly<Record<string, string>> | null])[]
}

export function writeKept(path: string, { geometry, described }: Kept): void {
  const texts = [...described].map(([frame, seen]) => {
    const vectors = seen.kind === 'seen' ? seen.description?.vectors : undefined
    const bare = seen.kind === 'seen' ? { kind: seen.kind, signals: seen.signals } : seen
    return [frame, bare, vectors === undefined ? null : textsOf(vectors)] as const
  })
  const written: Written = { geometry, described: texts }
  writeFileSync(`${path}.${process.pid}`, JSON.stringify(written), { mode: 0o600 })
  renameSync(`${path}.${process.pid}`, path)
}

const textsOf = (vectors: Description['vectors']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(vectors).map(([name, { buffer, byteOffset, byteLength }]) => {
      return [name, Buffer.from(buffer, byteOffset, byteLength).toString('base64')] as const
    }),
  )

/** Nothing where nothing was kept, or where what was kept was cut short. */
export function findKept(path: string, version: string): Kept | undefined {
  let written: Written
  try {
    written = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
  const entries = written.described.map(([frame, seen, texts]) => {
    if (seen.kind !== 'seen' || texts === null) return [frame, seen] as const
    const vectors = Object.entries(texts).map(([name, base64]) => {
      return [name, new Float32Array(Uint8Array.from(Buffer.from(base64, 'base64')).buffer)] as const
    })
    const description: Description = { version, vectors: Object.fromEntries(vectors) }
    return [frame, { ...seen, description }] as const
  })
  return { geometry: [...written.geometry], described: new Map(entries) }
}
