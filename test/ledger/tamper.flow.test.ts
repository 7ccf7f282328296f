import { cp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { commitmentOf } from '../../src/fact/commitment.ts'
import { erase } from '../../src/fact/erasure.ts'
import { listKept } from '../../src/fact/order.ts'
import { freshSalt } from '../../src/fact/salt.ts'
import { type Checkpoint, parseSignedCheckpoint } from '../../src/kit/tlog/checkpoint.ts'
import { parsePolicy, standingOf } from '../../src/kit/tlog/policy.ts'
import { auditFacts } from '../../src/ledger/audit.ts'
import { examine } from '../../src/ledger/fsck.ts'
import { openSource } from '../../src/ledger/source.ts'
import type { Db } from '../../src/store/open.ts'
import { freshDb } from '../db.ts'
import { countyId } from '../fact/samples.ts'
import { appendSome, openTestLog, withFolder } from './logs.ts'

/** What an outside verifier holds: yesterday's checkpoint, and the policy. */
interface Yesterday {
  readonly checkpoint: Checkpoint
  readonly policy: string
}

const ask = { countyId, now: '2026-03-02T08:00:00.000Z', by: { kind: 'system' } } as const

/** A county with facts since yesterday, of whom somebody has every right over database, tiles and keys. */
const withCounty = (work: (owner: Db, folder: string, yesterday: Yesterday, app: Db) => Promise<void>) => async () => {
  const { app, owner, close } = await freshDb()
  try {
    await withFolder(async (folder) => {
      await appendSome(app, 300)
      const log = await openTestLog(app, folder)
      await log.grow()
      const { checkpoint } = headIn(log.checkpoint())
      await appendSome(app, 50, 'm')
      await log.grow()
      await work(owner, folder, { checkpoint, policy: log.policy() }, app)
    })
  } finally {
    await close()
  }
}

function headIn(note: string) {
  const signed = parseSignedCheckpoint(note)
  if (!signed) throw new Error(note)
  return signed
}

/** The attacker makes the whole log anew from the facts as they are now and signs it with the true keys. */
async function signAnew(owner: Db, folder: string): Promise<void> {
  await rm(join(folder, 'log'), { recursive: true })
  await sql`truncate log_head, log_checkpoint`.execute(owner)
  await (await openTestLog(owner, folder)).grow()
}

/** Gives a changed fact a commitment that fits, as somebody would who knows the program. */
async function commitAnew(owner: Db, position: number): Promise<void> {
  const [placed] = await listKept(owner, countyId, position - 1, 1)
  if (placed?.kept.state !== 'whole') throw new Error('no fact')
  const salt = freshSalt()
  const commitment = commitmentOf(placed.kept.fact, salt)
  await sql`update fact set salt = ${Buffer.from(salt)}, commitment = ${Buffer.from(commitment)}
    where position = ${position}`.execute(owner)
}

const found = async (db: Db, { checkpoint }: Yesterday) => {
  const { deviations } = await auditFacts(db, countyId, checkpoint)
  return deviations.map((one) => one.kind)
}

async function foundInLog(folder: string, { checkpoint, policy }: Yesterday): Promise<string[]> {
  const source = openSource(join(folder, 'log'))
  const now = headIn(await source.readText('checkpoint'))
  // The forger has the log's own key: the signature says nothing against him.
  expect(standingOf(now.note, parsePolicy(policy)).state).toBe('witnessed')
  const findings = await examine({ readTile: source.readTile, checkpoint: now.checkpoint, earlier: checkpoint })
  return findings.map((one) => one.kind)
}

describe('somebody with every right over the database is found out by whoever holds yesterday’s checkpoint', () => {
  test(
    'nothing was changed: nothing is found, and an erasure with its certificate is none',
    withCounty(async (owner, folder, yesterday, app) => {
      const [placed] = await listKept(app, countyId, 9, 1)
      if (placed?.kept.state !== 'whole') throw new Error('no fact')
      await erase(app, [placed.kept.fact.id], 'asked for', ask)
      expect(await found(owner, yesterday)).toEqual([])
      expect(await foundInLog(folder, yesterday)).toEqual([])
    }),
  )

  test(
    'a time changed',
    withCounty(async (owner, _, yesterday) => {
      await sql`update fact set at = at - interval '1 hour' where position = 40`.execute(owner)
      expect(await found(owner, yesterday)).toEqual(['content'])
    }),
  )

  test(
    'a fact deleted',
    withCounty(async (owner, _, yesterday) => {
      await sql`delete from fact where position = 40`.execute(owner)
      expect(await found(owner, yesterday)).toContain('missing')
    }),
  )

  test(
    'a fact deleted and the others moved up to hide the gap',
    withCounty(async (owner, folder, yesterday) => {
      await sql`delete from fact where position = 40`.execute(owner)
      await sql`update fact set position = -position where position > 40`.execute(owner)
      await sql`update fact set position = -position - 1 where position < 0`.execute(owner)
      await sql`update fact_head set position = position - 1`.execute(owner)
      expect(await found(owner, yesterday)).toEqual(['rewritten'])
      await signAnew(owner, folder)
      expect(await foundInLog(folder, yesterday)).toContain('rewritten')
    }),
  )

  test(
    'two persons swapped',
    withCounty(async (owner, _, yesterday) => {
      const someone = '0192f0c1-0000-7abc-8def-000000000009'
      await sql`update fact set staff_id = ${someone} where position = 40`.execute(owner)
      expect(await found(owner, yesterday)).toEqual(['content'])
    }),
  )

  test(
    'contents of two facts swapped, each with its own commitment and salt',
    withCounty(async (owner, _, yesterday) => {
      await sql`update fact as one set body = other.body, salt = other.salt, commitment = other.commitment, at = other.at,
        idem_key = one.idem_key from fact as other
        where (one.position, other.position) in ((40, 41), (41, 40))`.execute(owner)
      const kinds = await found(owner, yesterday)
      expect(kinds).toContain('rewritten')
    }),
  )

  test(
    'a fact back-dated together with its commitment, the log made anew and signed with the true key',
    withCounty(async (owner, folder, yesterday) => {
      await sql`update fact set at = at - interval '1 day', recorded_at = recorded_at - interval '1 day'
        where position = 40`.execute(owner)
      await commitAnew(owner, 40)
      expect(await found(owner, yesterday)).toEqual(['rewritten'])
      await signAnew(owner, folder)
      expect(await foundInLog(folder, yesterday)).toContain('rewritten')
    }),
  )

  test(
    'the tail rewritten and signed again: what came after yesterday is told by today’s checkpoint alone',
    withCounty(async (owner, folder, yesterday, app) => {
      await cp(join(folder, 'log'), join(folder, 'before'), { recursive: true })
      await sql`delete from fact where position > 250`.execute(owner)
      await sql`update fact_head set position = 250`.execute(owner)
      await appendSome(app, 100, 'x')
      await signAnew(owner, folder)
      expect(await found(owner, yesterday)).toEqual(['rewritten'])
      expect(await foundInLog(folder, yesterday)).toContain('rewritten')
      const today = headIn(await readFile(join(folder, 'before', 'checkpoint'), 'utf8'))
      expect(await foundInLog(folder, { ...yesterday, checkpoint: today.checkpoint })).toContain('rewritten')
    }),
  )

  test(
    'a content destroyed without a certificate',
    withCounty(async (owner, _, yesterday) => {
      await sql`update fact set salt = null, body = null where position = 40`.execute(owner)
      expect(await found(owner, yesterday)).toEqual(['uncertified'])
    }),
  )
})
