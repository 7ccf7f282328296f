import { Refusal, sentenceOf } from '../kit/refusals.ts'
import { fingerprintOf } from '../presence/center/centerKey.ts'
import { closeKiosks } from '../presence/kiosk/kioskSocket.ts'
import type { Stations } from '../presence/station/stations.ts'
import { StartError } from '../store/start-error.ts'
import { openEngine } from './engine.ts'
import { openRole, ownAddress } from './house.ts'
import { isPlainLine } from './plainLine.ts'
import { findLive, openRoof, type Roof } from './roof.ts'
import type { Say } from './say.ts'
import type { Settings } from './settings.ts'
import { openStationServer } from './stationServer.ts'

/** A station on its own: its database, face engine and kiosk; of the center only the address. */
export interface StationHouse {
  readonly url: string
  readonly stations: Stations
  stop(): Promise<void>
}

/**
 * Starts a station without a center, in the order of `openHouse`. One that has not joined yet does so with the code of the
 * settings, or waits for somebody who enters one on its page. Throws `StartError` or `FaceStartFailure`.
 */
export async function openStationHouse(settings: Settings, say: Say): Promise<StationHouse> {
  const started: (() => Promise<unknown>)[] = []
  const stop = async (): Promise<void> => {
    for (const end of started.splice(0).reverse()) await end()
  }
  try {
    warnOfPlainLine(settings, say)
    const store = await openRole('station', settings, say)
    started.push(() => store.stop())
    const engine = await openEngine(settings, say)
    started.push(() => engine.close())
    const url = ownAddress(settings)
    const roof = await openRoof({ settings, store, engine, url })
    started.push(() => roof.stop())
    await joinBySettings(roof, settings, say)
    const server = await openStationServer({ roof, centerUrl: settings.centerUrl })
    started.push(() => closeKiosks(roof.kiosks.open))
    started.push(() => server.close())
    await server.listen({ port: settings.port, host: settings.host })
    await roof.announce()
    return { url, stations: roof.stations, stop }
  } catch (failure) {
    await stop()
    throw failure
  }
}

/** What whoever started it has to know. */
export function welcomeStation({ url, stations }: StationHouse, say: Say): void {
  const live = findLive(stations)
  say.line('')
  if (live === undefined) {
    say.line(`在岗 Zaigang  站点机还没有加入中心 this station has not joined a center yet`)
    say.line(`  在本机打开 open on this computer  ${url}/join`)
    return
  }
  const { name, centerKey } = live.station.identity
  say.line(`在岗 Zaigang  ${name}`)
  say.line(`  签到屏 kiosk              ${url}/kiosk/`)
  say.line(`  本站点机 this station     ${url}/join`)
  say.line(`  中心指纹 center's key     ${centerKey === null ? '—' : fingerprintOf(centerKey)}`)
}

async function joinBySettings(roof: Roof, { centerUrl, joinCode }: Settings, say: Say): Promise<void> {
  const live = findLive(roof.stations)
  if (live !== undefined) {
    if (live.station.identity.centerUrl === null && !centerUrl) throw new StartError('settingWrong', 'CENTER_URL')
    return
  }
  if (!centerUrl || !joinCode) return
  try {
    const { identity, countyName } = await roof.join(centerUrl, joinCode)
    say.step(`已加入 ${countyName} ${identity.name}`, 'Joined the center')
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure
    const { refusal } = failure
    throw new StartError('joinRefused', `${sentenceOf(refusal, 'zh')} ${sentenceOf(refusal, 'en')}`, { cause: failure })
  }
}

function warnOfPlainLine({ centerUrl }: Settings, say: Say): void {
  if (centerUrl === undefined || !isPlainLine(centerUrl)) return
  say.warn(
    '到中心的线路没有加密：名单可能被人看到。请用 https 地址。',
    'The line to the center is not encrypted: names can be read on it. Use an https address.',
  )
}
