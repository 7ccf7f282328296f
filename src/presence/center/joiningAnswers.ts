import { randomBytes } from 'node:crypto'
import { inviteStationElsewhere, readStationPlaces } from '../../contract/routes/presence.ts'
import { joinStation } from '../../contract/routes/station.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { newId } from '../../kit/ids.ts'
import { refuse } from '../../kit/refusals.ts'
import { toIso, toMs } from '../../kit/time.ts'
import { sha256Of } from '../../people/secrets/token.ts'
import { findCounty, findSite } from '../../people/store/tree.ts'
import { type CenterKey, fingerprintOf } from './centerKey.ts'
import { keepStationCode, type StationCode, takeStationCode } from './codes.ts'
import { codeOf, isAskedBy, plainCode, signJoined } from './joining.ts'
import { getReachedSite } from './reach.ts'
import { findDevice, listStationsAt } from './store.ts'

const codeLivesMs = 30 * 60_000

export interface JoiningDeps {
  readonly centerKey: CenterKey
  /** Makes a station under this roof, or answers the one there is for the site; null in a program that has none. */
  readonly makeStation: MakeStation | null
}
export type MakeStation = (about: {
  readonly countyId: number
  readonly siteId: string
  readonly name: string
  readonly centerKey: string
}) => Promise<{ readonly deviceId: string; readonly publicKey: string }>

/** Stations on other computers. */
export const joiningAnswers = ({ centerKey, makeStation }: JoiningDeps): Answer[] => [
  answer(readStationPlaces, async () => ({
    here: makeStation !== null,
    fingerprint: fingerprintOf(centerKey.publicKey),
  })),

  answer(inviteStationElsewhere, async ({ params }, ask) => {
    const { db, countyId, now } = ask
    const { siteId } = await getReachedSite(ask, params.siteId, ['systemAdmin', 'clerk'])
    if ((await listStationsAt(db, countyId, siteId)).length > 0) return refuse('siteHasStation')
    const code = codeOf(randomBytes(12))
    const expiresAt = toIso(toMs(now) + codeLivesMs)
    const { accountId } = callerOf(ask)
    const kept = { codeSha256: sha256Of(plainCode(code)), siteId, deviceId: newId(), accountId, expiresAt }
    await keepStationCode(db, countyId, kept, now)
    return { code, expiresAt, fingerprint: fingerprintOf(centerKey.publicKey) }
  }),

  answer(joinStation, async ({ body }, ask) => {
    const { db, countyId, now } = ask
    const codeSha256 = sha256Of(plainCode(body.code))
    if (!isAskedBy(body)) return refuse('stationCodeWrong')
    const code = await takeStationCode(db, countyId, { codeSha256, publicKey: body.publicKey }, now)
    if (code === undefined) return refuse('stationCodeWrong')
    const [county, site] = [await findCounty(db), await findSite(db, countyId, code.siteId)]
    if (county === undefined || site === undefined) return refuse('notFound')
    const { deviceId } = code
    const { siteId, name } = site
    await keepDevice(ask, code, { deviceId, siteId, name, publicKey: body.publicKey, revoked: false })
    const joined = { countyId, countyName: county.name, siteId, name, deviceId, centerKey: centerKey.publicKey }
    return signJoined(centerKey, joined, body.publicKey)
  }),
]

interface NewDevice {
  readonly deviceId: string
  readonly siteId: string
  readonly name: string
  readonly publicKey: string
  readonly revoked: boolean
}

/** The station is made by whoever asked for the code. Asked for again it is not made again. */
async function keepDevice(ask: Ask, code: StationCode, body: NewDevice): Promise<void> {
  const { db, countyId } = ask
  if ((await findDevice(db, countyId, code.deviceId)) !== undefined) return
  if ((await listStationsAt(db, countyId, code.siteId)).length > 0) refuse('siteHasStation')
  const about = { siteId: code.siteId, by: { kind: 'account', id: code.accountId } } as const
  await ask.record('stationKept', body, about)
}
