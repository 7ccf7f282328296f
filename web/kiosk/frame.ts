import type { Scene } from '../../src/contract/kiosk.ts'
import { frameHeaderBytes } from '../../src/contract/kioskSocket.ts'

/** The largest picture sent; a camera that gives more is scaled down. */
const largestWidth = 640
const largestHeight = 480

/** Size to draw at, never larger than the camera's own, keeping its shape. */
export function fitted(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, largestWidth / width, largestHeight / height)
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}

/** Frames wanted per second while a scene stands. Nobody is looked at on the way without a face. */
export function framesPerSecond(scene: Scene['scene']): number {
  switch (scene) {
    case 'hint':
    case 'step':
    case 'judging':
    case 'enrolling':
      return 15
    case 'idle':
      // The station looks at an idle kiosk every 250 ms; a frame that comes sooner would only be dropped.
      return 3.8
    case 'done':
    case 'failed':
    case 'enrolled':
    case 'enrolFailed':
    case 'withdrawn':
    case 'claimWanted':
      return 2
    case 'otherWay':
    case 'enrolPin':
      return 0
    default:
      return scene satisfies never
  }
}

/** More than about three frames waiting in the socket: the station is behind, so the next frame is skipped. */
export const mostWaitingBytes = 150_000

/** Whether a frame is due, given the wanted rate and when the last one was taken. A little early is better than a beat late. */
export function isDue(perSecond: number, lastMs: number, nowMs: number): boolean {
  return perSecond > 0 && nowMs - lastMs >= 1000 / perSecond - 8
}

/** The binary message of one frame: number, capture time on the page's monotonic clock, JPEG. */
export function frameMessage(number: number, capturedMs: number, jpeg: ArrayBuffer): ArrayBuffer {
  const message = new Uint8Array(frameHeaderBytes + jpeg.byteLength)
  const header = new DataView(message.buffer)
  header.setUint32(0, number)
  header.setFloat64(4, capturedMs)
  message.set(new Uint8Array(jpeg), frameHeaderBytes)
  return message.buffer
}
