import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { toIso, toMs } from '../src/kit/time.ts'
import { rooms } from '../src/main/rooms.ts'
import { listTurned, noteLights } from '../src/matter/handling/news.ts'
import { listMigrations } from '../src/store/migrate.ts'
import type { Db } from '../src/store/open.ts'
import { type Store, startStore } from '../src/store/start.ts'
import { type BenchRow, row } from './row.ts'

const countyId = 330_723
const offices = 1_000
const stepsInAMatter = 5
/** Of a month's steps so many run at once: some days' worth. */
const openShare = 25
/** A Monday, in the middle of the month; the county's clock. */
const begin = '2026-03-16T01:00:00.000Z'
const minutes = 30

/**
 * The minute of the deadline board: which clocks turned yellow or red, looked up and noted. A thousand offices, a month of
 * steps; what has ended is in the same tables. Loaded straight into the read tables of a database thrown away afterwards:
 * the same by facts would measure the log. `MATTER_STEPS=5000000` is the whole month; the default is a tenth of it.
 */
export async function bench(): Promise<BenchRow[]> {
  const steps = Number(process.env.MATTER_STEPS ?? 500_000)
  const open = Math.floor(steps / openShare)
  const dataDir = await mkdtemp(join(tmpdir(), 'zaigang-bench-'))
  const migrations = { center: await listMigrations('center', rooms), station: [] }
  const store = await startStore({ dataDir, migrations, connections: 4 })
  try {
    await fillOffices(store)
    await fillOpen(store, 0, Math.floor(open / 10))
    await fillAllClosed(store, 0, Math.floor((steps - open) / 10))
    const few = await measure(store)
    await fillOpen(store, Math.floor(open / 10), open)
    const many = await measure(store)
    await fillAllClosed(store, Math.floor((steps - open) / 10), steps - open)
    const whole = await measure(store)
    return rowsOf({ few, many, whole, steps })
  } finally {
    await store.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

interface Measured {
  readonly open: number
  readonly closed: number
  /** Looking up what turned, ms; of half the minutes it was less. `quickest` is what the work itself takes on a busy machine. */
  readonly look: number
  readonly quickest: number
  /** The same with everything that is noted about it. */
  readonly minute: number
  readonly slowest: number
  readonly turned: number
  /** How the database finds what is yellow or red. */
  readonly node: string
}

const says = ({ open, closed }: Measured): string => `${open} open and ${closed} closed steps of ${offices} offices`

function rowsOf({
  few,
  many,
  whole,
  steps,
}: {
  few: Measured
  many: Measured
  whole: Measured
  steps: number
}): BenchRow[] {
  return [
    row(
      `lights of one minute looked up, ${says(whole)} (${steps} bulk-loaded; ${whole.node})`,
      [whole.look, 'ms'],
      [1_000, 'budget of a minute'],
      '≤ 0.25',
    ),
    row('the same, against a tenth of the closed steps', [whole.look, 'ms'], [many.look, says(many)], '≤ 1.5'),
    row(
      'the same, each thousand open steps',
      [(whole.quickest / whole.open) * 1_000, 'ms'],
      [(few.quickest / few.open) * 1_000, says(few)],
      '≤ 1.5',
    ),
    row(
      `the minute with all that is noted (${whole.turned} rows of news in ${minutes} minutes)`,
      [whole.minute, 'ms'],
      [1_000, 'budget of a minute'],
      '≤ 1',
    ),
    row('the slowest of these minutes', [whole.slowest, 'ms'], [3_000, 'budget'], '≤ 1'),
  ]
}

const c = sql.lit(countyId)

async function fillOffices({ center }: Store): Promise<void> {
  await sql`set statement_timeout = 0`.execute(center.owner)
  await sql`insert into unit select ${c}, ${idFrom('office', sql`n`)}, null, '办事处 ' || n, 'office'
    from generate_series(0, ${offices - 1}) as n`.execute(center.owner)
}

/** Ids that can be told again from a number. */
const idFrom = (kind: string, number: ReturnType<typeof sql>) => sql`md5(${kind} || ' ' || ${number})::uuid`

/** Running steps: begun within the last days, due within the coming ones, the night left out; some are late. */
async function fillOpen({ center }: Store, from: number, to: number): Promise<void> {
  await fillMatters(center.owner, 'open', [from, to])
  await sql`insert into matter_clock
    select ${c}, ${idFrom('open', sql`n`)}, 0, 'step', 's', 'running', due - interval '2 days', null,
      due - interval '8 hours', due, least(due - interval '2 days', ${begin}::timestamptz - interval '1 hour'), 'bench'
    from generate_series(${sql.lit(from)}, ${sql.lit(to - 1)}) as n,
      lateral (select ${begin}::timestamptz + make_interval(secs => ((n::bigint * 7919) % 400000) - 40000) as due) as it`.execute(
    center.owner,
  )
  await sql`vacuum analyze matter_clock, matter`.execute(center.owner)
}

/** A piece at a time, none of which takes longer than a statement may. */
async function fillAllClosed(store: Store, from: number, to: number): Promise<void> {
  const piece = 400_000
  for (let at = from; at < to; at += piece) await fillClosed(store, at, Math.min(to, at + piece))
  await sql`vacuum analyze matter_clock, matter`.execute(store.center.owner)
}

/** Steps of matters that have ended, five a matter, over the whole month. */
async function fillClosed({ center }: Store, from: number, to: number): Promise<void> {
  const matters = [Math.floor(from / stepsInAMatter), Math.floor(to / stepsInAMatter)] as const
  await fillMatters(center.owner, 'closed', matters)
  await sql`insert into matter_clock
    select ${c}, ${idFrom('closed', sql`(n / ${sql.lit(stepsInAMatter)})`)}, (n % ${sql.lit(stepsInAMatter)})::integer, 'step',
      's' || (n % ${sql.lit(stepsInAMatter)}), 'stopped', due - interval '2 days', due - interval '3 hours',
      due - interval '8 hours', due, due - interval '2 days', 'bench'
    from generate_series(${sql.lit(matters[0] * stepsInAMatter)}, ${sql.lit(matters[1] * stepsInAMatter - 1)}) as n,
      lateral (select '2026-03-01'::timestamptz + make_interval(secs => (n::bigint * 7919) % 2592000) as due) as it`.execute(
    center.owner,
  )
}

async function fillMatters(db: Db, kind: 'open' | 'closed', [from, to]: readonly [number, number]): Promise<void> {
  const isOpen = kind === 'open'
  await sql`insert into matter
    select ${c}, ${idFrom(kind, sql`n`)}, md5('code ' || n), ${idFrom('type', sql`1`)}, 1, '事项', office, office, office,
      null, null, null, ${isOpen ? 'running' : 'finished'}, null, null, null, ${isOpen ? sql`n` : sql`20000000000000 + n`},
      false, '2026-03-01', ${isOpen ? null : begin}::timestamptz, true, '{}'
    from generate_series(${sql.lit(from)}, ${sql.lit(to - 1)}) as n,
      lateral (select ${idFrom('office', sql`(n % ${sql.lit(offices)})`)} as office) as it`.execute(db)
}

/** Half an hour of minutes, one after the other, after one that notes whatever was lit before. */
async function measure({ center }: Store): Promise<Measured> {
  await sql`truncate matter_news`.execute(center.owner)
  const db = center.app
  await noteAll(db, begin)
  await sql`vacuum analyze matter_news`.execute(center.owner)
  const [looks, times]: [number[], number[]] = [[], []]
  let turned = 0
  for (let minute = 1; minute <= minutes; minute += 1) {
    const now = toIso(toMs(begin) + minute * 60_000)
    looks.push(await timeOf(() => listTurned(db, countyId, now)))
    times.push(
      await timeOf(async () => {
        turned += await noteLights(db, countyId, now)
      }),
    )
  }
  if (turned === 0) throw new Error('no clock turned in half an hour: nothing was measured')
  return {
    ...(await countClocks(db)),
    ...{ look: medianOf(looks), quickest: Math.min(...looks), minute: medianOf(times), slowest: Math.max(...times) },
    ...{ turned, node: await nodeOf(db) },
  }
}

const medianOf = (them: readonly number[]): number => [...them].sort((a, b) => a - b)[Math.floor(them.length / 2)] ?? 0

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** Some thousands at a time, as the timetable does. */
async function noteAll(db: Db, now: string): Promise<void> {
  while ((await noteLights(db, countyId, now)) > 0);
}

async function countClocks(db: Db): Promise<{ open: number; closed: number }> {
  const { rows } = await sql<{ open: number; closed: number }>`
    select count(*) filter (where state = 'running') as open, count(*) filter (where state <> 'running') as closed
    from matter_clock`.execute(db)
  return rows[0] ?? { open: 0, closed: 0 }
}

/** The plan's node over the clocks; a scan of all of them is no result. */
async function nodeOf(db: Db): Promise<string> {
  const { rows } = await sql<{ 'QUERY PLAN': string }>`explain select matter_id from matter_clock
    where county_id = ${c} and state = 'running' and due_at < ${sql.lit(begin)}::timestamptz
      and due_at > ${sql.lit(begin)}::timestamptz - interval '10 minutes'`.execute(db)
  const lines = rows.map((it) => it['QUERY PLAN'])
  const node = lines.find((line) => line.includes('matter_clock_due'))
  if (node === undefined) throw new Error(`the lights are not looked up by their index: ${lines.join(' | ')}`)
  return node.replace(/^[\s>-]*/, '').replace(/ {2}\(.*$/, '')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.table(await bench())
