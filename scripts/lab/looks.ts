import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Description } from '../../src/face/description.ts'
import type { FaceEngine, Seen, Want } from '../../src/face/engine.ts'
import { heldBefore } from './held.ts'
import type { Clip } from './manifest.ts'
import { openTape, type Tape } from './tape.ts'

/** What the product's engine sees of one clip. Looked at once, however often the clip is played. */
export interface Looks {
  /** When each frame was taken, in milliseconds of the clip. */
  readonly times: readonly number[]
  readonly still: boolean
  /** Every frame in turn by one stream, as a kiosk would have it. */
  readonly geometry: readonly Seen[]
  /** A frame with its description, by a fresh stream, when it is asked for. */
  describe(frame: number): Promise<Seen>
  /** Writes what was seen to the cache and forgets the pictures. */
  release(): void
}

/** Looks kept on the disk, of research clips only, under the hash of the clip and of everything that looks at it. */
export interface Cache {
  readonly folder: string
}

/** Opens the cache of these sources: another engine, or the same one written otherwise, sees anew. */
export function openCache(root: string, engine: FaceEngine): Cache {
  const hash = createHash('sha256').update(engine.version)
  const sources = new URL('../../src/face/', import.meta.url)
  const names = readdirSync(sources, { recursive: true }).map(String).sort()
  for (const name of names) if (name.endsWith('.ts')) hash.update(readFileSync(new URL(name, sources)))
  const own = ['../../src/contract/signals.ts', './tape.ts', './held.ts', './looks.ts']
  for (const name of own) hash.update(readFileSync(new URL(name, import.meta.url)))
  const folder = join(root, 'looks', hash.digest('hex').slice(0, 16))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return { folder }
}

/** Looks at a clip. Throws `BadClip` for what cannot be played. */
export async function lookAtClip(clip: Clip, engine: FaceEngine, cache: Cache): Promise<Looks> {
  let tape: Tape | null = await openHeld(clip, engine)
  const { still, sha256 } = tape
  const times = tape.frames.map(({ at }) => at)
  const path = join(
    cache.folder,
    createHash('sha256')
      .update(`${sha256} ${times.join(' ')}`)
      .digest('hex'),
  )
  const kept = findKept(path, engine.version)
  const geometry = kept?.geometry ?? (await lookThrough(tape, engine))
  const described = kept?.described ?? new Map<number, Seen>()
  let changed = kept === undefined

  return {
    times,
    still,
    geometry,
    async describe(wanted) {
      const frame = still ? 0 : wanted
      const known = described.get(frame)
      if (known !== undefined) return known
      tape ??= await openHeld(clip, engine)
      const seen = await lookOnce(tape.frames[frame]?.jpeg ?? new Uint8Array(0), engine)
      described.set(frame, seen)
      changed = true
      return seen
    },
    release() {
      if (changed) keep(path, geometry, described)
      changed = false
      tape = null
    },
  }
}

/** A still picture with a face in it is held where the kiosk wants faces. */
async function openHeld(clip: Clip, engine: FaceEngine): Promise<Tape> {
  const tape = await openTape(clip.path, clip.fps)
  const [first] = tape.frames
  if (!tape.still || first === undefined) return tape
  const seen = await lookOnce(first.jpeg, engine, 'geometry')
  const face = seen.kind === 'seen' ? seen.signals.face : undefined
  if (face === undefined) return tape
  const jpeg = await heldBefore(first.jpeg, face.box)
  return { ...tape, frames: tape.frames.map(({ at }) => ({ at, jpeg })) }
}

/** Of a still picture the third look is what all later ones are: the stream has found the face and follows it. */
const settledLook = 2

async function lookThrough(tape: Tape, engine: FaceEngine): Promise<readonly Seen[]> {
  const stream = engine.openStream()
  try {
    const looked: Seen[] = []
    for (const { jpeg } of tape.frames) {
      const settled = tape.still ? looked[settledLook] : undefined
      looked.push(settled ?? (await stream.look(jpeg, 'geometry')))
    }
    return looked
  } finally {
    stream.close()
  }
}

async function lookOnce(jpeg: Uint8Array, engine: FaceEngine, want: Want = 'description'): Promise<Seen> {
  const stream = engine.openStream()
  try {
    return await stream.look(jpeg, want)
  } finally {
    stream.close()
  }
}

interface Kept {
  readonly geometry: readonly Seen[]
  readonly described: readonly (readonly [number, Seen, Readonly<Record<string, string>> | null])[]
}

function keep(path: string, geometry: readonly Seen[], described: ReadonlyMap<number, Seen>): void {
  const texts = [...described].map(([frame, seen]) => {
    const vectors = seen.kind === 'seen' ? seen.description?.vectors : undefined
    const bare = seen.kind === 'seen' ? { kind: seen.kind, signals: seen.signals } : seen
    return [frame, bare, vectors === undefined ? null : textsOf(vectors)] as const
  })
  writeFileSync(`${path}.${process.pid}`, JSON.stringify({ geometry, described: texts } satisfies Kept), {
    mode: 0o600,
  })
  renameSync(`${path}.${process.pid}`, path)
}

const textsOf = (vectors: Description['vectors']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(vectors).map(([name, { buffer, byteOffset, byteLength }]) => {
      return [name, Buffer.from(buffer, byteOffset, byteLength).toString('base64')] as const
    }),
  )

function findKept(
  path: string,
  version: string,
): { readonly geometry: readonly Seen[]; readonly described: Map<number, Seen> } | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
  const { geometry, described } = JSON.parse(text) as Kept
  const entries = described.map(([frame, seen, texts]) => {
    if (seen.kind !== 'seen' || texts === null) return [frame, seen] as const
    const vectors = Object.entries(texts).map(([name, base64]) => {
      return [name, new Float32Array(Uint8Array.from(Buffer.from(base64, 'base64')).buffer)] as const
    })
    const description: Description = { version, vectors: Object.fromEntries(vectors) }
    return [frame, { ...seen, description }] as const
  })
  return { geometry, described: new Map(entries) }
}
