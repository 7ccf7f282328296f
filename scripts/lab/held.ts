import sharp from 'sharp'
import type { FaceBox } from '../../src/contract/signals.ts'

const [width, height] = [640, 480]
/** A share of the picture that the kiosk asks nobody to change by coming closer or stepping back. */
const faceWidth = 0.3
const mostEnlarged = 6

/**
 * A still picture as whoever holds it before the camera would hold it: its face in the middle, as large as the kiosk wants
 * faces, and grey where the picture ends.
 */
export async function heldBefore(jpeg: Uint8Array, face: FaceBox): Promise<Uint8Array> {
  const { data, info } = await sharp(jpeg).rotate().toBuffer({ resolveWithObject: true })
  const scale = Math.min(mostEnlarged, (faceWidth * width) / (face.width * info.width))
  // Cut out before enlarging, so that a small face in a large picture does not make a huge one.
  const middle = { x: (face.x + face.width / 2) * info.width, y: (face.y + face.height / 2) * info.height }
  const part = {
    left: Math.round(Math.max(0, middle.x - width / 2 / scale)),
    top: Math.round(Math.max(0, middle.y - height / 2 / scale)),
    right: Math.round(Math.min(info.width, middle.x + width / 2 / scale)),
    bottom: Math.round(Math.min(info.height, middle.y + height / 2 / scale)),
  }
  const size = { width: part.right - part.left, height: part.bottom - part.top }
  const drawn = {
    width: Math.max(1, Math.min(width, Math.round(size.width * scale))),
    height: Math.max(1, Math.min(height, Math.round(size.height * scale))),
  }
  const left = Math.round(clamp(width / 2 - (middle.x - part.left) * scale, width - drawn.width))
  const top = Math.round(clamp(height / 2 - (middle.y - part.top) * scale, height - drawn.height))
  const cut = await sharp(data)
    .extract({ left: part.left, top: part.top, ...size })
    .resize({ ...drawn, fit: 'fill' })
    .toBuffer()
  return sharp({ create: { width, height, channels: 3, background: '#808080' } })
    .composite([{ input: cut, left, top }])
    .jpeg({ quality: 85 })
    .toBuffer()
}

const clamp = (value: number, most: number): number => Math.min(Math.max(0, value), most)
