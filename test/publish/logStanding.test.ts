import { sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { cosignature, cosignedMessage, formatNote, formatVkey, keyTypes, parseNote } from '../../src/kit/tlog/note.ts'
import type { Answered } from '../../src/ledger/witness/ask.ts'
import type { Said } from '../../src/ledger/witness/said.ts'
import { formatFeed } from '../../src/publish/log/feed.ts'
import { judgeLog, type LogKnown } from '../../src/publish/log/standing.ts'
import type { KeptCheckpoint } from '../../src/publish/log/store.ts'
import { type Keys, newKeys, paperLog, pemOf } from '../ledger/paperLog.ts'

const keys = newKeys('kq.330881/log1')
const log = paperLog(keys)
const [a, b] = ['a.example', 'b.example'].map((name) => newKeys(name, keyTypes.cosignature)) as [Keys, Keys]
const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 2, minute)).toISOString()
const seconds = Date.UTC(2026, 10, 22, 2, 5) / 1000

function cosigned(size: number, ...by: readonly Keys[]): string {
  const note = parseNote(log.note(size))
  if (!note) throw new Error('no note')
  const lines = by.map(({ key, privateKey }) => ({
    name: key.name,
    keyId: key.keyId,
    signature: cosignature(seconds, sign(null, cosignedMessage(note.text, seconds), privateKey)),
  }))
  return formatNote({ text: note.text, signatures: [...note.signatures, ...lines] })
}

const policy = [
  `log ${formatVkey(keys.key)}`,
  `witness 甲 ${formatVkey(a.key)}`,
  `witness 乙 ${formatVkey(b.key)}`,
  'group 都要 all 甲 乙',
  'quorum 都要',
  '',
].join('\n')
const alone = `log ${formatVkey(keys.key)}\nquorum none\n`

const kept = (size: number, note: string, minute = 5): KeptCheckpoint => ({
  size,
  root: log.root(size),
  note,
  publishedAt: at(minute),
  lastAt: at(minute),
})
const said = (witness: string, state: Answered['state'], minute = 4, size: number | null = null): Said => ({
  witness,
  state,
  since: at(minute),
  size,
})

const known = (change: Partial<LogKnown> = {}, note = cosigned(9, a, b)): LogKnown => ({
  note,
  policy,
  said: [said('甲', 'cosigned'), said('乙', 'cosigned')],
  alarms: [],
  recent: [kept(9, note), kept(4, log.note(4), 3)],
  now: at(6),
  ...change,
})

describe('what the public is told of the log', () => {
  test.each<[string, LogKnown, string]>([
    ['nothing published', known({ note: '', recent: [] }), 'none'],
    ['a quorum cosigned', known(), 'confirmed'],
    ['one of two cosigned', known({}, cosigned(9, a)), 'waiting'],
    ['nobody cosigned', known({}, log.note(9)), 'waiting'],
    ['no witnesses at all', known({ policy: alone }), 'alone'],
    ['quiet for half an hour', known({ now: at(36) }), 'stopped'],
    ['quiet for less', known({ now: at(34) }), 'confirmed'],
    ['one has seen a longer log, though all cosigned', known({ said: [said('甲', 'ahead', 5, 12)] }), 'alarm'],
    ['one has seen another log', known({ said: [said('乙', 'forked', 5, 9)] }), 'alarm'],
    ['an alarm weighs more than having stopped', known({ now: at(59), said: [said('乙', 'forked', 5, 9)] }), 'alarm'],
    ['somebody who is a witness no more raised an alarm', known({ said: [said('丙', 'forked', 5, 9)] }), 'confirmed'],
    ['the log’s own signature does not fit', known({}, cosigned(9, a, b).replace('\n9\n', '\n8\n')), 'alarm'],
  ])('%s', (_, given, verdict) => expect(judgeLog(given).verdict).toBe(verdict))

  test('each witness with its own time, and what it says now', () => {
    const given = known({ said: [said('甲', 'cosigned'), said('乙', 'silent', 6)] }, cosigned(9, a))
    expect(judgeLog(given).witnesses).toEqual([
      { name: '甲', vkey: formatVkey(a.key), cosignedAt: at(5), said: 'cosigned', since: at(4) },
      { name: '乙', vkey: formatVkey(b.key), cosignedAt: null, said: 'silent', since: at(6) },
    ])
  })

  test('old alarms stay listed, checkpoints tell how many cosigned them, keys are there for openssl', () => {
    const told = judgeLog(known({ alarms: [said('甲', 'ahead', 2, 12)] }))
    expect(told.alarms).toEqual([{ witness: '甲', alarm: 'ahead', size: 12, at: at(2) }])
    expect(told.recent.map(({ size, cosigned: count }) => [size, count])).toEqual([
      [9, 2],
      [4, 0],
    ])
    expect(told.keys).toEqual([{ vkey: formatVkey(keys.key), pem: pemOf(keys.key) }])
  })
})

test('the feed is well-formed whatever the county is called', () => {
  const xml = formatFeed({
    countyName: '“A&B”<县>',
    origin: keys.key.name,
    url: 'https://x.example/log',
    checkpoints: [kept(9, cosigned(9, a)), kept(4, log.note(4))],
    now: at(9),
  })
  expect(xml).toContain('<title>“A&amp;B”&lt;县&gt; kq.330881/log1</title>')
  expect(xml).toContain('<id>https://x.example/log/checkpoints/9</id>')
  expect(xml).toContain(`<content type="text">${cosigned(9, a)}</content>`)
  const open = [...xml.matchAll(/<([a-z]+)(?: [^>]*[^/])?>/g)].map(([, name]) => name).sort()
  const shut = [...xml.matchAll(/<\/([a-z]+)>/g)].map(([, name]) => name).sort()
  expect(open).toEqual(shut)
})
