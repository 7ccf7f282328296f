import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import { newId } from '../../kit/ids.ts'
import type { Iso } from '../../kit/time.ts'
import { findCounty } from '../../people/store/tree.ts'
import { openKeyHook } from '../../presence/vault/keyHook.ts'
import type { Role } from '../../store/migrate.ts'
import type { Db } from '../../store/open.ts'
import type { Say } from '../say.ts'
import type { Settings } from '../settings.ts'
import { version } from '../version.ts'
import { listLines, sortOut } from './content.ts'
import { type ContentKeys, openContentKeys } from './contentKeys.ts'
import { format, type Header } from './format.ts'
import { demandFit, type KeyFiles, listOutlived, readKeys, sameKeys, sealKeyOf, toKeysFile } from './keys.ts'
import { Obstacle } from './obstacle.ts'
import { demandShape, reach, sayHow } from './reach.ts'
import { readPlainly } from './rows.ts'
import { kept } from './tables.ts'
import { keep, writeBackup, writeText } from './write.ts'

export interface Taken {
  readonly header: Header
  readonly file: string
  /** The keys, apart: `FILE.keys`. */
  readonly keysFile: string
  /** Older key files beside it that can open what was erased since. */
  readonly outlived: readonly string[]
}

/**
 * Writes a backup of an installation to a new file, and its keys to another beside it. The program may go on running.
 * Throws `Obstacle`; then neither file is there.
 */
export async function takeBackup(settings: Settings, file: string, now: Iso, say: Say): Promise<Taken> {
  const keysFile = `${file}.keys`
  for (const path of [file, keysFile]) if (existsSync(path)) throw new Obstacle('fileThere', path)
  const reached = await reach(settings, say)
  try {
    sayHow(reached, say)
    const migrations = await demandShape(reached)
    const keysFolder = join(settings.dataDir, 'keys')
    await demandStationKeys(settings, reached.station)
    const hook = await openKeyHook(keysFolder, settings.keyCommand)
    await openContentKeys(keysFolder, hook)
    return await inOneMoment(settings, reached, async (moment) => {
      const header = await drawHeader(settings, moment, migrations, now)
      // As they are at this moment: whatever is destroyed later is destroyed in this backup too.
      const contents = await openContentKeys(keysFolder, hook)
      await writeBoth(moment, header, { file, keysFile, contents }, say)
      return { header, file, keysFile, outlived: await listOutlived(dirname(file), moment.keys) }
    })
  } finally {
    await reached.stop()
  }
}

/** Both databases and the keys as they belong together. */
interface Moment extends Readonly<Record<Role, Db>> {
  readonly keys: KeyFiles
  readonly sealKey: Uint8Array
}

const mostTries = 5

// [Note: One moment]
// The center's snapshot is taken before the station's: what the center has of a station, that station then has as well.
// (The other way round a restored station would give its next facts numbers that the center has already.) What the center
// lacks, it asks for. The keys must be the same before and after, as a site key may be exchanged at any time.

/** Works on one snapshot of each database, see [Note: One moment]. */
async function inOneMoment<T>(
  settings: Settings,
  dbs: Readonly<Record<Role, Db>>,
  work: (moment: Moment) => Promise<T>,
): Promise<T> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const keys = await readKeys(settings.dataDir)
    const done = await still(dbs.center, (center) =>
      still(dbs.station, async (station) => {
        if (!sameKeys(keys, await readKeys(settings.dataDir))) return undefined
        if (!(await findCounty(center))) throw new Obstacle('nothingHere', settings.dataDir)
        const sealKey = await demandKeys(settings, keys, station)
        return { value: await work({ center, station, keys, sealKey }) }
      }),
    )
    if (done) return done.value
  }
  throw new Obstacle('keysMoving')
}

/** The keys must be those of this installation, or the backup could not be opened; answers the one that seals it. */
async function demandKeys(settings: Settings, keys: KeyFiles, station: Db): Promise<Uint8Array> {
  const sealKey = sealKeyOf(keys)
  if (!sealKey) throw new Obstacle('keysMissing', join(settings.dataDir, 'secrets', 'sealing-key'))
  await demandStationKeys(settings, station)
  return sealKey
}

async function demandStationKeys(settings: Settings, station: Db): Promise<void> {
  const own = await station.selectFrom('own_station').select(['public_key', 'private_key']).execute()
  const deviceKeys = own.map((it) => ({ publicKey: it.public_key, wrapped: it.private_key }))
  await demandFit(join(settings.dataDir, 'keys'), settings, deviceKeys)
}

/** A transaction that sees one moment until it ends and changes nothing. */
const still = <T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      await readPlainly(tx)
      return work(tx)
    })

async function drawHeader(
  { keyCommand }: Settings,
  moment: Moment,
  migrations: Record<Role, string[]>,
  at: Iso,
): Promise<Header> {
  const {
    county_id: countyId,
    name,
    demo,
  } = await moment.center.selectFrom('county').select(['county_id', 'name', 'demo']).executeTakeFirstOrThrow()
  return {
    format,
    program: version,
    id: newId(),
    at,
    county: { countyId, name, demo },
    outermostKey: keyCommand ? 'command' : 'file',
    migrations,
    rows: { center: await countKept(moment.center, 'center'), station: await countKept(moment.station, 'station') },
  }
}

async function countKept(tx: Db, role: Role): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of kept[role]) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(tx)
    counts[table] = rows[0]?.count ?? 0
  }
  return counts
}

async function writeBoth(
  moment: Moment,
  header: Header,
  { file, keysFile, contents }: { file: string; keysFile: string; contents: ContentKeys },
  say: Say,
): Promise<void> {
  const [part, keysPart] = [`${file}.part`, `${keysFile}.part`]
  const shapes = { center: await sortOut(moment.center, 'center'), station: await sortOut(moment.station, 'station') }
  await writeBackup(part, header, listLines(moment, header, shapes, contents, say), moment.sealKey)
  try {
    await writeText(keysPart, toKeysFile(moment.keys, header.id, header.at))
    await keep([
      [keysPart, keysFile],
      [part, file],
    ])
  } finally {
    for (const path of [part, keysPart]) await rm(path, { force: true })
  }
}
