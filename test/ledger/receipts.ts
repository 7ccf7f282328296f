import { createHash } from 'node:crypto'
import { commitmentOf } from '../../src/fact/commitment.ts'
import type { Fact } from '../../src/fact/fact.ts'
import { utf8 } from '../../src/kit/tlog/bytes.ts'
import { readLeaf } from '../../src/kit/tlog/leaf.ts'
import { formatReceipt, type Shown } from '../../src/kit/tlog/receipt.ts'
import { entryOf } from '../../src/ledger/entry.ts'
import { type MemoryLog, type MemoryLogOptions, memoryLog } from './memoryLog.ts'

const bytesFrom = (seed: string): Buffer => createHash('sha256').update(seed).digest()
const idFrom = (seed: string): string => {
  const hex = bytesFrom(seed).toString('hex')
  return `019a${hex.slice(0, 4)}-${hex.slice(4, 8)}-7${hex.slice(8, 11)}-8${hex.slice(11, 14)}-${hex.slice(14, 26)}`
}

/** A check-in as a station states it: the longest of the facts that people get receipts of. */
export function checkInFact(seed: string): Fact {
  const [deviceId, staffId, siteId, bootId] = ['device', 'staff', 'site', 'boot'].map((it) => idFrom(`${it}${seed}`))
  const wall = '2026-11-22T00:24:31.870Z'
  const beacon = { id: idFrom(`beacon${seed}`), centerTime: '2026-11-22T00:24:01.004Z', monotonicMs: 86_211_044.2 }
  return {
    id: idFrom(`fact${seed}`),
    countyId: 420101,
    kind: 'checkIn',
    at: wall,
    recordedAt: wall,
    by: { kind: 'station', deviceId },
    siteId,
    staffId,
    deviceId,
    deviceSeq: 31_207,
    simulated: false,
    idemKey: `checkIn:${idFrom(`checkIn${seed}`)}`,
    body: {
      checkInId: idFrom(`checkIn${seed}`),
      staffId,
      siteId,
      method: 'face',
      direction: 'arrival',
      time: {
        wall,
        monotonicMs: 86_241_910.4,
        bootId,
        beacon: { ...beacon, wall: '2026-11-22T00:24:01.012Z', roundTripMs: 16.2 },
        clockJumped: false,
      },
      attemptId: idFrom(`attempt${seed}`),
      reason: null,
    },
  } as Fact
}

export interface Sample {
  readonly log: MemoryLog
  readonly text: string
  readonly fact: Fact
  readonly salt: Uint8Array
  readonly index: number
}

export const publishedAt = '2026-11-22T00:25:00.000Z'

/** A receipt of a check-in somewhere in a log of so many entries. */
export async function sampleReceipt(size: number, index: number, options: MemoryLogOptions = {}): Promise<Sample> {
  const log = memoryLog(options)
  const [fact, salt] = [checkInFact('a'), bytesFrom('salt')]
  const entry = entryFor(fact, salt)
  for (let i = 0; i < size; i += 1) log.add(i === index ? entry : utf8(`{"c":"entry ${i}","v":1}`))
  log.publish(publishedAt)
  return { log, fact, salt, index, text: await receiptOf(log, fact, salt, index) }
}

export const entryFor = (fact: Fact, salt: Uint8Array): Uint8Array =>
  entryOf({
    commitment: commitmentOf(fact, salt),
    deviceId: fact.deviceId ?? null,
    deviceSeq: fact.deviceSeq ?? null,
  })

export async function receiptOf(log: MemoryLog, fact: Fact, salt: Uint8Array, index: number): Promise<string> {
  const leaf = readLeaf(JSON.parse(Buffer.from(entryFor(fact, salt)).toString()))
  if (!leaf) throw new Error('the entry is no leaf')
  return formatReceipt({ leaf, opening: { fact: fact as unknown as Shown, salt }, proof: await log.prove(index) })
}
