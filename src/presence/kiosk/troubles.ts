import type { Camera, FromKiosk } from '../../contract/kiosk.ts'
import type { Station } from '../station/station.ts'

type Trouble = Pick<Extract<FromKiosk, { say: 'trouble' }>, 'trouble' | 'detail'>

/** What the kiosk reports of its camera, as facts; the same trouble once a minute at most. */
export interface Troubles {
  report(trouble: Trouble): Promise<void>
  /** A camera that names itself as software is reported. That proves nothing, and a name that sounds real proves less. */
  camera(camera: Camera | null): Promise<void>
}

const pauseMs = 60_000

export function openTroubles(station: Station): Troubles {
  const reported = new Map<string, number>()
  const report = async ({ trouble, detail }: Trouble): Promise<void> => {
    const at = station.clock.monotonic()
    const last = reported.get(trouble)
    if (last !== undefined && at - last < pauseMs) return
    reported.set(trouble, at)
    await station.record([{ kind: 'kioskTrouble', body: { siteId: station.siteId, trouble, detail } }])
  }
  return {
    report,
    camera: async (camera) => {
      if (camera !== null && isVirtual(camera.label)) await report({ trouble: 'virtualCamera', detail: camera.label })
    },
  }
}

const isVirtual = (label: string): boolean =>
  /virtual|\bobs\b|manycam|v4l2|loopback|xsplit|snap ?camera|droidcam|iriun|epoccam|ndi/i.test(label)
