import { type LogHead, pullSnapshot, pushFacts, redeemEnrolment } from '../../contract/routes/station.ts'
import type { Projection } from '../../fact/append.ts'
import { type Answer, type Ask, answer, stationOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { sha256Of } from '../../people/secrets/token.ts'
import type { CenterKey } from './centerKey.ts'
import { closeCheckIns } from './checkIns.ts'
import { takeEnrolmentCode } from './codes.ts'
import { noteReturn } from './completeness/listening.ts'
import { findLiveConsent } from './consent.ts'
import { findHeardBeacon } from './deviceAuth.ts'
import type { CheckInFeed } from './feed.ts'
import { hearFacts, noteHealth } from './hearing.ts'
import { sealLetter } from './letter.ts'
import { nextLetterVersion } from './letterStore.ts'
import { snapshotFor } from './snapshot.ts'
import { getSpeaking } from './speaking.ts'

export interface StationDeps {
  readonly projections: readonly Projection[]
  readonly feed: CheckInFeed
  readonly centerKey: CenterKey
  /** The newest published head of the county's log; null while there is none. */
  readonly logHead: () => LogHead | null
  /** Whether a site gives numbers for its counters, which is another room's to know. */
  readonly givesNumbers?: (ask: Ask, siteId: string) => Promise<boolean>
  /** Where the public reaches the county, if that was settled. */
  readonly publicUrl?: string | undefined
}

/** What the center answers stations. */
export const stationAnswers = (deps: StationDeps): Answer[] => [
  answer(pushFacts, async ({ body }, ask) => {
    const { db, apart, countyId, now, reply } = ask
    const station = await getSpeaking(ask)
    const hearing = { db, apart, countyId, station, now, projections: deps.projections, logHead: deps.logHead() }
    const heard = await hearFacts(hearing, body.waiting, body.facts)
    await close(ask)
    // The answer goes out after the commit: only then is it true for whoever follows.
    reply.raw.once('finish', () => {
      if (reply.statusCode < 400) deps.feed.tell(heard.checkInIds, now)
    })
    return heard.answer
  }),

  answer(pullSnapshot, async (_, ask) => {
    const station = stationOf(ask)
    const { db, countyId, now } = ask
    const { deviceId } = station
    await noteReturn(db, { ...ask, station }, deps.projections)
    // Numbered first: a letter tells nothing older than its number.
    const version = await nextLetterVersion(db, countyId, deviceId, now)
    const snapshot = await snapshotFor(db, countyId, station, now, deps.logHead())
    await noteHealth(db, { ...ask, station }, null)
    await close(ask)
    const site = { ...snapshot.site, numbers: (await deps.givesNumbers?.(ask, station.siteId)) ?? false }
    const { publicUrl } = deps
    const told = { ...snapshot, site, ...(publicUrl !== undefined && { publicUrl }) }
    return sealLetter(deps.centerKey, { deviceId, version, snapshot: told })
  }),

  answer(redeemEnrolment, async ({ body }, ask) => {
    const { db, countyId, now } = ask
    const { deviceId, siteId } = await getSpeaking(ask)
    const code = await takeEnrolmentCode(db, countyId, { codeSha256: sha256Of(body.code), siteId, deviceId }, now)
    if (code === undefined) return refuse('enrolmentCodeWrong')
    const { staffId, consentId, clerkAccountId, expiresAt } = code
    if ((await findLiveConsent(db, countyId, staffId)) !== consentId) return refuse('consentWanted')
    return { staffId, consentId, clerkAccountId, expiresAt }
  }),
]

async function close(ask: Ask): Promise<void> {
  const heard = findHeardBeacon(ask.request)
  if (heard !== undefined) await closeCheckIns(ask.db, ask.countyId, stationOf(ask).deviceId, heard)
}
