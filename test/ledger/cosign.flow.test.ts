import { expect, test } from 'vitest'
import { parseSignedCheckpoint } from '../../src/kit/tlog/checkpoint.ts'
import { formatVkey } from '../../src/kit/tlog/note.ts'
import { parsePolicy, standingOf } from '../../src/kit/tlog/policy.ts'
import type { Outcome } from '../../src/ledger/witness/ask.ts'
import { cosignWith } from '../../src/ledger/witness/cosign.ts'
import { keepSaid, listAlarms, listSaid } from '../../src/ledger/witness/said.ts'
import { withDb } from '../db.ts'
import { countyId } from '../fact/samples.ts'
import { appendSome, openTestLog, origin, withFolder } from './logs.ts'
import { startOwn, temporaryFolder } from './witnessHouse.ts'

const minute = (n: number): string => new Date(Date.UTC(2026, 10, 22, 2, n)).toISOString()

test(
  'what a witness says is kept when it becomes something else, and an alarm stays known',
  withDb(async (db) => {
    const say = (n: number, outcome: Outcome) => keepSaid(db, countyId, [outcome], minute(n))
    const witness = 'w'
    await say(0, { witness, state: 'cosigned', size: 10, atSeconds: 1 })
    await say(1, { witness, state: 'cosigned', size: 20, atSeconds: 2 })
    expect(await listSaid(db, countyId)).toEqual([{ witness, state: 'cosigned', since: minute(0), size: 10 }])
    await say(2, { witness, state: 'silent', why: 'timeout' })
    await say(3, { witness, state: 'silent', why: 'ECONNREFUSED' })
    expect(await listSaid(db, countyId)).toEqual([{ witness, state: 'silent', since: minute(2), size: null }])
    await say(4, { witness, state: 'forked', size: 20 })
    await say(5, { witness, state: 'forked', size: 20 })
    await say(6, { witness, state: 'ahead', size: 30 })
    await say(7, { witness, state: 'ahead', size: 31 })
    await say(8, { witness, state: 'cosigned', size: 32, atSeconds: 3 })
    expect(await listSaid(db, countyId)).toMatchObject([{ state: 'cosigned', since: minute(8) }])
    expect((await listAlarms(db, countyId, 9)).map(({ state, size, since }) => [state, size, since])).toEqual([
      ['ahead', 31, minute(7)],
      ['ahead', 30, minute(6)],
      ['forked', 20, minute(4)],
    ])
    expect(await listSaid(db, countyId + 1)).toEqual([])
  }),
)

test(
  'a log that grows is cosigned each time, asked from where it was, and stands witnessed',
  withDb((db) =>
    withFolder(async (folder) => {
      const bare = await openTestLog(db, folder)
      await appendSome(db, 5, 'a')
      await bare.grow()
      const logKey = parsePolicy(bare.policy()).logs[0]?.key
      const place = temporaryFolder()
      const witness = await startOwn(place.folder, logKey ? [logKey] : [])
      const policyText = `witness w ${formatVkey(witness.key)} ${witness.url}\nquorum w\n`
      let minutes = 0
      const clock = { now: () => minute(minutes++), monotonic: () => 0 }
      const cosign = cosignWith({
        db,
        countyId,
        policy: parsePolicy(policyText),
        clock,
      })
      const log = await openTestLog(db, folder, { cosign, witnesses: policyText })
      for (const prefix of ['b', 'c', 'd']) {
        await appendSome(db, 300, prefix)
        await log.grow()
        const note = parseSignedCheckpoint(log.checkpoint())?.note
        expect(note && standingOf(note, parsePolicy(log.policy())).state).toBe('witnessed')
      }
      expect(await listSaid(db, countyId)).toMatchObject([{ witness: 'w', state: 'cosigned' }])
      await witness.stop()
      await appendSome(db, 3, 'e')
      await log.grow()
      const note = parseSignedCheckpoint(log.checkpoint())?.note
      expect(note && standingOf(note, parsePolicy(log.policy())).state).toBe('signed')
      expect(await listSaid(db, countyId)).toMatchObject([{ witness: 'w', state: 'silent' }])
      expect(logKey?.name).toBe(origin)
      place.remove()
    }),
  ),
)
