import type { StationSnapshot } from '../../contract/routes/station.ts'
import type { MatchPolicy } from '../../face/matchPolicy.ts'
import { append } from '../../fact/append.ts'
import { draft } from '../../fact/draft.ts'
import type { Fact, FactBody } from '../../fact/fact.ts'
import { dayOf, type Iso } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import type { StationKind } from '../center/mayState.ts'
import { oneAtATime } from '../oneAtATime.ts'
import type { Vault } from '../vault/vault.ts'
import { type Captures, openCaptures } from './captures.ts'
import type { StationClock } from './clock.ts'
import { dropDoors, listDoors } from './doors.ts'
import { type Erasure, eraseTemplates, listOverdue } from './erasing.ts'
import { openSiteGallery, type SiteGallery } from './gallery.ts'
import { type Identity, markRevoked } from './identity.ts'
import { stationProjections } from './projections.ts'
import { openSeriesWatch, type SeriesWatch } from './seriesWatch.ts'
import { openMemory, type Told } from './snapshotStore.ts'

/** One thing a station says happened. `idemKey` where saying it twice must be saying it once. */
export type Statement = {
  [K in StationKind]: {
    readonly kind: K
    readonly body: FactBody<K>
    readonly staffId?: string
    /** When it happened, where that was not just now. */
    readonly at?: Iso
    readonly idemKey?: string
  }
}[StationKind]

export type StaffOfSite = StationSnapshot['staff'][number]

/** A station at work: who it is, what it knows, what it has in its vault. */
export interface Station {
  readonly countyId: number
  readonly deviceId: string
  readonly siteId: string
  readonly identity: Identity
  readonly db: Db
  readonly clock: StationClock
  readonly vault: Vault
  readonly series: SeriesWatch
  /** What the center said last; null before it was ever heard. */
  snapshot(): StationSnapshot | null
  /** Who works here now and may check in. */
  findStaff(staffId: string): StaffOfSite | undefined
  gallery(): SiteGallery
  /** What is remembered of earlier check-ins by face, shared by its kiosks. */
  readonly captures: Captures
  revoked(): boolean
  /** Makes facts of statements. All are on the disk, or none, when it resolves; refuses when there is no room. */
  record(statements: readonly Statement[], tx?: Db): Promise<Fact[]>
  /**
   * Takes in what the center said: the templates of whoever left, withdrew or was struck off are erased. Refuses
   * `snapshotDoubted` for what is not newer than what is known.
   */
  takeIn(told: Told): Promise<void>
  /** Takes in what the station knows by itself before the center does. */
  amend(snapshot: StationSnapshot): Promise<void>
  /** Erases templates with their certificates, and `more` in the same transaction. */
  erase(erasures: readonly Erasure[], more?: readonly Statement[]): Promise<void>
  /** Opens the gallery anew after the vault has changed. */
  refresh(): Promise<void>
}

export interface StationParts {
  readonly db: Db
  readonly identity: Identity
  readonly clock: StationClock
  readonly vault: Vault
  /** By what faces are told apart here; the shipped policy unless a recogniser was plugged in. */
  readonly matchPolicy?: MatchPolicy | undefined
}

/** Opens a station with what it knew when it last ran. */
export async function openStation({ db, identity, clock, vault, matchPolicy }: StationParts): Promise<Station> {
  const { countyId, deviceId, siteId } = identity
  const memory = await openMemory(db, identity)
  const faces = openFaces({ db, vault, matchPolicy })
  const { captures } = faces
  let { revoked } = identity
  const obey = async (told: StationSnapshot): Promise<void> => {
    if (told.revoked && !revoked) {
      await markRevoked(db, identity)
      revoked = true
    }
    if (revoked) await dropDoors(db, identity)
    await station.erase(listOverdue(await vault.list(db), told))
  }
  const station: Station = {
    ...{ countyId, deviceId, siteId, identity, db, clock, vault },
    series: openSeriesWatch(siteId, revoked ? [] : await listDoors(db, identity, dayOf(clock.now()))),
    snapshot: memory.snapshot,
    findStaff: (staffId) => memory.snapshot()?.staff.find((one) => one.staffId === staffId && !one.left),
    gallery: faces.gallery,
    captures,
    revoked: () => revoked,
    record: (statements, tx = db) =>
      append(tx, statements.map(factFrom(station)), stationProjections, { device: deviceId }),
    takeIn: async (told) => {
      await memory.hear(told, clock.now())
      await obey(told.snapshot)
    },
    amend: async (snapshot) => {
      await memory.amend(snapshot, clock.now())
      await obey(snapshot)
    },
    erase: async (erasures, more = []) => {
      if (erasures.length === 0 && more.length === 0) return
      captures.forget(erasures.map(({ staffId }) => staffId))
      try {
        await eraseTemplates(station, erasures, more)
      } finally {
        await station.refresh()
      }
    },
    refresh: faces.refresh,
  }
  await station.refresh()
  return station
}

/** Who is known by face, and what is remembered of them: both follow the vault. */
function openFaces({ db, vault, matchPolicy }: Pick<StationParts, 'db' | 'vault' | 'matchPolicy'>) {
  let gallery = openSiteGallery([], matchPolicy)
  const captures = openCaptures()
  // What was read before an erasure must not come after it.
  const inTurn = oneAtATime()
  return {
    captures,
    gallery: () => gallery,
    refresh: (): Promise<void> =>
      inTurn(async () => {
        gallery = openSiteGallery((await vault.open(db)).templates, matchPolicy)
        captures.allow(new Map((await vault.list(db)).map(({ staffId, templateId }) => [staffId, templateId])))
      }),
  }
}

const factFrom =
  (station: Station) =>
  ({ kind, body, staffId, at, idemKey }: Statement): Fact => {
    const { countyId, deviceId, siteId, clock } = station
    return draft(kind, body, {
      countyId,
      deviceId,
      siteId,
      now: clock.now(),
      ...(at !== undefined && { at }),
      by: { kind: 'station', deviceId },
      simulated: station.snapshot()?.demo ?? false,
      ...(staffId !== undefined && { staffId }),
      // With the device in it, no other part of the county can have the same key.
      ...(idemKey !== undefined && { idemKey: `${deviceId}:${idemKey}` }),
    })
  }
