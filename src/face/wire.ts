import type { Seen, Want } from './look.ts'

/** What the engine says to a worker. Streams and looks have numbers. */
export type ToWorker =
  | {
      readonly kind: 'look'
      readonly look: number
      readonly stream: number
      readonly jpeg: Uint8Array
      readonly want: Want
    }
  | { readonly kind: 'closeStream'; readonly stream: number }
  | { readonly kind: 'end' }

/** What a worker says to the engine. `cannotStart` carries the sentence of a `FaceStartFailure`. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'cannotStart'; readonly sentence: string }
  | { readonly kind: 'looked'; readonly look: number; readonly seen: Seen }
  | { readonly kind: 'failed'; readonly look: number; readonly reason: string }
