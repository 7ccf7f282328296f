import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Description } from '../../src/face/description.ts'
import { newId } from '../../src/kit/ids.ts'
import { openContent, sealContent } from '../../src/presence/vault/envelope.ts'
import { commandHook, fileHook } from '../../src/presence/vault/keyHook.ts'
import { toBytes, toDescription } from '../../src/presence/vault/templateBytes.ts'
import { openVault } from '../../src/presence/vault/vault.ts'
import type { Db } from '../../src/store/open.ts'
import { withStationDb } from '../db.ts'

const countyId = 330327
const folder = (): string => mkdtempSync(join(tmpdir(), 'keys-'))
const faceOf = (seed: number): Description => ({
  version: 'test-1',
  vectors: {
    fa: Float32Array.from({ length: 128 }, (_, i) => Math.sin(seed * 13.7 + i * 1.3)),
    fr: Float32Array.from({ length: 1024 }, (_, i) => Math.cos(seed * 7.1 + i * 0.7)),
    mf: Float32Array.from({ length: 192 }, (_, i) => Math.cos(seed * 5.3 + i * 0.9)),
  },
})
const enrolledOf = (staffId = newId()) => ({
  templateId: newId(),
  staffId,
  consentId: newId(),
  enrolledAt: '2026-03-02T00:00:00.000Z',
})
const nothing = async () => undefined

const openOne = async (keys = folder()) => {
  const deviceId = newId()
  const open = async () => openVault({ countyId, deviceId }, keys, await fileHook(keys))
  return { keys, deviceId, open, vault: await open() }
}

describe('a template in its envelope', () => {
  const siteKey = new Uint8Array(32).fill(7)
  const bound = { staffId: newId(), modelVersion: 'm1', consentId: newId() }
  const content = toBytes(faceOf(1))

  test('opens to what was sealed', () => {
    const opened = toDescription(openContent(siteKey, sealContent(siteKey, content, bound), bound))
    expect(opened).toEqual(faceOf(1))
  })

  test.each([
    ['another person', { staffId: newId() }],
    ['another model', { modelVersion: 'm2' }],
    ['another consent', { consentId: newId() }],
    ['parts that give the same text when joined', { staffId: `${bound.staffId}m`, modelVersion: '1' }],
  ])('does not open for %s', (_, other) => {
    const sealed = sealContent(siteKey, content, bound)
    expect(() => openContent(siteKey, sealed, { ...bound, ...other })).toThrow()
  })

  test.each(['wrappedKey', 'ciphertext'] as const)('does not open when one bit of the %s is another', (part) => {
    const sealed = sealContent(siteKey, content, bound)
    for (const at of [0, 13, 30, sealed[part].length - 1]) {
      const altered = Uint8Array.from(sealed[part])
      altered[at] = (altered[at] ?? 0) ^ 1
      expect(() => openContent(siteKey, { ...sealed, [part]: altered }, bound)).toThrow()
    }
  })

  test('the same face sealed twice gives ciphertexts that have nothing in common', () => {
    const [a, b] = [sealContent(siteKey, content, bound), sealContent(siteKey, content, bound)]
    const same = a.ciphertext.filter((byte, i) => byte === b.ciphertext[i]).length
    // Of n random pairs of bytes n/256 are equal; four standard deviations on top.
    const n = a.ciphertext.length
    expect(same).toBeLessThan(n / 256 + 4 * Math.sqrt(n / 256))
    expect(Math.abs(correlation(a.ciphertext, b.ciphertext))).toBeLessThan(4 / Math.sqrt(n))
    expect(Buffer.from(a.wrappedKey).equals(Buffer.from(b.wrappedKey))).toBe(false)
  })
})

describe('the outermost key', () => {
  test('is made once, readable by its owner only', async () => {
    const keys = folder()
    const wrapped = await (await fileHook(keys)).wrap(Buffer.from('site key'))
    expect(Buffer.from(await (await fileHook(keys)).unwrap(wrapped)).toString()).toBe('site key')
    expect(statSync(join(keys, 'station.key')).mode & 0o777).toBe(0o600)
  })

  test('can be a command that wraps and unwraps', async () => {
    const script = join(folder(), 'kms')
    writeFileSync(script, '#!/bin/sh\nread x\n[ "$1" = wrap ] && echo "$x" | rev || echo "$x" | rev\n', { mode: 0o700 })
    const hook = commandHook(script)
    expect(Buffer.from(await hook.unwrap(await hook.wrap(Buffer.from('site key!')))).toString()).toBe('site key!')
  })

  test('a command that fails is a failure, not an empty key', async () => {
    await expect(commandHook('/bin/false').wrap(Buffer.from('x'))).rejects.toThrow('did not wrap')
  })
})

describe('the vault of a station', () => {
  test(
    'opens again what it kept, after a start of the program too',
    withStationDb(async (db) => {
      const { vault, open } = await openOne()
      const enrolled = enrolledOf()
      await vault.keep(db, enrolled, faceOf(1), nothing)
      expect(await vault.list(db)).toEqual([enrolled])
      const again = await (await open()).open(db)
      expect(again).toEqual({ templates: [{ ...faceOf(1), person: enrolled.staffId }], shut: [] })
    }),
  )

  test(
    'what is erased cannot be opened again, not even from a backup of the table',
    withStationDb(async (db) => {
      const { vault, open } = await openOne()
      const [gone, stays] = [enrolledOf(), enrolledOf()]
      await vault.keep(db, gone, faceOf(1), nothing)
      await vault.keep(db, stays, faceOf(2), nothing)
      const backup = await db.selectFrom('template').selectAll().where('staff_id', '=', gone.staffId).execute()

      const destroyed = await vault.destroy(db, [gone.staffId], nothing)
      expect(destroyed).toMatchObject([{ templateId: gone.templateId, keyId: backup[0]?.key_id }])
      expect(destroyed[0]?.ciphertextSha256).toMatch(/^[0-9a-f]{64}$/)
      expect((await vault.open(db)).templates.map((one) => one.person)).toEqual([stays.staffId])

      await db
        .insertInto('template')
        .values(
          backup.map((row) => ({
            ...row,
            wrapped_key: Buffer.from(row.wrapped_key),
            ciphertext: Buffer.from(row.ciphertext),
          })),
        )
        .execute()
      for (const one of [vault, await open()]) {
        const { templates, shut } = await one.open(db)
        expect(templates.map((it) => it.person)).toEqual([stays.staffId])
        expect(shut).toEqual([gone.staffId])
      }
    }),
  )

  test(
    'a row moved to another person does not open',
    withStationDb(async (db) => {
      const { vault } = await openOne()
      await vault.keep(db, enrolledOf(), faceOf(1), nothing)
      const other = newId()
      await db.updateTable('template').set({ staff_id: other }).execute()
      expect(await vault.open(db)).toEqual({ templates: [], shut: [other] })
    }),
  )

  test(
    'a new site key wraps keys anew and leaves ciphertexts as they are',
    withStationDb(async (db) => {
      const { vault } = await openOne()
      await vault.keep(db, enrolledOf(), faceOf(1), nothing)
      const [before] = await db.selectFrom('template').selectAll().execute()
      await vault.rotate(db)
      const [after] = await db.selectFrom('template').selectAll().execute()
      expect(after?.ciphertext).toEqual(before?.ciphertext)
      expect(after?.key_id).not.toBe(before?.key_id)
      expect(after?.wrapped_key).not.toEqual(before?.wrapped_key)
      expect((await vault.open(db)).templates).toHaveLength(1)
    }),
  )

  test(
    'enrolling a person again destroys the template before',
    withStationDb(async (db) => {
      const { vault } = await openOne()
      const first = enrolledOf()
      await vault.keep(db, first, faceOf(1), nothing)
      const certified: unknown[] = []
      await vault.keep(db, enrolledOf(first.staffId), faceOf(3), async (_, gone) => void certified.push(...gone))
      expect(certified).toMatchObject([{ templateId: first.templateId }])
      expect((await vault.open(db)).templates).toEqual([{ ...faceOf(3), person: first.staffId }])
    }),
  )

  test(
    'if what is to be recorded cannot be, nothing is erased and nothing kept',
    withStationDb(async (db) => {
      const { vault } = await openOne()
      const enrolled = enrolledOf()
      await vault.keep(db, enrolled, faceOf(1), nothing)
      const fail = () => Promise.reject(new Error('disk full'))
      await expect(vault.destroy(db, [enrolled.staffId], fail)).rejects.toThrow('disk full')
      await expect(vault.keep(db, enrolledOf(), faceOf(2), fail)).rejects.toThrow('disk full')
      expect((await vault.open(db)).templates.map((one) => one.person)).toEqual([enrolled.staffId])
    }),
  )

  test(
    'neither the tables nor the key folder hold a vector or the key in the clear',
    withStationDb(async (db) => {
      const { vault, keys } = await openOne()
      await vault.keep(db, enrolledOf(), faceOf(1), nothing)
      const dump = await dumpOf(db, keys)
      for (const vector of Object.values(faceOf(1).vectors)) {
        const bytes = Buffer.from(vector.buffer)
        for (let at = 0; at + 8 <= bytes.length; at += 64) expect(dump.includes(bytes.subarray(at, at + 8))).toBe(false)
      }
      expect(dump.length).toBeGreaterThan(4000)
    }),
  )
})

async function dumpOf(db: Db, keys: string): Promise<Buffer> {
  const { rows } = await sql<{
    name: string
  }>`select tablename as name from pg_tables where schemaname = 'public'`.execute(db)
  const tables = await Promise.all(
    rows.map(({ name }) => sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(db)),
  )
  const texts = tables.flatMap(({ rows: lines }) => lines.map((line) => line.row))
  const bytes = texts.flatMap((text) =>
    [...text.matchAll(/\\\\?x([0-9a-f]+)/g)].map((hex) => Buffer.from(hex[1] ?? '', 'hex')),
  )
  const files = readdirSync(keys)
    .filter((file) => file !== 'station.key')
    .map((file) => readFileSync(join(keys, file)))
  return Buffer.concat([Buffer.from(texts.join('\n')), ...bytes, ...files])
}

function correlation(a: Uint8Array, b: Uint8Array): number {
  const mean = (values: Uint8Array) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [ma, mb] = [mean(a), mean(b)]
  let [ab, aa, bb] = [0, 0, 0]
  for (const [i, value] of a.entries()) {
    const [x, y] = [value - ma, (b[i] ?? 0) - mb]
    ab += x * y
    aa += x * x
    bb += y * y
  }
  return ab / Math.sqrt(aa * bb)
}
