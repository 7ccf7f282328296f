import type { Camera, FromKiosk } from '../../contract/kiosk.ts'
import type { Statement, Station } from '../station/station.ts'
import { type CameraHint, hintsOfCamera, isVirtual, openFrameHints } from './cameraHints.ts'
import type { Frame } from './frames.ts'

type Trouble = Pick<Extract<FromKiosk, { say: 'trouble' }>, 'trouble' | 'detail'>
type Stated = Omit<Extract<Statement, { kind: 'kioskTrouble' }>['body'], 'siteId'>

/** What the kiosk reports of its camera, as facts; the same trouble once a minute at most, the same hint once a day. */
export interface Troubles {
  report(trouble: Trouble): Promise<void>
  /**
   * A camera that names itself as software is reported, and what else is odd about one. That proves nothing, and a name
   * that sounds real proves less.
   */
  camera(camera: Camera | null): Promise<void>
  /** What is odd about the times and files of the frames so far; mostly nothing. */
  oddIn(frame: Frame): readonly CameraHint[]
  /** Never fails: what a person is told does not hang on it. */
  hint(hints: readonly CameraHint[]): Promise<void>
}

const pauseMs = 60_000
const hintPauseMs = 24 * 3_600_000

export function openTroubles(station: Station, onSurprise: (failure: unknown) => void): Troubles {
  const reported = new Map<string, number>()
  let hintsOf = openFrameHints()
  const state = async (name: string, pause: number, body: Stated): Promise<void> => {
    const at = station.clock.monotonic()
    const last = reported.get(name)
    if (last !== undefined && at - last < pause) return
    await station.record([{ kind: 'kioskTrouble', body: { siteId: station.siteId, ...body } }])
    reported.set(name, at)
  }
  const report = ({ trouble, detail }: Trouble): Promise<void> => state(trouble, pauseMs, { trouble, detail })
  const hint = async (hints: readonly CameraHint[]): Promise<void> => {
    try {
      for (const { hint: name, detail } of hints) {
        await state(`cameraHint ${name}`, hintPauseMs, { trouble: 'cameraHint', detail: `${name} ${detail}`.trim() })
      }
    } catch (failure) {
      onSurprise(failure)
    }
  }
  return {
    report,
    camera: async (camera) => {
      hintsOf = openFrameHints()
      if (camera === null) return
      if (isVirtual(camera.label)) await report({ trouble: 'virtualCamera', detail: camera.label })
      await hint(hintsOfCamera(camera))
    },
    oddIn: (frame) => hintsOf(frame),
    hint,
  }
}
