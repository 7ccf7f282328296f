import { type Day, dayOf, toMs } from '../kit/time.ts'
import { releaseRatings } from '../matter/rating/releasing.ts'
import { type RatingKey, ratingKeyOf } from '../matter/rating/sealing.ts'
import { noteBoards } from '../matter/visit/noting.ts'
import { countyIdOf } from '../people/store/tree.ts'
import { sweepPeople } from '../people/sweep.ts'
import { alarmMissing } from '../presence/center/completeness/comparing.ts'
import { noteSilences, startListening } from '../presence/center/completeness/listening.ts'
import { lookBack } from '../presence/center/suspect/look.ts'
import { giveDigests } from '../roster/digest.ts'
import { keepSecret, openDataDir } from '../store/files.ts'
import type { Db } from '../store/open.ts'
import { centerProjections } from './answers.ts'
import { destroyErased } from './backup/destroying.ts'
import { realClock } from './clock.ts'
import type { Settings } from './settings.ts'
import { reportSurprise } from './version.ts'

const everyMs = 10 * 60_000
const sleepMs = 5 * 60_000

/**
 * The timetable of the center: every ten minutes what ran out is cleared away, keys of what was erased are destroyed and digests are given, once a day what can only
 * be seen over days is looked for. Returns how to stop.
 */
export function startSweeping(db: Db, settings: Settings): () => Promise<void> {
  // A key command that is away must not keep the center from starting.
  let running: Promise<unknown> = destroyErased(db, settings).catch(reportSurprise)
  let lookedOn: Day | null = null
  let last = realClock.now()
  const timer = setInterval(() => {
    const now = realClock.now()
    // This machine slept: nobody was silent, as nobody listened.
    const slept = toMs(now) - toMs(last) > everyMs + sleepMs
    last = now
    const today = dayOf(now)
    const looks = lookedOn !== today
    lookedOn = today
    running = running
      .then(() => (slept ? startListening(db, now) : undefined))
      .then(() => sweepOnce(db, settings, looks))
      .catch(reportSurprise)
  }, everyMs)
  return async () => {
    clearInterval(timer)
    await running
  }
}

/** Of the same key file as the routes that take ratings. */
async function openRatingKey({ dataDir }: Settings): Promise<RatingKey> {
  return ratingKeyOf(Buffer.from(await keepSecret(await openDataDir(dataDir), 'sealing-key'), 'base64url'))
}

async function sweepOnce(db: Db, settings: Settings, looks: boolean): Promise<void> {
  const countyId = await countyIdOf(db)
  const now = realClock.now()
  await sweepPeople(db, countyId, now)
  await destroyErased(db, settings)
  await giveDigests(db, countyId, now)
  await noteBoards(db, countyId, now, centerProjections)
  if (!looks) return
  await lookBack(db, countyId, now)
  await releaseRatings(db, countyId, now, { key: await openRatingKey(settings), projections: centerProjections })
  await noteSilences(db, countyId, now, centerProjections)
  await alarmMissing(db, countyId, now, centerProjections)
}
