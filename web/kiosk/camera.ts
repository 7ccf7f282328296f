import type { Camera, Trouble } from '../../src/contract/kiosk.ts'

type Fault = Extract<Trouble, 'cameraMissing' | 'cameraDenied' | 'cameraLost' | 'insecure'>

/** What the camera does. `fault` has one sentence each in the words. */
export type CameraState =
  | { readonly state: 'starting' }
  | { readonly state: 'on'; readonly camera: Camera }
  | { readonly state: 'off'; readonly fault: Fault; readonly detail: string }

const retryMs = 4000
const stallMs = 6000

/**
 * Opens the camera into a video element and keeps it open: after a loss, a plug or a changed permission it tries again
 * by itself. Wishes are ideals, never demands, so that any camera will do.
 */
export function openCamera(video: HTMLVideoElement, onState: (state: CameraState) => void): void {
  let stream: MediaStream | undefined
  let isOpening = false
  let lastPictureMs = 0

  const { mediaDevices } = navigator
  if (!isSecureContext || mediaDevices === undefined) {
    onState({ state: 'off', fault: 'insecure', detail: location.origin })
    return
  }
  mediaDevices.addEventListener('devicechange', () => void open())
  document.addEventListener('visibilitychange', () => {
    lastPictureMs = performance.now()
  })
  video.addEventListener('timeupdate', () => {
    lastPictureMs = performance.now()
  })
  setInterval(watch, retryMs)
  onState({ state: 'starting' })
  void open()

  async function open(): Promise<void> {
    if (isOpening || isRunning(stream)) return

    isOpening = true
    try {
      stream = await mediaDevices.getUserMedia({ audio: false, video: wishes })
      const [track] = stream.getVideoTracks()
      track?.addEventListener('ended', () => lose('ended'))
      video.srcObject = stream
      await video.play()
      lastPictureMs = performance.now()
      onState({ state: 'on', camera: describe(track) })
    } catch (failure) {
      close()
      onState(faultOf(failure))
    } finally {
      isOpening = false
    }
  }

  /** A stream that is there but brings no new picture is a lost camera too. */
  function watch(): void {
    if (!isRunning(stream)) return void open()
    const isStill = performance.now() - lastPictureMs > stallMs || isMuted(stream)
    if (!document.hidden && isStill) lose('no picture')
  }

  function lose(detail: string): void {
    close()
    onState({ state: 'off', fault: 'cameraLost', detail })
  }

  function close(): void {
    for (const track of stream?.getTracks() ?? []) track.stop()
    stream = undefined
    video.srcObject = null
  }
}

const asked = { width: 640, height: 480, frameRate: 15 }
const wishes: MediaTrackConstraints = {
  width: { ideal: asked.width },
  height: { ideal: asked.height },
  frameRate: { ideal: asked.frameRate },
  facingMode: 'user',
}

const isRunning = (stream: MediaStream | undefined): boolean =>
  stream?.getVideoTracks().some((track) => track.readyState === 'live') ?? false

/** The browser calls a track muted while its source brings nothing. */
const isMuted = (stream: MediaStream | undefined): boolean =>
  stream?.getVideoTracks().every((track) => track.muted) ?? false

function describe(track: MediaStreamTrack | undefined): Camera {
  const { width, height, frameRate } = track?.getSettings() ?? {}
  const picture = { width: wholeOf(width), height: wholeOf(height), frameRate: wholeOf(frameRate) }
  return { label: (track?.label ?? '').slice(0, 200), ...picture, asked }
}

/** What a browser does not know, or says wrongly, is 0. */
const wholeOf = (value = 0): number => (value > 0 && value < 10_000 ? Math.round(value) : 0)

function faultOf(failure: unknown): CameraState {
  const name = failure instanceof DOMException ? failure.name : 'unknown'
  return { state: 'off', fault: faults[name] ?? 'cameraLost', detail: name }
}

const faults: Readonly<Record<string, Fault>> = {
  NotAllowedError: 'cameraDenied',
  SecurityError: 'cameraDenied',
  NotFoundError: 'cameraMissing',
  OverconstrainedError: 'cameraMissing',
}

/** What the station should be told of a camera state. Whether a label sounds like software the station judges itself. */
export function troubleOf(state: CameraState): { trouble: Trouble; detail: string } | undefined {
  return state.state === 'off' ? { trouble: state.fault, detail: state.detail } : undefined
}
