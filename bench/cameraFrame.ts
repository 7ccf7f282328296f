import { readFileSync } from 'node:fs'
import sharp from 'sharp'

/** One face of a photo that comes with face-api, as a camera at a door would see it. */
export const cameraFrame = (): Promise<Buffer> =>
  sharp(readFileSync('node_modules/@vladmandic/face-api/demo/sample6.jpg'))
    .extract({ left: 330, top: 150, width: 853, height: 640 })
    .resize(640, 480)
    .jpeg({ quality: 85 })
    .toBuffer()
