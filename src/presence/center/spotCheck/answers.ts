import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import * as routes from '../../../contract/routes/spotChecks.ts'
import type { SpotCheck, SpotCheckItem } from '../../../contract/spotChecks.ts'
import { type Answer, type Ask, answer } from '../../../http/answer.ts'
import { refuse } from '../../../kit/refusals.ts'
import { toIso, toMs } from '../../../kit/time.ts'
import { pathOf } from '../../../people/rules/tree.ts'
import { readParents } from '../../../people/store/tree.ts'
import { demandLines, demandTexts } from '../../../people/texts.ts'
import { drawPeople, judgeBeacon, readFoundAt, sampleSize, wrongClockMs } from '../../rules/spotCheck.ts'
import { judgeOf } from '../suspect/reach.ts'
import { listItems, listPopulation, listSpotChecksKept, type SpotCheckKept, wasCheckedIn } from './store.ts'

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

const sizeSpotCheck = answer(routes.sizeSpotCheck, async ({ query }, ask) => {
  const { length: population } = await listPopulation(ask.db, ask.countyId, query.unitId, ask.now)
  return { population, size: sampleSize(population, query) }
})

const listSpotChecks = answer(routes.listSpotChecks, async (_, ask) =>
  (await listSpotChecksKept(ask.db, ask.countyId)).map(plain),
)

const readSpotCheck = answer(routes.readSpotCheck, async ({ params }, ask) => {
  const one = await getSpotCheck(ask, params.spotCheckId)
  const items = await listItems(ask.db, ask.countyId, one.spotCheckId)
  return { ...plain(one), items, populationIds: [...one.staffIds] }
})

const announceSpotCheck = answer(routes.announceSpotCheck, async ({ params, body }, ask) => {
  demandTexts({ beaconSource: body.beaconSource })
  const { db, countyId, now } = ask
  const { spotCheckId } = params
  const { unitId, confidence, rate, beaconSource } = body
  const beaconAt = toIso(toMs(body.beaconAt))
  const asked = { unitId, confidence, rate, beaconSource, beaconAt }
  await demandFar(ask, asked.unitId)
  await lock(ask, spotCheckId)
  const [known] = await listSpotChecksKept(db, countyId, spotCheckId)
  if (known !== undefined) return isRepeat(known, asked) ? plain(known) : refuse('idempotencyConflict')
  if (toMs(beaconAt) <= toMs(now)) return refuse('beaconTooOld')
  const staffIds = await listPopulation(db, countyId, asked.unitId, now)
  if (staffIds.length === 0) return refuse('nobodyToDraw')
  const size = sampleSize(staffIds.length, asked)
  await ask.record(
    'spotCheckAnnounced',
    { spotCheckId, ...asked, size, staffIds },
    { idemKey: `spotCheckAnnounced:${spotCheckId}` },
  )
  return plain(await getSpotCheck(ask, spotCheckId))
})

type Asked = Pick<SpotCheck, 'unitId' | 'confidence' | 'rate' | 'beaconSource' | 'beaconAt'>

const isRepeat = (known: Asked, asked: Asked): boolean =>
  (Object.keys(asked) as (keyof Asked)[]).every((key) => known[key] === asked[key])

/** Nobody picks the time at which a unit that he leads or keeps, one above it or one below it is looked at. Inspectors hold nothing else. */
async function demandFar(ask: Ask, unitId: string): Promise<void> {
  const { held } = await judgeOf(ask)
  const close = held.filter(({ role }) => role === 'head' || role === 'clerk')
  if (close.length === 0) return
  const parents = await readParents(ask.db, ask.countyId)
  const isClose = (own: string): boolean =>
    pathOf(parents, own).includes(unitId) || pathOf(parents, unitId).includes(own)
  if (close.some((it) => it.unitId === null || isClose(it.unitId))) refuse('forbidden')
}

const drawSpotCheck = answer(routes.drawSpotCheck, async ({ params, body }, ask) => {
  demandTexts({ beacon: body.beacon })
  await lock(ask, params.spotCheckId)
  const one = await getSpotCheck(ask, params.spotCheckId)
  await demandFar(ask, one.unitId)
  if (one.drawn !== null) return one.drawn.beacon === body.beacon ? plain(one) : refuse('alreadyDone')
  const announced = { announcedAt: toMs(one.announcedAt), beaconAt: toMs(one.beaconAt) }
  const fit = judgeBeacon(announced, toMs(body.publishedAt), toMs(ask.now))
  if (fit !== 'fits') return refuse(fit)
  const { spotCheckId, size } = one
  const { beacon } = body
  const staffIds = drawPeople(one.staffIds, { beacon, spotCheckId, size }, sha256)
  await ask.record(
    'spotCheckDrawn',
    { spotCheckId, beacon, publishedAt: toIso(toMs(body.publishedAt)), staffIds },
    { idemKey: `spotCheckDrawn:${spotCheckId}` },
  )
  return plain(await getSpotCheck(ask, spotCheckId))
})

const recordSpotCheck = answer(routes.recordSpotCheck, async ({ params, body }, ask) => {
  demandLines('note', body.note)
  const { db, countyId, now } = ask
  await lock(ask, params.spotCheckId)
  const { spotCheckId, drawn } = await getSpotCheck(ask, params.spotCheckId)
  if (drawn === null) return refuse('notFound')
  const { staffId } = params
  const item = (await listItems(db, countyId, spotCheckId)).find((it) => it.staffId === staffId) ?? refuse('notFound')
  if (item.found !== null) return isSameFind(item.found, body) ? done : refuse('alreadyDone')
  const foundAt = readFoundAt(body.at, drawn.at, now) ?? refuse('spotCheckTimeWrong')
  const checkedIn = await wasCheckedIn(db, countyId, staffId, foundAt)
  const { found, note, onPaper } = body
  const about = { staffId, idemKey: `spotCheckRecorded:${spotCheckId}:${staffId}` }
  await ask.record('spotCheckRecorded', { spotCheckId, staffId, found, foundAt, note, onPaper, checkedIn }, about)
  return done
})

const done = { done: true } as const

/** A phone sends again what it had no answer to: the same is kept already. */
const isSameFind = (kept: Find, sent: Omit<Find, 'by' | 'checkedIn'>): boolean =>
  kept.found === sent.found &&
  kept.note === sent.note &&
  kept.onPaper === sent.onPaper &&
  Math.abs(toMs(kept.at) - toMs(sent.at)) <= wrongClockMs
type Find = NonNullable<SpotCheckItem['found']>

async function getSpotCheck(ask: Ask, spotCheckId: string): Promise<SpotCheckKept> {
  const [one] = await listSpotChecksKept(ask.db, ask.countyId, spotCheckId)
  return one ?? refuse('notFound')
}

const plain = ({ staffIds: _, ...one }: SpotCheckKept): SpotCheck => one

/** Makes what is done to one spot check wait for each other. */
async function lock({ db, countyId }: Ask, spotCheckId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`spot check ${spotCheckId}`}, ${countyId}))`.execute(db)
}

/** 抽查: nobody chooses who is looked at. */
export const spotCheckAnswers: readonly Answer[] = [
  sizeSpotCheck,
  listSpotChecks,
  readSpotCheck,
  announceSpotCheck,
  drawSpotCheck,
  recordSpotCheck,
]
