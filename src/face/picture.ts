import sharp from 'sharp'

// One decoding thread per picture and no cache: nothing of one person's picture may stay for the next.
sharp.concurrency(1)
sharp.cache(false)

/** A decoded picture: rows of RGB bytes. */
export interface Picture {
  readonly kind: 'picture'
  readonly width: number
  readonly height: number
  /** width × height × 3 bytes. */
  readonly rgb: Uint8Array
}

/** A file that is not a picture we look at. */
export interface Unreadable {
  readonly kind: 'unreadable'
  readonly why: 'empty' | 'tooLarge' | 'notJpeg' | 'tooManyPixels' | 'damaged'
}

/** Largest file looked at, in bytes. A camera frame has about 50 kB. */
export const largestFile = 2_000_000
/** Largest picture looked at, in pixels: 2048 × 2048. */
export const largestPicture = 2048 * 2048

/** Says what is wrong with a file without decoding it; nothing when it may be decoded. Anything at all may be asked. */
export function findFault(file: unknown): Unreadable | undefined {
  if (!(file instanceof Uint8Array)) return { kind: 'unreadable', why: 'notJpeg' }
  if (file.length === 0) return { kind: 'unreadable', why: 'empty' }
  if (file.length > largestFile) return { kind: 'unreadable', why: 'tooLarge' }
  if (file[0] !== 0xff || file[1] !== 0xd8 || file[2] !== 0xff) return { kind: 'unreadable', why: 'notJpeg' }
  return undefined
}

/** Decodes a JPEG of any colour space to RGB, upright as its EXIF orientation says. Never rejects. */
export async function decode(file: Uint8Array): Promise<Picture | Unreadable> {
  const fault = findFault(file)
  if (fault !== undefined) return fault
  try {
    const { data, info } = await sharp(file, { failOn: 'error', limitInputPixels: largestPicture })
      .rotate()
      .raw()
      .toBuffer({ resolveWithObject: true })
    if (info.channels !== 3) return { kind: 'unreadable', why: 'damaged' }
    return { kind: 'picture', width: info.width, height: info.height, rgb: data }
  } catch (error) {
    const tooMany = error instanceof Error && error.message.includes('pixel limit')
    return { kind: 'unreadable', why: tooMany ? 'tooManyPixels' : 'damaged' }
  }
}
