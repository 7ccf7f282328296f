import { describe, expect, test } from 'vitest'
import { toIso, toMs } from '../../../src/kit/time.ts'
import { utf8 } from '../../../src/kit/tlog/bytes.ts'
import { fingerprintOf } from '../../../src/kit/tlog/fingerprint.ts'
import { parsePolicy } from '../../../src/kit/tlog/policy.ts'
import { parsePromise, promiseKeyOf, verifyPromise } from '../../../src/kit/tlog/promise.ts'
import { verifyReceipt } from '../../../src/kit/tlog/receipt.ts'
import { longestDelayMs } from '../../../src/ledger/log.ts'
import { keyNamed, type MemoryLog, memoryLog } from '../../ledger/memoryLog.ts'
import { checkInFact, entryFor, receiptOf } from '../../ledger/receipts.ts'

const now = '2026-11-22T00:20:00.000Z'
const later = (minutes: number) => toIso(toMs(now) + minutes * 60_000)
const [fact, salt] = [checkInFact('p'), new Uint8Array(32).fill(9)]
const entry = entryFor(fact, salt)
const other = entryFor(checkInFact('q'), salt)

function promised(log: MemoryLog, index = 2) {
  const text = log.promise(entry, index, now)
  const key = promiseKeyOf(log.policy())!
  return { text, key, policy: parsePolicy(log.policy()) }
}

const filled = (...entries: Uint8Array[]): MemoryLog => {
  const log = memoryLog({ witnesses: ['a.example/w', 'b.example/w'] })
  log.add(utf8('zero'), utf8('one'), ...entries)
  return log
}

describe('a promise', () => {
  test('is open until its time, then overdue as long as nobody shows the proof', () => {
    const { text, key } = promised(filled())
    expect(verifyPromise(text, key, later(9))).toMatchObject({ state: 'open', promised: { index: 2 } })
    expect(verifyPromise(text, key, later(10))).toMatchObject({
      state: 'overdue',
      promised: { before: toIso(toMs(now) + longestDelayMs) },
    })
  })

  test('is kept when its entry stands at its place, however late it is looked at', async () => {
    const log = filled(entry)
    const { text, key, policy } = promised(log)
    log.publish(later(1))
    const standing = verifyReceipt(await receiptOf(log, fact, salt, 2), policy, later(60))
    expect(verifyPromise(text, key, later(60), { kind: 'receipt', standing }).state).toBe('kept')
  })

  test('is broken when another entry stands at its place: portable proof', async () => {
    const log = filled(other, entry)
    const { text, key, policy } = promised(log)
    log.publish(later(1))
    const standing = verifyReceipt(await receiptOf(log, checkInFact('q'), salt, 2), policy, later(2))
    expect(verifyPromise(text, key, later(2), { kind: 'receipt', standing })).toMatchObject({
      state: 'broken',
      how: 'otherEntry',
    })
    const elsewhere = verifyReceipt(await receiptOf(log, fact, salt, 3), policy, later(2))
    expect(verifyPromise(text, key, later(2), { kind: 'receipt', standing: elsewhere }).state).toBe('open')
  })

  test.each([
    [11, 'broken'],
    [9, 'overdue'],
  ])('witnesses that saw the log without it after %i minutes: %s', (minutes, state) => {
    const log = filled()
    const { text, key, policy } = promised(log)
    log.publish(later(minutes))
    const evidence = { kind: 'checkpoint', text: log.checkpoint(), policy } as const
    expect(verifyPromise(text, key, later(30), evidence).state).toBe(state)
  })

  test('a log without witnesses cannot be shown to be too short: its own word has no time', () => {
    const log = memoryLog()
    log.add(utf8('zero'))
    const { text, key, policy } = promised(log)
    log.publish(later(30))
    expect(verifyPromise(text, key, later(40), { kind: 'checkpoint', text: log.checkpoint(), policy }).state).toBe(
      'overdue',
    )
  })

  test.each([
    ['another place', /index 2/, 'index 3', 'forged'],
    ['another time', /before 2026/, 'before 2027', 'forged'],
    ['another log', /zaigang\.example\/kq\/420101\nindex/, 'elsewhere.example\nindex', 'otherLog'],
    ['a time that is none', /before .*/, 'before long', 'unreadable'],
    ['another form of the time', /\.000Z/, 'Z', 'unreadable'],
    ['no signature', /— .*\n/, '', 'unreadable'],
    ['other words', /promise v1/, 'promise v2', 'unreadable'],
  ])('with %s is not one', (_, from, to, state) => {
    const { text, key } = promised(filled())
    expect(verifyPromise(text.replace(from, to), key, now).state).toBe(state)
    expect(text.replace(from, to)).not.toBe(text)
  })

  test('by a key of another name is no promise of this log', () => {
    const { text } = promised(filled())
    expect(verifyPromise(text, keyNamed('somebody/promise').key, now).state).toBe('otherLog')
    expect(parsePromise(text)?.promised.index).toBe(2)
    expect(promiseKeyOf('log x\nquorum none\n')).toBeUndefined()
  })
})

test('the fingerprint on the poster changes with every key and with the quorum, not with addresses or remarks', () => {
  const policy = memoryLog({ witnesses: ['a.example/w', 'b.example/w'] }).policy()
  const whole = fingerprintOf(policy)
  expect(whole).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/)
  expect(fingerprintOf(policy.replace(/^(log .*)$/m, '$1 https://zaigang.example/log\n# a remark'))).toBe(whole)
  const others = [
    memoryLog({ witnesses: ['a.example/w', 'c.example/w'] }).policy(),
    memoryLog({ witnesses: ['a.example/w', 'b.example/w'], quorum: 1 }).policy(),
    memoryLog({ origin: 'b.example', witnesses: ['a.example/w', 'b.example/w'] }).policy(),
    policy.replace(/^# promise .*\n/m, ''),
  ]
  for (const one of others) expect(fingerprintOf(one)).not.toBe(whole)
})
