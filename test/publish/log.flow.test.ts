import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LogView } from '../../src/contract/routes/log.ts'
import { append } from '../../src/fact/append.ts'
import { draft } from '../../src/fact/draft.ts'
import { openServer } from '../../src/http/server.ts'
import { toIso, toMs } from '../../src/kit/time.ts'
import { parseSignedCheckpoint } from '../../src/kit/tlog/checkpoint.ts'
import { isConsistent } from '../../src/kit/tlog/merkle.ts'
import { formatVkey } from '../../src/kit/tlog/note.ts'
import { parsePolicy, standingOf } from '../../src/kit/tlog/policy.ts'
import { openSigners } from '../../src/ledger/keys.ts'
import type { Cosign } from '../../src/ledger/publish.ts'
import type { RunningLog } from '../../src/ledger/running.ts'
import type { Signer } from '../../src/ledger/signer.ts'
import { cosignWith } from '../../src/ledger/witness/cosign.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { findCaller } from '../../src/people/store/accounts.ts'
import { sessionStore } from '../../src/people/store/sessions.ts'
import { countyIdOf } from '../../src/people/store/tree.ts'
import { findStation } from '../../src/presence/center/deviceAuth.ts'
import { logAnswers } from '../../src/publish/log/answers.ts'
import { renderLog } from '../../web/board/render.tsx'
import { type FreshDb, freshDb } from '../db.ts'
import { countyId } from '../fact/samples.ts'
import { appendSome, openTestLog, origin, testKeys, withFolder } from '../ledger/logs.ts'
import { type RunningWitness, startOwn, temporaryFolder } from '../ledger/witnessHouse.ts'
import { TestClock } from '../people/house.ts'

let fresh: FreshDb
let server: FastifyInstance
let log: RunningLog
let witness: RunningWitness
let signers: readonly Signer[]
let cosign: Cosign
const clock = new TestClock()
const ends: (() => unknown)[] = []

beforeAll(async () => {
  fresh = await freshDb()
  ends.push(() => fresh.close())
  const db = fresh.app
  const county = { name: '试验县', demo: false, complaints: { name: '县纪委监委', phone: '12388' } }
  const by = { kind: 'system' } as const
  await append(db, [draft('countyNamed', county, { countyId, now: clock.now(), by })], centerProjections)

  const { folder, remove } = temporaryFolder()
  ends.push(remove)
  signers = await openSigners(testKeys(folder), origin)
  const logKeys = signers.map(({ key }) => key)
  const place = temporaryFolder()
  ends.push(place.remove)
  witness = await startOwn(place.folder, logKeys)
  const witnesses = `witness 市纪委监委 ${formatVkey(witness.key)} ${witness.url}\nquorum 市纪委监委\n`
  const ask = cosignWith({ db, countyId, policy: parsePolicy(witnesses), clock })
  cosign = (note, proveGrowth) => {
    // Asking takes its time.
    clock.at = toIso(toMs(clock.at) + 1_000)
    return ask(note, proveGrowth)
  }
  log = await openTestLog(db, folder, { signers, cosign, witnesses, clock })
  server = await openServer({
    db,
    apart: db,
    clock,
    projections: centerProjections,
    findCaller,
    findStation,
    countyIdOf,
    answers: logAnswers({
      log: { find: () => log },
      page: renderLog,
      publicUrl: () => 'http://x.test',
    }),
    sessionStore: sessionStore(db, clock),
    cookieSecret: 'c'.repeat(64),
    https: false,
    log: false,
  })
  ends.push(() => server.close())
})
afterAll(async () => {
  for (const end of ends.reverse()) await end()
})

const get = (url: string) => server.inject({ method: 'GET', url })
const read = async (): Promise<LogView> => (await get('/api/log')).json()

async function growBy(count: number, prefix: string): Promise<void> {
  await appendSome(fresh.app, count, prefix)
  clock.forward(1)
  await log.grow()
}

describe('the public page of a log, from its beginning to an alarm', () => {
  test('before anything is published', async () => {
    expect(await read()).toMatchObject({ verdict: 'none', newest: null, recent: [] })
    expect((await get('/log')).body).toContain('账本还没有开始')
    expect((await get('/log/checkpoints/5')).statusCode).toBe(404)
    expect((await get('/log/feed.xml')).statusCode).toBe(200)
  })

  test('grown and cosigned', async () => {
    await growBy(10, 'a')
    await growBy(20, 'b')
    clock.forward(10)
    await log.cosignAgain()
    const view = await read()
    expect(view).toMatchObject({ verdict: 'confirmed', newest: { size: 31 }, witnesses: [{ said: 'cosigned' }] })
    expect(view.recent.map(({ size, cosigned }) => [size, cosigned])).toEqual([
      [31, 1],
      [11, 1],
    ])
    // Asked again ten minutes later it is the same checkpoint, published then and alive now.
    expect(Date.parse(view.newest?.lastSeenAlive ?? '') - Date.parse(view.newest?.publishedAt ?? '')).toBeGreaterThan(
      600_000,
    )
    const { body, headers } = await get('/log')
    expect(body).toContain('最新的账本已由外部见证确认')
    expect(headers['content-type']).toContain('text/html')
    expect((await get('/log?lang=en')).body).toContain('confirmed from outside')
  })

  test('checkpoints have addresses that stay, in a list, older ones behind it, and in a feed', async () => {
    const one = await get('/log/checkpoints/11')
    expect(one.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'access-control-allow-origin': '*',
    })
    const older = parseSignedCheckpoint(one.body)
    const newer = parseSignedCheckpoint((await get('/log/checkpoints/31')).body)
    if (!older || !newer) throw new Error('no checkpoints')
    expect(standingOf(newer.note, parsePolicy(log.policy())).state).toBe('witnessed')
    const growth = { older: older.checkpoint, newer: newer.checkpoint }
    expect(isConsistent(growth, await log.proveGrowth(11))).toBe(true)
    const list = (await get('/log/checkpoints.txt')).body
    expect(list.split(/\n\n(?!—)/).map((note) => note.split('\n')[1])).toEqual(['31', '11'])
    expect((await get('/log/checkpoints.txt?before=31')).body).toBe(one.body)
    expect((await get('/log/checkpoints.txt?before=11')).body).toBe('')
    const feed = await get('/log/feed.xml')
    expect(feed.headers['content-type']).toBe('application/atom+xml; charset=utf-8')
    expect(feed.body.match(/<id>[^<]*<\/id>/g)).toEqual([
      '<id>http://x.test/log/feed.xml</id>',
      '<id>http://x.test/log/checkpoints/31</id>',
      '<id>http://x.test/log/checkpoints/11</id>',
    ])
  })

  test.each(['-1', '007', '1e3', 'abc', '99999999999999999'])('no checkpoint is called %s', async (size) => {
    expect([400, 404]).toContain((await get(`/log/checkpoints/${size}`)).statusCode)
    expect((await get(`/log/checkpoints.txt?before=${size}`)).statusCode).toBe(400)
  })

  test('somebody replaces the whole log: the witness raises the alarm, and the page says it to everybody', () =>
    withFolder(async (elsewhere) => {
      const other = await freshDb()
      await appendSome(other.app, 40, 'forged')
      const forged = await openTestLog(other.app, elsewhere, { signers, cosign, clock })
      clock.forward(1)
      await forged.grow()
      await other.close()
      const view = await read()
      expect(view).toMatchObject({ verdict: 'alarm', alarms: [{ witness: '市纪委监委', alarm: 'forked', size: 31 }] })
      expect((await get('/log')).body).toContain('外部见证看到的账本和这里的不一样')
      expect(witness.said()).toContain('!!')
    }))
})
