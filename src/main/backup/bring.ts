import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Iso } from '../../kit/time.ts'
import { openKeyHook } from '../../presence/vault/keyHook.ts'
import { hasCode } from '../../store/files.ts'
import type { Role } from '../../store/migrate.ts'
import type { Db } from '../../store/open.ts'
import { startStore } from '../../store/start.ts'
import type { Say } from '../say.ts'
import type { Settings } from '../settings.ts'
import { type ContentKeys, contentsName, findContentKeys } from './contentKeys.ts'
import { type Filled, type Filling, fill } from './fill.ts'
import type { Header } from './format.ts'
import {
  type DeviceKey,
  demandFit,
  findKeysFile,
  hasRings,
  type KeyFiles,
  readKeys,
  sealKeyOf,
  siteKeyIds,
} from './keys.ts'
import { Obstacle } from './obstacle.ts'
import { hasCluster, listAllMigrations, notMade, reach } from './reach.ts'
import { type BackupFile, findSealKey, listParts, openBackup } from './read.ts'
import { stageKeys } from './stagedKeys.ts'
import { demandEmpty, roles } from './tables.ts'

export interface Brought extends Filled {
  readonly header: Header
  /** `own`: those that were in DATA_DIR already; `file`: those of `FILE.keys`. */
  readonly keysFrom: 'own' | 'file'
  /** Templates whose key was destroyed since: these people are enrolled anew. */
  readonly shut: number
}

/**
 * Restores a backup into an empty installation: all of it, or, with an `Obstacle` or `StartError`, nothing. The file is
 * read to its end twice: before anything is written, and while it is.
 */
export async function bringBack(settings: Settings, path: string, now: Iso, say: Say): Promise<Brought> {
  const file = await openBackup(path)
  const shape = await shapeFor(file.header)
  if (file.header.outermostKey === 'command' && !settings.keyCommand) throw new Obstacle('keysMissing', 'KEY_COMMAND')
  await demandFresh(settings, say)
  const { keys, from } = await chooseKeys(settings, file)
  say.step('正在核对备份文件', 'Checking the backup')
  const seen = await lookThrough(file, say)
  const staged = await stageKeys(settings.dataDir, keys, now)
  try {
    await demandFit(staged.folder, settings, seen.deviceKeys)
    const contents = await findContents(settings, file, staged.folder)
    const filled = await fillStore(settings, file, shape, { staged, contents, at: now }, say)
    const known = siteKeyIds(keys)
    const shut = seen.templateKeys.filter((it) => !known.has(it)).length
    return { header: file.header, keysFrom: from, shut, ...filled }
  } finally {
    await staged.clear()
  }
}

/** The keys of contents among those that are brought; a backup whose contents are sealed cannot do without. */
async function findContents(settings: Settings, file: BackupFile, folder: string): Promise<ContentKeys | undefined> {
  const sealed = file.header.format > 1
  if (!existsSync(join(folder, contentsName))) {
    if (sealed) throw new Obstacle('keysMissing', contentsName)
    return undefined
  }
  return findContentKeys(folder, await openKeyHook(folder, settings.keyCommand))
}

type Migrations = Awaited<ReturnType<typeof listAllMigrations>>

/** The migrations that had run when the backup was made, out of ours. */
async function shapeFor({ migrations, program }: Header): Promise<Migrations> {
  const ours = await listAllMigrations()
  for (const role of roles) {
    const unknown = migrations[role].find((name) => !ours[role].some((it) => it.name === name))
    if (unknown) throw new Obstacle('newerBackup', `${program}: ${unknown}`)
  }
  const then = (role: Role) => ours[role].filter((it) => migrations[role].includes(it.name))
  return { center: then('center'), station: then('station') }
}

/**
 * The keys that are here win over those of the key file when they are of the same installation: what was erased since the
 * backup stays shut. Only where there are none, `FILE.keys` is needed; it may be of a later backup of the installation.
 */
async function chooseKeys(
  { dataDir }: Settings,
  file: BackupFile,
): Promise<{ keys: KeyFiles; from: Brought['keysFrom'] }> {
  const path = `${file.path}.keys`
  const [own, beside] = [await readKeys(dataDir), await findKeysFile(path)]
  const [ownSeal, besideSeal] = [sealKeyOf(own), beside && sealKeyOf(beside.keys)]
  const found = await findSealKey(
    file,
    [ownSeal, besideSeal].filter((it) => it !== undefined),
  )
  if (found !== undefined && found === ownSeal) return { keys: own, from: 'own' }
  if (hasRings(own)) throw new Obstacle('keysThere', dataDir)
  if (beside === undefined) throw new Obstacle('keysMissing', path)
  if (found === undefined) throw strangeSeal(file, path, beside.backupId)
  return { keys: beside.keys, from: 'file' }
}

/** Its very own key file, and yet another seal: somebody wrote the backup anew. */
const strangeSeal = (file: BackupFile, keysPath: string, backupId: string): Obstacle =>
  backupId === file.header.id ? new Obstacle('damaged', file.path) : new Obstacle('keysOfOther', keysPath)

/** What of the content matters before anything is written. */
interface Seen {
  readonly deviceKeys: DeviceKey[]
  /** The site key of each template. */
  readonly templateKeys: string[]
}

async function lookThrough(file: BackupFile, say: Say): Promise<Seen> {
  const seen: Seen = { deviceKeys: [], templateKeys: [] }
  const total = rowsIn(file.header)
  let done = 0
  for await (const part of listParts(file)) {
    if (part.kind === 'end') continue
    done += part.rows.length
    say.progress('check', Math.min(done, total), total)
    if (part.mark.table === 'own_station') {
      seen.deviceKeys.push(...part.rows.map(deviceKeyOf))
    }
    if (part.mark.table === 'template') seen.templateKeys.push(...part.rows.map((row) => JSON.parse(row).key_id))
  }
  return seen
}

function deviceKeyOf(row: string): DeviceKey {
  const { public_key: publicKey, private_key: bytes } = JSON.parse(row) as { public_key: string; private_key: string }
  return { publicKey, wrapped: Buffer.from(bytes.slice(2), 'hex') }
}

const rowsIn = ({ rows }: Header): number =>
  Object.values(rows)
    .flatMap((it) => Object.values(it))
    .reduce((sum, one) => sum + one, 0)

/** Looks before anything is started that would bring an older database up to date. */
async function demandFresh(settings: Settings, say: Say): Promise<void> {
  if (!settings.databaseUrl && !hasCluster(settings)) return
  const reached = await reach(settings, say).catch((failure: unknown) => {
    if (isNotMadeYet(failure)) return undefined
    throw failure
  })
  if (reached === undefined) return
  try {
    if (reached.as === 'running') throw new Obstacle('programRuns', settings.dataDir)
    for (const role of roles) {
      if (await isInUse(reached[role], role)) throw new Obstacle('programRuns', reached.name[role])
      await demandEmpty(reached[role], role)
    }
  } finally {
    await reached.stop()
  }
}

/** The program names its connections. */
async function isInUse(db: Db, role: Role): Promise<boolean> {
  const { rows } = await sql`select from pg_stat_activity
    where datname = current_database() and application_name = ${`zaigang ${role}`}`.execute(db)
  return rows.length > 0
}

/** A database that the start will make. */
const isNotMadeYet = (failure: unknown): boolean => failure instanceof Obstacle && hasCode(failure.cause, notMade)

async function fillStore(
  settings: Settings,
  file: BackupFile,
  then: Migrations,
  given: Pick<Filling, 'staged' | 'contents' | 'at'>,
  say: Say,
): Promise<Filled> {
  const { dataDir, databaseUrl, stationDatabaseUrl } = settings
  const places = { dataDir, databaseUrl, stationDatabaseUrl }
  const store = await startStore({ ...places, migrations: then, onProgress: say.database })
  try {
    const owners = { center: store.center.owner, station: store.station.owner }
    return await fill(owners, file, { ...given, total: rowsIn(file.header), now: await listAllMigrations() }, say)
  } finally {
    await store.stop()
  }
}
