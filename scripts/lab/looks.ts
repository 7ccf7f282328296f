import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FaceEngine, FaceStream, Seen, Want } from '../../src/face/engine.ts'
import { heldBefore } from './held.ts'
import { findKept, writeKept } from './kept.ts'
import type { Clip } from './manifest.ts'
import { openTape, type Tape } from './tape.ts'

/** What the product's engine sees of one clip: each frame once, when it is first asked for, however often it is played. */
export interface Looks {
  /** When each frame was taken, in milliseconds of the clip. */
  readonly times: readonly number[]
  readonly still: boolean
  /** A frame as a stream sees it that saw all frames before it. Behind the end there is nothing. */
  look(frame: number): Promise<Seen | undefined>
  /** The same with its description, which a fresh stream makes, so that it does not depend on what was asked before. */
  describe(frame: number): Promise<Seen | undefined>
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
  const own = ['../../src/contract/signals.ts', ...['tape', 'video', 'held', 'looks'].map((name) => `./${name}.ts`)]
  for (const name of own) hash.update(readFileSync(new URL(name, import.meta.url)))
  const folder = join(root, 'looks', hash.digest('hex').slice(0, 16))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return { folder }
}

/** Opens a clip to be looked at. Throws `BadClip` for what cannot be played. */
export async function openLooks(clip: Clip, engine: FaceEngine, cache: Cache): Promise<Looks> {
  const first = await openHeld(clip, engine)
  const { still, sha256 } = first
  const times = first.frames.map(({ at }) => at)
  const path = join(cache.folder, keyOf(sha256, times))
  const { geometry, described } = findKept(path, engine.version) ?? { geometry: [], described: new Map<number, Seen>() }
  const pictures = openPictures(first, clip, engine)
  let changed = false
  let turn: Promise<unknown> = Promise.resolve()

  async function lookUpTo(frame: number): Promise<void> {
    if (geometry.length > frame) return
    changed = true
    await pictures.lookOn(geometry, frame)
  }
  async function look(wanted: number): Promise<Seen | undefined> {
    const frame = still ? Math.min(wanted, settledLook) : wanted
    if (wanted >= times.length) return undefined
    if (geometry.length <= frame) {
      turn = turn.then(() => lookUpTo(frame))
      await turn
    }
    return geometry[frame]
  }
  return {
    times,
    still,
    look,
    async describe(wanted) {
      const seen = await look(wanted)
      const frame = still ? 0 : wanted
      if (seen?.kind !== 'seen' || seen.signals.face === undefined) return seen
      const known = described.get(frame) ?? (await lookOnce(await pictures.at(frame), engine))
      changed ||= !described.has(frame)
      described.set(frame, known)
      const description = known.kind === 'seen' ? known.description : undefined
      return description === undefined ? seen : { ...seen, description }
    },
    release() {
      if (changed) writeKept(path, { geometry, described })
      changed = false
      pictures.release()
    },
  }
}

/** Of a still picture the third look is what all later ones are: the stream has found the face and follows it. */
const settledLook = 2

const keyOf = (sha256: string, times: readonly number[]): string =>
  createHash('sha256')
    .update(`${sha256} ${times.join(' ')}`)
    .digest('hex')

/** The pictures of a clip, opened again when they are wanted again, and the one stream that sees them in turn. */
function openPictures(first: Tape, clip: Clip, engine: FaceEngine) {
  let tape: Tape | null = first
  let stream: FaceStream | null = null
  let lookedAt = 0
  async function at(frame: number): Promise<Uint8Array> {
    tape ??= await openHeld(clip, engine)
    return tape.frames[frame]?.jpeg ?? new Uint8Array(0)
  }
  return {
    at,
    /** Adds to `geometry` what the stream sees up to a frame; a new stream sees the frames before once more. */
    async lookOn(geometry: Seen[], upTo: number): Promise<void> {
      stream ??= engine.openStream()
      for (; lookedAt <= upTo; lookedAt += 1) {
        const seen = await stream.look(await at(lookedAt), 'geometry')
        if (lookedAt >= geometry.length) geometry.push(seen)
      }
    },
    release(): void {
      stream?.close()
      stream = null
      tape = null
      lookedAt = 0
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

/** What a stream sees that has seen nothing before. */
export async function lookOnce(jpeg: Uint8Array, engine: FaceEngine, want: Want = 'description'): Promise<Seen> {
  const stream = engine.openStream()
  try {
    return await stream.look(jpeg, want)
  } finally {
    stream.close()
  }
}
