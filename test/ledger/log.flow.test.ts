import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { append } from '../../src/fact/append.ts'
import { sameBytes, textOf, toHex } from '../../src/kit/tlog/bytes.ts'
import { parseSignedCheckpoint } from '../../src/kit/tlog/checkpoint.ts'
import { leafHash } from '../../src/kit/tlog/hash.ts'
import { isConsistent, rootOfInclusion } from '../../src/kit/tlog/merkle.ts'
import { parsePolicy, standingOf } from '../../src/kit/tlog/policy.ts'
import { hashTilesOf, tilePath, tilesAt } from '../../src/kit/tlog/tile.ts'
import { deviceMark, entryOf } from '../../src/ledger/entry.ts'
import { MissingFact, readEntries } from '../../src/ledger/following.ts'
import { addKey, listKeyFiles, openSigners, retireKey } from '../../src/ledger/keys.ts'
import { renewLog } from '../../src/ledger/renew.ts'
import { HeadMoved } from '../../src/ledger/sequence.ts'
import { isSignedWithSm2, sm2StandingOf } from '../../src/ledger/sm2.ts'
import { findLastNote } from '../../src/ledger/store.ts'
import { listFormer } from '../../src/publish/log/store.ts'
import type { Db } from '../../src/store/open.ts'
import { freshDb } from '../db.ts'
import { listCommitments } from '../fact/commitments.ts'
import { countyId, deviceId, dutyFact } from '../fact/samples.ts'
import { appendSome, openTestLog, origin, testKeys, withFolder } from './logs.ts'

const withLog = (work: (db: Db, folder: string, owner: Db) => Promise<void>) => async () => {
  const { app, owner, close } = await freshDb()
  try {
    await withFolder((folder) => work(app, folder, owner))
  } finally {
    await close()
  }
}
const headOf = (note: string) => {
  const signed = parseSignedCheckpoint(note)
  if (!signed) throw new Error(note)
  return signed
}

describe('the log', () => {
  test(
    'holds every fact at its place, signed, and proves each of them',
    withLog(async (db, folder) => {
      const log = await openTestLog(db, folder)
      expect(await log.grow()).toBe(false)
      await appendSome(db, 700)
      expect(await log.grow()).toBe(true)
      expect(await log.grow()).toBe(false)
      const signed = headOf(log.checkpoint())
      expect(signed.checkpoint).toMatchObject({ origin, size: 700 })
      expect(standingOf(signed.note, parsePolicy(log.policy())).state).toBe('witnessed')
      const facts = await listCommitments(db, countyId, 0, 1000)
      for (const index of [0, 1, 255, 256, 511, 698, 699]) {
        const { path } = await log.prove(index)
        const leaf = leafHash(entryOf(facts[index] as (typeof facts)[0]))
        expect(toHex(rootOfInclusion(index, 700, leaf, path) ?? leaf)).toBe(toHex(signed.checkpoint.root))
      }
      await expect(log.prove(700)).rejects.toThrow(RangeError)
    }),
  )

  test(
    'publishes what was signed when a failure came between, and never asks the witnesses for less again',
    withLog(async (db, folder) => {
      let fails = false
      const asked: number[] = []
      const cosign = async (note: string) => {
        asked.push(headOf(note).checkpoint.size)
        if (fails) throw new Error('the answer could not be kept')
        return []
      }
      const log = await openTestLog(db, folder, { cosign })
      await appendSome(db, 5, 'a')
      await log.grow()
      fails = true
      await appendSome(db, 5, 'b')
      await expect(log.grow()).rejects.toThrow('could not be kept')
      await expect(log.cosignAgain()).rejects.toThrow('could not be kept')
      expect(log.size()).toBe(5)
      fails = false
      expect(await log.grow()).toBe(true)
      expect(log.size()).toBe(10)
      await log.cosignAgain()
      expect(asked).toEqual([5, 10, 10, 10, 10])
    }),
  )

  test(
    'goes on where it was signed last when the database was away for a while',
    withLog(async (db, folder, owner) => {
      const log = await openTestLog(db, folder)
      await appendSome(db, 5, 'a')
      await log.grow()
      const { rows } = await sql<{ login: string }>`select current_user as login`.execute(db)
      const login = sql.id(rows[0]?.login ?? '')
      await sql`revoke all on log_head from ${login}`.execute(owner)
      await appendSome(db, 5, 'b')
      await expect(log.grow()).rejects.toThrow('log_head')
      await expect(log.grow()).rejects.toThrow('log_head')
      await sql`grant select, insert, update, delete on log_head to ${login}`.execute(owner)
      expect(await log.grow()).toBe(true)
      await appendSome(db, 1, 'c')
      expect(await log.grow()).toBe(true)
      expect(headOf(log.checkpoint()).checkpoint.size).toBe(11)
    }),
  )

  test(
    'says of a fact its commitment, and of a device its mark and number; nothing else',
    withLog(async (db) => {
      await append(db, [dutyFact('a')], [])
      const [fact] = await listCommitments(db, countyId, 0, 1)
      if (!fact) throw new Error('no fact')
      const commitment = Buffer.from(fact.commitment).toString('base64')
      expect(textOf(entryOf(fact))).toBe(`{"c":"${commitment}","v":1}`)
      const numbered = textOf(entryOf({ ...fact, deviceId, deviceSeq: 12 }))
      expect(numbered).toBe(`{"c":"${commitment}","dev":"${deviceMark(deviceId)}","seq":12,"v":1}`)
      expect(numbered).not.toContain(deviceId.slice(0, 8))
    }),
  )

  test(
    'reads from the database the very entries of the facts, in their order, and names the first that is missing',
    withLog(async (db, _, owner) => {
      await appendSome(db, 60)
      const large = 2 ** 40 + 7
      await sql`update fact set device_id = ${deviceId}, device_seq = position where position % 3 = 0`.execute(owner)
      await sql`update fact set device_id = gen_random_uuid(), device_seq = ${large} where position = 20`.execute(owner)
      const facts = await listCommitments(db, countyId, 0, 100)
      const entries = await readEntries(db, countyId, 10, 60)
      expect(Array.from({ length: entries.count }, (_, i) => entries.at(i))).toEqual(
        facts.slice(10).map((fact) => textOf(entryOf(fact))),
      )
      expect(entries.at(9)).toContain(`"seq":${large},`)
      await sql`delete from fact where position in (33, 41)`.execute(owner)
      await expect(readEntries(db, countyId, 10, 60)).rejects.toEqual(new MissingFact(33))
      await expect(readEntries(db, countyId, 32, 40)).rejects.toMatchObject({ position: 33 })
      await expect(readEntries(db, countyId, 50, 70)).rejects.toMatchObject({ position: 61 })
    }),
  )

  test(
    'grows over many checkpoints, each beginning with the one before, and keeps just the tiles these need',
    withLog(async (db, folder) => {
      const log = await openTestLog(db, folder)
      const heads: ReturnType<typeof headOf>[] = []
      for (const more of [1, 3, 250, 2, 1, 300]) {
        await appendSome(db, more)
        await log.grow()
        heads.push(headOf(log.checkpoint()))
      }
      const newer = heads.at(-1)?.checkpoint
      if (!newer) throw new Error('no head')
      for (const { checkpoint: older } of heads)
        expect(isConsistent({ older, newer }, await log.proveGrowth(older.size))).toBe(true)
      for (const tile of [...hashTilesOf(557), ...tilesAt('entries', 557)])
        await expect(readFile(join(folder, 'log', tilePath(tile)))).resolves.toBeInstanceOf(Buffer)
      await expect(readFile(join(folder, 'log', 'tile/0/000.p/254'))).rejects.toThrow('ENOENT')
    }),
  )

  test(
    'goes on after a restart from its tiles, and makes missing or broken ones again from the facts',
    withLog(async (db, folder) => {
      await appendSome(db, 300)
      await (await openTestLog(db, folder)).grow()
      await appendSome(db, 10)
      await (await openTestLog(db, folder)).grow()
      await writeFile(join(folder, 'log', 'tile/0/001.p/54'), Buffer.alloc(54 * 32))
      await (await openTestLog(db, folder)).prove(280)
      await rm(join(folder, 'log', 'tile'), { recursive: true })
      const log = await openTestLog(db, folder)
      const { path, signed } = await log.prove(3)
      const [, , , fact] = await listCommitments(db, countyId, 0, 4)
      const leaf = leafHash(entryOf(fact as NonNullable<typeof fact>))
      expect(sameBytes(rootOfInclusion(3, 310, leaf, path) ?? leaf, signed.checkpoint.root)).toBe(true)
    }),
  )

  test(
    'a promise is signed, names the place, and its key is in the policy',
    withLog(async (db, folder) => {
      const log = await openTestLog(db, folder)
      const note = log.promise(Buffer.from('{}'), 5, '2026-03-02T00:00:00.000Z')
      expect(note).toContain('index 5\n')
      expect(note).toContain('before 2026-03-02T00:10:00.000Z\n')
      expect(log.policy()).toContain(`# promise ${origin}/promise+`)
    }),
  )
})

describe('what is kept of a checkpoint', () => {
  test(
    'its newest note is the one with the newest cosignatures, though the clock stands still or goes back',
    withLog(async (db, folder) => {
      const now = ['2026-03-02T00:00:05.000Z', '2026-03-02T00:00:05.000Z', '2026-03-02T00:00:01.000Z']
      const witness = { name: 'w.example', keyId: '00000000', signature: Buffer.alloc(72) }
      const cosign = async () => [{ ...witness, keyId: `0000000${now.length}` }]
      await appendSome(db, 2)
      const clock = { now: () => now.shift() ?? '2026-03-02T00:00:00.000Z', monotonic: () => 0 }
      const log = await openTestLog(db, folder, { clock, cosign })
      await log.grow()
      await log.cosignAgain()
      expect(await findLastNote(db, countyId, origin)).toBe(log.checkpoint())
      const { rows } = await sql`select at from log_checkpoint`.execute(db)
      expect(rows).toHaveLength(3)
    }),
  )

  test(
    'without witnesses it is kept once when the log grows, and again at each sign of life',
    withLog(async (db, folder) => {
      await appendSome(db, 2)
      const log = await openTestLog(db, folder)
      const rows = async () => (await sql`select note from log_checkpoint`.execute(db)).rows
      await log.grow()
      expect(await rows()).toEqual([{ note: log.checkpoint() }])
      await log.cosignAgain()
      await log.cosignAgain()
      expect(await rows()).toHaveLength(3)
    }),
  )

  test(
    'the public policy names the witnesses and how many it takes, not where they take checkpoints',
    withLog(async (db, folder) => {
      const vkey = 'w.example/a+0a1b2c3d+BA=='
      const witnesses = `# ours\nwitness a ${vkey} http://10.0.0.7:7380\nquorum a\n`
      const policy = (await openTestLog(db, folder, { witnesses })).policy()
      expect(policy).toContain(`witness a ${vkey}\nquorum a\n`)
      expect(policy).not.toContain('10.0.0.7')
    }),
  )
})

describe('the program does not start', () => {
  test(
    'when facts of the published log are gone',
    withLog(async (db, folder, owner) => {
      await appendSome(db, 20)
      await (await openTestLog(db, folder)).grow()
      await sql`delete from fact where position = 20`.execute(owner)
      await sql`update fact_head set position = 19`.execute(owner)
      await expect(openTestLog(db, folder)).rejects.toMatchObject({ reason: 'logShrunk' })
    }),
  )

  test(
    'when the database was brought back to before the published checkpoint',
    withLog(async (db, folder, owner) => {
      await appendSome(db, 20)
      const log = await openTestLog(db, folder)
      await log.grow()
      await sql`update log_head set size = 10`.execute(owner)
      await expect(openTestLog(db, folder)).rejects.toMatchObject({ reason: 'logShrunk' })
      await sql`delete from log_head`.execute(owner)
      await expect(openTestLog(db, folder)).rejects.toMatchObject({ reason: 'logShrunk' })
    }),
  )

  test(
    'when a fact was changed and its tiles thrown away to hide it',
    withLog(async (db, folder, owner) => {
      await appendSome(db, 20)
      await (await openTestLog(db, folder)).grow()
      await sql`update fact set commitment = sha256('x') where position = 7`.execute(owner)
      await rm(join(folder, 'log', 'tile'), { recursive: true })
      await expect(openTestLog(db, folder)).rejects.toMatchObject({ reason: 'logForked' })
    }),
  )

  test(
    'a fact missing in the middle stops the log where it is',
    withLog(async (db, folder, owner) => {
      const log = await openTestLog(db, folder)
      await appendSome(db, 20)
      await sql`delete from fact where position = 7`.execute(owner)
      await expect(log.grow()).rejects.toThrow('position 7')
      expect(log.size()).toBe(0)
    }),
  )
})

describe('a log is begun anew', () => {
  test(
    'where an older backup was brought back: under another name, the former one shown with the reason',
    withLog(async (db, folder, owner) => {
      await appendSome(db, 20)
      await (await openTestLog(db, folder)).grow()
      const about = {
        countyId,
        folder: join(folder, 'log'),
        because: '恢复了周一的备份',
        now: '2026-03-02T00:00:00.000Z',
      }
      expect(await renewLog(owner, about)).toBeUndefined()

      await sql`delete from fact where position > 12`.execute(owner)
      await sql`update fact_head set position = 12`.execute(owner)
      await sql`update log_head set size = 10`.execute(owner)
      await expect(openTestLog(db, folder)).rejects.toMatchObject({ reason: 'logShrunk' })
      const successor = `kq.${countyId}/log2`
      expect(await renewLog(owner, about)).toEqual({ former: { origin, size: 20 }, origin: successor })
      const log = await openTestLog(db, folder)
      await log.grow()
      expect(headOf(log.checkpoint()).checkpoint).toMatchObject({ origin: successor, size: 12 })
      expect(standingOf(headOf(log.checkpoint()).note, parsePolicy(log.policy())).state).toBe('witnessed')
      await appendSome(db, 3, 'z')
      await log.grow()
      const again = await openTestLog(db, folder)
      expect(again.size()).toBe(15)
      const [former] = await listFormer(db, countyId)
      expect(former).toMatchObject({ origin, size: 20, because: about.because })
      expect(headOf(former?.note ?? '').checkpoint.size).toBe(20)
      await expect(readFile(join(folder, 'log', 'former', `kq.${countyId}-log1`, 'checkpoint'))).resolves.toBeDefined()
    }),
  )
})

describe('two programs on one log', () => {
  test(
    'the second that writes is told, and does not write',
    withLog(async (db, folder) => {
      await appendSome(db, 5)
      const [one, two] = [await openTestLog(db, folder), await openTestLog(db, folder)]
      await one.grow()
      await appendSome(db, 5, 'm')
      await expect(two.grow()).rejects.toThrow(HeadMoved)
      expect(await one.grow()).toBe(true)
      expect(headOf(await readFile(join(folder, 'log', 'checkpoint'), 'utf8')).checkpoint.size).toBe(10)
    }),
  )
})

describe('keys', () => {
  test(
    'a successor signs beside the old one, and alone once that is retired; SM2 is a line that others pass over',
    withLog(async (db, folder) => {
      await appendSome(db, 3)
      await (await openTestLog(db, folder)).grow()
      const keys = testKeys(folder)
      await addKey(keys, 'ed25519')
      await addKey(keys, 'sm2')
      await appendSome(db, 3)
      const both = await openTestLog(db, folder)
      await both.grow()
      const { note } = headOf(both.checkpoint())
      expect(note.signatures).toHaveLength(3)
      const signers = await openSigners(keys, origin)
      const sm2 = signers.at(-1)
      expect(note.signatures.some((line) => sm2 && isSignedWithSm2(note.text, sm2.key, line))).toBe(true)
      expect(note.signatures.some((line) => sm2 && isSignedWithSm2(`${note.text}x`, sm2.key, line))).toBe(false)
      expect(standingOf(note, parsePolicy(both.policy())).state).toBe('witnessed')

      expect(sm2StandingOf(note, both.policy())).toBe('signed')
      expect(sm2StandingOf({ ...note, text: `${note.text}x` }, both.policy())).toBe('wrong')
      expect(sm2StandingOf({ ...note, signatures: note.signatures.slice(0, 2) }, both.policy())).toBe('absent')

      const [first] = await listKeyFiles(keys)
      await retireKey(keys, first?.file ?? '')
      await appendSome(db, 3)
      const alone = await openTestLog(db, folder)
      await alone.grow()
      expect(headOf(alone.checkpoint()).note.signatures).toHaveLength(2)
      expect(standingOf(headOf(alone.checkpoint()).note, parsePolicy(both.policy())).state).toBe('witnessed')
    }),
  )
})
