import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { Answer } from '../../src/http/answer.ts'
import { openServer } from '../../src/http/server.ts'
import { newId } from '../../src/kit/ids.ts'
import { type LogDesk, noLog } from '../../src/ledger/log.ts'
import { centerProjections, listAnswers } from '../../src/main/answers.ts'
import type { PeopleSettings } from '../../src/people/settings.ts'
import { findCaller } from '../../src/people/store/accounts.ts'
import { sessionStore } from '../../src/people/store/sessions.ts'
import { countyIdOf } from '../../src/people/store/tree.ts'
import { centerKeyOf, fromPublicKey } from '../../src/presence/center/centerKey.ts'
import { findStation, signCall } from '../../src/presence/center/deviceAuth.ts'
import { openCheckInFeed } from '../../src/presence/center/feed.ts'
import { openDb } from '../../src/store/open.ts'
import { freshDb } from '../db.ts'
import { Browser, county, type House, openSetUpHouse, type SetUpHouse, TestClock } from '../people/house.ts'

/** A device key that no program holds: the test speaks for the station. */
export interface DeviceKey {
  readonly deviceId: string
  readonly key: KeyObject
}

export interface WholeHouse extends SetUpHouse {
  readonly device: DeviceKey
  /** Headers that prove the device for one call. */
  signed(method: string, path: string, body?: string): Record<string, string>
}

/** Every answer of the center, wired as `main` does, on a database of its own; after the set-up, with one station. */
export async function openWholeHouse(
  change: (answer: Answer) => Answer = (it) => it,
  log: LogDesk = noLog,
): Promise<WholeHouse> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const device: DeviceKey = { deviceId: newId(), key: privateKey }
  const makeStation = async () => ({ deviceId: device.deviceId, publicKey: fromPublicKey(publicKey) })
  const house = await openSetUpHouse({}, (settings) => openServerOf(settings, makeStation, change, log))
  const signed = (method: string, path: string, body = ''): Record<string, string> => {
    const call = { countyId: county.countyId, deviceId: device.deviceId, method, path }
    const about = { time: house.clock.now(), nonce: newId(), beacon: '' }
    return signCall(device.key, { ...call, ...about, body: Buffer.from(body) })
  }
  return { ...house, device, signed }
}

/** The same before its set-up: nothing is there yet. */
export const openNewHouse = (): Promise<House> =>
  openServerOf(
    {},
    () => Promise.reject(new Error('no station joins a house that is not set up')),
    (it) => it,
    noLog,
  )

type MakeStation = Parameters<typeof listAnswers>[1]['makeStation']

async function openServerOf(
  settings: Partial<PeopleSettings>,
  makeStation: MakeStation,
  change: (answer: Answer) => Answer,
  log: LogDesk,
): Promise<House> {
  const fresh = await freshDb()
  const clock = new TestClock()
  const [apart, sessions] = [openDb(fresh.appUrl, { max: 4 }), openDb(fresh.appUrl, { max: 4 })]
  const centerKey = centerKeyOf(new Uint8Array(32).fill(9))
  const presence = { makeStation, centerKey, kioskOrigin: () => 'http://zaigang.test', feed: openCheckInFeed() }
  const server = await openServer({
    db: fresh.app,
    apart,
    clock,
    projections: centerProjections,
    findCaller,
    findStation,
    countyIdOf,
    answers: listAnswers({ sealingKey: new Uint8Array(32).fill(7), ...settings }, presence, log).map(change),
    sessionStore: sessionStore(sessions, clock),
    cookieSecret: 'c'.repeat(64),
    https: false,
    log: false,
  })
  const close = async () => {
    await server.close()
    await Promise.all([apart.destroy(), sessions.destroy()])
    await fresh.close()
  }
  let browsers = 0
  return { fresh, clock, server, close, browser: () => new Browser(server, `10.0.0.${++browsers}`) }
}
