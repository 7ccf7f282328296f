import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { compare } from '../../src/fact/rebuild.ts'
import { newId } from '../../src/kit/ids.ts'
import { type Brought, bringBack } from '../../src/main/backup/bring.ts'
import { type EndMark, type Header, trailerBytes } from '../../src/main/backup/format.ts'
import { readKeys, sealKeyOf, toKeysFile } from '../../src/main/backup/keys.ts'
import type { ObstacleReason } from '../../src/main/backup/obstacle.ts'
import { listParts, openBackup } from '../../src/main/backup/read.ts'
import { startSum } from '../../src/main/backup/rows.ts'
import { findClass, kept, listShapes, projectionsOf, rebuiltTables, roles } from '../../src/main/backup/tables.ts'
import { takeBackup } from '../../src/main/backup/take.ts'
import { writeBackup } from '../../src/main/backup/write.ts'
import { openStore } from '../../src/main/house.ts'
import { fits } from '../../src/people/secrets/password.ts'
import { createSetUpToken } from '../../src/people/store/set-up.ts'
import { withDatabase } from '../../src/store/address.ts'
import type { Store } from '../../src/store/start.ts'
import { asAdmin, freshDb } from '../db.ts'
import { listCommitments } from '../fact/commitments.ts'
import { county, password } from '../people/house.ts'
import {
  codeAt,
  comeIn,
  dump,
  faceOf,
  type Lived,
  liveABit,
  type Program,
  settingsOf,
  silent,
  startProgram,
  untilSent,
} from './backup-house.ts'

type Dumped = Record<(typeof roles)[number], Record<string, string[]>>

const folders: string[] = []
const folder = async (): Promise<string> => {
  const made = await mkdtemp(join(tmpdir(), 'zaigang-backup-'))
  folders.push(made)
  return made
}

let source: string
let lived: Lived
let file: string
let there: Dumped
let commitments: unknown
let clock: Program['clock']

const dumpAll = async (store: Store): Promise<Dumped> => {
  const tables = (role: 'center' | 'station') => [...kept[role], ...rebuiltTables(role)]
  return {
    center: await dump(store.center.owner, tables('center')),
    station: await dump(store.station.owner, tables('station')),
  }
}
const backUp = (dataDir: string, to: string) => takeBackup(settingsOf(dataDir), to, clock.now(), silent)
const restore = (dataDir: string, from = file): Promise<Brought> =>
  bringBack(settingsOf(dataDir), from, clock.now(), silent)
const inFolder = async (name = 'backup'): Promise<string> => join(await folder(), name)

beforeAll(async () => {
  source = await folder()
  const program = await startProgram(settingsOf(source))
  clock = program.clock
  try {
    lived = await liveABit(program)
    file = await inFolder()
    await backUp(source, file)
    there = await dumpAll(program.store)
    commitments = await listCommitments(program.store.center.owner, county.countyId, 0, 10_000)
  } finally {
    await program.stop()
  }
})
afterAll(async () => {
  for (const one of folders) await rm(one, { recursive: true, force: true })
})

describe('which tables', () => {
  test.each(roles)('of the %s are kept, made again or of the moment is said for every one there is', async (role) => {
    const fresh = await freshDb(role)
    const shapes = await listShapes(fresh.owner)
    const names = shapes.map((it) => it.name)
    expect(names.filter((name) => findClass(role, name) === undefined)).toEqual([])
    expect(kept[role].filter((name) => !names.includes(name))).toEqual([])
    expect(kept[role].filter((name) => rebuiltTables(role).includes(name))).toEqual([])
    expect(shapes.filter((it) => it.orderedBy.length === 0)).toEqual([])
    const { rows } =
      await sql`select 1 from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace`.execute(
        fresh.owner,
      )
    expect(rows).toEqual([])
    await fresh.close()
  })
})

describe('a backup of a running installation, restored into an empty one', () => {
  let target: string
  let brought: Brought
  let program: Program

  beforeAll(async () => {
    target = join(await folder(), 'not', 'there', 'yet')
    brought = await restore(target)
    const store = await openStore(settingsOf(target), silent)
    expect(await dumpAll(store)).toEqual(there)
    expect(await listCommitments(store.center.owner, county.countyId, 0, 10_000)).toEqual(commitments)
    for (const role of roles) expect(await compare(store[role].owner, projectionsOf[role])).toEqual([])
    await store.stop()
    clock.run(60_000)
    program = await startProgram(settingsOf(target), clock)
  })
  afterAll(() => program.stop())

  test('holds every row of before, byte by byte, and says so', () => {
    expect(there.center.fact?.length).toBeGreaterThan(20)
    expect(there.station.template).toHaveLength(2)
    for (const role of roles) for (const table of kept[role].slice(0, 2)) expect(there[role][table]).not.toEqual([])
    expect(brought).toMatchObject({ keysFrom: 'file', shut: 0, different: [] })
    expect(brought.facts).toBe((there.center.fact?.length ?? 0) + (there.station.fact?.length ?? 0) - 1)
  })

  test('lets people in with their old password and the code of their old authenticator', async () => {
    const browser = program.browser()
    const known = { login: county.login, password }
    expect((await browser.post('/api/log-in', { ...known, code: undefined })).body).toEqual({ state: 'codeWanted' })
    const code = codeAt(lived.totpSecret, clock.now())
    expect((await browser.post('/api/log-in', { ...known, code })).body).toEqual({ state: 'in' })
    const clerk = program.browser()
    expect((await clerk.post('/api/log-in', { login: 'clerk', password })).body).toEqual({ state: 'in' })
    await clerk.me()
    const { body } = await clerk.get('/api/check-ins?day=2026-03-02')
    expect(JSON.stringify(body)).toContain(lived.staffIds[2])
  })

  test('keeps nobody logged in', () => {
    expect(there.center.session).toBeUndefined()
  })

  test('knows the same PINs and the same faces', async () => {
    const { digest } = await program.store.center.app
      .selectFrom('staff_pin')
      .select('digest')
      .where('staff_id', '=', lived.staffIds[0]!)
      .executeTakeFirstOrThrow()
    expect(await fits(lived.pin, digest)).toBe(true)
    const { station } = program.stations.find(lived.deviceId)!
    const { templates, shut } = await station.vault.open(station.db)
    expect(shut).toEqual([])
    expect(templates.toSorted((a, b) => (a.person < b.person ? -1 : 1))).toEqual(
      [0, 1]
        .map((i) => ({ ...faceOf(i), person: lived.staffIds[i] }))
        .toSorted((a, b) => (a.person! < b.person! ? -1 : 1)),
    )
  })

  test('has a station that goes on with its old key and the next number', async () => {
    const running = program.stations.find(lived.deviceId)!
    const before = Math.max(
      ...(await listCommitments(program.store.station.app, county.countyId, 0, 1000)).map((it) => it.deviceSeq ?? 0),
    )
    await comeIn(running, lived.staffIds[0]!)
    await untilSent(running)
    const head = await program.store.center.app.selectFrom('device_head').selectAll().executeTakeFirstOrThrow()
    expect(head).toMatchObject({ device_id: lived.deviceId, seq: before + 1 })
    expect(program.surprises).toEqual([])
  })

  test('serves every page that can be read without a parameter', async () => {
    const browser = program.browser()
    for (const url of ['/boards', `/board/${lived.siteId}`, `/board/${lived.siteId}/poster`]) {
      expect([url, (await browser.get(url)).status]).toEqual([url, 200])
    }
  })
})

describe('what lies in the files', () => {
  test('the key file holds all keys, the backup none of them, and both are for their owner only', async () => {
    const keys = await readKeys(source)
    expect([...keys.keys()].sort()).toEqual([
      `keys/${lived.deviceId}.site`,
      'keys/contents.tree',
      'keys/station.key',
      'secrets/center-key',
      'secrets/sealing-key',
    ])
    const bytes = await readFile(file)
    const { from } = await openBackup(file)
    const text = gunzipSync(bytes.subarray(from, bytes.length - trailerBytes)).toString()
    const secrets = [...keys.values()].flatMap((it) => [it.toString(), it.toString('hex'), it.toString('base64')])
    expect(secrets.filter((it) => text.includes(it) || bytes.includes(it))).toEqual([])
    expect(text).not.toContain(lived.totpSecret)
    expect(text).toContain(lived.staffIds[0])
    for (const path of [file, `${file}.keys`]) expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  test('a backup of the stopped program says the same', async () => {
    const again = await inFolder()
    const { header } = await backUp(source, again)
    const last = async (path: string) => {
      for await (const part of listParts(await openBackup(path))) if (part.kind === 'end') return part.end
      return undefined
    }
    // Sealed anew each time: of the facts only the number is the same. What the center observes went on until the stop.
    const observed = ['check_in_closing', 'device_health']
    const said = (end: EndMark | undefined) =>
      end && {
        ...end,
        kept: end.kept
          .filter((it) => !observed.includes(it.table))
          .map((it) => (it.table === 'fact' ? { ...it, sha256: '' } : it)),
      }
    expect(said(await last(again))).toEqual(said(await last(file)))
    expect(header).toMatchObject({ county: { countyId: county.countyId, name: county.countyName, demo: false } })
  })
})

test('a backup taken while people come is of one moment, and their station goes on from it without contradiction', async () => {
  const dataDir = await folder()
  await restore(dataDir)
  const program = await startProgram(settingsOf(dataDir), clock)
  const running = program.stations.find(lived.deviceId)!
  const during = await inFolder()
  let coming = true
  const people = (async () => {
    for (let i = 0; coming; i += 1) {
      clock.run(61_000)
      await comeIn(running, lived.staffIds[i % 3]!)
      running.uplink.nudge()
    }
  })()
  await backUp(dataDir, during)
  coming = false
  await people
  await program.stop()
  const head = async (role: string): Promise<number> => {
    for await (const part of listParts(await openBackup(during))) {
      if (part.kind === 'rows' && part.mark.role === role && part.mark.table === 'device_head') {
        return JSON.parse(part.rows[0] ?? '{}').seq
      }
    }
    return 0
  }
  expect(await head('center')).toBeGreaterThan(0)
  expect(await head('center')).toBeLessThanOrEqual(await head('station'))

  const target = await folder()
  expect((await restore(target, during)).different).toEqual([])
  clock.run(60_000)
  const again = await startProgram(settingsOf(target), clock)
  const station = again.stations.find(lived.deviceId)!
  await comeIn(station, lived.staffIds[0]!)
  await untilSent(station)
  const { app } = again.store.center
  expect(await app.selectFrom('refused_fact').selectAll().execute()).toEqual([])
  // A program that just started may still be stating so: what the station had before is at the center, and nothing else.
  const countOwn = async (): Promise<number> =>
    (await listCommitments(again.store.station.app, county.countyId, 0, 10_000)).length
  const before = await countOwn()
  await untilSent(station)
  const numbers = (await listCommitments(app, county.countyId, 0, 10_000)).flatMap((it) => it.deviceSeq ?? [])
  expect(numbers).toEqual(numbers.map((_, i) => i + 1))
  expect(numbers.length).toBeGreaterThanOrEqual(before)
  expect(numbers.length).toBeLessThanOrEqual(await countOwn())
  await again.stop()
})

describe('a template erased after the backup', () => {
  test('stays shut when the keys of the installation itself are there, and the others with it', async () => {
    const dataDir = await folder()
    await restore(dataDir)
    const program = await startProgram(settingsOf(dataDir), clock)
    const { station } = program.stations.find(lived.deviceId)!
    await station.erase([{ staffId: lived.staffIds[0]!, why: 'consentWithdrawn' }])
    await program.stop()
    // The database is lost, the key files are not; and the old key file lies beside the backup still.
    await rm(join(dataDir, 'postgres'), { recursive: true })
    expect(await restore(dataDir)).toMatchObject({ keysFrom: 'own', shut: 2 })
    const again = await startProgram(settingsOf(dataDir), clock)
    const restored = again.stations.find(lived.deviceId)!.station
    expect(await restored.vault.open(restored.db)).toEqual({
      templates: [],
      shut: expect.arrayContaining(lived.staffIds.slice(0, 2)),
    })
    await again.stop()
  })
})

describe('key files of before and after an erasure', () => {
  let dataDir: string
  let paths: readonly string[]
  let outlived: readonly (readonly string[])[]

  beforeAll(async () => {
    dataDir = await folder()
    await restore(dataDir)
    const path = (name: string) => join(dataDir, name)
    const first = (await backUp(dataDir, path('1'))).outlived
    const second = (await backUp(dataDir, path('2'))).outlived
    const program = await startProgram(settingsOf(dataDir), clock)
    const { station } = program.stations.find(lived.deviceId)!
    await station.erase([{ staffId: lived.staffIds[0]!, why: 'consentWithdrawn' }])
    outlived = [first, second, (await backUp(dataDir, path('3'))).outlived]
    paths = ['1', '2', '3'].map(path)
    await program.stop()
  })

  test('those of before are named, as they could still open what was erased', () => {
    expect(outlived).toEqual([[], [], [`${paths[0]}.keys`, `${paths[1]}.keys`]])
  })

  test('the newest one restores an older backup too, and what was erased stays shut', async () => {
    const [older, , newest] = paths as [string, string, string]
    await writeFile(`${older}.keys`, await readFile(`${newest}.keys`))
    const target = await folder()
    expect(await restore(target, older)).toMatchObject({ keysFrom: 'file', shut: 2, different: [] })
  })
})

test('with a key command the outermost key is in no file, and the command is needed again', async () => {
  const script = await inFolder('kms')
  await writeFile(script, '#!/bin/sh\nread x; echo "$x"\n', { mode: 0o700 })
  const dataDir = await folder()
  const settings = settingsOf(dataDir, { keyCommand: script })
  const program = await startProgram(settings, clock)
  const { deviceId, staffIds } = await liveABit(program)
  const path = await inFolder()
  await takeBackup(settings, path, clock.now(), silent)
  await program.stop()
  expect([...(await readKeys(dataDir)).keys()]).toEqual(
    expect.arrayContaining(['keys/contents.tree', `keys/${deviceId}.site`, 'secrets/sealing-key']),
  )
  expect((await readKeys(dataDir)).has('keys/station.key')).toBe(false)

  const target = join(await folder(), 'data')
  await expect(restore(target, path)).rejects.toMatchObject({ reason: 'keysMissing' })
  const other = settingsOf(target, { keyCommand: '/bin/false' })
  await expect(bringBack(other, path, clock.now(), silent)).rejects.toMatchObject({ reason: 'keysDoNotFit' })
  await expect(bringBack(settingsOf(target, { keyCommand: script }), file, clock.now(), silent)).rejects.toMatchObject({
    reason: 'keysDoNotFit',
  })
  expect(await readdir(target)).toEqual([])

  await bringBack(settingsOf(target, { keyCommand: script }), path, clock.now(), silent)
  const again = await startProgram(settingsOf(target, { keyCommand: script }), clock)
  const { station } = again.stations.find(deviceId)!
  const { templates, shut } = await station.vault.open(station.db)
  expect([templates.map((it) => it.person).sort(), shut]).toEqual([staffIds.slice(0, 2).sort(), []])
  await again.stop()
})

test('what an interrupted backup or restore left behind is no obstacle and does not stay', async () => {
  const path = await inFolder()
  await writeFile(`${path}.part`, 'half')
  await writeFile(`${path}.keys.part`, 'half')
  await backUp(source, path)
  expect((await readdir(join(path, '..'))).sort()).toEqual(['backup', 'backup.keys'])
  const dataDir = await folder()
  await mkdir(join(dataDir, 'restoring-abc', 'keys'), { recursive: true })
  await restore(dataDir, path)
  expect((await readdir(dataDir)).filter((it) => it.startsWith('restoring') || it.startsWith('replaced'))).toEqual([])
})

test('a program that was started but never set up gives way: its unused keys are put aside, not lost', async () => {
  const dataDir = await folder()
  const program = await startProgram(settingsOf(dataDir), clock)
  await createSetUpToken(program.store.center.app, clock.now())
  await program.browser().me()
  await expect(restore(dataDir)).rejects.toMatchObject({ reason: 'programRuns' })
  await program.stop()
  const unused = await readKeys(dataDir)
  expect([...unused.keys()]).toEqual(expect.arrayContaining(['keys/station.key', 'secrets/sealing-key']))
  expect(await restore(dataDir)).toMatchObject({ keysFrom: 'file', shut: 0, different: [] })
  expect(await readKeys(dataDir)).toEqual(await readKeys(source))
  const aside = (await readdir(dataDir)).find((it) => it.startsWith('replaced-'))!
  expect(await readKeys(join(dataDir, aside))).toEqual(unused)
  const store = await openStore(settingsOf(dataDir), silent)
  for (const table of ['session', 'set_up_token'] as const) {
    expect(await store.center.owner.selectFrom(table).selectAll().execute()).toEqual([])
  }
  await store.stop()
})

describe('nothing is restored, and it is said why,', () => {
  /** A copy of backup and keys that a case may spoil. */
  const copy = async (): Promise<string> => {
    const path = await inFolder()
    await writeFile(path, await readFile(file))
    await writeFile(`${path}.keys`, await readFile(`${file}.keys`))
    return path
  }
  const cut = (share: number) => async (path: string) => {
    const bytes = await readFile(path)
    await writeFile(path, bytes.subarray(0, Math.floor(bytes.length * share)))
  }
  const cutEnd = (count: number) => async (path: string) => {
    const bytes = await readFile(path)
    await writeFile(path, bytes.subarray(0, bytes.length - count))
  }
  const flip = (share: number) => async (path: string) => {
    const bytes = await readFile(path)
    const at = Math.min(bytes.length - 1, Math.floor(bytes.length * share))
    bytes[at] = bytes[at]! ^ 1
    await writeFile(path, bytes)
  }
  const add = (text: string) => async (path: string) => writeFile(path, text, { flag: 'a' })
  const heading = (change: (header: Record<string, unknown>) => object) => async (path: string) => {
    const bytes = await readFile(path)
    const [start, end] = [bytes.indexOf(0x0a) + 1, bytes.indexOf(0x0a, bytes.indexOf(0x0a) + 1)]
    const header = change(JSON.parse(bytes.toString('utf8', start, end)))
    await writeFile(
      path,
      Buffer.concat([bytes.subarray(0, start), Buffer.from(JSON.stringify(header)), bytes.subarray(end)]),
    )
  }
  const resealed = (change: (header: Header) => Header) => async (path: string) => {
    await rewrite(path, change)
  }
  const ofKeys = (spoil: (path: string) => Promise<unknown>) => (path: string) => spoil(`${path}.keys`)
  const otherKeys = (idOf: (header: Header) => string) => async (path: string) => {
    const { header } = await openBackup(path)
    const keys = new Map([...(await readKeys(source)), ['secrets/sealing-key', Buffer.from('another')]])
    await writeFile(`${path}.keys`, toKeysFile(keys, idOf(header), header.at))
  }

  const cases: [string, ObstacleReason, (path: string) => Promise<unknown>][] = [
    ['there is no such file', 'fileMissing', (path) => rm(path)],
    ['it is empty', 'foreignFile', cut(0)],
    ['it is another file', 'foreignFile', (path) => writeFile(path, 'PK\u0003\u0004'.repeat(1000))],
    ['only its heading is there', 'damaged', cut(0.02)],
    ['half of it is there', 'damaged', cut(0.5)],
    ['its last byte is missing', 'damaged', cutEnd(1)],
    ['its digests are missing', 'damaged', cutEnd(trailerBytes)],
    ['something was added', 'damaged', add('\n')],
    ['a bit of its heading is another', 'damaged', flip(0.01)],
    ['a bit of its first rows is another', 'damaged', flip(0.2)],
    ['a bit of its rows is another', 'damaged', flip(0.7)],
    ['a bit of its last digest is another', 'damaged', flip(1)],
    ['its heading was rewritten', 'damaged', heading((it) => ({ ...it, at: '2020-01-01T00:00:00.000Z' }))],
    ['it is of a newer form', 'newerBackup', heading((it) => ({ ...it, format: 3 }))],
    [
      'it knows migrations that this program does not',
      'newerBackup',
      resealed((it) => ({
        ...it,
        migrations: { ...it.migrations, center: [...it.migrations.center, 'fact/9999-later'] },
      })),
    ],
    ['the key file is missing', 'keysMissing', ofKeys((path) => rm(path))],
    ['the key file is cut short', 'keysDamaged', ofKeys(cut(0.6))],
    ['a bit of the key file is another', 'keysDamaged', ofKeys(flip(0.5))],
    ['the key file is of another installation', 'keysOfOther', otherKeys(() => newId())],
    ['its own key file says that another wrote it', 'damaged', otherKeys((it) => it.id)],
  ]
  test.each(cases)('when %s', async (_, reason, spoil) => {
    const path = await copy()
    await spoil(path)
    const dataDir = join(await folder(), 'data')
    await expect(restore(dataDir, path)).rejects.toMatchObject({ name: 'Obstacle', reason })
    await expect(readdir(dataDir)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('when somebody without the keys wrote it anew, with digests that fit', async () => {
    const path = await copy()
    await rewrite(path, (it) => it, new Uint8Array(32))
    const dataDir = join(await folder(), 'data')
    await expect(restore(dataDir, path)).rejects.toMatchObject({ reason: 'damaged' })
    await expect(readdir(dataDir)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('when there is a county already, and it stays as it was', async () => {
    await expect(restore(source)).rejects.toMatchObject({ reason: 'notEmpty' })
    const store = await openStore(settingsOf(source), silent)
    expect(await dumpAll(store)).toEqual(there)
    await expect(restore(source)).rejects.toMatchObject({ reason: 'programRuns' })
    await store.stop()
  })

  test('when a row does not go in: databases and keys stay empty, and a good backup goes in after', async () => {
    const twice = await inFolder()
    await writeFile(`${twice}.keys`, await readFile(`${file}.keys`))
    await writeBackup(twice, (await openBackup(file)).header, withTwice(file, 'template'), await sealKey())
    const dataDir = await folder()
    await expect(restore(dataDir, twice)).rejects.toThrow(/duplicate key.*template_pkey/)
    expect((await readdir(dataDir)).filter((it) => it === 'keys' || it.startsWith('restoring'))).toEqual([])
    expect(await restore(dataDir)).toMatchObject({ different: [] })
  })
})

const sealKey = async (): Promise<Uint8Array> => sealKeyOf(await readKeys(source))!

/** The same content under another heading, sealed with the installation's own key or another. */
async function rewrite(path: string, change: (header: Header) => Header, key?: Uint8Array): Promise<void> {
  const { header, from, to } = await openBackup(path)
  const text = gunzipSync((await readFile(path)).subarray(from, to)).toString()
  await rm(path)
  const lines = (async function* () {
    yield text
  })()
  await writeBackup(path, change(header), lines, key ?? (await sealKey()))
}

/** The content of a backup with the rows of one table twice, in a form that fits otherwise. */
async function* withTwice(path: string, table: string): AsyncGenerator<string> {
  const end: EndMark = { kind: 'end', kept: [], rebuilt: [] }
  for await (const part of listParts(await openBackup(path))) {
    if (part.kind === 'end') continue
    const rows = part.mark.table === table ? [...part.rows, ...part.rows] : part.rows
    const sum = startSum(part.mark.role, part.mark.table)
    sum.add(rows)
    end.kept.push(sum.end())
    yield `#${JSON.stringify(part.mark)}\n${rows.join('\n')}\n`
  }
  yield `#${JSON.stringify(end)}\n`
}

describe('no backup is made', () => {
  test('over a file that is there', async () => {
    const path = await inFolder()
    await writeFile(path, 'something of mine')
    await expect(backUp(source, path)).rejects.toMatchObject({ reason: 'fileThere' })
    expect(await readFile(path, 'utf8')).toBe('something of mine')
  })

  test.each<[string, ObstacleReason, () => Promise<[string, string]>]>([
    ['of nothing', 'nothingHere', async () => [await folder(), await inFolder()]],
    ['into a folder that is not there', 'cannotWrite', async () => [source, join(await folder(), 'no', 'such')]],
  ])('%s', async (_, reason, places) => {
    const [dataDir, path] = await places()
    await expect(backUp(dataDir, path)).rejects.toMatchObject({ reason })
    expect(await readdir(join(path, '..')).catch(() => [])).toEqual([])
  })

  test.each<[string, ObstacleReason, string, Buffer | undefined]>([
    ['the key that seals it', 'keysMissing', 'secrets/sealing-key', undefined],
    ['the outermost key', 'keysMissing', 'keys/station.key', undefined],
    ['the right outermost key', 'keysDoNotFit', 'keys/station.key', Buffer.from('A'.repeat(43))],
  ])('without %s', async (_, reason, name, instead) => {
    const path = await inFolder()
    const key = join(source, name)
    const kept = await readFile(key)
    await rm(key)
    if (instead) await writeFile(key, instead)
    try {
      await expect(backUp(source, path)).rejects.toMatchObject({ reason })
      expect(await readdir(join(path, '..'))).toEqual([])
    } finally {
      await writeFile(key, kept)
    }
  })
})

test('an installation on another server is restored and backed up by its address', async () => {
  const { base, prefix } = inject('testServer')
  const names = { center: `${prefix}_moved`, station: `${prefix}_moved_station` }
  await asAdmin((admin) => sql`create database ${sql.id(names.center)} template template0`.execute(admin))
  const dataDir = await folder()
  const settings = settingsOf(dataDir, { databaseUrl: withDatabase(base, names.center) })
  const empty = await openStore(settings, silent)
  await sql`select 1`.execute(empty.center.app)
  await expect(bringBack(settings, file, clock.now(), silent)).rejects.toMatchObject({ reason: 'programRuns' })
  await empty.stop()
  expect(await bringBack(settings, file, clock.now(), silent)).toMatchObject({ different: [], shut: 0 })
  await expect(bringBack(settings, file, clock.now(), silent)).rejects.toMatchObject({ reason: 'notEmpty' })
  const store = await openStore(settings, silent)
  expect(await dumpAll(store)).toEqual(there)
  const path = await inFolder()
  await takeBackup(settings, path, clock.now(), silent)
  await store.stop()
  const back = await folder()
  await restore(back, path)
  const home = await openStore(settingsOf(back), silent)
  expect(await dumpAll(home)).toEqual(there)
  await home.stop()
})

test('a backup of before a migration gets it while it is restored', async () => {
  const path = await inFolder()
  await writeFile(path, await readFile(file))
  await writeFile(`${path}.keys`, await readFile(`${file}.keys`))
  const without = (names: string[]) => names.filter((it) => it !== 'fact/0002-append-only')
  await rewrite(path, (it) => ({
    ...it,
    migrations: { center: without(it.migrations.center), station: without(it.migrations.station) },
  }))
  const dataDir = await folder()
  await restore(dataDir, path)
  const store = await openStore(settingsOf(dataDir), silent)
  const { rows } = await sql`select obj_description('fact'::regclass) as comment`.execute(store.center.owner)
  expect(rows).toEqual([{ comment: 'append-only' }])
  expect(await dumpAll(store)).toEqual(there)
  await expect(sql`delete from fact`.execute(store.center.app)).rejects.toThrow(/permission denied/)
  await store.stop()
})

describe('typed by somebody', () => {
  const main = fileURLToPath(new URL('../../src/main/', import.meta.url))
  const type = (command: string, dataDir: string, ...argv: string[]) =>
    new Promise<{ code: number; text: string }>((done) => {
      const env = { ...process.env, DATA_DIR: dataDir, INIT_CWD: dataDir }
      const args = ['--import', 'tsx', join(main, `${command}.ts`), ...argv]
      execFile(process.execPath, args, { env }, (failure, out, err) =>
        done({ code: Number(failure?.code ?? 0), text: out + err }),
      )
    })

  test('rebuild, backup and restore speak in sentences, beside a running program too', async () => {
    const dataDir = await folder()
    await restore(dataDir)
    const store = await openStore(settingsOf(dataDir), silent)
    const rebuilt = await type('rebuild', dataDir)
    expect(rebuilt).toMatchObject({ code: 0, text: expect.stringContaining('程序正在运行，直接使用它的数据库') })
    expect(rebuilt.text.match(/重建前差异 0 张表/g)).toHaveLength(2)

    await store.center.owner.deleteFrom('duty').execute()
    const again = await type('rebuild', dataDir)
    expect([again.code, again.text]).toEqual([1, expect.stringContaining('duty：多 0 行，少 1 行')])

    expect(await type('backup', dataDir, 'b')).toMatchObject({
      code: 0,
      text: expect.stringContaining('已备份 江岸区'),
    })
    expect((await readdir(dataDir)).filter((it) => it.startsWith('b'))).toEqual(['b', 'b.keys'])
    const refused = [
      await type('backup', dataDir),
      await type('backup', dataDir, 'b'),
      await type('restore', dataDir, 'b'),
    ]
    await store.stop()
    refused.push(await type('restore', dataDir, 'b'))
    const words = ['请给出一个文件名', '文件已存在', '请先停止它再恢复', '这里已有数据（江岸区）']
    for (const [i, { code, text }] of refused.entries()) {
      expect([code, text]).toEqual([1, expect.stringContaining(words[i] ?? '')])
      expect(text).not.toMatch(/ {4}at /)
    }
  }, 180_000)
})
