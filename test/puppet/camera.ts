import { closeSync, openSync, writeSync } from 'node:fs'

/**
 * A camera file for Chromium's `--use-file-for-fake-video-capture` whose picture can be changed while it plays: two
 * frames of raw video that Chromium reads round and round, overwritten in place.
 */
export interface Camera {
  readonly file: string
  show(frame: Uint8Array): void
  close(): void
}

const width = 640
const height = 480
const header = `YUV4MPEG2 W${width} H${height} F15:1 Ip A1:1 C420jpeg\n`
const frameHeader = 'FRAME\n'
const frameBytes = (width * height * 3) / 2

/** Opens the camera file with a first frame, as `toYuv` makes it. */
export function openCamera(file: string, first: Uint8Array): Camera {
  const handle = openSync(file, 'w')
  writeSync(handle, header)
  for (let i = 0; i < 2; i += 1) {
    writeSync(handle, frameHeader)
    writeSync(handle, first)
  }
  return {
    file,
    show: (frame) => {
      for (let i = 0; i < 2; i += 1) {
        writeSync(
          handle,
          frame,
          0,
          frameBytes,
          header.length + i * (frameHeader.length + frameBytes) + frameHeader.length,
        )
      }
    },
    close: () => closeSync(handle),
  }
}

/** RGB to planar YUV 4:2:0, full range BT.601 (as in JPEG). */
export function toYuv(rgb: Uint8Array): Uint8Array {
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
