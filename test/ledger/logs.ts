import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { append } from '../../src/fact/append.ts'
import { type KeyPlace, type KeyWrap, openSigners } from '../../src/ledger/keys.ts'
import { type LogParts, openLog, type RunningLog } from '../../src/ledger/running.ts'
import { findHead } from '../../src/ledger/store.ts'
import type { Db } from '../../src/store/open.ts'
import { countyId, dutyFact } from '../fact/samples.ts'

/** A key store that hides nothing: what is tested is not how keys are wrapped. */
const bareWrap: KeyWrap = { wrap: async (bytes) => bytes, unwrap: async (bytes) => bytes }

export const testKeys = (folder: string, purpose: KeyPlace['purpose'] = 'log'): KeyPlace => ({
  folder: join(folder, 'keys'),
  purpose,
  wrap: bareWrap,
})

export const origin = `kq.${countyId}/log1`

/** A folder of one's own, removed at the end. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'zaigang-log-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Opens the county's log in a folder as the program does, without witnesses unless some are given. */
export async function openTestLog(db: Db, folder: string, more: Partial<LogParts> = {}): Promise<RunningLog> {
  const name = (await findHead(db, countyId))?.origin ?? origin
  const signers = await openSigners(testKeys(folder), name)
  const [promiseSigner] = await openSigners(testKeys(folder, 'promise'), `${name}/promise`)
  if (!promiseSigner) throw new Error('no key for promises')
  return openLog({
    db,
    clock: { now: () => new Date().toISOString(), monotonic: () => performance.now() },
    countyId,
    origin,
    folder: join(folder, 'log'),
    signers,
    promiseSigner,
    cosign: async () => [],
    ...more,
  })
}

export async function appendSome(db: Db, count: number, prefix = 'n'): Promise<void> {
  const facts = Array.from({ length: count }, (_, i) => dutyFact(`${prefix}${i}`))
  for (let at = 0; at < count; at += 500) await append(db, facts.slice(at, at + 500), [])
}
