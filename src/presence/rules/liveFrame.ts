import type { FaceSignals, LiveSignals } from '../../contract/signals.ts'

/** A frame with a face; `live` is there where the engine measured it. `at` is the station's clock, `takenAt` the page's. */
export interface LiveFrame {
  readonly at: number
  readonly takenAt: number | null
  readonly face: FaceSignals
}
export type MeasuredFrame = LiveFrame & { readonly face: FaceSignals & { readonly live: LiveSignals } }

export const isMeasured = (frame: LiveFrame): frame is MeasuredFrame => frame.face.live !== undefined
