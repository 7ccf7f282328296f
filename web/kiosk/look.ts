import { fitted, frameMessage, isDue, mostWaitingBytes } from './frame.ts'

export interface LookOptions {
  /** Frames wanted per second at this moment; 0 for none. */
  readonly perSecond: () => number
  readonly waitingBytes: () => number
  readonly send: (message: ArrayBuffer) => void
}

const quality = 0.85

/**
 * Sends what the camera shows as JPEG frames, not mirrored, at the wanted pace. A frame is skipped while the last one is
 * still being encoded or the station is behind, and while the page is hidden.
 */
export function lookThrough(video: HTMLVideoElement, { perSecond, waitingBytes, send }: LookOptions): void {
  const encode = makeEncoder()
  let number = 0
  let lastMs = 0
  let isBusy = false

  onEachFrame(video, (capturedMs) => {
    if (isBusy || document.hidden || video.videoWidth === 0 || waitingBytes() > mostWaitingBytes) return
    const nowMs = performance.now()
    if (!isDue(perSecond(), lastMs, nowMs)) return

    isBusy = true
    lastMs = nowMs
    encode(video)
      .then((jpeg) => {
        number = (number + 1) % 2 ** 32
        // Somebody may have begun to type meanwhile.
        if (perSecond() > 0) send(frameMessage(number, capturedMs, jpeg))
      })
      .catch(() => undefined)
      .finally(() => {
        isBusy = false
      })
  })
}

/** Calls back for each new picture, with its capture time where the browser knows it. */
function onEachFrame(video: HTMLVideoElement, look: (capturedMs: number) => void): void {
  if ('requestVideoFrameCallback' in video) {
    const next: VideoFrameRequestCallback = (nowMs, { captureTime }) => {
      look(captureTime ?? nowMs)
      video.requestVideoFrameCallback(next)
    }
    video.requestVideoFrameCallback(next)
    return
  }
  setInterval(() => look(performance.now()), 1000 / 30)
}

function makeEncoder(): (video: HTMLVideoElement) => Promise<ArrayBuffer> {
  if ('OffscreenCanvas' in globalThis) {
    const canvas = new OffscreenCanvas(1, 1)
    const pen = canvas.getContext('2d', { alpha: false })
    return async (video) => {
      draw(canvas, pen, video)
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality })
      return blob.arrayBuffer()
    }
  }
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d', { alpha: false })
  return async (video) => {
    draw(canvas, pen, video)
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
    if (blob === null) throw new Error('no picture')
    return blob.arrayBuffer()
  }
}

function draw(
  canvas: { width: number; height: number },
  pen: Pick<CanvasDrawImage, 'drawImage'> | null,
  video: HTMLVideoElement,
): void {
  const { width, height } = fitted(video.videoWidth, video.videoHeight)
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
  pen?.drawImage(video, 0, 0, width, height)
}
