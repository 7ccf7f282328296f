import type { FromStation, Scene } from '../../contract/kiosk.ts'
import { Refusal, type RefusalName, sentenceOf } from '../../kit/refusals.ts'
import type { Running } from '../station/stations.ts'

/** What the page is told. The same thing is not said twice in a row. */
export class Front {
  readonly #running: Running
  readonly #say: (message: FromStation) => void
  #shown = ''
  #welcomed = ''

  constructor(running: Running, say: (message: FromStation) => void) {
    this.#running = running
    this.#say = say
  }

  show(scene: Scene): void {
    const text = JSON.stringify(scene)
    if (text === this.#shown) return
    this.#shown = text
    this.#say({ say: 'show', scene })
  }

  /** Again whenever something in it has changed: the engine is ready, the site was renamed. */
  welcome(claimFirst: boolean, face: boolean): void {
    const { station } = this.#running
    const told = station.snapshot()
    const about = {
      siteName: told?.site.name ?? station.identity.name,
      countyName: told?.countyName ?? '',
      demo: told?.demo ?? false,
      claimFirst,
      numbers: told?.site.numbers ?? false,
      ...(told?.publicUrl !== undefined && { publicUrl: told.publicUrl }),
      ...(told !== null && { dutyPhone: told.site.dutyPhone }),
      face,
    }
    const text = JSON.stringify(about)
    if (text === this.#welcomed) return
    this.#welcomed = text
    this.#say({ say: 'welcome', ...about, stationTime: station.clock.now() })
  }

  /** A database that is away keeps nobody from the clock. */
  async tellTime(): Promise<void> {
    const { station, uplink, countWaiting } = this.#running
    const waiting = await countWaiting().catch((failure: unknown) => {
      if (failure instanceof Refusal) return 0
      throw failure
    })
    this.#say({ say: 'time', stationTime: station.clock.now(), online: uplink.online(), waiting })
  }

  refuse(refusal: RefusalName, final: boolean): void {
    const [zh, en] = [sentenceOf(refusal, 'zh'), sentenceOf(refusal, 'en')]
    this.#say({ say: 'refused', refusal, zh, en, final })
  }
}
