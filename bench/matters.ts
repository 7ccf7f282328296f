import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { rooms } from '../src/main/rooms.ts'
import { listTurned, noteLights } from '../src/matter/handling/news.ts'
import { listMigrations } from '../src/store/migrate.ts'
import type { Db } from '../src/store/open.ts'
import { type Store, startStore } from '../src/store/start.ts'
import { advance, countyId, fillClosed, fillOffices, instantOf, minutesInMonth, offices } from './mattersMonth.ts'
import { type BenchRow, row } from './row.ts'

/**
 * The minute of the deadline board over a month that goes on: steps begin, end, turn yellow and red; which turned is looked
 * up and noted. A thousand offices; what ended in the month before is in the same tables. Loaded straight into the read
 * tables of a database thrown away afterwards: the same by facts would measure the log.
 * `MATTER_STEPS` is how many steps begin in the month (5000000 is a large county's, the default a tenth), `MATTER_MINUTES`
 * how many of its minutes of working time are measured, spread evenly; `all` is each of them.
 */
export async function bench(): Promise<BenchRow[]> {
  const steps = Number(process.env.MATTER_STEPS ?? 500_000)
  const asked = process.env.MATTER_MINUTES ?? '60'
  const sampled = asked === 'all' ? minutesInMonth : Number(asked)
  const dataDir = await mkdtemp(join(tmpdir(), 'zaigang-bench-'))
  const migrations = { center: await listMigrations('center', rooms), station: [] }
  const store = await startStore({ dataDir, migrations, connections: 4 })
  try {
    await sql`set statement_timeout = 0`.execute(store.center.owner)
    await fillOffices(store.center.owner)
    await fillClosed(store.center.owner, steps)
    return rowsOf(await measureMonth(store, steps, sampled), steps)
  } finally {
    await store.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** One minute of the month. Times in ms. */
interface Minute {
  readonly open: number
  /** Looking up what turned. */
  readonly look: number
  /** The same with everything that is noted about it. */
  readonly whole: number
  readonly turned: number
  /** Reading the same open steps once by the bare index. */
  readonly bare: number
}

/** Minutes of the month, spread evenly; between them it goes on unmeasured, and what it lit is noted. */
async function measureMonth({ center }: Store, steps: number, sampled: number): Promise<Minute[]> {
  const [db, owner] = [center.app, center.owner]
  const minutes: Minute[] = []
  let [at, day] = [Number.NEGATIVE_INFINITY, -1]
  const goTo = async (minute: number): Promise<void> => {
    await advance(owner, steps, { after: at, until: minute })
    at = minute
  }
  for (let n = 0; n < sampled; n += 1) {
    // Somewhere within its share of the month: at equal distances the same kinds of steps would turn each time.
    const minute = Math.floor(((n + (sampled === minutesInMonth ? 0 : (n * 0.618034) % 1)) / sampled) * minutesInMonth)
    if (at < minute - 1) await goTo(minute - 1)
    // As the database does by itself once so much was changed.
    if (Math.floor(minute / 480) !== day) await sql`vacuum analyze matter_clock, matter, matter_news`.execute(owner)
    day = Math.floor(minute / 480)
    await noteAll(db, instantOf(minute - 1))
    await goTo(minute)
    minutes.push(await measureMinute(db, instantOf(minute)))
  }
  await demandIndex(db)
  if (minutes.every((it) => it.turned === 0)) throw new Error('no clock turned in a month: nothing was measured')
  return minutes
}

async function measureMinute(db: Db, now: string): Promise<Minute> {
  let [open, turned] = [0, 0]
  const bare = await timeOf(async () => {
    const { rows } = await sql<{ open: number }>`
      select count(due_at) as open from matter_clock
      where county_id = ${countyId} and state = 'running' and due_at > '1900-01-01'`.execute(db)
    open = rows[0]?.open ?? 0
  })
  const look = await timeOf(() => listTurned(db, countyId, now))
  const whole = await timeOf(async () => {
    turned = await noteLights(db, countyId, now)
  })
  return { open, look, whole, turned, bare }
}

function rowsOf(minutes: readonly Minute[], steps: number): BenchRow[] {
  const of = (what: keyof Minute, its = minutes): number => medianOf(its.map((it) => it[what]))
  const tenth = Math.max(1, Math.floor(minutes.length / 10))
  const [first, last] = [minutes.slice(0, tenth), minutes.slice(-tenth)]
  const open = Math.round(of('open'))
  const news = minutes.reduce((sum, it) => sum + it.turned, 0)
  const total = (minutes.reduce((sum, it) => sum + it.whole, 0) / minutes.length) * minutesInMonth
  const said = `${minutes.length} of ${minutesInMonth} minutes of a month in which ${steps} steps begin and end, ${offices} offices, ${open} open`
  const perStep = (what: 'look' | 'bare'): number => medianOf(minutes.map((it) => (it[what] / it.open) * 1_000))
  return [
    row(`lights of one minute looked up, ${said}`, [of('look'), 'ms'], [1_000, 'budget of a minute'], '≤ 0.25'),
    row(
      `the minute with all that is noted (${news} rows of news)`,
      [of('whole'), 'ms'],
      [1_000, 'budget of a minute'],
      '≤ 1',
    ),
    row('the slowest of these minutes', [Math.max(...minutes.map((it) => it.whole)), 'ms'], [3_000, 'budget'], '≤ 1'),
    row(
      'looked up at the end of the month',
      [of('look', last), 'ms'],
      [of('look', first), 'at its beginning'],
      '≤ 1.5',
    ),
    row('looked up, each open step', [perStep('look'), 'µs'], [perStep('bare'), 'read by the bare index'], '≤ 1'),
    row(
      'all minutes of the month, by the mean of these',
      [total / 1_000, 's'],
      [minutesInMonth * 60, 'their length'],
      '≤ 0.017',
    ),
  ]
}

const medianOf = (them: readonly number[]): number => [...them].sort((a, b) => a - b)[Math.floor(them.length / 2)] ?? 0

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** Whatever was lit since the last minute that was measured. */
async function noteAll(db: Db, now: string): Promise<void> {
  while ((await noteLights(db, countyId, now)) > 0);
}

/** A scan of all clocks would be no result. */
async function demandIndex(db: Db): Promise<void> {
  const { rows } = await sql<{ 'QUERY PLAN': string }>`explain select matter_id from matter_clock
    where county_id = ${sql.lit(countyId)} and state = 'running' and due_at < ${sql.lit(instantOf(minutesInMonth))}::timestamptz
      and due_at > ${sql.lit(instantOf(minutesInMonth))}::timestamptz - interval '10 minutes'`.execute(db)
  const lines = rows.map((it) => it['QUERY PLAN'])
  if (!lines.some((line) => line.includes('matter_clock_due')))
    throw new Error(`the lights are not looked up by their index: ${lines.join(' | ')}`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.table(await bench())
