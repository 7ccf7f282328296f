import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readMonthSheet } from '../../src/contract/routes/attendance.ts'
import { listProposals } from '../../src/contract/routes/proposals.ts'
import { listCallBacks } from '../../src/contract/routes/ratings.ts'
import { listRequests } from '../../src/contract/routes/requests.ts'
import { listSwaps } from '../../src/contract/routes/roster.ts'
import { listSpotChecks } from '../../src/contract/routes/spotChecks.ts'
import { listTerminals } from '../../src/contract/routes/terminals.ts'
import { compare } from '../../src/fact/rebuild.ts'
import { centerProjections } from '../../src/main/answers.ts'
import { openPutClock } from '../../src/main/demo/clock.ts'
import { loadDemo } from '../../src/main/demo/live.ts'
import { idOf } from '../../src/main/demo/names.ts'
import { type Office, openOffice } from '../../src/main/demo/office.ts'
import { stationProjections } from '../../src/presence/station/projections.ts'
import { type FreshDb, freshDb } from '../db.ts'
import { silent } from './backup-house.ts'

/** A Friday after a February with the Spring Festival in it: a whole month with few working days. */
const now = '2026-03-06T03:00:00.000Z'
const size = { villages: 3, communities: 1, court: 20, town: 12 }

let dataDir = ''
let center: FreshDb
let station: FreshDb
let office: Office

const load = () => loadDemo({ dataDir }, { center, station }, silent, { size, now, back: 20 })

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'zaigang-demo-'))
  ;[center, station] = [await freshDb('center'), await freshDb('station')]
  await load()
  office = await openOffice(center.app, openPutClock(now))
}, 300_000)

afterAll(async () => {
  await office?.close()
  await Promise.all([center?.close(), station?.close()])
  await rm(dataDir, { recursive: true, force: true })
})

const countKinds = async (): Promise<Record<string, number>> => {
  const { rows } = await sql<{ kind: string; count: number }>`
    select kind, count(*)::integer as count from fact group by kind order by kind`.execute(center.app)
  return Object.fromEntries(rows.map((it) => [it.kind, it.count]))
}

test('what the house can say about presence, rosters and months is said in the demonstration', async () => {
  expect(Object.keys(await countKinds())).toEqual(
    expect.arrayContaining([
      ...['adviceAnswered', 'adviceGiven', 'assignmentKept', 'attemptJudged', 'attendanceRuleKept', 'caseDecided'],
      ...['checkIn', 'dayOverrideKept', 'dutyKept', 'feedOpened', 'monthFinalised', 'outingKept', 'patternKept'],
      ...['requestDecided', 'requestMade', 'shiftKept', 'staffKept', 'stationStarted', 'swapAnswered', 'swapAsked'],
    ]),
  )
})

test('what waits is in the demonstration: a call-back to be drawn, a terminal that has said nothing yet', async () => {
  expect(await office.ask('xian', listCallBacks, {})).toMatchObject([{ drawn: null, size: 8 }])
  const { terminals } = await office.ask('kaoqin', listTerminals, {})
  expect(terminals).toMatchObject([{ serial: 'DEMO20190417', closed: false, months: [], addresses: [] }])
})

test('everything in it is marked simulated', async () => {
  const { rows } = await sql<{ kind: string }>`select distinct kind from fact where not simulated`.execute(center.app)
  expect(rows.map((it) => it.kind)).toEqual([])
})

test('nobody checked in by face without an attempt that the rules passed', async () => {
  const { rows } = await sql<{ faces: number; passed: number; others: number }>`
    select count(*) filter (where check_in.method = 'face')::integer as faces,
      count(*) filter (where check_in.method = 'face' and attempt.verdict = 'passed'
        and attempt.staff_id = check_in.staff_id and attempt.simulated)::integer as passed,
      count(*) filter (where check_in.method <> 'face')::integer as others
    from check_in left join attempt using (county_id, attempt_id)`.execute(center.app)
  const [it] = rows
  expect(it?.faces).toBeGreaterThan(500)
  expect(it?.passed).toBe(it?.faces)
  expect(it?.others).toBeGreaterThan(0)
})

test('one evening somebody came with five masks: one series, of check-ins that count as before', async () => {
  const { rows } = await sql<{ rule: string; members: number }>`
    select rule, (select count(*)::integer from suspect_member
      join check_in using (county_id, check_in_id)
      where suspect_member.suspect_id = suspect.suspect_id) as members from suspect`.execute(center.app)
  expect(rows).toHaveLength(1)
  expect(rows[0]?.rule).toBe('series')
  expect(rows[0]?.members).toBeGreaterThanOrEqual(3)
})

test('the sheets of the month before have every state there is', async () => {
  const states = new Set<string>()
  for (const key of ['court', 'town']) {
    const query = { unitId: idOf(`unit ${key}`), month: '2026-02', below: 'true' as never }
    const sheet = await office.ask('xian', readMonthSheet, { query })
    expect(sheet.simulated).toBe(true)
    for (const { am, pm } of sheet.rows.flatMap((it) => it.cells)) states.add(am.state).add(pm.state)
  }
  expect([...states].sort()).toEqual(
    ['absent', 'duty', 'early', 'late', 'leave', 'noCheckIn', 'outing', 'present', 'rest', 'unknown'].sort(),
  )
})

test('the month before is printed, at the court once more with a reason, and something came too late for the town', async () => {
  const of = async (key: string) => {
    const query = { unitId: idOf(`unit ${key}`), month: '2026-02', below: undefined }
    return (await office.ask('xian', readMonthSheet, { query })).state
  }
  expect(await of('court')).toMatchObject({ kind: 'final', revision: 2, reason: expect.stringContaining('住院证明') })
  const town = await of('town')
  expect(town).toMatchObject({ kind: 'final', revision: 1 })
  expect(town.kind === 'final' && town.differences).toBeGreaterThan(0)
  expect(await of('village-2')).toMatchObject({ kind: 'open' })
})

test('requests and swaps stand in every way they can stand', async () => {
  const requests = await office.ask('xian', listRequests, { query: { state: 'all' } })
  expect(new Set(requests.map((it) => it.wish.kind))).toEqual(new Set(['leave', 'outing', 'correction', 'appeal']))
  expect(new Set(requests.map((it) => it.state))).toEqual(new Set(['approved', 'refused', 'waiting']))
  const swaps = await office.ask('cunwen', listSwaps)
  expect(new Set(swaps.map((it) => it.state))).toEqual(new Set(['agreed', 'declined', 'asked']))
})

test('what takes two persons was confirmed, declined and still waits, and the set-up stands as done alone', async () => {
  const { proposals: open } = await office.ask('xian', listProposals, { query: { shelf: 'mine' } })
  const { proposals: settled } = await office.ask('xian', listProposals, { query: { shelf: 'settled' } })
  const proposals = [...open, ...settled]
  const count = (state: string) => proposals.filter((it) => it.state === state).length
  expect(count('confirmed')).toBeGreaterThan(5)
  expect([count('declined') > 0, count('open') > 0]).toEqual([true, true])
  expect(proposals.filter((it) => it.state === 'alone').every(({ change }) => change.kind === 'roleGrant')).toBe(true)
  expect(proposals.filter((it) => it.state === 'confirmed').every((it) => it.settledBy !== it.proposedBy)).toBe(true)
  const { proposals: mine } = await office.ask('zhenzhang', listProposals, { query: { shelf: 'mine' } })
  expect(mine.some(({ change, mayNot }) => change.kind === 'duties' && mayNot === null)).toBe(true)
})

test('spot checks are announced, under way and done, and found what a log cannot know', async () => {
  const checks = await office.ask('jiwei', listSpotChecks)
  expect(checks).toHaveLength(4)
  expect(checks.filter((it) => it.drawn === null)).toHaveLength(1)
  expect(checks.filter(({ figures }) => figures.drawn > 0 && figures.recorded === figures.drawn)).toHaveLength(2)
  expect(checks.filter(({ figures }) => figures.recorded > 0 && figures.recorded < figures.drawn)).toHaveLength(1)
  expect(checks.reduce((sum, { figures }) => sum + figures.caught, 0)).toBeGreaterThan(0)
  expect(checks.every(({ figures }) => figures.caught <= figures.checked / 2)).toBe(true)
})

test('read tables are what the facts make of them', async () => {
  expect(await compare(center.owner, centerProjections)).toEqual([])
  expect(await compare(station.owner, stationProjections)).toEqual([])
})

test('loading it again adds nothing', async () => {
  const before = await countKinds()
  await load()
  expect(await countKinds()).toEqual(before)
})
