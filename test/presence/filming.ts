import type { County, TestKiosk } from './county.ts'
import type { engineForTests, Performer } from './performer.ts'

export const frameMs = 70

export interface Studio {
  readonly county: County
  readonly kiosk: TestKiosk
  readonly engine: ReturnType<typeof engineForTests>
}

/** Films until a scene comes that ends it. One frame after the other, each in its own 70 ms of the station's time. */
export async function filmUntil(
  { county, kiosk, engine }: Studio,
  performer: Performer,
  ends: readonly string[],
): Promise<void> {
  for (let frames = 0; frames < 600; frames += 1) {
    county.run(frameMs)
    const at = county.stationClock.monotonic()
    performer.see(kiosk.scene, at)
    const looked = engine.looked
    kiosk.sendFrame(performer.showing(at))
    await Promise.race([
      kiosk.until(() => engine.looked > looked),
      // In some scenes frames are of no interest.
      new Promise((wake) => setTimeout(wake, 60)),
    ])
    await new Promise((wake) => setImmediate(wake))
    // A round trip to the database lets the kiosk finish what the frame began.
    await county.stationDb.selectFrom('own_station').select('device_id').execute()
    if (ends.includes(kiosk.scene?.scene ?? '')) return
  }
  throw new Error(`still ${JSON.stringify(kiosk.scene)}`)
}
