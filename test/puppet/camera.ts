import { closeSync, openSync, writeSync } from 'node:fs'

/** One picture of a camera: planar YUV 4:2:0, 640 × 480, and which grain of the sensor lies on its second taking. */
export interface Shot {
  readonly yuv: Uint8Array
  readonly grain: number
}

/**
 * A camera file for Chromium's `--use-file-for-fake-video-capture` whose picture can be changed while it plays: two
 * frames of raw video that Chromium reads round and round, overwritten in place. They differ by a little noise, since no
 * camera delivers the same picture twice.
 */
export interface Camera {
  readonly file: string
  show(shot: Shot): void
  close(): void
}

export const width = 640
export const height = 480
const header = `YUV4MPEG2 W${width} H${height} F15:1 Ip A1:1 C420jpeg\n`
const frameHeader = 'FRAME\n'
const frameBytes = (width * height * 3) / 2
const placeOf = (frame: number): number =>
  header.length + frame * (frameHeader.length + frameBytes) + frameHeader.length

/** Opens the camera file with a first frame. */
export function openCamera(file: string, first: Uint8Array): Camera {
  const handle = openSync(file, 'w')
  writeSync(handle, header)
  for (let i = 0; i < 2; i += 1) {
    writeSync(handle, frameHeader)
    writeSync(handle, first)
  }
  return {
    file,
    show: ({ yuv, grain }) => {
      writeSync(handle, yuv, 0, frameBytes, placeOf(0))
      writeSync(handle, grained(yuv, grain), 0, frameBytes, placeOf(1))
    },
    close: () => closeSync(handle),
  }
}

/** Two levels of luma up or down, the same for the same grain. */
const noise = Int8Array.from({ length: 2 * width * height }, (_, i) => {
  const mixed = Math.imul(i ^ (i >>> 7), 0x9e3779b1) >>> 0
  return ((mixed >>> 24) % 5) - 2
})
const twice = new Uint8ClampedArray(frameBytes)

function grained(yuv: Uint8Array, grain: number): Uint8ClampedArray {
  const from = (grain * 7919) % (width * height)
  twice.set(yuv)
  for (let i = 0; i < width * height; i += 1) twice[i] = (yuv[i] as number) + (noise[from + i] as number)
  return twice
}

/** RGB to planar YUV 4:2:0, full range BT.601 (as in JPEG). */
export function toYuv(rgb: ArrayLike<number>): Uint8Array {
  const out = new Uint8Array(frameBytes)
  const uAt = width * height
  const vAt = uAt + uAt / 4
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 3
      const [r, g, b] = [rgb[at]!, rgb[at + 1]!, rgb[at + 2]!]
      out[y * width + x] = 0.299 * r + 0.587 * g + 0.114 * b
      if (y % 2 === 0 && x % 2 === 0) {
        const c = (y / 2) * (width / 2) + x / 2
        out[uAt + c] = 128 - 0.168736 * r - 0.331264 * g + 0.5 * b
        out[vAt + c] = 128 + 0.5 * r - 0.418688 * g - 0.081312 * b
      }
    }
  }
  return out
}
