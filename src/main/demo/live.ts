import { join } from 'node:path'
import type { Iso } from '../../kit/time.ts'
import { addDays, instantAt } from '../../kit/time.ts'
import { releaseRatings } from '../../matter/rating/releasing.ts'
import { ratingKeyOf } from '../../matter/rating/sealing.ts'
import { keepPin } from '../../people/store/staff.ts'
import { findCounty } from '../../people/store/tree.ts'
import { listIdentities } from '../../presence/station/identity.ts'
import { openKeyHook } from '../../presence/vault/keyHook.ts'
import { giveDigests } from '../../roster/digest.ts'
import { atomically } from '../../store/atomically.ts'
import { keepSecret, openDataDir } from '../../store/files.ts'
import type { Db } from '../../store/open.ts'
import { StartError } from '../../store/start-error.ts'
import { centerProjections } from '../answers.ts'
import { realClock } from '../clock.ts'
import type { Say } from '../say.ts'
import type { Settings } from '../settings.ts'
import { type Act, happen } from './acts.ts'
import { type Cast, castOf } from './cast.ts'
import { openPutClock } from './clock.ts'
import { type DemoCounty, makeCounty, wholeCounty } from './county.ts'
import { listComings } from './days.ts'
import { makeDice } from './dice.ts'
import { type DemoStore, type Life, liveThrough, pushAll } from './life.ts'
import { loadCounty, makeSecrets } from './load.ts'
import { matterActs } from './matterActs.ts'
import { matterTypeActs } from './matterTypeActs.ts'
import { openOffice } from './office.ts'
import { peopleActs } from './peopleActs.ts'
import { ratingActs } from './ratingActs.ts'
import { requestActs } from './requestActs.ts'
import { rosterActs } from './rosterActs.ts'
import { proposalActs } from './secondActs.ts'
import { lastFeed, settleActs } from './settleActs.ts'
import { type DemoSpan, spanOfDemo } from './span.ts'
import { spotCheckActs } from './spotCheckActs.ts'
import { visitActs } from './visitActs.ts'
import { waitingActs } from './waitingActs.ts'

const seed = 20_260_301

/** What is loaded, where not the whole county up to this moment; for tests. */
export interface DemoScale {
  readonly size?: typeof wholeCounty
  readonly now?: Iso
  /** Days back at least. */
  readonly back?: number
}

type Place = Pick<Settings, 'dataDir' | 'keyCommand'>

/**
 * Loads the demonstration: the county and what its offices did ahead, then for each site a station that lives through the
 * days up to now, then what the offices did about it. Each of these is all or nothing, so that a start that was cut short
 * goes on where it stopped.
 */
export async function loadDemo(
  settings: Place,
  store: DemoStore,
  say: Say,
  { size = wholeCounty, now = realClock.now(), back }: DemoScale = {},
): Promise<void> {
  const db = store.center.app
  const county = makeCounty(makeDice(seed), size)
  const begun = await findBegun(db)
  const span = spanOfDemo(begun ?? now, back)
  const sealingKey = Buffer.from(await keepSecret(await openDataDir(settings.dataDir), 'sealing-key'), 'base64url')
  const play: Play = { db, county, cast: castOf(county), span, sealingKey }
  if (begun !== undefined && (await isWhole(play))) return

  say.step('正在载入演示数据（全部为模拟，约一两分钟）', 'Loading the demonstration (all simulated, a minute or two)')
  if (begun === undefined) await beginCounty(play, say)
  await liveAll(settings, store, say, play)
  say.step('正在核对考勤、汇总上月', 'Looking into attendance, printing the month before')
  await inOffice(
    play,
    [
      ...settleActs(play.cast, span),
      ...spotCheckActs(play.cast, span),
      ...proposalActs(play.cast, span),
      ...matterActs(play.cast, span),
      ...visitActs(play.cast, span),
      ...ratingActs(span),
      ...waitingActs(play.cast, span),
    ],
    (at, of) => say.progress('cases, corrections, month sheets', at, of),
  )
  const key = ratingKeyOf(play.sealingKey)
  await releaseRatings(db, county.countyId, span.now, { key, projections: centerProjections, lot: () => 0 })
}

interface Play {
  readonly db: Db
  readonly county: DemoCounty
  readonly cast: Cast
  readonly span: DemoSpan
  readonly sealingKey: Uint8Array
}

/** When the demonstration began to be loaded, if it did. Refuses to mix with a real county. */
async function findBegun(db: Db): Promise<Iso | undefined> {
  const there = await findCounty(db)
  if (there === undefined) return undefined
  if (!there.demo) throw new StartError('settingWrong', '--demo: DATA_DIR / DATABASE_URL holds a real county')
  const { recorded_at } = await db
    .selectFrom('fact')
    .select('recorded_at')
    .where('county_id', '=', there.countyId)
    .where('kind', '=', 'countyNamed')
    .orderBy('position')
    .limit(1)
    .executeTakeFirstOrThrow()
  return recorded_at
}

/** All of it is there; or it was loaded by an earlier version, and stays as it is. */
async function isWhole({ db, county: { countyId } }: Play): Promise<boolean> {
  const last = await db
    .selectFrom('feed')
    .select('feed_id')
    .where('county_id', '=', countyId)
    .where('feed_id', '=', lastFeed)
    .executeTakeFirst()
  if (last !== undefined) return true
  const rule = await db
    .selectFrom('attendance_rule')
    .select('rule_id')
    .where('county_id', '=', countyId)
    .executeTakeFirst()
  return rule === undefined
}

/** The county, and what people asked for, decided and rostered without looking at check-ins. */
async function beginCounty({ db, county, cast, span, sealingKey }: Play, say: Say): Promise<void> {
  const secrets = await makeSecrets()
  await atomically(db, async (tx) => {
    await loadCounty(tx, county, span, secrets, centerProjections)
    const acts = [
      ...rosterActs(cast, span),
      ...peopleActs(cast, span),
      ...requestActs(cast, span),
      ...matterTypeActs(cast, span),
    ]
    await inOffice({ db: tx, span, sealingKey }, acts, (at, of) => say.progress('rosters, calendar, requests', at, of))
    await keepPin(tx, county.countyId, county.newcomer.staffId, secrets.pin, span.now)
    for (let back = digestDays; back > 0; back--) {
      await giveDigests(tx, county.countyId, instantAt(addDays(span.today, -back), '08:00'))
    }
  })
}

const digestDays = 7

async function inOffice(
  { db, span, sealingKey }: Pick<Play, 'db' | 'span' | 'sealingKey'>,
  acts: readonly Act[],
  tell: (done: number, all: number) => void,
): Promise<void> {
  await atomically(db, async (tx) => {
    const office = await openOffice(tx, openPutClock(span.setUp), sealingKey)
    try {
      await happen(office, acts, span.now, tell)
    } finally {
      await office.close()
    }
  })
}

/** One site after the other; what one station kept goes to the center while the next one lives. */
async function liveAll(
  settings: Place,
  store: DemoStore,
  say: Say,
  { db, county, cast, span, sealingKey }: Play,
): Promise<void> {
  const hook = await openKeyHook(join(settings.dataDir, 'keys'), settings.keyCommand)
  const lived = new Map((await listIdentities(store.station.app, hook)).map((it) => [it.siteId, it]))
  const staffIds = [...county.staff, county.newcomer].map((it) => it.staffId)
  const missed = new Map([cast.wronged, cast.absent].map((it) => [it.staffId, `${span.month}-08`]))
  const comings = await listComings(db, county.countyId, span, { staffIds, missed, seed })
  const life: Life = { settings, store, cast, span, comings }
  const office = await openOffice(db, openPutClock(span.now), sealingKey)
  let pushing: Promise<void> = Promise.resolve()
  try {
    for (const [i, site] of county.sites.entries()) {
      const identity = lived.get(site.siteId) ?? (await liveThrough(life, site, seed + i + 1))
      await pushing
      pushing = pushAll(life, identity, office)
      // Whoever fails meanwhile is told below.
      pushing.catch(() => undefined)
      say.progress(site.name, i + 1, county.sites.length)
    }
    await pushing
  } finally {
    await office.close()
  }
}
