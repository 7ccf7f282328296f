import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { type EyeParts, openEyes } from './eyes.ts'
import { type Eyes, lookAt, type Seen, type Want } from './look.ts'
import { decode, type Picture, type Unreadable } from './picture.ts'
import { lostOf, type Track } from './track.ts'
import type { FromWorker, ToWorker } from './wire.ts'

/**
 * A worker thread of the face engine: one set of loaded models, any number of streams. Looks are taken one after
 * another, for the models share their input buffers; only decoding runs ahead.
 */
async function serve(port: MessagePort, parts: EyeParts): Promise<void> {
  const say = (word: FromWorker, moved: ArrayBuffer[] = []) => port.postMessage(word, moved)
  let eyes: Eyes
  try {
    eyes = await openEyes(parts)
  } catch (error) {
    say({ kind: 'cannotStart', sentence: error instanceof Error ? error.message : String(error) })
    return
  }
  const tracks = new Map<number, Track>()
  let queue = Promise.resolve()

  port.on('message', (word: ToWorker) => {
    switch (word.kind) {
      case 'look': {
        const decoding = decode(word.jpeg)
        queue = queue.then(async () => say(...(await answer(eyes, tracks, word, await decoding))))
        break
      }
      case 'closeStream':
        queue = queue.then(() => void tracks.delete(word.stream))
        break
      case 'end':
        queue = queue.then(() => port.close())
        break
      default:
        word satisfies never
    }
  })
  say({ kind: 'ready' })
}

async function answer(
  eyes: Eyes,
  tracks: Map<number, Track>,
  { look, stream, want }: { look: number; stream: number; want: Want },
  picture: Picture | Unreadable,
): Promise<[FromWorker, ArrayBuffer[]]> {
  const before = tracks.get(stream) ?? { kind: 'searching' }
  if (picture.kind === 'unreadable') {
    tracks.set(stream, lostOf(before))
    return [{ kind: 'looked', look, seen: picture }, []]
  }
  try {
    const { seen, track } = await lookAt(eyes, before, picture, want)
    tracks.set(stream, track)
    return [{ kind: 'looked', look, seen }, buffersOf(seen)]
  } catch (error) {
    tracks.set(stream, lostOf(before))
    return [{ kind: 'failed', look, reason: error instanceof Error ? error.message : String(error) }, []]
  }
}

/** Vectors are moved, not copied: none stays behind in the worker. */
const buffersOf = (seen: Seen): ArrayBuffer[] =>
  seen.kind === 'seen'
    ? Object.values(seen.description?.vectors ?? {}).map((vector) => vector.buffer as ArrayBuffer)
    : []

if (parentPort !== null) await serve(parentPort, workerData as EyeParts)
