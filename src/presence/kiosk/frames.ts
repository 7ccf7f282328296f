import { frameHeaderBytes, frameLimitBytes } from '../../contract/kioskSocket.ts'

/** A frame as it came: its number, the page's clock when it was taken, the file. Nothing in it is trusted. */
export interface Frame {
  readonly number: number
  readonly takenAtMs: number
  readonly jpeg: Uint8Array
}

/** Reads header and file of a binary message; null for what is no frame. The picture itself is decoded by the engine. */
export function findFrame(message: Uint8Array): Frame | null {
  if (message.length < frameHeaderBytes + leastJpeg || message.length > frameHeaderBytes + frameLimitBytes) return null
  const view = new DataView(message.buffer, message.byteOffset, frameHeaderBytes)
  const takenAtMs = view.getFloat64(4)
  const jpeg = message.subarray(frameHeaderBytes)
  const isJpeg = jpeg[0] === 0xff && jpeg[1] === 0xd8 && jpeg[2] === 0xff
  return isJpeg && Number.isFinite(takenAtMs) ? { number: view.getUint32(0), takenAtMs, jpeg } : null
}

const leastJpeg = 100

/** What becomes of a message: looked at, left aside, or the end of the connection. */
export type Admission = 'take' | 'drop' | 'close'

export interface Limits {
  /** In any second; more are dropped unread. */
  readonly takenPerSecond: number
  /** In any second; whoever sends more is not a kiosk. */
  readonly borne: number
}

export const frameLimits: Limits = { takenPerSecond: 40, borne: 20_000 }
export const messageLimits: Limits = { takenPerSecond: 60, borne: 500 }

/** Counts messages second by second. A camera sends 15 frames a second, and a person does a few things. */
export function openMeter(limits: Limits): (atMs: number) => Admission {
  let second = Number.NEGATIVE_INFINITY
  let count = 0
  return (atMs) => {
    if (atMs - second >= 1000) {
      second = atMs
      count = 0
    }
    count += 1
    if (count > limits.borne) return 'close'
    return count > limits.takenPerSecond ? 'drop' : 'take'
  }
}
