import type { FaceEngine, FaceStream, Seen, Want } from '../../face/engine.ts'
import type { Frame } from './frames.ts'
import type { Look, Mode } from './mode.ts'

export interface ViewerParts {
  readonly engine: () => FaceEngine | null
  readonly now: () => number
  readonly mode: () => Mode
  /** Hands a look to the mode that asked for it; resolves when what follows from it is done. */
  readonly deliver: (look: Look, mode: Mode) => Promise<void>
  readonly onSurprise: (failure: unknown) => void
}

interface Taken {
  readonly at: number
  readonly takenAtMs: number
  readonly jpeg: Uint8Array
}

/** Has frames looked at, one at a time and no faster than the mode wants. Meanwhile only the newest frame is kept. */
export class Viewer {
  readonly #parts: ViewerParts
  #stream: FaceStream | null = null
  #latest: Taken | null = null
  #lookingSince: number | null = null
  #lastLookAt = Number.NEGATIVE_INFINITY
  #closed = false

  constructor(parts: ViewerParts) {
    this.#parts = parts
  }

  take({ jpeg, takenAtMs }: Pick<Frame, 'jpeg' | 'takenAtMs'>): void {
    if (this.#parts.mode().wants() === null) return
    // The socket may use its memory again.
    this.#latest = { at: this.#parts.now(), takenAtMs, jpeg: Uint8Array.from(jpeg) }
    this.#look()
  }

  /** Since when a frame is being looked at; null when none is. */
  busySince = (): number | null => this.#lookingSince

  /** Another camera: what the stream followed is gone. */
  reopen(): void {
    this.#stream?.close()
    this.#stream = null
    this.#latest = null
  }

  close(): void {
    this.#closed = true
    this.reopen()
  }

  #look(): void {
    const frame = this.#latest
    const mode = this.#parts.mode()
    const want = mode.wants()
    if (this.#lookingSince !== null || frame === null || want === null || this.#closed) return
    if (frame.at - this.#lastLookAt < mode.pauseMs) return
    this.#latest = null
    this.#lookingSince = this.#parts.now()
    this.#lastLookAt = frame.at
    void this.#lookAt(frame, want, mode)
  }

  async #lookAt({ at, takenAtMs, jpeg }: Taken, want: Want, mode: Mode): Promise<void> {
    const seen = await this.#see(jpeg, want)
    await this.#parts.deliver({ at, takenAtMs, seen }, mode)
    this.#lookingSince = null
    this.#look()
  }

  /** An engine that fails has seen nothing; it fails closed. */
  async #see(jpeg: Uint8Array, want: Want): Promise<Seen> {
    try {
      this.#stream ??= this.#parts.engine()?.openStream() ?? null
      return (await this.#stream?.look(jpeg, want)) ?? { kind: 'dropped' }
    } catch (failure) {
      this.#parts.onSurprise(failure)
      return { kind: 'unreadable', why: 'damaged' }
    }
  }
}
