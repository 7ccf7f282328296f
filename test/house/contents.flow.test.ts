import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { erase } from '../../src/fact/erasure.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { bringBack } from '../../src/main/backup/bring.ts'
import { contentsName, openContentKeys } from '../../src/main/backup/contentKeys.ts'
import { destroyErased } from '../../src/main/backup/destroying.ts'
import { type EndMark, type Header, trailerBytes } from '../../src/main/backup/format.ts'
import { readKeys, sealKeyOf } from '../../src/main/backup/keys.ts'
import { listParts, openBackup } from '../../src/main/backup/read.ts'
import { startSum } from '../../src/main/backup/rows.ts'
import { openRow } from '../../src/main/backup/sealedRows.ts'
import { projectionsOf } from '../../src/main/backup/tables.ts'
import { takeBackup } from '../../src/main/backup/take.ts'
import { writeBackup } from '../../src/main/backup/write.ts'
import { openStore } from '../../src/main/house.ts'
import { openKeyHook } from '../../src/presence/vault/keyHook.ts'
import type { Db } from '../../src/store/open.ts'
import { county } from '../people/house.ts'
import { liveABit, type Program, settingsOf, silent, startProgram } from './backup-house.ts'

const folders: string[] = []
const folder = async (): Promise<string> => {
  const made = await mkdtemp(join(tmpdir(), 'zaigang-contents-'))
  folders.push(made)
  return made
}
afterAll(async () => {
  for (const one of folders) await rm(one, { recursive: true, force: true })
})

interface Row {
  readonly id: string
  readonly kind: string
  readonly commitment: string
  readonly salt: string | null
  readonly body: string | null
}
const listFacts = async (db: Db): Promise<Row[]> => {
  const { rows } =
    await sql<Row>`select id, kind, commitment::text as commitment, salt::text as salt, body::text as body
    from fact order by position`.execute(db)
  return rows
}

let source: string
let clock: Program['clock']
let facts: Row[]
let stationFacts: Row[]
/** Of before and after one fact that only the center has, and one that a station made too, were erased. */
let before: string
let after: string
let gone: string[]
const restore = (dataDir: string, from: string) => bringBack(settingsOf(dataDir), from, clock.now(), silent)

beforeAll(async () => {
  source = await folder()
  const program = await startProgram(settingsOf(source))
  clock = program.clock
  await liveABit(program)
  const { center, station } = program.store
  const files = await folder()
  ;[before, after] = [join(files, 'before'), join(files, 'after')]
  await takeBackup(settingsOf(source), before, clock.now(), silent)
  facts = await listFacts(center.owner)
  stationFacts = await listFacts(station.owner)
  const find = (kind: string) => facts.find((it) => it.kind === kind && it.body !== null)?.id ?? ''
  gone = [find('staffKept'), find('checkIn')]
  const by = { kind: 'system' } as const
  await erase(center.app, gone, '试验', { countyId: county.countyId, now: clock.now(), by })
  expect(await destroyErased(center.owner, settingsOf(source))).toBe(gone.length + 1)
  expect(await destroyErased(center.owner, settingsOf(source))).toBe(0)
  await takeBackup(settingsOf(source), after, clock.now(), silent)
  await program.stop()
})

const linesOf = async (path: string): Promise<string[]> => {
  const { from, to } = await openBackup(path)
  return gunzipSync((await readFile(path)).subarray(from, to))
    .toString()
    .split('\n')
}

test('no content and no salt of a fact is in the file in the clear', async () => {
  const lines = await linesOf(before)
  const start = lines.findIndex((it) => it.includes('"table":"fact"')) + 1
  const rows = lines.slice(start, start + lines.slice(start).findIndex((it) => it.startsWith('#')))
  expect(rows).toHaveLength(facts.length)
  expect(rows.filter((it) => it.includes('"sealed":"'))).toHaveLength(facts.filter((it) => it.body !== null).length)
  const whole = lines.join('\n')
  for (const { salt } of [...facts, ...stationFacts]) if (salt !== null) expect(whole).not.toContain(salt.slice(2))
  expect(rows.join('\n')).not.toMatch(/"salt"|"body"|王小明|李小红/)
})

/** What must hold of a restore of the backup of before, with the keys of after. */
async function expectGone(dataDir: string): Promise<void> {
  const store = await openStore(settingsOf(dataDir), silent)
  try {
    const now = await listFacts(store.center.owner)
    const restored = now.slice(0, facts.length)
    expect(restored.map((it) => it.commitment)).toEqual(facts.map((it) => it.commitment))
    for (const [i, row] of restored.entries()) {
      const was = facts[i]
      expect(row).toEqual(gone.includes(row.id) ? { ...was, salt: null, body: null } : was)
    }
    const anew = now.slice(facts.length)
    expect(anew.map((it) => [it.kind, JSON.parse(it.body ?? '{}').factId])).toEqual(
      gone.map((id) => ['factErased', id]),
    )
    for (const row of await listFacts(store.station.owner)) {
      const was = stationFacts.find((it) => it.id === row.id)
      expect(row).toEqual(gone.includes(row.id) ? { ...was, salt: null, body: null } : was)
    }
    for (const role of ['center', 'station'] as const) {
      expect(await compare(store[role].owner, projectionsOf[role])).toEqual([])
    }
  } finally {
    await store.stop()
  }
}

describe('a content erased after the backup', () => {
  test('does not come back with the keys of the installation itself, and its certificate is written anew', async () => {
    const dataDir = join(await folder(), 'data')
    await cp(source, dataDir, { recursive: true, filter: (path) => !path.includes('/postgres') })
    expect(await restore(dataDir, before)).toMatchObject({ keysFrom: 'own', destroyed: 2 })
    await expectGone(dataDir)
  })

  test('does not come back with the newest key file', async () => {
    const path = join(await folder(), 'older')
    await cp(before, path)
    await cp(`${after}.keys`, `${path}.keys`)
    const dataDir = join(await folder(), 'data')
    expect(await restore(dataDir, path)).toMatchObject({ keysFrom: 'file', destroyed: 2 })
    await expectGone(dataDir)
  })

  test('comes back with a key file of before, which the next backup therefore names', async () => {
    const dataDir = join(await folder(), 'data')
    expect(await restore(dataDir, before)).toMatchObject({ keysFrom: 'file', destroyed: 0 })
    const store = await openStore(settingsOf(dataDir), silent)
    expect(await listFacts(store.center.owner)).toEqual(facts)
    await store.stop()
    const again = join(await folder(), 'again')
    await cp(`${before}.keys`, `${again}-1.keys`)
    expect((await takeBackup(settingsOf(source), again, clock.now(), silent)).outlived).toEqual([`${again}-1.keys`])
  })

  test('the key of the fact is nowhere any more, those of its neighbours are', async () => {
    const keys = join(source, 'keys')
    const contents = await openContentKeys(keys, await openKeyHook(keys))
    for (const { id } of facts) expect(contents.find(id) === undefined).toBe(gone.includes(id) || wasErased(id))
  })
})

const wasErased = (id: string): boolean => facts.some((it) => it.id === id && it.body === null)

describe('a backup of before contents were sealed', () => {
  /** The same rows as then: contents in the clear. */
  async function older(to: string): Promise<void> {
    const file = await openBackup(before)
    const keys = await readKeys(source)
    const folderThen = await folder()
    for (const [path, bytes] of (
      JSON.parse(await readFile(`${before}.keys`, 'utf8')) as { files: { path: string; base64: string }[] }
    ).files.map((it) => [it.path, Buffer.from(it.base64, 'base64')] as const)) {
      if (path.startsWith('keys/')) await writeFile(join(folderThen, path.slice(5)), bytes)
    }
    const contents = await openContentKeys(folderThen, await openKeyHook(folderThen))
    const lines: string[] = []
    const sums: EndMark['kept'] = []
    let open: { mark: string; rows: string[]; sum: ReturnType<typeof startSum> } | undefined
    const close = () => {
      if (open) {
        lines.push(open.mark, ...open.rows.map((it) => `${it}\n`))
        sums.push(open.sum.end())
      }
      open = undefined
    }
    for (const text of await linesOf(before)) {
      if (text.startsWith('#{"kind":"table"')) {
        close()
        const mark = JSON.parse(text.slice(1))
        open = { mark: `${text}\n`, rows: [], sum: startSum(mark.role, mark.table) }
      } else if (open && text.startsWith('{')) {
        const row = text.includes('"commitment"') ? openRow(text, contents).row : text
        open.rows.push(row)
        open.sum.add([row])
      }
    }
    close()
    for await (const part of listParts(file)) {
      if (part.kind === 'end') lines.push(`#${JSON.stringify({ ...part.end, kept: sums })}\n`)
    }
    const header: Header = { ...file.header, format: 1 }
    const written = async function* () {
      yield* lines
    }
    const sealKey = sealKeyOf(keys)
    if (sealKey === undefined) throw new Error('no seal')
    await writeBackup(to, header, written(), sealKey)
    const end = (await readFile(to)).subarray(-trailerBytes).toString()
    expect(end).toMatch(/^[0-9a-f]{64} [0-9a-f]{64}\n$/)
  }

  test('is restored, and what was destroyed since does not come back either', async () => {
    const path = join(await folder(), 'older')
    await older(path)
    expect((await linesOf(path)).join('\n')).toContain('"salt":"')
    await cp(`${after}.keys`, `${path}.keys`)
    const dataDir = join(await folder(), 'data')
    expect(await restore(dataDir, path)).toMatchObject({ keysFrom: 'file', destroyed: 2 })
    await expectGone(dataDir)
  })

  test('is restored whole where there never was a tree of keys', async () => {
    const path = join(await folder(), 'older')
    await older(path)
    const keys = JSON.parse(await readFile(`${before}.keys`, 'utf8'))
    keys.files = keys.files.filter((it: { path: string }) => !it.path.endsWith(contentsName))
    const { createHash } = await import('node:crypto')
    keys.sha256 = createHash('sha256')
      .update(JSON.stringify([keys.backupId, keys.at, keys.files]))
      .digest('hex')
    await writeFile(`${path}.keys`, JSON.stringify(keys))
    const dataDir = join(await folder(), 'data')
    expect(await restore(dataDir, path)).toMatchObject({ keysFrom: 'file', destroyed: 0 })
    const store = await openStore(settingsOf(dataDir), silent)
    expect(await listFacts(store.center.owner)).toEqual(facts)
    await store.stop()
  })
})
